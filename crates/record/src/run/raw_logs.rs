//! Owns the raw logs that the program's processes left: which there are, and which is the program's own.

use std::cmp::Reverse;
use std::fs;
use std::path::{Path, PathBuf};

use super::RecordError;
use super::output::file_error;
use crate::convert::{Conversion, convert};

/// A raw log, by its name: `PROCESS-NUMBER.log`.
pub(super) struct RawLog {
    path: PathBuf,
    name: String,
    /// The process that wrote it.
    pub(super) process: u32,
    /// How many programs the process ran before, one after another by `exec`.
    number: u32,
}

impl RawLog {
    /// The logs in a directory: the program's own first, of which its last `exec` comes first, then the others by
    /// process and number.
    pub(super) fn list(directory: &Path, program: u32) -> Result<Vec<RawLog>, RecordError> {
        let mut logs = Vec::new();
        for entry in fs::read_dir(directory).map_err(file_error(directory))? {
            let path = entry.map_err(file_error(directory))?.path();
            let name = path.file_name().unwrap_or_default();
            let name = name.to_string_lossy().into_owned();
            let numbers = name.trim_end_matches(".log").split_once('-');
            let (process, number) = numbers.unwrap_or_default();
            logs.push(RawLog {
                process: process.parse().unwrap_or(0),
                number: number.parse().unwrap_or(0),
                path,
                name,
            });
        }
        logs.sort_by_key(|log| match log.process == program {
            true => (false, log.process, Err(Reverse(log.number))),
            false => (true, log.process, Ok(log.number)),
        });
        Ok(logs)
    }

    /// Reads and converts the log; `None` where its process asked for nothing.
    pub(super) fn convert(&self) -> Result<Option<Conversion>, RecordError> {
        let bytes = fs::read(&self.path).map_err(file_error(&self.path))?;
        match convert(&bytes) {
            Ok(conversion) if conversion.scenario.operations.is_empty() => Ok(None),
            Ok(conversion) => Ok(Some(conversion)),
            Err(error) => Err(RecordError::Log(self.name.clone(), error)),
        }
    }
}
