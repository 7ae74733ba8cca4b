//! Immediate: a free is performed when it is asked for.
//!
//! Cost: each free pays for its own walk. Fails nowhere; the others trade its steadiness for speed.

use super::FreeQueue;
use crate::policy::{Doc, Policy};

/// Performs every free when it is asked for.
#[derive(Clone, Copy, Debug)]
pub struct Immediate;

impl Policy for Immediate {
    fn doc(&self) -> &'static Doc {
        &Doc {
            id: "immediate",
            title: "Immediate",
            summary: "Performs every free when it is asked for.",
            price: "Memory is reusable at once; each free pays for a walk of its own.",
            parameter: None,
        }
    }
}

impl FreeQueue for Immediate {
    fn queues(&self) -> bool {
        false
    }
}
