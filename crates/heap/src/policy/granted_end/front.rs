//! The front: the block begins where the hole did.
//!
//! Cost: the remainder is a new hole, which is linked anew.

use super::GrantedEndPolicy;
use crate::policy::{Doc, Policy};

/// Grants the front of a hole; the remainder lies after the block.
#[derive(Clone, Copy, Debug)]
pub struct Front;

impl Policy for Front {
    const DOC: Doc = Doc {
        id: "front",
        title: "Front",
        summary: "Grants the front of a hole; the remainder lies after the block.",
        trade_off: "The next request of the same hole follows in memory; the hole’s header moves.",
        parameter: None,
    };
}

impl GrantedEndPolicy for Front {
    fn is_back(&self, _: u32) -> bool {
        false
    }
}
