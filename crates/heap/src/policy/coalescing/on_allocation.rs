//! Coalesce on allocation, as Classic does: a search that meets a hole too small walks the contiguous holes
//! after it until their sizes add up to the request, then merges just those.
//!
//! Cost: longer searches; frees stay cheap. Fails where searches examine the same short runs again and again.

use super::CoalescingPolicy;
use crate::policy::{Doc, Policy};

/// Walks runs of contiguous holes until they add up to the request, then merges them.
#[derive(Clone, Copy, Debug)]
pub struct OnAllocation;

impl Policy for OnAllocation {
    const DOC: Doc = Doc {
        id: "on-allocation",
        title: "On allocation",
        summary: "Walks runs of contiguous holes until they add up to the request, then merges them.",
        trade_off: "Frees stay cheap; searches cost more, and examine runs that are too small again and again.",
        parameter: None,
    };
}

impl CoalescingPolicy for OnAllocation {
    fn on_allocation(&self) -> bool {
        true
    }
}
