//! Owns the structure axis: what the blocks are threaded on.

mod block_list;
mod free_list;

pub use block_list::BlockList;
pub use free_list::FreeList;

use super::register;

register! {
    /// Which list a search walks.
    pub enum Structure: StructurePolicy {
        BlockList,
        FreeList,
    }
}

/// What a search walks.
pub trait StructurePolicy {
    /// Whether the fourth word of a hole's header threads the holes on a list of their own, which a search
    /// then walks instead of the list of all blocks.
    fn keeps_free_list(&self) -> bool {
        false
    }
}
