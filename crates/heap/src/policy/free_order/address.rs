//! By address: the free list runs through memory from start to end.
//!
//! Cost: a walk along the free list for every new hole. Fails, in time, where holes are many; fragments least
//! (Wilson et al. 1995, 3.5).

use super::{FreeOrderPolicy, Position};
use crate::policy::{Doc, Policy};

/// The free list runs through memory from start to end.
#[derive(Clone, Copy, Debug)]
pub struct Address;

impl Policy for Address {
    const DOC: Doc = Doc {
        id: "address",
        title: "By address",
        summary: "The free list runs through memory from start to end.",
        trade_off: "Low addresses fill first, which fragments least; every new hole costs a walk along the free list.",
        parameter: None,
    };
}

impl FreeOrderPolicy for Address {
    fn position(&self) -> Position {
        Position::ByAddress
    }
}
