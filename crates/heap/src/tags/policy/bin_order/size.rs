//! By size: a list has its holes from the smallest to the largest; of equals, the one linked first comes first.
//!
//! Cost: a walk for each hole that is linked. A first fit is then a best fit.

use super::{BinOrderPolicy, Position};
use crate::policy::{Doc, Policy};

/// Links a hole after those that are not larger.
#[derive(Clone, Copy, Debug)]
pub struct Size;

impl Policy for Size {
    const DOC: Doc = Doc {
        id: "size",
        title: "By size",
        summary: "Links a hole after those that are not larger.",
        trade_off: "The first hole that serves is the best; each free walks the list.",
        parameter: None,
    };
}

impl BinOrderPolicy for Size {
    fn position(&self) -> Position {
        Position::BySize
    }
}
