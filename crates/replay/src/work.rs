//! Owns the bounds on the work of a replay, which a short script can ask for without end: the walks of an allocator
//! grow with its list, and merging takes a walk for every hole.
//!
//! Work is counted, not timed: where a replay ends depends on design and scenario alone, on every machine and in
//! whatever slices it runs.

use std::fmt::{self, Display, Formatter};

use atlas_scenario::numerals::count;

/// How much work a replay may take, in units of a probe: a few nanoseconds each.
#[derive(Clone, Copy, Debug)]
pub(crate) struct WorkBounds {
    /// One operation: no slice is longer by more than this.
    pub(crate) operation_max: u64,
    /// All operations together.
    pub(crate) replay_max: u64,
}

impl WorkBounds {
    /// An operation takes some seconds, and a replay some minutes. Under every preset, the bundled recordings take less
    /// than a hundredth of both.
    pub(crate) const DEFAULT: Self = Self {
        operation_max: 1 << 32,
        replay_max: 1 << 36,
    };

    /// The same bounds, and at most so much for all operations together.
    pub(crate) fn within(self, replay_max: u64) -> Self {
        let replay_max = self.replay_max.min(replay_max);
        Self { replay_max, ..self }
    }

    /// How much the next operation may take where all before it took `work`, and the bound it breaks beyond that.
    pub(crate) fn left(self, work: u64) -> (u64, WorkBound) {
        let left = self.replay_max.saturating_sub(work);
        if left < self.operation_max {
            (left, WorkBound::Replay(self.replay_max))
        } else {
            (self.operation_max, WorkBound::Operation(self.operation_max))
        }
    }
}

/// A bound on work, in units of a probe.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WorkBound {
    /// What one operation may take.
    Operation(u64),
    /// What the operations of a replay may take together.
    Replay(u64),
}

impl Display for WorkBound {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Operation(most) => {
                write!(
                    f,
                    "takes more than {} probes, the limit for one operation",
                    count(most)
                )
            }
            Self::Replay(most) => {
                write!(
                    f,
                    "brings the replay to more than {} probes, its limit",
                    count(most)
                )
            }
        }
    }
}
