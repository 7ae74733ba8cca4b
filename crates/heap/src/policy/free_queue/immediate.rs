//! Immediate: a free is performed when it is asked for.
//!
//! Cost: each free pays for its own walk. Fails nowhere; the others trade its steadiness for speed.

use super::FreeQueuePolicy;
use crate::policy::{Doc, Policy};

/// Performs every free when it is asked for.
#[derive(Clone, Copy, Debug)]
pub struct Immediate;

impl Policy for Immediate {
    const DOC: Doc = Doc {
        id: "immediate",
        title: "Immediate",
        summary: "Performs every free when it is asked for.",
        trade_off: "Memory is reusable at once; each free pays for a walk of its own.",
        parameter: None,
    };
}

impl FreeQueuePolicy for Immediate {
    fn queues(&self) -> bool {
        false
    }
}
