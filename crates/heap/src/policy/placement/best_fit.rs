//! Best fit: the smallest hole that is large enough; of equals the one examined first.
//!
//! Cost: examines the whole list for every request. Fails where its remainders are too small to use.
//! Told apart from first fit by `a=400; x=1; b=100; y=1; free a; free b; c=100`: it leaves the large hole whole.

use super::{Candidate, Judgement, PlacementPolicy};
use crate::policy::{Doc, Policy};

/// Takes the smallest hole that is large enough.
#[derive(Clone, Copy, Debug)]
pub struct BestFit;

impl Policy for BestFit {
    const DOC: Doc = Doc {
        id: "best-fit",
        title: "Best fit",
        summary: "Takes the smallest hole that is large enough.",
        trade_off: "Wastes least at each request; examines the whole list, and its remainders are often too small to use.",
        parameter: None,
    };
}

impl PlacementPolicy for BestFit {
    fn judge(&self, candidate: &Candidate, held: Option<&Candidate>) -> Judgement {
        match held {
            Some(held) if candidate.payload_bytes >= held.payload_bytes => Judgement::Pass,
            _ => Judgement::Hold,
        }
    }
}
