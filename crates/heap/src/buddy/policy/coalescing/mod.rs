//! Owns the coalescing axis of buddies: when a hole becomes one with its buddy.

mod lazy;
mod never;
mod on_failure;
mod on_free;

pub use lazy::Lazy;
pub use never::Never;
pub use on_failure::OnFailure;
pub use on_free::OnFree;

use crate::policy::register;

register! {
    /// When a hole becomes one with its buddy.
    pub enum Coalescing: CoalescingPolicy {
        Never,
        OnFree,
        Lazy(lazy),
        OnFailure,
    }
}

/// When buddies are merged.
pub trait CoalescingPolicy {
    /// How many holes the list of an order must have for a free to merge a block of that order with its buddy; `None` where
    /// no free merges.
    fn holes_before_merge(&self) -> Option<u32> {
        None
    }

    /// Whether a request about to be refused first merges all buddies, and is then tried again.
    fn on_failure(&self) -> bool {
        false
    }
}

impl Coalescing {
    /// Whether a free counts the holes of its order.
    pub(crate) const fn counts(&self) -> bool {
        matches!(self, Self::Lazy(_))
    }

    /// Whether buddies ever merge.
    pub(crate) const fn merges(&self) -> bool {
        !matches!(self, Self::Never)
    }
}
