//! Owns one design as text: complete, axis by axis, and read back with a hint where a name is misspelt.
//!
//! Does not own the axes, nor how a value is written: see [`axes`](super::axes()).

use std::fmt::Write as _;

use atlas_scenario::TASK_MAX;
use atlas_scenario::share::Settings;
use classic_heap::catalog::{Kind, Value};
use classic_heap::policy::placement::Mistake;
use classic_heap::{DesignError, Reason};
use thiserror::Error;

use super::axes::{Axis, Unset, axes, axis};
use super::weights::Weights;
use super::whole::WholeDesign;

/// Why a task has no page size, frames or swap of its own.
pub(crate) const ALL_SHARE_MEMORY: &str = "all heaps share the kernel's memory";

/// Why a text gives no value to an axis.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum SettingError {
    /// There is no axis of that name.
    #[error("there is no axis \"{axis}\"{}", did_you_mean(nearest))]
    UnknownAxis {
        /// What was written.
        axis: String,
        /// The axis that was probably meant.
        nearest: Option<&'static str>,
    },
    /// The axis has no such value.
    #[error("{}{}", told(axis, value, error), did_you_mean(nearest))]
    Value {
        /// The axis's id.
        axis: &'static str,
        /// What was written.
        value: String,
        /// What is wrong with it.
        error: DesignError,
        /// The value that was probably meant.
        nearest: Option<&'static str>,
    },
    /// The axis is one of other families.
    #[error("the family {family} has no {axis}")]
    OtherFamily {
        /// The design's family.
        family: &'static str,
        /// The axis's id.
        axis: &'static str,
    },
    /// There can be no task of that number.
    #[error("there is no task {given}; tasks go from 1 to {TASK_MAX}")]
    NoTask {
        /// What was written.
        given: String,
    },
    /// A task's setting of the memory that all heaps share.
    #[error("{ALL_SHARE_MEMORY}")]
    SharedMemory,
    /// The value does not go with the others.
    #[error("it does not go with the rest of the design ({0})")]
    Unsound(DesignError),
}

/// The catalogue's reason, with the text it is about.
fn told(axis: &str, value: &str, error: &DesignError) -> String {
    match error.reason {
        Reason::UnknownValue => format!("{axis} has no value \"{value}\""),
        Reason::NotANumber | Reason::NoParameter => format!("{axis}=\"{value}\": {}", error.reason),
        _ => error.to_string(),
    }
}

fn did_you_mean(nearest: &Option<&'static str>) -> String {
    nearest.map_or_else(String::new, |nearest| {
        format!(" (did you mean \"{nearest}\"?)")
    })
}

/// A design in full: every axis that it has and its value, in the catalogue's order.
pub fn settings(design: &WholeDesign) -> impl Iterator<Item = (&'static str, Value)> {
    axes().filter_map(|axis| Some((axis.id(), axis.get(design)?)))
}

/// A design in full, as texts.
#[must_use]
pub fn complete(design: &WholeDesign) -> Settings {
    let mut complete = Settings::default();
    for (axis, value) in settings(design) {
        complete.insert(axis, &value.to_string());
    }
    complete
}

/// What a design has different from another, in the catalogue's order. Of another family, what it has different from that
/// family's own values follows the family's name.
pub fn differences(
    design: &WholeDesign,
    base: &WholeDesign,
) -> impl Iterator<Item = (&'static str, Value)> {
    different(design, beside(design, base)).map(|(axis, value, _)| (axis.id(), value))
}

/// What a design is compared with: of another family, that family's own values.
fn beside(design: &WholeDesign, base: &WholeDesign) -> (WholeDesign, bool) {
    let family = design.allocator.family().id;
    let is_other = family != base.allocator.family().id;
    let allocator = match is_other {
        true => design.allocator.plain(),
        false => base.allocator,
    };
    (WholeDesign { allocator, ..*base }, is_other)
}

/// The axes that differ, each with the design's value and the other's.
fn different(
    design: &WholeDesign,
    (base, is_of_other_family): (WholeDesign, bool),
) -> impl Iterator<Item = (Axis, Value, Option<Value>)> {
    axes().filter_map(move |axis| {
        let value = axis.get(design)?;
        let other = match axis {
            Axis::Family if is_of_other_family => None,
            _ => axis.get(&base),
        };
        (other != Some(value)).then_some((axis, value, other))
    })
}

/// The axes of allocators, in the order in which hashes have them. That is the order in which they were registered: one that
/// is new stands at the end, wherever the catalogue has it.
const REGISTERED: &[&str] = &[
    "region-base",
    "alignment",
    "minimum",
    "maximum",
    "oversize",
    "structure",
    "list-order",
    "free-order",
    "placement",
    "score",
    "split",
    "coalescing",
    "lookup",
    "free-queue",
    "queue-pressure",
    "trim",
    "commit",
    "give-back",
    "end",
    "sentinels",
    "zero",
    "header",
    "footers",
    "bins",
    "bins-exact",
    "bins-per-doubling",
    "bin-order",
    "quick",
    "free-moves-rover",
    "granted-end",
    "remainder-in-place",
    "smallest-block",
    "largest-block",
    "buddy-state",
    "growth",
    "reuse",
    "merge-in-place",
    "keep-runs",
    "slab",
    "smallest-object",
    "largest-object",
    "classes-per-doubling",
    "descriptor",
    "slab-choice",
    "empty-slabs",
    "quick-share",
];

/// Where an axis of allocators stands in hashes.
fn registered(axis: Axis) -> Option<usize> {
    REGISTERED.iter().position(|id| *id == axis.id())
}

/// What a design has different from another, one `axis=value` a line. Designs with equal texts are equal, and an axis
/// that is added leaves the texts of designs that don't use it as they were. So does the score: where weights can say it and
/// the other's, the weights that differ are written.
#[must_use]
pub fn design_text(design: &WholeDesign, base: &WholeDesign) -> String {
    let mut text = String::new();
    let is_of_allocator = |&(axis, ..): &(Axis, _, _)| registered(axis).is_some();
    let mut lines: Vec<_> = different(design, beside(design, base)).collect();
    let first = lines.iter().position(is_of_allocator).unwrap_or(0);
    let count = lines.iter().filter(|line| is_of_allocator(line)).count();
    lines[first..first + count].sort_by_key(|&(axis, ..)| registered(axis));
    for (axis, value, other) in lines {
        match (Weights::of(value), other.and_then(Weights::of)) {
            (Some(weights), Some(others)) => {
                for (weight, value) in weights.differences(&others) {
                    let _ = writeln!(text, "{weight}={value}");
                }
            }
            _ => {
                let _ = writeln!(text, "{}={value}", axis.id());
            }
        }
    }
    text
}

/// Gives one axis the value that a text names.
///
/// # Errors
/// If there is no such axis or value; the design is then unchanged. Which values go together is
/// [`WholeDesign::check`]'s business.
pub fn set(design: &mut WholeDesign, name: &str, value: &str) -> Result<(), SettingError> {
    let wrong = |axis, error, nearest| SettingError::Value {
        axis,
        value: value.to_owned(),
        error,
        nearest,
    };
    if let Some((former, is_set)) = design.allocator.set_former(name, value) {
        return is_set.map_err(|error| wrong(former, error, None));
    }
    let axis = axis(name).ok_or_else(|| SettingError::UnknownAxis {
        axis: name.to_owned(),
        nearest: nearest(name, axes().map(|axis| axis.id())),
    })?;
    axis.set(design, value).map_err(|unset| {
        let (Some(kind), Unset::Wrong(error)) = (axis.kind_in(design), unset) else {
            return SettingError::OtherFamily {
                family: design.allocator.family().id,
                axis: axis.id(),
            };
        };
        let nearest = match (kind, error.reason) {
            (Kind::Expression(names), Reason::Mistaken(mistake)) => {
                nearest(word_at(value, mistake), names.iter().map(|name| name.name))
            }
            (kind, _) => nearest(value, kind.choices().map(|doc| doc.id)),
        };
        wrong(axis.id(), error, nearest)
    })
}

/// The word that a mistake in an expression begins at; nothing where it begins at none.
fn word_at(text: &str, mistake: Mistake) -> &str {
    let mut characters = text.char_indices().skip(mistake.at as usize - 1);
    let word = characters.next().map_or("", |(at, _)| &text[at..]);
    let end = word.find(|c: char| !c.is_ascii_alphanumeric());
    &word[..end.unwrap_or(word.len())]
}

/// The candidate that a misspelt name was probably meant to be.
#[must_use]
pub fn nearest(
    written: &str,
    candidates: impl IntoIterator<Item = &'static str>,
) -> Option<&'static str> {
    let written = written.to_ascii_lowercase();
    let distance_max = (written.chars().count() / 3).max(1);
    candidates
        .into_iter()
        .map(|candidate| (strsim::osa_distance(&written, candidate), candidate))
        .filter(|&(distance, _)| distance <= distance_max)
        .min_by_key(|&(distance, _)| distance)
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects hashes: an axis of allocators without a place of its own would move when another is registered.
    #[test]
    fn every_axis_of_allocators_has_its_place_in_hashes() {
        for axis in axes() {
            let is_of_allocators = matches!(axis, Axis::Allocator(_));
            assert_eq!(
                registered(axis).is_some(),
                is_of_allocators,
                "{}",
                axis.id()
            );
        }
    }
}
