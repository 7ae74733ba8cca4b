//! Batched: frees queue up, and the n-th performs them all in one pass over the list; a second pass, over memory, merges
//! where the design merges on free. The n-th free itself is queued like the others before the pass.
//!
//! Cost: up to n stagnant blocks, for one walk instead of n. Fails where memory is short just before
//! the batch is full, and in worst-case time: the n-th free pays for all.

use super::FreeQueuePolicy;
use crate::policy::{Bounded, Doc, Parametric, Policy};

/// Queues frees; the n-th performs them all together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Batched {
    /// How many frees make a batch.
    pub frees: Frees,
}

type Frees = Bounded<1, { 1 << 20 }>;

impl Policy for Batched {
    const DOC: Doc = Doc {
        id: "batched",
        title: "Batched",
        summary: "Queues frees; the n-th performs them all together.",
        trade_off: "One walk for n frees; up to n blocks lie stagnant, and every n-th free is slow.",
        parameter: Some(Frees::parameter("How many frees make a batch.", "", 16)),
    };
}

impl Parametric for Batched {
    fn with(number: Option<u32>) -> Option<Self> {
        let frees = Frees::checked(number?)?;
        Some(Self { frees })
    }

    fn number(&self) -> Option<u32> {
        Some(self.frees.get())
    }
}

impl FreeQueuePolicy for Batched {
    fn drains_at(&self, queued: u32) -> bool {
        queued >= self.frees.get()
    }
}
