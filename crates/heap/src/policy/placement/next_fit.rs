//! Next fit: first fit with a roving pointer (Knuth, TAOCP 1, 2.5, exercise 6). A search begins after
//! the block granted last, and wraps around once. On a free list, where no live block stands, it begins after the place that
//! block had as a hole: in order of address, with the first hole above it.
//!
//! Cost: short searches, since they do not examine the blocks near the head each time. Fails by spreading small
//! blocks over the whole heap, so that no large hole survives (Wilson et al. 1995, 3.5). Told apart from first fit by
//! `a=100; x=1; b=100; y=1; c=1; free a; free b; d=100; free d; e=100`: `e` lands after `d`, not in its place.

use super::{Candidate, Judgement, PlacementPolicy};
use crate::policy::{Doc, Policy};

/// First fit that resumes after the block granted last and wraps around.
#[derive(Clone, Copy, Debug)]
pub struct NextFit;

impl Policy for NextFit {
    const DOC: Doc = Doc {
        id: "next-fit",
        title: "Next fit",
        summary: "First fit that resumes after the block granted last and wraps around.",
        trade_off: "Short searches; small blocks spread over the whole heap, so large holes do not survive.",
        parameter: None,
    };
}

impl PlacementPolicy for NextFit {
    fn judge(&self, _: &Candidate, _: Option<&Candidate>) -> Judgement {
        Judgement::Take
    }

    fn resumes(&self) -> bool {
        true
    }
}
