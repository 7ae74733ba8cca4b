//! Every step as a row: what teachers hand out and engineers load into a spreadsheet.

use atlas_replay::design::set;
use atlas_replay::{Options, Replay, WholeDesign};
use atlas_scenario::Scenario;
use expect_test::expect;

const SCRIPT: &str = "given 40 bytes free, 1 KiB free
a = malloc 100
b = malloc 40
free a
c = malloc 2000
mark \"first, \\\"then\\\"\"
d = calloc 3 * 8
";

fn replay(script: &str, settings: &[(&str, &str)]) -> Replay {
    let scenario = Scenario::from_script(script).expect("a script");
    let mut design = WholeDesign::default();
    for (axis, value) in settings {
        set(&mut design, axis, value).expect("a setting");
    }
    let mut replay = Replay::new(design, scenario, Options { check: true }).expect("a replay");
    replay.finish().expect("a sound heap");
    replay
}

const EXERCISE: [(&str, &str); 7] = [
    ("family", "tags"),
    ("alignment", "8"),
    ("header", "0"),
    ("footers", "none"),
    ("bin-order", "address"),
    ("coalescing", "on-free"),
    ("region-base", "65536"),
];

/// Protects the columns that others read by their names, and the quotes around what holds a separator.
#[test]
fn every_step_is_a_row() {
    let csv = replay(SCRIPT, &EXERCISE).steps_csv(1, u32::MAX);
    expect![[r#"
        step,task,operation,outcome,address,requested_bytes,payload_bytes,probes,splits,merges,heap_bytes,free_list
        1,0,a = malloc 100,granted,0x00010030,100,104,3,1,0,1072,0x00010000:40 0x00010098:920
        2,0,b = malloc 40,granted,0x00010000,40,40,1,0,0,1072,0x00010098:920
        3,0,free a,freed,0x00010030,,104,1,0,1,1072,0x00010030:1024
        4,0,c = malloc 2000,refused-no-block,,2000,0,1,0,0,1072,0x00010030:1024
        5,0,"mark ""first, \""then\""""",marked,,,0,0,0,0,1072,0x00010030:1024
        6,0,d = calloc 3 * 8,granted,0x00010030,24,24,1,1,0,1072,0x00010048:1000
    "#]].assert_eq(&csv);
}

/// Protects the page, which fetches rows in pieces: together they are the file that the command line writes.
#[test]
fn pieces_are_the_whole() {
    let mut replay = replay(SCRIPT, &EXERCISE);
    let whole = replay.steps_csv(1, u32::MAX);
    let mut pieces = String::new();
    for from in [1, 3, 5, 7] {
        pieces.push_str(&replay.steps_csv(from, 2));
    }
    assert_eq!(pieces, whole);
}

/// Protects long replays: where a heap has very many blocks, a row does not list its holes.
#[test]
fn many_blocks_are_not_listed() {
    let script = "repeat 1001 as i\n  x[i] = malloc 16\nend\nfree x[0]\n";
    let mut replay = replay(script, &[]);
    let listed = replay.step_row(3).unwrap();
    assert_eq!(listed.last().unwrap(), "");
    assert_eq!(replay.step_row(1002).unwrap().last().unwrap(), "…");
}
