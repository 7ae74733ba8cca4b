//! Every error that leaves the engine, mapped in one place: from the crates below to [`ErrorReport`], and
//! from there to what JavaScript catches.
//!
//! Owns the mapping and its words. What a scenario does wrong is no error: that is an outcome.

use atlas_replay::{ReplayError, StepError};
use atlas_scenario::Problem;
use atlas_scenario::trace::TraceError;
use classic_heap::DesignError;
use wasm_bindgen::JsValue;

use crate::wire::{DesignProblem, ErrorKind, ErrorReport, ScriptProblem};

impl ErrorReport {
    fn new(kind: ErrorKind, message: String) -> Self {
        Self {
            kind,
            message,
            problems: Vec::new(),
        }
    }

    /// Something was asked for that doesn't exist.
    pub(crate) fn bounds(message: String) -> Self {
        Self::new(ErrorKind::Bounds, message)
    }

    /// The engine is at fault.
    pub(crate) fn internal(message: String) -> Self {
        Self::new(ErrorKind::Internal, message)
    }

    /// A trace that is neither of the formats we read.
    pub(crate) fn unknown_format(name: &str) -> Self {
        Self::new(
            ErrorKind::Trace,
            format!(
                "{name} is neither a .heaptrace file nor text. Record a program with heap-atlas record, \
                 or bring a .rep trace of the malloc lab."
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

    /// A recorded trace called `name` that can't be read.
    pub(crate) fn trace(name: &str, error: &TraceError) -> Self {
        Self::new(
            ErrorKind::Trace,
            format!("{name} can't be opened: {error}."),
        )
    }

    /// A design with something wrong in it.
    pub(crate) fn design(problem: &DesignProblem) -> Self {
        let DesignProblem { axis, reason } = problem;
        Self::new(
            ErrorKind::Design,
            format!("The design makes no sense. {axis}: {reason}."),
        )
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

impl From<DesignError> for DesignProblem {
    fn from(error: DesignError) -> Self {
        Self {
            axis: error.axis.to_owned(),
            reason: error.reason.to_string(),
        }
    }
}

impl From<StepError> for ErrorReport {
    fn from(error: StepError) -> Self {
        Self::bounds(error.to_string())
    }
}

impl From<ReplayError> for ErrorReport {
    fn from(error: ReplayError) -> Self {
        match error {
            ReplayError::Design(error) | ReplayError::TaskDesign { error, .. } => {
                Self::design(&error.into())
            }
            ReplayError::RegionsTooLarge { .. } => Self::bounds(error.to_string()),
            ReplayError::Scenario { .. } | ReplayError::TooLong { .. } => Self::new(
                ErrorKind::Trace,
                format!("This can't be replayed: {error}."),
            ),
            ReplayError::Violation { .. } => Self::internal(error.to_string()),
        }
    }
}

impl From<serde_wasm_bindgen::Error> for ErrorReport {
    fn from(error: serde_wasm_bindgen::Error) -> Self {
        Self::internal(format!("a value did not cross the boundary: {error}"))
    }
}

/// An `Error` by the name of `AtlasError`, with the report's fields as properties.
impl From<ErrorReport> for JsValue {
    fn from(report: ErrorReport) -> Self {
        let error = js_sys::Error::new(&report.message);
        error.set_name("AtlasError");
        if let Ok(fields) = crate::boundary::to_js(&report) {
            js_sys::Object::assign(&error, fields.unchecked_ref());
        }
        error.into()
    }
}

use wasm_bindgen::JsCast as _;

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
