//! No footers: nothing tells how long the block before is.
//!
//! Cost: none. Only a list in order of address can tell which hole lies before a block, so a merge walks it. Lists are linked
//! one way.

use super::{FooterPolicy, Footing};
use crate::policy::{Doc, Policy};

/// Stores nothing after a block; only a list in order of address knows the hole before it.
#[derive(Clone, Copy, Debug)]
pub struct NoFooter;

impl Policy for NoFooter {
    const DOC: Doc = Doc {
        id: "none",
        title: "None",
        summary: "Stores nothing after a block; only a list in order of address knows the hole before it.",
        trade_off: "No byte of overhead and one link a hole; each merge walks the list.",
        parameter: None,
    };
}

impl FooterPolicy for NoFooter {
    fn kind(&self) -> Footing {
        Self::KIND
    }
}

impl NoFooter {
    pub(super) const KIND: Footing = Footing::Nowhere;
}
