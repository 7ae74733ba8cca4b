//! Owns the placement axis: which of the holes that could serve a request is taken.
//!
//! The mechanism walks the list and shows a policy one candidate after the other; the policy only compares.

mod best_fit;
mod first_fit;
mod next_fit;
mod worst_fit;

pub use best_fit::BestFit;
pub use first_fit::FirstFit;
pub use next_fit::NextFit;
pub use worst_fit::WorstFit;

use super::Policy;

/// The register: one line a policy.
pub static PLACEMENTS: &[&dyn Placement] = &[&FirstFit, &NextFit, &BestFit, &WorstFit];

/// A hole, or a run of contiguous holes, that could serve a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// The payload it would give if nothing were split off, in bytes.
    pub payload_bytes: u32,
}

/// What to do about a candidate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Judgement {
    /// Take it; examine no more.
    Take,
    /// It is the best so far; examine the rest.
    Hold,
    /// What is held is better.
    Pass,
}

/// Which hole a request gets.
pub trait Placement: Policy {
    /// Judges a candidate against the best one held so far. Every candidate serves the request.
    fn judge(&self, candidate: &Candidate, held: Option<&Candidate>) -> Judgement;

    /// Whether a search begins behind the block granted last, instead of at the list's head.
    fn resumes(&self) -> bool {
        false
    }
}
