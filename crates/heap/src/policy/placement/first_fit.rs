//! First fit: the first hole in list order that is large enough (Knuth, TAOCP 1, 2.5, algorithm A).
//!
//! Cost: examines every block before that hole. Fails where small remainders gather at the front of the list,
//! so that every search examines them. Told apart from best fit by
//! `a=400; x=1; b=100; y=1; free a; free b; c=100`: it splits `c` off the large hole.

use super::{Candidate, Judgement, PlacementPolicy};
use crate::policy::{Doc, Policy};

/// Takes the first hole in the list that is large enough.
#[derive(Clone, Copy, Debug)]
pub struct FirstFit;

impl Policy for FirstFit {
    const DOC: Doc = Doc {
        id: "first-fit",
        title: "First fit",
        summary: "Takes the first hole in the list that is large enough.",
        trade_off: "Short searches; small remainders gather at the front of the list, and every later search examines them.",
        parameter: None,
    };
}

impl PlacementPolicy for FirstFit {
    fn judge(&self, _: &Candidate, _: Option<&Candidate>) -> Judgement {
        Judgement::Take
    }
}
