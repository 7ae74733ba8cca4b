//! Owns the header axis of buddies: which words stand at a block's start.

mod no_header;
mod request_and_size;
mod with_links;

pub use no_header::NoHeader;
pub use request_and_size::RequestAndSize;
pub use with_links::WithLinks;

use crate::policy::register;

register! {
    /// Which words stand at a block's start.
    pub enum Header: HeaderPolicy {
        NoHeader,
        RequestAndSize,
        WithLinks,
    }
}

/// What stands at a block's start.
pub trait HeaderPolicy {
    /// The length of the header, in bytes.
    fn bytes(&self) -> u32;
}

impl Header {
    /// The length of the header, as a constant.
    pub(crate) const fn constant(&self) -> u32 {
        match self {
            Self::NoHeader => 0,
            Self::RequestAndSize => 8,
            Self::WithLinks => 16,
        }
    }
}
