//! Owns the split axis: whether a hole larger than the request is cut in two.
//!
//! The mechanism asks only where a cut is possible at all: where what remains holds a header and a payload
//! of minimum size.

mod always;
mod at_least;
mod never;

pub use always::Always;
pub use at_least::AtLeast;
pub use never::Never;

use super::register;

register! {
    /// Whether a hole larger than the request is cut.
    pub enum Split: SplitPolicy {
        Never,
        Always,
        AtLeast(at_least),
    }
}

/// Whether to cut a remainder off.
pub trait SplitPolicy {
    /// Whether a remainder of `remainder_bytes`, its header included, becomes a hole of its own.
    fn splits(&self, remainder_bytes: u32) -> bool;
}
