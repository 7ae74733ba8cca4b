//! Owns a replay: a scenario on subjects, one for each address space, advanced in slices, and a cursor that goes to any step of what
//! was replayed so far.
//!
//! Two machines may be at work: one at the front, which writes the timeline, and one at the cursor, which
//! plays parts of it again. They never differ at the same step.

use atlas_scenario::numerals::{bytes, count};
use atlas_scenario::{Action, KERNEL, Operation, Scenario, TASK_MAX, Target};
use classic_heap::DesignError;
use thiserror::Error;

use crate::design::{MemoryDesign, design_text};
use crate::designs::Designs;
use crate::explain::named_task;
use crate::keyframes::{KeyframeBounds, Keyframes};
use crate::lifetimes::SpaceNow;
use crate::machine::{Halt, Machine};
use crate::metrics::{FreeSpace, Sample};
use crate::ranks::Ranks;
use crate::shadow::Violation;
use crate::state::{LookedAt, State};
use crate::subject::{NotBegun, Subject};
use crate::timeline::Timeline;
use crate::work::{WorkBound, WorkBounds};

/// Why there is no replay.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ReplayError {
    /// The design is not possible.
    #[error("{0}")]
    Design(#[from] DesignError),
    /// The design of a task makes no sense.
    #[error("task {task}: {error}")]
    TaskDesign {
        /// The task.
        task: u8,
        /// What is wrong with its design.
        error: DesignError,
    },
    /// The regions of all tasks together are more than a replay can hold.
    #[error(
        "the regions of the {spaces} address spaces have {} together; at most {} can be replayed",
        bytes(*region_bytes), bytes(REGIONS_BYTES_MAX)
    )]
    RegionsTooLarge {
        /// How many address spaces the scenario needs.
        spaces: usize,
        /// The bytes of their regions.
        region_bytes: u64,
    },
    /// The scenario refers to what it does not have.
    #[error("operation {} of the scenario {reason}", count(step))]
    Scenario {
        /// The step it would lead to, from 1.
        step: u32,
        /// What is wrong with it.
        reason: &'static str,
    },
    /// The heap of a task can't begin with the blocks and holes that the scenario gives.
    #[error("the heap of {} can’t begin as this scenario has it: {why}", named_task(*task))]
    Given {
        /// The task.
        task: u8,
        /// Why.
        why: NotBegun,
    },
    /// There are more operations than steps can be counted.
    #[error(
        "the scenario has {} operations; at most {} can be replayed",
        count(operations),
        count(u32::MAX)
    )]
    TooLong {
        /// How many there are.
        operations: usize,
    },
    /// The allocator did what no allocator may do. This is a mistake of the allocator, not of the scenario.
    #[error("the allocator is broken: at step {}, {violation}", count(step))]
    Violation {
        /// The step at which it showed.
        step: u32,
        /// What it did.
        violation: Violation,
    },
    /// An operation takes the allocator, or the replay as a whole, longer than anyone waits.
    #[error(
        "step {} {bound}: this design takes too long for this scenario",
        count(step)
    )]
    TooMuchWork {
        /// The step it would lead to. All steps before it are replayed.
        step: u32,
        /// The bound it breaks.
        bound: WorkBound,
    },
}

/// What the regions of all address spaces may have together, in bytes: as much as the largest region there is.
const REGIONS_BYTES_MAX: u64 = 1 << 30;

/// The step asked for is not there, yet or at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error(
    "there is no step {}: {} of {} operations are replayed",
    count(step),
    count(replayed),
    count(total)
)]
pub struct StepError {
    /// What was asked for.
    pub step: u32,
    /// The last step there is.
    pub replayed: u32,
    /// The last step there will be.
    pub total: u32,
}

/// How far a replay is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Operations replayed.
    pub replayed: u32,
    /// Operations there are.
    pub total: u32,
}

impl Progress {
    /// Whether nothing is left to replay.
    #[must_use]
    pub fn is_done(self) -> bool {
        self.replayed == self.total
    }
}

/// How thorough a replay is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Whether the subject's invariants are walked after every operation, and every payload is filled and
    /// compared. Outcomes, metrics and hash are the same; only the payloads' bytes differ.
    pub check: bool,
}

/// A scenario replayed on a subject.
pub struct Replay {
    scenario: Scenario,
    /// The machine that writes the timeline; none once that is done.
    front: Option<Machine>,
    /// The machine at the cursor; none before the first seek, unless the front's was handed over at the end.
    cursor: Option<Cursor>,
    keyframes: Keyframes,
    timeline: Timeline,
    work: u64,
    work_bounds: WorkBounds,
    ranks: [Ranks; 3],
    broken: Option<ReplayError>,
}

/// The machine at the step looked at, and the operation that led there.
struct Cursor {
    machine: Machine,
    /// None at step 0, and where the operation was not recorded.
    looked_at: Option<LookedAt>,
}

impl Replay {
    /// A replay of `scenario` before its first operation: one design for everybody, or [`Designs`].
    ///
    /// # Errors
    /// If a design or the scenario makes no sense.
    pub fn new(
        designs: impl Into<Designs>,
        scenario: Scenario,
        options: Options,
    ) -> Result<Self, ReplayError> {
        Self::of_designs(designs.into(), scenario, options, KeyframeBounds::DEFAULT)
    }

    fn of_designs(
        designs: Designs,
        scenario: Scenario,
        options: Options,
        bounds: KeyframeBounds,
    ) -> Result<Self, ReplayError> {
        match designs.first_unsound() {
            None => {}
            Some((KERNEL, error)) => return Err(ReplayError::Design(error)),
            Some((task, error)) => return Err(ReplayError::TaskDesign { task, error }),
        }
        let wrong = |task, error| ReplayError::TaskDesign { task, error };
        let tasks = tasks(&scenario);
        let mut region_bytes = 0;
        for &task in &tasks {
            let regions = designs.of_heap(task).machine.regions();
            let regions = regions.map_err(|error| wrong(task, error))?;
            region_bytes += u64::from(regions.bytes);
        }
        if region_bytes > REGIONS_BYTES_MAX {
            let spaces = tasks.len();
            return Err(ReplayError::RegionsTooLarge {
                spaces,
                region_bytes,
            });
        }
        let subject = |task| {
            let design = designs.of_heap(task);
            let subject = design.open().map_err(|error| wrong(task, error))?;
            Ok((
                subject,
                design_text(&design, &Designs::default().of_heap(task)),
            ))
        };
        Self::with_bounds(designs.machine.memory, subject, scenario, options, bounds)
    }
}

impl Replay {
    /// A replay of `scenario` before its first operation, on an empty subject for the kernel and for each task that
    /// appears in it; `subject` gives them, each with a text that equal behaviour has in common, and all of them draw on `memory`.
    ///
    /// # Errors
    /// If the scenario makes no sense, or what `subject` gives.
    pub fn on(
        memory: MemoryDesign,
        subject: impl FnMut(u8) -> Result<(Box<dyn Subject>, String), ReplayError>,
        scenario: Scenario,
        options: Options,
    ) -> Result<Self, ReplayError> {
        Self::with_bounds(memory, subject, scenario, options, KeyframeBounds::DEFAULT)
    }

    fn with_bounds(
        memory: MemoryDesign,
        mut subject: impl FnMut(u8) -> Result<(Box<dyn Subject>, String), ReplayError>,
        scenario: Scenario,
        options: Options,
        bounds: KeyframeBounds,
    ) -> Result<Self, ReplayError> {
        let operations = scenario.operations.len();
        if u32::try_from(operations).is_err() {
            return Err(ReplayError::TooLong { operations });
        }
        for (step, operation) in (1..).zip(scenario.operations.iter()) {
            look_over(&scenario, operation)
                .map_err(|reason| ReplayError::Scenario { step, reason })?;
        }
        let given = scenario.given.iter().flat_map(|given| given.pieces.iter());
        let given = given.filter_map(|piece| piece.pointer);
        if given
            .into_iter()
            .any(|pointer| pointer.0 >= scenario.pointers)
        {
            let reason = "comes after a block given to a pointer that the scenario does not have";
            return Err(ReplayError::Scenario { step: 1, reason });
        }
        let mut subjects = Vec::new();
        let mut design_text = String::new();
        for task in tasks(&scenario) {
            let (subject, text) = subject(task)?;
            if task != KERNEL {
                design_text.push_str(&format!("task {task}\n"));
            }
            design_text.push_str(&text);
            subjects.push((task, subject));
        }
        let front = Machine::new(memory, subjects, &scenario, options.check);
        let mut front = front.map_err(|(task, why)| ReplayError::Given { task, why })?;
        let mut replay = Self {
            keyframes: Keyframes::new(&mut front, bounds),
            timeline: begun_timeline(&front, &scenario, &design_text),
            scenario,
            front: Some(front),
            cursor: None,
            work: 0,
            work_bounds: WorkBounds::DEFAULT,
            ranks: Default::default(),
            broken: None,
        };
        replay.close_if_done();
        Ok(replay)
    }

    /// Allows less work: at more than `work_max` units, the replay ends with [`ReplayError::TooMuchWork`].
    pub fn limit_work(&mut self, work_max: u64) {
        self.work_bounds = self.work_bounds.within(work_max);
    }

    /// The scenario.
    #[must_use]
    pub fn scenario(&self) -> &Scenario {
        &self.scenario
    }

    /// What is known of every step replayed so far.
    #[must_use]
    pub fn timeline(&self) -> &Timeline {
        &self.timeline
    }

    /// How far the replay is.
    #[must_use]
    pub fn progress(&self) -> Progress {
        Progress {
            replayed: self.timeline.replayed(),
            total: self.timeline.total(),
        }
    }

    /// Replays on for about `budget` units of work, at least one operation. A unit is a probe or what takes
    /// as long, a few nanoseconds. The result does not depend on how the work is cut into slices.
    ///
    /// An operation is never cut in two, so a slice may take longer than its budget by what one operation may take:
    /// 2³² units.
    ///
    /// # Errors
    /// [`ReplayError::Violation`] or [`ReplayError::TooMuchWork`], again at each further call.
    pub fn advance(&mut self, budget: u64) -> Result<Progress, ReplayError> {
        if let Some(error) = &self.broken {
            return Err(error.clone());
        }
        let until = self.work.saturating_add(budget);
        while let Some(machine) = &mut self.front {
            let task = self.scenario.operations[machine.step as usize].task;
            let (work_max, bound) = self.work_bounds.left(self.work);
            let performed = machine
                .perform(&self.scenario, false, work_max)
                .map_err(|halt| {
                    let step = machine.step;
                    let error = match halt {
                        Halt::Violation(violation) => ReplayError::Violation { step, violation },
                        Halt::OutOfWork => ReplayError::TooMuchWork { step, bound },
                    };
                    self.broken = Some(error.clone());
                    error
                })?;
            self.work += performed.work;
            let live = machine.sums();
            let space = SpaceNow::of(task, machine.space().subject.as_ref());
            let heap_bytes = machine.heap_bytes();
            self.timeline
                .push(&performed, space, live.requested_bytes, heap_bytes);
            if self.timeline.is_sampled(machine.step) {
                let mut space = FreeSpace::default();
                let mut frames = [0; TASK_MAX as usize + 1];
                for (place, owner) in machine.spaces.iter().enumerate() {
                    space += FreeSpace::of(&*owner.subject);
                    frames[usize::from(owner.task)] = machine.memory.counts(place).resident;
                }
                self.work += u64::from(live.blocks + space.holes);
                self.timeline.push_sample(Sample {
                    step: machine.step,
                    live,
                    space,
                    pages: machine.page_figures(),
                    frames,
                });
            }
            self.keyframes.offer(machine, self.work);
            self.close_if_done();
            if self.work >= until {
                break;
            }
        }
        Ok(self.progress())
    }

    /// Replays all that is left.
    ///
    /// # Errors
    /// As [`advance`](Self::advance).
    pub fn finish(&mut self) -> Result<(), ReplayError> {
        self.advance(u64::MAX).map(|_| ())
    }

    /// Goes to a step, forwards or backwards, and shows the state there.
    ///
    /// # Errors
    /// If the step is not replayed yet, or there is no such step.
    pub fn seek(&mut self, step: u32) -> Result<State<'_>, StepError> {
        let Progress { replayed, total } = self.progress();
        if step > replayed {
            return Err(StepError {
                step,
                replayed,
                total,
            });
        }
        let cursor = self.cursor.get_or_insert_with(|| {
            let front = self.front.as_ref();
            let front = front.expect("a machine is at the front or at the cursor");
            Cursor {
                machine: front.fresh(&self.scenario),
                looked_at: None,
            }
        });
        cursor.go_to(step, &self.scenario, &self.keyframes);
        self.rank_until(step);
        Ok(self.state().expect("the cursor was just set"))
    }

    /// The state at the step sought last; `None` before the first [`seek`](Self::seek).
    #[must_use]
    pub fn state(&self) -> Option<State<'_>> {
        let Cursor { machine, looked_at } = self.cursor.as_ref()?;
        // The front's machine, handed over at the end, has not been looked at yet.
        if machine.step > 0 && looked_at.is_none() {
            return None;
        }
        Some(State::new(&self.scenario, machine, *looked_at, &self.ranks))
    }

    /// Moves the percentiles of cost to a step.
    fn rank_until(&mut self, step: u32) {
        for (ranks, column) in self.ranks.iter_mut().zip(self.timeline.costs()) {
            ranks.move_to(column, step as usize, |row| self.timeline.counted()[row]);
        }
    }

    fn close_if_done(&mut self) {
        if !self.progress().is_done() {
            return;
        }
        if let Some(machine) = self.front.take() {
            self.rank_until(machine.step);
            self.timeline.finish(&machine, self.ranks[0].percentile(99));
            // One machine is enough from here on.
            self.cursor.get_or_insert(Cursor {
                machine,
                looked_at: None,
            });
        }
    }
}

impl Cursor {
    fn go_to(&mut self, step: u32, scenario: &Scenario, keyframes: &Keyframes) {
        let here = self.machine.step;
        if here == step && (step == 0 || self.looked_at.is_some()) {
            return;
        }
        self.looked_at = None;
        // The last operation is performed under the recording observer, so it starts one step before.
        let Some(before) = step.checked_sub(1) else {
            self.machine.restore(keyframes.before(0));
            self.machine.forget_operation();
            return;
        };
        let keyframe = keyframes.before(before);
        if here > before || here < keyframe.step {
            self.machine.restore(keyframe);
        }
        while self.machine.step < step {
            let recording = self.machine.step == before;
            let performed = self
                .machine
                .perform(scenario, recording, u64::MAX)
                .unwrap_or_else(|halt| panic!("the front has passed here: {halt:?}"));
            if recording {
                self.looked_at = Some(LookedAt {
                    outcome: performed.outcome,
                    cost: performed.cost,
                });
            }
        }
    }
}

/// A timeline of a machine that performed nothing yet.
fn begun_timeline(machine: &Machine, scenario: &Scenario, design_text: &str) -> Timeline {
    let total = scenario.operation_count();
    let mut timeline = Timeline::new(total, live_max(scenario), design_text);
    for space in machine.spaces.iter().filter(|space| space.life.is_alive()) {
        let now = SpaceNow::of(space.task, space.subject.as_ref());
        timeline.begin(now, space.shadow.iter());
    }
    timeline
}

/// How many blocks live at most, if all that is asked for is granted.
fn live_max(scenario: &Scenario) -> u32 {
    let given = scenario.given.iter().flat_map(|given| given.pieces.iter());
    let mut live = given.filter(|piece| piece.pointer.is_some()).count() as u32;
    let mut live_max = live;
    for operation in scenario.operations.iter() {
        match operation.action {
            Action::Free { .. } => live = live.saturating_sub(1),
            Action::Malloc { .. }
            | Action::Falloc { .. }
            | Action::Calloc { .. }
            | Action::AlignedMalloc { .. }
            | Action::Realloc {
                from: Target::Null, ..
            } => live += 1,
            Action::Realloc { .. }
            | Action::Touch { .. }
            | Action::Idle { .. }
            | Action::Mark { .. } => {}
        }
        live_max = live_max.max(live);
    }
    live_max
}

/// The tasks that need an address space, in order: the kernel, and every one that performs an operation or is given a heap.
fn tasks(scenario: &Scenario) -> Vec<u8> {
    let mut named = [false; TASK_MAX as usize + 1];
    let acting = scenario.operations.iter().map(|operation| operation.task);
    for task in acting.chain(scenario.given.iter().map(|given| given.task)) {
        if let Some(named) = named.get_mut(usize::from(task)) {
            *named = true;
        }
    }
    (KERNEL..=TASK_MAX)
        .filter(|&task| task == KERNEL || named[usize::from(task)])
        .collect()
}

/// Whether an operation refers to what is there.
fn look_over(scenario: &Scenario, operation: &Operation) -> Result<(), &'static str> {
    use atlas_scenario::Target;
    if operation.task > TASK_MAX {
        return Err("is of a task that there cannot be");
    }
    let pointer = |pointer: atlas_scenario::Pointer| {
        if pointer.0 < scenario.pointers {
            Ok(())
        } else {
            Err("names a pointer that the scenario does not have")
        }
    };
    let target = |target| match target {
        Target::Pointer(named) | Target::Offset(named, _) => pointer(named),
        Target::Address(_) | Target::Null => Ok(()),
    };
    match operation.action {
        Action::Malloc { pointer: named, .. }
        | Action::Falloc { pointer: named, .. }
        | Action::Calloc { pointer: named, .. } => pointer(named),
        Action::AlignedMalloc {
            pointer: named,
            alignment,
            ..
        } => {
            pointer(named)?;
            if alignment.is_power_of_two() {
                Ok(())
            } else {
                Err("asks for an alignment that is no power of two")
            }
        }
        Action::Realloc {
            pointer: named,
            from,
            ..
        } => {
            pointer(named)?;
            target(from)
        }
        Action::Free { target: freed } => target(freed),
        Action::Touch {
            target: touched, ..
        } => target(touched),
        Action::Idle { .. } => Ok(()),
        Action::Mark { label } => {
            if (label as usize) < scenario.labels.len() {
                Ok(())
            } else {
                Err("passes a label that the scenario does not have")
            }
        }
    }
}

#[cfg(test)]
mod tests;
