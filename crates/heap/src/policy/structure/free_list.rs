//! Free list: a second list links the holes alone (Knuth, TAOCP 1, 2.5), so that a search examines no allocated block
//! and reaches the first hole in O(1).
//!
//! Cost: the header's last word, links to maintain on every grant and free, and a walk along the free list
//! where a hole in its middle is merged away. Fails, in time, where the holes are many and all too small.

use super::StructurePolicy;
use crate::policy::{Doc, Policy};

/// A second list of the holes alone, linked through the last words of their headers.
#[derive(Clone, Copy, Debug)]
pub struct FreeList;

impl Policy for FreeList {
    const DOC: Doc = Doc {
        id: "free-list",
        title: "Free list",
        summary: "Links the holes in a second list, through the last word of their headers.",
        trade_off: "A search examines holes only; every grant, free and merge has one more list to maintain.",
        parameter: None,
    };
}

impl StructurePolicy for FreeList {
    fn keeps_free_list(&self) -> bool {
        true
    }
}
