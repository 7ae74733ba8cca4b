//! Extend: the last hole and the last block grow into the memory beyond the heap's end, by what they lack.
//!
//! Cost: none. Told apart from append by `a=100; free a; b=200`: b stands where a stood.

use super::EndPolicy;
use crate::policy::{Doc, Policy};

/// Lets the last hole and the last block grow into the memory beyond the end.
#[derive(Clone, Copy, Debug)]
pub struct Extend;

impl Policy for Extend {
    const DOC: Doc = Doc {
        id: "extend",
        title: "Extend",
        summary: "Lets the last hole and the last block grow into the memory beyond the end.",
        trade_off: "Nothing at the end is wasted, and a buffer that grows there never moves.",
        parameter: None,
    };
}

impl EndPolicy for Extend {
    fn grows(&self) -> bool {
        true
    }

    fn is_whole(&self) -> bool {
        false
    }
}
