//! Owns reading a trace file of either format, told apart by what the file holds, not by its name.
//!
//! Each format belongs to its own module: [`trace`](crate::trace) and [`rep`](crate::rep).

use serde::Serialize;
use thiserror::Error;

use crate::trace::{MAGIC, Provenance, Trace, TraceError};
use crate::{Problem, Scenario, rep};

/// A trace file that was read.
#[derive(Clone, Debug)]
pub struct Recording {
    /// The operations.
    pub scenario: Scenario,
    /// What the file says of itself.
    pub info: TraceInfo,
}

/// What a trace file says of itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct TraceInfo {
    /// The name of what was recorded, or of the file.
    pub title: String,
    /// The format of the file.
    pub format: TraceFormat,
    /// How many operations it holds.
    pub operations: u32,
    /// How many pointers they refer to.
    pub pointers: u32,
    /// Where it comes from; empty where the format keeps no provenance.
    pub provenance: Provenance,
    /// What a reader should know about how faithfully it was imported.
    pub notices: Vec<String>,
}

/// A format of traces.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum TraceFormat {
    /// Heap Atlas's own.
    Heaptrace,
    /// The malloc lab's text format.
    Rep,
}

/// Why a file is no trace.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum RecordingError {
    /// It is a `.heaptrace` file that is damaged.
    #[error(transparent)]
    Trace(#[from] TraceError),
    /// It is neither a `.heaptrace` file nor text.
    #[error("it is neither a .heaptrace file nor text")]
    NotText,
    /// It is text, and no `.rep` trace.
    #[error("it has {} mistakes", .0.len())]
    Rep(Vec<Problem>),
}

/// Whether a file begins as a `.heaptrace` file does. The first byte of the mark is in no text file, so even a
/// damaged recording is known as one.
#[must_use]
pub fn is_heaptrace(file: &[u8]) -> bool {
    file.first() == Some(&MAGIC[0])
}

impl Recording {
    /// Reads a trace file, which goes by `name` where it has no title of its own.
    ///
    /// # Errors
    /// [`RecordingError`] says which format was tried and what is wrong.
    pub fn read(file: &[u8], name: &str) -> Result<Self, RecordingError> {
        if is_heaptrace(file) {
            let Trace {
                provenance,
                scenario,
            } = Trace::from_bytes(file)?;
            let title = match &*provenance.title {
                "" => name.to_owned(),
                title => title.to_owned(),
            };
            return Ok(Self::new(
                scenario,
                title,
                TraceFormat::Heaptrace,
                provenance,
            ));
        }
        let text = str::from_utf8(file).map_err(|_| RecordingError::NotText)?;
        let import = rep::import(text).map_err(RecordingError::Rep)?;
        let provenance = Provenance::default();
        let mut read = Self::new(
            import.scenario,
            name.to_owned(),
            TraceFormat::Rep,
            provenance,
        );
        read.info.notices = import.notices.iter().map(ToString::to_string).collect();
        Ok(read)
    }

    fn new(scenario: Scenario, title: String, format: TraceFormat, provenance: Provenance) -> Self {
        let info = TraceInfo {
            title,
            format,
            operations: scenario.operation_count(),
            pointers: scenario.pointers,
            provenance,
            notices: Vec::new(),
        };
        Self { scenario, info }
    }
}

/// A trace file of either format as a `.heaptrace` file, which is what links and `.heap-atlas` files hold.
///
/// # Errors
/// Those of [`Recording::read`]; a file that is a `.heaptrace` already is copied unread.
pub fn as_heaptrace(file: &[u8], name: &str) -> Result<Vec<u8>, RecordingError> {
    if is_heaptrace(file) {
        return Ok(file.to_vec());
    }
    let trace = Trace {
        scenario: Recording::read(file, name)?.scenario,
        provenance: Provenance {
            title: name.to_owned(),
            ..Provenance::default()
        },
    };
    Ok(trace.to_bytes()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects: what a file holds decides its format, and what is neither format is refused as such.
    #[test]
    fn formats_are_told_apart_by_contents() {
        let rep = b"1 2\na 0 64\nf 0\n";
        let read = Recording::read(rep, "short.rep").expect("a trace").info;
        assert_eq!(
            (read.format, read.operations, &*read.title),
            (TraceFormat::Rep, 2, "short.rep")
        );
        let packed = as_heaptrace(rep, "short.rep").expect("a trace");
        let read = Recording::read(&packed, "x.rep").expect("a trace").info;
        assert_eq!(
            (read.format, read.operations, &*read.title),
            (TraceFormat::Heaptrace, 2, "short.rep")
        );
        assert_eq!(as_heaptrace(&packed, "x"), Ok(packed.clone()));
        let refused = |file: &[u8]| Recording::read(file, "x").expect_err("no trace");
        assert!(matches!(refused(b"\x89HT"), RecordingError::Trace(_)));
        assert_eq!(refused(b"\xFF\xFE"), RecordingError::NotText);
        assert!(matches!(refused(b"hello"), RecordingError::Rep(_)));
    }
}
