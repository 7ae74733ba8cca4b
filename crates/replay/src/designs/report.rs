//! Owns what there is to say about designs before they are replayed: completed, with their problems, the policies
//! that are unavailable in them and the axes that make no difference.

use std::collections::BTreeMap;

use atlas_scenario::share::Settings;
use atlas_scenario::{KERNEL, TASK_MAX};
use classic_heap::catalog::Kind;
use serde::Serialize;

use super::{Designs, setting_key, task_and_axis};
use crate::design::{
    Axis, AxisScope, SettingError, WholeDesign, axes, axis, complete, current_name, set,
};

/// What there is to say about designs before they are replayed. An axis of a task's own design goes by a key such as
/// `2:placement`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct DesignReport {
    /// The kernel's design, complete, and the tasks' own axes that were given; all in canonical text. An axis whose text
    /// can't be read has Classic's value.
    pub design: Settings,
    /// The problems of the designs that were given; none if they can be replayed as they stand.
    pub problems: Vec<DesignProblem>,
    /// Policies that don't go with the rest of the design: the reason, by option, by axis.
    #[cfg_attr(
        feature = "typescript",
        ts(type = "Record<string, Record<string, string>>")
    )]
    pub unavailable: BTreeMap<String, BTreeMap<&'static str, String>>,
    /// Axes that make no difference in this design: the reason, by axis. For each task, its axes too, whether or not
    /// it has a design of its own.
    #[cfg_attr(feature = "typescript", ts(type = "Record<string, string>"))]
    pub inert: BTreeMap<String, &'static str>,
    /// The designs as Rust source; empty where there are problems.
    pub source: String,
}

/// One problem of a design.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct DesignProblem {
    /// The id of the axis it concerns; one the catalogue doesn't know, where that is the problem.
    pub axis: String,
    /// What is wrong, for a person.
    pub reason: String,
}

impl Designs {
    /// Reads designs, and says what there is to say about them.
    #[must_use]
    pub fn report(given: &Settings) -> DesignReport {
        let (designs, problems) = Self::checked(given);
        let source = if problems.is_empty() {
            designs.source()
        } else {
            String::new()
        };
        DesignReport {
            design: designs.completed(given),
            problems,
            unavailable: designs.unavailable(),
            inert: designs.all_inert(),
            source,
        }
    }

    /// Designs, and their problems: settings that name nothing, or else the first values that don't go together.
    #[must_use]
    pub fn checked(given: &Settings) -> (Self, Vec<DesignProblem>) {
        let (designs, problems) = Self::read(given.iter());
        let mut problems: Vec<_> = problems
            .into_iter()
            // A whole design in which another family was chosen still says what the one before had.
            .filter(|problem| !matches!(problem.error, SettingError::OtherFamily { .. }))
            .map(|problem| DesignProblem {
                axis: problem.key,
                reason: problem.error.to_string(),
            })
            .collect();
        if problems.is_empty() {
            problems.extend(designs.first_unsound().map(|(task, error)| DesignProblem {
                axis: setting_key(task, error.axis),
                reason: error.reason.to_string(),
            }));
        }
        (designs, problems)
    }

    /// The kernel's design in full, and the tasks' own axes that were given.
    fn completed(&self, given: &Settings) -> Settings {
        let mut design = complete(&self.of(KERNEL));
        for (key, _) in given.iter() {
            if let Ok((task @ 1.., name)) = task_and_axis(key)
                && let (Some(axis), Some(own)) = (axis(current_name(name)), self.own(task))
                && let Some(value) = axis.get(&own)
            {
                design.insert(&setting_key(task, axis.id()), &value.to_string());
            }
        }
        for task in KERNEL + 1..=TASK_MAX {
            let own = self.own(task);
            let family = |design: &WholeDesign| design.allocator.family().id;
            // Nothing of it is the kernel's, so that nothing goes without saying.
            if let Some(own) = own.filter(|own| family(own) != family(&self.of(KERNEL))) {
                let axes = axes().filter(|axis| axis.scope() == AxisScope::Allocator);
                for (axis, value) in axes.filter_map(|axis| Some((axis, axis.get(&own)?))) {
                    design.insert(&setting_key(task, axis.id()), &value.to_string());
                }
            }
        }
        design
    }

    fn unavailable(&self) -> BTreeMap<String, BTreeMap<&'static str, String>> {
        let mut unavailable = BTreeMap::new();
        for (task, axis) in every_axis() {
            let reasons = self.own(task).map(|design| refused(axis, &design));
            if let Some(reasons) = reasons.filter(|reasons| !reasons.is_empty()) {
                unavailable.insert(setting_key(task, axis.id()), reasons);
            }
        }
        unavailable
    }

    fn all_inert(&self) -> BTreeMap<String, &'static str> {
        every_axis()
            .filter_map(|(task, axis)| {
                Some((setting_key(task, axis.id()), self.inert(task, axis)?))
            })
            .collect()
    }
}

fn every_axis() -> impl Iterator<Item = (u8, Axis)> {
    (KERNEL..=TASK_MAX).flat_map(|task| axes().map(move |axis| (task, axis)))
}

/// The policies of an axis that don't go with the rest of a design, and why.
fn refused(axis: Axis, design: &WholeDesign) -> BTreeMap<&'static str, String> {
    let is_sound = design.check().is_ok();
    let mut reasons = BTreeMap::new();
    let policies = axis.kind_in(design).into_iter().flat_map(Kind::choices);
    for policy in policies {
        let mut changed = *design;
        let reason = match set(&mut changed, axis.id(), policy.id) {
            Ok(()) => changed.check().err(),
            Err(_) => None,
        };
        // What is wrong elsewhere anyway is not this policy's doing.
        if let Some(error) = reason.filter(|error| is_sound || error.axis == axis.id()) {
            reasons.insert(policy.id, error.to_string());
        }
    }
    reasons
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report(settings: &[(&str, &str)]) -> DesignReport {
        Designs::report(&settings.iter().copied().collect())
    }

    fn axes(settings: &[(&str, &str)]) -> Vec<String> {
        let problems = report(settings).problems;
        problems.into_iter().map(|problem| problem.axis).collect()
    }

    /// Protects: values are made canonical, so that equal designs have equal texts.
    #[test]
    fn a_design_is_completed_and_made_canonical() {
        let report = report(&[("alignment", "0x20"), ("split", "at-least")]);
        assert_eq!(report.problems, []);
        let value = |axis| report.design.get(axis).expect("a complete design");
        assert_eq!(value("alignment"), "32");
        assert!(value("split").starts_with("at-least("));
        assert_eq!(value("placement"), "first-fit");
    }

    /// Protects: every wrong axis is reported, not only the first, and the others keep their values.
    #[test]
    fn every_wrong_text_is_reported() {
        let given = [
            ("alignment", "17"),
            ("placemnt", "best-fit"),
            ("trim", "on"),
        ];
        let report = report(&given);
        assert_eq!(axes(&given), ["alignment", "placemnt"]);
        assert!(report.problems[1].reason.contains("placement"), "a hint");
        assert_eq!(report.design.get("trim"), Some("on"));
    }

    /// Protects: values that don't go together are refused with the axis to change.
    #[test]
    fn values_that_do_not_go_together_are_reported() {
        assert_eq!(axes(&[("minimum", "4096"), ("maximum", "64")]), ["maximum"]);
    }

    /// Protects: a task's own axes are read, checked and reported by their keys, and no other axis of the task is
    /// filled in.
    #[test]
    fn tasks_have_designs_of_their_own() {
        let report = report(&[
            ("2:placement", "best-fit"),
            ("2:split", "at-least"),
            ("minimum", "32"),
        ]);
        assert_eq!(report.problems, []);
        let own = report.design.iter().filter(|(axis, _)| axis.contains(':'));
        assert_eq!(own.count(), 2);
        assert_eq!(report.design.get("2:placement"), Some("best-fit"));
        assert!(report.inert["2:frames"].contains("share"));
        // Task 3 follows the kernel, and has nothing to choose there either.
        assert!(report.inert["3:frames"].contains("share"));
        assert!(!report.inert.contains_key("frames"));

        let wrong = [("3:trim", "maybe"), ("9:trim", "on"), ("2:maximum", "3")];
        assert_eq!(axes(&wrong), ["9:trim", "3:trim"]);
        assert_eq!(axes(&wrong[2..]), ["2:maximum"]);
    }
}
