//! The replay and the machine on paper, side by side: what must be the same after every step.
//!
//! The allocator in the machine may be the one on paper, or the real one over a region on paper ([`Real`]). Then
//! everything around it is the model's, and what is coldest, which depends on every header that an allocator looks at,
//! is known.

use std::collections::BTreeMap;
use std::fmt::{Debug, Write as _};
use std::ops::Range;

use atlas_replay::{Classic, Designs, Options, Replay, State};
use atlas_scenario::Scenario;
use classic_heap::{Access, Design, FreeError, Heap, Observer, ReallocateError, Refusal, Region};

use super::allocator::{Allocator, Fault, Got};
use super::machine::Machine;
use super::pool::{Memory, Traffic};

/// A region whose memory is on paper: what is given back reads as zero.
pub struct OnPaper {
    bytes: Vec<u8>,
    memory: Memory,
    /// Whether the heap is founded. What it writes before the machine runs is there already.
    is_founded: bool,
}

impl Region for OnPaper {
    fn bytes(&self) -> u32 {
        self.bytes.len() as u32
    }

    fn page_bytes(&self) -> u32 {
        self.memory.page_bytes()
    }

    fn word(&self, offset: u32) -> u32 {
        let at = offset as usize;
        u32::from_le_bytes(self.bytes[at..at + 4].try_into().expect("four bytes"))
    }

    fn set_word(&mut self, offset: u32, word: u32) {
        let at = offset as usize;
        self.bytes[at..at + 4].copy_from_slice(&word.to_le_bytes());
    }

    fn touch(&mut self, offset: u32, bytes: u32, access: Access) {
        match access {
            _ if !self.is_founded => {}
            Access::Read => self.memory.read(offset, bytes),
            Access::Write => self.memory.write(offset, bytes),
        }
    }

    fn commit(&mut self, ranges: &[Range<u32>]) -> bool {
        self.memory.commit(ranges)
    }

    fn decommit(&mut self, offset: u32, bytes: u32) {
        let page_bytes = self.memory.page_bytes() as usize;
        for page in self.memory.decommit(offset, offset + bytes) {
            let start = page as usize * page_bytes;
            let end = self.bytes.len().min(start + page_bytes);
            self.bytes[start..end].fill(0);
        }
    }

    fn fill(&mut self, offset: u32, bytes: u32, value: u8) {
        self.memory.write(offset, bytes);
        self.bytes[offset as usize..][..bytes as usize].fill(value);
    }

    fn copy(&mut self, from: u32, to: u32, bytes: u32) {
        self.memory.read(from, bytes);
        self.memory.write(to, bytes);
        let from = from as usize;
        self.bytes
            .copy_within(from..from + bytes as usize, to as usize);
    }
}

/// The real heap, in place of the one on paper.
pub struct Real(Heap<OnPaper>);

impl Real {
    pub fn new(design: &Design, memory: Memory) -> Self {
        let region = OnPaper {
            bytes: vec![0; memory.region_bytes as usize],
            memory,
            is_founded: false,
        };
        let mut heap = Heap::new(region, *design).expect("the design makes sense");
        heap.region_mut().is_founded = true;
        Self(heap)
    }
}

fn got(grant: classic_heap::Grant) -> Got {
    Got {
        address: grant.address,
        payload: grant.payload_bytes,
        clamped: grant.clamped_bytes,
    }
}

fn refused(refusal: Refusal) -> Fault {
    match refusal {
        Refusal::NoBlock => Fault::NoBlock,
        Refusal::NoFrame => Fault::NoFrame,
        Refusal::OverMaximum => Fault::OverMaximum,
    }
}

fn denied(error: FreeError) -> Fault {
    match error {
        FreeError::DoubleFree => Fault::DoubleFree,
        FreeError::UnknownAddress => Fault::UnknownAddress,
    }
}

impl Allocator for Real {
    fn malloc(&mut self, bytes: u32, alignment: u32) -> Result<Got, Fault> {
        let granted = self.0.allocate_aligned(bytes, alignment);
        granted.map(got).map_err(refused)
    }

    fn falloc(&mut self, bytes: u32) -> Result<Got, Fault> {
        self.0.falloc(bytes).map(got).map_err(refused)
    }

    fn calloc(&mut self, bytes: u32) -> Result<Got, Fault> {
        self.0.allocate_zeroed(bytes).map(got).map_err(refused)
    }

    fn realloc(&mut self, address: u32, bytes: u32) -> Result<Got, Fault> {
        self.0
            .reallocate(address, bytes)
            .map(got)
            .map_err(|error| match error {
                ReallocateError::Address(error) => denied(error),
                ReallocateError::Refused(refusal) => refused(refusal),
            })
    }

    fn free(&mut self, address: u32) -> Result<&'static str, Fault> {
        let freed = self.0.free(address).map_err(denied)?;
        Ok(if freed.queued { "queued" } else { "freed" })
    }

    fn idle(&mut self, ticks: u32) {
        self.0.idle(ticks);
    }

    fn end(&self) -> u32 {
        self.0.roots().end
    }

    fn blocks(&self) -> Vec<(u32, u32, u32, bool, bool)> {
        blocks(&self.0)
    }
}

fn blocks<R: Region, O: Observer>(heap: &Heap<R, Design, O>) -> Vec<(u32, u32, u32, bool, bool)> {
    let blocks = heap.blocks();
    blocks
        .map(|view| {
            let end = view.extent.start + view.extent.bytes;
            let payload = view.payload_offset();
            let (free, queued) = (view.is_free(), view.is_queued());
            (view.extent.start, end, payload, free, queued)
        })
        .collect()
}

/// Runs the replay and a machine, and compares them after every step.
///
/// # Errors
/// The first difference, with what it takes to see it again: settings and script.
pub fn compare<A: Allocator>(
    designs: &Designs,
    scenario: &Scenario,
    make: fn(&Design, Memory) -> A,
) -> Result<(), String> {
    let mut machine = Machine::new(designs, scenario, make);
    let options = Options { check: true };
    let mut replay = Replay::new(*designs, scenario.clone(), options).expect("a good scenario");
    replay.finish().expect("no violation");
    let mut heap_max = BTreeMap::new();
    for (step, operation) in (1..).zip(scenario.operations.iter()) {
        let outcome = machine.perform(step, operation);
        let state = replay.seek(step as u32).expect("every step is replayed");
        let mut differences = Differences::default();
        let ours = state.outcome().expect("the step has an operation");
        differences.note("the outcome", ours.kind.id(), outcome);
        look(&state, &machine, designs, &mut heap_max, &mut differences);
        if !differences.0.is_empty() {
            let mut told = format!(
                "step {step}: task {}: {}: replay and paper differ in\n{}",
                operation.task,
                scenario.describe(operation),
                differences.0
            );
            for (key, value) in designs.settings().iter() {
                let _ = writeln!(told, "{key}={value}");
            }
            told.push_str(&atlas_scenario::script::of(scenario));
            return Err(told);
        }
    }
    Ok(())
}

/// What differs, a line each.
#[derive(Default)]
struct Differences(String);

impl Differences {
    fn note<T: PartialEq + Debug>(&mut self, what: &str, replay: T, paper: T) {
        if replay != paper {
            let _ = writeln!(self.0, "  {what}: {replay:?} and {paper:?}");
        }
    }
}

/// Compares the state after a step, whatever led to it.
fn look<A: Allocator>(
    state: &State<'_>,
    machine: &Machine<A>,
    designs: &Designs,
    heap_max: &mut BTreeMap<u8, u32>,
    differences: &mut Differences,
) {
    let paper = machine.pool.borrow();
    let pool = state.pool();
    differences.note(
        "frames free",
        pool.frames_free as usize,
        paper.frames_free(),
    );
    differences.note("swap used", pool.swap_used as usize, paper.swap_used());
    let traffic = state.page_traffic();
    let traffic = Traffic {
        committed: traffic.committed,
        faults: traffic.faults,
        swap_ins: traffic.swap_ins,
        swap_outs: traffic.swap_outs,
        returned: traffic.returned,
    };
    differences.note("the step's traffic", traffic, paper.traffic);
    let all = state.figures().pages.counts;
    differences.note("the most frames ever", all.resident_max, paper.frames_max);

    let page_bytes = designs.machine.memory.page_bytes;
    for space in state.spaces() {
        let task = space.task;
        let ours = &machine.spaces[&task];
        let inside = state.in_space(task).expect("a space of the scenario");
        let mut note = |what: &str, replay: u64, paper: u64| {
            differences.note(&format!("{what} of task {task}"), replay, paper);
        };
        let heap = ours.heap();
        note("the base", space.region_base.into(), ours.base.into());
        note("the heap", space.heap_bytes.into(), heap.into());
        note(
            "live blocks",
            space.live.blocks.into(),
            ours.held.len() as u64,
        );
        note(
            "requested bytes",
            space.live.requested_bytes.into(),
            ours.requested().into(),
        );
        note(
            "payload bytes",
            space.live.payload_bytes.into(),
            ours.payload().into(),
        );
        let peak = heap_max.entry(task).or_default();
        *peak = heap.max(*peak);
        note(
            "the highest heap",
            inside.figures().peaks.heap_bytes.into(),
            (*peak).into(),
        );

        let counts = space.pages.counts;
        let tally = paper.tally(task);
        let untouched = paper.count(task, "untouched");
        let resident = untouched + paper.count(task, "resident");
        note("untouched pages", counts.untouched.into(), untouched.into());
        note("resident pages", counts.resident.into(), resident.into());
        note(
            "swapped pages",
            counts.swapped.into(),
            paper.count(task, "swapped").into(),
        );
        note(
            "the most frames",
            counts.resident_max.into(),
            tally.frames_max.into(),
        );
        note("faults", counts.faults, tally.faults);
        note("pages swapped in", counts.swap_ins, tally.swap_ins);
        note("pages swapped out", counts.swap_outs, tally.swap_outs);
        let pages = ours.region.div_ceil(page_bytes);
        let reserved = if ours.life == "alive" { pages } else { 0 };
        note(
            "reserved pages",
            space.pages.reserved.into(),
            reserved.into(),
        );
        let promised = heap.div_ceil(page_bytes);
        note(
            "promised pages",
            space.pages.promised.into(),
            promised.into(),
        );

        differences.note(
            &format!("the life of task {task}"),
            space.life.id(),
            ours.life,
        );
        differences.note(
            &format!("blocks of task {task}"),
            blocks(Classic::of(inside.subject()).unwrap().heap()),
            ours.allocator.blocks(),
        );
        let spans = inside.page_spans();
        differences.note(
            &format!("pages of task {task}"),
            spans
                .flat_map(|span| {
                    let pages = span.bytes.div_ceil(page_bytes);
                    (0..pages).map(move |_| span.state.id())
                })
                .collect(),
            (0..pages)
                .map(|page| paper.state(task, page))
                .collect::<Vec<_>>(),
        );
    }
}
