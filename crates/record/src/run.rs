//! Owns the recorder's interface: what to record, what came of it, what went wrong.
//!
//! - `launch`: runs the program, from the first check to the last trace
//! - `loader`: tells programs that can't load the library
//! - `signals`: passes signals on to the program
//! - `raw_logs`: the logs of the program's processes
//! - `output`: the files of traces, and what stands in their headers

#[cfg(has_interposer)]
mod launch;
#[cfg(has_interposer)]
mod loader;
#[cfg(has_interposer)]
mod output;
#[cfg(has_interposer)]
mod raw_logs;
#[cfg(has_interposer)]
mod signals;

use std::ffi::OsString;
use std::io;
use std::path::PathBuf;
use std::process::ExitStatus;

use atlas_scenario::trace::{Provenance, TraceError};
use thiserror::Error;

use crate::Summary;
use crate::convert::{LeftOut, LogError};

/// What to record, and where the traces go.
#[derive(Clone, Debug, Default)]
pub struct RecordOptions {
    /// The program: a path, or a name that is looked up in `PATH`.
    pub program: OsString,
    /// Its arguments.
    pub arguments: Vec<OsString>,
    /// Where traces go. A path that ends in `.heaptrace` is the file for the program's own trace, and its
    /// children's go beside it; any other path is a directory, made where it is missing.
    pub output: PathBuf,
    /// What the caller knows of the program (title, description, version). Program, command, date and
    /// recorder are filled in where they are empty.
    pub provenance: Provenance,
}

/// A program that ran, and what it left.
#[derive(Debug)]
pub struct Recording {
    /// How the program ended.
    pub status: ExitStatus,
    /// One trace for each process that asked for memory: the program's own first, then its children's,
    /// the most operations first.
    pub traces: Vec<RecordedTrace>,
    /// Why further processes have no trace: logs that can't be converted, traces that can't be written.
    pub lost: Vec<RecordError>,
}

/// One process's trace.
#[derive(Clone, Debug, PartialEq)]
pub struct RecordedTrace {
    /// The file.
    pub path: PathBuf,
    /// The file's length.
    pub file_bytes: u64,
    /// The process's number.
    pub process: u32,
    /// What the file says of its origin.
    pub provenance: Provenance,
    /// The trace in numbers.
    pub summary: Summary,
    /// What isn't in it.
    pub left_out: LeftOut,
}

/// Why there is no recording.
#[derive(Debug, Error)]
pub enum RecordError {
    /// This build has no interposer.
    #[error(
        "the program was not run: this build can't record. Programs can be recorded on Linux with glibc only; \
         traces made there can be replayed anywhere"
    )]
    Unsupported,
    /// The program didn't start.
    #[error("can't run {0}: {1}")]
    Start(String, #[source] io::Error),
    /// The program is linked with musl, whose loader can't load the library.
    #[error(
        "{0} was not run: it is linked with musl, and only programs linked with glibc can be recorded"
    )]
    Musl(String),
    /// Not one process wrote a log: the library was never loaded.
    #[error(
        "the recorder was not loaded into {program}, which ended with {status}. Programs that are statically \
         linked, setuid or linked with musl can't be recorded, nor can any while {directory} is mounted noexec \
         (then set TMPDIR to another directory)"
    )]
    NotLoaded {
        /// The program, as it was named.
        program: String,
        /// How it ended.
        status: ExitStatus,
        /// Where the library was.
        directory: PathBuf,
    },
    /// There are logs, with nothing in them.
    #[error(
        "{0} ran ({1}) without one call of malloc or its kin: it carries an allocator of its own, which can't be recorded, \
         or needs no memory"
    )]
    NoOperations(String, ExitStatus),
    /// The loader takes spaces and colons for separators.
    #[error(
        "can't record by way of {0}: its name has a space or a colon in it. Set TMPDIR to another directory"
    )]
    Separator(PathBuf),
    /// A file or directory that can't be used.
    #[error("{0}: {1}")]
    File(PathBuf, #[source] io::Error),
    /// A raw log, by its name, that can't be read.
    #[error("the raw log {0} can't be converted: {1}")]
    Log(String, #[source] LogError),
    /// A trace that can't be written.
    #[error("{0} can't be written: {1}")]
    Trace(PathBuf, #[source] TraceError),
}

/// Runs a program to its end and writes a trace for each of its processes.
///
/// The program has this process's input, output and environment. Signals that would end this process are passed on to
/// the program, and this process lives until the traces are written. Each trace is written as a whole or not at all.
///
/// # Errors
/// [`RecordError`], if there is no trace at all. A program that fails is no error: see [`Recording::status`].
pub fn record(options: &RecordOptions) -> Result<Recording, RecordError> {
    #[cfg(has_interposer)]
    return launch::launch(options);
    #[cfg(not(has_interposer))]
    {
        let _ = options;
        Err(RecordError::Unsupported)
    }
}
