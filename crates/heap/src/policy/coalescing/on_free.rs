//! Coalesce on free: a freed block merges with the holes on both sides at once (Knuth, TAOCP 1, 2.5,
//! algorithm B).
//!
//! Cost: a walk along the singly linked list finds the block before the freed one. Fails, in time, where the same
//! sizes come and go: a hole just merged is split again.

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
        trade_off: "No two holes are ever adjacent; every free examines its neighbours, and merged holes are soon split again.",
        parameter: None,
    };
}

impl CoalescingPolicy for OnFree {
    fn on_free(&self) -> bool {
        true
    }
}
