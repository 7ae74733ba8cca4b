//! First fit: the first hole of the list that is large enough.

use super::TagPlacement;
use crate::policy::placement::Judgement;
use crate::policy::{Doc, Policy};

/// Takes the first hole that is large enough.
#[derive(Clone, Copy, Debug)]
pub struct FirstFit;

impl Policy for FirstFit {
    const DOC: Doc = Doc {
        id: "first-fit",
        title: "First fit",
        summary: "Takes the first hole that is large enough.",
        trade_off: "The search ends at the first hole that serves; small remainders gather at the head of the list.",
        parameter: None,
    };
}

impl TagPlacement for FirstFit {
    fn judge(&self, _: u32, _: Option<u32>) -> Judgement {
        Judgement::Take
    }
}
