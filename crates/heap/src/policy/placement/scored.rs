//! Scored: the hole with the least score, which is an integer expression of the hole; the search ends early at a hole whose
//! score is good enough.
//!
//! Cost: anything between first fit's and best fit's. `0 until <= any` is first fit, `waste` is best fit, `-size` worst fit.
//! Fails where the expression was tuned on another program.

use super::{Candidate, Judgement, PlacementPolicy, Score};
use crate::policy::{Doc, Parametric, Policy};

/// Takes the hole with the least score.
///
/// Its score is an axis of its own, so that no number is written after its id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Scored(pub Score);

impl Scored {
    /// The score that the policy has when none is given: that of a hole that wastes little, is found soon and lies low.
    pub const DEFAULT: Self = Self(Score::of("waste*4 + probes*16 + offset/64 until <= 256"));
}

impl Policy for Scored {
    const DOC: Doc = Doc {
        id: "scored",
        title: "Scored",
        summary: "Takes the hole with the least score, an expression of your own.",
        trade_off: "Anything between first fit and best fit; a score suits only the program it was tuned on.",
        parameter: None,
    };
}

impl Parametric for Scored {
    fn with(number: Option<u32>) -> Option<Self> {
        number.is_none().then_some(Self::DEFAULT)
    }

    fn number(&self) -> Option<u32> {
        None
    }
}

impl PlacementPolicy for Scored {
    fn judge(&self, candidate: &Candidate, held: Option<&Candidate>) -> Judgement {
        if self.0.ends_at(candidate.score) {
            return Judgement::Take;
        }
        match held {
            Some(held) if held.score <= candidate.score => Judgement::Pass,
            _ => Judgement::Hold,
        }
    }

    fn score(&self, candidate: &Candidate) -> Option<i64> {
        Some(self.0.value(candidate))
    }
}
