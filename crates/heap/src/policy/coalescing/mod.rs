//! Owns the coalescing axis: when neighbouring holes become one.

mod never;
mod on_allocation;
mod on_failure;
mod on_free;

pub use never::Never;
pub use on_allocation::OnAllocation;
pub use on_failure::OnFailure;
pub use on_free::OnFree;

use super::register;

register! {
    /// When neighbouring holes become one.
    pub enum Coalescing: CoalescingPolicy {
        Never,
        OnAllocation,
        OnFree,
        OnFailure,
    }
}

/// When holes are merged.
pub trait CoalescingPolicy {
    /// Whether a search that meets a hole too small adds up the contiguous holes after it and merges the
    /// run if that is large enough.
    fn on_allocation(&self) -> bool {
        false
    }

    /// Whether a freed block merges with the adjacent holes at once. Where it does, no two holes
    /// ever touch.
    fn on_free(&self) -> bool {
        false
    }

    /// Whether a request about to be refused first merges every run of holes, and is then tried again.
    fn on_failure(&self) -> bool {
        false
    }
}
