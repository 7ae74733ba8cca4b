//! Owns the traces that come of a recording: their files, the names of these, and the origin that they state.

use std::collections::HashSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use atlas_scenario::trace::{EXTENSION, Provenance, Trace};

use super::day;
use super::quote::command_line;
use super::{RecordError, RecordOptions, RecordedTrace};
use crate::convert::Conversion;
use crate::{Summary, whole_file};

pub(super) fn file_error(path: &Path) -> impl FnOnce(io::Error) -> RecordError {
    let path = path.to_owned();
    |source| RecordError::File { path, source }
}

/// Where traces go.
pub(super) struct OutputPlan {
    directory: PathBuf,
    /// The file for the program's own trace, where one is named.
    file: Option<PathBuf>,
    /// The paths given so far.
    taken: HashSet<PathBuf>,
}

impl OutputPlan {
    /// Makes the directory where it is missing, and asks whether traces can be written: where they can't, the program
    /// need not run.
    pub(super) fn prepare(output: &Path) -> Result<OutputPlan, RecordError> {
        let is_file = output
            .extension()
            .is_some_and(|extension| extension == EXTENSION);
        let (directory, file) = match is_file {
            true => (
                output.parent().unwrap_or(Path::new("")),
                Some(output.to_path_buf()),
            ),
            false => (output, None),
        };
        let directory = match directory.as_os_str().is_empty() {
            true => PathBuf::from("."),
            false => directory.into(),
        };
        fs::create_dir_all(&directory).map_err(file_error(&directory))?;
        whole_file::check_directory(&directory).map_err(file_error(&directory))?;
        if let Some(file) = &file {
            whole_file::check(file).map_err(file_error(file))?;
        }
        Ok(OutputPlan {
            directory,
            file,
            taken: HashSet::new(),
        })
    }

    /// Where the program's own trace goes.
    pub(super) fn own_path(&mut self, program: &str, process: u32) -> PathBuf {
        match &self.file {
            Some(file) => file.clone(),
            None => self.path(program, process),
        }
    }

    /// `PROGRAM-PROCESS.heaptrace`, with a further number where one process ran the program twice by `exec`.
    pub(super) fn path(&mut self, program: &str, process: u32) -> PathBuf {
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
            .find(|path| self.taken.insert(path.clone()))
            .expect("fewer traces than numbers")
    }
}

/// Writes the trace of one process under the name that the plan gives it.
pub(super) fn write_trace(
    conversion: Conversion,
    provenance: Provenance,
    path: PathBuf,
) -> Result<RecordedTrace, RecordError> {
    let trace = Trace {
        provenance,
        scenario: conversion.scenario,
    };
    let file = trace.to_bytes().map_err(|source| RecordError::Trace {
        path: path.clone(),
        source,
    })?;
    whole_file::write(&path, &file).map_err(file_error(&path))?;
    Ok(RecordedTrace {
        path,
        file_bytes: file.len() as u64,
        process: conversion.process,
        summary: Summary::of(&trace.scenario),
        provenance: trace.provenance,
        left_out: conversion.left_out,
    })
}

/// The origin of the program's own trace: the command as it was given, and what the caller knows of it.
pub(super) fn own_provenance(options: &RecordOptions) -> Provenance {
    let words: Vec<_> = std::iter::once(&options.program)
        .chain(&options.arguments)
        .map(|word| word.to_string_lossy())
        .collect();
    provenance_of(
        words.iter().map(|word| word.as_ref()),
        options.provenance.clone(),
    )
}

/// The origin of another process's trace: the command line that it was started with.
pub(super) fn provenance_of_log(conversion: &Conversion) -> Provenance {
    let command = conversion.command.iter().map(String::as_str);
    provenance_of(command, Provenance::default())
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
