//! Owns the placement axis: which hole of a list a request gets.
//!
//! The mechanism walks the list and shows a policy the size of one hole after the other; the policy only compares.

mod best_fit;
mod best_of;
mod first_fit;
mod next_fit;
mod worst_fit;

pub use best_fit::BestFit;
pub use best_of::BestOf;
pub use first_fit::FirstFit;
pub use next_fit::NextFit;
pub use worst_fit::WorstFit;

use crate::policy::placement::Judgement;
use crate::policy::register;

register! {
    /// Which hole of a list a request gets.
    pub enum Placement: TagPlacement {
        FirstFit,
        NextFit,
        BestFit,
        WorstFit,
        BestOf(best_of),
    }
}

/// Which hole of a list a request gets.
pub trait TagPlacement {
    /// Judges a hole of so many bytes against the one held so far. Both serve the request.
    fn judge(&self, bytes: u32, held: Option<u32>) -> Judgement;

    /// Whether a hole of exactly the size asked for ends the search.
    fn ends_at_exact(&self) -> bool {
        false
    }

    /// Whether a search begins where the last one ended, instead of at the list's head.
    fn resumes(&self) -> bool {
        false
    }

    /// After how many holes that serve the search ends.
    fn fits_max(&self) -> u32 {
        u32::MAX
    }
}
