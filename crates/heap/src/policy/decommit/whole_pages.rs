//! Whole pages: frames beyond the end are returned, and those that a hole covers whole.
//!
//! Cost: faults when the hole is used again. Fails where holes are smaller than pages.

use super::DecommitPolicy;
use crate::policy::{Doc, Policy};

/// Returns every frame that a hole covers whole, and those beyond the end.
#[derive(Clone, Copy, Debug)]
pub struct WholePages;

impl Policy for WholePages {
    const DOC: Doc = Doc {
        id: "whole-pages",
        title: "Whole pages",
        summary: "Returns every frame that a hole covers whole, and those beyond the end.",
        price: "Large holes cost no frames; using them again faults, and holes smaller than a page keep theirs.",
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
