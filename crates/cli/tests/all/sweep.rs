//! `heap-atlas sweep`: what is tried, how it ranks, and how it is printed.
//!
//! Protects who chooses a design by it: the table, the CSV and the JSON tell the same, and every row can be replayed.

use std::io::Write;
use std::process::{Command, Output, Stdio};

use expect_test::expect;
use serde_json::Value;

const SCRIPT: &str = "a = malloc 1000\nb = malloc 16\nc = malloc 100\nd = malloc 16\nfree a\nfree c\n\
                      e = malloc 100\nf = malloc 1000\n";

fn heap_atlas(arguments: &[&str]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_heap-atlas"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    // A program that stops at its arguments never reads this.
    let _ = child
        .stdin
        .take()
        .expect("its input is a pipe")
        .write_all(SCRIPT.as_bytes());
    child.wait_with_output().expect("the program ends")
}

fn sweep(arguments: &[&str]) -> String {
    let output = heap_atlas(&[&["sweep", "--scenario", "-"], arguments].concat());
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{arguments:?} failed: {said}");
    String::from_utf8(output.stdout).expect("output is text")
}

#[test]
fn a_grid_is_ranked() {
    let region = ["--design", "region-size=2336"];
    let grid = [
        "--grid",
        "placement=first-fit,best-fit",
        "--grid",
        "split=never,at-least(16)",
    ];
    expect![[r#"
        standard input, 8 operations, 4 designs
        on a machine with region-size=2336

                high water  refused   probes     p99 utilisation   design
           1 * 1,312 bytes        0     2.25       4      86.3 %   classic placement=best-fit split=never
               1 more design with the same numbers
           3 * 2,336 bytes        0        2       5      48.5 %   classic placement=first-fit split=never
           4   2,336 bytes        0     2.25       7      48.5 %   classic placement=first-fit split=at-least(16)

        * on the front: no design that refuses as few beats it in all that is ranked by
    "#]].assert_eq(&sweep(&[&region[..], &grid].concat()));
}

#[test]
fn a_goal_and_the_smallest_region_are_told() {
    let goal = [
        "--goal",
        "refused=0,high-water<=2400",
        "--smallest-region",
        "--top",
        "3",
    ];
    let around = ["--around", "--design", "classic"];
    expect![[r#"
        standard input, 8 operations, 29 designs
        25 of them meet the goal

                high water  refused   probes     p99 utilisation   design
           1 * 1,312 bytes        0     0.75       3      86.3 %   classic structure=free-list
           2   1,312 bytes        0     1.75       3      86.3 %   classic placement=scored
           3   1,312 bytes        0     2.25       4      86.3 %   classic placement=best-fit
               26 more designs: --top, --csv

        * on the front: no design that refuses as few beats it in all that is ranked by

        The smallest region that serves
                        1,312 bytes   classic structure=free-list
                                      in a smaller one, step 4 asks for 16 bytes in vain: the largest hole has 0 bytes, all of them 0 bytes
                        1,312 bytes   classic placement=scored
                                      in a smaller one, step 4 asks for 16 bytes in vain: the largest hole has 0 bytes, all of them 0 bytes
                        1,312 bytes   classic placement=best-fit
                                      in a smaller one, step 4 asks for 16 bytes in vain: the largest hole has 0 bytes, all of them 0 bytes
                        2,272 bytes   classic minimum=32
                                      in a smaller one, step 8 asks for 1,000 bytes in vain: the largest hole has 880 bytes, all of them 992 bytes
                        2,312 bytes   classic alignment=8
                                      in a smaller one, step 8 asks for 1,000 bytes in vain: the largest hole has 880 bytes, all of them 984 bytes
    "#]].assert_eq(&sweep(&[&around[..], &goal].concat()));
}

#[test]
fn all_formats_tell_the_same_and_every_row_can_be_replayed() {
    let json: Value = serde_json::from_str(&sweep(&["--json", "--axes", "0"])).expect("JSON");
    let rows = json["designs"].as_array().expect("rows");
    let csv = sweep(&["--csv", "--axes", "0"]);
    assert_eq!(csv.lines().count(), rows.len() + 1);
    assert!(rows.len() > 10, "presets are tried");
    for (row, line) in rows.iter().zip(csv.lines().skip(1)) {
        let design = row["design"].as_str().expect("a design");
        assert!(line.ends_with(design), "{line}");
        let replay = ["replay", "--scenario", "-", "--json", "--design"];
        let output = heap_atlas(&[&replay[..], &design.split(' ').collect::<Vec<_>>()].concat());
        let report: Value = serde_json::from_slice(&output.stdout).expect(design);
        assert_eq!(report["timeline_hash"], row["hash"], "{design}");
        assert!(line.contains(row["hash"].as_str().expect("a hash")));
    }
}

#[test]
fn mistakes_are_told() {
    for (arguments, told) in [
        (
            ["--goal", "speed<=3"],
            "--goal speed<=3: expected up to 8 conditions",
        ),
        (
            ["--grid", "placement"],
            "--grid placement: expected axis=value,value",
        ),
        (["--grid", "placement=fastest"], "--grid: "),
        (["--by", "speed"], "invalid value 'speed'"),
        (["--design", "2:split=never"], "a sweep is over one design"),
    ] {
        let output = heap_atlas(&[&["sweep", "--scenario", "-"], &arguments[..]].concat());
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(said.contains(told), "{said}");
        assert!(output.stdout.is_empty());
    }
}
