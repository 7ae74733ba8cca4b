//! Owns the oversize axis: what a request beyond the maximum gets.

mod clamp;
mod refuse;

pub use clamp::Clamp;
pub use refuse::Refuse;

use super::register;

register! {
    /// What a request beyond the maximum gets.
    pub enum Oversize: OversizePolicy {
        Clamp,
        Refuse,
    }
}

/// What a request beyond the maximum gets.
pub trait OversizePolicy {
    /// Whether it gets a block of maximum size. Otherwise it gets nothing.
    fn clamps(&self) -> bool;
}
