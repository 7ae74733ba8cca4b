//! Owns the lookup axis: how a free finds the block of an address.

mod index;
mod walk;

pub use index::Index;
pub use walk::Walk;

use super::Policy;

/// The register: one line a policy.
pub static LOOKUPS: &[&dyn Lookup] = &[&Walk, &Index];

/// How the block of an address, and the blocks around it, are found.
pub trait Lookup: Policy {
    /// Whether the heap keeps a sorted index of its blocks at the region's end.
    fn indexed(&self) -> bool {
        false
    }
}
