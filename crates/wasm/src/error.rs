//! Every error that leaves the engine, mapped in one place: from the crates below to [`ErrorReport`], and
//! from there to what JavaScript catches.
//!
//! Owns the mapping and its words; those about a text and its lines are in `problems`. What a scenario does wrong
//! is no error: that is an outcome.

use atlas_replay::{ReplayError, SettingProblem, StepError, setting_key};
use atlas_scenario::trace::TraceError;
use classic_heap::DesignError;
use wasm_bindgen::JsValue;

use crate::json::Unwritable;
use crate::wire::{DesignProblem, ErrorKind, ErrorReport};

impl ErrorReport {
    pub(crate) fn new(kind: ErrorKind, message: String) -> Self {
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

impl From<DesignError> for DesignProblem {
    fn from(error: DesignError) -> Self {
        Self {
            axis: error.axis.to_owned(),
            reason: error.reason.to_string(),
        }
    }
}

impl From<SettingProblem> for DesignProblem {
    fn from(problem: SettingProblem) -> Self {
        Self {
            axis: problem.key,
            reason: problem.error.to_string(),
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
            ReplayError::Design(error) => Self::design(&error.into()),
            ReplayError::TaskDesign { task, error } => Self::design(&DesignProblem {
                axis: setting_key(task, error.axis),
                reason: error.reason.to_string(),
            }),
            ReplayError::RegionsTooLarge { .. } => Self::bounds(error.to_string()),
            ReplayError::Scenario { .. } | ReplayError::TooLong { .. } => Self::new(
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

impl From<Unwritable> for ErrorReport {
    fn from(error: Unwritable) -> Self {
        Self::internal(error.to_string())
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
