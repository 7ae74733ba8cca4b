//! Owns a machine at rest: what a keyframe keeps of it, and the way back.

use super::Machine;
use super::pointers::Pointers;
use super::space::{Space, SpaceSnapshot};
use super::turns::AllTurns;
use crate::physical::{MemorySnapshot, PhysicalMemory};
use crate::sums::{CostSums, Peaks};

/// A machine at rest.
pub(crate) struct MachineSnapshot {
    spaces: Vec<SpaceSnapshot>,
    active: usize,
    memory: MemorySnapshot,
    pointers: Pointers,
    turns: AllTurns,
    peaks: Peaks,
    costs: CostSums,
    pub(crate) step: u32,
}

impl Machine {
    pub(crate) fn snapshot(&mut self) -> MachineSnapshot {
        MachineSnapshot {
            spaces: self.spaces.iter_mut().map(Space::snapshot).collect(),
            active: self.active,
            memory: self.memory.snapshot(),
            pointers: self.pointers.clone(),
            turns: self.turns.clone(),
            peaks: self.peaks,
            costs: self.costs,
            step: self.step,
        }
    }

    pub(crate) fn restore(&mut self, snapshot: &MachineSnapshot) {
        for (space, snapshot) in self.spaces.iter_mut().zip(&snapshot.spaces) {
            space.restore(snapshot);
        }
        self.active = snapshot.active;
        self.memory.restore(&snapshot.memory);
        self.pointers = snapshot.pointers.clone();
        self.turns = snapshot.turns.clone();
        self.peaks = snapshot.peaks;
        self.costs = snapshot.costs;
        self.step = snapshot.step;
    }
}

impl MachineSnapshot {
    /// The bytes of memory this takes beside `other`, which is older.
    pub(crate) fn bytes_beside(&self, other: &Self) -> usize {
        let spaces = self.spaces.iter().zip(&other.spaces);
        size_of::<Self>()
            + spaces
                .map(|(ours, theirs)| ours.bytes_beside(theirs))
                .sum::<usize>()
            + PhysicalMemory::snapshot_bytes(&self.memory, &other.memory)
            + self.pointers.bytes_beside(&other.pointers)
            + self.turns.bytes_beside(&other.turns)
    }
}
