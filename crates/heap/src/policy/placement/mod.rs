//! Owns the placement axis: which of the holes that could serve a request is taken.
//!
//! The mechanism walks the list and shows a policy one candidate after the other; the policy only compares.

mod best_fit;
mod first_fit;
mod next_fit;
mod score;
mod scored;
mod worst_fit;

pub use best_fit::BestFit;
pub use first_fit::FirstFit;
pub use next_fit::NextFit;
pub use score::{Mistake, NAMES, Name, Score, Summand, Wrong};
pub use scored::Scored;
pub use worst_fit::WorstFit;

use super::register;

register! {
    /// Which hole a request gets.
    pub enum Placement: PlacementPolicy {
        FirstFit,
        NextFit,
        BestFit,
        WorstFit,
        Scored(scored),
    }
}

/// A hole, or a run of contiguous holes, that could serve a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Candidate {
    /// The payload it would give if nothing were split off, in bytes.
    pub payload_bytes: u32,
    /// How much of that the request leaves over, padding for its alignment included, in bytes.
    pub waste_bytes: u32,
    /// How many blocks the search has come to on its list, this one included.
    pub probes: u32,
    /// Where it begins, in bytes from the region's start.
    pub offset: u32,
    /// The hole that would be left of it, header included, in bytes; 0 where nothing would be split off.
    pub remainder_bytes: u32,
    /// How many holes right after it would be merged into it.
    pub merges: u32,
    /// What the policy makes of all that; 0 from policies that compute no score.
    pub score: i64,
}

/// What to do about a candidate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Judgement {
    /// Take it: the search ends.
    Take,
    /// It is the best so far: hold it and go on.
    Hold,
    /// The candidate held so far is better: go on.
    Pass,
}

/// Which hole a request gets.
pub trait PlacementPolicy {
    /// Judges a candidate against the best one held so far. Every candidate serves the request.
    fn judge(&self, candidate: &Candidate, held: Option<&Candidate>) -> Judgement;

    /// Whether a search begins after the block granted last, instead of at the list's head.
    fn resumes(&self) -> bool {
        false
    }

    /// The candidate's score; `None` from policies that compute none.
    fn score(&self, candidate: &Candidate) -> Option<i64> {
        let _ = candidate;
        None
    }
}
