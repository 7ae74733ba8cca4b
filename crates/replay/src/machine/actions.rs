//! Owns what each kind of operation does in the space of its task, mistaken operations included, and its outcome.
//!
//! A real allocator would take a pointer that names another block now, freed twice or granted in another space, for
//! that block, and the program would fail later and elsewhere. Here the mistake stops where it is made. Idle ticks go to
//! the daemon of the task's own heap.

use atlas_scenario::{Action, Pointer, Target, TouchBytes};
use classic_heap::{Access, FreeError, ReallocateError, Refusal};

use super::Machine;
use super::pointers::Named;
use crate::outcome::{Outcome, OutcomeKind};
use crate::shadow::{Live, Violation};
use crate::subject::{Freed, Grant, Request, Rounding, Subject};

impl Machine {
    /// Performs an action in the space at work.
    pub(super) fn act(&mut self, action: &Action) -> Result<Outcome, Violation> {
        Ok(match *action {
            Action::Malloc { pointer, bytes } => {
                self.allocate(pointer, Request::Malloc { bytes })?
            }
            Action::Falloc { pointer, bytes } => {
                self.allocate(pointer, Request::Falloc { bytes })?
            }
            Action::AlignedMalloc {
                pointer,
                bytes,
                alignment,
            } => self.allocate(pointer, Request::Aligned { bytes, alignment })?,
            Action::Calloc {
                pointer,
                count,
                bytes,
            } => match count.checked_mul(bytes) {
                Some(bytes) => self.allocate(pointer, Request::Calloc { bytes })?,
                None => {
                    self.pointers.assign_null(pointer);
                    Outcome::of(OutcomeKind::RefusedOverMaximum)
                }
            },
            Action::Realloc {
                pointer,
                from,
                bytes,
            } => self.reallocate(pointer, from, bytes)?,
            Action::Free { target } => self.free(target)?,
            Action::Touch {
                target,
                start,
                bytes,
            } => self.touch(target, start, bytes),
            Action::Idle { ticks } => {
                self.space_mut().subject.idle(ticks);
                Outcome::of(OutcomeKind::Idled)
            }
            Action::Mark { .. } => Outcome::of(OutcomeKind::Marked),
        })
    }

    fn allocate(&mut self, pointer: Pointer, request: Request) -> Result<Outcome, Violation> {
        let grant = match self.space_mut().subject.allocate(request) {
            Ok(Some(grant)) => grant,
            Ok(None) => {
                self.pointers.assign_null(pointer);
                return Ok(Outcome::of(OutcomeKind::GrantedNull));
            }
            Err(refusal) => {
                self.pointers.assign_null(pointer);
                return Ok(Outcome::of(refused(refusal)));
            }
        };
        let alignment = match request {
            Request::Aligned { alignment, .. } => alignment.max(self.space().subject.alignment()),
            _ => self.space().subject.alignment(),
        };
        let live = self.admit(grant, alignment, pointer, request.bytes(), self.step)?;
        if matches!(request, Request::Calloc { .. }) {
            self.bytes_written += u64::from(grant.clamped_bytes);
            self.check_zeroed(&live)?;
        }
        self.fill_for_check(&live, 0);
        let kind = if grant.clamped_bytes < request.bytes() {
            OutcomeKind::Clamped
        } else {
            OutcomeKind::Granted
        };
        Ok(of_block(kind, live))
    }

    fn reallocate(
        &mut self,
        pointer: Pointer,
        from: Target,
        bytes: u32,
    ) -> Result<Outcome, Violation> {
        let old = match self.resolve(from) {
            Named::Null => return self.allocate(pointer, Request::Malloc { bytes }),
            Named::Live(live) => live,
            Named::Freed { address, occupant } => {
                let kind = OutcomeKind::DoubleFree;
                let accepts =
                    |subject: &mut dyn Subject| subject.reallocate(address, bytes).is_ok();
                return self.mistaken(kind, address, occupant, accepts);
            }
            Named::OfOtherSpace { address, occupant } => {
                let kind = OutcomeKind::UnknownAddress;
                let accepts =
                    |subject: &mut dyn Subject| subject.reallocate(address, bytes).is_ok();
                return self.mistaken(kind, address, occupant, accepts);
            }
            Named::Unknown(address) if !self.space().subject.checks_addresses() => {
                return Ok(Outcome::at(OutcomeKind::UnknownAddress, address));
            }
            Named::Unknown(address) => {
                return match self.space_mut().subject.reallocate(address, bytes) {
                    Err(ReallocateError::Address(error)) => {
                        Ok(Outcome::at(not_freed(error), address))
                    }
                    Ok(_) | Err(ReallocateError::Refused(_)) => {
                        Err(Violation::Invented { address })
                    }
                };
            }
        };
        let address = old.address;
        let grant = match self.space_mut().subject.reallocate(address, bytes) {
            Ok(Some(grant)) => grant,
            Ok(None) => {
                self.remove(&old);
                self.pointers.assign_null(pointer);
                return Ok(of_block(OutcomeKind::Freed, old));
            }
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
            self.bytes_written += u64::from(kept_bytes);
        }
        self.check_pattern(&live, kept_bytes)?;
        self.fill_for_check(&live, kept_bytes);
        let kind = if grant.clamped_bytes < bytes {
            OutcomeKind::Clamped
        } else if moved {
            OutcomeKind::Moved
        } else {
            OutcomeKind::Resized
        };
        Ok(of_block(kind, live))
    }

    fn free(&mut self, target: Target) -> Result<Outcome, Violation> {
        match self.resolve(target) {
            Named::Null => Ok(Outcome::of(OutcomeKind::FreedNull)),
            Named::Live(live) => {
                self.check_pattern(&live, live.payload_bytes)?;
                let address = live.address;
                let kind = match self.space_mut().subject.free(address) {
                    Ok(Freed::AtOnce) => OutcomeKind::Freed,
                    Ok(Freed::Queued) => OutcomeKind::Queued,
                    Err(_) => return Err(Violation::Denied { address }),
                };
                self.remove(&live);
                Ok(of_block(kind, live))
            }
            Named::Freed { address, occupant } => {
                let accepts = |subject: &mut dyn Subject| subject.free(address).is_ok();
                self.mistaken(OutcomeKind::DoubleFree, address, occupant, accepts)
            }
            Named::OfOtherSpace { address, occupant } => {
                let accepts = |subject: &mut dyn Subject| subject.free(address).is_ok();
                self.mistaken(OutcomeKind::UnknownAddress, address, occupant, accepts)
            }
            Named::Unknown(address) if !self.space().subject.checks_addresses() => {
                Ok(Outcome::at(OutcomeKind::UnknownAddress, address))
            }
            Named::Unknown(address) => match self.space_mut().subject.free(address) {
                Ok(_) => Err(Violation::Invented { address }),
                Err(error) => Ok(Outcome::at(not_freed(error), address)),
            },
        }
    }

    /// The outcome of an operation on a block that the program does not hold. The allocator is asked all the same, since
    /// the way it finds the mistake is part of the design and has a cost; but not where another block, the occupant, has
    /// the address now, since it would take that one, nor one that believes its program.
    fn mistaken(
        &mut self,
        kind: OutcomeKind,
        address: u32,
        occupant: Option<Live>,
        accepts: impl FnOnce(&mut dyn Subject) -> bool,
    ) -> Result<Outcome, Violation> {
        let subject = &mut *self.space_mut().subject;
        if occupant.is_none() && subject.checks_addresses() && accepts(subject) {
            return Err(Violation::Invented { address });
        }
        Ok(Outcome {
            occupant,
            ..Outcome::at(kind, address)
        })
    }

    fn touch(&mut self, target: Target, start: u32, bytes: TouchBytes) -> Outcome {
        let (live, offset) = match self.touched(target) {
            Ok(found) => found,
            Err(outcome) => return outcome,
        };
        let from = offset + i64::from(start);
        let bytes = match bytes {
            TouchBytes::Exactly(bytes) => i64::from(bytes),
            TouchBytes::Rest => (i64::from(live.asked_bytes) - from).max(0),
        };
        let in_bounds = from >= 0 && from + bytes <= i64::from(live.payload_bytes);
        let address = (i64::from(live.address) + from).clamp(0, i64::from(u32::MAX));
        let outcome = Outcome {
            address: u32::try_from(address).expect("clamped to 32 bits"),
            // A touch from far before a large block can be longer than 32 bits; it is out of bounds.
            payload_bytes: u32::try_from(bytes).unwrap_or(u32::MAX),
            block: Some(live),
            ..Outcome::of(OutcomeKind::TouchOutOfBounds)
        };
        if !in_bounds {
            return outcome;
        }
        let from = u32::try_from(from).expect("an offset in bounds");
        let offset = outcome.address - self.space().subject.region_base();
        let memory = self.space_mut().subject.physical_mut();
        memory.touch(offset, outcome.payload_bytes, Access::Write);
        self.bytes_written += u64::from(outcome.payload_bytes);
        self.fill(&live, from, from + outcome.payload_bytes);
        Outcome {
            kind: OutcomeKind::Touched,
            ..outcome
        }
    }

    /// The block that the target of a touch means, and the target's distance from the beginning of its payload; or the
    /// outcome of a touch of no block.
    fn touched(&self, target: Target) -> Result<(Live, i64), Outcome> {
        let out_of_bounds = |address| Outcome::at(OutcomeKind::TouchOutOfBounds, address);
        let (pointer, offset) = match target {
            Target::Null | Target::Address(0) => return Err(Outcome::of(OutcomeKind::TouchNull)),
            Target::Address(address) => {
                return match self.space().shadow.at_or_before(address) {
                    Some(live) if address - live.address < live.payload_bytes => {
                        Ok((*live, i64::from(address - live.address)))
                    }
                    _ => Err(out_of_bounds(address)),
                };
            }
            Target::Pointer(pointer) => (pointer, 0),
            Target::Offset(pointer, offset) => (pointer, offset),
        };
        match self.resolve_pointer(pointer) {
            Named::Live(live) => Ok((live, i64::from(offset))),
            Named::Null => Err(Outcome::of(OutcomeKind::TouchNull)),
            Named::Freed { address, occupant } => Err(Outcome {
                occupant,
                ..Outcome::at(OutcomeKind::TouchAfterFree, address)
            }),
            Named::OfOtherSpace { address, occupant } => Err(Outcome {
                occupant,
                ..out_of_bounds(address)
            }),
            Named::Unknown(address) => Err(out_of_bounds(address)),
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
        self.space().shadow.check_grant(&grant, alignment)?;
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
        let task = self.space().task;
        self.pointers.assign(pointer, &live, task);
        Ok(live)
    }

    fn remove(&mut self, live: &Live) {
        let rounding = self.rounding(live);
        self.space_mut().shadow.remove(live, rounding);
    }

    fn rounding(&self, live: &Live) -> Rounding {
        self.space().subject.rounding(live.clamped_bytes)
    }
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

fn of_block(kind: OutcomeKind, live: Live) -> Outcome {
    Outcome {
        block: Some(live),
        payload_bytes: live.payload_bytes,
        ..Outcome::at(kind, live.address)
    }
}
