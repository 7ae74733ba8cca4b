//! At both ends: a block without a payload stands before the first one, a header at the region's end; the textbook's prologue
//! and epilogue.
//!
//! Cost: two headers, and a footer where all blocks have one.

use super::{Bounds, SentinelPolicy};
use crate::policy::{Doc, Policy};

/// Keeps blocks without a payload before the first block and at the region’s end.
#[derive(Clone, Copy, Debug)]
pub struct AtBothEnds;

impl Policy for AtBothEnds {
    const DOC: Doc = Doc {
        id: "both",
        title: "At both ends",
        summary: "Keeps blocks without a payload before the first block and at the region’s end.",
        trade_off: "Merges need no special case; two headers and a footer.",
        parameter: None,
    };
}

impl SentinelPolicy for AtBothEnds {
    fn kind(&self) -> Bounds {
        Self::KIND
    }
}

impl AtBothEnds {
    pub(super) const KIND: Bounds = Bounds {
        front: true,
        end: true,
    };
}
