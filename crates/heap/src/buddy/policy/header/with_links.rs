//! Sixteen bytes: both links of a free list, what was asked for, and the block's size with flags.
//!
//! Cost: sixteen bytes for each block, two words of them idle while it is live. Payloads are aligned to 16.

use super::{Header, HeaderPolicy};
use crate::policy::{Doc, Policy};

/// Stores both links of a free list, what was asked for and the size with its flags, four words.
#[derive(Clone, Copy, Debug)]
pub struct WithLinks;

impl Policy for WithLinks {
    const DOC: Doc = Doc {
        id: "with-links",
        title: "16 bytes: links too",
        summary: "Stores both links of a free list, what was asked for and the size with its flags, four words.",
        trade_off: "Payloads are aligned to 16, and nothing of a hole lies in its payload; small requests pay most.",
        parameter: None,
    };
}

impl HeaderPolicy for WithLinks {
    fn bytes(&self) -> u32 {
        Header::WithLinks.constant()
    }
}
