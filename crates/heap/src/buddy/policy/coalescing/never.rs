//! Never merge: what was split once stays split.
//!
//! Cost: none. Fails as soon as requests grow.

use super::CoalescingPolicy;
use crate::policy::{Doc, Policy};

/// Never merges buddies.
#[derive(Clone, Copy, Debug)]
pub struct Never;

impl Policy for Never {
    const DOC: Doc = Doc {
        id: "never",
        title: "Never",
        summary: "Never merges buddies.",
        trade_off: "No work at all; a block that was split once serves no larger request again.",
        parameter: None,
    };
}

impl CoalescingPolicy for Never {}
