//! Refuse: a request beyond the maximum gets nothing.
//!
//! Cost: none. Fails, loudly, the program that needs so much.

use super::OversizePolicy;
use crate::policy::{Doc, Policy};

/// Refuses the request.
#[derive(Clone, Copy, Debug)]
pub struct Refuse;

impl Policy for Refuse {
    const DOC: Doc = Doc {
        id: "refuse",
        title: "Refuse",
        summary: "Refuses the request.",
        trade_off: "The program learns at once that its request is too large; it gets nothing.",
        parameter: None,
    };
}

impl OversizePolicy for Refuse {
    fn clamps(&self) -> bool {
        false
    }
}
