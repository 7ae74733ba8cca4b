//! Owns the sentinels axis: which blocks without a payload mark the heap's bounds.
//!
//! The mechanism writes them once, keeps clear of them, and reads none of them.

mod at_both_ends;
mod at_end;
mod no_sentinel;

pub use at_both_ends::AtBothEnds;
pub use at_end::AtEnd;
pub use no_sentinel::NoSentinel;

use crate::policy::register;

register! {
    /// Which blocks without a payload mark the heap's bounds.
    pub enum Sentinels: SentinelPolicy {
        NoSentinel,
        AtEnd,
        AtBothEnds,
    }
}

/// Where a sentinel stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounds {
    /// Before the first block.
    pub front: bool,
    /// At the region's end.
    pub end: bool,
}

/// Which blocks mark the heap's bounds.
pub trait SentinelPolicy {
    /// Where sentinels stand.
    fn kind(&self) -> Bounds;
}

impl Sentinels {
    /// Where sentinels stand, as a constant.
    pub(crate) const fn constant(&self) -> Bounds {
        match self {
            Self::NoSentinel => NoSentinel::KIND,
            Self::AtEnd => AtEnd::KIND,
            Self::AtBothEnds => AtBothEnds::KIND,
        }
    }
}
