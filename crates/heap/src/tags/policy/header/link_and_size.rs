//! Eight bytes: a link and the size, as FreeRTOS and Kernighan and Ritchie have it.
//!
//! Cost: eight bytes for each block; the link is idle while the block is live. A hole on a singly linked list needs no byte
//! beyond its header. Where the header tells the size of the block before, that takes the link's place.

use super::{HeaderLayout, HeaderPolicy};
use crate::policy::{Doc, Policy};

/// Stores a link of the free list and the size with its flags, two words.
#[derive(Clone, Copy, Debug)]
pub struct LinkAndSize;

impl Policy for LinkAndSize {
    const DOC: Doc = Doc {
        id: "8",
        title: "8 bytes: link and size",
        summary: "Stores a link of the free list and the size with its flags, two words.",
        trade_off: "A hole may be as small as its header; the link is idle while the program holds the block.",
        parameter: None,
    };
}

impl HeaderPolicy for LinkAndSize {
    fn layout(&self) -> HeaderLayout {
        Self::LAYOUT
    }
}

impl LinkAndSize {
    pub(super) const LAYOUT: HeaderLayout = HeaderLayout {
        bytes: 8,
        size_at: 4,
        link_at: Some(0),
    };
}
