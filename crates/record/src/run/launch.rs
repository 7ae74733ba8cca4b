//! Owns the run of the recorded program: what is asked before it, the library on its way in, the logs on their way out.

use std::cmp::Reverse;
use std::env;
use std::ffi::{OsStr, OsString};
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::path::Path;
use std::process::Command;

use atlas_scenario::trace::Provenance;

use super::output::{OutputPlan, file_error, own_provenance, provenance_of, write_trace};
use super::raw_logs::RawLog;
use super::signals::Signals;
use super::{RecordError, RecordOptions, RecordedTrace, Recording, loader};
use crate::log;

/// The shared library that `build.rs` compiled.
const LIBRARY: &[u8] = include_bytes!(env!("ATLAS_RECORD_LIBRARY"));

const PRELOAD_VARIABLE: &str = "LD_PRELOAD";

pub(super) fn launch(options: &RecordOptions) -> Result<Recording, RecordError> {
    // First, whatever can be known before the program runs.
    let mut plan = OutputPlan::prepare(&options.output)?;
    let program = options.program.to_string_lossy().into_owned();
    if loader::is_musl(&options.program) {
        return Err(RecordError::Musl(program));
    }

    let scratch = tempfile::Builder::new().prefix("heap-atlas-").tempdir();
    let scratch = scratch.map_err(file_error(&env::temp_dir()))?;
    let library = scratch.path().join("libatlas_record.so");
    let logs = scratch.path().join("logs");
    fs::write(&library, LIBRARY).map_err(file_error(&library))?;
    fs::create_dir(&logs).map_err(file_error(&logs))?;

    let mut command = Command::new(&options.program);
    command
        .args(&options.arguments)
        .env(OsStr::from_bytes(log::DIRECTORY_VARIABLE.to_bytes()), &logs)
        .env(PRELOAD_VARIABLE, preload(&library)?);
    let start_error = |error| RecordError::Start(program.clone(), error);
    // Held until the traces are written.
    let mut signals = Signals::hold().map_err(start_error)?;
    let mut child = command.spawn().map_err(start_error)?;
    let status = signals.wait(&mut child).map_err(start_error)?;

    let logs = RawLog::list(&logs, child.id())?;
    if logs.is_empty() {
        let directory = env::temp_dir();
        return Err(RecordError::NotLoaded {
            program,
            status,
            directory,
        });
    }
    let (traces, mut lost) = write_traces(&logs, options, &mut plan, child.id());
    if !traces.is_empty() {
        return Ok(Recording {
            status,
            traces,
            lost,
        });
    }
    Err(match lost.is_empty() {
        true => RecordError::NoOperations(program, status),
        false => lost.swap_remove(0),
    })
}

/// Writes what can be written of the logs, one log at a time: each may be large.
fn write_traces(
    logs: &[RawLog],
    options: &RecordOptions,
    plan: &mut OutputPlan,
    process: u32,
) -> (Vec<RecordedTrace>, Vec<RecordError>) {
    let (mut traces, mut lost) = (Vec::new(), Vec::new());
    let mut has_own = false;
    for log in logs {
        let written = log.convert().and_then(|conversion| {
            let Some(conversion) = conversion else {
                return Ok(None);
            };
            // Of the programs that the process ran by `exec`, the last that asked for memory.
            let is_own = !has_own && conversion.process == process;
            has_own |= is_own;
            let provenance = match is_own {
                true => own_provenance(options),
                false => provenance_of(conversion.command.clone(), Provenance::default()),
            };
            let path = plan.path(&provenance.program, conversion.process, is_own);
            write_trace(conversion, provenance, path).map(Some)
        });
        match written {
            Ok(trace) => traces.extend(trace),
            Err(error) => lost.push(error),
        }
    }
    let others = usize::from(has_own).min(traces.len());
    traces[others..].sort_by_key(|trace: &RecordedTrace| Reverse(trace.summary.operations));
    (traces, lost)
}

/// What stood in the variable before stays there, after ours.
fn preload(library: &Path) -> Result<OsString, RecordError> {
    let is_separator = |byte| b" \t\n:;".contains(byte);
    if library.as_os_str().as_bytes().iter().any(is_separator) {
        return Err(RecordError::Separator(library.into()));
    }
    let mut list = library.as_os_str().to_owned();
    if let Some(others) = env::var_os(PRELOAD_VARIABLE).filter(|others| !others.is_empty()) {
        list.push(":");
        list.push(others);
    }
    Ok(list)
}
