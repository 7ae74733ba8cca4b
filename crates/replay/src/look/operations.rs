//! The operations of a scenario, as a listing has them.

use atlas_scenario::Action;
use serde::Serialize;

use crate::outcome::Tone;
use crate::replay::Replay;

/// An operation in a listing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct OperationLine {
    /// The step it leads to, from 1.
    pub step: u32,
    /// As the script language writes it.
    pub text: String,
    /// The id of its outcome; `None` where the replay has not come so far.
    pub outcome: Option<&'static str>,
    /// How that outcome is to be taken; `None` likewise.
    pub tone: Option<Tone>,
}

impl Replay {
    /// Up to `count` operations from the one that leads to step `from`; outcomes as far as they are known.
    #[must_use]
    pub fn operations(&self, from: u32, count: u32) -> Vec<OperationLine> {
        let scenario = self.scenario();
        let timeline = self.timeline();
        (1..)
            .zip(scenario.operations.iter())
            .skip(from.saturating_sub(1) as usize)
            .take(count as usize)
            .map(|(step, operation)| {
                let outcome = (step <= timeline.replayed()).then(|| timeline.outcome(step).doc());
                OperationLine {
                    step,
                    text: scenario.describe(operation),
                    outcome: outcome.map(|doc| doc.id),
                    tone: outcome.map(|doc| doc.tone),
                }
            })
            .collect()
    }
}

/// The verb of an action in the script language.
pub(super) fn verb(action: &Action) -> &'static str {
    match action {
        Action::Malloc { .. } | Action::AlignedMalloc { .. } => "malloc",
        Action::Falloc { .. } => "falloc",
        Action::Calloc { .. } => "calloc",
        Action::Realloc { .. } => "realloc",
        Action::Free { .. } => "free",
        Action::Touch { .. } => "touch",
        Action::Idle { .. } => "idle",
        Action::Mark { .. } => "mark",
    }
}

/// Whether an action asks for memory, so that a block will have to be found for it.
pub(super) fn asks_for_memory(action: &Action) -> bool {
    match action {
        Action::Malloc { .. }
        | Action::AlignedMalloc { .. }
        | Action::Falloc { .. }
        | Action::Calloc { .. }
        | Action::Realloc { .. } => true,
        Action::Free { .. } | Action::Touch { .. } | Action::Idle { .. } | Action::Mark { .. } => {
            false
        }
    }
}
