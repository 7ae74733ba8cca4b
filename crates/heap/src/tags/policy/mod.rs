//! Owns the axes that only this family has, or has in its own way; a folder for each, a file for each policy.
//!
//! Those that all families share lie in `crate::policy`.

pub mod bin_order;
pub mod bins;
pub mod footers;
pub mod header;
pub mod placement;
pub mod sentinels;
