//! Append: memory beyond the heap's end is taken block by block; what lies before the end stays as it is.
//!
//! Cost: none. Fails where the last hole is a little too small: the request gets new memory after it.

use super::EndPolicy;
use crate::policy::{Doc, Policy};

/// Takes new memory for each block that no hole serves.
#[derive(Clone, Copy, Debug)]
pub struct Append;

impl Policy for Append {
    const DOC: Doc = Doc {
        id: "append",
        title: "Append",
        summary: "Takes new memory for each block that no hole serves.",
        trade_off: "Simple and exact; the last hole and the last block never grow into free memory.",
        parameter: None,
    };
}

impl EndPolicy for Append {
    fn grows(&self) -> bool {
        false
    }

    fn is_whole(&self) -> bool {
        false
    }
}
