//! Owns the arithmetic of a score: integer terms, integer weights, one sum. Which sum wins is decided in `scored.rs`.

use super::{Candidate, Scored};

/// The weighted terms of one candidate, and their sum: less is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize),
    serde(rename_all = "camelCase")
)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Score {
    /// Weighted bytes left over.
    #[cfg_attr(feature = "typescript", ts(type = "number"))]
    pub waste: u64,
    /// Weighted blocks examined.
    #[cfg_attr(feature = "typescript", ts(type = "number"))]
    pub distance: u64,
    /// Weighted distance from the region's start.
    #[cfg_attr(feature = "typescript", ts(type = "number"))]
    pub address: u64,
    /// Weighted bytes of the hole left.
    #[cfg_attr(feature = "typescript", ts(type = "number"))]
    pub fragment: u64,
    /// The sum of the four.
    #[cfg_attr(feature = "typescript", ts(type = "number"))]
    pub total: u64,
}

impl Score {
    /// The weighted terms of a candidate.
    pub(super) fn of(weights: &Scored, candidate: &Candidate) -> Self {
        let weigh = |weight: u32, term: u32| u64::from(weight) * u64::from(term);
        let waste = weigh(weights.waste.get(), candidate.waste_bytes);
        let distance = weigh(weights.distance.get(), candidate.distance);
        let address = weigh(weights.address.get(), candidate.offset / 64);
        let fragment = weigh(weights.fragment.get(), candidate.fragment_bytes);
        Self {
            waste,
            distance,
            address,
            fragment,
            total: waste + distance + address + fragment,
        }
    }
}
