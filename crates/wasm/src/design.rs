//! Designs as the page gives them: one text per axis, a task's own axes among them, read.
//!
//! Owns their completion, and what is reported of one that can't be replayed. What the texts mean belongs to
//! `classic-heap`, and whose they are to `atlas-replay`.

use atlas_replay::design::settings;
use atlas_replay::{Designs, setting_key, task_and_axis};
use classic_heap::catalog::{Values, axis};

use crate::wire::{DesignProblem, DesignReading, ErrorReport, LinkDesign};

/// Designs that can be replayed: Classic's with the given axes set.
///
/// # Errors
/// If an axis or a value is unknown, or the values don't go together.
pub fn designs<'a>(
    settings: impl IntoIterator<Item = (&'a str, &'a str)>,
) -> Result<Designs, ErrorReport> {
    let (designs, problems) = checked(settings);
    match problems.first() {
        None => Ok(designs),
        Some(problem) => Err(ErrorReport::design(problem)),
    }
}

/// Designs, and what is wrong with them: settings that name nothing, or else the first values that don't go together.
fn checked<'a>(
    settings: impl IntoIterator<Item = (&'a str, &'a str)>,
) -> (Designs, Vec<DesignProblem>) {
    let (designs, problems) = Designs::read(settings);
    let mut problems: Vec<_> = problems.into_iter().map(DesignProblem::from).collect();
    if problems.is_empty() {
        problems.extend(designs.first_unsound().map(|(task, error)| DesignProblem {
            axis: setting_key(task, error.axis),
            reason: error.reason.to_string(),
        }));
    }
    (designs, problems)
}

/// Completes a design and says what is wrong with it, which is enough to replay it, and comes with the designs
/// themselves.
pub fn read<'a>(
    given: impl Iterator<Item = (&'a str, &'a str)> + Clone,
) -> (Designs, DesignReading) {
    let (designs, problems) = checked(given.clone());
    let mut design: Vec<_> = complete(&designs.kernel).collect();
    for (key, _) in given {
        if let Ok((task @ 1.., name)) = task_and_axis(key)
            && let (Some(axis), Some(own)) = (axis(name), designs.own(task))
        {
            design.push((key.to_owned(), axis.get(own).to_string()));
        }
    }
    let design = LinkDesign(design);
    (designs, DesignReading { design, problems })
}

/// One design in full, as canonical text.
pub fn complete(design: &Values) -> impl Iterator<Item = (String, String)> {
    settings(design).map(|(axis, value)| (axis.to_owned(), value.to_string()))
}
