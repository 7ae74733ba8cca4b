//! Owns the footers axis: how a block finds the block before it.

mod in_header;
mod no_footer;
mod of_all;
mod of_holes;

pub use in_header::InHeader;
pub use no_footer::NoFooter;
pub use of_all::OfAll;
pub use of_holes::OfHoles;

use crate::policy::register;

register! {
    /// How a block finds the block before it.
    pub enum Footers: FooterPolicy {
        NoFooter,
        OfHoles,
        OfAll,
        InHeader,
    }
}

/// Where the size of a block stands a second time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Footing {
    /// Nowhere.
    Nowhere,
    /// In the last word of each hole.
    InHoles,
    /// In the last word of each block.
    InAll,
    /// In the header of the block after it.
    InNextHeader,
}

/// How a block finds the block before it.
pub trait FooterPolicy {
    /// Where the size of a block stands a second time.
    fn kind(&self) -> Footing;
}

impl Footers {
    /// Where the size of a block stands a second time, as a constant.
    pub(crate) const fn constant(&self) -> Footing {
        match self {
            Self::NoFooter => NoFooter::KIND,
            Self::OfHoles => OfHoles::KIND,
            Self::OfAll => OfAll::KIND,
            Self::InHeader => InHeader::KIND,
        }
    }
}
