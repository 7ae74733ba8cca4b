//! The metrics of a state.

use serde::ser::{Serialize, SerializeMap, Serializer};

use crate::metrics::{Figures, METRICS, MetricDoc, Unit};

/// Values of metrics, in the catalogue's order; written as an object, by the metrics' ids.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Metrics(
    #[cfg_attr(feature = "typescript", ts(type = "Record<string, number>"))]
    Vec<(&'static MetricDoc, f64)>,
);

impl Metrics {
    /// The metrics that `includes` picks.
    pub fn of(figures: &Figures, includes: impl Fn(&MetricDoc) -> bool) -> Self {
        Self(
            METRICS
                .iter()
                .filter(|metric| includes(metric))
                .map(|metric| (metric, metric.value(figures)))
                .collect(),
        )
    }

    /// The value of a metric; `None` where it is not among these.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<f64> {
        let (_, value) = self.0.iter().find(|(metric, _)| metric.id == id)?;
        Some(*value)
    }
}

impl Serialize for Metrics {
    /// Bytes and counts are written as whole numbers, unless they are means.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for &(metric, value) in &self.0 {
            if metric.unit != Unit::Ratio && value.fract() == 0.0 {
                // Exact: every count lies far below 2⁵³.
                map.serialize_entry(metric.id, &(value as u64))?;
            } else {
                map.serialize_entry(metric.id, &value)?;
            }
        }
        map.end()
    }
}
