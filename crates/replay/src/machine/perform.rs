//! Owns the course of one operation: its beginning and its end, its cost and work, and the end of a task for which no
//! frame is left.
//!
//! Does not own what each kind of operation does: see [`actions`](super::actions).

use atlas_scenario::{Action, Scenario};

use super::Machine;
use super::space::{Death, Life};
use crate::outcome::{Outcome, OutcomeKind};
use crate::shadow::Violation;
use crate::subject::Cost;

/// The work of one operation beside its probes, when a replay is cut into slices and keyframes.
const WORK_PER_OPERATION: u64 = 32;

/// How many bytes that are written take the time of a probe.
const BYTES_WRITTEN_PER_PROBE: u64 = 64;

/// The outcome of an operation, its cost and its work.
#[derive(Clone, Copy)]
pub(crate) struct Performed {
    pub(crate) outcome: Outcome,
    pub(crate) cost: Cost,
    /// Whether it counts in the mean cost of an operation.
    pub(crate) counted: bool,
    /// The time it takes to perform it again, roughly in units of a probe.
    pub(crate) work: u64,
}

impl Performed {
    /// Of an operation that asks nothing of the allocator.
    fn nothing(kind: OutcomeKind) -> Self {
        Self {
            outcome: Outcome::of(kind),
            cost: Cost::default(),
            counted: false,
            work: WORK_PER_OPERATION,
        }
    }
}

/// Why an operation has no result. The machine is not used again.
#[derive(Debug)]
pub(crate) enum Halt {
    /// The subject did what no allocator may do.
    Violation(Violation),
    /// The operation takes more work than it may.
    OutOfWork,
}

impl From<Violation> for Halt {
    fn from(violation: Violation) -> Self {
        Self::Violation(violation)
    }
}

impl Machine {
    /// Performs the next operation of the scenario, if that takes no more than `work_max` work, or passes over it where
    /// this machine does not come to it.
    ///
    /// # Errors
    /// See [`Halt`].
    pub(crate) fn perform(
        &mut self,
        scenario: &Scenario,
        recording: bool,
        work_max: u64,
    ) -> Result<Performed, Halt> {
        let at = self.step;
        let operation = &scenario.operations[at as usize];
        self.step += 1;
        self.bytes_written = 0;
        self.active = self.place(operation.task).expect("every task has a space");
        self.memory.begin(self.active, self.step, recording);
        let step = self.step;
        self.space_mut().subject.begin(recording, work_max);
        let conditions = &scenario.conditions;
        if self.unmet(conditions, at, &operation.action).is_some() {
            return Ok(Performed::nothing(OutcomeKind::Skipped));
        }
        let space = self.space_mut();
        match space.life {
            Life::Killed(_) => {
                self.count_turns(conditions, at, OutcomeKind::TaskDead);
                return Ok(Performed::nothing(OutcomeKind::TaskDead));
            }
            Life::Unborn => space.life = Life::Alive { born_step: step },
            Life::Alive { .. } => {}
        }
        self.lend_memory();
        let acted = self.act(&operation.action);
        self.lend_memory();
        let cost = self.space().subject.cost();
        let work = WORK_PER_OPERATION
            + cost.work()
            + self.memory.work()
            + self.bytes_written / BYTES_WRITTEN_PER_PROBE;
        if work > work_max {
            // The answer of an allocator that gave up is not valid, so nothing looks at it.
            return Err(Halt::OutOfWork);
        }
        let mut outcome = acted?;
        if let Some(page) = self.memory.starved() {
            outcome = self.kill(page);
        }
        self.count_turns(conditions, at, outcome.kind);
        let counted = is_allocator_operation(&operation.action);
        if counted {
            self.costs.add(cost);
        }
        self.raise_peaks();
        if self.check {
            let subject = &self.space().subject;
            subject.check().map_err(Violation::Invariant)?;
        }
        Ok(Performed {
            outcome,
            cost,
            counted,
            work,
        })
    }

    /// Forgets the cost and the events of the last operation.
    pub(crate) fn forget_operation(&mut self) {
        self.space_mut().subject.begin(false, u64::MAX);
        self.memory.begin(self.active, self.step, false);
    }

    /// Exchanges the machine's memory with the placeholder in the subject at work: lends the memory, or takes it back.
    fn lend_memory(&mut self) {
        let subject = &mut self.spaces[self.active].subject;
        std::mem::swap(&mut self.memory, subject.physical_mut());
    }

    /// Ends the task at work, for whose page no frame was left. The address of the outcome is that page's.
    fn kill(&mut self, page: u32) -> Outcome {
        let place = self.active;
        let counts = self.memory.counts(place);
        self.memory.release(place);
        let offset = page * self.memory.design().page_bytes;
        let step = self.step;
        let space = self.space_mut();
        let held = space.shadow.sums();
        space.end(Death {
            step,
            page,
            blocks: held.blocks,
            requested_bytes: held.requested_bytes,
            frames: counts.resident,
            swapped: counts.swapped,
        });
        let address = space.subject.region_base() + offset;
        Outcome::at(OutcomeKind::TaskKilled, address)
    }

    pub(super) fn raise_peaks(&mut self) {
        let step = self.step;
        let (sums, heap_bytes) = (self.sums(), self.heap_bytes());
        self.peaks.raise(sums, heap_bytes, step);
        let space = self.space_mut();
        let (sums, heap_bytes) = (space.shadow.sums(), space.subject.heap_bytes());
        space.peaks.raise(sums, heap_bytes, step);
    }
}

/// Whether an action asks something of the allocator, and so counts in the mean cost of an operation.
fn is_allocator_operation(action: &Action) -> bool {
    !matches!(
        action,
        Action::Touch { .. } | Action::Idle { .. } | Action::Mark { .. }
    )
}
