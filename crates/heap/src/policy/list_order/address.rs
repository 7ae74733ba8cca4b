//! By address: the list runs through memory from start to end.
//!
//! Cost: nothing more than a different link; neighbours in the list are neighbours in memory, which merging
//! likes. Fails nowhere that `append` does not; searches favour low addresses.

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
        price: "Finding the hole in front is a by-product of the walk; low addresses are searched first.",
        parameter: None,
    };
}

impl ListOrderPolicy for Address {
    fn by_address(&self) -> bool {
        true
    }
}
