//! Owns a timeline as a chart wants it: a bounded number of points, each with the lowest and the highest
//! value of the steps it stands for, so that no spike is lost.
//!
//! Columns that take a walk over the blocks come from the timeline's samples, evenly spaced states of which there are
//! 2048 at most, and 256 at least in a long scenario. Each point ends at one, so that whatever it says of its last step is exact; lowest and highest are those of
//! all its steps where every step is known, and else those of its samples.

use atlas_scenario::TASK_MAX;
use serde::Serialize;

use crate::metrics::{
    Sample, external_fragmentation, internal_fragmentation, ratio, square_fragmentation,
};
use crate::ranks::RunningPercentile;
use crate::timeline::Timeline;

/// Points over the steps replayed so far.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Series {
    /// For each point the last step it stands for; it begins behind the one before.
    pub steps: Vec<u32>,
    /// The columns, each with one value a point.
    pub columns: Vec<Column>,
    /// The frames held by each task that ever held one, in order of the tasks.
    pub frames: Vec<FrameColumn>,
}

/// The frames of one task over time.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct FrameColumn {
    /// The task.
    pub task: u8,
    /// What it held at a point's last step.
    pub last: Vec<f64>,
    /// The fewest it held among a point's samples.
    pub low: Vec<f64>,
    /// The most.
    pub high: Vec<f64>,
}

/// One metric over time.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "SeriesColumn"))]
pub struct Column {
    /// The metric's id, as in [`METRICS`](crate::METRICS).
    pub metric: &'static str,
    /// The value at a point's last step.
    pub last: Vec<f64>,
    /// The lowest value among a point's steps.
    pub low: Vec<f64>,
    /// The highest value among a point's steps.
    pub high: Vec<f64>,
}

/// The metrics that samples give, with their values.
type Sampled = (&'static str, fn(&Sample) -> f64);

const SAMPLED: &[Sampled] = &[
    ("payload_bytes", |s| f64::from(s.live.payload_bytes)),
    ("live_blocks", |s| f64::from(s.live.blocks)),
    ("internal_fragmentation", |s| {
        internal_fragmentation(&s.live)
    }),
    ("external_fragmentation", |s| {
        external_fragmentation(&s.space)
    }),
    ("square_fragmentation", |s| square_fragmentation(&s.space)),
    ("free_bytes", |s| f64::from(s.space.free_bytes)),
    ("largest_free_bytes", |s| {
        f64::from(s.space.largest_free_bytes)
    }),
    ("holes", |s| f64::from(s.space.holes)),
    ("overhead_bytes", |s| f64::from(s.space.overhead_bytes)),
    ("stagnant_bytes", |s| {
        f64::from(s.space.held_bytes - s.live.payload_bytes)
    }),
    ("reserved_pages", |s| f64::from(s.pages.reserved)),
    ("promised_pages", |s| f64::from(s.pages.promised)),
    ("committed_pages", |s| {
        f64::from(s.pages.counts.resident + s.pages.counts.swapped)
    }),
    ("resident_pages", |s| f64::from(s.pages.counts.resident)),
    ("swapped_pages", |s| f64::from(s.pages.counts.swapped)),
    ("untouched_bytes", |s| {
        f64::from(s.pages.counts.untouched) * f64::from(s.pages.page_bytes)
    }),
    ("page_faults", |s| s.pages.counts.faults as f64),
    ("swap_outs", |s| s.pages.counts.swap_outs as f64),
];

/// The metrics of cost so far: mean, 99th percentile and maximum of each measure.
const COSTS_SO_FAR: [[&str; 3]; 3] = [
    ["probes_mean", "probes_p99", "probes_max"],
    ["words_mean", "words_p99", "words_max"],
    ["lines_mean", "lines_p99", "lines_max"],
];

impl Timeline {
    /// The steps replayed up to the last sample as at most `points` points; one a sample where there are fewer, which is
    /// one a step in a short scenario.
    ///
    /// # Panics
    /// If `points` is 0.
    #[must_use]
    pub fn series(&self, points: u32) -> Series {
        assert!(points > 0, "a chart without points shows nothing");
        let samples = self.samples();
        let points = samples.len().min(points as usize);
        let steps: Vec<u32> = (1..=points)
            .map(|point| samples[samples.len() * point / points - 1].step)
            .collect();
        let [probes, words, lines] = self.costs();
        let mut columns = Vec::new();
        for (metric, values) in [
            ("requested_bytes", self.requested_bytes()),
            ("heap_bytes", self.heap_bytes()),
        ] {
            columns.push(column(metric, &steps, |rows, _| {
                bounds(values[rows].iter().map(|&value| f64::from(value)))
            }));
        }
        for (metric, values) in [("probes", probes), ("words", words), ("lines", lines)] {
            columns.push(column(metric, &steps, |rows, _| {
                bounds(values[rows].iter().map(|&value| value as f64))
            }));
        }
        let (mut peak_requested, mut peak_heap) = (0, 0);
        columns.push(column("utilisation", &steps, |rows, _| {
            bounds(rows.map(|row| {
                peak_requested = peak_requested.max(self.requested_bytes()[row]);
                peak_heap = peak_heap.max(self.heap_bytes()[row]);
                ratio(peak_requested, peak_heap)
            }))
        }));
        for (metric, value) in SAMPLED {
            columns.push(self.sampled(metric, &steps, value));
        }
        for (measure, metrics) in self.costs().iter().zip(COSTS_SO_FAR) {
            columns.extend(self.cost_so_far(metrics, &steps, measure));
        }
        let frames = (0..=TASK_MAX).filter_map(|task| {
            let of = move |sample: &Sample| f64::from(sample.frames[usize::from(task)]);
            let Column {
                last, low, high, ..
            } = self.sampled("resident_pages", &steps, of);
            let held = high.iter().any(|&frames| frames > 0.0);
            held.then_some(FrameColumn {
                task,
                last,
                low,
                high,
            })
        });
        let frames = frames.collect();
        Series {
            steps,
            columns,
            frames,
        }
    }

    /// A column from the samples.
    fn sampled(
        &self,
        metric: &'static str,
        steps: &[u32],
        value: impl Fn(&Sample) -> f64,
    ) -> Column {
        let mut samples = self.samples().iter().peekable();
        column(metric, steps, |_, step| {
            let found = std::iter::from_fn(|| samples.next_if(|sample| sample.step <= step));
            bounds(found.map(&value))
        })
    }

    /// Mean, 99th percentile and maximum of a measure of cost, each over all steps up to one.
    fn cost_so_far(
        &self,
        metrics: [&'static str; 3],
        steps: &[u32],
        measure: &[u64],
    ) -> [Column; 3] {
        let counted = self.counted();
        let [mean, percentile, maximum] = metrics;
        let (mut sum, mut operations) = (0_u64, 0_u32);
        let mean = column(mean, steps, |rows, _| {
            bounds(rows.map(|row| {
                if counted[row] {
                    sum += measure[row];
                    operations += 1;
                }
                // Sums stay far below 2⁵³, so the division is of exact numbers and equal everywhere.
                sum as f64 / f64::from(operations.max(1))
            }))
        });
        let mut rank = RunningPercentile::of(99);
        let percentile = column(percentile, steps, |rows, _| {
            bounds(rows.map(|row| {
                if counted[row] {
                    rank.add(measure[row]);
                }
                rank.value() as f64
            }))
        });
        let mut highest = 0;
        let maximum = column(maximum, steps, |rows, _| {
            bounds(rows.map(|row| {
                if counted[row] {
                    highest = measure[row].max(highest);
                }
                highest as f64
            }))
        });
        [mean, percentile, maximum]
    }
}

/// A column whose point `n` covers the rows behind `steps[n - 1]` up to `steps[n]`.
fn column(
    metric: &'static str,
    steps: &[u32],
    mut point: impl FnMut(std::ops::Range<usize>, u32) -> Option<Bounds>,
) -> Column {
    let mut column = Column {
        metric,
        last: Vec::with_capacity(steps.len()),
        low: Vec::with_capacity(steps.len()),
        high: Vec::with_capacity(steps.len()),
    };
    let mut from = 0;
    for &step in steps {
        let rows = from..step as usize;
        from = step as usize;
        let bounds = point(rows, step).expect("a point ends at a sample of its own");
        column.last.push(bounds.last);
        column.low.push(bounds.low);
        column.high.push(bounds.high);
    }
    column
}

/// What a point says of its steps.
struct Bounds {
    last: f64,
    low: f64,
    high: f64,
}

fn bounds(values: impl Iterator<Item = f64>) -> Option<Bounds> {
    values.fold(None, |bounds, value| {
        let (low, high) = bounds.map_or((value, value), |Bounds { low, high, .. }| (low, high));
        Some(Bounds {
            last: value,
            low: low.min(value),
            high: high.max(value),
        })
    })
}

#[cfg(test)]
mod tests;
