//! Owns the machine: address spaces, the memory they share and the program's pointers, driven one operation at
//! a time.
//!
//! Decides what becomes of an operation, mistaken ones included, and nothing about remembering that: see
//! [`timeline`](crate::timeline).
//!
//! An operation takes place in the space of the task that performs it. A pointer that was granted in another
//! space is only a number there: it names an unknown address, even where a block of the performing task happens
//! to begin at that number. As with a block freed twice, a real allocator would take that one, and the mistake
//! stops where it was made. Idle ticks, too, are the daemon's of that task's heap.

use atlas_scenario::{Action, Operation, Pointer, Target, TouchBytes};
use classic_heap::{Access, FreeError, ReallocateError, Refusal};

use crate::metrics::PageFigures;
use crate::outcome::{Outcome, OutcomeKind};
use crate::physical::{MemoryDesign, MemorySnapshot, PhysicalMemory};
use crate::shadow::{Live, Sums, Violation};
use crate::shared::SharedArray;
use crate::space::{Death, Life, Space, SpaceSnapshot};
use crate::subject::{Cost, Freed, Grant, Request, Rounding, Subject};

/// What one operation is charged beside its probes, when a replay is cut into slices and keyframes.
const WORK_PER_OPERATION: u64 = 32;

/// Payloads begin at a multiple of this, and an address is so long.
const WORD_BYTES: u32 = 4;

/// Pointers kept in one shared chunk.
const SLOTS_PER_CHUNK: usize = 128;

/// A pointer of the program: the address it holds and the block it was given for.
#[derive(Clone, Copy, Debug, Default)]
struct Slot {
    /// 0 for the null pointer.
    address: u32,
    /// [`Live::born_step`] of the block: tells it from a later one at the same address.
    born_step: u32,
    /// Whose space the block was granted in.
    task: u8,
}

/// The highest values so far, in bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Peaks {
    /// Of the live requests' sum.
    pub requested_bytes: u32,
    /// Of the live payloads' sum.
    pub payload_bytes: u32,
    /// Of the live blocks' sum.
    pub block_bytes: u32,
    /// Of the heap's end.
    pub heap_bytes: u32,
    /// The first step at which the heap's end stood there.
    pub heap_step: u32,
}

impl Peaks {
    fn raise(&mut self, sums: Sums, heap_bytes: u32, step: u32) {
        self.requested_bytes = self.requested_bytes.max(sums.requested_bytes);
        self.payload_bytes = self.payload_bytes.max(sums.payload_bytes);
        self.block_bytes = self.block_bytes.max(sums.block_bytes);
        if heap_bytes > self.heap_bytes {
            self.heap_bytes = heap_bytes;
            self.heap_step = step;
        }
    }
}

/// Sums and maxima of the allocator operations' cost so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CostSums {
    /// How many allocator operations there were.
    pub operations: u32,
    /// The sum of each measure.
    pub sum: [u64; 3],
    /// The maximum of each measure.
    pub maximum: [u64; 3],
}

impl Cost {
    /// Probes, words and lines.
    #[must_use]
    pub fn measures(self) -> [u64; 3] {
        [self.probes, self.words, self.lines]
    }
}

impl CostSums {
    fn add(&mut self, cost: Cost) {
        self.operations += 1;
        for (n, value) in cost.measures().into_iter().enumerate() {
            self.sum[n] += value;
            self.maximum[n] = self.maximum[n].max(value);
        }
    }
}

/// Whether an action asks something of the allocator, and so counts in the mean cost of an operation.
pub(crate) fn is_allocator_operation(action: &Action) -> bool {
    !matches!(
        action,
        Action::Touch { .. } | Action::Idle { .. } | Action::Mark { .. }
    )
}

/// Address spaces, the memory they share and the program's pointers, at work for a scenario.
pub(crate) struct Machine<S: Subject> {
    /// In order of their tasks; the kernel's is always the first.
    pub(crate) spaces: Vec<Space<S>>,
    /// The place of the space whose task performed the last operation, or performs the first.
    pub(crate) active: usize,
    pub(crate) memory: PhysicalMemory,
    slots: SharedArray<Slot, SLOTS_PER_CHUNK>,
    /// Of all spaces together.
    pub(crate) peaks: Peaks,
    pub(crate) costs: CostSums,
    /// How many operations were performed.
    pub(crate) step: u32,
    check: bool,
}

/// A machine at rest.
pub(crate) struct MachineSnapshot<S: Subject> {
    spaces: Vec<SpaceSnapshot<S>>,
    active: usize,
    memory: MemorySnapshot,
    slots: SharedArray<Slot, SLOTS_PER_CHUNK>,
    peaks: Peaks,
    costs: CostSums,
    pub(crate) step: u32,
}

/// What an operation did, and what it is charged.
#[derive(Clone, Copy)]
pub(crate) struct Performed {
    pub(crate) outcome: Outcome,
    pub(crate) cost: Cost,
    /// Whether it counts in the mean cost of an operation.
    pub(crate) counted: bool,
    /// What performing it again will take, roughly in units of a probe.
    pub(crate) work: u64,
}

/// Why an operation has no result. The machine is of no use then.
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

impl<S: Subject> Machine<S> {
    /// A machine before its first operation, with a subject for each task; tasks ascend and begin with the kernel.
    pub(crate) fn new(
        memory: MemoryDesign,
        subjects: impl IntoIterator<Item = (u8, S)>,
        first_task: u8,
        pointers: u32,
        check: bool,
    ) -> Self {
        let spaces: Vec<_> = subjects
            .into_iter()
            .map(|(task, subject)| Space::new(task, subject))
            .collect();
        let regions: Vec<_> = spaces
            .iter()
            .map(|space| (space.task, space.subject.region_bytes()))
            .collect();
        let mut machine = Self {
            memory: PhysicalMemory::new(memory, &regions),
            spaces,
            active: 0,
            slots: SharedArray::new(pointers as usize),
            peaks: Peaks::default(),
            costs: CostSums::default(),
            step: 0,
            check,
        };
        machine.active = machine.place(first_task).expect("every task has a space");
        machine
    }

    /// Another machine of the same kind, before its first operation.
    pub(crate) fn fresh(&self, first_task: u8, pointers: u32) -> Self {
        let spaces = self.spaces.iter();
        let subjects = spaces.map(|space| (space.task, space.subject.fresh()));
        let memory = self.memory.design();
        Self::new(memory, subjects, first_task, pointers, self.check)
    }

    /// Where the space of a task is, if the task appears in the scenario at all.
    pub(crate) fn place(&self, task: u8) -> Option<usize> {
        self.spaces.iter().position(|space| space.task == task)
    }

    pub(crate) fn snapshot(&mut self) -> MachineSnapshot<S> {
        MachineSnapshot {
            spaces: self.spaces.iter_mut().map(Space::snapshot).collect(),
            active: self.active,
            memory: self.memory.snapshot(),
            slots: self.slots.clone(),
            peaks: self.peaks,
            costs: self.costs,
            step: self.step,
        }
    }

    pub(crate) fn restore(&mut self, snapshot: &MachineSnapshot<S>) {
        for (space, snapshot) in self.spaces.iter_mut().zip(&snapshot.spaces) {
            space.restore(snapshot);
        }
        self.active = snapshot.active;
        self.memory.restore(&snapshot.memory);
        self.slots = snapshot.slots.clone();
        self.peaks = snapshot.peaks;
        self.costs = snapshot.costs;
        self.step = snapshot.step;
    }

    /// Forgets the cost and the events of the last operation, whoever performed it.
    pub(crate) fn forget_operation(&mut self) {
        self.space_mut().subject.begin(false, u64::MAX);
        self.memory.begin(self.active, self.step, false);
    }

    /// The space at work.
    pub(crate) fn space(&self) -> &Space<S> {
        &self.spaces[self.active]
    }

    fn space_mut(&mut self) -> &mut Space<S> {
        &mut self.spaces[self.active]
    }

    /// What all spaces hold together.
    pub(crate) fn sums(&self) -> Sums {
        let mut sums = Sums::default();
        for space in &self.spaces {
            sums += space.shadow.sums();
        }
        sums
    }

    /// How far all heaps reach together.
    pub(crate) fn heap_bytes(&self) -> u32 {
        let spaces = self.spaces.iter();
        spaces.map(|space| space.subject.heap_bytes()).sum()
    }

    /// The pages of all spaces together.
    pub(crate) fn page_figures(&self) -> PageFigures {
        let mut all = PageFigures::default();
        for place in 0..self.spaces.len() {
            let PageFigures {
                page_bytes,
                reserved,
                promised,
                counts,
            } = self.page_figures_of(place);
            all.page_bytes = page_bytes;
            all.reserved += reserved;
            all.promised += promised;
            all.counts.resident += counts.resident;
            all.counts.untouched += counts.untouched;
            all.counts.swapped += counts.swapped;
            all.counts.faults += counts.faults;
            all.counts.swap_ins += counts.swap_ins;
            all.counts.swap_outs += counts.swap_outs;
        }
        all.counts.resident_max = self.memory.frames_used_max();
        all
    }

    /// The pages of one space.
    pub(crate) fn page_figures_of(&self, place: usize) -> PageFigures {
        let space = &self.spaces[place];
        let page_bytes = self.memory.design().page_bytes;
        PageFigures {
            page_bytes,
            reserved: match space.life {
                Life::Alive { .. } => self.memory.reserved_pages(place),
                Life::Unborn | Life::Killed(_) => 0,
            },
            promised: space.subject.heap_bytes().div_ceil(page_bytes),
            counts: self.memory.counts(place),
        }
    }

    /// Performs the next operation, if that takes no more than so much work.
    ///
    /// # Errors
    /// See [`Halt`].
    pub(crate) fn perform(
        &mut self,
        operation: &Operation,
        recording: bool,
        work_max: u64,
    ) -> Result<Performed, Halt> {
        self.step += 1;
        self.active = self.place(operation.task).expect("every task has a space");
        self.memory.begin(self.active, self.step, recording);
        let step = self.step;
        let space = self.space_mut();
        space.subject.begin(recording, work_max);
        match space.life {
            Life::Killed(_) => {
                return Ok(Performed {
                    outcome: Outcome::of(OutcomeKind::TaskDead),
                    cost: Cost::default(),
                    counted: false,
                    work: WORK_PER_OPERATION,
                });
            }
            Life::Unborn => space.life = Life::Alive { born_step: step },
            Life::Alive { .. } => {}
        }
        let mut bytes_written = 0;
        self.lend_memory();
        let acted = self.act(&operation.action, &mut bytes_written);
        self.lend_memory();
        let cost = self.space().subject.cost();
        let work = WORK_PER_OPERATION + cost.work() + self.memory.work() + bytes_written / 64;
        if work > work_max {
            // An allocator that gave up answers anything: its answer is not even looked at.
            return Err(Halt::OutOfWork);
        }
        let mut outcome = acted?;
        if let Some(page) = self.memory.starved() {
            outcome = self.kill(page);
        }
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

    /// Exchanges the machine's memory with what the subject at work holds in its place: lends it, or takes it back.
    fn lend_memory(&mut self) {
        let subject = &mut self.spaces[self.active].subject;
        std::mem::swap(&mut self.memory, subject.physical_mut());
    }

    fn act(&mut self, action: &Action, bytes_written: &mut u64) -> Result<Outcome, Violation> {
        Ok(match *action {
            Action::Malloc { pointer, bytes } => {
                self.allocate(pointer, Request::Malloc { bytes }, bytes_written)?
            }
            Action::Falloc { pointer, bytes } => {
                self.allocate(pointer, Request::Falloc { bytes }, bytes_written)?
            }
            Action::AlignedMalloc {
                pointer,
                bytes,
                alignment,
            } => {
                let request = Request::Aligned { bytes, alignment };
                self.allocate(pointer, request, bytes_written)?
            }
            Action::Calloc {
                pointer,
                count,
                bytes,
            } => match count.checked_mul(bytes) {
                Some(bytes) => self.allocate(pointer, Request::Calloc { bytes }, bytes_written)?,
                None => {
                    *self.slot_mut(pointer) = Slot::default();
                    Outcome::of(OutcomeKind::RefusedOverMaximum)
                }
            },
            Action::Realloc {
                pointer,
                from,
                bytes,
            } => self.reallocate(pointer, from, bytes, bytes_written)?,
            Action::Free { target } => self.free(target)?,
            Action::Touch {
                target,
                start,
                bytes,
            } => self.touch(target, start, bytes, bytes_written),
            Action::Idle { ticks } => {
                self.space_mut().subject.idle(ticks);
                Outcome::of(OutcomeKind::Idled)
            }
            Action::Mark { .. } => Outcome::of(OutcomeKind::Marked),
        })
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

    fn raise_peaks(&mut self) {
        let step = self.step;
        let (sums, heap_bytes) = (self.sums(), self.heap_bytes());
        self.peaks.raise(sums, heap_bytes, step);
        let space = self.space_mut();
        let (sums, heap_bytes) = (space.shadow.sums(), space.subject.heap_bytes());
        space.peaks.raise(sums, heap_bytes, step);
    }

    fn slot(&self, pointer: Pointer) -> Slot {
        *self.slots.get(pointer.0 as usize)
    }

    fn slot_mut(&mut self, pointer: Pointer) -> &mut Slot {
        self.slots.get_mut(pointer.0 as usize)
    }

    fn allocate(
        &mut self,
        pointer: Pointer,
        request: Request,
        bytes_written: &mut u64,
    ) -> Result<Outcome, Violation> {
        let grant = match self.space_mut().subject.allocate(request) {
            Ok(grant) => grant,
            Err(refusal) => {
                *self.slot_mut(pointer) = Slot::default();
                return Ok(Outcome::of(refused(refusal)));
            }
        };
        let alignment = match request {
            Request::Aligned { alignment, .. } => alignment.max(self.space().subject.alignment()),
            _ => self.space().subject.alignment(),
        };
        let live = self.admit(grant, alignment, pointer, request.bytes(), self.step)?;
        if matches!(request, Request::Calloc { .. }) {
            *bytes_written += u64::from(grant.clamped_bytes);
            if self.check {
                let memory = self
                    .space()
                    .subject
                    .memory(live.address, live.clamped_bytes);
                if let Some(at) = memory.iter().position(|&byte| byte != 0) {
                    return Err(corrupted(&live, at));
                }
            }
        }
        self.fill_for_check(&live, 0);
        let kind = if grant.clamped_bytes < request.bytes() {
            OutcomeKind::Clamped
        } else {
            OutcomeKind::Granted
        };
        Ok(granted(kind, live))
    }

    fn reallocate(
        &mut self,
        pointer: Pointer,
        from: Target,
        bytes: u32,
        bytes_written: &mut u64,
    ) -> Result<Outcome, Violation> {
        let (address, old) = match self.resolve(from) {
            Named::Null => {
                return self.allocate(pointer, Request::Malloc { bytes }, bytes_written);
            }
            Named::Live(live) => (live.address, live),
            Named::Foreign { address, bystander } => {
                if bystander.is_none()
                    && let Ok(_) = self.space_mut().subject.reallocate(address, bytes)
                {
                    return Err(Violation::Invented { address });
                }
                return Ok(Outcome {
                    bystander,
                    ..Outcome::at(OutcomeKind::UnknownAddress, address)
                });
            }
            Named::Freed { address, bystander } => {
                if bystander.is_none()
                    && let Ok(_) = self.space_mut().subject.reallocate(address, bytes)
                {
                    return Err(Violation::Invented { address });
                }
                return Ok(Outcome {
                    bystander,
                    ..Outcome::at(OutcomeKind::DoubleFree, address)
                });
            }
            Named::Unknown(address) => {
                return match self.space_mut().subject.reallocate(address, bytes) {
                    Ok(_) => Err(Violation::Invented { address }),
                    Err(ReallocateError::Address(error)) => {
                        Ok(Outcome::at(not_freed(error), address))
                    }
                    Err(ReallocateError::Refused(_)) => Err(Violation::Invented { address }),
                };
            }
        };
        let grant = match self.space_mut().subject.reallocate(address, bytes) {
            Ok(grant) => grant,
            Err(ReallocateError::Refused(refusal)) => {
                return Ok(Outcome {
                    block: Some(old),
                    ..Outcome::at(refused(refusal), address)
                });
            }
            Err(ReallocateError::Address(_)) => return Err(Violation::Denied { address }),
        };
        self.remove(&old);
        // Only the design's alignment is promised to a block that moves; one that stays keeps its own.
        let alignment = self.space().subject.alignment();
        let live = self.admit(grant, alignment, pointer, bytes, old.born_step)?;
        let moved = live.address != old.address;
        let kept_bytes = old.payload_bytes.min(live.payload_bytes);
        if moved {
            *bytes_written += u64::from(kept_bytes);
        }
        self.verify_for_check(&live, kept_bytes)?;
        self.fill_for_check(&live, kept_bytes);
        let kind = if grant.clamped_bytes < bytes {
            OutcomeKind::Clamped
        } else if moved {
            OutcomeKind::Moved
        } else {
            OutcomeKind::Resized
        };
        Ok(granted(kind, live))
    }

    fn free(&mut self, target: Target) -> Result<Outcome, Violation> {
        match self.resolve(target) {
            Named::Null => Ok(Outcome::of(OutcomeKind::FreedNull)),
            Named::Live(live) => {
                self.verify_for_check(&live, live.payload_bytes)?;
                let address = live.address;
                let kind = match self.space_mut().subject.free(address) {
                    Ok(Freed::AtOnce) => OutcomeKind::Freed,
                    Ok(Freed::Queued) => OutcomeKind::Queued,
                    Err(_) => return Err(Violation::Denied { address }),
                };
                self.remove(&live);
                Ok(granted(kind, live))
            }
            Named::Foreign { address, bystander } => {
                if bystander.is_none()
                    && let Ok(_) = self.space_mut().subject.free(address)
                {
                    return Err(Violation::Invented { address });
                }
                Ok(Outcome {
                    bystander,
                    ..Outcome::at(OutcomeKind::UnknownAddress, address)
                })
            }
            // Somebody else's block lives there now. A real allocator would free that one, and the program
            // would go down later, elsewhere: here the mistake stops where it was made.
            Named::Freed {
                address,
                bystander: Some(bystander),
            } => Ok(Outcome {
                bystander: Some(bystander),
                ..Outcome::at(OutcomeKind::DoubleFree, address)
            }),
            // The allocator is asked all the same: how it finds out is part of the design, and costs.
            Named::Freed {
                address,
                bystander: None,
            } => match self.space_mut().subject.free(address) {
                Ok(_) => Err(Violation::Invented { address }),
                Err(_) => Ok(Outcome::at(OutcomeKind::DoubleFree, address)),
            },
            Named::Unknown(address) => match self.space_mut().subject.free(address) {
                Ok(_) => Err(Violation::Invented { address }),
                Err(error) => Ok(Outcome::at(not_freed(error), address)),
            },
        }
    }

    fn touch(
        &mut self,
        target: Target,
        start: u32,
        bytes: TouchBytes,
        bytes_written: &mut u64,
    ) -> Outcome {
        // The block the program means, and how far behind its beginning the target lies.
        let (live, skipped) = match target {
            Target::Pointer(pointer) | Target::Offset(pointer, _) => {
                let skipped = match target {
                    Target::Offset(_, offset) => i64::from(offset),
                    _ => 0,
                };
                match self.resolve(Target::Pointer(pointer)) {
                    Named::Live(live) => (live, skipped),
                    Named::Null => return Outcome::of(OutcomeKind::TouchOutOfBounds),
                    Named::Freed { address, bystander } => {
                        return Outcome {
                            bystander,
                            ..Outcome::at(OutcomeKind::TouchAfterFree, address)
                        };
                    }
                    Named::Foreign { address, bystander } => {
                        return Outcome {
                            bystander,
                            ..Outcome::at(OutcomeKind::TouchOutOfBounds, address)
                        };
                    }
                    Named::Unknown(address) => {
                        return Outcome::at(OutcomeKind::TouchOutOfBounds, address);
                    }
                }
            }
            Target::Address(address) => match self.space().shadow.at_or_before(address) {
                Some(live) if address - live.address < live.payload_bytes => {
                    (*live, i64::from(address - live.address))
                }
                _ => return Outcome::at(OutcomeKind::TouchOutOfBounds, address),
            },
            Target::Null => return Outcome::of(OutcomeKind::TouchOutOfBounds),
        };
        let from = skipped + i64::from(start);
        let bytes = match bytes {
            TouchBytes::Exactly(bytes) => i64::from(bytes),
            TouchBytes::Rest => (i64::from(live.asked_bytes) - from).max(0),
        };
        let in_bounds = from >= 0 && from + bytes <= i64::from(live.payload_bytes);
        let address = (i64::from(live.address) + from).clamp(0, i64::from(u32::MAX));
        let outcome = Outcome {
            address: u32::try_from(address).unwrap_or_else(|_| panic!("clamped to 32 bits")),
            // A touch from far in front of a large block can be longer than 32 bits; it is out of bounds.
            payload_bytes: u32::try_from(bytes).unwrap_or(u32::MAX),
            block: Some(live),
            ..Outcome::of(OutcomeKind::TouchOutOfBounds)
        };
        if !in_bounds {
            return outcome;
        }
        let from = u32::try_from(from).unwrap_or_else(|_| panic!("an offset in bounds"));
        let offset = outcome.address - self.space().subject.region_base();
        let memory = self.space_mut().subject.physical_mut();
        memory.touch(offset, outcome.payload_bytes, Access::Write);
        *bytes_written += u64::from(outcome.payload_bytes);
        self.fill(&live, from, from + outcome.payload_bytes);
        Outcome {
            kind: OutcomeKind::Touched,
            ..outcome
        }
    }

    /// What a target names, as far as the program itself could know.
    fn resolve(&self, target: Target) -> Named {
        let address = match target {
            Target::Null => 0,
            Target::Address(address) => address,
            Target::Offset(pointer, offset) if offset != 0 => {
                let address = self.slot(pointer).address.wrapping_add_signed(offset);
                if self.is_foreign(pointer) {
                    return self.foreign(address);
                }
                address
            }
            Target::Pointer(pointer) | Target::Offset(pointer, _) => {
                let Slot {
                    address, born_step, ..
                } = self.slot(pointer);
                return match self.space().shadow.get(address) {
                    _ if address == 0 => Named::Null,
                    _ if self.is_foreign(pointer) => self.foreign(address),
                    Some(live) if live.born_step == born_step => Named::Live(*live),
                    bystander => Named::Freed {
                        address,
                        bystander: bystander.copied(),
                    },
                };
            }
        };
        match self.space().shadow.get(address) {
            _ if address == 0 => Named::Null,
            Some(live) => Named::Live(*live),
            None => Named::Unknown(address),
        }
    }

    /// Whether a pointer holds an address of another space than the one at work.
    pub(crate) fn is_foreign(&self, pointer: Pointer) -> bool {
        let Slot { address, task, .. } = self.slot(pointer);
        address != 0 && task != self.space().task
    }

    /// What an address of another space names here.
    fn foreign(&self, address: u32) -> Named {
        Named::Foreign {
            address,
            bystander: self.space().shadow.get(address).copied(),
        }
    }

    /// The task in whose space a pointer was granted its block.
    pub(crate) fn granted_in(&self, pointer: Pointer) -> u8 {
        self.slot(pointer).task
    }

    /// Takes a grant into the shadow and into the pointer.
    fn admit(
        &mut self,
        grant: Grant,
        alignment: u32,
        pointer: Pointer,
        asked_bytes: u32,
        born_step: u32,
    ) -> Result<Live, Violation> {
        self.space().shadow.admit(&grant, alignment)?;
        let live = Live {
            address: grant.address,
            asked_bytes,
            clamped_bytes: grant.clamped_bytes,
            payload_bytes: grant.payload_bytes,
            front_bytes: grant.address - self.space().subject.region_base() - grant.block.start,
            born_step,
            pointer,
        };
        let rounding = self.rounding(&live);
        self.space_mut().shadow.insert(live, rounding);
        *self.slot_mut(pointer) = Slot {
            address: live.address,
            born_step,
            task: self.space().task,
        };
        Ok(live)
    }

    fn remove(&mut self, live: &Live) {
        let rounding = self.rounding(live);
        self.space_mut().shadow.remove(live, rounding);
    }

    fn rounding(&self, live: &Live) -> Rounding {
        self.space().subject.rounding(live.clamped_bytes)
    }

    fn fill_for_check(&mut self, live: &Live, from: u32) {
        if self.check {
            self.fill(live, from, live.payload_bytes);
        }
    }

    /// Writes bytes `from..to` of a block, and those that make whole words of them: payloads have whole words only.
    fn fill(&mut self, live: &Live, from: u32, to: u32) {
        let ink = Ink::of(live, &self.space().subject);
        let from = from / WORD_BYTES * WORD_BYTES;
        let to = to.next_multiple_of(WORD_BYTES).min(live.payload_bytes);
        let memory = self
            .space_mut()
            .subject
            .memory_mut(live.address + from, to - from);
        for (byte, at) in memory.iter_mut().zip(from..) {
            *byte = ink.byte(at);
        }
    }

    /// Compares the first bytes of a block with what was filled in.
    fn verify_for_check(&self, live: &Live, bytes: u32) -> Result<(), Violation> {
        if !self.check {
            return Ok(());
        }
        let subject = &self.space().subject;
        let ink = Ink::of(live, subject);
        let memory = subject.memory(live.address, bytes);
        let wrong = memory
            .iter()
            .zip(0..)
            .position(|(&byte, at)| byte != ink.byte(at));
        wrong.map_or(Ok(()), |at| Err(corrupted(live, at)))
    }
}

impl<S: Subject> MachineSnapshot<S> {
    /// The bytes of memory this takes beside `other`, which is older.
    pub(crate) fn bytes_beside(&self, other: &Self) -> usize {
        let spaces = self.spaces.iter().zip(&other.spaces);
        size_of::<Self>()
            + spaces
                .map(|(ours, theirs)| ours.bytes_beside(theirs))
                .sum::<usize>()
            + PhysicalMemory::snapshot_bytes(&self.memory, &other.memory)
            + self.slots.bytes_beside(&other.slots)
    }
}

/// What a target turned out to name.
enum Named {
    Null,
    Live(Live),
    /// A block freed or moved before; somebody else may live there now.
    Freed {
        address: u32,
        bystander: Option<Live>,
    },
    /// An address that means something in another space only; a block of this one may begin there.
    Foreign {
        address: u32,
        bystander: Option<Live>,
    },
    /// An address that no pointer was given and that no live block begins at.
    Unknown(u32),
}

fn refused(refusal: Refusal) -> OutcomeKind {
    match refusal {
        Refusal::NoBlock => OutcomeKind::RefusedNoBlock,
        Refusal::NoFrame => OutcomeKind::RefusedNoFrame,
        Refusal::OverMaximum => OutcomeKind::RefusedOverMaximum,
    }
}

fn not_freed(error: FreeError) -> OutcomeKind {
    match error {
        FreeError::DoubleFree => OutcomeKind::DoubleFree,
        FreeError::UnknownAddress => OutcomeKind::UnknownAddress,
    }
}

fn granted(kind: OutcomeKind, live: Live) -> Outcome {
    Outcome {
        kind,
        address: live.address,
        payload_bytes: live.payload_bytes,
        block: Some(live),
        bystander: None,
    }
}

fn corrupted(live: &Live, at: usize) -> Violation {
    Violation::Corrupted {
        address: live.address,
        at: u32::try_from(at).unwrap_or_else(|_| panic!("payloads are shorter than 4 GiB")),
    }
}

/// What a program writes into a block. That is its own affair: these bytes tell blocks and places within them apart,
/// and are no forgery. An allocator that believes a header because it points to its own payload cannot be deceived by
/// them, for none of their words is an address of the region.
#[derive(Clone, Copy)]
struct Ink {
    first: u8,
    /// The most significant byte of the region's first address, and of its last.
    region: (u8, u8),
}

impl Ink {
    /// The born step survives a realloc, and so must the ink; its bits are spread, for blocks born one after the other
    /// lie side by side.
    fn of(live: &Live, subject: &impl Subject) -> Self {
        let base = subject.region_base();
        Self {
            first: (live.born_step.wrapping_mul(0x9E37_79B1) >> 24) as u8,
            region: [base, base + (subject.region_bytes() - 1)]
                .map(|address| (address >> 24) as u8)
                .into(),
        }
    }

    /// The byte that stands at `at` in a block, once it is written.
    #[inline]
    fn byte(self, at: u32) -> u8 {
        let byte = self.first.wrapping_add(at as u8);
        let (low, high) = self.region;
        // The last byte of a word is the most significant. A region spans at most 17 of these.
        if at % WORD_BYTES == WORD_BYTES - 1 && (low..=high).contains(&byte) {
            byte.wrapping_add(0x40)
        } else {
            byte
        }
    }
}
