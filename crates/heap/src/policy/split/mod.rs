//! Owns the split axis: whether a hole larger than the request is split.
//!
//! The mechanism asks only where a split is possible: where the remainder holds a header and a payload of minimum
//! size.

mod always;
mod at_least;
mod never;

pub use always::Always;
pub use at_least::AtLeast;
pub use never::Never;

use super::register;

register! {
    /// Whether a hole larger than the request is split.
    pub enum Split: SplitPolicy {
        Never,
        Always,
        AtLeast(at_least),
    }
}

/// Whether a remainder is split off.
pub trait SplitPolicy {
    /// Whether a remainder of `remainder_bytes`, its header included, becomes a hole of its own.
    fn splits(&self, remainder_bytes: u32) -> bool;
}
