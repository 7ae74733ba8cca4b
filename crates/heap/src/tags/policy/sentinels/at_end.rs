//! At the end: a header without a payload stands at the region's end, as in FreeRTOS heap_4.
//!
//! Cost: one header.

use super::{Bounds, SentinelPolicy};
use crate::policy::{Doc, Policy};

/// Keeps a header without a payload at the region’s end.
#[derive(Clone, Copy, Debug)]
pub struct AtEnd;

impl Policy for AtEnd {
    const DOC: Doc = Doc {
        id: "end",
        title: "At the end",
        summary: "Keeps a header without a payload at the region’s end.",
        trade_off: "The list has an end that needs no special case; one header.",
        parameter: None,
    };
}

impl SentinelPolicy for AtEnd {
    fn kind(&self) -> Bounds {
        Self::KIND
    }
}

impl AtEnd {
    pub(super) const KIND: Bounds = Bounds {
        front: false,
        end: true,
    };
}
