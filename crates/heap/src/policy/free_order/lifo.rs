//! Last in, first out: a new hole goes to the head.
//!
//! Cost: O(1). Fails by reusing the hole freed last again and again, wherever it lies, so that blocks of different
//! sizes mix (Wilson et al. 1995, 3.5).

use super::{FreeOrderPolicy, Position};
use crate::policy::{Doc, Policy};

/// A new hole goes to the head of the free list.
#[derive(Clone, Copy, Debug)]
pub struct Lifo;

impl Policy for Lifo {
    const DOC: Doc = Doc {
        id: "lifo",
        title: "Last in, first out",
        summary: "A new hole goes to the head of the free list.",
        trade_off: "O(1), and the block freed last is reused first, while it is in the cache; the heap fragments sooner.",
        parameter: None,
    };
}

impl FreeOrderPolicy for Lifo {
    fn position(&self) -> Position {
        Position::Head
    }
}
