//! Owns the buddy-state axis: where a merge learns whether a buddy is a hole of the same order.

mod bitmap;
mod header;
mod list;
mod orders;

pub use bitmap::Bitmap;
pub use header::Header;
pub use list::List;
pub use orders::Orders;

use crate::policy::register;

register! {
    /// Where a merge learns whether a buddy is a hole of the same order.
    pub enum BuddyState: BuddyStatePolicy {
        List,
        Header,
        Bitmap,
        Orders,
    }
}

/// Where the state of a buddy is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keeping {
    /// Nowhere: the free list of the order is walked.
    Lists,
    /// In the block's own header.
    Headers,
    /// In a bit for each pair of buddies.
    Pairs,
    /// In a byte for each smallest block.
    Orders,
}

/// Where a merge looks.
pub trait BuddyStatePolicy {
    /// Where the state of a buddy is kept.
    fn keeping(&self) -> Keeping;
}

impl BuddyState {
    /// Where the state of a buddy is kept, as a constant.
    pub(crate) const fn constant(&self) -> Keeping {
        match self {
            Self::List => Keeping::Lists,
            Self::Header => Keeping::Headers,
            Self::Bitmap => Keeping::Pairs,
            Self::Orders => Keeping::Orders,
        }
    }
}
