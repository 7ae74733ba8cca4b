//! What is wrong with a text that people write or bring, line by line, as an editor wants it.
//!
//! Owns the sentences that lead such a report and the columns' unit. What is wrong is found by `atlas-scenario`.

use atlas_scenario::Problem;

use crate::wire::{ErrorKind, ErrorReport, ScriptProblem};

impl ErrorReport {
    /// A file that is none of the kinds we read.
    pub(crate) fn unknown_format(name: &str) -> Self {
        Self::new(
            ErrorKind::Trace,
            format!(
                "{name} is no recording (.heaptrace), no malloc-lab trace (.rep), no figure (.heap-atlas) and no \
                 script."
            ),
        )
    }

    /// A script with something wrong in it, `text`.
    pub(crate) fn script(problems: &[Problem], text: &str) -> Self {
        Self {
            problems: script_problems(problems, text),
            ..Self::new(ErrorKind::Script, headline("The script", problems))
        }
    }

    /// A text trace called `name` with something wrong in it, `text`.
    pub(crate) fn text_trace(name: &str, problems: &[Problem], text: &str) -> Self {
        Self {
            problems: script_problems(problems, text),
            ..Self::new(ErrorKind::Trace, headline(name, problems))
        }
    }
}

fn headline(subject: &str, problems: &[Problem]) -> String {
    match problems {
        [one] => format!("{subject} has a mistake in line {}.", one.line),
        _ => format!(
            "{subject} has {} mistakes; the first is in line {}.",
            problems.len(),
            problems.first().map_or(1, |problem| problem.line)
        ),
    }
}

/// Problems as an editor wants them: columns counted in UTF-16 units, as JavaScript counts a string's.
pub(crate) fn script_problems(problems: &[Problem], text: &str) -> Vec<ScriptProblem> {
    let mut lines = (1..).zip(text.split('\n')).peekable();
    let mut sorted: Vec<&Problem> = problems.iter().collect();
    sorted.sort_by_key(|problem| problem.line);
    sorted
        .into_iter()
        .map(|problem| {
            // Problems and lines both ascend, so the text is walked once.
            while lines
                .next_if(|&(number, _)| number < problem.line)
                .is_some()
            {}
            let line = lines.peek().map_or("", |&(_, line)| line);
            ScriptProblem {
                line: problem.line,
                column: utf16_column(line, problem.column),
                end_column: utf16_column(line, problem.end_column),
                message: problem.message.clone(),
                hint: problem.hint.clone(),
            }
        })
        .collect()
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

    /// Protects: an editor underlines the right characters behind one that takes two UTF-16 units.
    #[test]
    fn columns_count_utf16_units() {
        let text = "a = malloc 1\nmark \"𝄞é\" oops";
        let [behind, within] = &script_problems(&[problem(2, 11, 15), problem(2, 7, 8)], text)[..]
        else {
            panic!("one problem each");
        };
        assert_eq!((behind.column, behind.end_column), (12, 16));
        assert_eq!((within.column, within.end_column), (7, 9));
        let units: Vec<u16> = text.lines().nth(1).unwrap().encode_utf16().collect();
        assert_eq!(String::from_utf16(&units[11..15]).unwrap(), "oops");
    }

    /// Protects: a problem at the end of a text, or on an empty line, still has a place.
    #[test]
    fn places_beyond_the_text_stay() {
        let [problem] = &script_problems(&[problem(9, 3, 4)], "one\ntwo")[..] else {
            panic!("one problem");
        };
        assert_eq!(
            (problem.line, problem.column, problem.end_column),
            (9, 3, 4)
        );
    }
}
