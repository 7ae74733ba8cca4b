//! Owns the four numbers that a design is judged by first, over a whole replay.
//!
//! Each is a metric of the last step, see [`METRICS`](crate::METRICS), but for refusals, which are counted outcomes.

use serde::Serialize;

use crate::metrics::ratio;
use crate::ranks::Ranks;
use crate::timeline::Timeline;

/// What a design made of a scenario.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Scorecard {
    /// The most bytes that the heaps took at once: the memory to set aside.
    pub high_water_bytes: u32,
    /// The first step at which they took so many; 0 where they never had a block.
    pub high_water_step: u32,
    /// How many requests were refused.
    pub refused: u32,
    /// The first step whose request was refused.
    pub first_refused_step: Option<u32>,
    /// The blocks examined by an allocator operation, on average.
    pub probes_mean: f64,
    /// The blocks that 99 of 100 allocator operations examined at most.
    #[cfg_attr(feature = "typescript", ts(type = "number"))]
    pub probes_p99: u64,
    /// The most bytes ever requested at once, as a share of the high water.
    pub utilisation: f64,
}

impl Timeline {
    /// The score of what was replayed so far.
    #[must_use]
    pub fn scorecard(&self) -> Scorecard {
        let mut high_water = (0, 0);
        for (step, &bytes) in (1..).zip(self.heap_bytes()) {
            if bytes > high_water.1 {
                high_water = (step, bytes);
            }
        }
        let (high_water_step, high_water_bytes) = high_water;
        let requested = self.requested_bytes().iter().copied().max();
        let mut refused = (1..=self.replayed()).filter(|&step| self.outcome(step).is_refusal());
        let first_refused_step = refused.next();
        let counted = self.counted();
        let mut ranks = Ranks::default();
        ranks.move_to(&self.costs()[0], counted.len(), |row| counted[row]);
        let probes = self.costs()[0].iter().zip(counted);
        let (operations, sum) = probes
            .filter(|&(_, counts)| *counts)
            .fold((0_u32, 0), |(operations, sum), (probes, _)| {
                (operations + 1, sum + probes)
            });
        Scorecard {
            high_water_bytes,
            high_water_step,
            refused: first_refused_step.map_or(0, |_| 1 + refused.count() as u32),
            first_refused_step,
            probes_mean: sum as f64 / f64::from(operations.max(1)),
            probes_p99: ranks.percentile(99),
            utilisation: ratio(requested.unwrap_or(0), high_water_bytes),
        }
    }
}
