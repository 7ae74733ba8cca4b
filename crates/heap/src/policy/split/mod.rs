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

use super::Policy;

/// The register: one line a policy.
pub static SPLITS: &[&dyn Split] = &[&Never, &Always, &AtLeast];

/// Whether to cut a remainder off.
pub trait Split: Policy {
    /// Whether a remainder of `remainder_bytes`, its header included, becomes a hole of its own.
    /// `parameter` is the number the design gives the policy.
    fn splits(&self, remainder_bytes: u32, parameter: u32) -> bool;
}
