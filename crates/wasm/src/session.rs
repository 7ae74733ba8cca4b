//! A session: one scenario replayed on one design, and every question the page can put to it.
//!
//! Owns the translation from a replay's states to wire types, and the bounds on each answer's size. Computes
//! nothing a replay doesn't: what is asked for at a step depends on the step alone.

use atlas_replay::{
    BlockState as ReplayedBlock, CATEGORIES, Classic, Designs, Life, METRICS, Options, PoolState,
    Replay, SpaceState, State,
};
use atlas_scenario::{Action, KERNEL, Scenario};
use classic_heap::{BlockView, FLAG_FREE, Roots};

use crate::highlight::highlights;
use crate::paint::{Layout, Painter, Rgba, Stretch, rgba};
use crate::wire::{
    Block, BlockState, ByteSpan, BytesView, ErrorReport, Frame, FrameColumn, FrameOperation,
    FrameOutcome, ListEntry, MapImage, MapSpec, MetricValue, NextOperation, OperationLine, Part,
    PoolView, Progress, RegionPart, RegionView, RootsView, Series, SeriesColumn, SpaceLife,
    SpaceView,
};

/// Most blocks, list entries or operations in one answer.
const ENTRIES_MAX: u32 = 2000;

/// Most raw bytes in one answer.
const BYTES_MAX: u32 = 4096;

/// Most buckets of a series.
const POINTS_MAX: u32 = 10_000;

/// The fields of a header, a word each, in order.
const FIELDS: [&str; 4] = ["size", "addr", "next", "fourth"];

const WORD_BYTES: u32 = 4;

/// A replay and the painter of its maps.
///
/// A question about memory is put to one address space at a step: to a task's, or, where none is named, to that of
/// the task which performed the step's operation.
pub struct Session {
    replay: Replay,
    painter: Painter,
}

type Result<T> = std::result::Result<T, ErrorReport>;

impl Session {
    /// A session on Classic's design with these axes set.
    ///
    /// # Errors
    /// If the design or the scenario makes no sense.
    pub fn open<'a>(
        settings: impl IntoIterator<Item = (&'a str, &'a str)>,
        scenario: Scenario,
    ) -> Result<Self> {
        Self::new(crate::design::designs(settings)?, scenario)
    }

    /// A session before its first operation.
    ///
    /// # Errors
    /// If a design or the scenario makes no sense.
    pub fn new(designs: impl Into<Designs>, scenario: Scenario) -> Result<Self> {
        Ok(Self {
            replay: Replay::new(designs, scenario, Options::default())?,
            painter: Painter::default(),
        })
    }

    /// Replays on for about `budget` units of work of a few nanoseconds each, at least one operation.
    ///
    /// # Errors
    /// If the allocator breaks its promises; this is then final.
    pub fn advance(&mut self, budget: u64) -> Result<Progress> {
        self.replay.advance(budget)?;
        Ok(self.progress())
    }

    /// How far the replay is.
    pub fn progress(&self) -> Progress {
        let progress = self.replay.progress();
        Progress {
            replayed: progress.replayed,
            total: progress.total,
            done: progress.is_done(),
            hash: self.replay.timeline().hash().map(str::to_owned),
        }
    }

    /// Everything about a step but its blocks.
    ///
    /// # Errors
    /// If the step is not replayed, or the task has no space; so for every question about a step.
    pub fn frame(&mut self, step: u32, task: Option<u32>) -> Result<Frame> {
        let total = self.replay.progress().total;
        let state = self.replay.seek(step)?;
        let viewed = in_space(&state, task.unwrap_or(state.task().into()))?;
        let of_space = viewed.figures();
        let subject = viewed.subject();
        let Roots {
            kernel_aloc,
            last,
            tail,
            ..
        } = subject.heap().roots();
        let rover = rover(&viewed);
        Ok(Frame {
            step,
            total,
            operation: state.operation().map(|operation| FrameOperation {
                text: state.scenario().describe(operation),
                task: operation.task.into(),
                verb: verb(&operation.action).to_owned(),
            }),
            outcome: state.outcome().map(|outcome| {
                let doc = outcome.kind.doc();
                FrameOutcome {
                    id: doc.id.to_owned(),
                    title: doc.title.to_owned(),
                    tone: doc.tone.into(),
                    sentence: state.sentence().unwrap_or_default(),
                }
            }),
            next: next_operation(state.scenario(), step),
            highlights: if viewed.task() == state.task() {
                highlights(&state)
            } else {
                Vec::new()
            },
            probes_total: state.events().probes.total() as f64,
            metrics: METRICS
                .iter()
                .map(|metric| MetricValue {
                    id: metric.id.to_owned(),
                    value: metric.value(state.figures()),
                })
                .collect(),
            space_metrics: (state.spaces().count() > 1).then(|| {
                METRICS
                    .iter()
                    .filter(|metric| !metric.is_cost())
                    .map(|metric| MetricValue {
                        id: metric.id.to_owned(),
                        value: metric.value(of_space),
                    })
                    .collect()
            }),
            parts: CATEGORIES
                .iter()
                .zip(viewed.parts())
                .zip(viewed.untouched_parts())
                .map(|((category, bytes), untouched)| RegionPart {
                    category: category.id.to_owned(),
                    bytes,
                    untouched,
                })
                .collect(),
            region: RegionView {
                base: region_base(&viewed),
                bytes: region_bytes(&viewed),
                heap_bytes: of_space.heap_bytes,
                high_water_bytes: of_space.peaks.heap_bytes,
                // A region has less than 2^32 bytes, and a block more than one.
                blocks: viewed.blocks().count() as u32,
                threaded: threads(&viewed).then(|| subject.heap().free_list().count() as u32),
            },
            roots: RootsView {
                kernel_aloc,
                last,
                tail,
                rover,
            },
            task: state.task().into(),
            space: viewed.task().into(),
            spaces: state.spaces().map(space_view).collect(),
            pool: pool_view(state.pool()),
        })
    }

    /// Metrics over the steps replayed so far, in at most `points` buckets.
    ///
    /// # Errors
    /// If `points` is 0 or above 10 000.
    pub fn series(&self, points: u32) -> Result<Series> {
        if !(1..=POINTS_MAX).contains(&points) {
            return Err(ErrorReport::bounds(format!(
                "a series has 1 to {POINTS_MAX} points, not {points}"
            )));
        }
        let series = self.replay.timeline().series(points);
        Ok(Series {
            steps: series.steps,
            columns: series
                .columns
                .into_iter()
                .map(|column| SeriesColumn {
                    metric: column.metric.to_owned(),
                    values: column.last,
                    minima: column.low,
                    maxima: column.high,
                })
                .collect(),
            frames: series
                .frames
                .into_iter()
                .map(|column| FrameColumn {
                    task: column.task.into(),
                    values: column.last,
                    minima: column.low,
                    maxima: column.high,
                })
                .collect(),
        })
    }

    /// A digest of the answer at each of up to `count` steps from `from` on, as far as they are replayed.
    pub fn fingerprints(&self, from: u32, count: u32) -> Vec<u32> {
        self.replay.timeline().fingerprints(from, count).to_vec()
    }

    /// Up to `count` operations from the one that leads to step `from`; outcomes as far as they are known.
    pub fn operations(&self, from: u32, count: u32) -> Vec<OperationLine> {
        let scenario = self.replay.scenario();
        let timeline = self.replay.timeline();
        (1..)
            .zip(scenario.operations.iter())
            .skip(from.saturating_sub(1) as usize)
            .take(count.min(ENTRIES_MAX) as usize)
            .map(|(step, operation)| {
                let outcome = (step <= timeline.replayed()).then(|| timeline.outcome(step).doc());
                OperationLine {
                    step,
                    text: scenario.describe(operation),
                    outcome: outcome.map(|doc| doc.id.to_owned()),
                    tone: outcome.map(|doc| doc.tone.into()),
                }
            })
            .collect()
    }

    /// The blocks that overlap `bytes` bytes from `from`, by address, the first 2000.
    ///
    /// # Errors
    /// See [`frame`](Self::frame).
    pub fn blocks(
        &mut self,
        step: u32,
        task: Option<u32>,
        from: u32,
        bytes: u32,
    ) -> Result<Vec<Block>> {
        let state = look(&mut self.replay, step, task)?;
        let end = u64::from(from) + u64::from(bytes);
        Ok(state
            .blocks()
            .skip_while(|&ReplayedBlock { block, .. }| {
                block.extent.start + block.extent.bytes <= from
            })
            .take_while(|&ReplayedBlock { block, .. }| u64::from(block.extent.start) < end)
            .take(ENTRIES_MAX as usize)
            .map(|replayed| block(&state, &header_of(&state, &replayed)))
            .collect())
    }

    /// The block that a byte belongs to; `None` beyond the heap's end.
    ///
    /// # Errors
    /// If the byte lies outside the region; else see [`frame`](Self::frame).
    pub fn block_at(&mut self, step: u32, task: Option<u32>, offset: u32) -> Result<Option<Block>> {
        let state = look(&mut self.replay, step, task)?;
        check_offset(&state, offset)?;
        let found = state
            .blocks()
            .find(|ReplayedBlock { block, .. }| offset < block.extent.start + block.extent.bytes);
        Ok(found.map(|replayed| block(&state, &header_of(&state, &replayed))))
    }

    /// Up to `count` blocks from place `from`, in the order of the list, or of the free list.
    ///
    /// # Errors
    /// See [`frame`](Self::frame).
    pub fn list(
        &mut self,
        step: u32,
        task: Option<u32>,
        free: bool,
        from: u32,
        count: u32,
    ) -> Result<Vec<ListEntry>> {
        let state = look(&mut self.replay, step, task)?;
        let roots = state.subject().heap().roots();
        let rover = rover(&state);
        Ok((0..)
            .zip(linked(&state, free))
            .skip(from as usize)
            .take(count.min(ENTRIES_MAX) as usize)
            .map(|(index, view)| {
                let is = |root| root == Some(view.header_offset);
                ListEntry {
                    index,
                    block: block(&state, &view),
                    last: is(roots.last),
                    tail: is(roots.tail),
                    rover: is(rover),
                }
            })
            .collect())
    }

    /// The place in the list, or in the free list, of the block that a byte belongs to; `None` where it is not there.
    ///
    /// # Errors
    /// If the byte lies outside the region; else see [`frame`](Self::frame).
    pub fn place(
        &mut self,
        step: u32,
        task: Option<u32>,
        free: bool,
        offset: u32,
    ) -> Result<Option<u32>> {
        let state = look(&mut self.replay, step, task)?;
        check_offset(&state, offset)?;
        let holds = |view: BlockView| {
            (view.extent.start..view.extent.start + view.extent.bytes).contains(&offset)
        };
        // A region has less than 2^32 bytes, and a block more than one.
        Ok(linked(&state, free).position(holds).map(|at| at as u32))
    }

    /// Up to `count` raw bytes from `offset`, at most 4096, fewer where the region ends.
    ///
    /// # Errors
    /// If `offset` lies outside the region; else see [`frame`](Self::frame).
    pub fn bytes(
        &mut self,
        step: u32,
        task: Option<u32>,
        offset: u32,
        count: u32,
    ) -> Result<BytesView> {
        let state = look(&mut self.replay, step, task)?;
        check_offset(&state, offset)?;
        let end = region_bytes(&state).min(offset.saturating_add(count.min(BYTES_MAX)));
        let region = state.subject().region();
        let mut spans = Vec::new();
        let mut push = |start: u32, until: u32, label: &str, value: Option<String>| {
            let (start, until) = (start.max(offset), until.min(end));
            if start < until {
                spans.push(ByteSpan {
                    offset: start,
                    bytes: until - start,
                    label: label.to_owned(),
                    value,
                });
            }
        };
        for span in state.spans() {
            let until = span.start + span.bytes;
            if until <= offset {
                continue;
            }
            if span.start >= end {
                break;
            }
            if span.category == atlas_replay::Category::Header {
                for (field, at) in FIELDS
                    .iter()
                    .zip((span.start..).step_by(WORD_BYTES as usize))
                {
                    push(
                        at,
                        at + WORD_BYTES,
                        field,
                        Some(told(field, word(region, at))),
                    );
                }
            } else {
                push(span.start, until, span.category.id(), None);
            }
        }
        Ok(BytesView {
            offset,
            bytes: region[offset as usize..end as usize].to_vec(),
            spans,
        })
    }

    /// Paints the map at a step; [`pixels`](Self::pixels) has the image.
    ///
    /// # Errors
    /// If the size can't be painted; else see [`frame`](Self::frame).
    pub fn paint(&mut self, step: u32, task: Option<u32>, spec: &MapSpec) -> Result<MapImage> {
        let layout = Layout::new(spec)?;
        let state = look(&mut self.replay, step, task)?;
        let background = rgba(spec.background);
        let palette: [Rgba; CATEGORIES.len()] = std::array::from_fn(|category| {
            let id = CATEGORIES[category].id;
            let colour = spec.palette.iter().find(|(named, _)| named == id);
            colour.map_or(background, |&(_, colour)| rgba(colour))
        });
        let stretches = state.spans().map(|span| Stretch {
            start: span.start,
            bytes: span.bytes,
            colour: palette[span.category as usize],
        });
        let blocks = state.blocks().map(|replayed| replayed.block.extent);
        self.painter.paint(&layout, stretches, blocks, background);
        Ok(layout.image())
    }

    /// The image painted last: RGBA, line by line.
    pub fn pixels(&self) -> &[u8] {
        self.painter.pixels()
    }
}

/// A step, looked at from a task's space, or from that of the task which performed its operation.
fn look(replay: &mut Replay, step: u32, task: Option<u32>) -> Result<State<'_, Classic>> {
    let state = replay.seek(step)?;
    match task {
        None => Ok(state),
        Some(task) => in_space(&state, task),
    }
}

fn in_space<'a>(state: &State<'a, Classic>, task: u32) -> Result<State<'a, Classic>> {
    let space = u8::try_from(task).ok();
    space.and_then(|task| state.in_space(task)).ok_or_else(|| {
        ErrorReport::bounds(format!("no operation of this scenario is task {task}'s"))
    })
}

fn space_view(space: SpaceState) -> SpaceView {
    let counts = space.pages.counts;
    let (life, killed_step) = match space.life {
        Life::Unborn => (SpaceLife::Unborn, None),
        Life::Alive { .. } => (SpaceLife::Alive, None),
        Life::Killed(death) => (SpaceLife::Killed, Some(death.step)),
    };
    SpaceView {
        task: space.task.into(),
        name: if space.task == KERNEL {
            "kernel".to_owned()
        } else {
            format!("task {}", space.task)
        },
        life,
        killed_step,
        base: space.region_base,
        region_bytes: space.region_bytes,
        heap_bytes: space.heap_bytes,
        committed_pages: counts.resident + counts.swapped,
        resident_pages: counts.resident,
        untouched_pages: counts.untouched,
        swapped_pages: counts.swapped,
        faults: counts.faults as f64,
    }
}

fn pool_view(pool: PoolState) -> PoolView {
    PoolView {
        page_bytes: pool.design.page_bytes,
        frames: pool.design.frames,
        frames_free: pool.frames_free,
        swap_pages: pool.design.swap_pages,
        swap_used: pool.swap_used,
        plentiful: pool.plentiful,
    }
}

fn next_operation(scenario: &Scenario, step: u32) -> Option<NextOperation> {
    let operation = scenario.operations.get(step as usize)?;
    Some(NextOperation {
        text: scenario.describe(operation),
        task: operation.task.into(),
        asks: match operation.action {
            Action::Malloc { .. }
            | Action::AlignedMalloc { .. }
            | Action::Falloc { .. }
            | Action::Calloc { .. }
            | Action::Realloc { .. } => true,
            Action::Free { .. }
            | Action::Touch { .. }
            | Action::Idle { .. }
            | Action::Mark { .. } => false,
        },
    })
}

/// What an action is called in the script language.
fn verb(action: &Action) -> &'static str {
    match action {
        Action::Malloc { .. } | Action::AlignedMalloc { .. } => "malloc",
        Action::Falloc { .. } => "falloc",
        Action::Calloc { .. } => "calloc",
        Action::Realloc { .. } => "realloc",
        Action::Free { .. } => "free",
        Action::Touch { .. } => "touch",
        Action::Idle { .. } => "idle",
        Action::Mark { .. } => "mark",
    }
}

/// Where the next search begins. Every heap remembers its last grant; only some designs make use of it.
fn rover(state: &State<'_, Classic>) -> Option<u32> {
    let heap = state.subject().heap();
    let resumes = heap.design().placement.resumes();
    heap.roots().rover.filter(|_| resumes)
}

/// Whether the structure keeps a free list.
fn threads(state: &State<'_, Classic>) -> bool {
    let design = state.subject().heap().design();
    design.structure.keeps_free_list()
}

/// The blocks as the list links them, or as the free list does.
fn linked<'a>(state: &State<'a, Classic>, free: bool) -> Box<dyn Iterator<Item = BlockView> + 'a> {
    let heap = state.subject().heap();
    if free {
        Box::new(heap.free_list())
    } else {
        Box::new(heap.list())
    }
}

fn region_base(state: &State<'_, Classic>) -> u32 {
    state.subject().heap().design().base_address()
}

fn region_bytes(state: &State<'_, Classic>) -> u32 {
    state.subject().heap().design().region_bytes
}

fn check_offset(state: &State<'_, Classic>, offset: u32) -> Result<()> {
    let bytes = region_bytes(state);
    if offset < bytes {
        Ok(())
    } else {
        Err(ErrorReport::bounds(format!(
            "there is no byte at offset {offset}: the region has {bytes}"
        )))
    }
}

fn header_of(state: &State<'_, Classic>, replayed: &ReplayedBlock) -> BlockView {
    let header_offset = replayed.block.bookkeeping.start;
    state.subject().heap().block_at_header(header_offset)
}

fn block(state: &State<'_, Classic>, view: &BlockView) -> Block {
    let live = state.shadow().get(view.address());
    let live = live.filter(|_| !view.is_free());
    let flags = view.header.addr - view.header.address();
    Block {
        start: view.extent.start,
        bytes: view.extent.bytes,
        parts: state
            .block_spans(&ReplayedBlock {
                block: view.into(),
                live: live.copied(),
            })
            .map(|span| Part {
                category: span.category.id().to_owned(),
                bytes: span.bytes,
            })
            .collect(),
        header_offset: view.header_offset,
        address: view.address(),
        payload: view.payload_bytes(),
        state: if view.is_free() {
            BlockState::Free
        } else if view.is_queued() {
            BlockState::Stagnant
        } else {
            BlockState::Allocated
        },
        requested: live.map(|live| live.asked_bytes),
        pointer: live.map(|live| state.scenario().pointer_name(live.pointer)),
        born_step: live.map(|live| live.born_step),
        flags: format!("{flags:04b}"),
        size: view.header.size,
        addr: view.header.addr,
        next: view.header.next,
        fourth: view.next_free_or_padding,
    }
}

fn word(region: &[u8], offset: u32) -> u32 {
    let at = offset as usize;
    let bytes = region[at..at + WORD_BYTES as usize].try_into();
    u32::from_le_bytes(bytes.expect("a word has four bytes"))
}

/// What a field of a header says, for a person.
fn told(field: &str, word: u32) -> String {
    match field {
        "size" => format!("{word} bytes"),
        "addr" => {
            let state = if word & FLAG_FREE == 0 {
                "allocated"
            } else {
                "free"
            };
            format!("{word:#010x}, {state}")
        }
        "next" if word == 0 => "none: the list's tail".to_owned(),
        _ => format!("{word:#010x}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::script_scenario;
    use crate::wire::ErrorKind;
    use expect_test::expect;

    const SCRIPT: &str = "a = malloc 100\nb = malloc 20\nfree a\nc = malloc 16";

    fn session(script: &str) -> Session {
        let design = classic_heap::Design::of(classic_heap::Draft {
            region_bytes: 4096,
            ..classic_heap::Draft::CLASSIC
        });
        let mut session = Session::new(design, script_scenario(script).unwrap()).unwrap();
        while !session.advance(1).unwrap().done {}
        session
    }

    /// Protects: what a person reads of a step, and that the parts add up to the region.
    #[test]
    fn a_frame_tells_a_step() {
        let mut session = session(SCRIPT);
        let frame = session.frame(4, None).unwrap();
        let operation = frame.operation.unwrap();
        let outcome = frame.outcome.unwrap();
        expect!["c = malloc 16 | malloc | granted | malloc 16: walked 1 block, took the hole at 0x00100010"]
            .assert_eq(&format!(
                "{} | {} | {} | {}",
                operation.text, operation.verb, outcome.id, outcome.sentence
            ));
        let parts: u32 = frame.parts.iter().map(|part| part.bytes).sum();
        assert_eq!(parts, frame.region.bytes);
        assert_eq!(frame.metrics.len(), METRICS.len());
        let before = session.frame(0, None).unwrap();
        assert!(before.operation.is_none() && before.highlights.is_empty());
    }

    /// Protects: a step answers alike however one came to it, and between slices of a running replay too.
    #[test]
    fn a_step_answers_alike_from_both_sides() {
        let text = |session: &mut Session, step| {
            let blocks = session.blocks(step, None, 0, 4096).unwrap();
            let list = session.list(step, None, false, 0, 100).unwrap();
            let bytes = session.bytes(step, None, 0, 4096).unwrap();
            (
                blocks
                    .iter()
                    .map(|b| (b.start, b.addr, b.born_step))
                    .collect::<Vec<_>>(),
                list.iter()
                    .map(|e| (e.index, e.block.start, e.tail))
                    .collect::<Vec<_>>(),
                bytes.bytes,
            )
        };
        let design = classic_heap::Design::of(classic_heap::Draft {
            region_bytes: 4096,
            ..classic_heap::Draft::CLASSIC
        });
        let mut running = Session::new(design, script_scenario(SCRIPT).unwrap()).unwrap();
        let mut forwards = vec![text(&mut running, 0)];
        for step in 1..=4 {
            assert_eq!(running.advance(1).unwrap().replayed, step);
            forwards.push(text(&mut running, step));
        }
        let mut done = session(SCRIPT);
        for step in (0..=4).rev() {
            assert_eq!(text(&mut done, step), forwards[step as usize], "{step}");
        }
    }

    /// Protects: every raw byte has one label, headers are taken apart into their words.
    #[test]
    fn raw_bytes_are_labelled() {
        let mut session = session(SCRIPT);
        let view = session.bytes(2, None, 4, 200).unwrap();
        let mut text = String::new();
        let mut end = view.offset;
        for span in &view.spans {
            assert_eq!(span.offset, end);
            end += span.bytes;
            let value = span.value.as_deref().unwrap_or("");
            text.push_str(&format!(
                "{} {} {} {value}\n",
                span.offset, span.bytes, span.label
            ));
        }
        assert_eq!(end, view.offset + u32::try_from(view.bytes.len()).unwrap());
        expect![[r#"
            4 4 addr 0x00100010, allocated
            8 4 next 0x00100080
            12 4 fourth 0x00000000
            16 100 requested 
            116 12 padding-alignment 
            128 4 size 64 bytes
            132 4 addr 0x00100090, allocated
            136 4 next none: the list's tail
            140 4 fourth 0x00000000
            144 20 requested 
            164 40 padding-minimum 
        "#]]
        .assert_eq(&text);
    }

    /// Protects: what doesn't exist is refused with words, and no answer is without bounds.
    #[test]
    fn questions_have_bounds() {
        let mut session = session("repeat 3000 as i\n  x[i] = malloc 1\nend");
        let kinds = [
            session.frame(3001, None).err().unwrap().kind,
            session.block_at(0, None, 4096).err().unwrap().kind,
            session.bytes(0, None, u32::MAX, 1).err().unwrap().kind,
            session.series(0).err().unwrap().kind,
        ];
        assert_eq!(kinds, [ErrorKind::Bounds; 4]);
        assert_eq!(session.operations(1, u32::MAX).len(), ENTRIES_MAX as usize);
        assert_eq!(session.operations(2999, 50).len(), 2);
        assert_eq!(
            session
                .block_at(0, None, 0)
                .unwrap()
                .map(|block| block.start),
            None
        );
        assert!(
            session
                .bytes(3000, None, 4000, u32::MAX)
                .unwrap()
                .bytes
                .len()
                == 96
        );
    }

    /// Protects: the map has the palette's colours where the parts are.
    #[test]
    fn the_map_is_painted_by_category() {
        let mut session = session(SCRIPT);
        let palette = [
            ("header", 0xAA00_00FF),
            ("requested", 0x00BB_00FF),
            ("free", 0x0000_CCFF),
        ];
        let spec = MapSpec {
            width: 16,
            height: 1,
            from: 0,
            bytes: 128,
            row_height: 1,
            row_gap: 0,
            palette: palette.map(|(id, colour)| (id.to_owned(), colour)).into(),
            background: 0x1122_33FF,
        };
        session.paint(2, None, &spec).unwrap();
        let pixels: Vec<&[u8]> = session.pixels().chunks(4).collect();
        assert_eq!(pixels[1], [0xAA, 0, 0, 0xFF]);
        assert_eq!(pixels[2], [0, 0xBB, 0, 0xFF]);
        assert_eq!(
            pixels[15],
            [0x11, 0x22, 0x33, 0xFF],
            "no colour, so background"
        );
        session.paint(3, None, &spec).unwrap();
        assert_eq!(session.pixels()[8..12], [0, 0, 0xCC, 0xFF]);
    }

    /// Protects: each space answers for itself, at any step, and without a task the operation's own is asked.
    #[test]
    fn spaces_answer_for_themselves() {
        let mut session = session(
            "k = malloc 64\ntask 1: a = malloc 100\ntask 2: b = malloc 20\ntask 2: c = malloc 30",
        );
        let frame = session.frame(4, None).unwrap();
        assert_eq!((frame.task, frame.space), (2, 2));
        let text: String = frame
            .spaces
            .iter()
            .map(|space| format!("{} {:?} {}\n", space.name, space.life, space.heap_bytes))
            .collect();
        expect![[r#"
            kernel Alive 80
            task 1 Alive 128
            task 2 Alive 160
        "#]]
        .assert_eq(&text);
        assert!(!frame.highlights.is_empty());
        for (space, blocks) in [(0, 1), (1, 1), (2, 2)] {
            let frame = session.frame(4, Some(space)).unwrap();
            let view = &frame.spaces[space as usize];
            assert_eq!((frame.task, frame.space), (2, space));
            assert_eq!(frame.highlights.is_empty(), space != 2);
            assert_eq!(
                (frame.region.base, frame.region.heap_bytes),
                (view.base, view.heap_bytes)
            );
            assert_eq!(frame.region.blocks as usize, blocks);
            let parts: u32 = frame.parts.iter().map(|part| part.bytes).sum();
            assert_eq!(parts, frame.region.bytes);
            let found = session.blocks(4, Some(space), 0, 4096).unwrap();
            assert_eq!(found.len(), blocks);
            assert!(found.iter().all(|block| block.address >= frame.region.base));
            assert_eq!(
                session.list(4, Some(space), false, 0, 10).unwrap().len(),
                blocks
            );
        }
        let missing = session.frame(4, Some(3)).err().unwrap();
        assert_eq!(missing.kind, ErrorKind::Bounds);
    }

    /// Protects: the free list is told as it is threaded, holes only, and a block picked on the map is found again in
    /// whichever list is looked at.
    #[test]
    fn both_lists_are_told_and_searched() {
        let mut design = classic_heap::catalog::Values::default();
        for (axis, value) in [("region-size", "4096"), ("structure", "free-list")] {
            atlas_replay::design::set(&mut design, axis, value).unwrap();
        }
        let script = "a = malloc 64\nb = malloc 64\nc = malloc 64\nd = malloc 64\nfree a\nfree c";
        let mut session = Session::new(design, script_scenario(script).unwrap()).unwrap();
        while !session.advance(1).unwrap().done {}
        let region = session.frame(6, None).unwrap().region;
        assert_eq!((region.blocks, region.threaded), (4, Some(2)));
        let mut starts = |free| -> Vec<u32> {
            let entries = session.list(6, None, free, 0, 10).unwrap();
            entries.iter().map(|entry| entry.block.start).collect()
        };
        // What was freed last is threaded first.
        assert_eq!(starts(true), [160, 0]);
        assert_eq!(starts(false), [0, 80, 160, 240]);
        let mut place = |free, offset| session.place(6, None, free, offset).unwrap();
        assert_eq!((place(true, 170), place(false, 170)), (Some(0), Some(2)));
        assert_eq!((place(true, 100), place(false, 100)), (None, Some(1)));
        assert_eq!(place(false, 4000), None);
    }

    /// Protects: what is committed in vain is never more than the part it lies in, and together it is the pages'.
    #[test]
    fn parts_say_what_of_them_was_never_touched() {
        let mut design = classic_heap::catalog::Values::default();
        for (axis, value) in [("region-size", "8192"), ("page-size", "256")] {
            atlas_replay::design::set(&mut design, axis, value).unwrap();
        }
        let script = "a = malloc 2000\ntask 1: b = malloc 1000\ntask 1: touch b 0..300";
        let mut session = Session::new(design, script_scenario(script).unwrap()).unwrap();
        while !session.advance(1).unwrap().done {}
        for space in [0, 1] {
            let frame = session.frame(3, Some(space)).unwrap();
            assert!(frame.parts.iter().all(|part| part.untouched <= part.bytes));
            let untouched: u32 = frame.parts.iter().map(|part| part.untouched).sum();
            assert_eq!(
                untouched,
                frame.spaces[space as usize].untouched_pages * frame.pool.page_bytes
            );
            assert!(untouched > 0);
        }
    }

    /// Protects: where there are several spaces, the looked-at one's own figures stand beside the machine's.
    #[test]
    fn figures_say_whose_they_are() {
        let value = |metrics: &[MetricValue], id| {
            let found = metrics.iter().find(|metric| metric.id == id);
            found.map(|metric| metric.value)
        };
        let mut session = session("a = malloc 100\ntask 1: b = malloc 20");
        let frame = session.frame(2, Some(0)).unwrap();
        let own = frame.space_metrics.unwrap();
        assert_eq!(value(&frame.metrics, "requested_bytes"), Some(120.0));
        assert_eq!(value(&own, "requested_bytes"), Some(100.0));
        assert_eq!(value(&own, "probes"), None);
        let mut alone = self::session("a = malloc 100");
        assert!(alone.frame(1, None).unwrap().space_metrics.is_none());
    }

    /// Protects: a task that is killed says so and when, and its frames are the pool's again.
    #[test]
    fn a_killed_task_says_so() {
        let mut design = classic_heap::catalog::Values::default();
        for (axis, value) in [
            ("region-size", "4096"),
            ("page-size", "256"),
            ("frames", "4"),
            ("commit", "lazy"),
        ] {
            atlas_replay::design::set(&mut design, axis, value).unwrap();
        }
        let script =
            "task 1: a = malloc 600\ntask 1: touch a\ntask 2: b = malloc 600\ntask 2: touch b";
        let mut session = Session::new(design, script_scenario(script).unwrap()).unwrap();
        while !session.advance(1).unwrap().done {}
        let frame = session.frame(4, None).unwrap();
        let killed = &frame.spaces[2];
        assert_eq!(
            (killed.life, killed.killed_step),
            (SpaceLife::Killed, Some(4))
        );
        assert_eq!((killed.committed_pages, killed.heap_bytes), (0, 0));
        let held: u32 = frame.spaces.iter().map(|space| space.resident_pages).sum();
        assert_eq!(held + frame.pool.frames_free, frame.pool.frames);
        assert!(!frame.pool.plentiful);
    }
}
