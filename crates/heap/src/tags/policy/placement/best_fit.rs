//! Best fit: the smallest hole that is large enough; of equals the one examined first. A hole of the exact size ends the search.
//!
//! Cost: examines the whole list, but for an exact hole.

use super::TagPlacement;
use crate::policy::placement::Judgement;
use crate::policy::{Doc, Policy};

/// Takes the smallest hole that is large enough.
#[derive(Clone, Copy, Debug)]
pub struct BestFit;

impl Policy for BestFit {
    const DOC: Doc = Doc {
        id: "best-fit",
        title: "Best fit",
        summary: "Takes the smallest hole that is large enough.",
        trade_off: "Wastes least at each request; examines the whole list of a class.",
        parameter: None,
    };
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
