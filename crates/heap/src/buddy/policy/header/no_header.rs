//! No header: a block is all payload, and payloads are aligned as blocks are.
//!
//! Cost: none in a live block. A free is told the size, as Rust's `GlobalAlloc` tells it, unless a table has each block's order.

use super::{Header, HeaderPolicy};
use crate::policy::{Doc, Policy};

/// Stores nothing in a live block; a free is told the size, or finds the order in the table.
#[derive(Clone, Copy, Debug)]
pub struct NoHeader;

impl Policy for NoHeader {
    const DOC: Doc = Doc {
        id: "none",
        title: "None",
        summary: "Stores nothing in a live block; a free is told the size, or finds the order in the table.",
        trade_off: "A request of a power of two fits its block exactly; a free needs the size or a table.",
        parameter: None,
    };
}

impl HeaderPolicy for NoHeader {
    fn bytes(&self) -> u32 {
        Header::NoHeader.constant()
    }
}
