//! Owns the structure axis: what the blocks are threaded on.

mod block_list;

pub use block_list::BlockList;

use super::Policy;

/// The register: one line a policy.
pub static STRUCTURES: &[&dyn Structure] = &[&BlockList];

/// What a search walks.
pub trait Structure: Policy {}
