//! By size, descending: the free list runs from the largest hole to the smallest; of equals, the one linked first comes first.
//!
//! Cost: a walk along the free list for every new hole, and another for a hole that grows by merging. First fit is then worst
//! fit, and examines one hole. Fails as worst fit does: large holes are cut up first.

use super::{FreeOrderPolicy, Position};
use crate::policy::{Doc, Policy};

/// The free list runs from the largest hole to the smallest.
#[derive(Clone, Copy, Debug)]
pub struct SizeDescending;

impl Policy for SizeDescending {
    const DOC: Doc = Doc {
        id: "size-descending",
        title: "By size, largest first",
        summary: "The free list runs from the largest hole to the smallest.",
        trade_off: "First fit examines one hole, and refuses or grows at once where that is too small; large holes are cut up first.",
        parameter: None,
    };
}

impl FreeOrderPolicy for SizeDescending {
    fn position(&self) -> Position {
        Position::BySize { ascends: false }
    }
}
