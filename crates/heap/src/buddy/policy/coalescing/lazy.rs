//! Lazy: a free merges only where its order has holes enough for the requests to come (after Barkley and Lee, 1989, whose
//! watermark also follows the demand).
//!
//! Cost: a count for each order. A request that would be refused merges all buddies first. Told apart from `on-free` by
//! `a=16; free a`: the hole of 16 bytes stays, and so does each that its split left.

use super::CoalescingPolicy;
use crate::policy::{Bounded, Doc, Parametric, Policy};

/// Merges a freed block only where its order has so many holes already.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Lazy {
    /// The number of holes of an order that are kept from merging.
    pub holes: Holes,
}

type Holes = Bounded<1, 1024>;

impl Policy for Lazy {
    const DOC: Doc = Doc {
        id: "lazy",
        title: "Lazy, beyond …",
        summary: "Merges a freed block only where its order has so many holes already; a request about to be refused merges all buddies.",
        trade_off: "The sizes in use are there without a split; large blocks come back late.",
        parameter: Some(Holes::parameter(
            "The number of holes of an order that are kept from merging.",
            "",
            8,
        )),
    };
}

impl Parametric for Lazy {
    fn with(number: Option<u32>) -> Option<Self> {
        let holes = Holes::checked(number?)?;
        Some(Self { holes })
    }

    fn number(&self) -> Option<u32> {
        Some(self.holes.get())
    }
}

impl CoalescingPolicy for Lazy {
    fn holes_before_merge(&self) -> Option<u32> {
        Some(self.holes.get())
    }

    fn on_failure(&self) -> bool {
        true
    }
}
