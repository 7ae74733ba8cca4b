//! Drain, then retry: a request that cannot be met performs all queued frees and is tried again.
//!
//! Cost: one request waits for all of them. Refuses no request that the queued frees can serve.

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
        trade_off: "No request fails because memory is stagnant; one request waits for all queued frees.",
        parameter: None,
    };
}

impl PressurePolicy for DrainThenRetry {
    fn drains(&self) -> bool {
        true
    }
}
