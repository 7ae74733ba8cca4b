//! Clamp, as Classic does: a request beyond the maximum gets a block of maximum size.
//!
//! Cost: the program must check what it got. Fails, silently, the program that does not.

use super::OversizePolicy;
use crate::policy::{Doc, Policy};

/// Grants a block of maximum size instead.
#[derive(Clone, Copy, Debug)]
pub struct Clamp;

impl Policy for Clamp {
    const DOC: Doc = Doc {
        id: "clamp",
        title: "Clamp",
        summary: "Grants a block of maximum size instead.",
        trade_off: "One giant request cannot take the heap; a program that does not check writes past its block.",
        parameter: None,
    };
}

impl OversizePolicy for Clamp {
    fn clamps(&self) -> bool {
        true
    }
}
