//! Four bytes: one word, the block's size with flags in its low bits.
//!
//! Cost: four bytes for each block. The links of a hole lie where its payload was, so that the smallest block has room for
//! them. Told apart from 8 bytes by `a=4`: the block has the room of two links, and not one word more.

use super::{HeaderLayout, HeaderPolicy};
use crate::policy::{Doc, Policy};

/// Stores the size with its flags, one word.
#[derive(Clone, Copy, Debug)]
pub struct Size;

impl Policy for Size {
    const DOC: Doc = Doc {
        id: "4",
        title: "4 bytes: size",
        summary: "Stores the size with its flags, one word.",
        trade_off: "The least that needs no size at a free; a hole's links enlarge the smallest block.",
        parameter: None,
    };
}

impl HeaderPolicy for Size {
    fn layout(&self) -> HeaderLayout {
        Self::LAYOUT
    }
}

impl Size {
    pub(super) const LAYOUT: HeaderLayout = HeaderLayout {
        bytes: 4,
        size_at: 0,
        link_at: None,
    };
}
