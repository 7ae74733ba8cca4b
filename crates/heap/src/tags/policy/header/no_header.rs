//! No header: a free is told the block's size, as Rust's `GlobalAlloc` tells it.
//!
//! Cost: none in a live block; a hole holds its own size. Fails where the program can't tell sizes, and where a remainder
//! is too small for a hole: such a hole does not serve. Told apart from 4 bytes by `a=24; b=24`: the addresses are 24 apart.

use super::{HeaderLayout, HeaderPolicy};
use crate::policy::{Doc, Policy};

/// Stores nothing in a live block; a free is told the size.
#[derive(Clone, Copy, Debug)]
pub struct NoHeader;

impl Policy for NoHeader {
    const DOC: Doc = Doc {
        id: "0",
        title: "None",
        summary: "Stores nothing in a live block; a free is told the size.",
        trade_off: "No byte of overhead; each free must be told the size, and a hole that would leave too small a remainder does not serve.",
        parameter: None,
    };
}

impl HeaderPolicy for NoHeader {
    fn layout(&self) -> HeaderLayout {
        Self::LAYOUT
    }
}

impl NoHeader {
    pub(super) const LAYOUT: HeaderLayout = HeaderLayout {
        bytes: 0,
        size_at: 0,
        link_at: None,
    };
}
