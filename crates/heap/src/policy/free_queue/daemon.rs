//! Daemon: frees queue up, and a daemon performs so many of them in each idle tick.
//!
//! Cost: no program ever waits for a free. Fails where the machine is never idle: the queue grows without bound.

use super::FreeQueuePolicy;
use crate::policy::{Bounded, Doc, Parametric, Policy};

/// Queues frees for a daemon that performs a fixed number in each idle tick.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Daemon {
    /// How many frees the daemon performs in one idle tick.
    pub frees_per_tick: FreesPerTick,
}

type FreesPerTick = Bounded<1, { 1 << 20 }>;

impl Policy for Daemon {
    const DOC: Doc = Doc {
        id: "daemon",
        title: "Daemon",
        summary: "Queues frees for a daemon that performs a fixed number in each idle tick.",
        trade_off: "No program waits for a free; a machine that is never idle fills with stagnant blocks.",
        parameter: Some(FreesPerTick::parameter(
            "How many frees the daemon performs in one idle tick.",
            "",
            4,
        )),
    };
}

impl Parametric for Daemon {
    fn with(number: Option<u32>) -> Option<Self> {
        let frees_per_tick = FreesPerTick::checked(number?)?;
        Some(Self { frees_per_tick })
    }

    fn number(&self) -> Option<u32> {
        Some(self.frees_per_tick.get())
    }
}

impl FreeQueuePolicy for Daemon {
    fn per_tick(&self) -> u32 {
        self.frees_per_tick.get()
    }
}
