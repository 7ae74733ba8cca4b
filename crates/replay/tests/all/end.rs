//! The end of the heap: what a design that takes memory block by block moves, and one that lets the last block grow does not.

use std::fs;
use std::path::Path;

use atlas_replay::presets::preset;
use atlas_replay::{OUTCOMES, Options, Replay, WholeDesign, design};
use atlas_scenario::Scenario;
use atlas_scenario::trace::Trace;

/// How many operations of a scenario move a block on a preset with settings, and the heap's high water.
fn moved(preset_id: &str, settings: &[(&str, &str)], scenario: Scenario) -> (u32, u32) {
    let mut whole = WholeDesign::from(preset(preset_id).expect("a preset").allocator());
    for (axis, value) in settings {
        design::set(&mut whole, axis, value).expect("a value of the axis");
    }
    let options = Options::default();
    let mut replay = Replay::new(whole, scenario, options).expect("the values go together");
    replay.finish().expect("no violation");
    let at = OUTCOMES.iter().position(|outcome| outcome.id == "moved");
    let moved = replay.timeline().outcome_counts()[at.expect("an outcome")];
    let total = replay.progress().total;
    let peaks = replay.seek(total).expect("the last step").figures().peaks;
    (moved, peaks.heap_bytes)
}

fn script(text: &str) -> Scenario {
    Scenario::from_script(text).expect("a script")
}

/// Protects a buffer at the heap's end from moving: 16,064 bytes and a header are all that one list needs that grows for as
/// long as the program runs, as glibc has it, where memory beyond the end is there to grow into.
#[test]
fn a_list_that_grows_stays_where_it_is() {
    let list = "a = malloc 64\nrepeat 500 as i\n  a = realloc a 64 + (i + 1) * 32\nend";
    for preset in ["textbook", "embedded"] {
        let found = moved(preset, &[("end", "extend")], script(list));
        assert_eq!(found, (0, 16_080), "{preset}");
        let whole = [("trim", "off"), ("end", "whole")];
        assert_eq!(moved(preset, &whole, script(list)), found, "{preset}");
    }
    // As before the axis was there.
    assert_eq!(moved("embedded", &[], script(list)), (500, 48_144));
}

/// A hole at the heap's end serves a larger request, as in glibc and in newlib since 4.1.
#[test]
fn a_hole_at_the_end_serves_a_larger_request() {
    for preset in ["textbook", "classic", "embedded"] {
        let settings = [("end", "extend"), ("alignment", "16"), ("trim", "off")];
        let scenario = script("a = malloc 100\nfree a\nb = malloc 200");
        assert_eq!(moved(preset, &settings, scenario), (0, 224), "{preset}");
    }
}

/// Protects the numbers that texts tell of SQLite: of 11,377 reallocs, most grow a block that best fit put into a hole of just its
/// size, and no end of the heap lets those stay.
#[test]
fn sqlite_s_blocks_move_out_of_holes_that_fit_them() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../traces/sqlite.heaptrace");
    let trace = Trace::from_bytes(&fs::read(path).expect("a file")).expect("a recording");
    let of = |settings: &[_]| moved("embedded", settings, trace.scenario.clone()).0;
    assert_eq!(of(&[]), 11_227);
    assert_eq!(of(&[("end", "extend")]), 10_997);
}
