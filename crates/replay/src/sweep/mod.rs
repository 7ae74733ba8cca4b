//! Owns sweeps: which designs to try on a scenario, what each makes of it, and how they rank.
//!
//! Does not own threads: whoever sweeps deals out the candidates, in whatever order, and the ranking is the same.

mod candidates;
mod rank;
mod region;
#[cfg(test)]
mod tests;
mod trial;

pub use candidates::{AXES_AT_ONCE_MAX, CANDIDATES_MAX, Candidate, first_round, grid, neighbours};
pub use rank::{Ranking, rank};
pub use region::{Smallest, smallest_region};
pub use trial::{Refused, Trial, trial, work_max};
