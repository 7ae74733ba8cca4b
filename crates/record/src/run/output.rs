//! Owns the traces that come of a recording: their files, the names of these, and the origin that they state.

use std::collections::HashSet;
use std::fs;
use std::io;
use std::iter;
use std::path::{Path, PathBuf};

use atlas_scenario::trace::{EXTENSION, Provenance, Trace};

use super::{RecordError, RecordOptions, RecordedTrace};
use crate::convert::Conversion;
use crate::{Summary, whole_file};

pub(super) fn file_error(path: &Path) -> impl FnOnce(io::Error) -> RecordError {
    let path = path.to_owned();
    |error| RecordError::File(path, error)
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

    /// Where a trace goes: the program's own into the file that is named for it. Any other is called
    /// `PROGRAM-PROCESS.heaptrace`, with a further number where one process ran the program twice by `exec`.
    pub(super) fn path(&mut self, program: &str, process: u32, is_own: bool) -> PathBuf {
        if let Some(file) = self.file.as_ref().filter(|_| is_own) {
            return file.clone();
        }
        let is_odd = |c: char| !c.is_alphanumeric() && !"._+-".contains(c);
        let program = program.replace(is_odd, "_");
        let first = format!("{program}-{process}.{EXTENSION}");
        let others = (2..).map(|nth| format!("{program}-{process}-{nth}.{EXTENSION}"));
        iter::once(first)
            .chain(others)
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
    let file = trace.to_bytes();
    let file = file.map_err(|error| RecordError::Trace(path.clone(), error))?;
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
    let words = iter::once(&options.program).chain(&options.arguments);
    let words = words.map(|word| word.to_string_lossy().into_owned());
    provenance_of(words.collect(), options.provenance.clone())
}

/// Fills in what is empty, for a process that was started with this command. The program stands under its file name
/// alone: where it was installed says something of the machine and nothing of the workload.
pub(super) fn provenance_of(mut command: Vec<String>, known: Provenance) -> Provenance {
    if let Some(program) = command.first_mut()
        && let Some(name) = Path::new(program).file_name()
    {
        *program = name.to_string_lossy().into_owned();
    }
    let or = |value: String, otherwise: String| if value.is_empty() { otherwise } else { value };
    let program = command.first().map_or("unknown", |program| program);
    Provenance {
        program: or(known.program, program.to_owned()),
        command: or(known.command, shell_words::join(&command)),
        date: or(
            known.date,
            jiff::Timestamp::now().strftime("%F").to_string(),
        ),
        recorded_by: or(
            known.recorded_by,
            concat!("atlas-record ", env!("CARGO_PKG_VERSION")).into(),
        ),
        ..known
    }
}
