//! Owns what is said to a person whose script or trace cannot be used: where, what, and what to do.

use std::fmt::Write as _;

use serde::Serialize;

/// One reason why a text is no scenario, tied to the characters it is about.
///
/// Lines and columns count from 1; columns count characters, not bytes, and `end_column` is the first
/// one that no longer belongs. A problem with the text as a whole points at line 1, column 1.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, thiserror::Error)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(
    feature = "typescript",
    derive(ts_rs::TS),
    ts(rename = "ScriptProblem")
)]
#[error("line {line}, column {column}: {message}")]
pub struct Problem {
    /// The line, from 1.
    pub line: u32,
    /// The first column concerned, from 1.
    pub column: u32,
    /// The first column no longer concerned; at least `column + 1`.
    pub end_column: u32,
    /// What is wrong, as a sentence without its full stop.
    pub message: String,
    /// What to write instead, where that can be told.
    pub hint: Option<String>,
}

/// Lines of a text can be megabytes long; a rendered excerpt keeps this many characters around the caret.
const EXCERPT_CHARS: usize = 100;

impl Problem {
    /// The problem as a terminal shows it: the message, the line with carets below it, the hint.
    ///
    /// `source` is the text that was read.
    #[must_use]
    pub fn render(&self, source: &str) -> String {
        let number = self.line.to_string();
        let text = source.split('\n').nth(self.line as usize - 1);
        let column = self.column as usize - 1;
        let skipped = column.saturating_sub(EXCERPT_CHARS / 2);
        let excerpt: String = text
            .unwrap_or_default()
            .chars()
            .skip(skipped)
            .take(EXCERPT_CHARS)
            .map(|c| if c.is_control() { ' ' } else { c })
            .collect();
        let before = column - skipped;
        let carets = ((self.end_column - self.column) as usize).clamp(1, EXCERPT_CHARS - before);

        let margin = " ".repeat(number.len());
        let (excerpt, carets) = (excerpt.trim_end(), "^".repeat(carets));
        let mut out = format!("{}\n{number} | {excerpt}\n", self.message);
        let _ = writeln!(out, "{margin} | {:before$}{carets}", "");
        if let Some(hint) = &self.hint {
            let _ = writeln!(out, "{margin} = {hint}");
        }
        out
    }
}

/// Problems with `text`, by line, their columns counted in UTF-16 units as JavaScript counts a string's.
#[must_use]
pub fn in_utf16(problems: &[Problem], text: &str) -> Vec<Problem> {
    let mut lines = (1..).zip(text.split('\n')).peekable();
    let mut sorted = problems.to_vec();
    sorted.sort_by_key(|problem| problem.line);
    for problem in &mut sorted {
        // Problems and lines both ascend, so one pass over the text is enough.
        while lines
            .next_if(|&(number, _)| number < problem.line)
            .is_some()
        {}
        let line = lines.peek().map_or("", |&(_, line)| line);
        problem.column = utf16_column(line, problem.column);
        problem.end_column = utf16_column(line, problem.end_column);
    }
    sorted
}

/// A column counted in characters, from 1, as one counted in UTF-16 units; beyond the line's end each
/// column is one unit.
fn utf16_column(line: &str, column: u32) -> u32 {
    let wide = line
        .chars()
        .take(column as usize - 1)
        .filter(|character| character.len_utf16() > 1)
        .count();
    column + u32::try_from(wide).expect("a line has fewer characters than 2^32")
}

/// A stretch of one line, by columns: where a word or a node of the tree stands.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Span {
    pub line: u32,
    pub column: u32,
    pub end_column: u32,
}

impl Span {
    /// One column of a line.
    pub fn at(line: u32, column: u32) -> Span {
        Span {
            line,
            column,
            end_column: column + 1,
        }
    }

    /// From the start of `self` to the end of `other`, both on one line.
    pub fn to(self, other: Span) -> Span {
        Span {
            end_column: other.end_column,
            ..self
        }
    }

    pub fn problem(self, message: impl Into<String>) -> Problem {
        Problem {
            line: self.line.max(1),
            column: self.column.max(1),
            end_column: self.end_column.max(self.column.max(1) + 1),
            message: message.into(),
            hint: None,
        }
    }
}

impl Problem {
    pub(crate) fn hint(mut self, hint: impl Into<String>) -> Problem {
        self.hint = Some(hint.into());
        self
    }

    pub(crate) fn hint_if(mut self, hint: Option<String>) -> Problem {
        self.hint = hint;
        self
    }
}

/// Why running a statement, or a generator that it calls, ended early.
pub(crate) enum Failure {
    /// The next statement may still be tried, to find more problems.
    Statement(Problem),
    /// A limit is reached: nothing more is tried.
    Stop(Problem),
}

impl From<Problem> for Failure {
    fn from(problem: Problem) -> Failure {
        Failure::Statement(problem)
    }
}

/// The candidate a mistyped word was probably meant to be, if one is near enough.
pub(crate) fn nearest<'a>(
    typed: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    // Names are short by limit, but a candidate list may be long: comparing lengths first is cheap.
    let typed = typed.to_ascii_lowercase();
    let allowed = ((typed.chars().count() + 1) / 3).max(1);
    let similar = candidates.into_iter();
    let similar = similar.filter(|known| known.len().abs_diff(typed.len()) <= allowed);
    similar
        .map(|known| {
            (
                strsim::osa_distance(&typed, &known.to_ascii_lowercase()),
                known,
            )
        })
        .filter(|&(distance, known)| distance <= allowed && distance < known.len())
        .min_by_key(|&(distance, _)| distance)
        .map(|(_, known)| known)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problem(line: u32, column: u32, end_column: u32) -> Problem {
        Problem {
            line,
            column,
            end_column,
            message: "wrong".to_owned(),
            hint: None,
        }
    }

    /// Protects: an editor underlines the right characters after one that takes two UTF-16 units.
    #[test]
    fn columns_count_utf16_units() {
        let text = "a = malloc 1\nmark \"𝄞é\" oops";
        let [after, within] = &in_utf16(&[problem(2, 11, 15), problem(2, 7, 8)], text)[..] else {
            panic!("one problem each");
        };
        assert_eq!((after.column, after.end_column), (12, 16));
        assert_eq!((within.column, within.end_column), (7, 9));
        let units: Vec<u16> = text
            .lines()
            .nth(1)
            .expect("a line")
            .encode_utf16()
            .collect();
        assert_eq!(String::from_utf16(&units[11..15]).expect("text"), "oops");
    }

    /// Protects: a problem at the end of a text, or on an empty line, keeps its place.
    #[test]
    fn places_beyond_the_text_stay() {
        let beyond = [problem(9, 3, 4)];
        assert_eq!(in_utf16(&beyond, "one\ntwo"), beyond);
    }
}
