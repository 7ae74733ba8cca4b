//! Owns the machine: a subject, the program's pointers and the shadow heap, driven one operation at a time.
//!
//! Decides what becomes of an operation, mistaken ones included, and nothing about remembering that: see
//! [`timeline`](crate::timeline).

use atlas_scenario::{Action, Operation, Pointer, Target, TouchBytes};
use classic_heap::{FreeError, ReallocateError, Refusal};

use crate::outcome::{Outcome, OutcomeKind};
use crate::shadow::{Live, Shadow, Sums, Violation};
use crate::shared::SharedArray;
use crate::subject::{Cost, Freed, Grant, Request, Rounding, Subject};

/// What one operation is charged beside its probes, when a replay is cut into slices and keyframes.
const WORK_PER_OPERATION: u64 = 32;

/// Pointers kept in one shared chunk.
const SLOTS_PER_CHUNK: usize = 128;

/// A pointer of the program: the address it holds and the block it was given for.
#[derive(Clone, Copy, Debug, Default)]
struct Slot {
    /// 0 for the null pointer.
    address: u32,
    /// [`Live::born_step`] of the block: tells it from a later one at the same address.
    born_step: u32,
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

/// Sums and maxima of the allocator operations' cost so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CostSums {
    /// How many allocator operations there were.
    pub operations: u32,
    /// The sum of each measure.
    pub sum: [u64; 3],
    /// The maximum of each measure.
    pub maximum: [u32; 3],
}

impl Cost {
    /// Probes, words and lines.
    #[must_use]
    pub fn measures(self) -> [u32; 3] {
        [self.probes, self.words, self.lines]
    }
}

impl CostSums {
    fn add(&mut self, cost: Cost) {
        self.operations += 1;
        for (n, value) in cost.measures().into_iter().enumerate() {
            self.sum[n] += u64::from(value);
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

/// A subject at work for a program.
pub(crate) struct Machine<S: Subject> {
    pub(crate) subject: S,
    slots: SharedArray<Slot, SLOTS_PER_CHUNK>,
    pub(crate) shadow: Shadow,
    pub(crate) peaks: Peaks,
    pub(crate) costs: CostSums,
    /// How many operations were performed.
    pub(crate) step: u32,
    check: bool,
}

/// A machine at rest.
pub(crate) struct MachineSnapshot<S: Subject> {
    subject: S::Snapshot,
    slots: SharedArray<Slot, SLOTS_PER_CHUNK>,
    shadow: Shadow,
    peaks: Peaks,
    costs: CostSums,
    pub(crate) step: u32,
}

/// What an operation did, and what it is charged.
#[derive(Clone, Copy)]
pub(crate) struct Performed {
    pub(crate) outcome: Outcome,
    pub(crate) cost: Cost,
    /// What performing it again will take, roughly in units of a probe.
    pub(crate) work: u64,
}

impl<S: Subject> Machine<S> {
    pub(crate) fn new(subject: S, pointers: u32, check: bool) -> Self {
        Self {
            slots: SharedArray::new(pointers as usize),
            shadow: Shadow::new(&subject),
            subject,
            peaks: Peaks::default(),
            costs: CostSums::default(),
            step: 0,
            check,
        }
    }

    /// Another machine of the same kind, before its first operation.
    pub(crate) fn fresh(&self, pointers: u32) -> Self {
        Self::new(self.subject.fresh(), pointers, self.check)
    }

    pub(crate) fn snapshot(&mut self) -> MachineSnapshot<S> {
        MachineSnapshot {
            subject: self.subject.snapshot(),
            slots: self.slots.clone(),
            shadow: self.shadow.clone(),
            peaks: self.peaks,
            costs: self.costs,
            step: self.step,
        }
    }

    pub(crate) fn restore(&mut self, snapshot: &MachineSnapshot<S>) {
        self.subject.restore(&snapshot.subject);
        self.slots = snapshot.slots.clone();
        self.shadow = snapshot.shadow.clone();
        self.peaks = snapshot.peaks;
        self.costs = snapshot.costs;
        self.step = snapshot.step;
    }

    /// Performs the next operation.
    ///
    /// # Errors
    /// If the subject did what no allocator may do; the machine is of no use then.
    pub(crate) fn perform(
        &mut self,
        operation: &Operation,
        recording: bool,
    ) -> Result<Performed, Violation> {
        self.step += 1;
        self.subject.begin(recording);
        let mut bytes_written = 0;
        let outcome = match operation.action {
            Action::Malloc { pointer, bytes } => {
                self.allocate(pointer, Request::Malloc { bytes }, &mut bytes_written)?
            }
            Action::Falloc { pointer, bytes } => {
                self.allocate(pointer, Request::Falloc { bytes }, &mut bytes_written)?
            }
            Action::AlignedMalloc {
                pointer,
                bytes,
                alignment,
            } => {
                let request = Request::Aligned { bytes, alignment };
                self.allocate(pointer, request, &mut bytes_written)?
            }
            Action::Calloc {
                pointer,
                count,
                bytes,
            } => match count.checked_mul(bytes) {
                Some(bytes) => {
                    self.allocate(pointer, Request::Calloc { bytes }, &mut bytes_written)?
                }
                None => {
                    *self.slot_mut(pointer) = Slot::default();
                    Outcome::of(OutcomeKind::RefusedOverMaximum)
                }
            },
            Action::Realloc {
                pointer,
                from,
                bytes,
            } => self.reallocate(pointer, from, bytes, &mut bytes_written)?,
            Action::Free { target } => self.free(target)?,
            Action::Touch {
                target,
                start,
                bytes,
            } => self.touch(target, start, bytes, &mut bytes_written),
            Action::Idle { ticks } => {
                self.subject.idle(ticks);
                Outcome::of(OutcomeKind::Idled)
            }
            Action::Mark { .. } => Outcome::of(OutcomeKind::Marked),
        };
        let cost = self.subject.cost();
        if is_allocator_operation(&operation.action) {
            self.costs.add(cost);
        }
        self.raise_peaks();
        if self.check {
            self.subject.check().map_err(Violation::Invariant)?;
        }
        Ok(Performed {
            outcome,
            cost,
            work: WORK_PER_OPERATION
                + u64::from(cost.probes)
                + u64::from(cost.words / 8)
                + bytes_written / 64,
        })
    }

    fn raise_peaks(&mut self) {
        let Sums {
            requested_bytes,
            payload_bytes,
            block_bytes,
            ..
        } = self.shadow.sums();
        let heap_bytes = self.subject.heap_bytes();
        let peaks = &mut self.peaks;
        peaks.requested_bytes = peaks.requested_bytes.max(requested_bytes);
        peaks.payload_bytes = peaks.payload_bytes.max(payload_bytes);
        peaks.block_bytes = peaks.block_bytes.max(block_bytes);
        if heap_bytes > peaks.heap_bytes {
            peaks.heap_bytes = heap_bytes;
            peaks.heap_step = self.step;
        }
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
        let grant = match self.subject.allocate(request) {
            Ok(grant) => grant,
            Err(refusal) => {
                *self.slot_mut(pointer) = Slot::default();
                return Ok(Outcome::of(refused(refusal)));
            }
        };
        let alignment = match request {
            Request::Aligned { alignment, .. } => alignment.max(self.subject.alignment()),
            _ => self.subject.alignment(),
        };
        let live = self.admit(grant, alignment, pointer, request.bytes(), self.step)?;
        if matches!(request, Request::Calloc { .. }) {
            *bytes_written += u64::from(grant.usable_bytes);
            if self.check {
                let memory = self.subject.memory(live.address, live.usable_bytes);
                if let Some(at) = memory.iter().position(|&byte| byte != 0) {
                    return Err(corrupted(&live, at));
                }
            }
        }
        self.fill_for_check(&live, 0);
        let kind = if grant.usable_bytes < request.bytes() {
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
                // A realloc that begins from nothing is a malloc, but for what it leaves when refused.
                let kept = self.slot(pointer);
                let outcome = self.allocate(pointer, Request::Malloc { bytes }, bytes_written)?;
                if outcome.block.is_none() {
                    *self.slot_mut(pointer) = kept;
                }
                return Ok(outcome);
            }
            Named::Live(live) => (live.address, live),
            Named::Freed { address, bystander } => {
                if bystander.is_none()
                    && let Ok(_) = self.subject.reallocate(address, bytes)
                {
                    return Err(Violation::Invented { address });
                }
                return Ok(Outcome {
                    bystander,
                    ..Outcome::at(OutcomeKind::DoubleFree, address)
                });
            }
            Named::Unknown(address) => {
                return match self.subject.reallocate(address, bytes) {
                    Ok(_) => Err(Violation::Invented { address }),
                    Err(ReallocateError::Address(error)) => {
                        Ok(Outcome::at(not_freed(error), address))
                    }
                    Err(ReallocateError::Refused(_)) => Err(Violation::Invented { address }),
                };
            }
        };
        let grant = match self.subject.reallocate(address, bytes) {
            Ok(grant) => grant,
            Err(ReallocateError::Refused(refusal)) => {
                return Ok(Outcome {
                    block: Some(old),
                    ..Outcome::at(refused(refusal), address)
                });
            }
            Err(ReallocateError::Address(_)) => return Err(Violation::Denied { address }),
        };
        self.shadow.remove(&old, self.rounding(&old));
        // Only the design's alignment is promised to a block that moves; one that stays keeps its own.
        let alignment = self.subject.alignment();
        let live = self.admit(grant, alignment, pointer, bytes, old.born_step)?;
        let moved = live.address != old.address;
        let kept_bytes = old.usable_bytes.min(live.usable_bytes);
        if moved {
            *bytes_written += u64::from(kept_bytes);
        }
        self.verify_for_check(&live, kept_bytes)?;
        self.fill_for_check(&live, kept_bytes);
        let kind = if grant.usable_bytes < bytes {
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
                self.verify_for_check(&live, live.usable_bytes)?;
                let address = live.address;
                let kind = match self.subject.free(address) {
                    Ok(Freed::AtOnce) => OutcomeKind::Freed,
                    Ok(Freed::Queued) => OutcomeKind::Queued,
                    Err(_) => return Err(Violation::Denied { address }),
                };
                self.shadow.remove(&live, self.rounding(&live));
                Ok(granted(kind, live))
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
            } => match self.subject.free(address) {
                Ok(_) => Err(Violation::Invented { address }),
                Err(_) => Ok(Outcome::at(OutcomeKind::DoubleFree, address)),
            },
            Named::Unknown(address) => match self.subject.free(address) {
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
                    Named::Unknown(address) => {
                        return Outcome::at(OutcomeKind::TouchOutOfBounds, address);
                    }
                }
            }
            Target::Address(address) => match self.shadow.at_or_before(address) {
                Some(live) if address - live.address < live.usable_bytes => {
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
        let in_bounds = from >= 0 && from + bytes <= i64::from(live.usable_bytes);
        let address = (i64::from(live.address) + from).clamp(0, i64::from(u32::MAX));
        let outcome = Outcome {
            address: u32::try_from(address).expect("clamped to 32 bits"),
            payload_bytes: u32::try_from(bytes).expect("32-bit lengths stay 32-bit lengths"),
            block: Some(live),
            ..Outcome::of(OutcomeKind::TouchOutOfBounds)
        };
        if !in_bounds {
            return outcome;
        }
        let from = u32::try_from(from).expect("an offset in bounds");
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
                self.slot(pointer).address.wrapping_add_signed(offset)
            }
            Target::Pointer(pointer) | Target::Offset(pointer, _) => {
                let Slot { address, born_step } = self.slot(pointer);
                return match self.shadow.get(address) {
                    _ if address == 0 => Named::Null,
                    Some(live) if live.born_step == born_step => Named::Live(*live),
                    bystander => Named::Freed {
                        address,
                        bystander: bystander.copied(),
                    },
                };
            }
        };
        match self.shadow.get(address) {
            _ if address == 0 => Named::Null,
            Some(live) => Named::Live(*live),
            None => Named::Unknown(address),
        }
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
        self.shadow.admit(&grant, alignment)?;
        let live = Live {
            address: grant.address,
            asked_bytes,
            usable_bytes: grant.usable_bytes,
            payload_bytes: grant.payload_bytes,
            front_bytes: grant.address - self.subject.region_base() - grant.block.start,
            born_step,
            pointer,
        };
        self.shadow.insert(live, self.rounding(&live));
        *self.slot_mut(pointer) = Slot {
            address: live.address,
            born_step,
        };
        Ok(live)
    }

    fn rounding(&self, live: &Live) -> Rounding {
        self.subject.rounding(live.usable_bytes)
    }

    fn fill_for_check(&mut self, live: &Live, from: u32) {
        if self.check {
            self.fill(live, from, live.usable_bytes);
        }
    }

    /// Writes bytes `from..to` of a block. What a program writes is its own affair; these bytes tell blocks
    /// and places within them apart.
    fn fill(&mut self, live: &Live, from: u32, to: u32) {
        let memory = self.subject.memory_mut(live.address + from, to - from);
        for (byte, at) in memory.iter_mut().zip(from..) {
            *byte = pattern(live, at);
        }
    }

    /// Compares the first bytes of a block with what was filled in.
    fn verify_for_check(&self, live: &Live, bytes: u32) -> Result<(), Violation> {
        if !self.check {
            return Ok(());
        }
        let memory = self.subject.memory(live.address, bytes);
        let wrong = memory
            .iter()
            .zip(0..)
            .position(|(&byte, at)| byte != pattern(live, at));
        wrong.map_or(Ok(()), |at| Err(corrupted(live, at)))
    }
}

impl<S: Subject> MachineSnapshot<S> {
    /// The bytes of memory this takes beside `other`, which is older.
    pub(crate) fn bytes_beside(&self, other: &Self) -> usize {
        size_of::<Self>()
            + S::snapshot_bytes(&self.subject, &other.subject)
            + self.slots.bytes_beside(&other.slots)
            + self.shadow.bytes_beside(&other.shadow)
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
        at: u32::try_from(at).expect("payloads are shorter than 4 GiB"),
    }
}

/// The byte that stands at `at` in a block, once it is written.
#[inline]
fn pattern(live: &Live, at: u32) -> u8 {
    // The born step survives a realloc, and so must the pattern; its bits are spread, for blocks born one
    // after the other lie side by side.
    (live.born_step.wrapping_mul(0x9E37_79B1) >> 24).wrapping_add(at) as u8
}
