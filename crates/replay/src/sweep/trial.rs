//! Owns what one design makes of a scenario, in the numbers that a sweep compares.

use atlas_scenario::Scenario;
use serde::Serialize;

use crate::designs::Designs;
use crate::replay::{Options, Replay, ReplayError};
use crate::scorecard::Scorecard;
use crate::steps::requested_bytes;

/// The work between two looks at whether to go on, in probes: some milliseconds.
const SLICE_WORK: u64 = 2_000_000;

/// A replay that examines more blocks an operation, on average, is given up: at some nanoseconds a block, a sweep would take hours.
const WORK_PER_OPERATION_MAX: u64 = 4_000;

/// What a replay of so many operations may take in a sweep, in probes.
#[must_use]
pub fn work_max(operations: u32) -> u64 {
    WORK_PER_OPERATION_MAX * u64::from(operations) + SLICE_WORK
}

/// What becomes of a design in a sweep.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "kind")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum Trial {
    /// It was replayed to the end.
    #[serde(rename_all = "camelCase")]
    Measured {
        /// Its numbers.
        scorecard: Scorecard,
        /// The first request that was refused.
        refused: Option<Refused>,
        /// The timeline's hash.
        hash: String,
    },
    /// It takes longer than a sweep waits for.
    #[serde(rename_all = "camelCase")]
    GivenUp {
        /// The step at which it had examined too many blocks.
        step: u32,
    },
    /// It can't be replayed.
    #[serde(rename_all = "camelCase")]
    Impossible {
        /// Why.
        why: String,
    },
}

/// The first request that a design refused, and what was free then.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "FirstRefusal"))]
pub struct Refused {
    /// The step.
    pub step: u32,
    /// What was asked for, in bytes.
    pub requested_bytes: u32,
    /// The largest hole, in bytes.
    pub largest_free_bytes: u32,
    /// All holes together, in bytes.
    pub free_bytes: u32,
}

impl Trial {
    /// The numbers, where there are any.
    #[must_use]
    pub fn scorecard(&self) -> Option<&Scorecard> {
        match self {
            Self::Measured { scorecard, .. } => Some(scorecard),
            Self::GivenUp { .. } | Self::Impossible { .. } => None,
        }
    }

    /// The first request that was refused.
    #[must_use]
    pub fn refused(&self) -> Option<Refused> {
        match self {
            Self::Measured { refused, .. } => *refused,
            Self::GivenUp { .. } | Self::Impossible { .. } => None,
        }
    }
}

/// Replays a scenario on a design. `None` where `goes_on`, which is asked every few milliseconds, says that nobody waits any more.
pub fn trial(
    designs: impl Into<Designs>,
    scenario: &Scenario,
    mut goes_on: impl FnMut() -> bool,
) -> Option<Trial> {
    let replay = Replay::new(designs, scenario.clone(), Options::default());
    let mut replay = match replay {
        Ok(replay) => replay,
        Err(error) => return Some(impossible(&error)),
    };
    replay.limit_work(work_max(scenario.operation_count()));
    loop {
        match replay.advance(SLICE_WORK) {
            Ok(progress) if progress.is_done() => return Some(measured(replay)),
            Ok(_) if goes_on() => {}
            Ok(_) => return None,
            Err(ReplayError::TooMuchWork { step, .. }) => return Some(Trial::GivenUp { step }),
            Err(error) => return Some(impossible(&error)),
        }
    }
}

fn impossible(error: &ReplayError) -> Trial {
    let why = error.to_string();
    Trial::Impossible { why }
}

fn measured(mut replay: Replay) -> Trial {
    let timeline = replay.timeline();
    let scorecard = timeline.scorecard().expect("the replay is done").clone();
    let hash = timeline.hash().expect("the replay is done").to_owned();
    let refused = scorecard.first_refused_step.map(|step| {
        let operation = &replay.scenario().operations[step as usize - 1];
        let asked = requested_bytes(&operation.action).unwrap_or_default();
        let requested_bytes = u32::try_from(asked).unwrap_or(u32::MAX);
        let state = replay.seek(step).expect("every step is replayed");
        let space = state.figures().space;
        Refused {
            step,
            requested_bytes,
            largest_free_bytes: space.largest_free_bytes,
            free_bytes: space.free_bytes,
        }
    });
    Trial::Measured {
        scorecard,
        refused,
        hash,
    }
}
