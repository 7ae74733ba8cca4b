//! Drain, then retry: a request that cannot be met performs all queued frees and is tried again.
//!
//! Cost: the request that runs into it waits for all of them. Fails no program that could be served.

use super::PressurePolicy;
use crate::policy::{Doc, Policy};

/// Performs all queued frees, then tries the request again.
#[derive(Clone, Copy, Debug)]
pub struct DrainThenRetry;

impl Policy for DrainThenRetry {
    const DOC: Doc = Doc {
        id: "drain-then-retry",
        title: "Drain, then retry",
        summary: "Performs all queued frees, then tries the request again.",
        price: "Nobody is refused what is merely stagnant; one request waits for all queued frees.",
        parameter: None,
    };
}

impl PressurePolicy for DrainThenRetry {
    fn drains(&self) -> bool {
        true
    }
}
