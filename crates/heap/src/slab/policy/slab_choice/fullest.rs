//! Fullest: of all slabs with room, the one with the most live objects, so that the others get empty and are given back.
//!
//! Cost: a walk of the class's list for every request.

use super::{SlabChoice, SlabChoicePolicy};
use crate::policy::{Doc, Policy};

/// Takes an object of the slab that has the most live objects, of equals the first on the list.
#[derive(Clone, Copy, Debug)]
pub struct Fullest;

impl Policy for Fullest {
    const DOC: Doc = Doc {
        id: "fullest",
        title: "Fullest",
        summary: "Takes an object of the slab that has the most live objects, of equals the first on the list.",
        trade_off: "Slabs with few objects get empty and go back; each request looks at every slab with room.",
        parameter: None,
    };
}

impl SlabChoicePolicy for Fullest {
    fn looks_for_fullest(&self) -> bool {
        SlabChoice::Fullest.looks_for_fullest()
    }
}
