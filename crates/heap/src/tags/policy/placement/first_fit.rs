//! First fit: the first hole of the list that is large enough.

use super::TagPlacement;
use crate::policy::placement::{self, Judgement};
use crate::policy::{Doc, Policy};

/// Takes the first hole that is large enough.
#[derive(Clone, Copy, Debug)]
pub struct FirstFit;

impl Policy for FirstFit {
    const DOC: Doc = placement::FirstFit::DOC;
}

impl TagPlacement for FirstFit {
    fn judge(&self, _: u32, _: Option<u32>) -> Judgement {
        Judgement::Take
    }
}
