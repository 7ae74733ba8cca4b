//! Whole: the region is one hole from the start, as in a fixed pool.
//!
//! Cost: none. The large hole takes part in every search. First fit of a list in order of address comes to it last; other orders
//! may cut it up early.

use super::EndPolicy;
use crate::policy::{Doc, Policy};

/// Makes the whole region one hole from the start.
#[derive(Clone, Copy, Debug)]
pub struct Whole;

impl Policy for Whole {
    const DOC: Doc = Doc {
        id: "whole",
        title: "Whole region",
        summary: "Makes the whole region one hole from the start.",
        trade_off: "No end to look after; a search may cut up the large hole before it needs to.",
        parameter: None,
    };
}

impl EndPolicy for Whole {
    fn grows(&self) -> bool {
        false
    }

    fn is_whole(&self) -> bool {
        true
    }
}
