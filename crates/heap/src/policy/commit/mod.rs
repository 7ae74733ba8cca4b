//! Owns the commit axis: when the memory behind a block is asked for.
//!
//! What memory is, and whether there is any left, is the [`Region`](crate::Region)'s business.

mod eager;
mod lazy;

pub use eager::Eager;
pub use lazy::Lazy;

use super::register;

register! {
    /// When the memory of a block is asked for.
    pub enum Commit: CommitPolicy {
        Eager,
        Lazy,
    }
}

/// When memory is asked for.
pub trait CommitPolicy {
    /// Whether a grant asks for all the memory of its block, and is refused where there is not enough. Otherwise
    /// memory is taken at the first touch.
    fn at_allocation(&self) -> bool;
}
