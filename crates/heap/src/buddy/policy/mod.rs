//! Owns the axes that only this family has, or has in its own way; a folder for each, a file for each policy.
//!
//! The order of a free list, commit, and what zero bytes and requests beyond the maximum get are those that all families share.

pub mod buddy_state;
pub mod coalescing;
pub mod header;
