//! Best fit: the smallest hole that is large enough; of equals the one examined first. A hole of the exact size ends the search.
//!
//! Cost: examines the whole list, but for an exact hole.

use super::TagPlacement;
use crate::policy::placement::{self, Judgement};
use crate::policy::{Doc, Policy};

/// Takes the smallest hole that is large enough.
#[derive(Clone, Copy, Debug)]
pub struct BestFit;

impl Policy for BestFit {
    const DOC: Doc = placement::BestFit::DOC;
}

impl TagPlacement for BestFit {
    fn judge(&self, bytes: u32, held: Option<u32>) -> Judgement {
        match held {
            Some(held) if bytes >= held => Judgement::Pass,
            _ => Judgement::Hold,
        }
    }

    fn ends_at_exact(&self) -> bool {
        true
    }
}
