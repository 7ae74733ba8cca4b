//! Index: a table at the end of the region, sorted by address, of 8 bytes a block, searched by bisection.
//!
//! Cost: 8 bytes a block, taken from the heap; O(log n) reads a free; each new block shifts the entries
//! after it. Fails where memory is tight.

use super::LookupPolicy;
use crate::policy::{Doc, Policy};

/// Keeps a sorted table of all blocks at the end of the region.
#[derive(Clone, Copy, Debug)]
pub struct Index;

impl Policy for Index {
    const DOC: Doc = Doc {
        id: "index",
        title: "Index",
        summary: "Keeps a sorted table of all blocks at the end of the region.",
        trade_off: "A free finds its block in a few steps; the table takes 8 bytes a block, and a new block shifts its entries.",
        parameter: None,
    };
}

impl LookupPolicy for Index {
    fn indexed(&self) -> bool {
        true
    }
}
