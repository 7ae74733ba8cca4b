//! Never coalesce: a hole stays as it was cut.
//!
//! Cost: none. Fails as soon as requests grow: the heap fills with small holes side by side.

use super::CoalescingPolicy;
use crate::policy::{Doc, Policy};

/// Leaves every hole as it was cut.
#[derive(Clone, Copy, Debug)]
pub struct Never;

impl Policy for Never {
    const DOC: Doc = Doc {
        id: "never",
        title: "Never",
        summary: "Leaves every hole as it was cut.",
        price: "No work at all; the heap fills with small holes side by side that serve no large request.",
        parameter: None,
    };
}

impl CoalescingPolicy for Never {}
