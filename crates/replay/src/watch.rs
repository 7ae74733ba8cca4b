//! Owns the observer a heap is replayed under: it counts what each operation costs, and keeps the
//! events themselves when asked to.
//!
//! Counting runs billions of times in a long replay and is kept to a few instructions a probe; keeping
//! events is for the one operation that is being looked at.

use classic_heap::{Event, Extent, Observer, Purpose, Verdict};

use crate::subject::{Cost, Events, ProbeCounts};

/// The bytes of a line, the unit in which a processor's cache fetches memory.
const LINE_BYTES: u32 = 64;

/// Of the probes of one operation that led to nothing, this many are kept.
const BARREN_PROBES_MAX: u32 = 65_536;

/// Counts, and keeps events while recording.
#[derive(Debug)]
pub struct Watch {
    cost: Cost,
    /// For each line of the region, the number of the operation that touched it last.
    lines: Box<[u32]>,
    operation: u32,
    placed: Option<Extent>,
    recording: bool,
    events: Events,
    barren_kept: u32,
    /// The work after which the operation is given up.
    work_max: u64,
}

impl Watch {
    pub(crate) fn new(region_bytes: u32) -> Self {
        Self {
            cost: Cost::default(),
            lines: vec![0; region_bytes.div_ceil(LINE_BYTES) as usize].into_boxed_slice(),
            operation: 0,
            placed: None,
            recording: false,
            events: Events::default(),
            barren_kept: 0,
            work_max: u64::MAX,
        }
    }

    /// Forgets the last operation.
    pub(crate) fn begin(&mut self, recording: bool, work_max: u64) {
        self.work_max = work_max;
        if self.operation == u32::MAX {
            self.lines.fill(0);
            self.operation = 0;
        }
        self.operation += 1;
        self.cost = Cost::default();
        self.placed = None;
        self.recording = recording;
        self.events.events.clear();
        self.events.probes = ProbeCounts::default();
        self.barren_kept = 0;
    }

    pub(crate) fn cost(&self) -> Cost {
        self.cost
    }

    pub(crate) fn events(&self) -> &Events {
        &self.events
    }

    /// The block granted or resized last.
    pub(crate) fn placed(&self) -> Option<Extent> {
        self.placed
    }

    #[inline(always)]
    fn touch_lines(&mut self, offset: u32, words: u32) {
        let first = offset / LINE_BYTES;
        let last = (offset + words * 4 - 1) / LINE_BYTES;
        self.touch_line(first);
        // A header lies in one line, unless blocks are aligned to 8 bytes only.
        if last != first {
            for line in first + 1..=last {
                self.touch_line(line);
            }
        }
    }

    #[inline(always)]
    fn touch_line(&mut self, line: u32) {
        let stamp = &mut self.lines[line as usize];
        self.cost.lines += u64::from(*stamp != self.operation);
        *stamp = self.operation;
    }

    #[cold]
    fn keep(&mut self, event: Event) {
        if let Event::Probed {
            purpose, verdict, ..
        } = event
        {
            let counts = &mut self.events.probes;
            *match purpose {
                Purpose::Placement => &mut counts.placement,
                Purpose::Run => &mut counts.run,
                Purpose::Lookup => &mut counts.lookup,
                Purpose::Neighbour => &mut counts.neighbour,
                Purpose::Drain => &mut counts.drain,
                Purpose::Merge => &mut counts.merge,
            } += 1;
            if matches!(
                verdict,
                Verdict::Allocated | Verdict::Other | Verdict::TooSmall
            ) {
                if self.barren_kept == BARREN_PROBES_MAX {
                    return;
                }
                self.barren_kept += 1;
            }
        }
        self.events.events.push(event);
    }
}

impl Observer for Watch {
    #[inline(always)]
    fn event(&mut self, event: Event) {
        match event {
            Event::Probed { .. } => self.cost.probes += 1,
            Event::Placed { block, .. } => self.placed = Some(block),
            _ => {}
        }
        if self.recording {
            self.keep(event);
        }
    }

    #[inline(always)]
    fn read(&mut self, offset: u32, words: u32) {
        self.cost.words += u64::from(words);
        self.touch_lines(offset, words);
    }

    #[inline(always)]
    fn write(&mut self, offset: u32, words: u32) {
        self.cost.words += u64::from(words);
        self.touch_lines(offset, words);
    }

    #[inline]
    fn interrupts(&self) -> bool {
        self.cost.work() > self.work_max
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects the figures of costly operations: none of their costs wraps at 32 bits.
    #[test]
    fn one_operation_may_touch_more_words_than_32_bits_count() {
        let mut watch = Watch::new(1 << 30);
        watch.begin(false, u64::MAX);
        for _ in 0..8 {
            watch.read(0, 1 << 28);
            watch.write(0, 1 << 28);
        }
        assert_eq!(watch.cost().words, 1 << 32);
        assert_eq!(watch.cost().lines, 1 << 24);
        assert!(!watch.interrupts());
        watch.begin(false, 1 << 20);
        watch.read(0, 1 << 23);
        assert!(!watch.interrupts());
        watch.read(0, 8);
        assert!(watch.interrupts());
    }
}
