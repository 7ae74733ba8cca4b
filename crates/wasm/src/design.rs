//! Designs as the page gives them: one text per axis, a task's own axes among them, read.
//!
//! Owns what is reported of one that can't be replayed. What the texts mean belongs to `classic-heap`, and whose they
//! are to `atlas-replay`.

use atlas_replay::Designs;

use crate::wire::ErrorReport;

/// Designs that can be replayed: Classic's with the given axes set.
///
/// # Errors
/// If an axis or a value is unknown, or the values don't go together.
pub fn designs<'a>(
    settings: impl IntoIterator<Item = (&'a str, &'a str)>,
) -> Result<Designs, ErrorReport> {
    let (designs, problems) = Designs::read(settings);
    if let Some(problem) = problems.into_iter().next() {
        return Err(ErrorReport::design(&problem.into()));
    }
    designs.check()?;
    Ok(designs)
}
