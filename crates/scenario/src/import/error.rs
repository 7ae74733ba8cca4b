//! Owns why a file can't be brought in, in words that say what to do.

use thiserror::Error;

use super::not_a_trace::NotATrace;
use super::pattern::PatternError;
use crate::Problem;
use crate::numerals::bytes;
use crate::trace::TraceError;

/// Why a file is no trace that can be replayed.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ImportError {
    /// It is a `.heaptrace` file that is damaged.
    #[error(transparent)]
    Trace(#[from] TraceError),
    /// It is a malloc-lab trace with mistakes.
    #[error("it has {} mistakes", .problems.len())]
    Rep {
        /// The mistakes.
        problems: Vec<Problem>,
        /// The trace, which may have been packed.
        text: String,
    },
    /// It can't be read, or can't be unpacked.
    #[error("it can't be read: {0}")]
    Unreadable(String),
    /// It is of a format that is read as a whole, and larger than that may be.
    #[error("this has more than {}, which is the limit", bytes(u64::from(*.limit)))]
    TooLarge {
        /// In bytes.
        limit: u32,
    },
    /// It is something else, by what it holds.
    #[error("{0}")]
    NotATrace(NotATrace),
    /// No format fits.
    #[error(
        "no line of it says that memory was allocated or freed, in any format that is known here{}",
        began(.lines)
    )]
    Unknown {
        /// Its first lines, each as a message shows it.
        lines: Vec<String>,
    },
    /// It is no text, and nothing that is known.
    #[error("it is neither text nor a recording, packed or not")]
    NotText,
    /// It has nothing in it.
    #[error("it is empty")]
    Empty,
    /// A pattern of one's own fits no line.
    #[error("no line of it fits the pattern{}", began(.lines))]
    NoMatch {
        /// Its first lines, each as a message shows it.
        lines: Vec<String>,
    },
    /// A pattern is none.
    #[error("the pattern “{text}”: {error}")]
    Pattern {
        /// The pattern.
        text: String,
        /// What is wrong with it.
        error: PatternError,
    },
}

fn began(lines: &[String]) -> String {
    match lines.first() {
        Some(line) => format!("; it begins with “{line}”"),
        None => String::new(),
    }
}
