//! Daemon: frees queue up, and a daemon performs so many of them in each idle tick.
//!
//! Cost: no program ever waits for a free. Fails where the machine is never idle: the queue grows without bound.

use super::FreeQueue;
use crate::policy::{Doc, Parameter, Policy};

/// Queues frees for a daemon that performs so many in each idle tick.
#[derive(Clone, Copy, Debug)]
pub struct Daemon;

impl Policy for Daemon {
    fn doc(&self) -> &'static Doc {
        &Doc {
            id: "daemon",
            title: "Daemon",
            summary: "Queues frees for a daemon that performs so many in each idle tick.",
            price: "No program waits for a free; a machine that is never idle fills with stagnant blocks.",
            parameter: Some(Parameter {
                summary: "How many frees the daemon performs in one idle tick.",
                unit: "",
                minimum: 1,
                maximum: 1 << 20,
                default: 4,
            }),
        }
    }
}

impl FreeQueue for Daemon {
    fn per_tick(&self, parameter: u32) -> u32 {
        parameter
    }
}
