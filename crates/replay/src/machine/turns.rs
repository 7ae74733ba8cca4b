//! Owns how often the repeats went that end with a refusal, and whether the next operation is come to at all.

use atlas_scenario::{Action, Condition, Conditions, RepeatNumber};

use super::Machine;
use super::pointers::Named;
use crate::outcome::OutcomeKind;
use crate::shared::SharedArray;

/// Repeats kept in one shared chunk.
const REPEATS_PER_CHUNK: usize = 16;

/// How far a repeat is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Turns {
    /// The turns begun; once it has ended with a refusal, those without one.
    pub went: u32,
    /// Whether it has ended with a refusal.
    pub refused: bool,
}

/// How far each repeat of a scenario is. A clone shares what did not change.
#[derive(Clone)]
pub(super) struct AllTurns(SharedArray<Turns, REPEATS_PER_CHUNK>);

impl AllTurns {
    pub(super) fn new(repeats: usize) -> Self {
        Self(SharedArray::new(repeats))
    }

    fn of(&self, repeat: RepeatNumber) -> Turns {
        *self.0.get(repeat.0 as usize)
    }

    fn of_mut(&mut self, repeat: RepeatNumber) -> &mut Turns {
        self.0.get_mut(repeat.0 as usize)
    }

    /// The bytes of memory these take beside `other`, which are older.
    pub(super) fn bytes_beside(&self, other: &Self) -> usize {
        self.0.bytes_beside(&other.0)
    }
}

impl Machine {
    /// How far a repeat is.
    pub(crate) fn turns_of(&self, repeat: RepeatNumber) -> Turns {
        self.turns.of(repeat)
    }

    /// The condition that keeps the operation with an index, and this action, from being performed, if one does: the
    /// outermost.
    pub(crate) fn unmet(
        &self,
        conditions: &Conditions,
        operation: u32,
        action: &Action,
    ) -> Option<Condition> {
        let unmet = |condition: &Condition| match *condition {
            Condition::Going { repeat, .. } => self.turns.of(repeat).refused,
            Condition::Went { repeat, turns } => self.turns.of(repeat).went < turns,
            Condition::Holds => match *action {
                Action::Free { target } | Action::Touch { target, .. } => {
                    !matches!(self.resolve(target), Named::Live(_))
                }
                _ => false,
            },
        };
        conditions.of(operation).filter(unmet).last()
    }

    /// Takes into account what became of the operation with an index, which was performed.
    pub(super) fn count_turns(
        &mut self,
        conditions: &Conditions,
        operation: u32,
        kind: OutcomeKind,
    ) {
        let mut ends = kind.ends_a_repeat();
        for condition in conditions.of(operation) {
            if let Condition::Going { repeat, turn } = condition {
                *self.turns.of_mut(repeat) = Turns {
                    went: turn + u32::from(!ends),
                    refused: ends,
                };
                ends = false;
            }
        }
    }
}
