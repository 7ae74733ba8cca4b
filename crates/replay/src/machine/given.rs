//! Owns how a machine begins where a scenario says which blocks and holes there are.
//!
//! The heap lays them out; here the program comes to hold its blocks, with frames under them.

use std::slice;

use atlas_scenario::Given;
use classic_heap::{Laid, Piece};

use super::Machine;
use super::space::Life;
use crate::shadow::Live;
use crate::subject::{Begun, NotBegun, Subject};

/// A subject that begins with what a scenario gives.
pub(super) fn begun(subject: &dyn Subject, given: &Given) -> Result<Begun, NotBegun> {
    let pieces = given.pieces.iter().map(|piece| Piece {
        bytes: piece.bytes,
        is_free: piece.pointer.is_none(),
    });
    let pieces: Vec<_> = pieces.collect();
    subject.begun(&pieces, given.and_rest)
}

impl Machine {
    /// Hands the blocks of a space that was laid out to its task. `number` counts those of all spaces.
    pub(super) fn hand_out(
        &mut self,
        place: usize,
        given: &Given,
        laid: &[Laid],
        number: &mut u32,
    ) -> Result<(), NotBegun> {
        self.active = place;
        self.space_mut().life = Life::Alive { born_step: 0 };
        self.memory.begin(place, 0, false);
        let region_base = self.space().subject.region_base();
        for (piece, laid) in given.pieces.iter().zip(laid) {
            let Some(pointer) = piece.pointer else {
                continue;
            };
            let live = Live {
                address: laid.address,
                asked_bytes: piece.bytes,
                clamped_bytes: piece.bytes,
                payload_bytes: laid.payload_bytes,
                front_bytes: laid.address - region_base - laid.block.start,
                born_step: Live::born_as_given(*number),
                pointer,
            };
            *number += 1;
            let rounding = self.space().subject.rounding(live.clamped_bytes);
            self.space_mut().shadow.insert(live, rounding);
            let task = self.space().task;
            self.pointers.assign(pointer, &live, task);
            let block = laid.block.start..laid.block.end();
            if !self.memory.commit(slice::from_ref(&block)) {
                return Err(NotBegun::NoFrame);
            }
            self.fill_for_check(&live, 0);
        }
        self.raise_peaks();
        Ok(())
    }
}
