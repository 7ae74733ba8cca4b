//! By address: the list runs through memory from start to end.
//!
//! Cost: none beside `append`. Neighbours in the list are neighbours in memory, so a merge on free finds the block before a
//! hole without a further walk. Fails nowhere that `append` does not; searches favour low addresses.

use super::ListOrderPolicy;
use crate::policy::{Doc, Policy};

/// Keeps the list in order of address: neighbours in the list are neighbours in memory.
#[derive(Clone, Copy, Debug)]
pub struct Address;

impl Policy for Address {
    const DOC: Doc = Doc {
        id: "address",
        title: "By address",
        summary: "Keeps the list in order of address: neighbours in the list are neighbours in memory.",
        trade_off: "A walk to a block also finds the block before it in memory; low addresses are searched first.",
        parameter: None,
    };
}

impl ListOrderPolicy for Address {
    fn by_address(&self) -> bool {
        true
    }
}
