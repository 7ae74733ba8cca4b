//! Last in, first out: a new hole goes to the head.
//!
//! Cost: O(1). Fails by meeting the hole freed last, still warm but perhaps far from its neighbours, again and
//! again, so that holes of unlike sizes mix (Wilson et al. 1995, 3.5).

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
        price: "O(1), and what was freed last is reused first, still in the cache; the heap fragments sooner.",
        parameter: None,
    };
}

impl FreeOrderPolicy for Lifo {
    fn position(&self) -> Position {
        Position::Head
    }
}
