//! Every error that leaves the engine, mapped in one place: from the crates below to [`ErrorReport`], and
//! from there to the `Error` that JavaScript catches.
//!
//! Owns the mapping and the sentences that lead a report. A mistake of a scenario's is no error: it has an outcome.

use atlas_replay::look::LookError;
use atlas_replay::{DesignProblem, ReplayError, setting_key};
use atlas_scenario::import::ImportError;
use atlas_scenario::{Problem, in_utf16};
use classic_heap::DesignError;
use serde::Serialize;
use wasm_bindgen::{JsCast as _, JsValue};

/// The result of whatever the page asks.
pub type Result<T> = std::result::Result<T, ErrorReport>;

/// An error as it leaves the engine. Anything a scenario can do wrong is an outcome instead.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ErrorReport {
    /// The subject of the error.
    pub kind: ErrorKind,
    /// What happened and what to do, for a person.
    pub message: String,
    /// Where a script or a text trace is wrong, in columns of UTF-16 units; empty for other kinds.
    pub problems: Vec<Problem>,
}

/// The subject of an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub enum ErrorKind {
    /// The design is not possible.
    Design,
    /// The script can't be read.
    Script,
    /// The trace can't be read.
    Trace,
    /// The file is of no known kind.
    Unknown,
    /// A step, a space or a size that doesn't exist was asked for.
    Bounds,
    /// The engine is at fault.
    Internal,
}

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

    /// A design with something wrong in it.
    pub(crate) fn design(problem: &DesignProblem) -> Self {
        let DesignProblem { axis, reason } = problem;
        Self::new(
            ErrorKind::Design,
            format!("The design is not possible. {axis}: {reason}."),
        )
    }

    /// A script with mistakes, their columns counted in UTF-16 units.
    pub(crate) fn script(problems: &[Problem]) -> Self {
        Self {
            problems: problems.to_vec(),
            ..Self::new(ErrorKind::Script, headline("The script", problems))
        }
    }

    /// A recording called `name` that can't be read.
    pub(crate) fn recording(name: &str, error: &ImportError) -> Self {
        match error {
            ImportError::Rep { problems, text } => Self {
                problems: in_utf16(problems, text),
                ..Self::new(ErrorKind::Trace, headline(name, problems))
            },
            ImportError::NotText | ImportError::Unknown { .. } => Self::new(
                ErrorKind::Unknown,
                format!("{name} can't be opened: {error}."),
            ),
            error => Self::new(
                ErrorKind::Trace,
                format!("{name} can't be opened: {error}."),
            ),
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

impl From<LookError> for ErrorReport {
    fn from(error: LookError) -> Self {
        Self::bounds(error.to_string())
    }
}

impl From<ReplayError> for ErrorReport {
    fn from(error: ReplayError) -> Self {
        let of_design = |task, error: DesignError| {
            Self::design(&DesignProblem {
                axis: setting_key(task, error.axis),
                reason: error.reason.to_string(),
            })
        };
        match error {
            ReplayError::Design(error) => of_design(atlas_scenario::KERNEL, error),
            ReplayError::TaskDesign { task, error } => of_design(task, error),
            ReplayError::RegionsTooLarge { .. } => Self::bounds(error.to_string()),
            ReplayError::Scenario { .. }
            | ReplayError::TooLong { .. }
            | ReplayError::Given { .. } => Self::new(
                ErrorKind::Trace,
                format!("This can't be replayed: {error}."),
            ),
            ReplayError::TooMuchWork { .. } => Self::new(
                ErrorKind::Trace,
                format!("This can't be replayed to its end: {error}."),
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
        if let Ok(fields) = crate::crossing::to_js(&report) {
            js_sys::Object::assign(&error, fields.unchecked_ref());
        }
        error.into()
    }
}
