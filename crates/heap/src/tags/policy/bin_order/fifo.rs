//! First in, first out: a hole becomes its list's tail.
//!
//! Cost: O(1), and a word for each tail. Holes rest before they are used again, and may merge meanwhile.

use super::{BinOrderPolicy, Position};
use crate::policy::{Doc, Policy};

/// Links a hole at the tail of its list.
#[derive(Clone, Copy, Debug)]
pub struct Fifo;

impl Policy for Fifo {
    const DOC: Doc = Doc {
        id: "fifo",
        title: "First in, first out",
        summary: "Links a hole at the tail of its list.",
        trade_off: "O(1); holes have time to merge, and memory is cold when it is used again.",
        parameter: None,
    };
}

impl BinOrderPolicy for Fifo {
    fn position(&self) -> Position {
        Position::Tail
    }
}
