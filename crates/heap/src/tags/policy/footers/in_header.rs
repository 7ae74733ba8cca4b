//! In the next header: a word of each header says how long the block before is.
//!
//! Cost: four bytes for each block, of a header that has room for them. Needs a header of 8 or 16 bytes.

use super::{FooterPolicy, Footing};
use crate::policy::{Doc, Policy};

/// Stores the size of the block before in each header.
#[derive(Clone, Copy, Debug)]
pub struct InHeader;

impl Policy for InHeader {
    const DOC: Doc = Doc {
        id: "in-header",
        title: "In the next header",
        summary: "Stores the size of the block before in each header.",
        trade_off: "Merges both ways without a walk; a word of every header.",
        parameter: None,
    };
}

impl FooterPolicy for InHeader {
    fn kind(&self) -> Footing {
        Self::KIND
    }
}

impl InHeader {
    pub(super) const KIND: Footing = Footing::InNextHeader;
}
