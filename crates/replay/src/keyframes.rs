//! Owns the states a replay can go back to, so that no step is far from one, and their memory is bounded.
//!
//! Keyframes stand at even distances of *work*, not of steps: what matters is how long it takes to go
//! forward from one. When they outgrow their memory, every other one is dropped and the distance doubles.

use crate::machine::{Machine, MachineSnapshot};

/// How far apart keyframes are, and how much they may take.
#[derive(Clone, Copy, Debug)]
pub(crate) struct KeyframeBounds {
    /// Work between two keyframes at first, in probes.
    pub(crate) interval_work: u64,
    /// What keyframes may take together before they are thinned out, in bytes.
    pub(crate) bytes_max: usize,
}

impl KeyframeBounds {
    /// A few milliseconds apart, and a fraction of what a browser gives a page.
    pub(crate) const DEFAULT: Self = Self {
        interval_work: 1 << 20,
        bytes_max: 192 << 20,
    };
}

/// Snapshots of a machine in the order of their steps, the first of them before the first operation.
pub(crate) struct Keyframes {
    frames: Vec<Keyframe>,
    bounds: KeyframeBounds,
    bytes: usize,
}

struct Keyframe {
    snapshot: MachineSnapshot,
    /// All work up to here.
    work: u64,
}

impl Keyframes {
    pub(crate) fn new(machine: &mut Machine, bounds: KeyframeBounds) -> Self {
        Self {
            frames: vec![Keyframe {
                snapshot: machine.snapshot(),
                work: 0,
            }],
            bounds,
            bytes: 0,
        }
    }

    /// Takes a keyframe if the last one is far enough behind; `work` is all work so far.
    pub(crate) fn offer(&mut self, machine: &mut Machine, work: u64) {
        let last = self.last();
        if work - last.work < self.bounds.interval_work {
            return;
        }
        let snapshot = machine.snapshot();
        self.bytes += snapshot.bytes_beside(&last.snapshot);
        self.frames.push(Keyframe { snapshot, work });
        while self.bytes > self.bounds.bytes_max && self.frames.len() > 2 {
            self.thin_out();
        }
    }

    /// The last keyframe at or before a step.
    pub(crate) fn before(&self, step: u32) -> &MachineSnapshot {
        let behind = self
            .frames
            .partition_point(|frame| frame.snapshot.step <= step);
        &self.frames[behind - 1].snapshot
    }

    /// How many keyframes there are, and the bytes they take together.
    #[cfg(test)]
    pub(crate) fn size(&self) -> (usize, usize) {
        (self.frames.len(), self.bytes)
    }

    fn last(&self) -> &Keyframe {
        self.frames.last().expect("the first keyframe stays")
    }

    fn thin_out(&mut self) {
        self.bounds.interval_work *= 2;
        let mut n = 0;
        self.frames.retain(|_| {
            n += 1;
            n % 2 == 1
        });
        // What a dropped keyframe shared with both its neighbours is still there, so this is counted anew.
        let pairs = self.frames.windows(2);
        self.bytes = pairs
            .map(|pair| pair[1].snapshot.bytes_beside(&pair[0].snapshot))
            .sum();
    }
}
