//! Never coalesce: adjacent holes stay apart.
//!
//! Cost: none. Fails as soon as requests grow: the heap fills with small adjacent holes.

use super::CoalescingPolicy;
use crate::policy::{Doc, Policy};

/// Never merges holes.
#[derive(Clone, Copy, Debug)]
pub struct Never;

impl Policy for Never {
    const DOC: Doc = Doc {
        id: "never",
        title: "Never",
        summary: "Never merges holes.",
        trade_off: "No work at all; adjacent small holes accumulate that serve no large request.",
        parameter: None,
    };
}

impl CoalescingPolicy for Never {}
