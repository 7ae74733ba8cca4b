//! Next fit: the first hole that is large enough, from where the last search ended.
//!
//! Cost: shorter walks than first fit. Fails by using up the large holes. Needs one list.

use super::TagPlacement;
use crate::policy::placement::{self, Judgement};
use crate::policy::{Doc, Policy};

/// Takes the first hole that is large enough, from where the last search ended.
#[derive(Clone, Copy, Debug)]
pub struct NextFit;

impl Policy for NextFit {
    const DOC: Doc = placement::NextFit::DOC;
}

impl TagPlacement for NextFit {
    fn judge(&self, _: u32, _: Option<u32>) -> Judgement {
        Judgement::Take
    }

    fn resumes(&self) -> bool {
        true
    }
}
