//! Owns the oversize axis: what becomes of a request beyond the maximum.

mod clamp;
mod refuse;

pub use clamp::Clamp;
pub use refuse::Refuse;

use super::Policy;

/// The register: one line a policy.
pub static OVERSIZES: &[&dyn Oversize] = &[&Clamp, &Refuse];

/// What a request beyond the maximum gets.
pub trait Oversize: Policy {
    /// Whether it gets a block of maximum size. Otherwise it gets nothing.
    fn clamps(&self) -> bool;
}
