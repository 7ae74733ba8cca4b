//! Never: the heap keeps every frame it has taken.
//!
//! Cost: none. Fails where a heap that was large for a moment keeps frames that other heaps need.

use super::DecommitPolicy;
use crate::policy::{Doc, Policy};

/// Keeps every frame that it has taken.
#[derive(Clone, Copy, Debug)]
pub struct Never;

impl Policy for Never {
    const DOC: Doc = Doc {
        id: "never",
        title: "Never",
        summary: "Keeps every frame that it has taken.",
        trade_off: "Growing again causes no faults; a heap that was large once keeps its frames from other heaps for ever.",
        parameter: None,
    };
}

impl DecommitPolicy for Never {}
