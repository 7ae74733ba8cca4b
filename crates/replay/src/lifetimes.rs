//! Owns which bytes of each region were in a program's hands at which steps, where each heap ended, and where its tables lay:
//! memory over time.
//!
//! Does not own what an allocator did with free memory: a state at a step tells that.

use atlas_scenario::Pointer;
use classic_heap::Extent;

use crate::outcome::{Outcome, OutcomeKind};
use crate::shadow::Live;
use crate::subject::Subject;

/// A block for as long as the program had it at one place and in one length. A block that is resized or moved begins another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lifetime {
    /// Where it lay in the region, its bookkeeping included.
    pub block: Extent,
    /// The first step at which it was there.
    pub from: u32,
    /// The first step at which it was there no longer; [`Lifetime::ALIVE`] as long as it is.
    pub until: u32,
    /// The pointer it was granted to.
    pub pointer: Pointer,
    /// The step at which the program first had it, wherever that was.
    pub born_step: u32,
}

impl Lifetime {
    /// The end of a lifetime that has none yet.
    pub const ALIVE: u32 = u32::MAX;

    /// Of a block as a step leaves it.
    fn of(live: &Live, space: SpaceNow, step: u32) -> Self {
        Self {
            block: Extent {
                start: live.start() - space.region_base,
                bytes: live.block_bytes(),
            },
            from: step,
            until: Self::ALIVE,
            pointer: live.pointer,
            born_step: live.first_step(),
        }
    }

    /// Whether the block was there at a step.
    #[must_use]
    pub fn is_at(&self, step: u32) -> bool {
        (self.from..self.until).contains(&step)
    }
}

/// Memory over time in one address space.
#[derive(Debug)]
pub struct MemoryOverTime {
    task: u8,
    lifetimes: Vec<Lifetime>,
    outlines: Vec<Outline>,
}

/// What a heap took of its region from a step on, whatever blocks it had.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outline {
    /// The step.
    pub step: u32,
    /// The heap's length.
    pub bytes: u32,
    /// The bookkeeping outside of blocks: before the first of them, and at the region's end. Empty where there is none.
    pub tables: [Extent; 2],
}

impl MemoryOverTime {
    /// The task whose space it is.
    #[must_use]
    pub fn task(&self) -> u8 {
        self.task
    }

    /// Every lifetime so far, in order of their first steps.
    #[must_use]
    pub fn lifetimes(&self) -> &[Lifetime] {
        &self.lifetimes
    }

    /// Where the heap ended and its tables lay, whenever that changed; before the first of them the heap was empty.
    #[must_use]
    pub fn outlines(&self) -> &[Outline] {
        &self.outlines
    }

    /// The block that the program had at an offset at a step.
    #[must_use]
    pub fn at(&self, step: u32, offset: u32) -> Option<&Lifetime> {
        self.lifetimes.iter().rev().find(|lifetime| {
            let Extent { start, bytes } = lifetime.block;
            lifetime.is_at(step) && (start..start + bytes).contains(&offset)
        })
    }
}

/// Memory over time in every address space, recorded as a replay runs.
#[derive(Debug)]
pub(crate) struct Recorder {
    spaces: Vec<MemoryOverTime>,
    /// By the step at which a block was born, the place of its newest lifetime in its space.
    newest: Vec<u32>,
    /// The same by the number of a block that was there from the start.
    newest_given: Vec<u32>,
}

impl Recorder {
    pub(crate) fn new(total: u32) -> Self {
        Self {
            spaces: Vec::new(),
            newest: Vec::with_capacity(total as usize + 1),
            newest_given: Vec::new(),
        }
    }

    pub(crate) fn spaces(&self) -> &[MemoryOverTime] {
        &self.spaces
    }

    /// Takes down what is there before the first operation.
    pub(crate) fn begin<'l>(&mut self, space: SpaceNow, given: impl Iterator<Item = &'l Live>) {
        let MemoryOverTime {
            lifetimes,
            outlines,
            ..
        } = of_task(&mut self.spaces, space.task);
        outlines.push(space.outline(0));
        for live in given {
            let number = live.given_number().expect("nothing else is there") as usize;
            let given = self.newest_given.len().max(number + 1);
            self.newest_given.resize(given, u32::MAX);
            self.newest_given[number] = lifetimes.len() as u32;
            lifetimes.push(Lifetime::of(live, space, 0));
        }
    }

    /// Takes down the operation that led to `step`, performed in the space of a task.
    pub(crate) fn record(&mut self, step: u32, space: SpaceNow, outcome: &Outcome) {
        self.newest.resize(step as usize + 1, u32::MAX);
        let MemoryOverTime {
            lifetimes,
            outlines,
            ..
        } = of_task(&mut self.spaces, space.task);
        if outlines
            .last()
            .is_none_or(|last| *last != space.outline(last.step))
        {
            outlines.push(space.outline(step));
        }
        match (outcome.kind, outcome.block) {
            (
                OutcomeKind::Granted
                | OutcomeKind::Clamped
                | OutcomeKind::Resized
                | OutcomeKind::Moved,
                Some(live),
            ) => {
                let newest = match live.given_number() {
                    Some(number) => &mut self.newest_given[number as usize],
                    None => &mut self.newest[live.born_step as usize],
                };
                if let Some(last) = lifetimes.get_mut(*newest as usize) {
                    last.until = step;
                }
                *newest = u32::try_from(lifetimes.len()).expect("no more lifetimes than steps");
                lifetimes.push(Lifetime::of(&live, space, step));
            }
            (OutcomeKind::Freed | OutcomeKind::Queued, Some(live)) => {
                let newest = match live.given_number() {
                    Some(number) => self.newest_given[number as usize],
                    None => self.newest[live.born_step as usize],
                };
                lifetimes[newest as usize].until = step;
            }
            (OutcomeKind::TaskKilled, _) => {
                for lifetime in lifetimes {
                    lifetime.until = lifetime.until.min(step);
                }
            }
            _ => {}
        }
    }
}

/// The space in which an operation was performed, after it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SpaceNow {
    pub(crate) task: u8,
    pub(crate) region_base: u32,
    /// Where its heap ends, as an offset.
    pub(crate) reach: u32,
    pub(crate) tables: [Extent; 2],
}

impl SpaceNow {
    pub(crate) fn of(task: u8, subject: &dyn Subject) -> Self {
        Self {
            task,
            region_base: subject.region_base(),
            reach: subject.reach(),
            tables: subject.tables(),
        }
    }

    fn outline(self, step: u32) -> Outline {
        Outline {
            step,
            bytes: self.reach,
            tables: self.tables,
        }
    }
}

fn of_task(spaces: &mut Vec<MemoryOverTime>, task: u8) -> &mut MemoryOverTime {
    let at = spaces.iter().position(|space| space.task == task);
    let at = at.unwrap_or_else(|| {
        spaces.push(MemoryOverTime {
            task,
            lifetimes: Vec::new(),
            outlines: Vec::new(),
        });
        spaces.len() - 1
    });
    &mut spaces[at]
}
