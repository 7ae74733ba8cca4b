//! Every preset against every generator, checked after each operation: larger and more regular than random
//! scenarios, so that lists grow long and patterns repeat.

use std::thread;

use atlas_replay::presets::PRESETS;
use atlas_replay::{Options, Replay};
use atlas_scenario::Scenario;
use atlas_scenario::generate::GENERATORS;

/// Protects every combination a visitor meets first. As long as nothing is refused, what the program holds is
/// its own affair: no design may change it.
#[test]
fn every_preset_carries_every_generator() {
    // The last of all tests by its name, and the longest: it would leave processors idle.
    thread::scope(|scope| {
        for generator in GENERATORS {
            scope.spawn(|| every_preset_carries(generator.id));
        }
    });
}

fn every_preset_carries(generator: &str) {
    let scenario = Scenario::from_script(&format!("generate {generator} seed 7"))
        .unwrap_or_else(|problems| panic!("{generator}: {problems:?}"));
    let held = PRESETS.iter().map(|preset| {
        let options = Options { check: true };
        let mut replay = Replay::new(preset.allocator(), scenario.clone(), options)
            .expect("presets and generators make sense");
        if let Err(error) = replay.finish() {
            panic!("{generator} on {}: {error}", preset.id);
        }
        let total = replay.progress().total;
        let state = replay.seek(total).expect("the last step");
        let figures = state.figures();
        (
            figures.live.blocks,
            figures.live.requested_bytes,
            figures.peaks.requested_bytes,
        )
    });
    let held: Vec<_> = held.collect();
    assert!(held[0].2 > 0, "{generator} asks for nothing");
    assert!(
        held.iter().all(|other| *other == held[0]),
        "{generator}: {held:?}"
    );
}
