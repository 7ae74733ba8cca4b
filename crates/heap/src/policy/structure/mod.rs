//! Owns the structure axis: what the blocks are threaded on.

mod block_list;
mod free_list;

pub use block_list::BlockList;
pub use free_list::FreeList;

use super::Policy;

/// The register: one line a policy.
pub static STRUCTURES: &[&dyn Structure] = &[&BlockList, &FreeList];

/// What a search walks.
pub trait Structure: Policy {
    /// Whether the fourth word of a hole's header threads the holes on a list of their own, which a search
    /// then walks instead of the list of all blocks.
    fn threads_holes(&self) -> bool {
        false
    }
}
