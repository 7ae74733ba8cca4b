//! Memory over time beside the states themselves: at every step, the blocks that the program has.

use crate::common;
use atlas_replay::{Classic, Designs, Live, MemoryDesign, Options, Replay};
use atlas_scenario::{KERNEL, Scenario};
use proptest::prelude::*;

/// Holds what the timeline recorded to the state at every step, in every space.
fn compare(designs: Designs, scenario: Scenario) -> Result<(), TestCaseError> {
    let mut replay = Replay::new(designs, scenario, Options::default()).expect("a replay");
    replay.finish().expect("no violation");
    for step in 1..=replay.progress().total {
        for task in KERNEL..4 {
            let mut live = Vec::new();
            let (mut heap_bytes, mut tables) = (0, None);
            if let Ok(state) = replay.seek_in(step, Some(task.into())) {
                let base = Classic::of(state.subject())
                    .unwrap()
                    .heap()
                    .design()
                    .base_address();
                heap_bytes = atlas_replay::Subject::heap_bytes(state.subject());
                tables = Some(state.subject().tables());
                let places = |live: &Live| (live.start() - base, live.block_bytes(), live.pointer);
                live.extend(state.shadow().iter().map(places));
                live.sort();
            }
            let Some(over_time) = replay.timeline().memory_over_time(task) else {
                prop_assert!(live.is_empty());
                continue;
            };
            let at = over_time.lifetimes().iter().filter(|life| life.is_at(step));
            let mut recorded: Vec<_> = at
                .map(|life| (life.block.start, life.block.bytes, life.pointer))
                .collect();
            recorded.sort();
            prop_assert_eq!(&recorded, &live, "step {}, task {}", step, task);
            let outlines = over_time.outlines();
            let outline = outlines.iter().rfind(|outline| outline.step <= step);
            prop_assert_eq!(outline.map_or(0, |outline| outline.bytes), heap_bytes);
            if let Some(outline) = outline {
                prop_assert_eq!(Some(outline.tables), tables, "step {}, task {}", step, task);
            }
            for &(start, bytes, pointer) in &live {
                let found = over_time
                    .at(step, start + bytes - 1)
                    .map(|life| life.pointer);
                prop_assert_eq!(found, Some(pointer));
            }
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    /// Protects the picture of memory over time: whatever a program does and whatever becomes of it, the blocks recorded
    /// for a step are those of its state.
    #[test]
    fn recorded_blocks_are_those_of_the_state(
        drawn in common::design(),
        scenario in common::scenario_of(80, 0_u8..4, common::action()),
        frames in prop_oneof![Just(1_u32 << 16), 1_u32..40],
    ) {
        let mut design = drawn;
        design.machine.memory = MemoryDesign { page_bytes: 128, frames, swap_pages: 0 };
        compare(Designs::from(design), scenario)?;
    }
}
