//! Refuse: a request that cannot be met is refused, even if frees are queued.
//!
//! Cost: none. Refuses requests that stagnant memory could serve.

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
        trade_off: "No request waits for the queue; requests fail although freed memory is queued.",
        parameter: None,
    };
}

impl PressurePolicy for Refuse {
    fn drains(&self) -> bool {
        false
    }
}
