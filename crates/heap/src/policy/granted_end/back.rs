//! The back: the block ends where the hole did, as Kernighan and Ritchie have it.
//!
//! Cost: none for the remainder, which stays where it was. Blocks follow each other downwards.

use super::GrantedEndPolicy;
use crate::policy::{Doc, Policy};

/// Grants the back of a hole; the remainder stays where it was.
#[derive(Clone, Copy, Debug)]
pub struct Back;

impl Policy for Back {
    const DOC: Doc = Doc {
        id: "back",
        title: "Back",
        summary: "Grants the back of a hole; the remainder stays where it was.",
        trade_off: "The hole only gets shorter; the last bytes of the region are used first.",
        parameter: None,
    };
}

impl GrantedEndPolicy for Back {
    fn is_back(&self, _: u32) -> bool {
        true
    }
}
