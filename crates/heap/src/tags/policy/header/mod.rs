//! Owns the header axis: which words stand before a payload.
//!
//! Does not own where the remaining words of a hole lie: see [`Layout`](crate::tags::Layout).

mod full;
mod link_and_size;
mod no_header;
mod size;

pub use full::Full;
pub use link_and_size::LinkAndSize;
pub use no_header::NoHeader;
pub use size::Size;

use crate::policy::register;

register! {
    /// Which words stand before a payload.
    pub enum Header: HeaderPolicy {
        NoHeader,
        Size,
        LinkAndSize,
        Full,
    }
}

/// Where the words of a header lie, in bytes from the block's start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HeaderLayout {
    /// The header's length.
    pub bytes: u32,
    /// The size with its flags. Without a header, only a hole has one.
    pub size_at: u32,
    /// The link to the next hole, where the header has one.
    pub link_at: Option<u32>,
}

/// What stands before a payload.
pub trait HeaderPolicy {
    /// The header's words.
    fn layout(&self) -> HeaderLayout;
}

impl Header {
    /// The header's words, as a constant.
    pub(crate) const fn constant(&self) -> HeaderLayout {
        match self {
            Self::NoHeader => NoHeader::LAYOUT,
            Self::Size => Size::LAYOUT,
            Self::LinkAndSize => LinkAndSize::LAYOUT,
            Self::Full => Full::LAYOUT,
        }
    }
}
