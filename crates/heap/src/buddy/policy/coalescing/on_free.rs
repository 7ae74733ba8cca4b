//! Merge on free: a freed block merges with its buddy, what results with its own buddy, and so on (Knuth, TAOCP 1, 2.5,
//! algorithm S).
//!
//! Cost: a look at a buddy for each order on the way. Fails, in time, where the same sizes come and go: each block is split
//! from a large one, and merged back.

use super::CoalescingPolicy;
use crate::policy::{Doc, Policy};

/// Merges a freed block with its buddy, what results with its own buddy, and so on.
#[derive(Clone, Copy, Debug)]
pub struct OnFree;

impl Policy for OnFree {
    const DOC: Doc = Doc {
        id: "on-free",
        title: "On free",
        summary: "Merges a freed block with its buddy if that is a hole, what results with its own buddy, and so on.",
        trade_off: "Large blocks come back at once; where the same sizes come and go, each is split and merged every time.",
        parameter: None,
    };
}

impl CoalescingPolicy for OnFree {
    fn holes_before_merge(&self) -> Option<u32> {
        Some(0)
    }
}
