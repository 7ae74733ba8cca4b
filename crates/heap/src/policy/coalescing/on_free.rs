//! Coalesce on free: a block that falls free merges with the holes on both sides at once (Knuth, TAOCP 1, 2.5,
//! algorithm B).
//!
//! Cost: a singly linked list must be walked to find the neighbour in front. Fails, in time, where the same
//! sizes come and go: what was just merged is split again.

use super::CoalescingPolicy;
use crate::policy::{Doc, Policy};

/// Merges a freed block with the holes on both sides at once.
#[derive(Clone, Copy, Debug)]
pub struct OnFree;

impl Policy for OnFree {
    const DOC: Doc = Doc {
        id: "on-free",
        title: "On free",
        summary: "Merges a freed block with the holes on both sides at once.",
        price: "No two holes ever touch; every free looks for its neighbours, and what was merged is soon split again.",
        parameter: None,
    };
}

impl CoalescingPolicy for OnFree {
    fn on_free(&self) -> bool {
        true
    }
}
