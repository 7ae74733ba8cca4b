//! Owns the bin-order axis: where on its list a hole is linked.

mod address;
mod fifo;
mod lifo;
mod size;
mod size_newest_first;

pub use address::Address;
pub use fifo::Fifo;
pub use lifo::Lifo;
pub use size::Size;
pub use size_newest_first::SizeNewestFirst;

use crate::policy::register;

register! {
    /// Where on its list a hole is linked.
    pub enum BinOrder: BinOrderPolicy {
        Lifo,
        Fifo,
        Address,
        Size,
        SizeNewestFirst,
    }
}

/// A place on a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Position {
    /// Before all others.
    Head,
    /// After all others.
    Tail,
    /// After the last hole at a lower address.
    ByAddress,
    /// After the last hole that is not larger.
    BySize,
    /// Before the first hole that is not smaller.
    BySizeNewestFirst,
}

impl Position {
    /// Whether a list is in an order of size.
    pub fn is_by_size(self) -> bool {
        matches!(self, Self::BySize | Self::BySizeNewestFirst)
    }
}

/// Where on its list a hole goes.
pub trait BinOrderPolicy {
    /// The position of every new hole.
    fn position(&self) -> Position;
}
