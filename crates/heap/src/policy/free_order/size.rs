//! By size: the free list runs from the smallest hole to the largest; of equals, the one linked first comes first.
//!
//! Cost: a walk along the free list for every new hole, and another for a hole that grows by merging. First fit is then best
//! fit, with a search that ends early. Fails where sizes are many and holes are small: every search passes the small ones.

use super::{FreeOrderPolicy, Position};
use crate::policy::{Doc, Policy};

/// The free list runs from the smallest hole to the largest.
#[derive(Clone, Copy, Debug)]
pub struct Size;

impl Policy for Size {
    const DOC: Doc = Doc {
        id: "size",
        title: "By size, smallest first",
        summary: "The free list runs from the smallest hole to the largest.",
        trade_off: "The first hole that serves is the best; every new hole costs a walk along the free list.",
        parameter: None,
    };
}

impl FreeOrderPolicy for Size {
    fn position(&self) -> Position {
        Position::BySize { ascends: true }
    }
}
