//! Owns a timeline as a chart wants it: a bounded number of points, each with the lowest and the highest
//! value of the steps it stands for, so that no spike is lost.
//!
//! Columns that every step has are exact. Those that take a walk over the blocks come from the timeline's
//! samples, evenly spaced states of which there are at most 2048; between two samples the last one holds. Cost
//! so far is exact at a point's last step.

use atlas_scenario::TASK_MAX;

use crate::metrics::{Sample, external_fragmentation, internal_fragmentation, ratio};
use crate::ranks::Ranks;
use crate::timeline::Timeline;

/// Points over the steps replayed so far.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    /// For each point the last step it stands for; it begins behind the one before.
    pub steps: Vec<u32>,
    /// The columns, each with one value a point.
    pub columns: Vec<Column>,
    /// The frames held by each task that ever held one, in order of the tasks.
    pub frames: Vec<FrameColumn>,
}

/// The frames of one task over time.
#[derive(Clone, Debug, PartialEq)]
pub struct FrameColumn {
    /// The task.
    pub task: u8,
    /// The fewest it held among a point's samples.
    pub low: Vec<f64>,
    /// The most.
    pub high: Vec<f64>,
}

/// One metric over time.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// The metric's id, as in [`METRICS`](crate::METRICS).
    pub metric: &'static str,
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
    ("free_bytes", |s| f64::from(s.space.free_bytes)),
    ("largest_free_bytes", |s| {
        f64::from(s.space.largest_free_bytes)
    }),
    ("holes", |s| f64::from(s.space.holes)),
    ("overhead_bytes", |s| f64::from(s.space.overhead_bytes)),
    ("stagnant_bytes", |s| {
        f64::from(s.space.held_bytes - s.live.payload_bytes)
    }),
    ("promised_pages", |s| f64::from(s.pages.promised)),
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
    /// The steps replayed so far as at most `points` points; one a step where there are fewer steps.
    ///
    /// # Panics
    /// If `points` is 0.
    #[must_use]
    pub fn series(&self, points: u32) -> Series {
        assert!(points > 0, "a chart without points shows nothing");
        let replayed = self.replayed();
        let points = points.min(replayed);
        let steps: Vec<u32> = (1..=u64::from(points))
            .map(|point| {
                let step = u64::from(replayed) * point / u64::from(points);
                u32::try_from(step).expect("no more than the steps replayed")
            })
            .collect();
        let [probes, words, lines] = self.costs();
        let mut columns: Vec<Column> = [
            ("requested_bytes", self.requested_bytes()),
            ("heap_bytes", self.heap_bytes()),
            ("probes", probes),
            ("words", words),
            ("lines", lines),
        ]
        .into_iter()
        .map(|(metric, values)| {
            column(metric, &steps, |rows, _| {
                bounds(values[rows].iter().map(|&value| f64::from(value)))
            })
        })
        .collect();
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
            let Column { low, high, .. } = self.sampled("resident_pages", &steps, of);
            let held = high.iter().any(|&frames| frames > 0.0);
            held.then_some(FrameColumn { task, low, high })
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
        let mut last = None;
        column(metric, steps, |_, step| {
            let found = std::iter::from_fn(|| samples.next_if(|sample| sample.step <= step))
                .map(&value)
                .inspect(|&value| last = Some(value));
            let found = bounds(found);
            // The heap is empty before its first sample.
            found.or(last.or(Some(0.0)).map(|value| (value, value)))
        })
    }

    /// Mean, 99th percentile and maximum of a measure of cost, over all steps up to a point's last.
    fn cost_so_far(
        &self,
        metrics: [&'static str; 3],
        steps: &[u32],
        measure: &[u32],
    ) -> [Column; 3] {
        let counted = self.counted();
        let mut ranks = Ranks::default();
        let (mut sum, mut operations, mut maximum) = (0_u64, 0_u64, 0_u32);
        let mut rows = 0;
        let mut values: [Vec<f64>; 3] = Default::default();
        for &step in steps {
            let behind = step as usize;
            ranks.move_to(measure, behind, |row| counted[row]);
            for row in (rows..behind).filter(|&row| counted[row]) {
                sum += u64::from(measure[row]);
                operations += 1;
                maximum = maximum.max(measure[row]);
            }
            rows = behind;
            // Sums stay far below 2⁵³, so the division is of exact numbers and equal everywhere.
            values[0].push(if operations == 0 {
                0.0
            } else {
                sum as f64 / operations as f64
            });
            values[1].push(f64::from(ranks.percentile(99)));
            values[2].push(f64::from(maximum));
        }
        let mut values = values.into_iter();
        metrics.map(|metric| {
            let high = values.next().expect("three columns");
            Column {
                metric,
                low: high.clone(),
                high,
            }
        })
    }
}

/// A column whose point `n` covers the rows behind `steps[n - 1]` up to `steps[n]`.
fn column(
    metric: &'static str,
    steps: &[u32],
    mut point: impl FnMut(std::ops::Range<usize>, u32) -> Option<(f64, f64)>,
) -> Column {
    let mut from = 0;
    let (low, high) = steps
        .iter()
        .map(|&step| {
            let rows = from..step as usize;
            from = step as usize;
            point(rows, step).expect("a point stands for one step at least")
        })
        .unzip();
    Column { metric, low, high }
}

fn bounds(values: impl Iterator<Item = f64>) -> Option<(f64, f64)> {
    values.fold(None, |bounds, value| {
        let (low, high) = bounds.unwrap_or((value, value));
        Some((f64::min(low, value), f64::max(high, value)))
    })
}
