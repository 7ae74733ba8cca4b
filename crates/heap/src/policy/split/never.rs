//! Never split: a request gets the whole hole.
//!
//! Cost: internal fragmentation as large as the hole. Fails where a small request takes the hole that a
//! large one needs; works where all requests are of a few sizes.

use super::SplitPolicy;
use crate::policy::{Doc, Policy};

/// Grants a hole whole, however small the request.
#[derive(Clone, Copy, Debug)]
pub struct Never;

impl Policy for Never {
    const DOC: Doc = Doc {
        id: "never",
        title: "Never",
        summary: "Grants a hole whole, however small the request.",
        trade_off: "No small remainders and no work; a small request can take a whole large hole.",
        parameter: None,
    };
}

impl SplitPolicy for Never {
    fn splits(&self, _: u32) -> bool {
        false
    }
}
