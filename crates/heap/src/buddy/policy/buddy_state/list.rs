//! The list: a buddy that is a hole of the order is on the order's list, and the list is walked to see.
//!
//! Cost: no byte anywhere, and a walk for each order that a free comes to.

use super::{BuddyStatePolicy, Keeping};
use crate::policy::{Doc, Policy};

/// Looks for the buddy on the free list of its order.
#[derive(Clone, Copy, Debug)]
pub struct List;

impl Policy for List {
    const DOC: Doc = Doc {
        id: "list",
        title: "The free list",
        summary: "Looks for the buddy on the free list of its order.",
        trade_off: "No byte of bookkeeping; a free walks the list, as long as it may be.",
        parameter: None,
    };
}

impl BuddyStatePolicy for List {
    fn keeping(&self) -> Keeping {
        Keeping::Lists
    }
}
