//! Always split: a remainder that can be a hole becomes one.
//!
//! Cost: a header for every remainder, and a longer list. Fails where many remainders are too small to use.

use super::SplitPolicy;
use crate::policy::{Doc, Policy};

/// Splits every hole larger than the request, if the remainder can be a hole.
#[derive(Clone, Copy, Debug)]
pub struct Always;

impl Policy for Always {
    const DOC: Doc = Doc {
        id: "always",
        title: "Always",
        summary: "Splits every hole larger than the request, if the remainder can be a hole.",
        trade_off: "Wastes least inside blocks; leaves many small holes, which lengthen every walk.",
        parameter: None,
    };
}

impl SplitPolicy for Always {
    fn splits(&self, _: u32) -> bool {
        true
    }
}
