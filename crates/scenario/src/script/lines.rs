//! Owns which line of a script each operation comes from, both ways. A scenario has no text: its lines stand beside it.

use std::sync::Arc;

/// The line that each operation comes from. Cheap to clone; empty for a scenario that is no script.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lines(Arc<[u32]>);

impl Lines {
    pub(super) fn new(of_operations: Vec<u32>) -> Self {
        Self(of_operations.into())
    }

    /// The line, from 1, of the operation that leads to a step; `None` where there is none, as at step 0.
    #[must_use]
    pub fn of_step(&self, step: u32) -> Option<u32> {
        let operation = step.checked_sub(1)?;
        self.0.get(operation as usize).copied()
    }

    /// The first step of a line at or after `from`; where there is none, the first of all. `None` for a line without an
    /// operation.
    #[must_use]
    pub fn step_of(&self, line: u32, from: u32) -> Option<u32> {
        let mut steps = (1..).zip(self.0.iter());
        let mut first = None;
        let reached = steps.find(|&(step, &of)| {
            let is_it = of == line;
            if is_it {
                first = first.or(Some(step));
            }
            is_it && step >= from
        });
        reached.map(|(step, _)| step).or(first)
    }
}
