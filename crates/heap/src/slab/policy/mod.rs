//! Owns the axes that only this family has; a folder for each, a file for each policy.
//!
//! The order of free objects, commit, and what zero bytes and requests beyond the maximum get are those that all families share.

pub mod descriptor;
pub mod slab_choice;
