//! Owns what can go wrong on the command line, in words for its user, and the exit code of each.

use std::io;
use std::process::ExitCode;

use atlas_record::RecordError;
use atlas_replay::design::SettingError;
use atlas_replay::{ReplayError, StepError};
use atlas_scenario::Problem;
use atlas_scenario::share::{DESIGNS_MAX, EXTENSION};
use atlas_scenario::trace::TraceError;
use classic_heap::DesignError;
use thiserror::Error;

use crate::terminal::one_line;

/// Why a command did not do what it was asked to.
#[derive(Debug, Error)]
pub enum Failure {
    /// A file that can't be read.
    #[error("{}: {source}", one_line(name))]
    Read {
        /// The file, as it was named.
        name: String,
        /// What the system says.
        source: io::Error,
    },
    /// A file or a stream that is longer than what may be read of it.
    #[error(
        "{}: this has more than {bytes_max} bytes, which is the limit",
        one_line(name)
    )]
    TooLong {
        /// The file, as it was named.
        name: String,
        /// The limit.
        bytes_max: u32,
    },
    /// A `--design` that is neither a setting, nor a preset, nor a file.
    #[error(
        "--design {}: neither axis=value, nor a file, nor a preset ({presets})",
        one_line(given)
    )]
    NoDesign {
        /// What was given.
        given: String,
        /// The presets there are.
        presets: String,
    },
    /// A setting on the command line that the catalogue does not have.
    #[error("--design {}: {}\nheap-atlas catalog lists the axes and their values", one_line(given), one_line(&source.to_string()))]
    Setting {
        /// The setting.
        given: String,
        /// What is wrong with it.
        source: SettingError,
    },
    /// A design file that is not a JSON object of axes and values.
    #[error("{}: {}", one_line(name), one_line(message))]
    DesignFile {
        /// The file.
        name: String,
        /// What is wrong with it.
        message: String,
    },
    /// A design whose values do not go together.
    #[error("this design makes no sense: {0}")]
    Design(DesignError),
    /// A design for a task that there cannot be, or a look at a task that the scenario does not have.
    #[error("there is no task {}", one_line(given))]
    NoTask {
        /// What was given.
        given: String,
    },
    /// Both inputs from standard input.
    #[error("only one of the inputs can be standard input")]
    StandardInputTwice,
    /// A file of text that is none.
    #[error("{}: this is not UTF-8 text", one_line(name))]
    NotText {
        /// The file.
        name: String,
    },
    /// A script or `.rep` trace with mistakes in it.
    #[error("{}", rendered(name, text, problems))]
    Problems {
        /// The file.
        name: String,
        /// What it holds.
        text: String,
        /// The mistakes.
        problems: Vec<Problem>,
    },
    /// A `.heaptrace` file that can't be used.
    #[error("{}: {source}", one_line(name))]
    Trace {
        /// The file.
        name: String,
        /// What is wrong with it.
        source: TraceError,
    },
    /// A replay that can't be.
    #[error("{0}")]
    Replay(#[from] ReplayError),
    /// A `--dump` beyond the end.
    #[error("--dump {}: the last step is {}", .0.step, .0.total)]
    Step(StepError),
    /// A link without a scenario.
    #[error("the link has nothing to replay")]
    NothingToReplay,
    /// A link to a file that is elsewhere.
    #[error(
        "open fetches nothing: download {}, then run  {}",
        one_line(url),
        one_line(command)
    )]
    Elsewhere {
        /// Its address, with the link's in front where it is relative to that.
        url: String,
        /// What shows the figure once the file is here.
        command: String,
    },
    /// A file that only names another, which nobody follows.
    #[error("this only names another file, {}: open that one", one_line(url))]
    NamesAnother {
        /// Its address.
        url: String,
    },
    /// A `--file` with a link that names none.
    #[error(
        "--file {}: the link has its scenario in itself, or names none by url=",
        one_line(name)
    )]
    NoFileNamed {
        /// The file.
        name: String,
    },
    /// An id of something that this version does not carry.
    #[error("there is no {kind} {} in this version{}", one_line(id), hint(*nearest))]
    Unknown {
        /// What it would be.
        kind: &'static str,
        /// The id.
        id: String,
        /// The id that was probably meant.
        nearest: Option<&'static str>,
    },
    /// More designs than a link holds.
    #[error("a link holds up to {DESIGNS_MAX} designs")]
    TooManyDesigns,
    /// A `--step` beyond the end.
    #[error("--step {step}: the last step is {total}")]
    LinkStep {
        /// What was given.
        step: u32,
        /// The last step.
        total: usize,
    },
    /// A link that nobody can send.
    #[error(
        "the link would have more than {chars_max} characters: write a file with -o FILE.{EXTENSION} instead"
    )]
    LinkTooLong {
        /// The longest that is printed.
        chars_max: usize,
    },
    /// A file that can't be written.
    #[error("{}: {source}", one_line(name))]
    Write {
        /// The file, as it was named.
        name: String,
        /// What the system says.
        source: io::Error,
    },
    /// A recording that can't be.
    #[error("{0}")]
    Record(#[from] RecordError),
    /// Standard output that can't be written.
    #[error("can't write: {0}")]
    Output(#[from] io::Error),
}

impl Failure {
    /// 2 where the command line is wrong, 1 where what it names is.
    pub fn exit_code(&self) -> ExitCode {
        match self {
            Self::NoDesign { .. }
            | Self::Setting { .. }
            | Self::Design(_)
            | Self::NoTask { .. }
            | Self::StandardInputTwice
            | Self::Step(_)
            | Self::LinkStep { .. }
            | Self::NoFileNamed { .. }
            | Self::TooManyDesigns => ExitCode::from(2),
            _ => ExitCode::FAILURE,
        }
    }
}

fn hint(nearest: Option<&str>) -> String {
    nearest.map_or_else(String::new, |id| format!(" (did you mean \"{id}\"?)"))
}

/// Each problem with its place in front, as compilers have it, so that editors can jump there.
fn rendered(name: &str, text: &str, problems: &[Problem]) -> String {
    let name = one_line(name);
    let problems = problems.iter().map(|problem| {
        let Problem { line, column, .. } = problem;
        let told = problem.render(text);
        format!("{name}:{line}:{column}: {}", told.trim_end())
    });
    problems.collect::<Vec<_>>().join("\n\n")
}
