//! Eager, as Classic does: a grant takes the memory of its whole block.
//!
//! Cost: frames for bytes that may never be touched. Fails by starving a neighbour, and fails early, where the program
//! can still be told.

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
        price: "What was granted is really there; frames lie idle behind bytes nobody touches, and neighbours starve.",
        parameter: None,
    };
}

impl CommitPolicy for Eager {
    fn at_allocation(&self) -> bool {
        true
    }
}
