//! The allocator on paper (`paper/allocator.rs`) beside the real one, on random designs and scenarios. Whatever
//! either of them misunderstands shows as a difference. Frames are plentiful here; `machine_model.rs` makes them scarce.

use crate::common;
use crate::paper::allocator::{Allocator, Block, Paper};
use crate::paper::machine::Machine;
use atlas_replay::design;
use atlas_replay::{Category, Classic, Options, Replay, WholeDesign};
use atlas_scenario::{KERNEL, Scenario};
use proptest::prelude::*;

/// Runs both and compares outcome, blocks and lists after every step, and the figures at the end.
fn compare(design: WholeDesign, scenario: &Scenario) -> Result<(), TestCaseError> {
    let mut machine = Machine::new(&design.into(), scenario, Paper::new);
    let options = Options { check: true };
    let mut replay = Replay::new(design, scenario.clone(), options).expect("a good scenario");
    replay.finish().expect("no violation");
    let [mut peak_requested, mut peak_heap] = [0; 2];
    for (at, operation) in scenario.operations.iter().enumerate() {
        let step = at + 1;
        let outcome = machine.perform(step, operation);
        let space = &machine.spaces[&KERNEL];
        let model = &space.allocator;
        let state = replay.seek(step as u32).expect("every step is replayed");
        let context = format!("step {step}: {}", scenario.describe(operation));
        let ours = state.outcome().expect("the step has an operation");
        prop_assert_eq!(ours.kind.id(), outcome, "{}", context);

        let heap = Classic::of(state.subject()).unwrap().heap();
        let blocks: Vec<_> = heap
            .blocks()
            .map(|view| {
                let end = view.extent.start + view.extent.bytes;
                let payload = view.payload_offset();
                (
                    view.extent.start,
                    end,
                    payload,
                    view.is_free(),
                    view.is_queued(),
                )
            })
            .collect();
        prop_assert_eq!(blocks, model.blocks(), "{}", context);
        let placed = |names: &[u32]| -> Vec<_> {
            let payload = |&name| model.blocks[model.at(name)].payload;
            names.iter().map(payload).collect()
        };
        let list: Vec<_> = heap.list().map(|view| view.payload_offset()).collect();
        prop_assert_eq!(list, placed(&model.list), "{}", context);
        let threads: Vec<_> = heap.free_list().map(|view| view.payload_offset()).collect();
        prop_assert_eq!(threads, placed(&model.threads), "{}", context);

        let requested = space.requested();
        let parts = state.parts();
        let part = |category: Category| parts[category as usize];
        let count = model.blocks.len() as u32;
        let index = if model.indexed { count * 8 } else { 0 };
        let free = model.blocks.iter().filter(|block| block.free);
        let minimum = space
            .held
            .iter()
            .map(|held| model.minimum.saturating_sub(held.clamped));
        prop_assert_eq!(part(Category::Header), count * 16, "{}", context);
        prop_assert_eq!(part(Category::Index), index, "{}", context);
        prop_assert_eq!(part(Category::Requested), requested, "{}", context);
        prop_assert_eq!(
            part(Category::PaddingMinimum),
            minimum.sum::<u32>(),
            "{}",
            context
        );
        prop_assert_eq!(
            part(Category::Free),
            free.map(Block::payload_bytes).sum::<u32>(),
            "{}",
            context
        );
        prop_assert_eq!(part(Category::Stagnant), model.stagnant(), "{}", context);
        prop_assert_eq!(
            part(Category::Beyond),
            model.region - model.end() - index,
            "{}",
            context
        );

        peak_requested = peak_requested.max(requested);
        peak_heap = peak_heap.max(space.heap());
    }
    let state = replay
        .seek(scenario.operations.len() as u32)
        .expect("the last step");
    let figures = state.figures();
    let space = &machine.spaces[&KERNEL];
    let model = &space.allocator;
    let holes = model.blocks.iter().filter(|block| block.free);
    let free: u32 = holes.clone().map(Block::payload_bytes).sum();
    let largest = holes.map(Block::payload_bytes).max().unwrap_or(0);
    let index = if model.indexed { 8 } else { 0 };
    let payload = space.payload();
    prop_assert_eq!(figures.live.blocks as usize, space.held.len());
    prop_assert_eq!(figures.live.payload_bytes, payload);
    prop_assert_eq!(figures.peaks.requested_bytes, peak_requested);
    prop_assert_eq!(figures.peaks.heap_bytes, peak_heap);
    prop_assert_eq!(figures.heap_bytes, space.heap());
    prop_assert_eq!(figures.space.held_bytes, payload + model.stagnant());
    prop_assert_eq!(figures.space.free_bytes, free);
    prop_assert_eq!(figures.space.largest_free_bytes, largest);
    prop_assert_eq!(
        figures.space.overhead_bytes,
        model.blocks.len() as u32 * (16 + index)
    );
    Ok(())
}

/// A run of holes gives up index entries when it is merged, so that its rest can be cut off even where the index has
/// come up to the heap: its remainder must count in a score.
#[test]
fn a_remainder_counts_where_merging_makes_room_for_it() {
    let mut design = WholeDesign::default();
    let settings = [
        // Five blocks of 424 bytes together, and five entries of the index.
        ("region-size", "464"),
        ("alignment", "8"),
        ("minimum", "16"),
        ("lookup", "index"),
        ("placement", "scored"),
        ("score", "remainder"),
    ];
    for (axis, value) in settings {
        atlas_replay::design::set(&mut design, axis, value).expect("a value of the axis");
    }
    let script = "a = malloc 64\nb = malloc 64\nwall = malloc 64\nc = malloc 136\nfence = malloc 16\n\
                  free a\nfree b\nfree c\nx = malloc 104";
    let scenario = Scenario::from_script(script).expect("a script");
    compare(design, &scenario).expect("heap and model agree");
    let mut replay = Replay::new(design, scenario, Options { check: true }).expect("a replay");
    replay.finish().expect("no violation");
    let x = replay.seek(9).expect("the last step").outcome();
    // The run of a and b would leave a remainder of 40 bytes; c's hole has no room for one.
    assert_eq!(x.expect("an outcome").address, 0x0010_0100);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// Protects every rule of the allocator at once: outcomes, addresses, splits, merges, list order, trimming.
    #[test]
    fn the_heap_does_what_the_rules_say(design in common::design(), scenario in common::scenario(120)) {
        compare(design, &scenario)?;
    }

    /// The same in a heap so small that it meets its own index all the time.
    #[test]
    fn the_heap_does_what_the_rules_say_next_to_its_index(
        drawn in common::design(),
        scenario in common::scenario(120),
    ) {
        let mut design = drawn;
        let minimum = drawn.allocator.get("minimum").expect("an axis").to_string();
        let minimum = minimum.parse::<u32>().expect("a number").min(64).to_string();
        let end = drawn.allocator.get("end").expect("an axis").to_string();
        // A region that is one hole has no room for an index.
        let end = if end == "whole" { "extend" } else { &end };
        let settings = [
            ("alignment", "8"),
            ("minimum", &minimum),
            ("maximum", "1024"),
            ("lookup", "index"),
            ("end", end),
        ];
        for (axis, value) in settings {
            design::set(&mut design, axis, value).expect("a value of the axis");
        }
        design.machine.region.region_bytes = 1 << 10;
        compare(design, &scenario)?;
    }

    /// The same for Classic itself, whose figures people will look at first.
    #[test]
    fn classic_does_what_the_rules_say(scenario in common::scenario(200)) {
        let mut design = WholeDesign::default();
        design.machine.region.region_bytes = 1 << 14;
        compare(design, &scenario)?;
    }
}
