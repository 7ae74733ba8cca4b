//! By size, newest first: a list has its holes from the smallest to the largest; of equals, the one linked last comes first.
//!
//! Cost: a walk for each hole that is linked. A first fit is then a best fit that takes what was freed last. Told apart from the
//! order by size where two holes are as long as each other.

use super::{BinOrderPolicy, Position};
use crate::policy::{Doc, Policy};

/// Links a hole before those that are not smaller.
#[derive(Clone, Copy, Debug)]
pub struct SizeNewestFirst;

impl Policy for SizeNewestFirst {
    const DOC: Doc = Doc {
        id: "size-newest-first",
        title: "By size, newest first",
        summary: "Links a hole before those that are not smaller.",
        trade_off: "The first hole that serves is the best, and the one freed last of its size; each free walks the list.",
        parameter: None,
    };
}

impl BinOrderPolicy for SizeNewestFirst {
    fn position(&self) -> Position {
        Position::BySizeNewestFirst
    }
}
