//! Eager, as Classic does: a grant takes the memory of its whole block.
//!
//! Cost: frames for bytes that may never be touched. Fails by taking frames that other heaps need. Fails early, with a
//! refusal that the program sees.

use super::CommitPolicy;
use crate::policy::{Doc, Policy};

/// Takes the frames of a block when it is granted.
#[derive(Clone, Copy, Debug)]
pub struct Eager;

impl Policy for Eager {
    const DOC: Doc = Doc {
        id: "eager",
        title: "Eager",
        summary: "Takes the frames of a block when it is granted.",
        trade_off: "Every granted byte has its frame; frames of bytes that nothing touches stay idle, and other heaps run short.",
        parameter: None,
    };
}

impl CommitPolicy for Eager {
    fn at_allocation(&self) -> bool {
        true
    }
}
