//! Merge on failure: no buddies merge until a request cannot be served. Then all do, in one pass over the lists from the
//! smallest order on, and the request is tried again.
//!
//! Cost: none until then, a full pass once it happens.

use super::CoalescingPolicy;
use crate::policy::{Doc, Policy};

/// Merges nothing until a request would be refused, then all buddies.
#[derive(Clone, Copy, Debug)]
pub struct OnFailure;

impl Policy for OnFailure {
    const DOC: Doc = Doc {
        id: "on-failure",
        title: "On failure",
        summary: "Merges nothing until a request would be refused, then all buddies.",
        trade_off: "The least work on average; large blocks are split though small ones could merge, and one request pays for every merge.",
        parameter: None,
    };
}

impl CoalescingPolicy for OnFailure {
    fn on_failure(&self) -> bool {
        true
    }
}
