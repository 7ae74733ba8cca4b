//! Owns what comes in: designs from settings, presets and files; scenarios from scripts and traces.

use std::fs;
use std::io::{self, Read};
use std::path::Path;

use atlas_replay::Designs;
use atlas_replay::design::set;
use atlas_replay::presets::{PRESETS, preset};
use atlas_scenario::trace::{MAGIC, Provenance, Trace};
use atlas_scenario::{Scenario, TASK_MAX, rep};
use classic_heap::Design;
use serde_json::Value;

use crate::failure::Failure;

/// The name that stands for standard input.
pub const STANDARD_INPUT: &str = "-";

/// A scenario and where it came from.
pub struct Source {
    /// The file, as it was named.
    pub name: String,
    /// `script`, `heaptrace` or `rep`.
    pub format: &'static str,
    /// What is replayed.
    pub scenario: Scenario,
    /// What the trace says of its origin; empty for scripts and `.rep` files.
    pub provenance: Provenance,
    /// What is odd about the file, in no way that stops anyone.
    pub notices: Vec<String>,
}

/// The bytes of a file, or of standard input.
fn read(name: &str) -> Result<Vec<u8>, Failure> {
    let bytes = if name == STANDARD_INPUT {
        let mut bytes = Vec::new();
        io::stdin().lock().read_to_end(&mut bytes).map(|_| bytes)
    } else {
        fs::read(name)
    };
    bytes.map_err(|source| Failure::Read {
        name: shown(name).to_owned(),
        source,
    })
}

fn read_text(name: &str) -> Result<String, Failure> {
    String::from_utf8(read(name)?).map_err(|_| Failure::NotText {
        name: shown(name).to_owned(),
    })
}

fn shown(name: &str) -> &str {
    if name == STANDARD_INPUT {
        "standard input"
    } else {
        name
    }
}

/// Reads a scenario written in the script language.
pub fn script(name: &str) -> Result<Source, Failure> {
    let text = read_text(name)?;
    let scenario = Scenario::from_script(&text).map_err(|problems| Failure::Problems {
        name: shown(name).to_owned(),
        text,
        problems,
    })?;
    Ok(Source {
        name: shown(name).to_owned(),
        format: "script",
        scenario,
        provenance: Provenance::default(),
        notices: Vec::new(),
    })
}

/// Reads a trace, which may be a `.heaptrace` or a `.rep` file: what it holds decides, not its name.
pub fn trace(name: &str) -> Result<Source, Failure> {
    let bytes = read(name)?;
    let name = shown(name).to_owned();
    // The first byte of the magic is in no text file, so even a cut or mangled trace is told as such.
    if bytes.first() == Some(&MAGIC[0]) {
        let trace = Trace::from_bytes(&bytes).map_err(|source| Failure::Trace {
            name: name.clone(),
            source,
        })?;
        return Ok(Source {
            name,
            format: "heaptrace",
            scenario: trace.scenario,
            provenance: trace.provenance,
            notices: Vec::new(),
        });
    }
    let text = String::from_utf8(bytes).map_err(|_| Failure::NotText { name: name.clone() })?;
    match rep::import(&text) {
        Ok(import) => Ok(Source {
            name,
            format: "rep",
            scenario: import.scenario,
            provenance: Provenance::default(),
            notices: import
                .notices
                .iter()
                .map(|problem| problem.to_string())
                .collect(),
        }),
        Err(problems) => Err(Failure::Problems {
            name,
            text,
            problems,
        }),
    }
}

/// Puts designs together. Parts that begin with a task and a colon are that task's, and begin with the kernel's
/// design; all others are the kernel's, and begin with Classic's.
pub fn designs(parts: &[String]) -> Result<Designs, Failure> {
    let mut kernel = Vec::new();
    let mut of_tasks: [Vec<&str>; TASK_MAX as usize] = Default::default();
    for part in parts {
        match part.split_once(':') {
            Some((task, part)) if !task.is_empty() && task.bytes().all(|b| b.is_ascii_digit()) => {
                let parts = task
                    .parse::<usize>()
                    .ok()
                    .and_then(|task| of_tasks.get_mut(task.checked_sub(1)?));
                let no_task = || Failure::NoTask {
                    given: task.to_owned(),
                };
                parts.ok_or_else(no_task)?.push(part);
            }
            _ => kernel.push(&**part),
        }
    }
    let mut designs = Designs::from(design(Design::CLASSIC, &kernel)?);
    for (own, parts) in designs.tasks.iter_mut().zip(&of_tasks) {
        if !parts.is_empty() {
            *own = Some(design(designs.kernel, parts)?);
        }
    }
    Ok(designs)
}

/// Changes a design part by part: each is a preset, which replaces everything before it, or a JSON file or
/// settings, which change what they name.
fn design(mut design: Design, parts: &[&str]) -> Result<Design, Failure> {
    for &part in parts {
        let is_file = part == STANDARD_INPUT || Path::new(part).is_file();
        if is_file {
            read_design(&mut design, part)?;
        } else if part.contains('=') {
            for pair in part
                .split([',', ' ', '\n', '\t'])
                .filter(|pair| !pair.is_empty())
            {
                let (axis, value) = pair.split_once('=').unwrap_or((pair, ""));
                set(&mut design, axis, value).map_err(|source| Failure::Setting {
                    given: pair.to_owned(),
                    source,
                })?;
            }
        } else if let Some(preset) = preset(part) {
            design = preset.design();
        } else {
            return Err(Failure::NoDesign {
                given: part.to_owned(),
                presets: PRESETS
                    .iter()
                    .map(|preset| preset.id)
                    .collect::<Vec<_>>()
                    .join(", "),
            });
        }
    }
    design.check().map_err(Failure::Design)?;
    Ok(design)
}

fn read_design(design: &mut Design, name: &str) -> Result<(), Failure> {
    let text = read_text(name)?;
    let wrong = |message| Failure::DesignFile {
        name: shown(name).to_owned(),
        message,
    };
    let value: Value = serde_json::from_str(&text).map_err(|error| wrong(error.to_string()))?;
    let Value::Object(settings) = value else {
        return Err(wrong(
            "expected an object of axes and their values, such as {\"placement\": \"best-fit\"}"
                .to_owned(),
        ));
    };
    for (axis, value) in &settings {
        let text = match value {
            Value::String(text) => text.clone(),
            Value::Number(number) => number.to_string(),
            Value::Bool(on) => if *on { "on" } else { "off" }.to_owned(),
            Value::Null | Value::Array(_) | Value::Object(_) => {
                return Err(wrong(format!(
                    "{axis}: expected a text, a number, true or false"
                )));
            }
        };
        set(design, axis, &text).map_err(|error| wrong(error.to_string()))?;
    }
    Ok(())
}
