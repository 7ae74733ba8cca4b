//! Owns the axes that only this family has, or has in its own way; a folder for each, a file for each policy.
//!
//! Split, coalescing, commit, and what lies beyond the maximum are those that all families share.

pub mod bin_order;
pub mod bins;
pub mod end;
pub mod footers;
pub mod granted_end;
pub mod header;
pub mod placement;
pub mod sentinels;
pub mod zero;
