//! Worst fit: the largest hole; of equals the one examined first.
//!
//! Cost: examines the whole list. Fails by using up the large holes.

use super::TagPlacement;
use crate::policy::placement::{self, Judgement};
use crate::policy::{Doc, Policy};

/// Takes the largest hole.
#[derive(Clone, Copy, Debug)]
pub struct WorstFit;

impl Policy for WorstFit {
    const DOC: Doc = placement::WorstFit::DOC;
}

impl TagPlacement for WorstFit {
    fn judge(&self, bytes: u32, held: Option<u32>) -> Judgement {
        match held {
            Some(held) if bytes <= held => Judgement::Pass,
            _ => Judgement::Hold,
        }
    }
}
