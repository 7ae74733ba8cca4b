//! Footers in all blocks: the last word of each block repeats its header.
//!
//! Cost: four bytes for each block. Knuth's boundary tags as they were first written down.

use super::{FooterPolicy, Footing};
use crate::policy::{Doc, Policy};

/// Repeats the header in the last word of every block.
#[derive(Clone, Copy, Debug)]
pub struct OfAll;

impl Policy for OfAll {
    const DOC: Doc = Doc {
        id: "all",
        title: "In all blocks",
        summary: "Repeats the header in the last word of every block.",
        trade_off: "Merges both ways without a walk and without a flag; four bytes for every block.",
        parameter: None,
    };
}

impl FooterPolicy for OfAll {
    fn kind(&self) -> Footing {
        Self::KIND
    }
}

impl OfAll {
    pub(super) const KIND: Footing = Footing::InAll;
}
