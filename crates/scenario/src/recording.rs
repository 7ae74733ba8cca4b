//! Owns what a file of a workload comes to: the scenario and what the file says of itself.
//!
//! Does not own how it is read: [`import`](crate::import) does.

use serde::Serialize;

use crate::Scenario;
use crate::import::{Counted, ImportError, own};
use crate::trace::{MAGIC, Provenance, Trace};

/// A file of a workload that was read.
#[derive(Clone, Debug)]
pub struct Recording {
    /// The operations.
    pub scenario: Scenario,
    /// What the file says of itself.
    pub info: TraceInfo,
    /// How its lines were read; `None` for a format that is read as a whole.
    pub counted: Option<Counted>,
}

/// What a trace file says of itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct TraceInfo {
    /// The name of what was recorded, or of the file.
    pub title: String,
    /// The format of the file, by its id: `heaptrace`, `rep`, or a log's.
    pub format: &'static str,
    /// How many operations it holds.
    pub operations: u32,
    /// How many pointers they refer to.
    pub pointers: u32,
    /// Where it comes from; empty where the format keeps no provenance.
    pub provenance: Provenance,
    /// What it was read as, and what a reader should know about how faithfully.
    pub notices: Vec<String>,
}

/// Whether a file begins as a `.heaptrace` file does. The first byte of the mark is in no text file, so even a
/// damaged recording is known as one.
#[must_use]
pub fn is_heaptrace(file: &[u8]) -> bool {
    file.first() == Some(&MAGIC[0])
}

impl Recording {
    /// Reads a `.heaptrace` file or a trace of the malloc lab, which goes by `name` where it has no title of its own.
    /// Whatever else a page or a link replays was made the former by [`import`](crate::import).
    ///
    /// # Errors
    /// [`ImportError`] says what is wrong, or that it is neither.
    pub fn read(file: &[u8], name: &str) -> Result<Self, ImportError> {
        own(file, name)
    }

    pub(crate) fn new(
        scenario: Scenario,
        title: String,
        format: &'static str,
        provenance: Provenance,
    ) -> Self {
        let info = TraceInfo {
            title,
            format,
            operations: scenario.operation_count(),
            pointers: scenario.pointers,
            provenance,
            notices: Vec::new(),
        };
        Self {
            scenario,
            info,
            counted: None,
        }
    }

    /// The scenario as a `.heaptrace` file, which is what the page keeps, and what links and `.heap-atlas` files hold.
    ///
    /// # Errors
    /// Where the scenario is larger than the format holds.
    pub fn to_heaptrace(&self) -> Result<Vec<u8>, ImportError> {
        let trace = Trace {
            scenario: self.scenario.clone(),
            provenance: Provenance {
                title: self.info.title.clone(),
                ..self.info.provenance.clone()
            },
        };
        Ok(trace.to_bytes()?)
    }
}

/// A file that [`Recording::read`] reads, as a `.heaptrace` file.
///
/// # Errors
/// Those of [`Recording::read`]; a file that is a `.heaptrace` already is copied unread.
pub fn as_heaptrace(file: &[u8], name: &str) -> Result<Vec<u8>, ImportError> {
    if is_heaptrace(file) {
        return Ok(file.to_vec());
    }
    Recording::read(file, name)?.to_heaptrace()
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
            ("rep", 2, "short.rep")
        );
        let packed = as_heaptrace(rep, "short.rep").expect("a trace");
        let read = Recording::read(&packed, "x.rep").expect("a trace").info;
        assert_eq!(
            (read.format, read.operations, &*read.title),
            ("heaptrace", 2, "short.rep")
        );
        assert_eq!(as_heaptrace(&packed, "x"), Ok(packed.clone()));
        let refused = |file: &[u8]| Recording::read(file, "x").expect_err("no trace");
        assert!(matches!(refused(b"\x89HT"), ImportError::Trace(_)));
        assert_eq!(refused(b"\xFF\xFE"), ImportError::NotText);
        assert!(matches!(refused(b"hello"), ImportError::Unknown { .. }));
    }
}
