//! Owns looking at one step: its operation, outcome and events, its exact figures, the address spaces and the
//! memory they share, and which part of the heap every byte of a region belongs to.
//!
//! Draws nothing and changes nothing. Two states of the same step are equal, however one got there.

use std::cell::OnceCell;

use atlas_scenario::{Condition, Operation, Pointer, RepeatNumber, Scenario};
use classic_heap::Extent;
use serde::Serialize;

use crate::design::MemoryDesign;
use crate::machine::{Life, Machine, Space, Turns};
use crate::metrics::{Figures, FreeSpace, PageFigures};
use crate::outcome::{Outcome, OutcomeKind};
use crate::physical::{PageEvent, PageState, PageTraffic};
use crate::ranks::Ranks;
use crate::shadow::{Live, Shadow};
use crate::subject::{Block, Cost, Events, Subject};
use crate::sums::Sums;

/// The part of the region that a byte belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub enum Category {
    /// A header: the bookkeeping in a block.
    Header = 0,
    /// The index: bookkeeping outside of blocks.
    Index = 1,
    /// What the program asked for.
    Requested = 2,
    /// Rounding to the alignment, and padding in front of a header.
    PaddingAlignment = 3,
    /// Rounding to the minimum.
    PaddingMinimum = 4,
    /// What came with a hole too large and was not split off.
    PaddingUnsplit = 5,
    /// The payload of a hole.
    Free = 6,
    /// Freed by the program, not yet by the allocator.
    Stagnant = 7,
    /// Beyond the heap's end.
    Beyond = 8,
    /// Between two regions.
    Gap = 9,
}

/// What there is to say of a category.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct CategoryDoc {
    /// The category.
    #[serde(skip)]
    pub category: Category,
    /// Its permanent kebab-case name.
    pub id: &'static str,
    /// Its name in print.
    pub title: &'static str,
    /// What it means, in one sentence.
    pub summary: &'static str,
    /// The axes of a design that change how much of it there is.
    pub axes: &'static [&'static str],
}

/// Every category, in the order of the discriminants.
#[rustfmt::skip]
pub static CATEGORIES: &[CategoryDoc] = &[
    CategoryDoc { category: Category::Header, id: "header", title: "Header",
        summary: "Bookkeeping in a block, live or free: a header in front of its payload and, in some designs, a footer behind it.",
        axes: &["header", "footers", "split", "coalescing", "minimum"] },
    CategoryDoc { category: Category::Index, id: "index", title: "Tables",
        summary: "Bookkeeping outside of blocks: an index of addresses, or the heads of bins and what tells which of them hold holes.",
        axes: &["lookup", "bins"] },
    CategoryDoc { category: Category::Requested, id: "requested", title: "Requested",
        summary: "What the program asked for and holds.",
        axes: &["maximum", "oversize"] },
    CategoryDoc { category: Category::PaddingAlignment, id: "padding-alignment", title: "Alignment",
        summary: "Bytes that round a payload up to the alignment, or stand in front of a header to align what follows.",
        axes: &["alignment"] },
    CategoryDoc { category: Category::PaddingMinimum, id: "padding-minimum", title: "Minimum",
        summary: "Bytes that raise a small request to the minimum.",
        axes: &["minimum"] },
    CategoryDoc { category: Category::PaddingUnsplit, id: "padding-unsplit", title: "Unsplit",
        summary: "Bytes that came with a hole larger than the request and were not split off.",
        axes: &["split", "minimum", "placement"] },
    CategoryDoc { category: Category::Free, id: "free", title: "Free",
        summary: "The payload of holes, ready to be granted.",
        axes: &["placement", "coalescing", "trim"] },
    CategoryDoc { category: Category::Stagnant, id: "stagnant", title: "Stagnant",
        summary: "Freed by the program, not yet by the allocator.",
        axes: &["free-queue", "queue-pressure"] },
    CategoryDoc { category: Category::Beyond, id: "beyond", title: "Beyond the end",
        summary: "The part of the region that the heap has not grown into.",
        axes: &["region-size", "end", "trim"] },
    CategoryDoc { category: Category::Gap, id: "gap", title: "Gap",
        summary: "Memory between two regions, which is not the heap’s: no hole reaches across it.",
        axes: &["regions"] },
];

/// What there is to say of the bytes that are committed and never touched.
///
/// They are no category: a byte that was requested stays requested whether or not its page was ever used. A bar
/// that shows them apart takes them out of the categories they lie in; [`State::untouched_parts`] says how many
/// each of them has.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct UntouchedDoc {
    /// A permanent kebab-case name, unlike any category's.
    pub id: &'static str,
    /// Its name in print.
    pub title: &'static str,
    /// What it means, in one sentence.
    pub summary: &'static str,
    /// The axes of a design that change how much of it there is.
    pub axes: &'static [&'static str],
}

/// The bytes that are committed and never touched.
pub static UNTOUCHED: UntouchedDoc = UntouchedDoc {
    id: "untouched",
    title: "Committed, never touched",
    summary: "Bytes of any part that lie in frames which nothing has written to since they were taken.",
    axes: &["commit", "page-size", "give-back"],
};

impl Category {
    /// Its documentation.
    #[must_use]
    pub fn doc(self) -> &'static CategoryDoc {
        &CATEGORIES[self as usize]
    }

    /// Its permanent kebab-case name.
    #[must_use]
    pub fn id(self) -> &'static str {
        self.doc().id
    }
}

/// Consecutive bytes of one category, as offsets from the region's start; never empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// The first byte.
    pub start: u32,
    /// How many.
    pub bytes: u32,
    /// What they belong to.
    pub category: Category,
}

/// A block and what the program knows of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BlockState {
    /// The block, as the allocator has it.
    pub block: Block,
    /// What the program holds there; `None` for a hole.
    pub live: Option<Live>,
}

/// One address space at a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SpaceState {
    /// Whose it is; 0 is the kernel.
    pub task: u8,
    /// Whether the task lives.
    pub life: Life,
    /// The virtual address its region begins at.
    pub region_base: u32,
    /// The length of its region.
    pub region_bytes: u32,
    /// How far its heap reaches into the region.
    pub heap_bytes: u32,
    /// What its task holds.
    pub live: Sums,
    /// Its pages; `counts.resident` is the number of frames it holds.
    pub pages: PageFigures,
}

/// The frames and the swap that all spaces share, at a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PoolState {
    /// How much memory there is.
    pub design: MemoryDesign,
    /// Frames that nobody holds. What each task holds, [`SpaceState::pages`] says.
    pub frames_free: u32,
    /// Pages in swap.
    pub swap_used: u32,
    /// Whether all pages of all regions can have a frame at once, so that nothing ever runs short.
    pub plentiful: bool,
}

/// Consecutive pages in the same state, as offsets from the region's start; never empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PageSpan {
    /// The first byte.
    pub start: u32,
    /// How many. The region's last page may be short.
    pub bytes: u32,
    /// Where the pages are.
    pub state: PageState,
}

/// What the operation that led to a step came to, when it was played under observation.
#[derive(Clone, Copy)]
pub(crate) struct LookedAt {
    pub(crate) outcome: Outcome,
    pub(crate) cost: Cost,
}

/// A replay at one step, looked at from one address space.
///
/// [`Replay::seek`](crate::Replay::seek) gives it from the space of the task that performed the operation, with
/// the figures of all spaces together; [`in_space`](Self::in_space) gives it from another. Step, operation, outcome,
/// events and sentence are the same from everywhere.
pub struct State<'a> {
    scenario: &'a Scenario,
    machine: &'a Machine,
    /// The place of the space looked at.
    place: usize,
    /// Whether the figures are those of all spaces together.
    whole: bool,
    looked_at: Option<LookedAt>,
    ranks: &'a [Ranks; 3],
    /// Computed when first asked for: it takes a walk over all blocks.
    figures: OnceCell<Figures>,
}

impl<'a> State<'a> {
    pub(crate) fn new(
        scenario: &'a Scenario,
        machine: &'a Machine,
        looked_at: Option<LookedAt>,
        ranks: &'a [Ranks; 3],
    ) -> Self {
        Self {
            scenario,
            place: machine.active,
            whole: true,
            machine,
            looked_at,
            ranks,
            figures: OnceCell::new(),
        }
    }

    /// The step: so many operations were performed.
    #[must_use]
    pub fn step(&self) -> u32 {
        self.machine.step
    }

    /// The scenario.
    #[must_use]
    pub fn scenario(&self) -> &'a Scenario {
        self.scenario
    }

    /// The operation that led here; `None` at step 0.
    #[must_use]
    pub fn operation(&self) -> Option<&'a Operation> {
        let row = self.step().checked_sub(1)?;
        Some(&self.scenario.operations[row as usize])
    }

    /// What became of it; `None` at step 0.
    #[must_use]
    pub fn outcome(&self) -> Option<Outcome> {
        self.looked_at.map(|looked_at| looked_at.outcome)
    }

    /// The condition that kept it from being performed; `None` at step 0 and where it was performed.
    #[must_use]
    pub fn unmet(&self) -> Option<Condition> {
        let before = self.step().checked_sub(1)?;
        let action = &self.operation()?.action;
        let is_skipped = self.outcome()?.kind == OutcomeKind::Skipped;
        let conditions = &self.scenario.conditions;
        is_skipped.then(|| self.machine.unmet(conditions, before, action))?
    }

    /// How far a repeat of the scenario is that goes until a request is refused.
    #[must_use]
    pub fn turns_of(&self, repeat: RepeatNumber) -> Turns {
        self.machine.turns_of(repeat)
    }

    /// What it did; empty at step 0.
    #[must_use]
    pub fn events(&self) -> &'a Events {
        self.machine.space().subject.events()
    }

    /// What it cost; nothing at step 0.
    #[must_use]
    pub fn cost(&self) -> Cost {
        self.looked_at
            .map_or(Cost::default(), |looked_at| looked_at.cost)
    }

    /// What it did to pages, its own and others'; at most 65 536 events.
    #[must_use]
    pub fn page_events(&self) -> &'a [PageEvent] {
        self.machine.memory.events()
    }

    /// The same, counted.
    #[must_use]
    pub fn page_traffic(&self) -> PageTraffic {
        self.machine.memory.traffic()
    }

    /// The task whose space is looked at.
    #[must_use]
    pub fn task(&self) -> u8 {
        self.space().task
    }

    /// The same step, looked at from the space of another task; `None` for tasks that perform no operation of the
    /// scenario. The figures are those of that space alone, but for cost, which is the step's and the replay's.
    #[must_use]
    pub fn in_space(&self, task: u8) -> Option<Self> {
        let machine = self.machine;
        let place = machine.place(task)?;
        Some(Self {
            scenario: self.scenario,
            machine,
            place,
            whole: false,
            looked_at: self.looked_at,
            ranks: self.ranks,
            figures: OnceCell::new(),
        })
    }

    /// The same step as the replay gives it: looked at from the space of the task that performed the operation, with
    /// the figures of all spaces together.
    #[must_use]
    pub fn of_operation(&self) -> Self {
        Self::new(self.scenario, self.machine, self.looked_at, self.ranks)
    }

    /// All address spaces, in order of their tasks: the kernel's, and one for each task of the scenario.
    pub fn spaces(&self) -> impl Iterator<Item = SpaceState> + use<'a> {
        let machine = self.machine;
        let spaces = machine.spaces.iter().enumerate();
        spaces.map(|(place, space)| SpaceState {
            task: space.task,
            life: space.life,
            region_base: space.subject.region_base(),
            region_bytes: space.subject.region_bytes(),
            heap_bytes: space.subject.heap_bytes(),
            live: space.shadow.sums(),
            pages: machine.page_figures_of(place),
        })
    }

    /// The frames and the swap that all spaces share.
    #[must_use]
    pub fn pool(&self) -> PoolState {
        let memory = &self.machine.memory;
        PoolState {
            design: memory.design(),
            frames_free: memory.frames_free(),
            swap_used: memory.swap_used(),
            plentiful: memory.is_plentiful(),
        }
    }

    /// Where every page of the region is, in order of address, without a gap.
    pub fn page_spans(&self) -> impl Iterator<Item = PageSpan> + use<'a> {
        let page_bytes = self.machine.memory.design().page_bytes;
        let region_bytes = self.space().subject.region_bytes();
        let mut pages = self.machine.memory.pages(self.place).peekable();
        let mut start = 0;
        std::iter::from_fn(move || {
            let state = pages.next()?;
            let mut end = start + page_bytes;
            while pages.next_if_eq(&state).is_some() {
                end += page_bytes;
            }
            let end = end.min(region_bytes);
            let span = PageSpan {
                start,
                bytes: end - start,
                state,
            };
            start = end;
            Some(span)
        })
    }

    /// The other task in whose space the pointer that an operation names was granted its block, if it was.
    pub(crate) fn granted_elsewhere(&self, pointer: Pointer) -> Option<u8> {
        self.machine.other_space_of(pointer)
    }

    fn space(&self) -> &'a Space {
        &self.machine.spaces[self.place]
    }

    /// The exact figures, from which metrics are computed.
    #[must_use]
    pub fn figures(&self) -> &Figures {
        self.figures.get_or_init(|| self.count())
    }

    fn count(&self) -> Figures {
        let machine = self.machine;
        let spaces = if self.whole {
            &machine.spaces[..]
        } else {
            &machine.spaces[self.place..=self.place]
        };
        let mut live = Sums::default();
        let mut space = FreeSpace::default();
        let mut heap_bytes = 0;
        for counted in spaces {
            live += counted.shadow.sums();
            space += FreeSpace::of(&*counted.subject);
            heap_bytes += counted.subject.heap_bytes();
        }
        let (peaks, pages) = if self.whole {
            (machine.peaks, machine.page_figures())
        } else {
            (self.space().peaks, machine.page_figures_of(self.place))
        };
        Figures {
            live,
            peaks,
            heap_bytes,
            space,
            pages,
            cost: self.cost(),
            costs: machine.costs,
            percentiles: std::array::from_fn(|n| {
                [50, 99].map(|percent| self.ranks[n].percentile(percent))
            }),
        }
    }

    /// The subject. Of Classic's heap, [`Classic::of`](crate::Classic::of) leads to headers, list order and roots.
    #[must_use]
    pub fn subject(&self) -> &'a dyn Subject {
        &*self.space().subject
    }

    /// What the program holds.
    #[must_use]
    pub fn shadow(&self) -> &'a Shadow {
        &self.space().shadow
    }

    /// All blocks, in order of address.
    pub fn blocks(&self) -> impl Iterator<Item = BlockState> + use<'a> {
        let base = self.space().subject.region_base();
        let mut live = self.space().shadow.iter().peekable();
        self.space().subject.blocks().map(move |block| {
            // Both walk upwards in memory; a live block is met at its own payload.
            let address = base + block.payload.start;
            let live = live.next_if(|live| !block.free && live.address == address);
            BlockState {
                block,
                live: live.copied(),
            }
        })
    }

    /// Every byte of the region, in order of address, without a gap.
    pub fn spans(&self) -> impl Iterator<Item = Span> + use<'a> {
        let subject = self.subject();
        let blocks = self
            .blocks()
            .flat_map(move |block| block_spans(subject, &block));
        let [front, back] = subject.tables();
        let before = [span(front.start, front.end(), Category::Index)];
        let behind = match back.bytes {
            0 => subject.region_bytes(),
            _ => back.start,
        };
        let rest = [
            span(subject.end(), behind, Category::Beyond),
            span(back.start, back.end(), Category::Index),
            // A table that is no multiple of the region's length leaves a few bytes behind it.
            span(
                back.end().max(behind),
                subject.region_bytes(),
                Category::Beyond,
            ),
        ];
        let spans = before.into_iter().chain(blocks).chain(rest);
        spans.flat_map(|span| apart(span, subject.gaps()))
    }

    /// What the bytes of a block are, in order of address, without a gap.
    pub fn block_spans(&self, block: &BlockState) -> impl Iterator<Item = Span> + use<'a> {
        let subject = self.subject();
        let spans = block_spans(subject, block).into_iter();
        spans.flat_map(|span| apart(span, subject.gaps()))
    }

    /// How many bytes of the region belong to each category, in the order of [`CATEGORIES`]. They add up to
    /// the region.
    #[must_use]
    pub fn parts(&self) -> [u32; CATEGORIES.len()] {
        let mut parts = [0; CATEGORIES.len()];
        let mut end = 0;
        for span in self.spans() {
            assert!(span.start == end, "spans cover the region without a gap");
            end += span.bytes;
            parts[span.category as usize] += span.bytes;
        }
        assert!(
            end == self.space().subject.region_bytes(),
            "every byte of the region belongs to one part"
        );
        parts
    }

    /// How many bytes of each part lie in frames that nothing has written to yet, in the order of [`CATEGORIES`].
    ///
    /// This is laid over [`parts`](Self::parts) and not one of them: a byte that was requested stays requested
    /// whether or not its page was ever used, and the parts go on adding up to the region whatever the pages do.
    /// Of each part it says how much is committed in vain.
    #[must_use]
    pub fn untouched_parts(&self) -> [u32; CATEGORIES.len()] {
        let mut parts = [0; CATEGORIES.len()];
        // Most often there is none, and the answer needs no walk.
        if self.machine.page_figures_of(self.place).counts.untouched == 0 {
            return parts;
        }
        let untouched = |page: &PageSpan| page.state == PageState::Untouched;
        let mut pages = self.page_spans().filter(untouched).peekable();
        for span in self.spans() {
            let end = span.start + span.bytes;
            while let Some(page) = pages.peek() {
                let page_end = page.start + page.bytes;
                let common = end.min(page_end).saturating_sub(span.start.max(page.start));
                parts[span.category as usize] += common;
                if page_end > end {
                    break;
                }
                pages.next();
            }
        }
        parts
    }
}

fn span(start: u32, end: u32, category: Category) -> Span {
    Span {
        start,
        bytes: end.saturating_sub(start),
        category,
    }
}

/// A span, cut where gaps lie in it; nothing of one that is empty.
fn apart(span: Span, gaps: &[Extent]) -> impl Iterator<Item = Span> {
    let end = span.start + span.bytes;
    let mut start = span.start;
    std::iter::from_fn(move || {
        if start == end {
            return None;
        }
        let gap = gaps.iter().find(|gap| start < gap.end());
        let (to, category) = match gap {
            Some(gap) if gap.start <= start => (gap.end(), Category::Gap),
            Some(gap) => (gap.start, span.category),
            None => (end, span.category),
        };
        let to = to.min(end);
        let bytes = to - std::mem::replace(&mut start, to);
        Some(Span {
            start: to - bytes,
            bytes,
            category,
        })
    })
}

/// The spans of a block; some may be empty.
fn block_spans(subject: &dyn Subject, state: &BlockState) -> [Span; 8] {
    let BlockState { block, live } = state;
    let Extent { start, bytes } = block.extent;
    let bookkeeping = block.bookkeeping;
    let payload = block.payload;
    let payload_end = payload.start + payload.bytes;
    let [requested, minimum, alignment] = match live {
        Some(live) => {
            let rounding = subject.rounding(live.clamped_bytes);
            let requested = payload.start + live.clamped_bytes;
            let minimum = requested + rounding.minimum_bytes;
            [requested, minimum, minimum + rounding.alignment_bytes]
        }
        None => [payload.start; 3],
    };
    let rest = match live {
        Some(_) => Category::PaddingUnsplit,
        None if block.free => Category::Free,
        None if block.is_fence(subject.gaps()) => Category::PaddingAlignment,
        None => Category::Stagnant,
    };
    [
        span(start, bookkeeping.start, Category::PaddingAlignment),
        span(
            bookkeeping.start,
            bookkeeping.start + bookkeeping.bytes,
            Category::Header,
        ),
        span(payload.start, requested, Category::Requested),
        span(requested, minimum, Category::PaddingMinimum),
        span(minimum, alignment, Category::PaddingAlignment),
        span(alignment, payload_end, rest),
        span(payload_end, block.footer.end(), Category::Header),
        span(
            block.footer.end(),
            start + bytes,
            Category::PaddingAlignment,
        ),
    ]
}
