//! Owns the granted-end axis: which part of a hole a block gets, if the hole is split.

mod back;
mod front;
mod large_from_back;

pub use back::Back;
pub use front::Front;
pub use large_from_back::LargeFromBack;

use crate::policy::register;

register! {
    /// Which part of a hole a block gets, if the hole is split.
    pub enum GrantedEnd: GrantedEndPolicy {
        Front,
        Back,
        LargeFromBack(large_from_back),
    }
}

/// Which part of a hole is granted.
pub trait GrantedEndPolicy {
    /// Whether a block of so many bytes, header included, is granted from the hole's back.
    fn is_back(&self, block_bytes: u32) -> bool;
}
