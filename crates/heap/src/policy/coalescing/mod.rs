//! Owns the coalescing axis: when neighbouring holes become one.

mod never;
mod on_allocation;
mod on_free;

pub use never::Never;
pub use on_allocation::OnAllocation;
pub use on_free::OnFree;

use super::Policy;

/// The register: one line a policy.
pub static COALESCINGS: &[&dyn Coalescing] = &[&Never, &OnAllocation, &OnFree];

/// When holes are merged.
pub trait Coalescing: Policy {
    /// Whether a search that meets a hole too small adds up the contiguous holes behind it and merges the
    /// run if that serves the request.
    fn on_allocation(&self) -> bool {
        false
    }

    /// Whether a block that falls free merges with the holes beside it at once. Where it does, no two holes
    /// ever touch.
    fn on_free(&self) -> bool {
        false
    }
}
