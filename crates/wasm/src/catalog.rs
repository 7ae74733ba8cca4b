//! The catalogue as the page sees it, put together from the registers of the crates below.
//!
//! Owns no entry: a new policy, metric, outcome, generator or word appears here by being registered there.

use atlas_replay::presets::PRESETS;
use atlas_replay::{CATEGORIES, METRICS, OUTCOMES, UNTOUCHED};
use atlas_scenario::generate::GENERATORS;
use atlas_scenario::script::{self, vocabulary};
use classic_heap::catalog::{AXES, Kind, Values};

use crate::design::complete;
use crate::wire::{
    Axis, AxisKind, AxisOption, Better, Catalog, CategoryDoc, Design, GeneratorDoc, MetricDoc,
    OutcomeDoc, Parameter, Preset, Unit, Word, WordKind,
};

/// Everything there is to choose from and to explain.
pub fn catalog() -> Catalog {
    Catalog {
        axes: AXES.iter().map(axis).collect(),
        presets: PRESETS
            .iter()
            .map(|preset| Preset {
                id: preset.id.to_owned(),
                title: preset.title.to_owned(),
                summary: preset.summary.to_owned(),
                design: Design(complete(&preset.values()).collect()),
            })
            .collect(),
        metrics: METRICS
            .iter()
            .map(|metric| MetricDoc {
                id: metric.id.to_owned(),
                title: metric.title.to_owned(),
                group: metric.group.to_owned(),
                formula: metric.formula.to_owned(),
                summary: metric.summary.to_owned(),
                unit: metric.unit.into(),
                better: metric.better.into(),
            })
            .collect(),
        categories: CATEGORIES
            .iter()
            .map(|category| CategoryDoc {
                id: category.id.to_owned(),
                title: category.title.to_owned(),
                summary: category.summary.to_owned(),
                axes: category.axes.iter().map(|&id| id.to_owned()).collect(),
            })
            .collect(),
        untouched: CategoryDoc {
            id: UNTOUCHED.id.to_owned(),
            title: UNTOUCHED.title.to_owned(),
            summary: UNTOUCHED.summary.to_owned(),
            axes: UNTOUCHED.axes.iter().map(|&id| id.to_owned()).collect(),
        },
        outcomes: OUTCOMES
            .iter()
            .map(|outcome| OutcomeDoc {
                id: outcome.id.to_owned(),
                title: outcome.title.to_owned(),
                summary: outcome.summary.to_owned(),
                tone: outcome.tone.into(),
            })
            .collect(),
        generators: GENERATORS
            .iter()
            .map(|generator| GeneratorDoc {
                id: generator.id.to_owned(),
                title: generator.title.to_owned(),
                summary: generator.summary.to_owned(),
                script: generator.example.to_owned(),
            })
            .collect(),
        vocabulary: vocabulary()
            .into_iter()
            .map(|word| Word {
                text: word.word.to_owned(),
                kind: word.kind.into(),
                summary: word.doc.to_owned(),
            })
            .collect(),
        classic: Design(complete(&Values::default()).collect()),
    }
}

fn axis(axis: &classic_heap::catalog::Axis) -> Axis {
    let number = match axis.kind {
        Kind::Number {
            minimum,
            maximum,
            power_of_two,
            unit,
        } => Some((minimum, maximum, power_of_two, unit)),
        Kind::Choice(_) | Kind::Switch => None,
    };
    let unit = number.map_or("", |(.., unit)| unit);
    let address = unit == "address";
    Axis {
        id: axis.id.to_owned(),
        title: axis.title.to_owned(),
        group: axis.group.to_owned(),
        summary: axis.summary.to_owned(),
        kind: match axis.kind {
            Kind::Number { .. } => AxisKind::Number,
            Kind::Choice(_) => AxisKind::Choice,
            Kind::Switch => AxisKind::Switch,
        },
        minimum: number.map(|(minimum, ..)| minimum),
        maximum: number.map(|(_, maximum, ..)| maximum),
        power_of_two: number.is_some_and(|(_, _, power_of_two, _)| power_of_two),
        address,
        unit: if address { "" } else { unit }.to_owned(),
        options: axis.kind.choices().map(option).collect(),
        default: axis.default().to_string(),
    }
}

fn option(doc: &classic_heap::policy::Doc) -> AxisOption {
    AxisOption {
        id: doc.id.to_owned(),
        title: doc.title.to_owned(),
        summary: doc.summary.to_owned(),
        price: doc.price.to_owned(),
        parameter: doc.parameter.as_ref().map(|parameter| Parameter {
            summary: parameter.summary.to_owned(),
            unit: parameter.unit.to_owned(),
            minimum: parameter.minimum,
            maximum: parameter.maximum,
            default: parameter.default,
        }),
    }
}

impl From<atlas_replay::Unit> for Unit {
    fn from(unit: atlas_replay::Unit) -> Self {
        match unit {
            atlas_replay::Unit::Bytes => Self::Bytes,
            atlas_replay::Unit::Ratio => Self::Ratio,
            atlas_replay::Unit::Count => Self::Count,
        }
    }
}

impl From<atlas_replay::Better> for Better {
    fn from(better: atlas_replay::Better) -> Self {
        match better {
            atlas_replay::Better::Lower => Self::Lower,
            atlas_replay::Better::Higher => Self::Higher,
            atlas_replay::Better::Neither => Self::Neither,
        }
    }
}

impl From<script::WordKind> for WordKind {
    fn from(kind: script::WordKind) -> Self {
        match kind {
            script::WordKind::Verb => Self::Verb,
            script::WordKind::Keyword => Self::Keyword,
            script::WordKind::Generator => Self::Generator,
            script::WordKind::Unit => Self::Unit,
            script::WordKind::Function => Self::Function,
            script::WordKind::Parameter => Self::Parameter,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::check_design;

    /// Protects: whatever the page offers, the engine accepts, and takes for canonical.
    #[test]
    fn what_is_offered_is_accepted() {
        let catalog = catalog();
        for preset in &catalog.presets {
            let report = check_design(&preset.design);
            assert_eq!(report.problems, [], "{}", preset.id);
            assert_eq!(report.design, preset.design, "{}", preset.id);
        }
        assert_eq!(check_design(&Design::default()).design, catalog.classic);
    }

    /// Protects: a category's legend names axes that there are.
    #[test]
    fn categories_name_axes_that_exist() {
        let catalog = catalog();
        let known: Vec<&str> = catalog.axes.iter().map(|axis| axis.id.as_str()).collect();
        for category in catalog.categories.iter().chain([&catalog.untouched]) {
            for axis in &category.axes {
                assert!(known.contains(&axis.as_str()), "{}: {axis}", category.id);
            }
        }
    }
}
