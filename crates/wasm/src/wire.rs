//! The shapes that cross the boundary, as the page sees them.
//!
//! Owns names and units of what is sent, nothing else: no computation, and no type of the crates below, so
//! that these can change without the page's code changing with them. `web/engine/wire.ts` is generated from
//! this file; the test at its end fails where the two part.
//!
//! Numbers are JavaScript numbers: every integer here fits `u32` or is exact in an `f64`. Offsets count
//! bytes from the region's start, addresses are virtual, both are whole numbers below 2³².
//!
//! Step `s` of a timeline is the state after `s` operations; step 0 is the empty heap.

use std::collections::BTreeMap;

use serde::ser::SerializeMap as _;
use serde::{Deserialize, Serialize};
#[cfg(test)]
use ts_rs::TS;

/// Everything the page offers: controls, legends, explanations and the editor's words are drawn from it.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(test, derive(TS))]
pub struct Catalog {
    /// The axes of a design, in the order people should meet them; those of one group stand together.
    pub axes: Vec<Axis>,
    /// Named designs.
    pub presets: Vec<Preset>,
    /// What is measured at every step.
    pub metrics: Vec<MetricDoc>,
    /// The parts that every byte of the region belongs to.
    pub categories: Vec<CategoryDoc>,
    /// The bytes of all parts that are committed and were never touched: what a bar shows as one more part, taken
    /// out of those they lie in.
    pub untouched: CategoryDoc,
    /// What can become of an operation.
    pub outcomes: Vec<OutcomeDoc>,
    /// Ready-made workloads.
    pub generators: Vec<GeneratorDoc>,
    /// The words of the script language.
    pub vocabulary: Vec<Word>,
    /// Classic's design, complete: the one to begin with.
    pub classic: Design,
}

/// One decision of a design.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(test, derive(TS))]
pub struct Axis {
    /// Its permanent kebab-case name; links carry it.
    pub id: String,
    /// Its name in print.
    pub title: String,
    /// The title of the group it is shown in.
    pub group: String,
    /// What it trades, in one sentence.
    pub summary: String,
    /// What its values are.
    pub kind: AxisKind,
    /// The least value of a number.
    pub minimum: Option<u32>,
    /// The greatest value of a number.
    pub maximum: Option<u32>,
    /// Whether a number must be a power of two.
    pub power_of_two: bool,
    /// Whether a number is an address, which people read in hexadecimal.
    pub address: bool,
    /// The unit of a number, `bytes` say; empty for an address or a plain count.
    pub unit: String,
    /// The policies of a choice, in order.
    pub options: Vec<AxisOption>,
    /// Classic's value, as canonical text.
    pub default: String,
}

/// What the values of an axis are.
#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(test, derive(TS))]
pub enum AxisKind {
    /// Whole numbers, written `16`.
    Number,
    /// Policies, written `best-fit` or `at-least(64)`.
    Choice,
    /// `on` or `off`.
    Switch,
}

/// One policy of a choice.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(test, derive(TS))]
pub struct AxisOption {
    /// Its permanent kebab-case name.
    pub id: String,
    /// Its name in print.
    pub title: String,
    /// What it does, in one sentence.
    pub summary: String,
    /// What it costs and where it fails, in one sentence.
    pub price: String,
    /// The number it is written with, if it takes one.
    pub parameter: Option<Parameter>,
}

/// A number that belongs to a policy: the 64 of `at-least(64)`.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(test, derive(TS))]
pub struct Parameter {
    /// What the number means.
    pub summary: String,
    /// Its unit, or empty for a plain count.
    pub unit: String,
    /// The least value.
    pub minimum: u32,
    /// The greatest value.
    pub maximum: u32,
    /// The value when none is given.
    pub default: u32,
}

/// A design: the canonical text of each axis's value, by the axis's id. Complete where the engine gives it;
/// where it is given to the engine, an axis left out has Classic's value.
///
/// `2:placement` is an axis of task 2's own design, which is the kernel's but for such axes; none of these is ever
/// filled in. In reports, too, what concerns a task's own design goes by such a key.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(TS))]
pub struct Design(
    #[cfg_attr(test, ts(type = "Record<string, string>"))] pub BTreeMap<String, String>,
);

impl Design {
    /// The axes and their values.
    pub fn settings(&self) -> impl Iterator<Item = (&str, &str)> + Clone {
        self.0.iter().map(|(axis, value)| (&**axis, &**value))
    }
}

/// A named design.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(test, derive(TS))]
pub struct Preset {
    /// Its permanent kebab-case name.
    pub id: String,
    /// Its name in print.
    pub title: String,
    /// What it stands for, in one sentence.
    pub summary: String,
    /// The design, complete.
    pub design: Design,
}

/// Something measured at every step.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(test, derive(TS))]
pub struct MetricDoc {
    /// Its permanent name.
    pub id: String,
    /// Its name in print.
    pub title: String,
    /// The title of the group it is shown in.
    pub group: String,
    /// How it is computed, exactly.
    pub formula: String,
    /// What it tells, in one sentence.
    pub summary: String,
    /// What its values are.
    pub unit: Unit,
    /// Which way is better.
    pub better: Better,
}

/// The unit of a metric.
#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(test, derive(TS))]
pub enum Unit {
    /// Bytes.
    Bytes,
    /// A share between 0 and 1.
    Ratio,
    /// A plain number.
    Count,
}

/// Which way a metric gets better.
#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(test, derive(TS))]
pub enum Better {
    /// Less is better.
    Lower,
    /// More is better.
    Higher,
    /// It describes the workload, or depends on what one wants.
    Neither,
}

/// A part of the region: what a byte of it can be. Every byte belongs to exactly one.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(test, derive(TS))]
pub struct CategoryDoc {
    /// Its permanent kebab-case name; palettes are keyed by it.
    pub id: String,
    /// Its name in print.
    pub title: String,
    /// What these bytes are, in one sentence.
    pub summary: String,
    /// The axes that decide how many there are.
    pub axes: Vec<String>,
}

/// Something that can become of an operation.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(test, derive(TS))]
pub struct OutcomeDoc {
    /// Its permanent kebab-case name.
    pub id: String,
    /// Its name in print.
    pub title: String,
    /// What it means, in one sentence.
    pub summary: String,
    /// How alarming it is.
    pub tone: Tone,
}

/// How alarming an outcome is.
#[derive(Clone, Copy, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(test, derive(TS))]
pub enum Tone {
    /// As the program wished.
    Good,
    /// Worth knowing.
    Note,
    /// A failure, or a mistake of the program's.
    Bad,
}

/// A ready-made workload.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(test, derive(TS))]
pub struct GeneratorDoc {
    /// Its permanent kebab-case name.
    pub id: String,
    /// Its name in print.
    pub title: String,
    /// Which programs behave like that, in one sentence.
    pub summary: String,
    /// The script an editor opens with: it calls the generator with its defaults.
    pub script: String,
}

/// A word of the script language.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(test, derive(TS))]
pub struct Word {
    /// As it is written.
    pub text: String,
    /// What sort of word it is.
    pub kind: WordKind,
    /// What it does, in one sentence.
    pub summary: String,
}

/// A sort of word.
#[derive(Clone, Copy, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(test, derive(TS))]
pub enum WordKind {
    /// An operation: `malloc`.
    Verb,
    /// Part of a statement: `repeat`.
    Keyword,
    /// A ready-made workload.
    Generator,
    /// A unit: `KiB`.
    Unit,
    /// Part of an expression: `random`.
    Function,
    /// What a generator can be told: `sizes`.
    Parameter,
}

/// A design as it can be replayed, or why not.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(test, derive(TS))]
pub struct DesignReading {
    /// The design, completed and in canonical text. An axis whose text can't be read has Classic's value.
    #[cfg_attr(test, ts(as = "Design"))]
    pub design: LinkDesign,
    /// What is wrong with the design that was given; none if it can be replayed as it stands.
    pub problems: Vec<DesignProblem>,
}

/// What there is to say about a design before it is used.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(test, derive(TS))]
pub struct DesignReport {
    /// The design, completed and in canonical text. An axis whose text can't be read has Classic's value.
    pub design: Design,
    /// What is wrong with the design that was given; none if it can be replayed as it stands.
    pub problems: Vec<DesignProblem>,
    /// Policies that don't go with the rest of the design: the reason, by option, by axis. Those that do
    /// go are left out. For tasks with a design of their own, their axes too.
    #[cfg_attr(test, ts(type = "Record<string, Record<string, string>>"))]
    pub unavailable: BTreeMap<String, BTreeMap<String, String>>,
    /// Axes that make no difference in this design: the reason, by axis. For each task, its axes too, whether it has a
    /// design of its own yet or could get one.
    #[cfg_attr(test, ts(type = "Record<string, string>"))]
    pub inert: BTreeMap<String, String>,
}

/// One thing that is wrong with a design.
#[derive(Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(test, derive(TS))]
pub struct DesignProblem {
    /// The id of the axis it concerns; one the catalogue doesn't know, where that is the problem.
    pub axis: String,
    /// What is wrong, for a person.
    pub reason: String,
}

/// What there is to say about a script before it is replayed.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(test, derive(TS))]
pub struct ScriptReport {
    /// What is wrong with it; none if it can be replayed.
    pub problems: Vec<ScriptProblem>,
    /// How many operations it makes; 0 where there are problems.
    pub operations: u32,
}

/// One thing that is wrong with a script, or with a trace that is text.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(test, derive(TS))]
pub struct ScriptProblem {
    /// The line, from 1.
    pub line: u32,
    /// The first column it is about, from 1, in UTF-16 units as editors count.
    pub column: u32,
    /// The first column it is no longer about; above `column`.
    pub end_column: u32,
    /// What is wrong.
    pub message: String,
    /// What to write instead, where that can be told.
    pub hint: Option<String>,
}

/// What a trace file says of itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(test, derive(TS))]
pub struct TraceInfo {
    /// The name of what was recorded, or of the file.
    pub title: String,
    /// The format it was recognised as.
    pub format: TraceFormat,
    /// How many operations it holds.
    pub operations: u32,
    /// How many pointers they refer to.
    pub pointers: u32,
    /// Where it comes from: program, version, command, date. Empty where the format keeps none.
    pub provenance: Vec<ProvenanceEntry>,
    /// What a reader should know about how faithfully it was imported.
    pub notices: Vec<String>,
}

/// A format of traces.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(test, derive(TS))]
pub enum TraceFormat {
    /// Heap Atlas's own.
    Heaptrace,
    /// The malloc lab's text format.
    Rep,
}

/// One line of a trace's provenance.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(test, derive(TS))]
pub struct ProvenanceEntry {
    /// What is stated, `command` say.
    pub key: String,
    /// What is stated of it.
    pub value: String,
}

/// How far a replay has come.
#[derive(Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(test, derive(TS))]
pub struct Progress {
    /// Steps that can be looked at: `0..=replayed`.
    pub replayed: u32,
    /// The operations of the scenario: the last step there will be.
    pub total: u32,
    /// Whether all have been replayed.
    pub done: bool,
    /// The timeline's hash, 16 hexadecimal digits, once all have been replayed.
    pub hash: Option<String>,
}

/// Everything about a step but its blocks.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(test, derive(TS))]
pub struct Frame {
    /// The step.
    pub step: u32,
    /// The operations of the scenario.
    pub total: u32,
    /// The operation that led here; `null` at step 0.
    pub operation: Option<FrameOperation>,
    /// What became of it; `null` at step 0.
    pub outcome: Option<FrameOutcome>,
    /// The operation that comes after; `null` at the last step.
    pub next: Option<NextOperation>,
    /// What the allocator looked at and changed on the way, in order of time; the first 4096 where there
    /// are more.
    pub highlights: Vec<Highlight>,
    /// How many blocks the operation examined, highlighted or not.
    pub probes_total: f64,
    /// Every metric of the catalogue, in its order.
    pub metrics: Vec<MetricValue>,
    /// The metrics of the space looked at alone, without those of cost, which have no space; `null` where it is the
    /// only one, and `metrics` says the same.
    pub space_metrics: Option<Vec<MetricValue>>,
    /// How many bytes each category has, in the catalogue's order. They add up to the region exactly.
    pub parts: Vec<RegionPart>,
    /// The region.
    pub region: RegionView,
    /// The allocator's own roots.
    pub roots: RootsView,
    /// The task that performed the operation; at step 0 the kernel.
    pub task: u32,
    /// The task whose space is looked at: highlights, parts, region and roots are that space's, and there are
    /// no highlights where another task performed the operation. All else is the whole machine's.
    pub space: u32,
    /// All address spaces, in order of their tasks: the kernel's, and one for each task of the scenario.
    pub spaces: Vec<SpaceView>,
    /// The memory they share.
    pub pool: PoolView,
}

/// An operation that was not performed yet.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(test, derive(TS))]
pub struct NextOperation {
    /// The operation as a script would have it.
    pub text: String,
    /// The task that will perform it.
    pub task: u32,
    /// Whether it asks for memory, so that a block will have to be found for it.
    pub asks: bool,
}

/// One address space at a step.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(test, derive(TS))]
pub struct SpaceView {
    /// Whose it is; 0 is the kernel.
    pub task: u32,
    /// What it is called: `kernel`, `task 2`.
    pub name: String,
    /// Whether its task lives.
    pub life: SpaceLife,
    /// The step that killed the task; `null` for all others.
    pub killed_step: Option<u32>,
    /// The virtual address its region begins at. What lies below is the task's initial memory.
    pub base: u32,
    /// The length of its region.
    pub region_bytes: u32,
    /// How far its heap reaches into the region.
    pub heap_bytes: u32,
    /// How many pages of its region have a frame or a place in swap.
    pub committed_pages: u32,
    /// How many of these have a frame.
    pub resident_pages: u32,
    /// How many of those nothing has written to yet.
    pub untouched_pages: u32,
    /// How many of the committed are in swap.
    pub swapped_pages: u32,
    /// Touches so far that found no frame behind the page.
    pub faults: f64,
}

/// Whether a task lives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(test, derive(TS))]
pub enum SpaceLife {
    /// It has not performed an operation yet.
    Unborn,
    /// It performs operations.
    Alive,
    /// It touched a page that no frame was left for, and was killed.
    Killed,
}

/// The frames and the swap that all spaces share, at a step.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(test, derive(TS))]
pub struct PoolView {
    /// The length of a page and of a frame.
    pub page_bytes: u32,
    /// How many frames there are.
    pub frames: u32,
    /// How many of them nobody holds.
    pub frames_free: u32,
    /// How many pages swap holds at most.
    pub swap_pages: u32,
    /// How many it holds.
    pub swap_used: u32,
    /// Whether all pages of all regions can have a frame at once, so that nothing ever runs short.
    pub plentiful: bool,
}

/// The operation that led to a step.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(test, derive(TS))]
pub struct FrameOperation {
    /// As the script language writes it.
    pub text: String,
    /// The task it belongs to; 0 is the kernel.
    pub task: u32,
    /// Its verb, `malloc` say.
    pub verb: String,
}

/// What became of an operation.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(test, derive(TS))]
pub struct FrameOutcome {
    /// The id of the outcome, as in the catalogue.
    pub id: String,
    /// Its name in print.
    pub title: String,
    /// How alarming it is.
    pub tone: Tone,
    /// What the allocator did, for a person: `malloc 256: walked 7 blocks, split off 64 bytes`.
    pub sentence: String,
}

/// A stretch of memory that an operation looked at or changed.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(test, derive(TS))]
pub struct Highlight {
    /// What happened to it.
    pub kind: HighlightKind,
    /// Offset of its first byte.
    pub start: u32,
    /// Its length.
    pub bytes: u32,
    /// Address of the payload of the block it is, or of its first byte where it is none.
    pub address: u32,
    /// What there is to say: `too small: 64 bytes`. Empty where the kind says it all.
    pub note: String,
    /// What the search thought of a block it examined; `null` for other kinds.
    pub verdict: Option<Verdict>,
}

/// What a search thought of a block. The map draws the three apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(test, derive(TS))]
pub enum Verdict {
    /// It doesn't serve, or something better is held already.
    Rejected,
    /// It serves and was the best so far; the search went on.
    Held,
    /// What was looked for: the search ended here.
    Taken,
}

/// What happened to a highlighted stretch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(test, derive(TS))]
pub enum HighlightKind {
    /// Examined, and left as it was.
    Probed,
    /// Counted into a run of holes.
    Joined,
    /// Absorbed by the block in front of it.
    Merged,
    /// Cut off behind what was granted.
    Split,
    /// Granted, or grown or shrunk in place.
    Placed,
    /// Became a hole.
    Freed,
    /// Freed by the program; the allocator will follow.
    Queued,
    /// Where a payload was copied from.
    Moved,
    /// Added to the heap's end.
    Extended,
    /// Given back from the heap's end.
    Trimmed,
}

/// The value of a metric at a step.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(test, derive(TS))]
pub struct MetricValue {
    /// The id of the metric.
    pub id: String,
    /// Its value.
    pub value: f64,
}

/// How much of a block a category has.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(test, derive(TS))]
pub struct Part {
    /// The id of the category.
    pub category: String,
    /// Its bytes.
    pub bytes: u32,
}

/// How much of the whole region a category has.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(test, derive(TS))]
pub struct RegionPart {
    /// The id of the category.
    pub category: String,
    /// Its bytes.
    pub bytes: u32,
    /// How many of them lie in frames that nothing has written to since they were taken.
    pub untouched: u32,
}

/// The region at a step.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(test, derive(TS))]
pub struct RegionView {
    /// The virtual address of its first byte.
    pub base: u32,
    /// Its length.
    pub bytes: u32,
    /// The length of the heap, which stands at its start.
    pub heap_bytes: u32,
    /// The greatest length the heap has had so far.
    pub high_water_bytes: u32,
    /// How many blocks the heap has, and so how long the list is.
    pub blocks: u32,
    /// How long the free list is; `null` where the structure keeps none.
    pub threaded: Option<u32>,
}

/// Where the allocator begins from, at a step: offsets of headers, `null` for none.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(test, derive(TS))]
pub struct RootsView {
    /// KERNEL_ALOC: the list's first block.
    pub kernel_aloc: Option<u32>,
    /// LAST: the block that stands last in memory.
    pub last: Option<u32>,
    /// TAIL: the list's last block.
    pub tail: Option<u32>,
    /// Where the next search begins, for designs that remember it.
    pub rover: Option<u32>,
}

/// Metrics over time.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(test, derive(TS))]
pub struct Series {
    /// The last step of every bucket, ascending. Without downsampling each bucket is one step.
    pub steps: Vec<u32>,
    /// A column for each metric that is charted; their ids are among the catalogue's.
    pub columns: Vec<SeriesColumn>,
    /// The frames of each task that ever held one, in order of the tasks.
    pub frames: Vec<FrameColumn>,
}

/// The frames a task holds, over time. All lists are as long as [`Series::steps`].
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(test, derive(TS))]
pub struct FrameColumn {
    /// The task; 0 is the kernel.
    pub task: u32,
    /// What it holds at each bucket's last step.
    pub values: Vec<f64>,
    /// The fewest it holds in each bucket.
    pub minima: Vec<f64>,
    /// The most.
    pub maxima: Vec<f64>,
}

/// One metric over time. All lists are as long as [`Series::steps`].
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(test, derive(TS))]
pub struct SeriesColumn {
    /// The id of the metric.
    pub metric: String,
    /// The value at each bucket's last step.
    pub values: Vec<f64>,
    /// The least value in each bucket.
    pub minima: Vec<f64>,
    /// The greatest value in each bucket.
    pub maxima: Vec<f64>,
}

/// An operation in a listing.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(test, derive(TS))]
pub struct OperationLine {
    /// The step it leads to, from 1.
    pub step: u32,
    /// As the script language writes it.
    pub text: String,
    /// The id of its outcome; `null` where the replay has not come so far.
    pub outcome: Option<String>,
    /// How alarming that is; `null` likewise.
    pub tone: Option<Tone>,
}

/// A block at a step.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(test, derive(TS))]
pub struct Block {
    /// Offset of its first byte.
    pub start: u32,
    /// Its whole length: padding in front, header and payload.
    pub bytes: u32,
    /// What its bytes are, in order of address: they add up to `bytes`. The map draws its patterns, and the
    /// inspector gives the causes of padding, from this.
    pub parts: Vec<Part>,
    /// Offset of its header.
    pub header_offset: u32,
    /// Address of its payload.
    pub address: u32,
    /// Length of its payload in bytes.
    pub payload: u32,
    /// Whether it is in use.
    pub state: BlockState,
    /// What the program asked for; `null` for a hole.
    pub requested: Option<u32>,
    /// The name of the pointer the program keeps it in; `null` for a hole.
    pub pointer: Option<String>,
    /// The step at which it was granted; `null` for a hole.
    pub born_step: Option<u32>,
    /// The flags in the low bits of the header's address word, as binary digits.
    pub flags: String,
    /// The header's size word.
    pub size: u32,
    /// The header's address word, flags included.
    pub addr: u32,
    /// The header's next word: the virtual address of the next header in the list, or 0.
    pub next: u32,
    /// The header's fourth word.
    pub fourth: u32,
}

/// Whether a block is in use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(test, derive(TS))]
pub enum BlockState {
    /// Granted to the program.
    Allocated,
    /// A hole.
    Free,
    /// Freed by the program, not yet by the allocator.
    Stagnant,
}

/// A block in the order of a list: of the list of all blocks, or of the free list.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(test, derive(TS))]
pub struct ListEntry {
    /// Its place in the list, from 0.
    pub index: u32,
    /// The block.
    pub block: Block,
    /// Whether it is LAST: the last block in memory.
    pub last: bool,
    /// Whether it is TAIL: the last block in the list.
    pub tail: bool,
    /// Whether the next search begins here.
    pub rover: bool,
}

/// Raw bytes of the region at a step.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(test, derive(TS))]
pub struct BytesView {
    /// Offset of the first byte.
    pub offset: u32,
    /// The bytes.
    pub bytes: Vec<u8>,
    /// What they are, in order and without gaps or overlap.
    pub spans: Vec<ByteSpan>,
}

/// What a stretch of raw bytes is.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(test, derive(TS))]
pub struct ByteSpan {
    /// Offset of its first byte.
    pub offset: u32,
    /// Its length.
    pub bytes: u32,
    /// A field of the header (`size`, `addr`, `next`, `fourth`), or the id of a category.
    pub label: String,
    /// What a field of the header says, decoded; `null` for anything else.
    pub value: Option<String>,
}

/// What part of the region to paint, and how.
///
/// The caller lays memory out, as it alone knows the pixels there are: see [`MapImage`] for the geometry.
/// It gets the rows it expects, each `bytes / rows` bytes, where `rows` divides `bytes`.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(test, derive(TS), ts(rename_all = "camelCase"))]
pub struct MapSpec {
    /// Width of the image in device pixels, 1 to 8192.
    pub width: u32,
    /// Height of the image in device pixels, 1 to 8192.
    pub height: u32,
    /// Offset of the window's first byte.
    pub from: u32,
    /// Length of the window, at least 1; what lies beyond the region's end is background.
    pub bytes: u32,
    /// Height of a row in device pixels, at least 1.
    pub row_height: u32,
    /// Space between two rows in device pixels.
    pub row_gap: u32,
    /// The colour of each category, `0xRRGGBBAA`. A category left out has the background's.
    #[cfg_attr(test, ts(type = "Record<string, number>"))]
    pub palette: Vec<(String, u32)>,
    /// The colour of everything that is no memory, `0xRRGGBBAA`.
    pub background: u32,
}

/// What was painted, and where memory lies in it.
///
/// Memory runs left to right and top to bottom, like text: as many rows as fit the height, each
/// `rowHeight` pixels tall, their tops `rowHeight + rowGap` pixels apart. Row `r` covers the
/// `bytesPerRow` bytes from offset `from + r * bytesPerRow` over the whole width, so byte `b` of a row begins
/// `b / bytesPerPixel` pixels from the left.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(test, derive(TS))]
pub struct MapImage {
    /// Width in device pixels.
    pub width: u32,
    /// Height in device pixels.
    pub height: u32,
    /// The scale, `bytesPerRow / width`: below 1 where a byte is wider than a pixel.
    pub bytes_per_pixel: f64,
    /// How many bytes a row covers.
    pub bytes_per_row: u32,
    /// Offset of the window's first byte.
    pub from: u32,
    /// Length of the window as painted, `rows * bytesPerRow`: at least what was asked for.
    pub bytes: f64,
    /// How many rows there are.
    pub rows: u32,
    /// Height of a row in device pixels.
    pub row_height: u32,
    /// Space between two rows in device pixels.
    pub row_gap: u32,
}

/// A figure as a link holds it. A field that a link says nothing of is `null`, empty or false.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(test, derive(TS))]
pub struct Link {
    /// What is replayed.
    pub scenario: Option<LinkScenario>,
    /// The design, and up to three that are compared with it. Each is what it has different from Classic: axes left
    /// out have Classic's values.
    #[cfg_attr(test, ts(type = "Array<Design>"))]
    pub designs: Vec<LinkDesign>,
    /// The id of the preset that is the design, where `designs` is empty.
    pub preset: Option<String>,
    /// The step looked at.
    pub step: Option<u32>,
    /// The view in front: `map`, `list`, `stats`, `bytes`, `why` or `chart`.
    pub view: Option<String>,
    /// The task whose space is looked at.
    pub space: Option<u32>,
    /// The stretch of the region that the map shows.
    pub window: Option<LinkWindow>,
    /// The offset of the block that is selected.
    pub selected: Option<u32>,
    /// What the figure is called: one line, for text alone.
    pub title: Option<String>,
    /// The timeline's hash for each design, as the link's author saw it.
    pub hashes: Vec<String>,
    /// Axes a reader cannot change; `*` for all.
    pub fixed: Vec<String>,
    /// Axes a reader does not see; `*` for all.
    pub hidden: Vec<String>,
    /// Whether a reader is asked where the next block lands before it is shown.
    pub predict: bool,
    /// The controls of an embedded figure: `none`, `step`, `full`, or axes with commas between.
    pub controls: Option<String>,
    /// `light` or `dark`.
    pub theme: Option<String>,
    /// Steps that are played over and over.
    #[serde(rename = "loop")]
    pub looped: Option<LinkSteps>,
    /// How fast they are played, in steps a second, to a thousandth.
    pub speed: Option<f64>,
}

/// As deriving would have it, but for its length: a figure loads this, and kind by kind it takes a third.
impl Serialize for Link {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("scenario", &self.scenario)?;
        map.serialize_entry("designs", &self.designs)?;
        for (key, text) in [
            ("preset", &self.preset),
            ("view", &self.view),
            ("title", &self.title),
            ("controls", &self.controls),
            ("theme", &self.theme),
        ] {
            map.serialize_entry(key, text)?;
        }
        for (key, number) in [
            ("step", self.step),
            ("space", self.space),
            ("selected", self.selected),
        ] {
            map.serialize_entry(key, &number)?;
        }
        for (key, list) in [
            ("hashes", &self.hashes),
            ("fixed", &self.fixed),
            ("hidden", &self.hidden),
        ] {
            map.serialize_entry(key, list)?;
        }
        map.serialize_entry("window", &self.window)?;
        map.serialize_entry("loop", &self.looped)?;
        map.serialize_entry("predict", &self.predict)?;
        map.serialize_entry("speed", &self.speed)?;
        map.end()
    }
}

/// A [`Design`] in a link: axes and their values, in the order of the axes' names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LinkDesign(pub Vec<(String, String)>);

impl Serialize for LinkDesign {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(axis, value)| (axis, value)))
    }
}

impl<'de> Deserialize<'de> for LinkDesign {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Self(
            Design::deserialize(deserializer)?.0.into_iter().collect(),
        ))
    }
}

/// What a link replays.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case", try_from = "AnyLinkScenario")]
#[cfg_attr(test, derive(TS))]
pub enum LinkScenario {
    /// A bundled trace.
    Trace {
        /// Its id.
        id: String,
    },
    /// A lesson.
    Lesson {
        /// Its id.
        id: String,
    },
    /// A generator on its defaults.
    Generator {
        /// Its id.
        id: String,
    },
    /// A script.
    Script {
        /// The script.
        text: String,
    },
    /// A recording.
    Recording {
        /// What it goes by.
        name: String,
        /// A trace file.
        #[cfg_attr(test, ts(type = "Uint8Array"))]
        bytes: Bytes,
    },
    /// A `.heap-atlas` file to be fetched.
    Url {
        /// Its address: `http:`, `https:`, or relative to the page.
        url: String,
    },
}

/// A scenario as it comes in, whichever it is: serde's own way to read a tagged enum cannot read bytes.
#[derive(Deserialize)]
struct AnyLinkScenario {
    kind: String,
    id: Option<String>,
    text: Option<String>,
    name: Option<String>,
    bytes: Option<Bytes>,
    url: Option<String>,
}

impl TryFrom<AnyLinkScenario> for LinkScenario {
    type Error = &'static str;

    fn try_from(any: AnyLinkScenario) -> Result<Self, Self::Error> {
        let scenario = match &*any.kind {
            "trace" => any.id.map(|id| Self::Trace { id }),
            "lesson" => any.id.map(|id| Self::Lesson { id }),
            "generator" => any.id.map(|id| Self::Generator { id }),
            "script" => any.text.map(|text| Self::Script { text }),
            "recording" => any
                .name
                .zip(any.bytes)
                .map(|(name, bytes)| Self::Recording { name, bytes }),
            "url" => any.url.map(|url| Self::Url { url }),
            _ => None,
        };
        scenario.ok_or("no scenario of a link has this kind, or these fields")
    }
}

/// Bytes, which cross as a `Uint8Array`: beside the text that all else is written in, see `boundary`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct Bytes(#[serde(with = "serde_bytes")] pub Vec<u8>);

impl Serialize for Bytes {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_unit()
    }
}

/// A stretch of the region, in offsets from its start.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(test, derive(TS))]
pub struct LinkWindow {
    /// Its first byte.
    pub from: u32,
    /// Its length, at least 1.
    pub bytes: u32,
}

/// A range of steps, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(test, derive(TS))]
pub struct LinkSteps {
    /// The first.
    pub from: u32,
    /// The last.
    pub to: u32,
}

/// Something of a link that could not be kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(test, derive(TS))]
pub struct LinkNotice {
    /// The field, by its key in the fragment (`design`, `script.z`, …); `version` for the link as a whole.
    pub field: String,
    /// What could not be kept and why, for a person. Parts of it may be a stranger's words.
    pub message: String,
}

/// A link that was read. Whatever was given, there is one.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(test, derive(TS))]
pub struct DecodedLink {
    /// What could be kept. Designs and axes in it exist and make sense; whether its trace, lesson or generator
    /// exists is not looked at.
    pub link: Link,
    /// What could not.
    pub notices: Vec<LinkNotice>,
}

/// A link that was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(test, derive(TS))]
pub struct EncodedLink {
    /// The fragment, `#` included.
    pub text: String,
    /// What makes it long: its fields in order. They add up to the whole text.
    pub parts: Vec<LinkPart>,
    /// What a link cannot hold, and this one therefore does not.
    pub notices: Vec<LinkNotice>,
}

/// How long a field of a link is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(test, derive(TS))]
pub struct LinkPart {
    /// The field, by its key in the fragment; `version` for the link's beginning.
    pub field: String,
    /// Its length in characters.
    pub chars: u32,
}

/// What a file holds that was dropped or picked.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
#[cfg_attr(test, derive(TS))]
pub enum FileContents {
    /// A trace.
    Trace {
        /// What it says of itself.
        info: TraceInfo,
    },
    /// A script.
    Script {
        /// Its text, as it stands in the file.
        text: String,
    },
    /// A `.heap-atlas` file: a link, and the recording it replays if it has one.
    Link {
        /// The link, its recording included.
        decoded: Box<DecodedLink>,
    },
}

/// A file that was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(test, derive(TS))]
pub struct EncodedFile {
    /// Its contents.
    #[cfg_attr(test, ts(type = "Uint8Array"))]
    pub bytes: Bytes,
    /// What such a file cannot hold, and this one therefore does not.
    pub notices: Vec<LinkNotice>,
}

/// An error as it leaves the engine. Anything a scenario can do wrong is an outcome instead.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(test, derive(TS))]
pub struct ErrorReport {
    /// What was wrong.
    pub kind: ErrorKind,
    /// What happened and what to do, for a person.
    pub message: String,
    /// Where a script or a text trace is wrong; empty for other kinds.
    pub problems: Vec<ScriptProblem>,
}

/// What an error is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(test, derive(TS))]
pub enum ErrorKind {
    /// The design makes no sense.
    Design,
    /// The script can't be read.
    Script,
    /// The trace can't be read.
    Trace,
    /// A step, an offset or a size that doesn't exist was asked for.
    Bounds,
    /// The engine is at fault.
    Internal,
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text of `web/engine/wire.ts`.
    fn module() -> String {
        let mut text = String::from(
            "// Generated from crates/wasm/src/wire.rs: what crosses the boundary to the engine. To change it,\n\
             // change that file and run  UPDATE_EXPECT=1 cargo test -p atlas-wasm wire\n",
        );
        let config = ts_rs::Config::default();
        macro_rules! declare {
            ($($type:ident)*) => {$(
                text.push('\n');
                text.push_str(&pretty(
                    &<$type as TS>::docs().unwrap_or_default(),
                    &<$type as TS>::decl(&config),
                ));
            )*};
        }
        declare! {
            Catalog Axis AxisKind AxisOption Parameter Design Preset MetricDoc Unit Better CategoryDoc
            OutcomeDoc Tone GeneratorDoc Word WordKind
            DesignReading DesignReport DesignProblem ScriptReport ScriptProblem TraceInfo TraceFormat ProvenanceEntry
            Progress Frame FrameOperation FrameOutcome NextOperation Highlight HighlightKind Verdict MetricValue Part RegionPart RegionView
            RootsView SpaceView SpaceLife PoolView Series SeriesColumn FrameColumn OperationLine Block BlockState ListEntry BytesView ByteSpan
            MapSpec MapImage Link LinkScenario LinkWindow LinkSteps LinkNotice DecodedLink EncodedLink LinkPart
            FileContents EncodedFile ErrorReport ErrorKind
        }
        text
    }

    /// A declaration as a person would lay it out: fields indented, one-line comments on one line.
    fn pretty(docs: &str, declaration: &str) -> String {
        let declaration = if declaration.contains("{ \"kind\":") {
            pretty_union(declaration)
        } else {
            declaration.to_owned()
        };
        let text = format!("{docs}export {declaration}\n")
            .replace("{ \n", "{\n")
            .replace(", };\n", ",\n};\n");
        let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
        let mut pretty = String::new();
        let mut indent = "";
        let mut at = 0;
        while let Some(&line) = lines.get(at) {
            at += 1;
            if line == "};" {
                indent = "";
            }
            pretty.push_str(indent);
            match lines.get(at..at + 2) {
                Some(&[sentence, " */"]) if line == "/**" => {
                    pretty += &format!("/**{} */", sentence.trim_start_matches(" *"));
                    at += 2;
                }
                _ => pretty.push_str(line),
            }
            pretty.push('\n');
            if line.ends_with('{') {
                indent = "  ";
            }
        }
        pretty
    }

    /// A union with one member a line; what its fields are is said by their types.
    fn pretty_union(declaration: &str) -> String {
        let fields = declaration.lines().map(str::trim).filter(|line| {
            let is_comment = ["/**", "*", "*/"].iter().any(|mark| line.starts_with(mark));
            !is_comment
        });
        let line = fields.collect::<Vec<_>>().join(" ").replace(", }", " }");
        line.replace("= {", "=\n  | {")
            .replace(" | {", "\n  | {")
            .replace("\"kind\"", "kind")
            .replace("\n \n", "\n")
    }

    /// Protects: the page is compiled against the shapes that are really sent.
    #[test]
    fn wire_types_are_current() {
        expect_test::expect_file!["../../../web/engine/wire.ts"].assert_eq(&module());
    }
}
