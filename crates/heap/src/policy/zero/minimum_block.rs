//! A block: a request for zero bytes gets a block of minimum size, with an address of its own.

use super::ZeroPolicy;
use crate::policy::{Doc, Policy};

/// Grants a block of minimum size.
#[derive(Clone, Copy, Debug)]
pub struct MinimumBlock;

impl Policy for MinimumBlock {
    const DOC: Doc = Doc {
        id: "minimum-block",
        title: "A minimum block",
        summary: "Grants a block of minimum size.",
        trade_off: "Every request has an address of its own, which is to be freed.",
        parameter: None,
    };
}

impl ZeroPolicy for MinimumBlock {
    fn is_null(&self) -> bool {
        false
    }
}
