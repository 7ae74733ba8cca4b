//! Walk: a free walks the list until it meets the address.
//!
//! Cost: O(n) probes a free, no memory. Fails, in time, on programs with many live blocks.

use super::LookupPolicy;
use crate::policy::{Doc, Policy};

/// Walks the list until it meets the address.
#[derive(Clone, Copy, Debug)]
pub struct Walk;

impl Policy for Walk {
    const DOC: Doc = Doc {
        id: "walk",
        title: "Walk",
        summary: "Walks the list until it meets the address.",
        trade_off: "Needs no memory; every free walks the list, half of it on average.",
        parameter: None,
    };
}

impl LookupPolicy for Walk {}
