//! Owns the kinds of what can go wrong on the command line, and the exit code of each. Messages are written where it goes
//! wrong; what a stranger wrote stands in them by [`one_line`].

use std::fmt::Display;
use std::io;
use std::process::ExitCode;

use atlas_record::RecordError;
use atlas_replay::ReplayError;
use atlas_scenario::Problem;
use thiserror::Error;

use crate::terminal::one_line;

/// Why a command did not do what it was asked to.
#[derive(Debug, Error)]
pub enum Failure {
    /// The command line is wrong.
    #[error("{0}")]
    Usage(String),
    /// A file or a link that the command line names is wrong, or can't be used.
    #[error("{0}")]
    Input(String),
    /// A replay that can't be.
    #[error("{0}")]
    Replay(#[from] ReplayError),
    /// A recording that can't be.
    #[error("{0}")]
    Record(#[from] RecordError),
    /// Standard output that can't be written.
    #[error("can't write: {0}")]
    Output(#[from] io::Error),
}

impl Failure {
    /// What is wrong with a file, which stands in front by its name.
    pub fn of_file(name: &str, what: impl Display) -> Self {
        Self::Input(format!("{}: {what}", one_line(name)))
    }

    /// The mistakes in a text, each with its place in front, as compilers have it, so that editors can jump there.
    pub fn of_text(name: &str, text: &str, problems: &[Problem]) -> Self {
        let name = one_line(name);
        let problems = problems.iter().map(|problem| {
            let Problem { line, column, .. } = problem;
            let told = problem.render(text);
            format!("{name}:{line}:{column}: {}", told.trim_end())
        });
        Self::Input(problems.collect::<Vec<_>>().join("\n\n"))
    }

    /// 2 where the command line is wrong, 1 where what it names is.
    pub fn exit_code(&self) -> ExitCode {
        match self {
            Self::Usage(_) => ExitCode::from(2),
            _ => ExitCode::FAILURE,
        }
    }
}
