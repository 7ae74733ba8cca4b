//! Owns how often something stands in a log, and in which lines first.

use std::fmt::{self, Display, Formatter};

use crate::numerals::count;

/// So many lines are named; where there are more, a reader looks for a cause and not for each.
pub const LINES_MAX: usize = 10;

/// What was found in a log, one kind of thing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// How often.
    pub times: u64,
    /// The lines of the first of them, from 1, in order. A format that knows its events only at the log's end has none.
    pub lines: Vec<u64>,
}

impl Found {
    /// Counts one more.
    pub fn note(&mut self, line: Option<u64>) {
        self.times += 1;
        if self.lines.len() < LINES_MAX {
            self.lines.extend(line);
        }
    }
}

/// Where, at the end of a sentence that says how often: ` (lines 3, 9)`.
impl Display for Found {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let lines: Vec<String> = self
            .lines
            .iter()
            .map(|&line| count(line).to_string())
            .collect();
        match &*lines {
            [] => Ok(()),
            [line] if self.times == 1 => write!(f, " (line {line})"),
            lines if self.times == lines.len() as u64 => write!(f, " (lines {})", lines.join(", ")),
            lines => write!(f, " (lines {}, …)", lines.join(", ")),
        }
    }
}
