//! The header: every block has its size and whether it is free in its header, and so does the buddy (Knuth's tag).
//!
//! Cost: one look at the buddy, whose line may be cold. Needs a header.

use super::{BuddyStatePolicy, Keeping};
use crate::policy::{Doc, Policy};

/// Reads the size and the flag in the buddy’s header.
#[derive(Clone, Copy, Debug)]
pub struct Header;

impl Policy for Header {
    const DOC: Doc = Doc {
        id: "header",
        title: "The buddy’s header",
        summary: "Reads the size and the flag in the buddy’s header.",
        trade_off: "One look; every block has a header.",
        parameter: None,
    };
}

impl BuddyStatePolicy for Header {
    fn keeping(&self) -> Keeping {
        Keeping::Headers
    }
}
