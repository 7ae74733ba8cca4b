//! Designs as the page gives them: one text per axis, read.
//!
//! Owns what is reported of one that can't be replayed. What the texts mean belongs to `classic-heap`.

use atlas_replay::design::set;

use crate::wire::{DesignProblem, ErrorReport};

/// A design that can be replayed.
///
/// # Errors
/// If an axis or a value is unknown, or the values don't go together.
pub fn design<'a>(
    settings: impl IntoIterator<Item = (&'a str, &'a str)>,
) -> Result<classic_heap::Design, ErrorReport> {
    let (design, problems) = read_design(settings);
    if let Some(problem) = problems.first() {
        return Err(ErrorReport::design(problem));
    }
    match design.check() {
        Ok(()) => Ok(design),
        Err(error) => Err(ErrorReport::design(&error.into())),
    }
}

/// Classic's design with the given axes set, and the texts that name no value.
pub(crate) fn read_design<'a>(
    settings: impl IntoIterator<Item = (&'a str, &'a str)>,
) -> (classic_heap::Design, Vec<DesignProblem>) {
    let mut design = classic_heap::Design::CLASSIC;
    let mut problems = Vec::new();
    for (axis, value) in settings {
        if let Err(error) = set(&mut design, axis, value) {
            problems.push(DesignProblem {
                axis: axis.to_owned(),
                reason: error.to_string(),
            });
        }
    }
    (design, problems)
}
