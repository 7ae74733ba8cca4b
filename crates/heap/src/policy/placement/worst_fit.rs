//! Worst fit: the largest hole; of equals the one examined first.
//!
//! Cost: examines the whole list for every request. Fails as soon as a request needs a large hole, since
//! every request before took some of it. Told apart from best fit by `a=100; x=1; b=400; y=1; free a; free b; c=100`.

use super::{Candidate, Judgement, PlacementPolicy};
use crate::policy::{Doc, Policy};

/// Takes the largest hole, so that the remainder stays useful.
#[derive(Clone, Copy, Debug)]
pub struct WorstFit;

impl Policy for WorstFit {
    const DOC: Doc = Doc {
        id: "worst-fit",
        title: "Worst fit",
        summary: "Takes the largest hole, so that the remainder stays useful.",
        trade_off: "Remainders stay useful; every request examines the whole list, and large holes are soon gone.",
        parameter: None,
    };
}

impl PlacementPolicy for WorstFit {
    fn judge(&self, candidate: &Candidate, held: Option<&Candidate>) -> Judgement {
        match held {
            Some(held) if candidate.payload_bytes <= held.payload_bytes => Judgement::Pass,
            _ => Judgement::Hold,
        }
    }
}
