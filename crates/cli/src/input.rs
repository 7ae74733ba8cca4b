//! Owns what comes in: designs from settings, presets and files; scenarios from scripts and traces.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use atlas_replay::design::{SettingError, set};
use atlas_replay::presets::{PRESETS, preset};
use atlas_replay::{Designs, WholeDesign, task_and_axis};
use atlas_scenario::import::{ImportError, Importing, Wish};
use atlas_scenario::numerals;
use atlas_scenario::recording::{Recording, is_heaptrace};
use atlas_scenario::share::{LinkScenario, listed_settings};
use atlas_scenario::trace::{Provenance, Trace, TraceError};
use atlas_scenario::{KERNEL, Limits, Scenario, TASK_MAX};
use serde_json::Value;

use crate::bundled::{self, Bundled};
use crate::failure::Failure;
use crate::terminal::{self, one_line};

const NOT_TEXT: &str = "this is not UTF-8 text";

/// The name that stands for standard input.
pub const STANDARD_INPUT: &str = "-";

/// A scenario and where it came from.
pub struct Source {
    /// The file, as it was named.
    pub name: String,
    /// `script`, or a trace's format by its id.
    pub format: &'static str,
    /// What is replayed.
    pub scenario: Scenario,
    /// What the trace says of its origin; empty for scripts and logs.
    pub provenance: Provenance,
    /// What is odd about the file, in no way that stops anyone.
    pub notices: Vec<String>,
    /// The design that goes with it where none is named; Classic's where this is `None`.
    pub design: Option<Designs>,
}

impl Source {
    /// The scenario as a `.heaptrace` file.
    fn written(&self, title: &str) -> Result<Vec<u8>, TraceError> {
        let trace = Trace {
            scenario: self.scenario.clone(),
            provenance: Provenance {
                title: title.to_owned(),
                ..self.provenance.clone()
            },
        };
        trace.to_bytes()
    }
}

/// The bytes of a trace or of a file with a link in it, or of standard input. No more is read than may be used: a
/// stream may have no end.
pub fn read(name: &str) -> Result<Vec<u8>, Failure> {
    read_within(name, Limits::DEFAULT.file_bytes_max)
}

/// The text of a script or a design, or of standard input.
pub fn read_text(name: &str) -> Result<String, Failure> {
    let bytes = read_within(name, Limits::DEFAULT.script_bytes_max)?;
    String::from_utf8(bytes).map_err(|_| Failure::of_file(shown(name), NOT_TEXT))
}

fn read_within(name: &str, bytes_max: u32) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    // One byte more shows that there is more.
    let most = u64::from(bytes_max) + 1;
    let read = if name == STANDARD_INPUT {
        io::stdin().lock().take(most).read_to_end(&mut bytes)
    } else {
        File::open(name).and_then(|file| file.take(most).read_to_end(&mut bytes))
    };
    match read {
        Ok(read) if read as u64 == most => {
            let message = format!(
                "this has more than {}, which is the limit",
                numerals::bytes(bytes_max)
            );
            Err(Failure::of_file(shown(name), message))
        }
        Ok(_) => Ok(bytes),
        Err(error) => Err(Failure::of_file(shown(name), error)),
    }
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
        let message = "only one of the inputs can be standard input";
        return Err(Failure::Usage(message.to_owned()));
    }
    Ok(())
}

/// Says on standard error what is odd about a source.
pub fn print_notices(source: &Source) {
    for notice in &source.notices {
        terminal::message(format_args!("{}: {notice}", one_line(&source.name)));
    }
}

/// Reads a scenario written in the script language.
pub fn script(text: &str, name: &str) -> Result<Source, Failure> {
    let scenario =
        Scenario::from_script(text).map_err(|problems| Failure::of_text(name, text, &problems))?;
    Ok(Source {
        name: name.to_owned(),
        format: "script",
        scenario,
        provenance: Provenance::default(),
        notices: Vec::new(),
        design: None,
    })
}

/// Reads a file of a workload: a recording, a trace of the malloc lab or a log of another tool. What it holds decides, not
/// its name; a log is read line by line, and can be of any length.
pub fn trace_file(name: &str, patterns: &[String]) -> Result<Source, Failure> {
    let name_shown = shown(name);
    if name == STANDARD_INPUT {
        return trace(io::stdin().lock(), name_shown, patterns);
    }
    let file = File::open(name).map_err(|error| Failure::of_file(name_shown, error))?;
    trace(file, name_shown, patterns)
}

/// The same of what is at hand.
pub fn trace(source: impl Read, name: &str, patterns: &[String]) -> Result<Source, Failure> {
    let recording = imported(source, name, patterns).map_err(|error| unreadable(error, name))?;
    Ok(Source {
        name: name.to_owned(),
        format: recording.info.format,
        notices: recording.info.notices.clone(),
        provenance: recording.info.provenance.clone(),
        scenario: recording.scenario,
        design: None,
    })
}

/// Lines between two movements of the count that a waiting person sees.
const SLICE_LINES: u32 = 100_000;

fn imported(source: impl Read, name: &str, patterns: &[String]) -> Result<Recording, ImportError> {
    let patterns = patterns.to_vec();
    let mut importing = Importing::new(source, name, &Wish { patterns })?;
    let bar = terminal::reading();
    while importing.advance(SLICE_LINES)? {
        bar.set_position(importing.bytes());
    }
    bar.finish_and_clear();
    importing.finish()
}

fn unreadable(error: ImportError, name: &str) -> Failure {
    match error {
        ImportError::Rep { problems, text } => Failure::of_text(name, &text, &problems),
        ImportError::Unknown { .. } => Failure::of_file(
            name,
            format!(
                "{}\nwhere a log has lines of its own, say how they are written, as --pattern 'malloc(%size) -> %addr' 'free(%addr)'",
                one_line(&error.to_string())
            ),
        ),
        error => Failure::of_file(name, one_line(&error.to_string())),
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
        LinkScenario::Trace { id } => trace(bundled::trace(id)?, id, &[]),
        LinkScenario::Lesson { id } => bundled(id, bundled::lesson(id)?),
        LinkScenario::Generator { id } => bundled(id, bundled::generator(id)?),
        LinkScenario::Script { text } => script(text, "script"),
        LinkScenario::Recording { name, bytes } => trace(&bytes[..], name, &[]),
        LinkScenario::Url { url } => Err(Failure::Input(format!(
            "this only names another file, {}: open that one",
            one_line(url)
        ))),
    }
}

/// A trace that was read as a link has it: by its id where the program carries it, or else as a `.heaptrace` file.
pub fn recording(file: &[u8], source: &Source) -> Result<LinkScenario, Failure> {
    if let Some(id) = bundled::trace_id(file) {
        return Ok(LinkScenario::Trace { id: id.to_owned() });
    }
    let base = Path::new(&source.name).file_name().unwrap_or_default();
    let name = base.to_string_lossy().into_owned();
    let bytes = if is_heaptrace(file) {
        file.to_vec()
    } else {
        let written = source.written(&name);
        written.map_err(|error| unreadable(error.into(), &source.name))?
    };
    Ok(LinkScenario::Recording { name, bytes })
}

/// Puts designs together. Settings are written as in a link: each of them says whose it is, and without a task it
/// is the kernel's. Of a preset or a file, the task in front says whose all of it is. The kernel's design begins with
/// Classic's, and a task's with the kernel's.
pub fn designs(parts: &[String]) -> Result<Designs, Failure> {
    let mut of_kernel = Vec::new();
    let mut of_tasks: [Vec<Change>; TASK_MAX as usize] = Default::default();
    for part in parts {
        for (task, change) in changes(part)? {
            match task {
                KERNEL => of_kernel.push(change),
                task => of_tasks[usize::from(task) - 1].push(change),
            }
        }
    }
    let mut designs = Designs::from(changed(WholeDesign::default(), &of_kernel)?);
    for (task, changes) in (KERNEL + 1..).zip(&of_tasks) {
        if !changes.is_empty() {
            designs.put(task, changed(designs.of(task), changes)?);
        }
    }
    Ok(designs)
}

/// What a part of `--design` does to a design.
enum Change<'a> {
    /// Gives an axis a value.
    Setting {
        /// The setting, as it was given.
        given: &'a str,
        axis: &'a str,
        value: &'a str,
    },
    /// Replaces the allocator's part of everything before it by a preset, or changes what a JSON file names.
    Named(&'a str),
}

/// Takes a part of `--design` apart: what it changes, and whose design.
fn changes(part: &str) -> Result<Vec<(u8, Change<'_>)>, Failure> {
    let (task, name) = match part.split_once(':') {
        Some((task, name)) if !task.is_empty() && task.bytes().all(|b| b.is_ascii_digit()) => {
            (Some(task), name)
        }
        _ => (None, part),
    };
    if is_file(name) || !name.contains('=') {
        let task = match task.map(str::parse) {
            None => KERNEL,
            Some(Ok(number @ 1..=TASK_MAX)) => number,
            Some(_) => return Err(no_task(task.unwrap_or_default())),
        };
        return Ok(vec![(task, Change::Named(name))]);
    }
    let changes = listed_settings(part).map(|given| {
        let (key, value) = given.split_once('=').unwrap_or((given, ""));
        let (task, axis) = task_and_axis(key).map_err(|error| wrong_setting(given, &error))?;
        Ok((task, Change::Setting { given, axis, value }))
    });
    let mut changes: Vec<_> = changes.collect::<Result<_, Failure>>()?;
    // Settings of a part stand in any order, and another family begins with its own values.
    changes.sort_by_key(|(_, change)| !matches!(change, Change::Setting { axis: "family", .. }));
    Ok(changes)
}

fn is_file(name: &str) -> bool {
    name == STANDARD_INPUT || Path::new(name).is_file()
}

/// A design after some changes, if its values still go together.
fn changed(mut design: WholeDesign, changes: &[Change]) -> Result<WholeDesign, Failure> {
    for change in changes {
        match *change {
            Change::Setting { given, axis, value } => {
                set(&mut design, axis, value).map_err(|error| wrong_setting(given, &error))?;
            }
            Change::Named(name) if is_file(name) => read_design(&mut design, name)?,
            Change::Named(name) => {
                let preset = preset(name).ok_or_else(|| {
                    let presets = PRESETS.iter().map(|preset| preset.id);
                    Failure::Usage(format!(
                        "--design {}: neither axis=value, nor a file, nor a preset ({})",
                        one_line(name),
                        presets.collect::<Vec<_>>().join(", ")
                    ))
                })?;
                design.allocator = preset.allocator();
            }
        }
    }
    match design.check() {
        Ok(()) => Ok(design),
        Err(error) => Err(Failure::Usage(format!(
            "this design is not possible: {error}"
        ))),
    }
}

fn wrong_setting(given: &str, error: &SettingError) -> Failure {
    Failure::Usage(format!(
        "--design {}: {}\nheap-atlas catalog lists the axes and their values",
        one_line(given),
        one_line(&error.to_string())
    ))
}

/// A design for a task that there cannot be, or a look at a task that the scenario does not have.
pub fn no_task(given: &str) -> Failure {
    Failure::Usage(format!("there is no task {}", one_line(given)))
}

fn read_design(design: &mut WholeDesign, name: &str) -> Result<(), Failure> {
    let text = read_text(name)?;
    let wrong = |message: &str| Failure::of_file(shown(name), one_line(message));
    let value: Value = serde_json::from_str(&text).map_err(|error| wrong(&error.to_string()))?;
    let Value::Object(settings) = value else {
        return Err(wrong(
            "expected an object of axes and their values, such as {\"placement\": \"best-fit\"}",
        ));
    };
    // Another family begins with its own values, wherever its name stands.
    let mut settings: Vec<_> = settings.iter().collect();
    settings.sort_by_key(|(axis, _)| *axis != "family");
    for (axis, value) in settings {
        let text = match value {
            Value::String(text) => text.clone(),
            Value::Number(number) => number.to_string(),
            Value::Bool(on) => if *on { "on" } else { "off" }.to_owned(),
            Value::Null | Value::Array(_) | Value::Object(_) => {
                let message = format!("{axis}: expected a text, a number, true or false");
                return Err(wrong(&message));
            }
        };
        set(design, axis, &text).map_err(|error| wrong(&error.to_string()))?;
    }
    Ok(())
}
