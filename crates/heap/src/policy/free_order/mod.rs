//! Owns the free-order axis: where on the free list a hole is linked. The axis matters to structures that keep one.

mod address;
mod fifo;
mod lifo;
mod size;
mod size_descending;

pub use address::Address;
pub use fifo::Fifo;
pub use lifo::Lifo;
pub use size::Size;
pub use size_descending::SizeDescending;

use super::register;

register! {
    /// Where on the free list a new hole is linked.
    pub enum FreeOrder: FreeOrderPolicy {
        Lifo,
        Fifo,
        Address,
        Size,
        SizeDescending,
    }
}

/// A place on the free list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Position {
    /// Before all others.
    Head,
    /// After all others.
    Tail,
    /// After the last hole at a lower address.
    ByAddress,
    /// After the last hole that is not larger, or not smaller.
    BySize {
        /// Whether small holes come first.
        ascends: bool,
    },
}

/// Where on the free list a new hole goes.
pub trait FreeOrderPolicy {
    /// The position of every new hole.
    fn position(&self) -> Position;
}
