//! The logs of other tools, as the page brings them in.
//!
//! Owns what crosses of them. Formats and patterns are `atlas_scenario::import`'s. All of this is in a module of its own,
//! which is fetched when a visitor brings a log.

use atlas_scenario::import::{TriedLine, Wish, attempt, import};
use atlas_scenario::recording::TraceInfo;
use serde::Serialize;

use crate::error::{ErrorReport, Result};

/// A log that was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ReadLog {
    /// What it was read as, and how faithfully.
    pub info: TraceInfo,
    /// The recording that it comes to, which is kept in its place: a `.heaptrace` file.
    #[serde(with = "serde_bytes")]
    #[cfg_attr(test, ts(type = "Uint8Array<ArrayBuffer>"))]
    pub recording: Vec<u8>,
}

/// What patterns make of the first lines of a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Tried {
    /// The lines; none where a pattern is wrong.
    pub lines: Vec<TriedLine>,
    /// What is wrong with the patterns; `None` where nothing is.
    pub problem: Option<String>,
}

/// Recognises a log and reads it; by patterns, one a line, where there are some.
///
/// # Errors
/// If it is no log; of kind `Unknown` where it may be one of the visitor's own.
pub fn read(bytes: &[u8], name: &str, patterns: &str) -> Result<ReadLog> {
    let unreadable = |error| ErrorReport::recording(name, &error);
    let read = import(bytes, name, &wish(patterns)).map_err(unreadable)?;
    let recording = read.to_heaptrace().map_err(unreadable)?;
    let info = read.info;
    Ok(ReadLog { info, recording })
}

/// Tries patterns, one a line, on the beginning of a file.
pub fn try_patterns(head: &[u8], patterns: &str) -> Tried {
    match attempt(head, &wish(patterns).patterns) {
        Ok(lines) => Tried {
            lines,
            problem: None,
        },
        Err(error) => Tried {
            lines: Vec::new(),
            problem: Some(error.to_string()),
        },
    }
}

fn wish(patterns: &str) -> Wish {
    let lines = patterns.lines().map(str::trim);
    Wish {
        patterns: lines
            .filter(|line| !line.is_empty())
            .map(str::to_owned)
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::ErrorKind;
    use crate::link::{FileContents, read_file};

    /// Protects: what is kept of a log is a recording that the page opens as any other.
    #[test]
    fn a_log_is_kept_as_a_recording() {
        let log = b"free(0x40)\nmalloc(100) = 0x50\nfree(0x50)\n";
        let ReadLog { info, recording } = read(log, "prog.log", "").unwrap();
        assert_eq!((info.format, info.operations), ("calls", 2));
        let FileContents::Trace { info } = read_file(&recording, "prog.log").unwrap() else {
            panic!("a recording");
        };
        assert_eq!((info.format, info.operations), ("heaptrace", 2));
        assert!(
            info.provenance
                .description
                .starts_with("Read as a log of calls")
        );
    }

    /// Protects: a log of no known format is told from other files, and is read by patterns once they fit.
    #[test]
    fn a_log_of_ones_own_is_read_by_patterns() {
        let log = b"got 100 @ 9a\ngave 9a\n";
        assert_eq!(
            read(log, "own.log", "").unwrap_err().kind,
            ErrorKind::Unknown
        );
        let patterns = "got %size @ %addr\n\n gave %addr ";
        let tried = try_patterns(log, patterns);
        assert_eq!(
            tried.lines[0].says.as_deref(),
            Some("allocated: 100 at 0x9a")
        );
        assert_eq!(read(log, "own.log", patterns).unwrap().info.operations, 2);
        assert!(try_patterns(log, "got %sise").problem.is_some());
    }
}
