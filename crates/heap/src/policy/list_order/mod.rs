//! Owns the list-order axis: where in the list a new block is linked.
//!
//! A block that extends the heap is linked at the tail by every policy; they differ in where they link the remainder of a split.

mod address;
mod append;

pub use address::Address;
pub use append::Append;

use super::register;

register! {
    /// Where a split's remainder is linked.
    pub enum ListOrder: ListOrderPolicy {
        Address,
        Append,
    }
}

/// Where a split's remainder is linked.
pub trait ListOrderPolicy {
    /// Whether the list is always in order of address, so that the next block in the list is the next in
    /// memory; the remainder of a split is then linked right after its block. Otherwise it goes to the tail.
    fn by_address(&self) -> bool {
        false
    }
}
