//! A byte for each smallest block: the order of the block that begins there and whether it is a hole, as Linux keeps them in its
//! `struct page`.
//!
//! Cost: a byte for each smallest block, in a table at the region's start. A free needs no size.

use super::{BuddyStatePolicy, Keeping};
use crate::policy::{Doc, Policy};

/// Keeps, for each smallest block, the order of the block that begins there and whether it is a hole.
#[derive(Clone, Copy, Debug)]
pub struct Orders;

impl Policy for Orders {
    const DOC: Doc = Doc {
        id: "orders",
        title: "A byte for each block",
        summary: "Keeps, for each smallest block, the order of the block that begins there and whether it is a hole.",
        trade_off: "One look, and a free needs no size; a byte for each smallest block.",
        parameter: None,
    };
}

impl BuddyStatePolicy for Orders {
    fn keeping(&self) -> Keeping {
        Keeping::Orders
    }
}
