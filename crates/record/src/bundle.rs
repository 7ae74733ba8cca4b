//! Owns the index of a folder of traces: `index.json`, from which the page and the command line learn what
//! real workloads there are without reading them all.
//!
//! Everything in it is read out of the traces themselves, so it can be made again at any time.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use atlas_scenario::trace::{EXTENSION, Trace, TraceError};
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::Summary;

/// One trace of the index. `index.json` is a list of these, the one to show first at the front.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct BundledTrace {
    /// Its permanent name, which links carry: the file's name without its ending.
    pub id: String,
    /// The file, beside the index.
    pub file: String,
    /// What to call it in a list.
    pub title: String,
    /// One sentence on its character.
    pub description: String,
    /// The program recorded.
    pub program: String,
    /// The program's version.
    pub version: String,
    /// The command line recorded.
    pub command: String,
    /// The day of the recording, `YYYY-MM-DD`.
    pub date: String,
    /// The file's length.
    pub file_bytes: u64,
    /// The trace in numbers.
    #[serde(flatten)]
    pub summary: Summary,
}

/// Why a folder of traces has no index.
#[derive(Debug, Error)]
pub enum IndexError {
    /// A file that can't be read.
    #[error("{path}: {source}")]
    File {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// A file that is no trace.
    #[error("{path}: {source}")]
    Trace {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        source: TraceError,
    },
}

/// Reads the traces with these ids in a folder, in this order.
///
/// # Errors
/// [`IndexError`] names the first file that is missing or no trace.
pub fn index<'a>(
    folder: &Path,
    ids: impl IntoIterator<Item = &'a str>,
) -> Result<Vec<BundledTrace>, IndexError> {
    ids.into_iter().map(|id| entry(folder, id)).collect()
}

fn entry(folder: &Path, id: &str) -> Result<BundledTrace, IndexError> {
    let file = format!("{id}.{EXTENSION}");
    let path = folder.join(&file);
    let bytes = fs::read(&path).map_err(|source| IndexError::File {
        path: path.clone(),
        source,
    })?;
    let trace = Trace::from_bytes(&bytes).map_err(|source| IndexError::Trace { path, source })?;
    Ok(BundledTrace {
        id: id.into(),
        file,
        title: trace.provenance.title,
        description: trace.provenance.description,
        program: trace.provenance.program,
        version: trace.provenance.version,
        command: trace.provenance.command,
        date: trace.provenance.date,
        file_bytes: bytes.len() as u64,
        summary: Summary::of(&trace.scenario),
    })
}
