//! By address: a list has its holes in order of address.
//!
//! Cost: a walk for each hole that is linked. A first fit then packs the heap's beginning; a list without footers can merge.

use super::{BinOrderPolicy, Position};
use crate::policy::{Doc, Policy};

/// Links a hole before those at higher addresses.
#[derive(Clone, Copy, Debug)]
pub struct Address;

impl Policy for Address {
    const DOC: Doc = Doc {
        id: "address",
        title: "By address",
        summary: "Links a hole before those at higher addresses.",
        trade_off: "Packs the heap’s beginning; each free walks the list.",
        parameter: None,
    };
}

impl BinOrderPolicy for Address {
    fn position(&self) -> Position {
        Position::ByAddress
    }
}
