//! Protects the promise that a state depends on its step alone: however one gets there, in whatever slices
//! the replay runs, with however few keyframes.

#[path = "../../tests/all/common/mod.rs"]
mod common;

use proptest::prelude::*;

use classic_heap::Design;

use super::*;
use crate::Classic;
use crate::design::WholeDesign;
use crate::metrics::Figures;
use crate::outcome::Outcome;

/// Everything there is to see at a step.
#[derive(Debug, PartialEq)]
struct Seen {
    step: u32,
    outcome: Option<Outcome>,
    sentence: Option<String>,
    events: Vec<classic_heap::Event>,
    page_events: Vec<crate::PageEvent>,
    candidates: Vec<crate::Candidate>,
    figures: Figures,
    spaces: Vec<crate::SpaceState>,
    pool: crate::PoolState,
    insides: Vec<Inside>,
}

/// Everything there is to see of one address space.
#[derive(Debug, PartialEq)]
struct Inside {
    figures: Figures,
    parts: Vec<u32>,
    untouched_parts: Vec<u32>,
    page_spans: Vec<crate::PageSpan>,
    region: Vec<u8>,
    roots: classic_heap::Roots,
    live: Vec<crate::Live>,
}

fn seen(state: &State<'_>) -> Seen {
    Seen {
        step: state.step(),
        outcome: state.outcome(),
        sentence: state.sentence(),
        events: state.events().events.clone(),
        page_events: state.page_events().to_vec(),
        candidates: state.candidates(),
        figures: *state.figures(),
        spaces: state.spaces().collect(),
        pool: state.pool(),
        insides: state
            .spaces()
            .map(|space| inside(&state.in_space(space.task).expect("the space of a task")))
            .collect(),
    }
}

fn inside(state: &State<'_>) -> Inside {
    Inside {
        figures: *state.figures(),
        parts: state.parts().to_vec(),
        untouched_parts: state.untouched_parts().to_vec(),
        page_spans: state.page_spans().collect(),
        region: Classic::of(state.subject()).unwrap().region().to_vec(),
        roots: Classic::of(state.subject()).unwrap().heap().roots(),
        live: state.shadow().iter().copied().collect(),
    }
}

/// Every step, seen in order from the first to the last.
fn played(designs: Designs, scenario: &Scenario, options: Options) -> (Vec<Seen>, String) {
    let mut replay = Replay::new(designs, scenario.clone(), options).expect("a good scenario");
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

/// Designs on a machine that is sometimes short of frames, and sometimes has swap.
fn designs() -> impl Strategy<Value = Designs> {
    let pool = (
        prop_oneof![Just(64_u32), Just(256), Just(1024), Just(4096)],
        prop_oneof![3 => 1_u32..12, 2 => 12_u32..80, 1 => Just(1 << 16)],
        prop_oneof![Just(0_u32), 1_u32..20, Just(1 << 10)],
    );
    (
        common::design(),
        proptest::option::of(common::design()),
        pool,
    )
        .prop_map(|(kernel, task, (page_bytes, frames, swap_pages))| {
            let mut designs = Designs::from(kernel);
            designs.machine.memory = MemoryDesign {
                page_bytes,
                frames,
                swap_pages,
            };
            if let Some(task) = task {
                designs.put(2, task);
            }
            designs
        })
}

/// A scenario of which every operation is one of three tasks'.
fn shared_scenario(operations: usize) -> impl Strategy<Value = Scenario> {
    let tasks = proptest::collection::vec(0_u8..3, operations);
    (common::scenario(operations), tasks).prop_map(|(scenario, tasks)| {
        let operations = scenario.operations.iter().zip(tasks);
        let operations = operations.map(|(&operation, task)| Operation { task, ..operation });
        Scenario {
            operations: operations.collect(),
            ..scenario
        }
    })
}

/// What must hold of the pages of every state, whatever led there.
fn pages_add_up(seen: &Seen) {
    let pool = seen.pool;
    let held = |count: fn(&crate::SpaceState) -> u32| seen.spaces.iter().map(count).sum::<u32>();
    let frames = held(|space| space.pages.counts.resident);
    let swapped = held(|space| space.pages.counts.swapped);
    assert_eq!(frames + pool.frames_free, pool.design.frames);
    assert_eq!(swapped, pool.swap_used);
    assert!(swapped <= pool.design.swap_pages);
    for (space, inside) in seen.spaces.iter().zip(&seen.insides) {
        let pages = |state| {
            let spans = inside.page_spans.iter();
            let bytes: u32 = spans
                .filter(|span| span.state == state)
                .map(|span| span.bytes)
                .sum();
            bytes.div_ceil(pool.design.page_bytes)
        };
        let counts = space.pages.counts;
        let untouched = pages(crate::PageState::Untouched);
        assert_eq!(untouched, counts.untouched);
        assert_eq!(
            pages(crate::PageState::Resident),
            counts.resident - untouched
        );
        assert_eq!(pages(crate::PageState::Swapped), counts.swapped);
        let covered: u32 = inside.page_spans.iter().map(|span| span.bytes).sum();
        assert_eq!(covered, space.region_bytes);
        for (part, untouched) in inside.parts.iter().zip(&inside.untouched_parts) {
            assert!(untouched <= part);
        }
        if matches!(space.life, crate::Life::Killed(_)) {
            assert_eq!(
                (counts.resident, counts.swapped, space.live.blocks),
                (0, 0, 0)
            );
        }
    }
}

/// Protects every link's hash from axes to come: what a design has as Classic has it does not enter, in the kernel's heap
/// and in a task's, which begins elsewhere by default.
#[test]
fn an_axis_at_classic_s_value_enters_no_hash() {
    let text = |designs: Designs, task| {
        design_text(&designs.of_heap(task), &Designs::default().of_heap(task))
    };
    for task in [0, 1, 2] {
        assert_eq!(text(Designs::default(), task), "");
    }
    let settings = [
        ("trim", "on"),
        ("region-base", "0x200000"),
        ("2:minimum", "32"),
    ];
    let (designs, problems) = Designs::read(settings);
    assert_eq!(problems, []);
    assert_eq!(text(designs, 0), "region-base=2097152\ntrim=on\n");
    assert_eq!(text(designs, 1), "trim=on\n");
    assert_eq!(text(designs, 2), "minimum=32\ntrim=on\n");
    // Its own axis set as the kernel has it is no difference either.
    let (same, _) = Designs::read([("trim", "on"), ("2:trim", "on")]);
    let scenario = Scenario::from_script("task 2: a = malloc 100\nfree a").expect("a script");
    let hash = |designs| played(designs, &scenario, Options::default()).1;
    assert_eq!(
        hash(same),
        hash(Designs {
            tasks: Default::default(),
            ..same
        })
    );
    assert_ne!(hash(same), hash(Designs::default()));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    /// A frame belongs to one page or to nobody, at every step; so does a place in swap; and what is killed
    /// holds nothing.
    #[test]
    fn frames_are_neither_lost_nor_shared(
        designs in designs(),
        scenario in shared_scenario(80),
    ) {
        let (seen, _) = played(designs, &scenario, Options { check: true });
        seen.iter().for_each(pages_add_up);
    }

    /// A state reached by a jump equals the one reached by playing, to the last byte of the region.
    #[test]
    fn jumping_equals_playing(
        designs in designs(),
        scenario in shared_scenario(100),
        jumps in proptest::collection::vec(any::<prop::sample::Index>(), 20),
        check: bool,
        narrow: bool,
    ) {
        let options = Options { check };
        let (expected, hash) = played(designs, &scenario, options);
        let bounds = if narrow { NARROW } else { KeyframeBounds { bytes_max: usize::MAX, ..NARROW } };
        let mut replay = Replay::of_designs(designs, scenario, options, bounds).expect("a good scenario");
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
        designs in designs(),
        scenario in shared_scenario(100),
    ) {
        let (plain, hash) = played(designs, &scenario, Options { check: false });
        let (checked, checked_hash) = played(designs, &scenario, Options { check: true });
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
    let mut replay =
        Replay::of_designs(Designs::default(), scenario, options, bounds).expect("a good scenario");
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

/// The steps of two replays whose answers differ.
fn apart(one: &Replay, other: &Replay) -> Vec<u32> {
    let [one, other] = [one, other].map(|replay| replay.timeline().fingerprints(1, u32::MAX));
    assert_eq!(one.len(), other.len());
    (1..)
        .zip(one.iter().zip(other))
        .filter_map(|(step, (one, other))| (one != other).then_some(step))
        .collect()
}

/// Two designs part at the first step that the program can tell, and not where only their cost differs.
#[test]
fn designs_part_where_answers_differ() {
    let script = "a = malloc 256\nwall = malloc 64\nb = malloc 64\nwall2 = malloc 64\nfree a\nfree b\nc = malloc 64\nfree c";
    let under = |settings: &[(&str, &str)]| {
        let mut design = WholeDesign::default();
        for (axis, value) in settings {
            crate::design::set(&mut design, axis, value).expect("an axis and a value of it");
        }
        let scenario = Scenario::from_script(script).expect("a script");
        let mut replay = Replay::new(design, scenario, Options::default()).expect("a replay");
        replay.finish().expect("no violation");
        replay
    };
    let classic = under(&[]);
    // First fit takes the first of the two holes, best fit the smaller one: at steps 7 and, freed again, 8.
    assert_eq!(
        apart(&classic, &under(&[("placement", "best-fit")])),
        [7, 8]
    );
    assert!(apart(&classic, &under(&[("lookup", "index")])).is_empty());
    assert!(apart(&classic, &under(&[("region-base", "0x40000000")])).is_empty());
    assert_eq!(apart(&classic, &under(&[("minimum", "128")]))[..2], [2, 3]);
}

/// Another outcome is told from another place by a digest's upper bits alone.
#[test]
fn fingerprints_tell_outcomes_apart() {
    let scenario =
        || Scenario::from_script("a = malloc 200\nb = malloc 200\nfree b").expect("a script");
    let under = |size: &str| {
        let mut design = WholeDesign::default();
        crate::design::set(&mut design, "region-size", size).expect("a size");
        let mut replay = Replay::new(design, scenario(), Options::default()).expect("a replay");
        replay.finish().expect("no violation");
        replay
    };
    let (roomy, short) = (under("4096"), under("256"));
    let kinds = |replay: &Replay| -> Vec<u32> {
        let all = replay.timeline().fingerprints(1, u32::MAX);
        all.iter().map(|each| each >> 26).collect()
    };
    let outcomes = |replay: &Replay| -> Vec<u32> {
        (1..=3)
            .map(|step| replay.timeline().outcome(step) as u32)
            .collect()
    };
    assert_eq!(kinds(&roomy), outcomes(&roomy));
    assert_eq!(kinds(&short), outcomes(&short));
    assert_eq!(apart(&roomy, &short), [2, 3]);
}

/// Digests are given as far as there are any, whatever is asked for.
#[test]
fn fingerprints_end_where_the_replay_does() {
    let scenario = Scenario::from_script("a = malloc 8\nb = malloc 8\nfree a").expect("a script");
    let mut replay = Replay::new(Design::CLASSIC, scenario, Options::default()).expect("a replay");
    replay.finish().expect("no violation");
    let all = replay.timeline().fingerprints(1, 3).to_vec();
    assert_eq!(replay.timeline().fingerprints(2, 1), &all[1..2]);
    assert_eq!(replay.timeline().fingerprints(0, u32::MAX), all);
    assert!(replay.timeline().fingerprints(u32::MAX, 1).is_empty());
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

/// Holes in a row, and a request that only a merge of all could serve.
const MERGING: &str =
    "repeat 100 as i\n  x[i] = malloc 16\nend\nfree all x\nbig = malloc 200MiB\nlast = malloc 8";

/// Merging takes a walk for every hole here.
fn replay_within(script: &str, work_bounds: WorkBounds) -> Replay {
    let settings = [
        ("structure", "free-list"),
        ("coalescing", "on-failure"),
        ("lookup", "index"),
        ("minimum", "16"),
        ("region-size", "16MiB"),
    ];
    let mut design = WholeDesign::default();
    for (axis, value) in settings {
        crate::design::set(&mut design, axis, value).expect("an axis and its value");
    }
    let scenario = Scenario::from_script(script).expect("a good script");
    let mut replay = Replay::new(design, scenario, Options::default()).expect("a replay");
    replay.work_bounds = work_bounds;
    replay
}

/// A replay ends before the operation that takes too much work, with everything before it there to be looked at; and
/// where that is depends on no slice.
#[test]
fn too_much_work_ends_a_replay() {
    let mut whole = replay_within(MERGING, WorkBounds::DEFAULT);
    whole.finish().expect("little work");
    let costs = |step| whole.timeline().cost(step).work();
    let (merge, before) = (201, costs(200));
    assert!(
        costs(merge) > 10 * before,
        "the merge of all is the costliest"
    );
    let operation_max = costs(merge) / 2;
    let of_operation = WorkBounds {
        operation_max,
        ..WorkBounds::DEFAULT
    };
    let replay_max = whole.work - 100;
    let of_replay = WorkBounds {
        replay_max,
        ..WorkBounds::DEFAULT
    };
    for (bounds, step, bound) in [
        (of_operation, merge, WorkBound::Operation(operation_max)),
        (of_replay, merge, WorkBound::Replay(replay_max)),
    ] {
        for slice in [1, 100, u64::MAX] {
            let mut replay = replay_within(MERGING, bounds);
            let error = loop {
                match replay.advance(slice) {
                    Ok(progress) => assert!(!progress.is_done(), "it takes too much work"),
                    Err(error) => break error,
                }
            };
            assert_eq!(error, ReplayError::TooMuchWork { step, bound });
            assert_eq!(replay.advance(slice), Err(error));
            assert_eq!(replay.timeline().replayed(), step - 1);
            assert_eq!(replay.timeline().hash(), None);
            let here = seen(&replay.seek(step - 1).expect("a step"));
            assert_eq!(here, seen(&whole.seek(step - 1).expect("a step")));
            assert!(replay.seek(step).is_err());
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    /// An operation that is given up in the middle ends the replay as such, whatever the design does: it is no
    /// violation, and no panic.
    #[test]
    fn any_operation_can_be_given_up(
        designs in designs(),
        scenario in shared_scenario(100),
        operation_max in 33_u64..300,
    ) {
        let mut replay = Replay::new(designs, scenario, Options { check: true }).expect("a replay");
        replay.work_bounds.operation_max = operation_max;
        match replay.finish() {
            Ok(()) => prop_assert!(replay.timeline().hash().is_some()),
            Err(ReplayError::TooMuchWork { step, .. }) => {
                prop_assert_eq!(replay.timeline().replayed(), step - 1);
                prop_assert!(replay.seek(step - 1).is_ok());
            }
            Err(error) => prop_assert!(false, "{}", error),
        }
    }
}

/// Protects every visitor from a merge of all holes, each of which takes a walk: it is given up in its middle, at most
/// a few walks after the bound, and not once it is over.
#[test]
fn an_operation_is_given_up_in_its_middle() {
    let script = "repeat 2000 as i\n  x[i] = malloc 16\nend\nfree all x\nbig = malloc 200MiB";
    let bounds = WorkBounds {
        operation_max: 1 << 16,
        ..WorkBounds::DEFAULT
    };
    let mut whole = replay_within(script, WorkBounds::DEFAULT);
    whole.finish().expect("a merge that may take its time");
    assert!(whole.timeline().cost(4001).work() > 1 << 20);
    let mut replay = replay_within(script, bounds);
    replay.finish().expect_err("the merge takes more");
    let front = replay.front.as_ref().expect("the replay is not done");
    assert_eq!(front.step, 4001);
    assert!(front.space().subject.cost().work() < (1 << 16) + 10_000);
}
