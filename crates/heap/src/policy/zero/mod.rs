//! Owns the zero axis: what a request for zero bytes gets.

mod minimum_block;
mod null;

pub use minimum_block::MinimumBlock;
pub use null::Null;

use crate::policy::register;

register! {
    /// What a request for zero bytes gets.
    pub enum Zero: ZeroPolicy {
        MinimumBlock,
        Null,
    }
}

/// What a request for zero bytes gets.
pub trait ZeroPolicy {
    /// Whether it gets the null pointer.
    fn is_null(&self) -> bool;
}
