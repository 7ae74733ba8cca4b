//! Owns the states a replay can go back to, so that no step is far from one, and their memory is bounded.
//!
//! Keyframes stand at even distances of *work*, not of steps: what matters is how long it takes to go
//! forward from one. When they outgrow their memory, every other one is dropped and the distance doubles.

use crate::driver::{Machine, MachineSnapshot};
use crate::subject::Subject;

/// Work between two keyframes at first, in probes: a few milliseconds.
const INTERVAL_WORK: u64 = 1 << 20;

/// What keyframes may take together before they are thinned out, in bytes.
const KEYFRAME_BYTES_MAX: usize = 192 << 20;

/// Snapshots of a machine in the order of their steps, the first of them before the first operation.
pub(crate) struct Keyframes<S: Subject> {
    frames: Vec<Keyframe<S>>,
    interval_work: u64,
    bytes: usize,
    bytes_max: usize,
}

struct Keyframe<S: Subject> {
    snapshot: MachineSnapshot<S>,
    /// All work up to here.
    work: u64,
    /// The memory it takes beside the one before.
    bytes: usize,
}

impl<S: Subject> Keyframes<S> {
    pub(crate) fn new(machine: &mut Machine<S>) -> Self {
        Self::with_bounds(machine, INTERVAL_WORK, KEYFRAME_BYTES_MAX)
    }

    fn with_bounds(machine: &mut Machine<S>, interval_work: u64, bytes_max: usize) -> Self {
        Self {
            frames: vec![Keyframe {
                snapshot: machine.snapshot(),
                work: 0,
                bytes: 0,
            }],
            interval_work,
            bytes: 0,
            bytes_max,
        }
    }

    /// Takes a keyframe if the last one is far enough behind; `work` is all work so far.
    pub(crate) fn offer(&mut self, machine: &mut Machine<S>, work: u64) {
        let last = self.last();
        if work - last.work < self.interval_work {
            return;
        }
        let snapshot = machine.snapshot();
        let bytes = snapshot.bytes_beside(&last.snapshot);
        self.bytes += bytes;
        self.frames.push(Keyframe {
            snapshot,
            work,
            bytes,
        });
        while self.bytes > self.bytes_max && self.frames.len() > 2 {
            self.thin_out();
        }
    }

    /// The last keyframe at or before a step.
    pub(crate) fn before(&self, step: u32) -> &MachineSnapshot<S> {
        let behind = self
            .frames
            .partition_point(|frame| frame.snapshot.step <= step);
        &self.frames[behind - 1].snapshot
    }

    fn last(&self) -> &Keyframe<S> {
        self.frames.last().expect("the first keyframe stays")
    }

    fn thin_out(&mut self) {
        self.interval_work *= 2;
        let mut n = 0;
        self.frames.retain(|_| {
            n += 1;
            n % 2 == 1
        });
        self.bytes = 0;
        for at in 1..self.frames.len() {
            let bytes = self.frames[at]
                .snapshot
                .bytes_beside(&self.frames[at - 1].snapshot);
            self.frames[at].bytes = bytes;
            self.bytes += bytes;
        }
    }
}
