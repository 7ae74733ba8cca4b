//! Last in, first out: a hole becomes its list's head.
//!
//! Cost: O(1). Fails by keeping old holes out of use at the far end.

use super::{BinOrderPolicy, Position};
use crate::policy::{Doc, Policy};

/// Links a hole at the head of its list.
#[derive(Clone, Copy, Debug)]
pub struct Lifo;

impl Policy for Lifo {
    const DOC: Doc = Doc {
        id: "lifo",
        title: "Last in, first out",
        summary: "Links a hole at the head of its list.",
        trade_off: "O(1), and the memory is still in the cache; the list has no order that a search could use.",
        parameter: None,
    };
}

impl BinOrderPolicy for Lifo {
    fn position(&self) -> Position {
        Position::Head
    }
}
