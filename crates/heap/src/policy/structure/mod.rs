//! Owns the structure axis: which lists link the blocks.

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
    /// Whether the last words of their headers link the holes in a list of their own, which a search then walks
    /// instead of the list of all blocks.
    fn keeps_free_list(&self) -> bool {
        false
    }
}
