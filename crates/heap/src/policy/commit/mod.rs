//! Owns the commit axis: when the memory behind a block is asked for.
//!
//! What memory is, and whether there is any left, is the [`Region`](crate::Region)'s business.

mod eager;
mod lazy;

pub use eager::Eager;
pub use lazy::Lazy;

use super::Policy;

/// The register: one line a policy.
pub static COMMITS: &[&dyn Commit] = &[&Eager, &Lazy];

/// When memory is asked for.
pub trait Commit: Policy {
    /// Whether a grant asks for all the memory of its block, and is refused where there is not enough. Otherwise
    /// memory is taken at the first touch.
    fn at_allocation(&self) -> bool;
}
