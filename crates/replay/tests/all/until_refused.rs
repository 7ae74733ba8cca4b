//! Repeats that go until a request is refused: which operations are performed, what the sentences say, and that the
//! operations which a design does not come to leave no trace.

use atlas_replay::{Options, OutcomeKind, Replay, WholeDesign};
use atlas_scenario::{Conditions, RepeatNumber, Scenario};
use expect_test::{Expect, expect};
use proptest::prelude::*;

fn design(settings: &str) -> WholeDesign {
    let mut design = WholeDesign::default();
    for setting in settings.split_whitespace() {
        let (axis, value) = setting.split_once('=').expect("axis=value");
        atlas_replay::design::set(&mut design, axis, value).expect("a setting");
    }
    design
}

fn replayed(design: WholeDesign, scenario: Scenario) -> Replay {
    let mut replay = Replay::new(design, scenario, Options { check: true }).expect("a replay");
    replay.finish().expect("no violation");
    replay
}

fn of_script(settings: &str, script: &str) -> Replay {
    let scenario = Scenario::from_script(&script.replace("; ", "\n")).expect("a script");
    replayed(design(settings), scenario)
}

/// How often each repeat went.
fn turns(replay: &mut Replay) -> Vec<u32> {
    let repeats = replay.scenario().conditions.repeats().len() as u32;
    let total = replay.progress().total;
    let state = replay.seek(total).expect("the last step");
    (0..repeats)
        .map(|repeat| state.turns_of(RepeatNumber(repeat)).went)
        .collect()
}

fn check(settings: &str, script: &str, expected: Expect) {
    let mut replay = of_script(settings, script);
    let mut told = String::new();
    for step in 1..=replay.progress().total {
        let state = replay.seek(step).expect("a step");
        told.push_str(&format!("{}\n", state.sentence().expect("a sentence")));
    }
    told.push_str(&format!("turns {:?}\n", turns(&mut replay)));
    expected.assert_eq(&told);
}

/// Protects: a refusal ends the repeat in the middle of its turn; what it granted can be freed, by number or all at once.
#[test]
fn the_first_refusal_ends_the_repeat() {
    check(
        "region-size=256",
        "repeat 4 until refused as n; a[n] = malloc 64; b[n] = malloc 16; end; \
         repeat n as i; free b[i]; end; free all a; c = malloc 64",
        expect![[r#"
            malloc 64: the list was empty, grew the heap by 80 bytes at 0x00100010
            malloc 16: examined 1 block, grew the heap by 80 bytes at 0x00100060
            malloc 64: examined 2 blocks, grew the heap by 80 bytes at 0x001000b0
            malloc 16: examined 3 blocks, there is no hole, the heap cannot grow far enough, the pointer is null, the repeat ends after 1 turn
            malloc 64: not performed, the repeat ended after 1 turn
            malloc 16: not performed, the repeat ended after 1 turn
            malloc 64: not performed, the repeat ended after 1 turn
            malloc 16: not performed, the repeat ended after 1 turn
            free b[0]: searched for it in 2 probes, freed 64 bytes at 0x00100060
            free b[1]: not performed, n is 1
            free b[2]: not performed, n is 1
            free b[3]: not performed, n is 1
            free a[0]: searched for it in 1 probe, freed 64 bytes at 0x00100010
            free a[1]: searched for it in 3 probes, freed 64 bytes at 0x001000b0
            free a[2]: not performed, a[2] holds no block
            free a[3]: not performed, a[3] holds no block
            malloc 64: examined 1 block, took the hole at 0x00100010
            turns [1]
        "#]],
    );
}

/// Protects: a repeat with nothing refused says so, and so does a counter that is computed with.
#[test]
fn a_bound_ends_the_repeat_too() {
    check(
        "region-size=1024",
        "repeat 3 until refused as n; x[n] = malloc 16; end; repeat n / 2 as i; free x[i * 2]; end; touch all x",
        expect![[r#"
            malloc 16: the list was empty, grew the heap by 80 bytes at 0x00100010
            malloc 16: examined 1 block, grew the heap by 80 bytes at 0x00100060
            malloc 16: examined 2 blocks, grew the heap by 80 bytes at 0x001000b0, the repeat ends after 3 turns, the most it takes, with nothing refused
            free x[0]: searched for it in 1 probe, freed 64 bytes at 0x00100010
            touch x[0]: not performed, x[0] holds no block
            touch x[1]: wrote 16 bytes at 0x00100060
            touch x[2]: wrote 16 bytes at 0x001000b0
            turns [3]
        "#]],
    );
}

/// Protects nested repeats: a refusal ends the innermost alone, and one that is not come to has no turns.
#[test]
fn the_innermost_repeat_ends() {
    check(
        "region-size=256",
        "repeat 2 until refused as n; repeat 3 until refused as m; x[n * 3 + m] = malloc 100; end; y = malloc 100; end",
        expect![[r#"
            malloc 100: the list was empty, grew the heap by 128 bytes at 0x00100010
            malloc 100: examined 1 block, grew the heap by 128 bytes at 0x00100090
            malloc 100: examined 2 blocks, there is no hole, the heap cannot grow far enough, the pointer is null, the repeat ends after 2 turns
            malloc 100: examined 2 blocks, there is no hole, the heap cannot grow far enough, the pointer is null, the repeat ends after 0 turns
            malloc 100: not performed, the repeat ended after 0 turns
            malloc 100: not performed, the repeat ended after 0 turns
            malloc 100: not performed, the repeat ended after 0 turns
            malloc 100: not performed, the repeat ended after 0 turns
            turns [0, 2, 0]
        "#]],
    );
}

/// Protects: a task that is dead is granted nothing more, so its repeats end.
#[test]
fn a_dead_task_ends_its_repeat() {
    check(
        "region-size=2048 page-size=256 commit=lazy frames=2",
        "task 1; repeat 4 until refused as n; x[n] = malloc 200; touch x[n]; end; end",
        expect![[r#"
            malloc 200: the list was empty, grew the heap by 224 bytes at 0x00410010, took 1 frame by page fault
            task 1: touch x[0]: wrote 200 bytes at 0x00410010
            malloc 200: examined 1 block, grew the heap by 224 bytes at 0x004100f0
            task 1: touch x[1]: wrote 200 bytes at 0x004100f0, took 1 frame by page fault
            malloc 200: examined 2 blocks, grew the heap by 224 bytes at 0x004101d0
            task 1: touch x[2]: the page at 0x00410200 needs a frame and none is left, task 1 is killed, loses 3 blocks of 600 bytes and gives 2 frames back, the repeat ends after 2 turns
            malloc 200: not performed, the repeat ended after 2 turns
            task 1: touch x[3]: not performed, the repeat ended after 2 turns
            turns [2]
        "#]],
    );
}

/// The question of a pool that merges while it searches: how many blocks fit, and how many holes are there after all are
/// freed.
#[test]
fn filling_a_pool_until_it_fails() {
    let mut replay = of_script(
        "alignment=8 minimum=8 region-size=102400",
        "seed 7; repeat until refused as n; q[n] = malloc random(1 to 1024); end; free all q; big = malloc 100000",
    );
    assert_eq!(turns(&mut replay), [185]);
    let performed = replay.timeline().outcome_counts();
    let counted = |kind: OutcomeKind| performed[kind as usize];
    assert_eq!(counted(OutcomeKind::Granted), 186);
    assert_eq!(counted(OutcomeKind::RefusedNoBlock), 1);
    assert_eq!(counted(OutcomeKind::Freed), 185);
    assert_eq!(counted(OutcomeKind::FreedNull), 0);
}

/// Statements for the body of a repeat; `q` is an array by turns.
fn body() -> impl Strategy<Value = String> {
    let line = prop_oneof![
        4 => (1_u32..400).prop_map(|bytes| format!("q[n] = malloc {bytes}")),
        2 => (1_u32..400).prop_map(|bytes| format!("p = realloc p {bytes}")),
        1 => Just("free q[n / 2]".to_owned()),
        1 => Just("free any q".to_owned()),
        1 => Just("touch all q".to_owned()),
        1 => Just("repeat 2 until refused; r = malloc 300; end".replace("; ", "\n")),
    ];
    proptest::collection::vec(line, 1..6).prop_map(|lines| lines.join("\n"))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Protects what is skipped from leaving a trace: the operations that were performed, as a scenario without a
    /// condition, have the same outcomes, costs and figures.
    #[test]
    fn what_is_skipped_leaves_no_trace(body in body(), region in 256_u32..2048, placement in 0..3) {
        let placement = ["first-fit", "best-fit", "next-fit"][placement as usize];
        let design = design(&format!("region-size={region} coalescing=on-free placement={placement}"));
        let script = format!(
            "pointer p\nrepeat 20 until refused as n\nq[n] = malloc 16\n{body}\nend\n\
             repeat n as i\nfree q[i]\nend\nfree all q\nlast = malloc 200"
        );
        // Some bodies free what an earlier turn of theirs freed.
        let scenario = Scenario::from_script(&script);
        prop_assume!(scenario.is_ok());
        let scenario = scenario.expect("a script");
        let mut replay = replayed(design, scenario.clone());
        let is_performed = |&step: &u32| replay.timeline().outcome(step) != OutcomeKind::Skipped;
        let performed: Vec<u32> = (1..=scenario.operation_count()).filter(is_performed).collect();
        let plain = Scenario {
            operations: performed.iter().map(|&step| scenario.operations[step as usize - 1]).collect(),
            conditions: Conditions::default(),
            ..scenario
        };
        let mut alone = replayed(design, plain);
        for (step, &of_all) in (1..).zip(&performed) {
            let (one, other) = (replay.timeline(), alone.timeline());
            prop_assert_eq!(one.outcome(of_all), other.outcome(step));
            prop_assert_eq!(one.address(of_all), other.address(step));
            prop_assert_eq!(one.cost(of_all), other.cost(step));
        }
        let (last, of_all) = (alone.progress().total, replay.progress().total);
        let figures = |replay: &mut Replay, step| {
            let figures = *replay.seek(step).expect("a step").figures();
            (figures.live, figures.space)
        };
        prop_assert_eq!(figures(&mut replay, of_all), figures(&mut alone, last));
        // Any state is the same whichever way it is reached.
        let back = figures(&mut replay, of_all / 2);
        replay.seek(0).expect("the first step");
        prop_assert_eq!(figures(&mut replay, of_all / 2), back);
    }
}
