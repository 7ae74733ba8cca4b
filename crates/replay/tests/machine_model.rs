//! The machine on paper (`paper/`) beside the real one: tasks, page faults, swap, kills and memory given back,
//! on random scripts and designs with so few frames that everybody is short of them.
//!
//! Two models, for two halves of the question. *All on paper*: tasks, pointers, pool and allocators are models, and so
//! know which pages an allocator must write to, commit and give back; what it reads it is not asked, so nothing is
//! swapped. *A real heap on paper memory*: the allocator is the real one, over a region of the model's, and everything
//! around it is on paper; what is coldest depends on every header looked at, and here that is known.

mod common;
mod paper;

use std::collections::{BTreeMap, BTreeSet};

use atlas_replay::{Designs, OUTCOMES, Options, Replay};
use atlas_scenario::{Action, Scenario, Target, TouchBytes};
use classic_heap::{Access, Design, FreeError, Heap, ReallocateError, Refusal, Region};
use paper::allocator::{Allocator, Fault, Got, Paper};
use paper::machine::Machine;
use paper::pool::{Memory, Traffic};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

/// A region whose memory is on paper: what is given back reads as zero.
struct OnPaper {
    bytes: Vec<u8>,
    memory: Memory,
}

impl Region for OnPaper {
    fn bytes(&self) -> u32 {
        self.bytes.len() as u32
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
            Access::Read => self.memory.read(offset, bytes),
            Access::Write => self.memory.write(offset, bytes),
        }
    }

    fn commit(&mut self, offset: u32, bytes: u32) -> bool {
        self.memory.commit(offset, offset + bytes)
    }

    fn give_back(&mut self, offset: u32, bytes: u32) {
        let page_bytes = self.memory.page_bytes() as usize;
        for page in self.memory.give_back(offset, offset + bytes) {
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
struct Real(Heap<OnPaper>);

impl Real {
    fn new(design: &Design, memory: Memory) -> Self {
        let bytes = vec![0; design.region_bytes as usize];
        Self(Heap::new(OnPaper { bytes, memory }, *design).expect("the design makes sense"))
    }
}

fn got(grant: classic_heap::Grant) -> Got {
    Got {
        address: grant.address,
        payload: grant.payload_bytes,
        usable: grant.usable_bytes,
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

fn blocks<R: Region, O: classic_heap::Observer>(
    heap: &Heap<R, O>,
) -> Vec<(u32, u32, u32, bool, bool)> {
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

/// Runs the replay and a model, and compares them after every step; a difference is told with what it takes to see it
/// again.
fn compare<A: Allocator>(
    designs: &Designs,
    scenario: &Scenario,
    make: fn(&Design, Memory) -> A,
) -> Result<(), TestCaseError> {
    walk(designs, scenario, make).map_err(|difference| {
        let own = (1..).zip(&designs.tasks);
        let own = own.filter_map(|(task, own)| own.map(|own| (task, own)));
        let settings: String = [(0, designs.kernel)]
            .into_iter()
            .chain(own)
            .map(|(task, design)| format!("task {task}: {}\n", common::settings(&design)))
            .collect();
        let script = atlas_scenario::script::of(scenario);
        TestCaseError::fail(format!("{difference}\n{settings}{script}"))
    })
}

fn walk<A: Allocator>(
    designs: &Designs,
    scenario: &Scenario,
    make: fn(&Design, Memory) -> A,
) -> Result<(), TestCaseError> {
    let mut model = Machine::new(designs, scenario, make);
    let options = Options { check: true };
    let mut replay = Replay::new(*designs, scenario.clone(), options).expect("a good scenario");
    replay.finish().expect("no violation");
    let mut heap_max: BTreeMap<u8, u32> = BTreeMap::new();
    for (at, operation) in scenario.operations.iter().enumerate() {
        let step = at + 1;
        let outcome = model.perform(step, operation);
        let state = replay.seek(step as u32).expect("every step is replayed");
        let context = format!(
            "step {step}: task {}: {}",
            operation.task,
            scenario.describe(operation)
        );
        let ours = state.outcome().expect("the step has an operation");
        prop_assert_eq!(ours.kind.id(), outcome, "{}", context);

        let paper = model.pool.borrow();
        let pool = state.pool();
        prop_assert_eq!(
            (pool.frames_free as usize, pool.swap_used as usize),
            (paper.frames_free(), paper.swap_used()),
            "frames free and swap used, {}",
            context
        );
        let traffic = state.page_traffic();
        let traffic = Traffic {
            committed: traffic.committed,
            faults: traffic.faults,
            swap_ins: traffic.swap_ins,
            swap_outs: traffic.swap_outs,
            returned: traffic.returned,
        };
        prop_assert_eq!(traffic, paper.traffic, "{}", context);

        let page_bytes = designs.kernel.page_bytes;
        for space in state.spaces() {
            let task = space.task;
            let context = format!("task {task} at {context}");
            let ours = &model.spaces[&task];
            let heap = ours.allocator.end();
            prop_assert_eq!(space.life.id(), ours.life, "{}", context);
            prop_assert_eq!(space.region_base, ours.base, "{}", context);
            prop_assert_eq!(space.heap_bytes, heap, "{}", context);
            prop_assert_eq!(space.live.blocks as usize, ours.held.len(), "{}", context);
            prop_assert_eq!(space.live.requested_bytes, ours.requested(), "{}", context);
            prop_assert_eq!(space.live.payload_bytes, ours.payload(), "{}", context);
            let inside = state.in_space(task).expect("a space of the scenario");
            prop_assert_eq!(
                blocks(inside.subject().heap()),
                ours.allocator.blocks(),
                "{}",
                context
            );
            let pages: Vec<_> = inside
                .page_spans()
                .flat_map(|span| {
                    let pages = span.bytes.div_ceil(page_bytes);
                    (0..pages).map(move |_| span.state.id())
                })
                .collect();
            let region_pages = ours.region.div_ceil(page_bytes);
            let expected: Vec<_> = (0..region_pages)
                .map(|page| paper.state(task, page))
                .collect();
            prop_assert_eq!(pages, expected, "{}", context);

            let counts = space.pages.counts;
            let tally = paper.tally(task);
            let untouched = paper.count(task, "untouched");
            prop_assert_eq!(counts.untouched, untouched, "{}", context);
            prop_assert_eq!(
                counts.resident,
                untouched + paper.count(task, "resident"),
                "{}",
                context
            );
            prop_assert_eq!(counts.swapped, paper.count(task, "swapped"), "{}", context);
            prop_assert_eq!(
                (counts.faults, counts.swap_ins, counts.swap_outs),
                (tally.faults, tally.swap_ins, tally.swap_outs),
                "faults, swapped in and out, {}",
                context
            );
            prop_assert_eq!(counts.resident_max, tally.frames_max, "{}", context);
            let living = if ours.life == "alive" {
                region_pages
            } else {
                0
            };
            prop_assert_eq!(space.pages.reserved, living, "{}", context);
            prop_assert_eq!(
                space.pages.promised,
                heap.div_ceil(page_bytes),
                "{}",
                context
            );
            let heap_max = heap_max.entry(task).or_default();
            *heap_max = heap.max(*heap_max);
            prop_assert_eq!(inside.figures().peaks.heap_bytes, *heap_max, "{}", context);
        }
        let all = state.figures().pages;
        prop_assert_eq!(all.counts.resident_max, paper.frames_max, "{}", context);
    }
    Ok(())
}

/// Any scenario in which kernel and three tasks use one another's pointers and, more than usual, their memory.
fn crowd(operations: usize) -> impl Strategy<Value = Scenario> {
    let used = common::pointer().prop_map(|pointer| Action::Touch {
        target: Target::Pointer(pointer),
        start: 0,
        bytes: TouchBytes::Rest,
    });
    let action = prop_oneof![4 => common::action(), 1 => used];
    common::scenario_of(operations, 0_u8..4, action)
}

/// Designs for kernel and tasks whose regions are small, and whose frames are few.
fn crowded() -> impl Strategy<Value = Designs> {
    let pages = (
        prop_oneof![Just(64_u32), Just(128), Just(256), Just(1024)],
        1_u32..40,
        prop_oneof![2 => Just(0_u32), 3 => 1_u32..24],
    );
    let base = prop_oneof![Just(0x0041_0000_u32), Just(0x000F_FFFF), Just(1)];
    let design = (common::design(), pages, base)
        .prop_map(
            |(drawn, (page_bytes, frames, swap_pages), task_base)| Design {
                region_bytes: drawn.region_bytes.min(6000),
                task_base,
                page_bytes,
                frames,
                swap_pages,
                ..drawn
            },
        )
        .prop_filter("the values go together", |design| design.check().is_ok());
    let own = proptest::collection::vec(proptest::option::of(design.boxed()), 4);
    own.prop_filter_map("the kernel has a design", |own| {
        let mut designs = Designs::from(own[0]?);
        designs.tasks[..3].copy_from_slice(&own[1..]);
        Some(designs)
    })
}

/// Protects the properties below from agreeing on nothing: what they draw is short of everything, and everything a page
/// or an operation can come to, it comes to.
#[test]
fn the_crowd_is_short_of_everything() {
    let mut runner = TestRunner::deterministic();
    let drawn = (crowded(), crowd(120));
    let mut outcomes = BTreeSet::new();
    let mut traffic = Traffic::default();
    for _ in 0..300 {
        let drawn = drawn.new_tree(&mut runner).expect("a machine");
        let (designs, scenario) = drawn.current();
        let mut machine = Machine::new(&designs, &scenario, Real::new);
        for (at, operation) in scenario.operations.iter().enumerate() {
            outcomes.insert(machine.perform(at + 1, operation));
            let step = machine.pool.borrow().traffic;
            traffic.committed += step.committed;
            traffic.faults += step.faults;
            traffic.swap_ins += step.swap_ins;
            traffic.swap_outs += step.swap_outs;
            traffic.returned += step.returned;
        }
    }
    let all: BTreeSet<_> = OUTCOMES.iter().map(|outcome| outcome.id).collect();
    assert_eq!(outcomes, all);
    let Traffic {
        committed,
        faults,
        swap_ins,
        swap_outs,
        returned,
    } = traffic;
    let least = [committed, faults, swap_ins, swap_outs, returned]
        .into_iter()
        .min();
    assert!(least > Some(100), "{traffic:?}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// Protects every rule of pages and tasks but those of swap: what a grant commits, what a touch takes, what is
    /// given back, who is killed, and what a task's pointers mean to another.
    #[test]
    fn the_machine_does_what_the_rules_say(
        mut designs in crowded(),
        scenario in crowd(120),
    ) {
        designs.kernel.swap_pages = 0;
        compare(&designs, &scenario, Paper::new)?;
    }

    /// Protects the rules of swap, on top: which page is coldest, what comes back, and when there is no room left.
    #[test]
    fn swap_does_what_the_rules_say(
        designs in crowded(),
        scenario in crowd(120),
    ) {
        compare(&designs, &scenario, Real::new)?;
    }
}
