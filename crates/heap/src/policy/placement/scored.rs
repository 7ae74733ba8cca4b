//! Scored: the hole with the least weighted sum of four integer terms, waste, distance walked, address and
//! the fragment left; the search ends early at a hole whose sum is good enough.
//!
//! Cost: anything between first fit's and best fit's. With a threshold that everything meets it *is* first fit; with only
//! waste weighed and a threshold of 0 it is best fit. Fails where the weights were tuned on another program.

use super::{Candidate, Judgement, Placement, Scoring};
use crate::policy::{Doc, Policy};

/// Takes the hole with the least weighted sum of waste, distance, address and fragment.
#[derive(Clone, Copy, Debug)]
pub struct Scored;

impl Policy for Scored {
    fn doc(&self) -> &'static Doc {
        &Doc {
            id: "scored",
            title: "Scored",
            summary: "Takes the hole with the least weighted sum of waste, distance, address and fragment.",
            price: "Greedy at one end, exhaustive at the other; the weights fit the program they were tuned on.",
            parameter: None,
        }
    }
}

impl Placement for Scored {
    fn judge(
        &self,
        scoring: &Scoring,
        candidate: &Candidate,
        held: Option<&Candidate>,
    ) -> Judgement {
        let total = scoring.score(candidate).total;
        if scoring.good_enough == Scoring::ANYTHING || total <= u64::from(scoring.good_enough) {
            return Judgement::Take;
        }
        match held {
            Some(held) if scoring.score(held).total <= total => Judgement::Pass,
            _ => Judgement::Hold,
        }
    }

    fn scores(&self) -> bool {
        true
    }
}
