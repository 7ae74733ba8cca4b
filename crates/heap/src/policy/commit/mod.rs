//! Owns the commit axis: when the memory of a block is committed.
//!
//! Does not own the memory: the [`Region`](crate::Region) commits it and knows how much is left.

mod eager;
mod lazy;

pub use eager::Eager;
pub use lazy::Lazy;

use super::register;

register! {
    /// When the memory of a block is committed.
    pub enum Commit: CommitPolicy {
        Eager,
        Lazy,
    }
}

/// When memory is committed.
pub trait CommitPolicy {
    /// Whether a grant commits all the memory of its block, and is refused if there is not enough. Otherwise memory is
    /// taken at the first touch.
    fn at_allocation(&self) -> bool;
}
