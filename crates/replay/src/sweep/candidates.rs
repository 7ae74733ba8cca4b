//! Owns which designs a sweep tries: all presets, what differs from a design in one axis or two, or a grid of values.
//!
//! Does not own an axis: what its values are comes from its register.

use std::collections::HashSet;

use classic_heap::catalog::{Kind, Value};

use crate::design::{
    Axis, AxisScope, SettingError, WholeDesign, axes_of, design_text, differences, set,
};
use crate::presets::PRESETS;

/// The most axes that are changed at once: the candidates are some hundreds then, and would be tens of thousands with three.
pub const AXES_AT_ONCE_MAX: u32 = 2;

/// The most designs that a sweep tries.
pub const CANDIDATES_MAX: usize = 10_000;

/// A design to try.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// The preset that it is, or that it is made of.
    pub preset: Option<&'static str>,
    /// What was changed, as `axis` and value; nothing of a preset.
    pub changes: Vec<(&'static str, String)>,
    /// The design, on the machine that the sweep is for.
    pub design: WholeDesign,
}

impl Candidate {
    /// The design as people name it: the preset, and what is changed in it.
    #[must_use]
    pub fn name(&self) -> String {
        let changes = self
            .changes
            .iter()
            .map(|(axis, value)| format!("{axis}={value}"));
        let preset = self.preset.map(str::to_owned);
        preset
            .into_iter()
            .chain(changes)
            .collect::<Vec<_>>()
            .join(" ")
    }

    /// A design by the preset that it is, or else by what its allocator has different from Classic's.
    #[must_use]
    pub fn of(design: WholeDesign) -> Self {
        let known = presets(&design).into_iter();
        let mut known = known.filter(|preset| preset.design == design);
        known.next().unwrap_or_else(|| {
            let classic = WholeDesign::default();
            let changes = differences(&design, &classic);
            let of_allocator = changes.filter(|(id, _)| {
                crate::design::axis(id).is_some_and(|axis| axis.scope() == AxisScope::Allocator)
            });
            let changes = of_allocator
                .map(|(id, value)| (id, value.to_string()))
                .collect();
            Self {
                preset: None,
                changes,
                design,
            }
        })
    }
}

/// Every preset that can be on the machine of `base`.
fn presets(base: &WholeDesign) -> Vec<Candidate> {
    let of_preset = |preset: &'static crate::presets::Preset| Candidate {
        preset: Some(preset.id),
        changes: Vec::new(),
        design: WholeDesign {
            machine: base.machine,
            allocator: preset.allocator(),
        },
    };
    let candidates = PRESETS.iter().map(of_preset);
    candidates
        .filter(|candidate| candidate.design.check().is_ok())
        .collect()
}

/// What a sweep tries first: every preset that can be on the machine of `base`, and `base` itself where it has no name.
#[must_use]
pub fn first_round(base: &Candidate) -> Vec<Candidate> {
    let mut first = presets(&base.design);
    if !first.iter().any(|preset| preset.design == base.design) {
        first.push(base.clone());
    }
    first
}

/// What differs from `base` in one axis of its allocator, or in up to `axes_at_once`: every policy of a choice, a switch turned, a
/// number halved and doubled. Each allocator is there once, and `base` itself isn't. Left out are values that make no difference,
/// or don't go with the others.
#[must_use]
pub fn neighbours(base: &Candidate, axes_at_once: u32) -> Vec<Candidate> {
    let mut seen = HashSet::from([behaviour(&base.design)]);
    let mut found = Vec::new();
    let mut last = vec![base.clone()];
    for _ in 0..axes_at_once.min(AXES_AT_ONCE_MAX) {
        let mut next = Vec::new();
        for from in &last {
            for candidate in one_step_from(from, base) {
                if seen.insert(behaviour(&candidate.design)) {
                    next.push(candidate);
                }
            }
        }
        found.extend(next.iter().cloned());
        last = next;
    }
    found
}

/// Every combination of some values of some axes, on top of `base`; the first axis changes last. Left out are those that don't go
/// together.
///
/// # Errors
/// If a text names no axis, or no value of it.
pub fn grid(base: &Candidate, lines: &[(&str, Vec<&str>)]) -> Result<Vec<Candidate>, SettingError> {
    let mut found = vec![base.clone()];
    // Another family begins with its own values.
    let mut lines: Vec<_> = lines.iter().collect();
    lines.sort_by_key(|(axis, _)| *axis != crate::family::FAMILY);
    for (axis, values) in lines {
        let mut next = Vec::new();
        for from in &found {
            for value in values {
                let mut candidate = from.clone();
                set(&mut candidate.design, axis, value)?;
                let axis = crate::design::axis(axis).expect("it was just set");
                let value = axis.get(&candidate.design).expect("it was just set");
                candidate.changes.push((axis.id(), value.to_string()));
                next.push(candidate);
            }
        }
        found = next;
    }
    found.retain(|candidate| candidate.design.check().is_ok());
    Ok(found)
}

/// A text that designs have in common where they behave alike, values that make no difference aside.
fn behaviour(design: &WholeDesign) -> String {
    design_text(design, &WholeDesign::default())
}

/// What differs from a candidate in one axis that it has in common with `base`.
fn one_step_from<'a>(
    from: &'a Candidate,
    base: &'a Candidate,
) -> impl Iterator<Item = Candidate> + 'a {
    let changed: Vec<&str> = differences(&from.design, &base.design)
        .map(|(axis, _)| axis)
        .collect();
    let free = axes_of(&from.design).filter(move |axis| {
        axis.scope() == AxisScope::Allocator
            && axis.inert(&from.design).is_none()
            && !changed.contains(&axis.id())
    });
    free.flat_map(move |axis| {
        let texts = other_values(axis, &from.design);
        texts.into_iter().filter_map(move |text| {
            let mut candidate = from.clone();
            set(&mut candidate.design, axis.id(), &text).ok()?;
            candidate.design.check().ok()?;
            candidate.changes.push((axis.id(), text));
            Some(candidate)
        })
    })
}

/// The values of an axis that are tried beside the one that it has.
fn other_values(axis: Axis, design: &WholeDesign) -> Vec<String> {
    let (Some(kind), Some(value)) = (axis.kind_in(design), axis.get(design)) else {
        return Vec::new();
    };
    let texts: Vec<String> = match kind {
        Kind::Choice(docs) => docs
            .iter()
            .map(|doc| match &doc.parameter {
                Some(parameter) => format!("{}({})", doc.id, parameter.default),
                None => doc.id.to_owned(),
            })
            .collect(),
        Kind::Switch => ["on", "off"].map(str::to_owned).to_vec(),
        // Where a region begins decides nothing.
        Kind::Number {
            unit: "address", ..
        } => Vec::new(),
        Kind::Number {
            minimum, maximum, ..
        } => match value {
            Value::Number(number) => [number / 2, number.saturating_mul(2)]
                .into_iter()
                .filter(|number| (minimum..=maximum).contains(number))
                .map(|number| number.to_string())
                .collect(),
            _ => Vec::new(),
        },
        Kind::Expression(_) | Kind::Lengths => Vec::new(),
    };
    let has = value.to_string();
    texts.into_iter().filter(|text| *text != has).collect()
}
