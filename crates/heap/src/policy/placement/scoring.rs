//! Owns the arithmetic of a score: integer terms, integer weights, one sum. Which sum wins is the policy's
//! business.

use super::Candidate;

/// How much each term weighs, and which sum ends a search.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scoring {
    /// Weight of every byte the request leaves over.
    pub waste: u32,
    /// Weight of every block examined.
    pub distance: u32,
    /// Weight of every 64 bytes from the region's start.
    pub address: u32,
    /// Weight of every byte of the hole left over; what stays inside the block counts as waste alone.
    pub fragment: u32,
    /// A candidate whose sum is no more than this is taken at once.
    pub good_enough: u32,
}

/// The weighted terms of one candidate, and their sum: less is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Score {
    /// Weighted bytes left over.
    pub waste: u64,
    /// Weighted blocks examined.
    pub distance: u64,
    /// Weighted distance from the region's start.
    pub address: u64,
    /// Weighted bytes of the hole left.
    pub fragment: u64,
    /// The sum of the four.
    pub total: u64,
}

impl Scoring {
    /// The threshold that every candidate meets.
    pub const ANYTHING: u32 = u32::MAX;

    /// The greatest weight: four terms of 32 bits, weighed so, cannot overflow their sum.
    pub const WEIGHT_MAX: u32 = 1 << 16;

    /// The weighted terms of a candidate.
    pub fn score(&self, candidate: &Candidate) -> Score {
        let weigh = |weight: u32, term: u32| u64::from(weight) * u64::from(term);
        let waste = weigh(self.waste, candidate.waste_bytes);
        let distance = weigh(self.distance, candidate.distance);
        let address = weigh(self.address, candidate.offset / 64);
        let fragment = weigh(self.fragment, candidate.fragment_bytes);
        Score {
            waste,
            distance,
            address,
            fragment,
            total: waste + distance + address + fragment,
        }
    }
}
