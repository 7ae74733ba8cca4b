//! Owns what a replay leaves behind for every step, in a few bytes, and for a few steps, in more: columns,
//! samples, counts and the hash.
//!
//! Does not own states: those are played again from a keyframe.

use xxhash_rust::xxh64::{Xxh64, xxh64};

use crate::lifetimes::{MemoryOverTime, Recorder, SpaceNow};
use crate::machine::{Machine, Performed};
use crate::metrics::Sample;
use crate::outcome::{OUTCOMES, Outcome, OutcomeKind};
use crate::scorecard::Scorecard;
use crate::shadow::Live;
use crate::subject::Cost;

/// Opens every hash; to be changed when what enters a hash changes.
const HASH_DOMAIN: &[u8] = b"heap-atlas timeline 5\n";

/// States whose blocks are walked for the charts are so many, evenly spaced: the fewer, the more blocks there are to walk.
const SAMPLES: (u32, u32) = (256, 2048);

/// How many blocks all samples walk together, about: some 150 ms, or as long as the replay itself takes.
const WALKED_BLOCKS: u64 = 1 << 25;
const WALKED_BLOCKS_PER_OPERATION: u64 = 32;

/// What is kept of every step. Step `s` is the state after `s` operations; columns begin with step 1.
#[derive(Debug)]
pub struct Timeline {
    total: u32,
    /// Every so many steps, the state is sampled.
    sample_interval: u32,
    outcomes: Vec<OutcomeKind>,
    addresses: Vec<u32>,
    fingerprints: Vec<u32>,
    /// Probes, words and lines.
    costs: [Vec<u64>; 3],
    /// Whether the operation counts in means and percentiles of cost.
    counted: Vec<bool>,
    requested_bytes: Vec<u32>,
    heap_bytes: Vec<u32>,
    outcome_counts: [u32; OUTCOMES.len()],
    samples: Vec<Sample>,
    recorder: Recorder,
    hasher: Hasher,
    hash: Option<String>,
    scorecard: Option<Scorecard>,
}

struct Hasher(Xxh64);

/// Marks, in a record's first byte, that the upper halves of its costs follow. No outcome has this bit.
const WIDE: u8 = 1 << 7;
const _: () = assert!(OUTCOMES.len() <= WIDE as usize);

impl Hasher {
    /// Feeds what became of an operation. Costs have 32 bits each, as in the first links, unless they need more.
    fn record(&mut self, outcome: &Outcome, cost: Cost) {
        let (probes, words) = (cost.probes.to_le_bytes(), cost.words.to_le_bytes());
        let is_wide = cost.probes.max(cost.words) > u64::from(u32::MAX);
        let mut record = [0; 25];
        record[0] = outcome.kind.hashed() as u8 | if is_wide { WIDE } else { 0 };
        record[1..5].copy_from_slice(&outcome.address.to_le_bytes());
        record[5..9].copy_from_slice(&outcome.payload_bytes.to_le_bytes());
        record[9..13].copy_from_slice(&probes[..4]);
        record[13..17].copy_from_slice(&words[..4]);
        record[17..21].copy_from_slice(&probes[4..]);
        record[21..].copy_from_slice(&words[4..]);
        self.0.update(if is_wide { &record } else { &record[..17] });
    }
}

impl std::fmt::Debug for Hasher {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:016x}", self.0.digest())
    }
}

impl Timeline {
    /// Of a scenario of `total` operations in which about `live_max` blocks live at most.
    pub(crate) fn new(total: u32, live_max: u32, design_text: &str) -> Self {
        let walked = WALKED_BLOCKS.max(u64::from(total) * WALKED_BLOCKS_PER_OPERATION);
        let samples = u32::try_from(walked / u64::from(live_max.max(1))).unwrap_or(u32::MAX);
        let samples_max = samples.clamp(SAMPLES.0, SAMPLES.1);
        let mut hasher = Xxh64::new(0);
        hasher.update(HASH_DOMAIN);
        hasher.update(design_text.as_bytes());
        hasher.update(&total.to_le_bytes());
        let column = || Vec::with_capacity(total as usize);
        let cost = || Vec::with_capacity(total as usize);
        Self {
            total,
            sample_interval: total.div_ceil(samples_max).max(1),
            outcomes: Vec::with_capacity(total as usize),
            addresses: column(),
            fingerprints: column(),
            costs: [cost(), cost(), cost()],
            counted: Vec::with_capacity(total as usize),
            requested_bytes: column(),
            heap_bytes: column(),
            outcome_counts: [0; OUTCOMES.len()],
            samples: Vec::new(),
            recorder: Recorder::new(total),
            hasher: Hasher(hasher),
            hash: None,
            scorecard: None,
        }
    }

    /// Takes down what is there in a space before the first operation.
    pub(crate) fn begin<'l>(&mut self, space: SpaceNow, given: impl Iterator<Item = &'l Live>) {
        self.recorder.begin(space, given);
    }

    /// `space` is where the operation was performed; the bytes are those of all spaces together.
    pub(crate) fn push(
        &mut self,
        performed: &Performed,
        space: SpaceNow,
        requested_bytes: u32,
        heap_bytes: u32,
    ) {
        let Performed {
            outcome,
            cost,
            counted,
            ..
        } = performed;
        self.counted.push(*counted);
        self.outcomes.push(outcome.kind);
        self.addresses.push(outcome.address);
        self.fingerprints
            .push(fingerprint(outcome, space.region_base));
        for (column, value) in self.costs.iter_mut().zip(cost.measures()) {
            column.push(value);
        }
        self.requested_bytes.push(requested_bytes);
        self.heap_bytes.push(heap_bytes);
        self.outcome_counts[outcome.kind as usize] += 1;
        self.hasher.record(outcome, *cost);
        self.recorder.record(self.replayed(), space, outcome);
    }

    pub(crate) fn push_sample(&mut self, sample: Sample) {
        self.samples.push(sample);
    }

    /// Whether the state at a step is to be sampled.
    pub(crate) fn is_sampled(&self, step: u32) -> bool {
        step == self.total || step.is_multiple_of(self.sample_interval)
    }

    /// Closes the hash with the final bookkeeping of every space, and with what became of its pages; and sums the replay up.
    pub(crate) fn finish(&mut self, machine: &Machine, probes_p99: u64) {
        let (peaks, costs) = (machine.peaks, &machine.costs);
        self.scorecard = Some(Scorecard::of(peaks, costs, probes_p99, &self.outcomes));
        for (place, space) in machine.spaces.iter().enumerate() {
            space
                .subject
                .digest(&mut |bytes| self.hasher.0.update(bytes));
            let counts = machine.memory.counts(place);
            for pages in [counts.resident, counts.untouched, counts.swapped] {
                self.hasher.0.update(&pages.to_le_bytes());
            }
            for times in [counts.faults, counts.swap_ins, counts.swap_outs] {
                self.hasher.0.update(&times.to_le_bytes());
            }
        }
        self.hash = Some(format!("{:016x}", self.hasher.0.digest()));
    }

    /// The number of operations in the scenario.
    #[must_use]
    pub fn total(&self) -> u32 {
        self.total
    }

    /// The number of operations replayed so far.
    #[must_use]
    pub fn replayed(&self) -> u32 {
        u32::try_from(self.outcomes.len()).expect("no more than the total")
    }

    /// A hash of what the designs have different from Classic, of every outcome and its cost, and of the final
    /// bookkeeping, pages included: 16 hexadecimal digits (XXH64), equal on every machine. `None` until the replay is
    /// done.
    #[must_use]
    pub fn hash(&self) -> Option<&str> {
        self.hash.as_deref()
    }

    /// What the design made of the scenario; `None` until the replay is done.
    #[must_use]
    pub fn scorecard(&self) -> Option<&Scorecard> {
        self.scorecard.as_ref()
    }

    /// What became of the operation that led to a step.
    ///
    /// # Panics
    /// If the step is 0 or not replayed yet; so do the other columns.
    #[must_use]
    pub fn outcome(&self, step: u32) -> OutcomeKind {
        self.outcomes[row(step)]
    }

    /// The address that the operation was granted or named; 0 where there is none.
    #[must_use]
    pub fn address(&self, step: u32) -> u32 {
        self.addresses[row(step)]
    }

    /// A digest of what the program was answered at each step from `from` (1 at least) on, `count` of them or as many as
    /// are replayed. The upper six bits are the kind of the outcome; the others are a hash of the address, as an offset
    /// from its region's start, and of the payload. Where those of two replays of one scenario differ, their designs part;
    /// equal ones are equal answers but for one chance in sixty million.
    #[must_use]
    pub fn fingerprints(&self, from: u32, count: u32) -> &[u32] {
        let start = (from.max(1) as usize - 1).min(self.fingerprints.len());
        let end = start
            .saturating_add(count as usize)
            .min(self.fingerprints.len());
        &self.fingerprints[start..end]
    }

    /// What the operation cost.
    #[must_use]
    pub fn cost(&self, step: u32) -> Cost {
        let row = row(step);
        Cost {
            probes: self.costs[0][row],
            words: self.costs[1][row],
            lines: self.costs[2][row],
        }
    }

    /// How often each kind of outcome occurred so far, in the order of [`OUTCOMES`].
    #[must_use]
    pub fn outcome_counts(&self) -> &[u32] {
        &self.outcome_counts
    }

    /// The states whose blocks were walked, in order.
    #[must_use]
    pub fn samples(&self) -> &[Sample] {
        &self.samples
    }

    /// Memory over time in the space of a task; `None` before the first operation there.
    #[must_use]
    pub fn memory_over_time(&self, task: u8) -> Option<&MemoryOverTime> {
        let spaces = self.recorder.spaces();
        spaces.iter().find(|space| space.task() == task)
    }

    pub(crate) fn costs(&self) -> &[Vec<u64>; 3] {
        &self.costs
    }

    pub(crate) fn counted(&self) -> &[bool] {
        &self.counted
    }

    pub(crate) fn requested_bytes(&self) -> &[u32] {
        &self.requested_bytes
    }

    pub(crate) fn heap_bytes(&self) -> &[u32] {
        &self.heap_bytes
    }
}

/// Bits of a fingerprint below the kind of the outcome.
const FINGERPRINT_HASH_BITS: u32 = 26;
const _: () = assert!(OUTCOMES.len() <= 1 << (u32::BITS - FINGERPRINT_HASH_BITS));

fn fingerprint(outcome: &Outcome, region_base: u32) -> u32 {
    // Addresses are told from the region's start, so that designs that differ in where it lies are alike; no address is
    // another thing than the region's first byte.
    let offset = (outcome.address != 0).then(|| outcome.address.wrapping_sub(region_base));
    let mut record = [0; 9];
    record[0] = offset.is_some().into();
    record[1..5].copy_from_slice(&offset.unwrap_or_default().to_le_bytes());
    record[5..].copy_from_slice(&outcome.payload_bytes.to_le_bytes());
    let hash = xxh64(&record, 0) as u32 & ((1 << FINGERPRINT_HASH_BITS) - 1);
    (outcome.kind as u32) << FINGERPRINT_HASH_BITS | hash
}

fn row(step: u32) -> usize {
    (step as usize)
        .checked_sub(1)
        .expect("step 0 has no operation")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of_cost(probes: u64, words: u64) -> Timeline {
        let mut timeline = Timeline::new(1, 1, "");
        let cost = Cost {
            probes,
            words,
            lines: 1,
        };
        let performed = Performed {
            outcome: Outcome::of(OutcomeKind::Idled),
            cost,
            counted: true,
            work: cost.work(),
        };
        let space = SpaceNow {
            task: 0,
            region_base: 0,
            reach: 0,
            tables: [classic_heap::Extent { start: 0, bytes: 0 }; 2],
        };
        timeline.push(&performed, space, 0, 0);
        assert_eq!(timeline.cost(1), cost);
        timeline
    }

    /// Protects comparisons of costly operations: costs of more than 32 bits are kept whole, and enter the hash so.
    #[test]
    fn costs_beyond_32_bits_are_told_apart() {
        let digest = |probes, words| format!("{:?}", of_cost(probes, words).hasher);
        let wide = 1 << 32;
        let digests = [
            digest(5, 7),
            digest(wide | 5, 7),
            digest(5, wide | 7),
            digest(wide | 5, wide | 7),
        ];
        for (n, one) in digests.iter().enumerate() {
            assert!(!digests[..n].contains(one));
        }
    }

    /// Protects the time of replays with many live blocks, and the charts of the others: walks are as many as they may be.
    #[test]
    fn the_more_blocks_there_are_the_fewer_states_are_sampled() {
        let samples = |total, live_max| {
            let timeline = Timeline::new(total, live_max, "");
            (1..=total)
                .filter(|&step| timeline.is_sampled(step))
                .count()
        };
        assert_eq!(samples(100, 1_000_000), 100);
        assert_eq!(samples(1 << 20, 1000), 2048);
        assert_eq!(samples(1 << 20, 1 << 16), 512);
        assert_eq!(samples(1 << 20, u32::MAX), 256);
    }
}
