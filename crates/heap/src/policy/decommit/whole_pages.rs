//! Whole pages: frames beyond the end are decommitted, and those that a hole covers whole.
//!
//! Cost: faults when the hole is used again. Fails where holes are smaller than pages.

use super::DecommitPolicy;
use crate::policy::{Doc, Policy};

/// Decommits the frames that a hole covers whole, and those beyond the heap's end.
#[derive(Clone, Copy, Debug)]
pub struct WholePages;

impl Policy for WholePages {
    const DOC: Doc = Doc {
        id: "whole-pages",
        title: "Whole pages",
        summary: "Decommits the frames that a hole covers whole, and those beyond the heap's end.",
        trade_off: "Large holes hold no frames; using them again causes faults, and holes smaller than a page keep their frames.",
        parameter: None,
    };
}

impl DecommitPolicy for WholePages {
    fn beyond_end(&self) -> bool {
        true
    }

    fn inside_holes(&self) -> bool {
        true
    }
}
