//! Drain, then retry: a request that cannot be met performs all queued frees and is tried again.
//!
//! Cost: the request that runs into it waits for all of them. Fails no program that could be served.

use super::Pressure;
use crate::policy::{Doc, Policy};

/// Performs all queued frees, then tries the request again.
#[derive(Clone, Copy, Debug)]
pub struct DrainThenRetry;

impl Policy for DrainThenRetry {
    fn doc(&self) -> &'static Doc {
        &Doc {
            id: "drain-then-retry",
            title: "Drain, then retry",
            summary: "Performs all queued frees, then tries the request again.",
            price: "Nobody is refused what is merely stagnant; one request waits for all queued frees.",
            parameter: None,
        }
    }
}

impl Pressure for DrainThenRetry {
    fn drains(&self) -> bool {
        true
    }
}
