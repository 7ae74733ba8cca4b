//! Owns what a link asks a design to reach, and how it is written: `high-water<=640KiB,refused=0,probes<=8`.
//!
//! Does not know whether a design reaches it: that is the replay's scorecard's.

use core::fmt;

use serde::{Deserialize, Serialize};

use super::Fault;
use super::text::{decimal, thousandths};

/// The most conditions that a goal has.
pub const CONDITIONS_MAX: usize = 8;

/// A condition on the scorecard of a whole replay.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Condition {
    /// The number of the scorecard that it is about.
    pub measure: Measure,
    /// On which side of the limit the number has to be.
    pub bound: Bound,
    /// The limit in thousandths: of a byte, of a request, of a block, of a percent.
    #[cfg_attr(feature = "typescript", ts(type = "number"))]
    pub thousandths: u64,
}

/// A number of the scorecard.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "GoalMeasure"))]
pub enum Measure {
    /// The most bytes that the heap took at once.
    HighWater,
    /// How many requests were refused.
    Refused,
    /// The blocks examined by an operation, on average.
    Probes,
    /// The blocks that 99 of 100 operations examined at most.
    ProbesP99,
    /// The most bytes requested at once as a percentage of the high water.
    Utilisation,
}

/// On which side of its limit a number has to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "GoalBound"))]
pub enum Bound {
    /// `<=`
    AtMost,
    /// `>=`
    AtLeast,
    /// `=`
    Exactly,
}

/// The measures as links write them.
const MEASURES: [(&str, Measure); 5] = [
    ("high-water", Measure::HighWater),
    ("refused", Measure::Refused),
    ("probes", Measure::Probes),
    ("probes-p99", Measure::ProbesP99),
    ("utilisation", Measure::Utilisation),
];
const BOUNDS: [(&str, Bound); 3] = [
    ("<=", Bound::AtMost),
    (">=", Bound::AtLeast),
    ("=", Bound::Exactly),
];
/// Sizes may be written with a unit; the larger units come first, in which a limit is written where it is whole.
const UNITS: [(&str, u64); 5] = [
    ("MiB", 1 << 20),
    ("KiB", 1 << 10),
    ("MB", 1 << 20),
    ("KB", 1 << 10),
    ("B", 1),
];
/// Beyond every number of a scorecard, and exact in JavaScript.
const THOUSANDTHS_MAX: u64 = 1 << 48;

impl Condition {
    /// Whether a number keeps it: bytes, requests, blocks or percent.
    #[must_use]
    pub fn holds(&self, number: f64) -> bool {
        let (number, limit) = (number * 1000.0, self.thousandths as f64);
        match self.bound {
            Bound::AtMost => number <= limit,
            Bound::AtLeast => number >= limit,
            Bound::Exactly => number == limit,
        }
    }

    fn read(text: &str) -> Option<Self> {
        let (sign, bound) = *BOUNDS.iter().find(|(sign, _)| text.contains(sign))?;
        let (name, limit) = text.split_once(sign)?;
        let (_, measure) = *MEASURES.iter().find(|(known, _)| *known == name.trim())?;
        let limit = limit.trim();
        let limit = match measure {
            Measure::Utilisation => limit.strip_suffix('%').unwrap_or(limit),
            _ => limit,
        };
        let (number, unit) = match measure {
            Measure::HighWater => UNITS
                .iter()
                .find_map(|&(unit, bytes)| {
                    let (number, written) =
                        limit.split_at_checked(limit.len().checked_sub(unit.len())?)?;
                    written
                        .eq_ignore_ascii_case(unit)
                        .then_some((number, bytes))
                })
                .unwrap_or((limit, 1)),
            _ => (limit, 1),
        };
        let thousandths = thousandths(number.trim_end())?.checked_mul(unit)?;
        (thousandths <= THOUSANDTHS_MAX).then_some(Self {
            measure,
            bound,
            thousandths,
        })
    }
}

/// As links write it.
impl fmt::Display for Condition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (name, _) = MEASURES
            .iter()
            .find(|(_, measure)| *measure == self.measure)
            .expect("every measure is listed");
        let (sign, _) = BOUNDS
            .iter()
            .find(|(_, bound)| *bound == self.bound)
            .expect("every bound is listed");
        let whole =
            |unit: u64| self.thousandths > 0 && self.thousandths.is_multiple_of(1000 * unit);
        let unit = UNITS[..2]
            .iter()
            .find(|&&(_, unit)| self.measure == Measure::HighWater && whole(unit));
        let limit = match unit {
            Some((name, unit)) => format!("{}{name}", self.thousandths / 1000 / unit),
            None => decimal(self.thousandths),
        };
        write!(f, "{name}{sign}{limit}")
    }
}

impl Measure {
    /// The names that links have for the measures.
    pub fn names() -> impl Iterator<Item = &'static str> {
        MEASURES.iter().map(|(name, _)| *name)
    }

    /// The measure of a name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        let mut known = MEASURES.iter();
        known
            .find(|(known, _)| *known == name)
            .map(|(_, measure)| *measure)
    }
}

/// A goal from its text, as links write it.
///
/// # Errors
/// What is expected of such a text.
pub fn goal(text: &str) -> Result<Vec<Condition>, String> {
    read(text).map_err(|fault| fault.to_string())
}

/// A goal from its text.
pub(super) fn read(text: &str) -> Result<Vec<Condition>, Fault> {
    let conditions: Option<Vec<_>> = text.split(',').map(Condition::read).collect();
    conditions
        .filter(|conditions| conditions.len() <= CONDITIONS_MAX)
        .ok_or(Fault::NotAGoal)
}

/// The text of a goal; `None` where it asks nothing.
pub(super) fn text(goal: &[Condition]) -> Option<String> {
    let conditions: Vec<String> = goal.iter().map(ToString::to_string).collect();
    (!conditions.is_empty()).then(|| conditions.join(","))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects: a goal says the same after it was written, and sizes are written in the largest whole unit.
    #[test]
    fn goals_are_written_as_they_were_read() {
        for (given, written) in [
            (
                "high-water<=640KiB,refused=0,probes<=8",
                "high-water<=640KiB,refused=0,probes<=8",
            ),
            (
                "high-water<=1024 kb, probes-p99<=20",
                "high-water<=1MiB,probes-p99<=20",
            ),
            ("high-water<=1000", "high-water<=1000"),
            (
                "utilisation>=87.5%,probes<=2.125",
                "utilisation>=87.5,probes<=2.125",
            ),
        ] {
            let goal = read(given).expect(given);
            assert_eq!(text(&goal).as_deref(), Some(written));
            assert_eq!(read(written).expect(written), goal);
        }
    }

    /// Protects: what is no condition is a fault of the field, not half a goal.
    #[test]
    fn what_is_no_condition_is_refused() {
        for given in [
            "",
            "probes",
            "probes<8",
            "speed<=3",
            "probes<=",
            "probes<=-1",
            "probes<=1.2345",
            "refused=0KiB",
            "high-water<=99999999999999999999",
            "probes<=8,,refused=0",
        ] {
            assert!(matches!(read(given), Err(Fault::NotAGoal)), "{given}");
        }
        let many = ["probes<=8"; CONDITIONS_MAX + 1].join(",");
        assert!(read(&many).is_err());
    }

    /// Protects: a limit belongs to what keeps it.
    #[test]
    fn limits_are_inclusive() {
        let holds = |text: &str, number| read(text).unwrap()[0].holds(number);
        assert!(holds("probes<=8", 8.0) && !holds("probes<=8", 8.000_1));
        assert!(holds("utilisation>=90", 90.0) && !holds("utilisation>=90", 89.999));
        assert!(holds("refused=0", 0.0) && !holds("refused=0", 1.0));
    }
}
