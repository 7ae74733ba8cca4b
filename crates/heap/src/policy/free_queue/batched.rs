//! Batched: frees queue up, and the n-th performs them all in one pass over the list; a second pass, over memory, merges
//! where the design merges on free. The n-th free itself is queued like the others before the pass.
//!
//! Cost: one walk for n frees, at the price of up to n stagnant blocks. Fails where memory is short just before
//! the batch is full, and in worst-case time: the n-th free pays for all.

use super::FreeQueue;
use crate::policy::{Doc, Parameter, Policy};

/// Queues frees; the n-th performs them all together.
#[derive(Clone, Copy, Debug)]
pub struct Batched;

impl Policy for Batched {
    fn doc(&self) -> &'static Doc {
        &Doc {
            id: "batched",
            title: "Batched",
            summary: "Queues frees; the n-th performs them all together.",
            price: "One walk for n frees; up to n blocks lie stagnant, and every n-th free is slow.",
            parameter: Some(Parameter {
                summary: "How many frees make a batch.",
                unit: "",
                minimum: 1,
                maximum: 1 << 20,
                default: 16,
            }),
        }
    }
}

impl FreeQueue for Batched {
    fn drains_at(&self, queued: u32, parameter: u32) -> bool {
        queued >= parameter
    }
}
