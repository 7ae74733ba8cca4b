//! Scored: the hole with the least weighted sum of four integer terms, waste, distance, address and
//! fragment; the search ends early at a hole whose sum is good enough.
//!
//! Cost: anything between first fit's and best fit's. With a threshold that every candidate meets it is first fit; with only
//! waste weighed and a threshold of 0 it is best fit. Fails where the weights were tuned on another program.

use super::{Candidate, Judgement, PlacementPolicy, Score};
use crate::policy::{Bounded, Doc, Parametric, Policy};

/// Takes the hole with the least weighted sum of waste, distance, address and fragment.
///
/// Its parameters are axes of their own (`score-waste` and so on), so that no number is written after its id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Scored {
    /// Weight of every byte the request leaves over.
    pub waste: Weight,
    /// Weight of every block examined.
    pub distance: Weight,
    /// Weight of every 64 bytes from the region's start.
    pub address: Weight,
    /// Weight of every byte of the hole left over; what stays inside the block counts as waste alone.
    pub fragment: Weight,
    /// A candidate whose sum is no more than this is taken at once.
    pub good_enough: u32,
}

/// A weight: four terms of 32 bits, weighed so, cannot overflow their sum.
pub type Weight = Bounded<0, { 1 << 16 }>;

impl Scored {
    /// The weights that the policy has when none are given.
    pub const DEFAULT: Self = Self {
        waste: Weight::new(4),
        distance: Weight::new(16),
        address: Weight::new(1),
        fragment: Weight::new(0),
        good_enough: 256,
    };

    /// The value of [`good_enough`](Self::good_enough) that every candidate meets.
    pub const ANYTHING: u32 = u32::MAX;
}

impl Policy for Scored {
    const DOC: Doc = Doc {
        id: "scored",
        title: "Scored",
        summary: "Takes the hole with the least weighted sum of waste, distance, address and fragment.",
        trade_off: "Anything between first fit and best fit; the weights suit only the program they were tuned on.",
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
        let total = Score::of(self, candidate).total;
        if self.good_enough == Self::ANYTHING || total <= u64::from(self.good_enough) {
            return Judgement::Take;
        }
        match held {
            Some(held) if Score::of(self, held).total <= total => Judgement::Pass,
            _ => Judgement::Hold,
        }
    }

    fn score(&self, candidate: &Candidate) -> Option<Score> {
        Some(Score::of(self, candidate))
    }
}
