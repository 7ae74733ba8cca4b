//! First in, first out: a new hole goes to the tail.
//!
//! Cost: O(1). Fails, in time, where the hole just freed would fit: it is examined last.

use super::{FreeOrderPolicy, Position};
use crate::policy::{Doc, Policy};

/// A new hole goes to the tail of the free list.
#[derive(Clone, Copy, Debug)]
pub struct Fifo;

impl Policy for Fifo {
    const DOC: Doc = Doc {
        id: "fifo",
        title: "First in, first out",
        summary: "A new hole goes to the tail of the free list.",
        trade_off: "O(1), and a hole has time to merge before it is reused; the block just freed is examined last.",
        parameter: None,
    };
}

impl FreeOrderPolicy for Fifo {
    fn position(&self) -> Position {
        Position::Tail
    }
}
