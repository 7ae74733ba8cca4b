//! Owns the four numbers that a design is judged by first, over a whole replay.
//!
//! Each is a metric of the last step, see [`METRICS`](crate::METRICS), but for refusals, which are counted outcomes.

use atlas_scenario::share::{Condition, Measure};
use serde::{Deserialize, Serialize};

use crate::metrics::{mean, ratio};
use crate::outcome::OutcomeKind;
use crate::sums::{CostSums, Peaks};

/// What a design made of a scenario.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
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

impl Scorecard {
    /// Whether the design reached a goal.
    #[must_use]
    pub fn meets(&self, goal: &[Condition]) -> bool {
        goal.iter()
            .all(|condition| condition.holds(self.number(condition.measure)))
    }

    /// A number in the unit in which goals name it.
    #[must_use]
    pub fn number(&self, measure: Measure) -> f64 {
        match measure {
            Measure::HighWater => f64::from(self.high_water_bytes),
            Measure::Refused => f64::from(self.refused),
            Measure::Probes => self.probes_mean,
            Measure::ProbesP99 => self.probes_p99 as f64,
            Measure::Utilisation => 100.0 * self.utilisation,
        }
    }

    /// The scorecard of a whole replay, from what the machine counted on the way and what became of each operation.
    pub(crate) fn of(
        peaks: Peaks,
        costs: &CostSums,
        probes_p99: u64,
        outcomes: &[OutcomeKind],
    ) -> Self {
        let mut refused = (1..)
            .zip(outcomes)
            .filter(|(_, outcome)| outcome.is_refusal());
        let first_refused_step = refused.next().map(|(step, _)| step);
        Self {
            high_water_bytes: peaks.heap_bytes,
            high_water_step: peaks.heap_step,
            refused: u32::from(first_refused_step.is_some()) + refused.count() as u32,
            first_refused_step,
            probes_mean: mean(costs, 0),
            probes_p99,
            utilisation: ratio(peaks.requested_bytes, peaks.heap_bytes),
        }
    }
}
