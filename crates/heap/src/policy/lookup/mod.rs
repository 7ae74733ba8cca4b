//! Owns the lookup axis: how a free finds the block of an address.

mod index;
mod walk;

pub use index::Index;
pub use walk::Walk;

use super::register;

register! {
    /// How a free finds the block of an address.
    pub enum Lookup: LookupPolicy {
        Walk,
        Index,
    }
}

/// How the block of an address, and the blocks around it, are found.
pub trait LookupPolicy {
    /// Whether the heap keeps a sorted index of its blocks at the region's end.
    fn indexed(&self) -> bool {
        false
    }
}
