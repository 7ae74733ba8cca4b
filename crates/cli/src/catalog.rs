//! Owns `heap-atlas catalog`: everything there is to choose from, and what the figures mean.

use std::io::{self, Write};
use std::process::ExitCode;

use atlas_replay::presets::PRESETS;
use atlas_replay::{CATEGORIES, METRICS, OUTCOMES, UNTOUCHED};
use classic_heap::catalog::{AXES, Axis, Kind};
use classic_heap::policy::Doc;
use serde_json::{Map, Value, json};

use crate::failure::Failure;
use crate::json;

/// List the axes of a design, with their values, and the presets.
#[derive(clap::Args)]
pub struct Arguments {
    /// Print one JSON object, with the metrics, parts and outcomes as well
    #[arg(long)]
    json: bool,
}

pub fn run(arguments: &Arguments, output: &mut impl Write) -> Result<ExitCode, Failure> {
    if arguments.json {
        json::print(output, &catalog())?;
    } else {
        print(output)?;
    }
    Ok(ExitCode::SUCCESS)
}

fn catalog() -> Value {
    let presets: Vec<Value> = PRESETS
        .iter()
        .map(|preset| {
            json!({
                "id": preset.id,
                "title": preset.title,
                "summary": preset.summary,
                "design": json::design(&preset.values()),
            })
        })
        .collect();
    let metrics: Vec<Value> = METRICS
        .iter()
        .map(|metric| {
            json!({
                "id": metric.id,
                "title": metric.title,
                "group": metric.group,
                "formula": metric.formula,
                "summary": metric.summary,
                "unit": metric.unit.id(),
                "scope": metric.scope.id(),
                "better": metric.better.id(),
            })
        })
        .collect();
    let parts: Vec<Value> = CATEGORIES
        .iter()
        .map(|doc| (doc.id, doc.title, doc.summary, doc.axes))
        .chain([(
            UNTOUCHED.id,
            UNTOUCHED.title,
            UNTOUCHED.summary,
            UNTOUCHED.axes,
        )])
        .map(|(id, title, summary, axes)| {
            json!({ "id": id, "title": title, "summary": summary, "axes": axes })
        })
        .collect();
    let outcomes: Vec<Value> = OUTCOMES
        .iter()
        .map(|outcome| {
            json!({
                "id": outcome.id,
                "title": outcome.title,
                "summary": outcome.summary,
                "tone": outcome.tone.id(),
            })
        })
        .collect();
    json!({
        "axes": AXES.iter().map(axis).collect::<Vec<_>>(),
        "presets": presets,
        "metrics": metrics,
        "parts": parts,
        "outcomes": outcomes,
    })
}

fn axis(axis: &Axis) -> Value {
    let mut out = Map::new();
    let mut put = |key: &str, value: Value| out.insert(key.to_owned(), value);
    put("id", axis.id.into());
    put("title", axis.title.into());
    put("group", axis.group.into());
    put("summary", axis.summary.into());
    match axis.kind {
        Kind::Number {
            minimum,
            maximum,
            power_of_two,
            unit,
        } => {
            put("kind", "number".into());
            put("minimum", minimum.into());
            put("maximum", maximum.into());
            put("power_of_two", power_of_two.into());
            put("unit", unit.into());
        }
        Kind::Choice(_) => {
            put("kind", "choice".into());
            put("options", axis.kind.choices().map(option).collect());
        }
        Kind::Switch => {
            put("kind", "switch".into());
        }
    }
    put("default", json::setting(axis.default()));
    out.into()
}

fn option(doc: &Doc) -> Value {
    let parameter = doc.parameter.as_ref().map(|parameter| {
        json!({
            "summary": parameter.summary,
            "unit": parameter.unit,
            "minimum": parameter.minimum,
            "maximum": parameter.maximum,
            "default": parameter.default,
        })
    });
    json!({
        "id": doc.id,
        "title": doc.title,
        "summary": doc.summary,
        "price": doc.price,
        "parameter": parameter,
    })
}

fn print(output: &mut impl Write) -> io::Result<()> {
    writeln!(output, "Axes, each with Classic's value")?;
    for axis in AXES {
        writeln!(output, "\n  {}={}", axis.id, axis.default())?;
        writeln!(output, "      {}", axis.summary)?;
        match axis.kind {
            Kind::Number {
                minimum,
                maximum,
                power_of_two,
                ..
            } => {
                let powers = if power_of_two { ", a power of two" } else { "" };
                writeln!(output, "      {minimum} to {maximum}{powers}")?;
            }
            Kind::Choice(_) => {
                for doc in axis.kind.choices() {
                    let written = match &doc.parameter {
                        Some(_) => format!("{}(n)", doc.id),
                        None => doc.id.to_owned(),
                    };
                    writeln!(output, "      {written:<18}{}", doc.summary)?;
                }
            }
            Kind::Switch => writeln!(output, "      on or off")?,
        }
    }
    writeln!(output, "\nPresets")?;
    for preset in PRESETS {
        writeln!(output, "\n  {:<16}{}", preset.id, preset.summary)?;
    }
    Ok(())
}
