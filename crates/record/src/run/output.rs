//! Owns the files that come of a recording: which there are, how they are named, what they say of their
//! origin.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use atlas_scenario::trace::{EXTENSION, Provenance, Trace};

use super::day;
use super::quote::command_line;
use super::{RecordError, RecordOptions, RecordedTrace};
use crate::Summary;
use crate::convert::{Conversion, LogError, convert};

pub(super) fn file_error(path: &Path) -> impl FnOnce(io::Error) -> RecordError {
    let path = path.to_owned();
    |source| RecordError::File { path, source }
}

/// Where traces go.
pub(super) struct OutputPlan {
    pub(super) directory: PathBuf,
    /// The file for the program's own trace, where one is named.
    file: Option<PathBuf>,
}

impl OutputPlan {
    pub(super) fn new(output: &Path) -> OutputPlan {
        let here = PathBuf::from(".");
        match output
            .extension()
            .is_some_and(|extension| extension == EXTENSION)
        {
            true => OutputPlan {
                directory: match output.parent() {
                    Some(parent) if !parent.as_os_str().is_empty() => parent.into(),
                    _ => here,
                },
                file: Some(output.into()),
            },
            false if output.as_os_str().is_empty() => OutputPlan {
                directory: here,
                file: None,
            },
            false => OutputPlan {
                directory: output.into(),
                file: None,
            },
        }
    }

    /// `PROGRAM-PROCESS.heaptrace`, with a further number where one process ran the program twice by `exec`.
    fn path(&self, program: &str, process: u32, taken: &[RecordedTrace]) -> PathBuf {
        let plain =
            |character: char| match character.is_alphanumeric() || "._+-".contains(character) {
                true => character,
                false => '_',
            };
        let program: String = program.chars().map(plain).collect();
        (1..)
            .map(|nth| match nth {
                1 => format!("{program}-{process}.{EXTENSION}"),
                _ => format!("{program}-{process}-{nth}.{EXTENSION}"),
            })
            .map(|name| self.directory.join(name))
            .find(|path| taken.iter().all(|trace| trace.path != *path))
            .expect("fewer traces than numbers")
    }
}

/// Converts every log. The program's own stands first; where it ran several programs by `exec`, the last.
/// Those without a single operation are left out; `None` where there is no log at all.
pub(super) fn read_logs(
    directory: &Path,
    process: u32,
) -> Result<Option<Vec<Conversion>>, RecordError> {
    let mut logs = Vec::new();
    let mut has_logs = false;
    for entry in fs::read_dir(directory).map_err(file_error(directory))? {
        let entry = entry.map_err(file_error(directory))?;
        has_logs = true;
        let name = entry.file_name().to_string_lossy().into_owned();
        let bytes = fs::read(entry.path()).map_err(file_error(&entry.path()))?;
        match convert(&bytes) {
            Ok(conversion) if conversion.scenario.operations.is_empty() => {}
            Ok(conversion) => logs.push((sequence(&name), conversion)),
            // A process that was killed this early has asked for nothing yet.
            Err(LogError::Unfinished) => {}
            Err(source) => return Err(RecordError::Log { name, source }),
        }
    }
    let own = logs
        .iter()
        .filter(|(_, log)| log.process == process)
        .map(|(sequence, _)| *sequence)
        .max();
    logs.sort_by_key(|(sequence, log)| {
        let is_own = log.process == process && Some(*sequence) == own;
        (
            !is_own,
            std::cmp::Reverse(log.scenario.operations.len()),
            log.process,
            *sequence,
        )
    });
    Ok(has_logs.then(|| logs.into_iter().map(|(_, log)| log).collect()))
}

/// The number in `PROCESS-NUMBER.log`.
fn sequence(name: &str) -> u32 {
    let number = name.trim_end_matches(".log").rsplit('-').next();
    number.and_then(|number| number.parse().ok()).unwrap_or(0)
}

pub(super) fn write_traces(
    conversions: Vec<Conversion>,
    options: &RecordOptions,
    plan: &OutputPlan,
    process: u32,
) -> Result<Vec<RecordedTrace>, RecordError> {
    let mut traces = Vec::new();
    for (index, conversion) in conversions.into_iter().enumerate() {
        let is_own = index == 0 && conversion.process == process;
        let provenance = match is_own {
            true => own_provenance(options),
            false => provenance_of(
                conversion.command.iter().map(String::as_str),
                Provenance::default(),
            ),
        };
        let path = match &plan.file {
            Some(file) if is_own => file.clone(),
            _ => plan.path(&provenance.program, conversion.process, &traces),
        };
        let trace = Trace {
            provenance,
            scenario: conversion.scenario,
        };
        let file = trace.to_bytes().map_err(|source| RecordError::Trace {
            path: path.clone(),
            source,
        })?;
        fs::write(&path, &file).map_err(file_error(&path))?;
        traces.push(RecordedTrace {
            path,
            file_bytes: file.len() as u64,
            process: conversion.process,
            summary: Summary::of(&trace.scenario),
            provenance: trace.provenance,
            left_out: conversion.left_out,
        });
    }
    Ok(traces)
}

fn own_provenance(options: &RecordOptions) -> Provenance {
    let words: Vec<_> = std::iter::once(&options.program)
        .chain(&options.arguments)
        .map(|word| word.to_string_lossy())
        .collect();
    provenance_of(
        words.iter().map(|word| word.as_ref()),
        options.provenance.clone(),
    )
}

/// Fills in what is empty. The program stands under its file name alone: where it was installed says
/// something of the machine and nothing of the workload.
fn provenance_of<'a>(command: impl Iterator<Item = &'a str>, known: Provenance) -> Provenance {
    let mut words: Vec<&str> = command.collect();
    if let Some(program) = words.first_mut() {
        *program = Path::new(*program)
            .file_name()
            .and_then(|name| name.to_str())
            .unwrap_or(program);
    }
    let or = |value: String, otherwise: String| if value.is_empty() { otherwise } else { value };
    Provenance {
        program: or(
            known.program,
            words.first().copied().unwrap_or("unknown").into(),
        ),
        command: or(known.command, command_line(words)),
        date: or(known.date, day::today()),
        recorded_by: or(
            known.recorded_by,
            concat!("atlas-record ", env!("CARGO_PKG_VERSION")).into(),
        ),
        ..known
    }
}
