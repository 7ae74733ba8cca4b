//! Owns the catalogue as plain data: everything there is to choose from and to explain, for the page and for the
//! command line's JSON.
//!
//! Owns no entry: a new policy, metric, outcome, generator or word appears here by being registered in its register.

use std::collections::BTreeMap;

use atlas_scenario::generate::{GENERATORS, Generator};
use atlas_scenario::script::{Word, vocabulary};
use atlas_scenario::share::Settings;
use classic_heap::catalog::Kind;
use classic_heap::policy::Doc;
use classic_heap::policy::placement::Name;
use serde::Serialize;

use crate::design::{Axis, AxisScope, WholeDesign, axes, complete};
use crate::family::families;
use crate::metrics::{METRICS, MetricDoc};
use crate::outcome::{OUTCOMES, OutcomeDoc};
use crate::presets::{PRESETS, Preset};
use crate::state::{CATEGORIES, CategoryDoc, UNTOUCHED, UntouchedDoc};

/// Everything there is to choose from and to explain: controls, legends, explanations and the editor's words are drawn
/// from it.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Catalog {
    /// The axes of a design, the machine's among them, in the order people should meet them.
    pub axes: Vec<AxisDoc>,
    /// Named designs.
    pub presets: Vec<PresetDoc>,
    /// What is measured at every step.
    pub metrics: &'static [MetricDoc],
    /// The categories that every byte of the region belongs to.
    pub categories: &'static [CategoryDoc],
    /// The bytes of all categories that are committed and were never touched: a bar shows them as one more part, taken
    /// out of those they lie in.
    pub untouched: &'static UntouchedDoc,
    /// The outcomes of operations.
    pub outcomes: &'static [OutcomeDoc],
    /// Ready-made workloads.
    pub generators: &'static [Generator],
    /// The words of the script language.
    pub vocabulary: Vec<Word>,
    /// Classic's design, complete: the one to begin with.
    pub classic: Settings,
    /// The design that each family begins with, complete, by the family's id: what a design of it that says less means.
    #[cfg_attr(
        feature = "typescript",
        ts(type = "Record<string, Record<string, string>>")
    )]
    pub families: BTreeMap<&'static str, Settings>,
}

/// One decision of a design.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "Axis"))]
pub struct AxisDoc {
    /// Its permanent kebab-case name; links carry it.
    pub id: &'static str,
    /// Its name in print.
    pub title: &'static str,
    /// The title of the group it is shown in.
    pub group: &'static str,
    /// The part of a design that it belongs to.
    pub scope: AxisScope,
    /// Whether it is among the axes that decide most, which are shown first.
    pub first: bool,
    /// The families of allocators that have it; empty for one that all designs have.
    pub families: Vec<&'static str>,
    /// What it trades, in one sentence.
    pub summary: &'static str,
    /// The kind of its values.
    pub kind: AxisKind,
    /// The least value of a number.
    pub minimum: Option<u32>,
    /// The greatest value of a number.
    pub maximum: Option<u32>,
    /// Whether a number must be a power of two.
    pub power_of_two: bool,
    /// Whether a number is an address, which people read in hexadecimal.
    pub address: bool,
    /// The unit of a number, `bytes` say; empty for an address or a plain count.
    pub unit: &'static str,
    /// The policies of a choice, in order.
    pub options: Vec<OptionDoc>,
    /// The names that an expression may use.
    pub names: &'static [Name],
    /// Classic's value, as canonical text.
    pub default: String,
}

/// A policy of a choice.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct OptionDoc {
    /// What it says of itself.
    #[serde(flatten)]
    pub doc: &'static Doc,
    /// The families of allocators that have it; empty for one that all designs have.
    pub families: Vec<&'static str>,
}

/// The kind of an axis's values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum AxisKind {
    /// Whole numbers, written `16`.
    Number,
    /// Policies, written `best-fit` or `at-least(64)`.
    Choice,
    /// `on` or `off`.
    Switch,
    /// Expressions of names and whole numbers, written `waste*4 + probes`.
    Expression,
    /// Lists of lengths, written `95024+24180`, or `one`.
    Lengths,
}

/// A named design.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "Preset"))]
pub struct PresetDoc {
    /// Its permanent kebab-case name.
    pub id: &'static str,
    /// Its name in print.
    pub title: &'static str,
    /// What it stands for, in one sentence.
    pub summary: &'static str,
    /// The design, complete.
    pub design: Settings,
}

/// The catalogue.
#[must_use]
pub fn catalog() -> Catalog {
    Catalog {
        axes: axes().map(AxisDoc::from).collect(),
        presets: PRESETS.iter().map(PresetDoc::from).collect(),
        metrics: METRICS,
        categories: CATEGORIES,
        untouched: &UNTOUCHED,
        outcomes: OUTCOMES,
        generators: GENERATORS,
        vocabulary: vocabulary(),
        classic: complete(&WholeDesign::default()),
        families: families()
            .map(|plain| (plain.family().id, complete(&plain.into())))
            .collect(),
    }
}

impl From<Axis> for AxisDoc {
    fn from(axis: Axis) -> Self {
        let mut doc = Self {
            id: axis.id(),
            title: axis.title(),
            group: axis.group(),
            scope: axis.scope(),
            first: axis.is_first(),
            families: axis.families(),
            summary: axis.summary(),
            kind: AxisKind::Switch,
            minimum: None,
            maximum: None,
            power_of_two: false,
            address: false,
            unit: "",
            options: axis
                .choices()
                .into_iter()
                .map(|(doc, families)| OptionDoc { doc, families })
                .collect(),
            names: &[],
            default: axis.default().to_string(),
        };
        match axis.kind() {
            Kind::Number {
                minimum,
                maximum,
                power_of_two,
                unit,
            } => {
                doc.kind = AxisKind::Number;
                doc.minimum = Some(minimum);
                doc.maximum = Some(maximum);
                doc.power_of_two = power_of_two;
                doc.address = unit == "address";
                doc.unit = if doc.address { "" } else { unit };
            }
            Kind::Choice(_) => doc.kind = AxisKind::Choice,
            Kind::Expression(names) => {
                doc.kind = AxisKind::Expression;
                doc.names = names;
            }
            Kind::Lengths => doc.kind = AxisKind::Lengths,
            Kind::Switch => {}
        }
        doc
    }
}

impl From<&Preset> for PresetDoc {
    fn from(preset: &Preset) -> Self {
        Self {
            id: preset.id,
            title: preset.title,
            summary: preset.summary,
            design: complete(&preset.allocator().into()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::designs::Designs;

    /// Protects: every preset that is offered is accepted, and stands there in canonical form.
    #[test]
    fn every_preset_is_accepted() {
        let catalog = catalog();
        for preset in &catalog.presets {
            let report = Designs::report(&preset.design);
            assert_eq!(report.problems, [], "{}", preset.id);
            assert_eq!(report.design, preset.design, "{}", preset.id);
        }
        let nothing = Designs::report(&Settings::default());
        assert_eq!(nothing.design, catalog.classic);
    }

    /// Protects: a category's legend names axes that exist.
    #[test]
    fn categories_name_axes_that_exist() {
        let catalog = catalog();
        let of_categories = catalog.categories.iter().map(|doc| (doc.id, doc.axes));
        for (id, axes) in of_categories.chain([(catalog.untouched.id, catalog.untouched.axes)]) {
            for name in axes {
                let is_known = catalog.axes.iter().any(|axis| axis.id == *name);
                assert!(is_known, "{id}: {name}");
            }
        }
    }
}
