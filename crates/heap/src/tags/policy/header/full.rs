//! Sixteen bytes: the size of the block before, both links, and the size.
//!
//! Cost: sixteen bytes for each block, three words of them idle while it is live, if no block tells the size of the one before.

use super::{HeaderLayout, HeaderPolicy};
use crate::policy::{Doc, Policy};

/// Stores the size of the block before, both links and the size with its flags, four words.
#[derive(Clone, Copy, Debug)]
pub struct Full;

impl Policy for Full {
    const DOC: Doc = Doc {
        id: "16",
        title: "16 bytes: all",
        summary: "Stores the size of the block before, both links and the size with its flags, four words.",
        trade_off: "Nothing of a hole lies outside its header; small requests pay most.",
        parameter: None,
    };
}

impl HeaderPolicy for Full {
    fn layout(&self) -> HeaderLayout {
        Self::LAYOUT
    }
}

impl Full {
    pub(super) const LAYOUT: HeaderLayout = HeaderLayout {
        bytes: 16,
        size_at: 12,
        link_at: Some(8),
    };
}
