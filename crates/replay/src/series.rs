//! Owns a timeline as a chart wants it: a bounded number of points, each with the lowest and the highest
//! value of the steps it stands for, so that no spike is lost.
//!
//! Columns that every step has are exact. Those that take a walk over the blocks come from the timeline's
//! samples, evenly spaced states of which there are at most 2048; between two samples the last one holds.

use crate::metrics::{Sample, external_fragmentation, internal_fragmentation, ratio};
use crate::timeline::Timeline;

/// Points over the steps replayed so far.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    /// For each point the last step it stands for; it begins behind the one before.
    pub steps: Vec<u32>,
    /// The columns, each with one value a point.
    pub columns: Vec<Column>,
}

/// One metric over time.
#[derive(Clone, Debug, PartialEq)]
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
    ("free_bytes", |s| f64::from(s.space.free_bytes)),
    ("largest_free_bytes", |s| {
        f64::from(s.space.largest_free_bytes)
    }),
    ("holes", |s| f64::from(s.space.holes)),
    ("overhead_bytes", |s| f64::from(s.space.overhead_bytes)),
    ("stagnant_bytes", |s| {
        f64::from(s.space.held_bytes - s.live.payload_bytes)
    }),
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
            let mut samples = self.samples().iter().peekable();
            let mut last = None;
            columns.push(column(metric, &steps, |_, step| {
                let found = std::iter::from_fn(|| samples.next_if(|sample| sample.step <= step))
                    .map(value)
                    .inspect(|&value| last = Some(value));
                let found = bounds(found);
                // The heap is empty before its first sample.
                found.or(last.or(Some(0.0)).map(Bounds::of))
            }));
        }
        Series { steps, columns }
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
        let bounds = point(rows, step).expect("a point stands for one step at least");
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

impl Bounds {
    fn of(value: f64) -> Self {
        Self {
            last: value,
            low: value,
            high: value,
        }
    }
}

fn bounds(values: impl Iterator<Item = f64>) -> Option<Bounds> {
    values.fold(None, |bounds, value| {
        let Bounds { low, high, .. } = bounds.unwrap_or(Bounds::of(value));
        Some(Bounds {
            last: value,
            low: low.min(value),
            high: high.max(value),
        })
    })
}

#[cfg(test)]
mod tests;
