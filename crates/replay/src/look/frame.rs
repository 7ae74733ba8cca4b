//! Everything about a step but its blocks.

use classic_heap::anatomy;
use serde::Serialize;

use super::operations::{asks_for_memory, verb};
use super::{Metrics, Pool, Space};
use crate::candidates::Candidate;
use crate::changes::Change;
use crate::outcome::Tone;
use crate::state::{CATEGORIES, State};
use crate::subject::Subject;

/// Most candidates of one frame. The block that was chosen is among them, however late it was examined.
const CANDIDATES_MAX: usize = 4096;

/// Everything about a step but its blocks.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Frame {
    /// The step.
    pub step: u32,
    /// The operations of the scenario.
    pub total: u32,
    /// The operation that led here; `None` at step 0.
    pub operation: Option<PerformedOperation>,
    /// Its outcome; `None` at step 0.
    pub outcome: Option<StepOutcome>,
    /// The operation that comes next; `None` at the last step.
    pub next: Option<NextOperation>,
    /// The blocks that the allocator examined, in order: the first 4096, and the one that was chosen.
    pub candidates: Vec<Candidate>,
    /// The terms that the candidates' scores add up, as texts; none where no score is computed.
    pub score_terms: Vec<String>,
    /// The changes to memory, in order of time.
    pub changes: Vec<Change>,
    /// How many blocks the operation examined, whether or not they are among the candidates.
    #[cfg_attr(feature = "typescript", ts(type = "number"))]
    pub probes_total: u64,
    /// Every metric of the catalogue.
    pub metrics: Metrics,
    /// The metrics of the space looked at alone, without those of cost, which have no space; `None` where it is the
    /// only one, and `metrics` says the same.
    pub space_metrics: Option<Metrics>,
    /// How many bytes each category has, in the catalogue's order. They add up to the region exactly.
    pub parts: Vec<RegionPart>,
    /// The region.
    pub region: RegionView,
    /// The chains that its blocks are on; bins without holes may be left out.
    pub chains: Vec<Chain>,
    /// The places that the allocator remembers outside of blocks.
    pub roots: Vec<Root>,
    /// The task that performed the operation; at step 0 the kernel.
    pub task: u32,
    /// The task whose space is looked at: candidates, changes, parts, region and roots are that space's, and
    /// there are no candidates or changes where another task performed the operation. All else is the whole machine's.
    pub space: u32,
    /// All address spaces, in order of their tasks: the kernel's, and one for each task of the scenario.
    pub spaces: Vec<Space>,
    /// The memory they share.
    pub pool: Pool,
}

/// The operation that led to a step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(
    feature = "typescript",
    derive(ts_rs::TS),
    ts(rename = "FrameOperation")
)]
pub struct PerformedOperation {
    /// As the script language writes it.
    pub text: String,
    /// The task it belongs to; 0 is the kernel.
    pub task: u32,
    /// Its verb, `malloc` say.
    pub verb: &'static str,
}

/// The outcome of an operation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "FrameOutcome"))]
pub struct StepOutcome {
    /// The id of the outcome, as in the catalogue.
    pub id: &'static str,
    /// Its name in print.
    pub title: &'static str,
    /// How it is to be taken.
    pub tone: Tone,
    /// The allocator's work, for a person: `malloc 256: examined 7 blocks, split off 64 bytes`.
    pub sentence: String,
    /// The same with each size to the byte, where it has one that is rounded: `… split off 12,345 bytes (12.1 KiB)`.
    pub exactly: Option<String>,
}

/// An operation that was not performed yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct NextOperation {
    /// The operation as a script would have it.
    pub text: String,
    /// The task that will perform it.
    pub task: u32,
    /// Whether it asks for memory, so that a block will have to be found for it.
    pub asks: bool,
}

/// How much of the whole region belongs to a category.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct RegionPart {
    /// The id of the category.
    pub category: &'static str,
    /// Its bytes.
    pub bytes: u32,
    /// How many of them lie in frames that nothing has written to since they were taken.
    pub untouched: u32,
}

/// The region at a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct RegionView {
    /// The virtual address of its first byte.
    pub base: u32,
    /// Its length.
    pub bytes: u32,
    /// How far into it there is something to see: the end of the heap, or of the last of several regions.
    pub reach: u32,
    /// The length of the heap, without gaps.
    pub heap_bytes: u32,
    /// The greatest length the heap has had so far.
    pub high_water_bytes: u32,
}

/// A chain of blocks at a step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Chain {
    /// Its number, by which links and roots of the same step name it; another design's chains are numbered otherwise.
    pub number: u16,
    /// Its permanent name, which no other chain of the heap has: its id and, where it has one, its range of sizes.
    pub name: String,
    /// The permanent name of its kind: bins of several sizes share one.
    pub id: &'static str,
    /// The name that it shares with others of its id, in print.
    pub group: &'static str,
    /// Its own name in print.
    pub title: String,
    /// How many blocks are on it.
    pub blocks: u32,
    /// Whether it has holes alone.
    pub is_of_holes: bool,
    /// Whether fields of its blocks link them.
    pub is_linked: bool,
}

/// A place that the allocator remembers outside of blocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Root {
    /// Its name in the allocator's own source, `KERNEL_ALOC` say.
    pub name: &'static str,
    /// What it leads to, in a few words.
    pub about: &'static str,
    /// The number of the chain that it is the head or the tail of.
    pub chain: Option<u16>,
    /// Offset at which the block begins that it leads to; `None` for none.
    pub block: Option<u32>,
}

impl Frame {
    /// The frame of a step. `viewed` is the space looked at.
    pub(super) fn of(viewed: &State<'_>) -> Self {
        let state = viewed.of_operation();
        let step = state.step();
        let scenario = state.scenario();
        let (candidates, changes) = if viewed.task() == state.task() {
            (shown(state.candidates()), state.changes())
        } else {
            Default::default()
        };
        let is_alone = state.spaces().count() == 1;
        let of_space = viewed.in_space(viewed.task());
        let of_space = of_space.expect("the space that is looked at");
        Self {
            step,
            total: scenario.operation_count(),
            operation: state.operation().map(|operation| PerformedOperation {
                text: scenario.describe(operation),
                task: operation.task.into(),
                verb: verb(&operation.action),
            }),
            outcome: state.outcome().map(|outcome| {
                let doc = outcome.kind.doc();
                let sentence = state.sentence().unwrap_or_default();
                StepOutcome {
                    id: doc.id,
                    title: doc.title,
                    tone: doc.tone,
                    exactly: state.sentence_exactly().filter(|exact| *exact != sentence),
                    sentence,
                }
            }),
            next: scenario
                .operations
                .get(step as usize)
                .map(|operation| NextOperation {
                    text: scenario.describe(operation),
                    task: operation.task.into(),
                    asks: asks_for_memory(&operation.action),
                }),
            score_terms: match candidates.iter().any(|candidate| candidate.score.is_some()) {
                true => state.score_terms(),
                false => Vec::new(),
            },
            candidates,
            changes,
            probes_total: state.events().probes.total(),
            metrics: Metrics::of(state.figures(), |_| true),
            space_metrics: (!is_alone)
                .then(|| Metrics::of(of_space.figures(), |metric| !metric.is_cost())),
            parts: CATEGORIES
                .iter()
                .zip(viewed.parts())
                .zip(viewed.untouched_parts())
                .map(|((category, bytes), untouched)| RegionPart {
                    category: category.id,
                    bytes,
                    untouched,
                })
                .collect(),
            region: RegionView::of(&of_space),
            chains: Chain::all(viewed),
            roots: viewed
                .subject()
                .roots()
                .into_iter()
                .map(Root::from)
                .collect(),
            task: state.task().into(),
            space: viewed.task().into(),
            spaces: state.spaces().map(Space::from).collect(),
            pool: state.pool().into(),
        }
    }
}

/// The candidates that are shown, in order.
fn shown(candidates: Vec<Candidate>) -> Vec<Candidate> {
    let mut at = 0;
    let is_shown = |candidate: &Candidate| {
        at += 1;
        at <= CANDIDATES_MAX || candidate.won
    };
    let mut candidates = candidates;
    candidates.retain(is_shown);
    candidates
}

impl RegionView {
    fn of(state: &State<'_>) -> Self {
        let subject = state.subject();
        let figures = state.figures();
        Self {
            base: subject.region_base(),
            bytes: subject.region_bytes(),
            reach: match subject.gaps() {
                [] => figures.heap_bytes,
                _ => subject.end(),
            },
            heap_bytes: figures.heap_bytes,
            high_water_bytes: figures.peaks.heap_bytes,
        }
    }
}

impl Chain {
    /// The number of the chain of a name, or of the first chain; `None` where the heap has no such chain at the step.
    pub(super) fn number_of(subject: &dyn Subject, name: Option<&str>) -> Option<u16> {
        let mut chains = subject.chains().into_iter();
        let found = chains.find(|(_, chain)| name.is_none_or(|name| name_of(chain) == name))?;
        Some(found.0)
    }

    fn all(state: &State<'_>) -> Vec<Self> {
        let subject = state.subject();
        let chains = subject.chains().into_iter();
        chains
            .map(|(number, chain)| Self {
                number,
                name: name_of(&chain),
                id: chain.id,
                group: chain.title,
                title: match (chain.index, chain.sizes) {
                    (None, None) => chain.title.to_owned(),
                    (None, Some(sizes)) => format!("{} {}", chain.title, range(sizes)),
                    (Some(index), None) => format!("{} {index}", chain.title),
                    (Some(index), Some(sizes)) => {
                        format!("{} {index} ({} bytes)", chain.title, range(sizes))
                    }
                },
                // A region has less than 2^32 bytes, and a block at least one.
                blocks: subject.walk(number).count() as u32,
                is_of_holes: chain.is_of_holes,
                is_linked: chain.is_linked,
            })
            .collect()
    }
}

/// The sizes of a chain's blocks.
fn range((least, most): (u32, u32)) -> String {
    if least == most {
        least.to_string()
    } else {
        format!("{least}–{most}")
    }
}

/// What tells a chain from the others of its heap: the kind, and its number among its kind or the sizes of its blocks.
fn name_of(chain: &anatomy::Chain) -> String {
    match (chain.index, chain.sizes) {
        (Some(index), _) => format!("{}-{index}", chain.id),
        (None, Some((least, most))) => format!("{}-{least}-{most}", chain.id),
        (None, None) => chain.id.to_owned(),
    }
}

impl From<anatomy::Root> for Root {
    fn from(root: anatomy::Root) -> Self {
        Self {
            name: root.name,
            about: root.about,
            chain: root.chain,
            block: root.block,
        }
    }
}
