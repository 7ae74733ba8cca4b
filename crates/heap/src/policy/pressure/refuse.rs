//! Refuse: a request that cannot be met is refused, queue or no queue.
//!
//! Cost: none. Fails programs that stagnant memory would have served.

use super::PressurePolicy;
use crate::policy::{Doc, Policy};

/// Refuses the request and leaves the queue alone.
#[derive(Clone, Copy, Debug)]
pub struct Refuse;

impl Policy for Refuse {
    const DOC: Doc = Doc {
        id: "refuse",
        title: "Refuse",
        summary: "Refuses the request and leaves the queue alone.",
        price: "No request ever waits for the queue; programs fail while free memory lies stagnant.",
        parameter: None,
    };
}

impl PressurePolicy for Refuse {
    fn drains(&self) -> bool {
        false
    }
}
