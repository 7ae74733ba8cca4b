//! Owns the metrics: each with its id, its formula, what it says, and how it is computed.
//!
//! One register, [`METRICS`], is what the page shows on hover, what the command line prints, and what
//! `docs/metrics.md` is checked against.

use std::ops::AddAssign;

use atlas_scenario::TASK_MAX;
use serde::Serialize;

use crate::physical::PageCounts;
use crate::subject::{Cost, Subject};
use crate::sums::{CostSums, Peaks, Sums};

/// What the free space of a heap looks like, from a walk over its blocks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FreeSpace {
    /// The payloads of all holes together, in bytes.
    pub free_bytes: u32,
    /// The largest payload of a hole, in bytes.
    pub largest_free_bytes: u32,
    /// The squares of all holes' payloads together.
    pub free_squares: u64,
    /// How many holes there are.
    pub holes: u32,
    /// Bookkeeping, in blocks of either kind and in the index, in bytes.
    pub overhead_bytes: u32,
    /// The payloads of all blocks that are not free, in bytes.
    pub held_bytes: u32,
}

impl FreeSpace {
    /// Walks the blocks of a subject.
    pub fn of(subject: &dyn Subject) -> Self {
        let mut space = Self {
            overhead_bytes: subject.tables().iter().map(|table| table.bytes).sum(),
            ..Self::default()
        };
        let gaps = subject.gaps();
        subject.visit_blocks(&mut |block| {
            space.overhead_bytes += block.bookkeeping.bytes + block.footer.bytes;
            if block.free {
                space.free_bytes += block.payload.bytes;
                space.largest_free_bytes = space.largest_free_bytes.max(block.payload.bytes);
                space.free_squares += u64::from(block.payload.bytes).pow(2);
                space.holes += 1;
            } else if !block.is_fence(gaps) {
                space.held_bytes += block.payload.bytes;
            }
        });
        space
    }
}

impl AddAssign for FreeSpace {
    /// The free space of two heaps together; their holes stay apart.
    fn add_assign(&mut self, other: Self) {
        self.free_bytes += other.free_bytes;
        self.largest_free_bytes = self.largest_free_bytes.max(other.largest_free_bytes);
        self.free_squares += other.free_squares;
        self.holes += other.holes;
        self.overhead_bytes += other.overhead_bytes;
        self.held_bytes += other.held_bytes;
    }
}

/// The pages of one address space, or of all together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PageFigures {
    /// The length of a page, in bytes.
    pub page_bytes: u32,
    /// Pages of the regions of tasks that live.
    pub reserved: u32,
    /// Pages below the ends of the heaps.
    pub promised: u32,
    /// Where they are, and what became of them so far. The most held at once counts all spaces together.
    pub counts: PageCounts,
}

/// The exact numbers of one state, from which every metric of a state is computed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Figures {
    /// The live blocks, from the shadow heap.
    pub live: Sums,
    /// The highest values so far.
    pub peaks: Peaks,
    /// The end of the heap, in bytes.
    pub heap_bytes: u32,
    /// The holes and the bookkeeping, from the blocks.
    pub space: FreeSpace,
    /// The pages, from the page tables.
    pub pages: PageFigures,
    /// The cost of the operation that led here.
    pub cost: Cost,
    /// The cost of all allocator operations so far.
    pub costs: CostSums,
    /// The median and the 99th percentile of each measure of cost so far, by nearest rank.
    pub percentiles: [[u64; 2]; 3],
}

/// The state at a step, for charts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sample {
    /// The step.
    pub step: u32,
    /// The live blocks.
    pub live: Sums,
    /// The holes and the bookkeeping.
    pub space: FreeSpace,
    /// The pages.
    pub pages: PageFigures,
    /// The frames that each task holds, by its number.
    pub frames: [u32; TASK_MAX as usize + 1],
}

/// What a metric counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum Unit {
    /// Bytes.
    Bytes,
    /// A share of 1.
    Ratio,
    /// A plain number.
    Count,
}

/// Which of two values of a metric one would rather have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum Better {
    /// The lower.
    Lower,
    /// The higher.
    Higher,
    /// Either: it belongs to the scenario, not to the design.
    Neither,
}

/// Which steps a metric looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum Scope {
    /// The state at the step alone.
    State,
    /// The operation that led to the step alone.
    Step,
    /// All steps so far.
    SoFar,
}

/// One metric.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct MetricDoc {
    /// Its permanent name; units stand last in it.
    pub id: &'static str,
    /// Its name in print.
    pub title: &'static str,
    /// The metrics it stands with; those of one group stand together in [`METRICS`].
    pub group: &'static str,
    /// How it is computed.
    pub formula: &'static str,
    /// What it says, in one sentence.
    pub summary: &'static str,
    /// What it counts.
    pub unit: Unit,
    /// Which steps it looks at.
    pub scope: Scope,
    /// Which way is better.
    pub better: Better,
    #[serde(skip)]
    value: fn(&Figures) -> f64,
}

impl PartialEq for MetricDoc {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

impl MetricDoc {
    /// Whether it measures what operations cost. That is the replay's alone: no address space has a cost of its own.
    #[must_use]
    pub fn is_cost(&self) -> bool {
        self.group == COST
    }

    /// Its value at a state.
    #[must_use]
    pub fn value(&self, figures: &Figures) -> f64 {
        (self.value)(figures)
    }
}

/// The metric of an id.
#[must_use]
pub fn metric(id: &str) -> Option<&'static MetricDoc> {
    METRICS.iter().find(|metric| metric.id == id)
}

/// Internal fragmentation: (payload − requested) ÷ payload, 0 where there is no payload.
#[must_use]
pub(crate) fn internal_fragmentation(live: &Sums) -> f64 {
    ratio(
        live.payload_bytes - live.requested_bytes,
        live.payload_bytes,
    )
}

/// External fragmentation: 1 − largest ÷ all free bytes, 0 where nothing is free.
#[must_use]
pub(crate) fn external_fragmentation(space: &FreeSpace) -> f64 {
    ratio(
        space.free_bytes - space.largest_free_bytes,
        space.free_bytes,
    )
}

/// The fragmentation that umm_malloc reports: 1 − √Σhole² ÷ Σhole, 0 where nothing is free.
#[must_use]
pub(crate) fn square_fragmentation(space: &FreeSpace) -> f64 {
    if space.free_bytes == 0 {
        return 0.0;
    }
    // IEEE 754 rounds a conversion, a root and a quotient alike everywhere.
    1.0 - (space.free_squares as f64).sqrt() / f64::from(space.free_bytes)
}

/// `part ÷ whole`, 0 of nothing.
pub(crate) fn ratio(part: u32, whole: u32) -> f64 {
    if whole == 0 {
        0.0
    } else {
        f64::from(part) / f64::from(whole)
    }
}

pub(crate) fn mean(costs: &CostSums, measure: usize) -> f64 {
    if costs.operations == 0 {
        0.0
    } else {
        // Sums stay far below 2⁵³, so the division is of exact numbers and equal everywhere.
        costs.sum[measure] as f64 / f64::from(costs.operations)
    }
}

/// The group of the metrics of cost.
const COST: &str = "Cost";

macro_rules! metric {
    ($group:literal, $id:literal, $title:literal, $scope:ident, $unit:ident, $better:ident, $formula:literal, $summary:literal, $value:expr) => {
        MetricDoc {
            id: $id,
            title: $title,
            group: $group,
            formula: $formula,
            summary: $summary,
            unit: Unit::$unit,
            scope: Scope::$scope,
            better: Better::$better,
            value: $value,
        }
    };
}

/// The register of metrics, in the order people should meet them.
#[rustfmt::skip]
pub static METRICS: &[MetricDoc] = &[
    metric!("Memory", "requested_bytes", "Requested", State, Bytes, Neither,
        "sum over live blocks of min(request, maximum)",
        "What the program asked for and holds now; a clamped request counts what was granted of it.",
        |f| f64::from(f.live.requested_bytes)),
    metric!("Memory", "payload_bytes", "Payload", State, Bytes, Lower,
        "sum over live blocks of their payload",
        "What live blocks hold for the program, rounding included.",
        |f| f64::from(f.live.payload_bytes)),
    metric!("Memory", "block_bytes", "Blocks", State, Bytes, Lower,
        "sum over live blocks of payload + header + footer + padding",
        "What live blocks take from the region.",
        |f| f64::from(f.live.block_bytes)),
    metric!("Memory", "heap_bytes", "Heap", State, Bytes, Lower,
        "end of the highest block ever live, or of the last block after a trim − start of the region − gaps below",
        "How far the heap reaches into its region.",
        |f| f64::from(f.heap_bytes)),
    metric!("Memory", "live_blocks", "Live blocks", State, Count, Neither,
        "number of blocks the program holds",
        "How many blocks the program holds now; at the end of a replay, how many it leaked.",
        |f| f64::from(f.live.blocks)),
    metric!("High water", "peak_requested_bytes", "Peak requested", SoFar, Bytes, Neither,
        "max over steps of requested_bytes",
        "The most the program ever held at once.",
        |f| f64::from(f.peaks.requested_bytes)),
    metric!("High water", "peak_payload_bytes", "Peak payload", SoFar, Bytes, Lower,
        "max over steps of payload_bytes",
        "The most payload ever live at once.",
        |f| f64::from(f.peaks.payload_bytes)),
    metric!("High water", "peak_block_bytes", "Peak blocks", SoFar, Bytes, Lower,
        "max over steps of block_bytes",
        "The most that live blocks ever took from the region at once.",
        |f| f64::from(f.peaks.block_bytes)),
    metric!("High water", "heap_high_water_bytes", "Heap high water", SoFar, Bytes, Lower,
        "max over steps of heap_bytes",
        "The memory to set aside so that no request of this program is refused.",
        |f| f64::from(f.peaks.heap_bytes)),
    metric!("High water", "utilisation", "Utilisation", SoFar, Ratio, Higher,
        "peak_requested_bytes ÷ heap_high_water_bytes; 0 while the heap has never held a block",
        "How much of the memory set aside the program itself ever needed at once.",
        |f| ratio(f.peaks.requested_bytes, f.peaks.heap_bytes)),
    metric!("Fragmentation", "internal_fragmentation", "Internal fragmentation", State, Ratio, Lower,
        "(payload_bytes − requested_bytes) ÷ payload_bytes; 0 without live blocks",
        "The share of live payload that the program did not ask for.",
        |f| internal_fragmentation(&f.live)),
    metric!("Fragmentation", "alignment_rounding_bytes", "Alignment rounding", State, Bytes, Lower,
        "sum over live blocks of what rounds the raised request up to the alignment",
        "Live payload that rounds requests up to the alignment.",
        |f| f64::from(f.live.alignment_rounding_bytes)),
    metric!("Fragmentation", "minimum_rounding_bytes", "Minimum rounding", State, Bytes, Lower,
        "sum over live blocks of max(0, minimum − requested)",
        "Live payload that raises requests to the minimum.",
        |f| f64::from(f.live.minimum_rounding_bytes)),
    metric!("Fragmentation", "unsplit_remainder_bytes", "Unsplit remainders", State, Bytes, Lower,
        "payload_bytes − requested_bytes − minimum_rounding_bytes − alignment_rounding_bytes",
        "Live payload that exceeds the request because a hole's remainder was not split off.",
        |f| f64::from(f.live.unsplit_remainder_bytes())),
    metric!("Fragmentation", "external_fragmentation", "External fragmentation", State, Ratio, Lower,
        "1 − largest_free_bytes ÷ free_bytes; 0 when nothing is free",
        "How far the free memory is from being one piece.",
        |f| external_fragmentation(&f.space)),
    metric!("Fragmentation", "square_fragmentation", "Fragmentation by squares", State, Ratio, Lower,
        "1 − √(sum over holes of payload²) ÷ free_bytes; 0 when nothing is free",
        "The number that umm_malloc and the ESP8266's tools call fragmentation: every hole counts, a large one for more.",
        |f| square_fragmentation(&f.space)),
    metric!("Fragmentation", "free_bytes", "Free", State, Bytes, Neither,
        "sum over holes of their payload",
        "What lies in holes, below the heap's end.",
        |f| f64::from(f.space.free_bytes)),
    metric!("Fragmentation", "largest_free_bytes", "Largest hole", State, Bytes, Higher,
        "max over holes of their payload",
        "The largest request that one hole could serve.",
        |f| f64::from(f.space.largest_free_bytes)),
    metric!("Fragmentation", "holes", "Holes", State, Count, Lower,
        "number of free blocks",
        "Into how many pieces the free memory is cut.",
        |f| f64::from(f.space.holes)),
    metric!("Overhead", "overhead_bytes", "Overhead", State, Bytes, Lower,
        "sum over all blocks, free ones included, of header + footer, + tables outside of blocks",
        "What the allocator's own bookkeeping takes from the region: headers, footers, and tables outside of blocks (an index, heads of bins, bitmaps).",
        |f| f64::from(f.space.overhead_bytes)),
    metric!("Overhead", "stagnant_bytes", "Stagnant", State, Bytes, Lower,
        "sum of the payloads that the allocator holds and the program does not",
        "What the program has freed and the allocator has not yet; 0 where every free is immediate.",
        |f| f64::from(f.space.held_bytes - f.live.payload_bytes)),
    metric!("Pages", "reserved_pages", "Reserved", State, Count, Neither,
        "sum over tasks that have acted and live of region size ÷ page size, rounded up",
        "Addresses set aside; they cost nothing yet.",
        |f| f64::from(f.pages.reserved)),
    metric!("Pages", "promised_pages", "Promised", State, Count, Lower,
        "sum over heaps of heap_bytes ÷ page size, rounded up",
        "Pages the heaps reach, with or without a frame; more than frames and swap together is overcommitment.",
        |f| f64::from(f.pages.promised)),
    metric!("Pages", "committed_pages", "Committed", State, Count, Lower,
        "resident_pages + swapped_pages",
        "Pages that are kept, in a frame or in swap.",
        |f| f64::from(f.pages.counts.resident + f.pages.counts.swapped)),
    metric!("Pages", "resident_pages", "Resident", State, Count, Lower,
        "pages in a physical frame",
        "Frames held, touched or not.",
        |f| f64::from(f.pages.counts.resident)),
    metric!("Pages", "swapped_pages", "Swapped", State, Count, Lower,
        "pages in swap",
        "Pages put aside because frames ran out; the next touch brings them back.",
        |f| f64::from(f.pages.counts.swapped)),
    metric!("Pages", "untouched_bytes", "Committed, never touched", State, Bytes, Lower,
        "page size × frames that nothing has written to since they were taken",
        "Bytes of frames that nothing has written to since they were taken. They belong to the parts of the region as all others do.",
        |f| f64::from(f.pages.counts.untouched) * f64::from(f.pages.page_bytes)),
    metric!("Paging", "peak_resident_pages", "Peak resident", SoFar, Count, Lower,
        "max over time of resident_pages",
        "The frames that this program needs to run without swap.",
        |f| f64::from(f.pages.counts.resident_max)),
    metric!("Paging", "page_faults", "Page faults", SoFar, Count, Lower,
        "touches so far that brought a page into a frame",
        "How often the program or its allocator waited for a frame and got one; what a grant took beforehand does not fault.",
        |f| f.pages.counts.faults as f64),
    metric!("Paging", "swap_ins", "Swapped in", SoFar, Count, Lower,
        "page faults so far on pages in swap",
        "Pages that were put aside too early.",
        |f| f.pages.counts.swap_ins as f64),
    metric!("Paging", "swap_outs", "Swapped out", SoFar, Count, Lower,
        "pages put aside so far",
        "How often frames ran out and the page touched longest ago had to go.",
        |f| f.pages.counts.swap_outs as f64),
    metric!("Cost", "probes", "Probes", Step, Count, Lower,
        "blocks examined by this step's operation",
        "How many blocks the operation examined; a block examined twice counts twice.",
        |f| f.cost.probes as f64),
    metric!("Cost", "words", "Words", Step, Count, Lower,
        "words of metadata read or written by this step's operation",
        "The operation's traffic with the allocator's bookkeeping, in 32-bit words.",
        |f| f.cost.words as f64),
    metric!("Cost", "lines", "Lines", Step, Count, Lower,
        "different 64-byte lines that those words lie in",
        "What a processor's cache would have to fetch for the operation.",
        |f| f.cost.lines as f64),
    metric!("Cost", "probes_mean", "Probes, mean", SoFar, Count, Lower,
        "sum of probes ÷ number of malloc, falloc, calloc, realloc and free operations so far",
        "Blocks examined by an operation on average.",
        |f| mean(&f.costs, 0)),
    metric!("Cost", "probes_p50", "Probes, median", SoFar, Count, Lower,
        "the ⌈0.50 n⌉-th smallest number of probes of the n operations so far",
        "Half the operations examined no more than this.",
        |f| f.percentiles[0][0] as f64),
    metric!("Cost", "probes_p99", "Probes, 99th percentile", SoFar, Count, Lower,
        "the ⌈0.99 n⌉-th smallest number of probes of the n operations so far",
        "Of a hundred operations, ninety-nine examined no more than this.",
        |f| f.percentiles[0][1] as f64),
    metric!("Cost", "probes_max", "Probes, maximum", SoFar, Count, Lower,
        "max over operations so far of probes",
        "The longest search there was.",
        |f| f.costs.maximum[0] as f64),
    metric!("Cost", "words_mean", "Words, mean", SoFar, Count, Lower,
        "sum of words ÷ number of malloc, falloc, calloc, realloc and free operations so far",
        "Words of metadata read or written by an operation on average.",
        |f| mean(&f.costs, 1)),
    metric!("Cost", "words_p50", "Words, median", SoFar, Count, Lower,
        "the ⌈0.50 n⌉-th smallest number of words of the n operations so far",
        "Half the operations touched no more words than this.",
        |f| f.percentiles[1][0] as f64),
    metric!("Cost", "words_p99", "Words, 99th percentile", SoFar, Count, Lower,
        "the ⌈0.99 n⌉-th smallest number of words of the n operations so far",
        "Of a hundred operations, ninety-nine touched no more words than this.",
        |f| f.percentiles[1][1] as f64),
    metric!("Cost", "words_max", "Words, maximum", SoFar, Count, Lower,
        "max over operations so far of words",
        "The most metadata one operation touched.",
        |f| f.costs.maximum[1] as f64),
    metric!("Cost", "lines_mean", "Lines, mean", SoFar, Count, Lower,
        "sum of lines ÷ number of malloc, falloc, calloc, realloc and free operations so far",
        "Lines an operation had fetched on average.",
        |f| mean(&f.costs, 2)),
    metric!("Cost", "lines_p50", "Lines, median", SoFar, Count, Lower,
        "the ⌈0.50 n⌉-th smallest number of lines of the n operations so far",
        "Half the operations had no more lines fetched than this.",
        |f| f.percentiles[2][0] as f64),
    metric!("Cost", "lines_p99", "Lines, 99th percentile", SoFar, Count, Lower,
        "the ⌈0.99 n⌉-th smallest number of lines of the n operations so far",
        "Of a hundred operations, ninety-nine had no more lines fetched than this.",
        |f| f.percentiles[2][1] as f64),
    metric!("Cost", "lines_max", "Lines, maximum", SoFar, Count, Lower,
        "max over operations so far of lines",
        "The most lines one operation had fetched.",
        |f| f.costs.maximum[2] as f64),
];
