//! Owns what comes in: designs from settings, presets and files; scenarios from scripts and traces.

use std::fs;
use std::io::{self, Read, Write};
use std::path::Path;

use atlas_replay::Designs;
use atlas_replay::design::set;
use atlas_replay::presets::{PRESETS, preset};
use atlas_scenario::share::LinkScenario;
use atlas_scenario::trace::{MAGIC, Provenance, Trace};
use atlas_scenario::{Scenario, TASK_MAX, rep};
use classic_heap::Design;
use serde_json::Value;

use crate::bundled::{self, Bundled};
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
    /// The design that goes with it where none is named; Classic's where this is `None`.
    pub design: Option<Designs>,
}

/// The bytes of a file, or of standard input.
pub fn read(name: &str) -> Result<Vec<u8>, Failure> {
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

/// The text of a file, or of standard input.
pub fn read_text(name: &str) -> Result<String, Failure> {
    String::from_utf8(read(name)?).map_err(|_| Failure::NotText {
        name: shown(name).to_owned(),
    })
}

/// What a file is called in messages and reports.
pub fn shown(name: &str) -> &str {
    if name == STANDARD_INPUT {
        "standard input"
    } else {
        name
    }
}

/// Refuses to read standard input more than once.
pub fn standard_input_once<'a>(inputs: impl Iterator<Item = &'a String>) -> Result<(), Failure> {
    let standard = |name: &&String| *name == STANDARD_INPUT || name.ends_with(":-");
    if inputs.filter(standard).count() > 1 {
        return Err(Failure::StandardInputTwice);
    }
    Ok(())
}

/// Says on standard error what is odd about a source.
pub fn print_notices(source: &Source) {
    for notice in &source.notices {
        // A closed standard error is no reason to stop.
        let _ = writeln!(io::stderr(), "heap-atlas: {}: {notice}", source.name);
    }
}

/// Reads a scenario written in the script language.
pub fn script(text: &str, name: &str) -> Result<Source, Failure> {
    let scenario = Scenario::from_script(text).map_err(|problems| Failure::Problems {
        name: name.to_owned(),
        text: text.to_owned(),
        problems,
    })?;
    Ok(Source {
        name: name.to_owned(),
        format: "script",
        scenario,
        provenance: Provenance::default(),
        notices: Vec::new(),
        design: None,
    })
}

/// Reads a trace, which may be a `.heaptrace` or a `.rep` file: what it holds decides, not its name.
pub fn trace(bytes: &[u8], name: &str) -> Result<Source, Failure> {
    let name = name.to_owned();
    // The first byte of the magic is in no text file, so even a cut or mangled trace is told as such.
    if bytes.first() == Some(&MAGIC[0]) {
        let trace = Trace::from_bytes(bytes).map_err(|source| Failure::Trace {
            name: name.clone(),
            source,
        })?;
        return Ok(Source {
            name,
            format: "heaptrace",
            scenario: trace.scenario,
            provenance: trace.provenance,
            notices: Vec::new(),
            design: None,
        });
    }
    let text = str::from_utf8(bytes).map_err(|_| Failure::NotText { name: name.clone() })?;
    match rep::import(text) {
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
            design: None,
        }),
        Err(problems) => Err(Failure::Problems {
            name,
            text: text.to_owned(),
            problems,
        }),
    }
}

/// Reads what a link replays.
pub fn linked(scenario: &LinkScenario) -> Result<Source, Failure> {
    let bundled = |id: &str, bundled: Bundled| {
        let mut source = script(bundled.script, id)?;
        source.provenance.title = bundled.title;
        source.design = Some(bundled.design);
        Ok(source)
    };
    match scenario {
        LinkScenario::Trace { id } => trace(bundled::trace(id)?, id),
        LinkScenario::Lesson { id } => bundled(id, bundled::lesson(id)?),
        LinkScenario::Generator { id } => bundled(id, bundled::generator(id)?),
        LinkScenario::Script { text } => script(text, "script"),
        LinkScenario::Recording { name, bytes } => trace(bytes, name),
        LinkScenario::Url { url } => Err(Failure::Elsewhere { url: url.clone() }),
    }
}

/// A trace that was read as a link has it: by its id where the program carries it, or else as a `.heaptrace` file.
pub fn recording(file: Vec<u8>, source: &Source) -> Result<LinkScenario, Failure> {
    if let Some(id) = bundled::trace_id(&file) {
        return Ok(LinkScenario::Trace { id: id.to_owned() });
    }
    let base = Path::new(&source.name).file_name().unwrap_or_default();
    let name = base.to_string_lossy().into_owned();
    let bytes = if file.first() == Some(&MAGIC[0]) {
        file
    } else {
        let trace = Trace {
            provenance: Provenance {
                title: name.clone(),
                ..Provenance::default()
            },
            scenario: source.scenario.clone(),
        };
        trace.to_bytes().map_err(|error| Failure::Trace {
            name: source.name.clone(),
            source: error,
        })?
    };
    Ok(LinkScenario::Recording { name, bytes })
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
