//! "Why here?": the blocks an operation examined, told as the page tells them. One line a candidate: its payload,
//! what became of it, its score and the terms of it, a star at the one that was looked for and a dash at the others.

use atlas_replay::{Options, Replay, WholeDesign};
use atlas_scenario::Scenario;
use expect_test::{Expect, expect};

/// Checks the candidates of the script's last operation.
fn check(settings: &[(&str, &str)], script: &str, expected: Expect) {
    let mut design = WholeDesign::default();
    for (axis, value) in settings {
        atlas_replay::design::set(&mut design, axis, value).expect("a setting");
    }
    let scenario = Scenario::from_script(&script.replace("; ", "\n")).expect("a script");
    let mut replay = Replay::new(design, scenario, Options::default()).expect("a replay");
    replay.finish().expect("no violation");
    let total = replay.progress().total;
    let state = replay.seek(total).expect("the last step");
    let mut told = String::new();
    for candidate in state.candidates() {
        let star = if candidate.won { '*' } else { '-' };
        told.push_str(&format!(
            "{star} {:#010x} {:>4} {:?} {:?}",
            candidate.address, candidate.payload_bytes, candidate.purpose, candidate.verdict
        ));
        if let Some(score) = candidate.score {
            let texts = state.score_terms();
            let terms = texts.iter().zip(&score.terms);
            let terms: Vec<_> = terms
                .map(|(text, value)| format!("{text} is {value}"))
                .collect();
            told.push_str(&format!(": {} = {}", terms.join(", "), score.total));
        }
        told.push('\n');
    }
    expected.assert_eq(&told);
}

/// Holes of 208, 304 and 112 bytes, each between live blocks.
const HOLES: &str = "a = malloc 200; b = malloc 64; c = malloc 300; d = malloc 64; e = malloc 100; f = malloc 64; \
                     free a; free c; free e; g = malloc 100";

#[test]
fn first_fit_takes_what_it_meets() {
    check(
        &[],
        HOLES,
        expect![[r#"
            * 0x00100010  208 Placement Taken
        "#]],
    );
}

#[test]
fn best_fit_looks_at_everything() {
    check(
        &[("placement", "best-fit")],
        HOLES,
        expect![[r#"
            - 0x00100010  208 Placement Held
            - 0x001000f0   64 Placement Allocated
            - 0x00100140  304 Placement Passed
            - 0x00100280   64 Placement Allocated
            * 0x001002d0  112 Placement Held
            - 0x00100350   64 Placement Allocated
        "#]],
    );
}

#[test]
fn scored_candidates_show_their_terms() {
    check(
        &[
            ("placement", "scored"),
            ("structure", "free-list"),
            ("free-order", "fifo"),
            ("score", "waste*4 + probes*16 - offset/64"),
        ],
        HOLES,
        expect![[r#"
            - 0x00100010  208 Placement Held: waste*4 is 384, probes*16 is 16, -offset/64 is 0 = 400
            - 0x00100140  304 Placement Passed: waste*4 is 768, probes*16 is 32, -offset/64 is -4 = 796
            * 0x001002d0  112 Placement Held: waste*4 is 0, probes*16 is 48, -offset/64 is -11 = 37
        "#]],
    );
}

/// Three small holes add up to one that serves: the blocks of the run are told before their first is judged.
#[test]
fn a_run_is_told_hole_by_hole() {
    check(
        &[],
        "a = malloc 64; b = malloc 64; c = malloc 64; d = malloc 64; free a; free b; free c; e = malloc 200",
        expect![[r#"
            * 0x00100010  224 Placement Taken
            - 0x00100060  144 Run Joins
            - 0x001000b0  224 Run Joins
        "#]],
    );
}

/// A request that only the heap's growth serves has candidates, and no winner among them.
#[test]
fn growth_has_no_winner() {
    check(
        &[],
        "a = malloc 64; b = malloc 64; free a; c = malloc 300",
        expect![[r#"
            - 0x00100010   64 Placement TooSmall
            - 0x00100060   64 Run Allocated
            - 0x00100060   64 Placement Allocated
        "#]],
    );
}

#[test]
fn a_free_walks_to_its_block() {
    check(
        &[],
        "a = malloc 64; b = malloc 64; c = malloc 64; free c",
        expect![[r#"
            - 0x00100010   64 Lookup Other
            - 0x00100060   64 Lookup Other
            * 0x001000b0   64 Lookup Found
        "#]],
    );
}
