//! Free list: a second list threads the holes alone (Knuth, TAOCP 1, 2.5), so that a search steps over no
//! allocated block and reaches a hole in O(1).
//!
//! Cost: the header's fourth word, links to keep on every grant and free, and a walk along the free list
//! where a hole in its middle is merged away. Fails, in time, where the holes are many and all too small.

use super::StructurePolicy;
use crate::policy::{Doc, Policy};

/// A second list of the holes alone, threaded through the header's fourth word.
#[derive(Clone, Copy, Debug)]
pub struct FreeList;

impl Policy for FreeList {
    const DOC: Doc = Doc {
        id: "free-list",
        title: "Free list",
        summary: "Threads the holes on a second list through the header's fourth word.",
        price: "A search walks holes only; every grant, free and merge has one more list to keep.",
        parameter: None,
    };
}

impl StructurePolicy for FreeList {
    fn keeps_free_list(&self) -> bool {
        true
    }
}
