//! Protects the promise that a state depends on its step alone: however one gets there, in whatever slices
//! the replay runs, with however few keyframes.

#[path = "../../tests/common/mod.rs"]
mod common;

use proptest::prelude::*;

use classic_heap::Design;

use super::*;

/// Everything there is to see at a step.
#[derive(Debug, PartialEq)]
struct Seen {
    step: u32,
    outcome: Option<Outcome>,
    sentence: Option<String>,
    events: Vec<classic_heap::Event>,
    figures: Figures,
    parts: Vec<u32>,
    region: Vec<u8>,
    roots: classic_heap::Roots,
    live: Vec<crate::Live>,
}

fn seen(state: &State<'_, Classic>) -> Seen {
    Seen {
        step: state.step(),
        outcome: state.outcome(),
        sentence: state.sentence(),
        events: state.events().events.clone(),
        figures: *state.figures(),
        parts: state.parts().to_vec(),
        region: state.subject().region().to_vec(),
        roots: state.subject().heap().roots(),
        live: state.shadow().iter().copied().collect(),
    }
}

/// Every step, seen in order from the first to the last.
fn played(design: Design, scenario: &Scenario, options: Options) -> (Vec<Seen>, String) {
    let mut replay = Replay::new(design, scenario.clone(), options).expect("a good scenario");
    replay.finish().expect("no violation");
    let hash = replay.timeline().hash().expect("it is done").to_owned();
    let steps = 0..=replay.progress().total;
    let seen = steps.map(|step| seen(&replay.seek(step).expect("a step")));
    (seen.collect(), hash)
}

/// The interval at which every few operations get a keyframe, and a memory that holds about two of them.
const NARROW: KeyframeBounds = KeyframeBounds {
    interval_work: 100,
    bytes_max: 40_000,
};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    /// A state reached by a jump equals the one reached by playing, to the last byte of the region.
    #[test]
    fn jumping_equals_playing(
        design in common::design(),
        scenario in common::scenario(100),
        jumps in proptest::collection::vec(any::<prop::sample::Index>(), 20),
        check: bool,
        narrow: bool,
    ) {
        let options = Options { check };
        let (expected, hash) = played(design, &scenario, options);
        let bounds = if narrow { NARROW } else { KeyframeBounds { bytes_max: usize::MAX, ..NARROW } };
        let mut replay = Replay::classic(design.into(), scenario, options, bounds).expect("a good scenario");
        for jump in &jumps {
            // The replay still runs while the first states are looked at.
            let progress = replay.advance(300).expect("no violation");
            let step = jump.index(progress.replayed as usize + 1);
            let state = replay.seek(u32::try_from(step).unwrap()).expect("a step");
            prop_assert_eq!(&seen(&state), &expected[step]);
        }
        replay.finish().expect("no violation");
        prop_assert_eq!(replay.timeline().hash(), Some(&*hash));
        for jump in jumps {
            let step = jump.index(expected.len());
            let state = replay.seek(u32::try_from(step).unwrap()).expect("a step");
            prop_assert_eq!(&seen(&state), &expected[step]);
        }
    }

    /// Checking must find nothing, and change no figure and no hash.
    #[test]
    fn checking_changes_nothing_but_payloads(
        design in common::design(),
        scenario in common::scenario(100),
    ) {
        let (plain, hash) = played(design, &scenario, Options { check: false });
        let (checked, checked_hash) = played(design, &scenario, Options { check: true });
        prop_assert_eq!(hash, checked_hash);
        for (plain, checked) in plain.iter().zip(&checked) {
            prop_assert_eq!(plain.outcome, checked.outcome);
            prop_assert_eq!(plain.figures, checked.figures);
        }
    }
}

/// Keyframes must not outgrow their memory, and thinning them out must leave every step in reach.
#[test]
fn keyframes_are_thinned_out() {
    let scenario = Scenario::from_script("repeat 400 as i\n  a[i] = malloc 100\nend\nfree all a")
        .expect("a good script");
    let bounds = KeyframeBounds {
        interval_work: 50,
        bytes_max: 300_000,
    };
    let options = Options::default();
    let mut replay = Replay::classic(Design::CLASSIC.into(), scenario, options, bounds)
        .expect("a good scenario");
    replay.finish().expect("no violation");
    let (frames, bytes) = replay.keyframes.size();
    assert!(frames > 2, "{frames} keyframes are left");
    assert!(bytes <= bounds.bytes_max, "{bytes} bytes are taken");
    assert_eq!(replay.seek(1).expect("a step").figures().live.blocks, 1);
    assert_eq!(replay.seek(400).expect("a step").figures().live.blocks, 400);
    assert_eq!(replay.seek(401).expect("a step").figures().live.blocks, 399);
}

/// A scenario is data from outside: what it refers to is looked up before anything is indexed by it.
#[test]
fn scenarios_that_refer_to_nothing_are_refused() {
    let replay = |action| {
        let scenario = Scenario {
            operations: [Operation { task: 0, action }].into(),
            pointers: 1,
            ..Scenario::default()
        };
        Replay::new(Design::CLASSIC, scenario, Options::default()).err()
    };
    let pointer = atlas_scenario::Pointer;
    let refused = |reason| Some(ReplayError::Scenario { step: 1, reason });
    assert_eq!(
        replay(Action::Malloc {
            pointer: pointer(1),
            bytes: 1
        }),
        refused("names a pointer that the scenario does not have")
    );
    assert_eq!(
        replay(Action::Mark { label: 0 }),
        refused("passes a label that the scenario does not have")
    );
    assert_eq!(
        replay(Action::AlignedMalloc {
            pointer: pointer(0),
            bytes: 1,
            alignment: 24
        }),
        refused("asks for an alignment that is no power of two")
    );
    assert_eq!(
        replay(Action::Malloc {
            pointer: pointer(0),
            bytes: 1
        }),
        None
    );
}

/// A scenario without operations has one step, and figures that divide by nothing.
#[test]
fn nothing_can_be_replayed() {
    let mut replay = Replay::new(Design::CLASSIC, Scenario::default(), Options::default())
        .expect("an empty scenario is one");
    assert!(replay.progress().is_done());
    assert!(replay.timeline().hash().is_some());
    let state = replay.seek(0).expect("step 0 is always there");
    assert_eq!(state.sentence(), None);
    for metric in crate::METRICS {
        assert_eq!(metric.value(state.figures()), 0.0, "{}", metric.id);
    }
    assert!(replay.seek(1).is_err());
}
