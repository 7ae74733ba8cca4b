//! What is to be replayed, as the page has it: a script or the bytes of a recording.
//!
//! Owns reading a source once, into a scenario that is then opened as often as there are designs. Grammar and formats
//! belong to `atlas-scenario`.

use atlas_replay::Designs;
use atlas_scenario::recording::{Recording, TraceInfo};
use atlas_scenario::script::{self, Lines};
use atlas_scenario::share::Settings;
use atlas_scenario::{Limits, Problem, Scenario, in_utf16};
use serde::{Deserialize, Serialize};

use crate::error::{ErrorReport, Result};
use crate::session::Session;

/// What is to be replayed.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub enum Source {
    /// A script.
    Script {
        /// The script.
        text: String,
    },
    /// A recording.
    Trace {
        /// The name it goes by.
        name: String,
        /// A trace file of either format.
        #[serde(with = "serde_bytes")]
        #[cfg_attr(test, ts(type = "Uint8Array"))]
        bytes: Vec<u8>,
    },
}

/// What there is to say about a source before it is replayed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct SourceReport {
    /// The mistakes of a script, in columns of UTF-16 units; none if it can be replayed.
    pub problems: Vec<Problem>,
    /// How many operations it makes; 0 where there are problems.
    pub operations: u32,
    /// What a recording says of itself; `None` for a script.
    pub info: Option<TraceInfo>,
}

/// A source that was read.
pub struct Compiled {
    /// What there is to say about it.
    pub report: SourceReport,
    /// The operations; none where the report has problems.
    scenario: Scenario,
    /// The line of a script that each operation comes from.
    lines: Lines,
}

impl Compiled {
    /// Reads a source. A script with mistakes is one whose report names them.
    ///
    /// # Errors
    /// If a recording is of no known format, or broken.
    pub fn new(source: &Source) -> Result<Self> {
        match source {
            Source::Script { text } => {
                let expanded = script::parse(text)
                    .and_then(|script| script.expand_with_lines(&Limits::DEFAULT));
                let ((scenario, lines), problems) = match expanded {
                    Ok(expanded) => (expanded, Vec::new()),
                    Err(problems) => (Default::default(), in_utf16(&problems, text)),
                };
                Ok(Self {
                    report: SourceReport {
                        problems,
                        operations: scenario.operation_count(),
                        info: None,
                    },
                    scenario,
                    lines,
                })
            }
            Source::Trace { name, bytes } => {
                let Recording { scenario, info, .. } = Recording::read(bytes, name)
                    .map_err(|error| ErrorReport::recording(name, &error))?;
                Ok(Self {
                    report: SourceReport {
                        problems: Vec::new(),
                        operations: scenario.operation_count(),
                        info: Some(info),
                    },
                    scenario,
                    lines: Lines::default(),
                })
            }
        }
    }

    /// Opens a session on Classic's design with these axes set, before the first operation.
    ///
    /// # Errors
    /// If the script has mistakes, or a design or the scenario makes no sense.
    pub fn open(&self, settings: &Settings) -> Result<Session> {
        if !self.report.problems.is_empty() {
            return Err(ErrorReport::script(&self.report.problems));
        }
        let (designs, problems) = Designs::checked(settings);
        if let Some(problem) = problems.first() {
            return Err(ErrorReport::design(problem));
        }
        Session::new(designs, self.scenario.clone(), self.lines.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::ErrorKind;

    fn script(text: &str) -> Compiled {
        let text = text.to_owned();
        Compiled::new(&Source::Script { text }).expect("a script's mistakes are reported")
    }

    fn opened(text: &str, settings: &[(&str, &str)]) -> Result<Session> {
        script(text).open(&settings.iter().copied().collect())
    }

    /// Protects: a script's report counts operations or names problems, never both, and columns are an editor's.
    #[test]
    fn a_script_is_counted_or_refused() {
        let good = script("repeat 3 as i\n  x[i] = malloc 16\nend # done").report;
        assert_eq!((good.operations, good.problems.len()), (3, 0));
        let bad = script("a = mallok 16\nmark \"𝄞\" oops").report;
        assert_eq!((bad.operations, bad.problems.len()), (0, 2));
        assert_eq!(bad.problems[1].column, 11);
        let error = opened("a = malloc\nb = mallok 2", &[])
            .err()
            .expect("mistakes");
        assert_eq!((error.kind, error.problems.len()), (ErrorKind::Script, 2));
    }

    /// Protects: a design that makes no sense is refused in words that name the axis, a task's own too.
    #[test]
    fn a_design_is_checked() {
        let error = opened("a = malloc 1", &[("2:maximum", "3")])
            .err()
            .expect("no design");
        assert_eq!(error.kind, ErrorKind::Design);
        assert_eq!(
            error.message,
            "The design is not possible. 2:maximum: 3 is below the minimum, which is 64."
        );
    }

    /// Protects: contents decide a recording's format, and a file that is none says what to bring.
    #[test]
    fn recordings_are_recognised_by_their_contents() {
        let read = |bytes: &[u8], name: &str| {
            Compiled::new(&Source::Trace {
                name: name.to_owned(),
                bytes: bytes.to_vec(),
            })
        };
        let rep = read(b"1 2\na 0 64\nf 0\n", "short.rep").unwrap().report;
        assert_eq!((rep.operations, rep.info.unwrap().operations), (2, 2));
        for mangled in [&b"\x89HT"[..], b"\xFF\xFE", b"hello"] {
            let error = read(mangled, "mangled").err().unwrap();
            assert!(matches!(error.kind, ErrorKind::Trace | ErrorKind::Unknown));
            assert!(error.message.contains("mangled"), "{}", error.message);
        }
    }
}
