//! Owns under which conditions operations are performed: what a `repeat until refused` leaves open until an allocator
//! answers.
//!
//! A scenario is one sequence of operations for every design, so that a step of one replay can be compared with the same
//! step of another. How often such a repeat goes depends on the design, so all turns that it may take are in the
//! sequence, and a replay passes over the operations of those that it does not come to.

use std::sync::Arc;

/// A `repeat until refused` that a scenario comes to: an index into [`Conditions::repeats`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct RepeatNumber(pub u32);

/// What must be so for an operation to be performed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Condition {
    /// No request of the repeat was refused so far. The operation belongs to its turn of this number, from 0; where the
    /// operation is a request that is refused, or its task is dead, the innermost repeat around it ends there.
    Going {
        /// The repeat.
        repeat: RepeatNumber,
        /// The turn.
        turn: u32,
    },
    /// The repeat went so often at least. A turn with a refused request does not count.
    Went {
        /// The repeat.
        repeat: RepeatNumber,
        /// How often.
        turns: u32,
    },
    /// The operation's target is a block that its task holds.
    Holds,
}

/// A `repeat until refused` that a scenario comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repeat {
    /// The name of its counter; empty where it has none.
    pub name: Box<str>,
    /// The most turns it takes, refused or not.
    pub turns_max: u32,
    /// The index of the first operation after all its turns.
    pub end: u32,
}

/// A condition within others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Guard {
    pub condition: Condition,
    /// The guard around it: 0 for none, otherwise its index plus one, which is smaller than that of this one.
    pub outer: u32,
}

/// The conditions of a scenario's operations; most scenarios have none. Cheap to clone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Conditions {
    repeats: Arc<[Repeat]>,
    guards: Arc<[Guard]>,
    /// The innermost guard of each operation, as [`Guard::outer`] has it; operations beyond its end have none.
    of_operations: Arc<[u32]>,
}

impl Conditions {
    pub(crate) fn new(repeats: Vec<Repeat>, guards: Vec<Guard>, of_operations: Vec<u32>) -> Self {
        Self {
            repeats: repeats.into(),
            guards: guards.into(),
            of_operations: of_operations.into(),
        }
    }

    /// The repeats that end with a refusal, in the order in which the scenario comes to them.
    #[must_use]
    pub fn repeats(&self) -> &[Repeat] {
        &self.repeats
    }

    /// The conditions of the operation with an index, from the innermost.
    pub fn of(&self, operation: u32) -> impl Iterator<Item = Condition> + use<'_> {
        let innermost = self.of_operations.get(operation as usize);
        let mut next = innermost.copied().unwrap_or(0);
        std::iter::from_fn(move || {
            let guard = self.guards[next.checked_sub(1)? as usize];
            next = guard.outer;
            Some(guard.condition)
        })
    }
}
