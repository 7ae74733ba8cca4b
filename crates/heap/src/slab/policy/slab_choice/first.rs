//! First: the slab at the head of the class's list, which had its first free object last.
//!
//! Cost: one descriptor. Where frees are spread over slabs, requests follow them, and no slab gets empty. Told apart from `fullest`
//! by two slabs with room of which the one that was full last has fewer live objects.

use super::{SlabChoice, SlabChoicePolicy};
use crate::policy::{Doc, Policy};

/// Takes an object of the first slab on the list.
#[derive(Clone, Copy, Debug)]
pub struct First;

impl Policy for First {
    const DOC: Doc = Doc {
        id: "first",
        title: "First",
        summary: "Takes an object of the first slab on the list.",
        trade_off: "One look, however many slabs have room; objects spread over slabs, and keep them from getting empty.",
        parameter: None,
    };
}

impl SlabChoicePolicy for First {
    fn looks_for_fullest(&self) -> bool {
        SlabChoice::First.looks_for_fullest()
    }
}
