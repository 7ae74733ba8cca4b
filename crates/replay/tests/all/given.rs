//! Heaps that begin with blocks and holes: the numbers of textbooks, and that a heap which was given is one like any other.

use atlas_replay::presets::PRESETS;
use atlas_replay::{NotBegun, Options, OutcomeKind, Replay, ReplayError, WholeDesign};
use atlas_scenario::Scenario;
use proptest::prelude::*;

fn design(settings: &str) -> WholeDesign {
    let mut design = WholeDesign::default();
    for setting in settings.split_whitespace() {
        let (axis, value) = setting.split_once('=').expect("axis=value");
        atlas_replay::design::set(&mut design, axis, value)
            .unwrap_or_else(|error| panic!("{setting}: {error}"));
    }
    design
}

fn opened(design: WholeDesign, script: &str) -> Result<Replay, ReplayError> {
    let scenario = Scenario::from_script(script)
        .unwrap_or_else(|problems| panic!("{script}\n{}", problems[0].render(script)));
    let mut replay = Replay::new(design, scenario, Options { check: true })?;
    replay.finish().expect("no violation");
    Ok(replay)
}

/// The holes at a step, in order of address: what a request can have of each.
fn holes(replay: &mut Replay, step: u32) -> Vec<u32> {
    let state = replay.seek(step).expect("a step");
    let blocks = state.subject().blocks();
    let holes = blocks.filter(|block| block.free);
    holes.map(|hole| hole.payload.bytes).collect()
}

/// No headers: the blocks of textbooks.
const BOOK: &str =
    "family=tags header=0 footers=none bin-order=address coalescing=on-free alignment=1";

/// An exercise on holes: what each request gets, as the size of the hole that it is cut from, and the holes in the end.
fn exercise(
    holes_kib: &[u32],
    requests_kib: &[u32],
    placement: &str,
) -> (Vec<Option<u32>>, Vec<u32>) {
    const KIB: u32 = 1024;
    let given: Vec<_> = holes_kib
        .iter()
        .map(|kib| format!("{kib} KiB free"))
        .collect();
    let mut script = format!("given {}\n", given.join(", "));
    for (n, kib) in requests_kib.iter().enumerate() {
        script.push_str(&format!("p[{n}] = malloc {kib} KiB\n"));
    }
    let mut replay =
        opened(design(&format!("{BOOK} placement={placement}")), &script).expect("a heap");
    let in_kib = |bytes: Vec<u32>| {
        bytes
            .into_iter()
            .map(|bytes| bytes / KIB)
            .collect::<Vec<_>>()
    };
    assert_eq!(in_kib(holes(&mut replay, 0)), holes_kib);
    let mut from = Vec::new();
    for step in 1..=requests_kib.len() as u32 {
        let before = holes(&mut replay, step - 1);
        let state = replay.seek(step).expect("a step");
        let outcome = state.outcome().expect("an outcome");
        from.push((outcome.kind == OutcomeKind::Granted).then(|| {
            let cut = |hole: &&u32| !holes_now(&state).contains(hole);
            before.iter().find(cut).expect("a hole that is another now") / KIB
        }));
    }
    let rests = in_kib(holes(&mut replay, requests_kib.len() as u32));
    (from, rests)
}

fn holes_now(state: &atlas_replay::State<'_>) -> Vec<u32> {
    let blocks = state.subject().blocks();
    blocks
        .filter(|block| block.free)
        .map(|hole| hole.payload.bytes)
        .collect()
}

/// The exercises on fixed holes of the textbooks: Silberschatz, Tanenbaum, and two that lecturers wrote after them.
#[test]
fn the_answers_of_textbooks() {
    let silberschatz =
        |placement| exercise(&[100, 500, 200, 300, 600], &[212, 417, 112, 426], placement);
    let from = |kib: [u32; 4]| kib.map(|kib| (kib > 0).then_some(kib)).to_vec();
    assert_eq!(
        silberschatz("first-fit"),
        (from([500, 600, 288, 0]), vec![100, 176, 200, 300, 183])
    );
    assert_eq!(
        silberschatz("best-fit"),
        (from([300, 500, 200, 600]), vec![100, 83, 88, 88, 174])
    );
    assert_eq!(
        silberschatz("worst-fit"),
        (from([600, 500, 388, 0]), vec![100, 83, 200, 300, 276])
    );
    let tanenbaum = |placement| exercise(&[10, 4, 20, 18, 7, 9, 12, 15], &[12, 10, 9], placement).0;
    let from = |kib: [u32; 3]| kib.map(Some).to_vec();
    assert_eq!(tanenbaum("first-fit"), from([20, 10, 18]));
    assert_eq!(tanenbaum("best-fit"), from([12, 10, 9]));
    assert_eq!(tanenbaum("worst-fit"), from([20, 18, 15]));
    assert_eq!(tanenbaum("next-fit"), from([20, 18, 9]));
}

/// Protects who reads a refusal: each says what is in the way.
#[test]
fn what_a_design_cannot_begin_with_is_said() {
    let refusal = |settings: &str, script: &str| match opened(design(settings), script) {
        Err(ReplayError::Given { task: 0, why }) => why,
        Err(error) => panic!("another error: {error}"),
        Ok(_) => panic!("the heap begins so"),
    };
    let other_size = |given, payload_bytes| NotBegun::OtherSize {
        given,
        payload_bytes,
    };
    assert_eq!(refusal("", "given 10 free"), other_size(10, 64));
    assert_eq!(refusal("minimum=8", "given 100 free"), other_size(100, 112));
    let small = NotBegun::TooLong { region_bytes: 1024 };
    assert_eq!(
        refusal("region-size=1024", "given 500 used, 500 used as a"),
        small
    );
    assert_eq!(
        refusal("trim=on", "given 64 used, 64 free"),
        NotBegun::TrimmedEnd
    );
    assert_eq!(
        refusal("family=tags reuse=off", "given 64 used, 64 free"),
        NotBegun::NoHoles
    );
    assert_eq!(
        refusal("lookup=index", "given 64 used, 64 free"),
        NotBegun::NoRoomForIndex
    );
    assert_eq!(
        refusal("page-size=256 frames=2", "given 4KiB used"),
        NotBegun::NoFrame
    );
}

/// Protects the views of a heap that was given: step 0 has its blocks and its length, the program frees and moves what it
/// was given, and the end of its task leaves nothing.
#[test]
fn the_program_holds_what_it_was_given() {
    let script = "given 64 used as a\ngiven 256 free, 32 used as x[1], rest free\nfree a\nfree a\n\
                  x[1] = realloc x[1] 200\ntouch x[1]\nfree all x";
    let mut replay = opened(design("coalescing=on-free"), script).expect("a heap");
    let state = replay.seek(0).expect("the start");
    assert_eq!(state.figures().live.blocks, 2);
    assert_eq!(state.figures().live.requested_bytes, 96);
    let heap_bytes = state.subject().heap_bytes();
    assert_eq!(state.subject().end(), heap_bytes);
    assert_eq!(state.figures().peaks.heap_bytes, heap_bytes);
    let kinds: Vec<_> = (1..=5)
        .map(|step| replay.timeline().outcome(step))
        .collect();
    use OutcomeKind::{DoubleFree, Freed, Moved, Touched};
    assert_eq!(kinds, [Freed, DoubleFree, Moved, Touched, Freed]);
    let sentence = replay
        .seek(1)
        .expect("a step")
        .sentence()
        .expect("a sentence");
    assert!(sentence.starts_with("free a"), "{sentence}");
    let over_time = replay.timeline().memory_over_time(0).expect("a space");
    let spans: Vec<_> = over_time
        .lifetimes()
        .iter()
        .map(|life| (life.from, life.until))
        .collect();
    assert_eq!(spans, [(0, 1), (0, 3), (3, 5)]);

    let script = "task 1: given 1000 used as a, 1000 free\ntask 1: touch a\ntask 1: b = malloc 1000\ntask 1: touch b\nk = malloc 8";
    let settings = "region-size=4096 page-size=256 frames=6 commit=lazy alignment=8 minimum=8";
    let mut replay = opened(design(settings), script).expect("a heap");
    assert_eq!(replay.timeline().outcome(3), OutcomeKind::TaskKilled);
    let state = replay.seek(4).expect("a step");
    assert_eq!(
        state
            .in_space(1)
            .expect("task 1")
            .subject()
            .blocks()
            .count(),
        0
    );
}

/// Protects every option of every axis: a heap that begins with holes and blocks keeps its invariants from there on, and
/// nothing but trimming, an index and a first request that needs frames is in its way.
#[test]
fn every_option_begins_with_holes() {
    let script = "given 512 used as a, 256 free, 512 free, 512 used as b, 768 free, 256 used as c\n\
                  d = malloc 256\ne = malloc 600\nfree a\nf = malloc 100\nb = realloc b 700\nidle 3\nfree c\ng = malloc 900\nfree b";
    let mut begun = 0;
    for preset in PRESETS {
        for axis in atlas_replay::design::axes() {
            for option in axis.kind().choices() {
                let mut design = WholeDesign::default();
                let mut set = |axis: &str, value: &str| {
                    atlas_replay::design::set(&mut design, axis, value).is_ok()
                };
                for (axis, value) in preset.settings {
                    set(axis, value);
                }
                set("region-size", "65536");
                if !set(axis.id(), option.id) {
                    continue;
                }
                match opened(design, script) {
                    Ok(_) => begun += 1,
                    Err(ReplayError::Design(_)) => {}
                    // Buddies lie where their sizes say, an index lies where no memory is left, and not every free leaves a hole.
                    Err(ReplayError::Given {
                        why: NotBegun::Unable | NotBegun::NoRoomForIndex | NotBegun::NoHoles,
                        ..
                    }) => {}
                    Err(error) => panic!("{} with {}={}: {error}", preset.id, axis.id(), option.id),
                }
            }
        }
    }
    assert!(begun > 300, "{begun} designs");
}

/// Lines after the heap has begun.
fn program() -> impl Strategy<Value = String> {
    let line = prop_oneof![
        3 => (0_u32..900).prop_map(|bytes| format!("x[{}] = malloc {bytes}", bytes % 8)),
        1 => (0_u32..900).prop_map(|bytes| format!("y = realloc y {bytes}")),
        1 => (0_u32..8).prop_map(|n| format!("free u[{n}]")),
        1 => Just("free any x".to_owned()),
    ];
    proptest::collection::vec(line, 0..40).prop_map(|lines| lines.join("\n"))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    /// Protects every preset: a heap that is given is one that the same design can come to itself, by requests and frees,
    /// and goes on as that does.
    #[test]
    fn a_given_heap_goes_on_like_any_other(
        sizes in proptest::collection::vec((1_u32..40, any::<bool>()), 1..12),
        program in program(),
        ends_at_once in any::<bool>(),
    ) {
        let mut given = Vec::new();
        let mut built = String::new();
        let mut freed = Vec::new();
        let mut after_hole = false;
        // The first eight elements are there, so that the program can free them.
        for n in 0..8 {
            given.push(format!("40 used as u[{n}]"));
            built.push_str(&format!("u[{n}] = malloc 40\n"));
        }
        for (n, &(units, is_free)) in sizes.iter().enumerate() {
            let bytes = units * 64;
            if is_free {
                if after_hole {
                    built.push_str(&format!("w[{n}] = malloc 1\n"));
                }
                given.push(format!("{bytes} free"));
                built.push_str(&format!("h[{n}] = malloc {bytes}\n"));
                freed.push(format!("free h[{n}]\n"));
            } else {
                given.push(format!("{bytes} used"));
                built.push_str(&format!("v[{n}] = malloc {bytes}\n"));
            }
            after_hole = is_free;
        }
        given.push("48 used".to_owned());
        built.push_str("last = malloc 48\n");
        for preset in PRESETS {
            let mut design = WholeDesign::default();
            for (axis, value) in preset.settings {
                atlas_replay::design::set(&mut design, axis, value).expect("a preset's setting");
            }
            atlas_replay::design::set(&mut design, "region-size", "65536").expect("a setting");
            let rest = if ends_at_once { "" } else { ", rest free" };
            let script = format!("given {}{rest}\npointer y\n{program}", given.join(", "));
            if Scenario::from_script(&script).is_err() {
                // It frees what it does not have.
                continue;
            }
            let replay = match opened(design, &script) {
                Ok(replay) => replay,
                Err(ReplayError::Given { .. }) => continue,
                Err(error) => return Err(TestCaseError::fail(format!("{}: {error}", preset.id))),
            };
            // What a design remembers of the requests and frees that built the heap is no part of one that is given.
            let remembers = ["placement=next-fit", "quick=", "free-queue=", "growth="].iter().any(|told| {
                preset.settings.iter().any(|(axis, value)| format!("{axis}={value}").starts_with(told))
            });
            if ends_at_once || remembers {
                continue;
            }
            let order = preset.settings.iter().find(|(axis, _)| ["free-order", "bin-order"].contains(axis));
            let mut freed = freed.clone();
            let in_order = |order: &str| order == "fifo" || order.starts_with("size");
            if !order.is_some_and(|(_, order)| in_order(order)) {
                freed.reverse();
            }
            let script = format!("{built}{}pointer y\n{program}", freed.concat());
            let alone = opened(design, &script).expect("a heap");
            let after = alone.timeline().total() - replay.timeline().total();
            for step in 1..=replay.timeline().total() {
                let (one, other) = (replay.timeline(), alone.timeline());
                prop_assert_eq!(one.outcome(step), other.outcome(after + step), "{} step {}", preset.id, step);
                prop_assert_eq!(one.address(step), other.address(after + step), "{} step {}", preset.id, step);
                prop_assert_eq!(one.cost(step).probes, other.cost(after + step).probes, "{} step {}", preset.id, step);
            }
        }
    }
}

/// Protects whoever compares with the number of another tool: of holes of 300 and 400 bytes, √(300² + 400²) is 500, and 500 of
/// 700 bytes are 71.4 %.
#[test]
fn fragmentation_by_squares_is_that_of_umm_malloc() {
    let script = "given 300 bytes free, 8 bytes used, 400 bytes free\nmark \"now\"\n";
    let mut replay = opened(design(BOOK), script).expect("a heap");
    let value = |replay: &mut Replay| {
        let metric = atlas_replay::metric("square_fragmentation").expect("a metric");
        metric.value(replay.seek(1).expect("a step").figures())
    };
    assert!((value(&mut replay) - 2.0 / 7.0).abs() < 1e-12);
    let mut whole = opened(design(BOOK), "given 700 bytes free\nmark \"now\"\n").expect("a heap");
    assert_eq!(value(&mut whole), 0.0, "one hole is not fragmented");
}
