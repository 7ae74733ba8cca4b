//! Worst fit: the largest hole; of equals the one examined first.
//!
//! Cost: examines the whole list for every request. Fails as soon as someone needs the large hole it has
//! been eating from. Told apart from best fit by `a=100; x=1; b=400; y=1; free a; free b; c=100`.

use super::{Candidate, Judgement, PlacementPolicy};
use crate::policy::{Doc, Policy};

/// Takes the largest hole, so that what is left stays useful.
#[derive(Clone, Copy, Debug)]
pub struct WorstFit;

impl Policy for WorstFit {
    const DOC: Doc = Doc {
        id: "worst-fit",
        title: "Worst fit",
        summary: "Takes the largest hole, so that what is left stays useful.",
        price: "Every request walks the whole list, and large requests soon find nothing.",
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
