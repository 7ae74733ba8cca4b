//! Coalesce on failure: no hole merges until a request cannot be served. Then every run of holes merges, in one pass over
//! memory, and the request is tried again.
//!
//! Cost: none until then, a full pass once it happens. Fails by letting the heap grow to the region's end first,
//! and by the one request that pays for all.

use super::CoalescingPolicy;
use crate::policy::{Doc, Policy};

/// Merges nothing until a request would be refused, then everything at once.
#[derive(Clone, Copy, Debug)]
pub struct OnFailure;

impl Policy for OnFailure {
    const DOC: Doc = Doc {
        id: "on-failure",
        title: "On failure",
        summary: "Merges nothing until a request would be refused, then everything at once.",
        trade_off: "The least work on average; the heap grows to the region's end first, and one request pays for every merge.",
        parameter: None,
    };
}

impl CoalescingPolicy for OnFailure {
    fn on_failure(&self) -> bool {
        true
    }
}
