//! Eight bytes: what was asked for, and the block's size with flags.
//!
//! Cost: a request of a power of two, the commonest there is, just misses its block and takes one twice as long.

use super::{Header, HeaderPolicy};
use crate::policy::{Doc, Policy};

/// Stores what was asked for and the block’s size with its flags, two words.
#[derive(Clone, Copy, Debug)]
pub struct RequestAndSize;

impl Policy for RequestAndSize {
    const DOC: Doc = Doc {
        id: "request-and-size",
        title: "8 bytes: request and size",
        summary: "Stores what was asked for and the block’s size with its flags, two words.",
        trade_off: "A free needs nothing but the address; a request of a power of two takes a block twice as long.",
        parameter: None,
    };
}

impl HeaderPolicy for RequestAndSize {
    fn bytes(&self) -> u32 {
        Header::RequestAndSize.constant()
    }
}
