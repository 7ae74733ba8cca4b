//! Owns `heap-atlas catalog`: everything there is to choose from, and what the figures mean.

use std::io::{self, Write};
use std::process::ExitCode;

use atlas_replay::catalog::catalog;
use atlas_replay::design::axes;
use atlas_replay::presets::PRESETS;
use classic_heap::catalog::Kind;

use crate::failure::Failure;
use crate::json;

/// List the axes of a design, with their values, and the presets.
#[derive(clap::Args)]
pub struct Arguments {
    /// Print one JSON object, with the metrics, categories, outcomes, generators and the script language's words as well
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

fn print(output: &mut impl Write) -> io::Result<()> {
    writeln!(output, "Axes, each with Classic's value")?;
    for axis in axes() {
        writeln!(output, "\n  {}={}", axis.id(), axis.default())?;
        writeln!(output, "      {}", axis.summary())?;
        match axis.kind() {
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
                for doc in axis.kind().choices() {
                    let written = match &doc.parameter {
                        Some(_) => format!("{}(n)", doc.id),
                        None => doc.id.to_owned(),
                    };
                    writeln!(output, "      {written:<18}{}", doc.summary)?;
                }
            }
            Kind::Switch => writeln!(output, "      on or off")?,
            Kind::Lengths => writeln!(output, "      one, or two to eight lengths: 95024+24180")?,
            Kind::Expression(names) => {
                for name in names {
                    writeln!(output, "      {:<18}{}", name.name, name.meaning)?;
                }
            }
        }
    }
    writeln!(output, "\nPresets")?;
    for preset in PRESETS {
        writeln!(output, "\n  {}\n      {}", preset.id, preset.summary)?;
    }
    Ok(())
}
