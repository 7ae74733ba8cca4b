//! The command line as a Unix user meets it: what is printed where, exit codes, pipes.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use expect_test::expect;
use serde_json::Value;

const SCRIPT: &str = "\
a = malloc 24
b = malloc 8
c = malloc 100
free a
free b
d = malloc 100
touch d
free a
";

fn heap_atlas(arguments: &[&str], input: &str) -> Output {
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
        .write_all(input.as_bytes());
    child.wait_with_output().expect("the program ends")
}

/// What a run that must succeed prints.
fn printed(arguments: &[&str], input: &str) -> String {
    let output = heap_atlas(arguments, input);
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{arguments:?} failed: {said}");
    assert_eq!(said, "", "{arguments:?}");
    String::from_utf8(output.stdout).expect("output is text")
}

fn json(arguments: &[&str], input: &str) -> Value {
    serde_json::from_str(&printed(arguments, input)).expect("output is JSON")
}

/// Exit code and standard error of a run that must fail, and print nothing else.
fn failure(arguments: &[&str], input: &str) -> (Option<i32>, String) {
    let output = heap_atlas(arguments, input);
    assert_eq!(output.stdout, b"", "{arguments:?}");
    let said = String::from_utf8(output.stderr).expect("messages are text");
    (output.status.code(), said)
}

fn keys(value: &Value) -> Vec<&str> {
    let object = value.as_object().expect("an object");
    object.keys().map(String::as_str).collect()
}

/// Other people's scripts read these keys, and the hash stands for every outcome, address and cost: neither
/// may change unnoticed. If the hash must change, its domain in `timeline.rs` changes with it.
#[test]
fn the_report_as_json() {
    let report = json(&["replay", "--scenario", "-", "--json"], SCRIPT);
    assert_eq!(
        keys(&report),
        [
            "design",
            "scenario",
            "operations",
            "outcomes",
            "metrics",
            "at_peak",
            "spaces",
            "timeline_hash"
        ]
    );
    expect![[r#"
        {
          "scenario": {
            "name": "standard input",
            "format": "script",
            "operations": 8,
            "pointers": 4
          },
          "metrics": {
            "requested_bytes": 200,
            "payload_bytes": 256,
            "block_bytes": 288,
            "heap_bytes": 288,
            "live_blocks": 2,
            "peak_requested_bytes": 200,
            "peak_payload_bytes": 256,
            "peak_block_bytes": 288,
            "heap_high_water_bytes": 288,
            "utilisation": 0.6944444444444444,
            "internal_fragmentation": 0.21875,
            "alignment_rounding_bytes": 24,
            "minimum_rounding_bytes": 0,
            "unsplit_remainder_bytes": 32,
            "external_fragmentation": 0.0,
            "square_fragmentation": 0.0,
            "free_bytes": 0,
            "largest_free_bytes": 0,
            "holes": 0,
            "overhead_bytes": 32,
            "stagnant_bytes": 0,
            "reserved_pages": 4096,
            "promised_pages": 1,
            "committed_pages": 1,
            "resident_pages": 1,
            "swapped_pages": 0,
            "untouched_bytes": 0,
            "peak_resident_pages": 1,
            "page_faults": 0,
            "swap_ins": 0,
            "swap_outs": 0,
            "probes_mean": 1.1428571428571428,
            "probes_p50": 1,
            "probes_p99": 2,
            "probes_max": 2,
            "words_mean": 6.142857142857143,
            "words_p50": 7,
            "words_p99": 11,
            "words_max": 11,
            "lines_mean": 1.5714285714285714,
            "lines_p50": 2,
            "lines_p99": 3,
            "lines_max": 3,
            "leaked_blocks": 2,
            "leaked_bytes": 200
          }
        }"#]]
    .assert_eq(
        &serde_json::to_string_pretty(&serde_json::json!({
            "scenario": report["scenario"],
            "metrics": report["metrics"],
        }))
        .expect("it was JSON before"),
    );
    expect!["476a5aa63c8e4307"].assert_eq(report["timeline_hash"].as_str().expect("a text"));
}

#[test]
fn the_report_as_a_table() {
    expect![[r#"
        standard input, 8 operations
        on Classic with coalescing=on-free

        Outcomes
          Granted                                          4
          Freed                                            2
          Double free                                      1
          Touched                                          1

        Memory, at the end, at the peak (step 3)
          Requested                                200 bytes                  132 bytes
          Payload                                  256 bytes                  240 bytes
          Blocks                                   288 bytes                  288 bytes
          Heap                                     288 bytes                  288 bytes
          Live blocks                                      2                          3

        High water, over the whole replay
          Peak requested                           200 bytes
          Peak payload                             256 bytes
          Peak blocks                              288 bytes
          Heap high water                          288 bytes
          Utilisation                                69.44 %

        Fragmentation, at the end, at the peak (step 3)
          Internal fragmentation                     21.88 %                    45.00 %
          Alignment rounding                        24 bytes                   12 bytes
          Minimum rounding                           0 bytes                   96 bytes
          Unsplit remainders                        32 bytes                    0 bytes
          External fragmentation                      0.00 %                     0.00 %
          Fragmentation by squares                    0.00 %                     0.00 %
          Free                                       0 bytes                    0 bytes
          Largest hole                               0 bytes                    0 bytes
          Holes                                            0                          0

        Overhead, at the end, at the peak (step 3)
          Overhead                                  32 bytes                   48 bytes
          Stagnant                                   0 bytes                    0 bytes

        Pages, at the end, at the peak (step 3)
          Reserved                                     4,096                      4,096
          Promised                                         1                          1
          Committed                                        1                          1
          Resident                                         1                          1
          Swapped                                          0                          0
          Committed, never touched                   0 bytes                    0 bytes

        Paging, over the whole replay
          Peak resident                                    1
          Page faults                                      0
          Swapped in                                       0
          Swapped out                                      0

        Cost, over the whole replay
          Probes, mean                                  1.43
          Probes, median                                   1
          Probes, 99th percentile                          4
          Probes, maximum                                  4
          Words, mean                                      7
          Words, median                                    7
          Words, 99th percentile                          15
          Words, maximum                                  15
          Lines, mean                                   1.71
          Lines, median                                    2
          Lines, 99th percentile                           3
          Lines, maximum                                   3

        Leaked
          Blocks                                           2
          Requested                                200 bytes

        Timeline 4847aa8d4336b5b1
    "#]]
    .assert_eq(&printed(
        &[
            "replay",
            "--design",
            "coalescing=on-free",
            "--scenario",
            "-",
        ],
        SCRIPT,
    ));
}

/// The words of the headers, as an operating system's author would want to see them.
#[test]
fn the_blocks_at_a_step() {
    expect![[r#"
        step 5, free b: searched for it in 2 probes, freed 64 bytes at 0x00100060
        task 0: the region begins at 0x00100000, the heap has 288 bytes; KERNEL_ALOC 0x00100000, LAST 0x001000a0, TAIL 0x001000a0

           offset      bytes    payload  state      requested  address     pointer       fields
                0         80         64  free               -  0x00100010                size 64, addr 100011, next 100050, – 0
               80         80         64  free               -  0x00100060                size 64, addr 100061, next 1000a0, – 0
              160        128        112  allocated        100  0x001000b0  c             size 112, addr 1000b0, next 0, – 0
    "#]].assert_eq(&printed(
        &["replay", "--scenario", "-", "--dump", "5"],
        SCRIPT,
    ));
    let report = json(
        &["replay", "--scenario", "-", "--dump", "5", "--json"],
        SCRIPT,
    );
    expect![[r#"
        {
          "start": 80,
          "bytes": 80,
          "parts": [
            {
              "category": "header",
              "bytes": 16
            },
            {
              "category": "free",
              "bytes": 64
            }
          ],
          "address": 1048672,
          "payload": 64,
          "state": "free",
          "requested": null,
          "pointer": null,
          "bornStep": null,
          "fields": [
            {
              "name": "size",
              "about": "the payload’s length in bytes",
              "offset": 80,
              "bytes": 4,
              "brief": "64",
              "value": "64 bytes",
              "flags": [],
              "link": null
            },
            {
              "name": "addr",
              "about": "the payload’s address, with flags in its low bits",
              "offset": 84,
              "bytes": 4,
              "brief": "100061",
              "value": "0x00100060",
              "flags": [
                {
                  "isSet": true,
                  "says": "free"
                },
                {
                  "isSet": false,
                  "says": "not padded in front"
                },
                {
                  "isSet": false,
                  "says": "not queued"
                }
              ],
              "link": null
            },
            {
              "name": "next",
              "about": "the next header in the list of all blocks; 0 at its end",
              "offset": 88,
              "bytes": 4,
              "brief": "1000a0",
              "value": "0x001000a0",
              "flags": [],
              "link": {
                "chain": 0,
                "to": 160,
                "isForward": true
              }
            },
            {
              "name": "–",
              "about": "unused in this block",
              "offset": 92,
              "bytes": 4,
              "brief": "0",
              "value": "0",
              "flags": [],
              "link": null
            }
          ]
        }"#]]
    .assert_eq(
        &serde_json::to_string_pretty(&report["dump"]["blocks"][1]).expect("it was JSON before"),
    );
    assert_eq!(
        json(
            &["replay", "--scenario", "-", "--dump", "0", "--json"],
            SCRIPT
        )["dump"]["blocks"],
        serde_json::json!([])
    );
}

/// No hover on a terminal tells the exact bytes: a dump does.
#[test]
fn a_dump_tells_sizes_to_the_byte() {
    let script = "a = malloc 20000\nb = malloc 16\nfree a";
    let dump = printed(&["replay", "--scenario", "-", "--dump", "3"], script);
    let head: Vec<_> = dump.lines().take(2).collect();
    expect![[r#"
        step 3, free a: searched for it in 1 probe, freed 20,000 bytes (19.5 KiB) at 0x00100010
        task 0: the region begins at 0x00100000, the heap has 20,096 bytes (19.6 KiB); KERNEL_ALOC 0x00100000, LAST 0x00104e30, TAIL 0x00104e30"#]]
    .assert_eq(&head.join("\n"));
}

/// Settings, presets and files mix, later ones win, and a printed design can be read back.
#[test]
fn designs_from_everywhere() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("mine.json");
    let file_name = file.to_str().expect("a plain path");
    let first = json(
        &[
            "replay",
            "--design",
            "embedded",
            "minimum=32,split=at-least(64)",
            "--design",
            "trim=off list-order=append",
            "--scenario",
            "-",
            "--json",
        ],
        SCRIPT,
    );
    let design = &first["design"];
    assert_eq!(design["minimum"], "32");
    assert_eq!(design["split"], "at-least(64)");
    assert_eq!(design["trim"], "off");
    assert_eq!(design["list-order"], "append");
    assert_eq!(design["placement"], "best-fit");
    let again = |design: String| {
        std::fs::write(&file, design).expect("the folder can be written");
        json(
            &["replay", "--design", file_name, "--scenario", "-", "--json"],
            SCRIPT,
        )
    };
    assert_eq!(first, again(design.to_string()));
    // People write numbers and switches as JSON has them.
    let mut by_hand = design.clone();
    by_hand["minimum"] = 32.into();
    by_hand["trim"] = false.into();
    assert_eq!(first, again(by_hand.to_string()));
}

/// Protects: a setting means what it means in a link; whose it is, it says itself. A preset is its task's as a whole.
#[test]
fn designs_of_tasks() {
    const TASKS: &str = "task 1: a = malloc 64\ntask 2: b = malloc 64\n";
    let report = |design: &str| {
        json(
            &["replay", "--design", design, "--scenario", "-", "--json"],
            TASKS,
        )
    };
    let placements = |report: &serde_json::Value| -> Vec<String> {
        let spaces = report["spaces"]
            .as_array()
            .expect("the spaces of the tasks");
        spaces
            .iter()
            .map(|space| {
                let design = &space["design"];
                format!(
                    "{} {} {}",
                    space["task"], design["placement"], design["trim"]
                )
            })
            .collect()
    };
    let mixed = placements(&report(
        "2:placement=best-fit,trim=on,1:placement=worst-fit",
    ));
    expect![[r#"
        1 "worst-fit" "on"
        2 "best-fit" "on""#]]
    .assert_eq(&mixed[mixed.len() - 2..].join("\n"));
    let whole = report("2:embedded");
    assert_eq!(whole["design"]["placement"], "first-fit");
    assert_eq!(placements(&whole).last().unwrap(), "2 \"best-fit\" \"on\"");

    for (design, given) in [
        ("9:trim=on", "--design 9:trim=on: there is no task 9"),
        ("9:embedded", "there is no task 9"),
    ] {
        let (code, said) = failure(&["replay", "--scenario", "-", "--design", design], TASKS);
        assert_eq!(code, Some(2));
        assert!(said.contains(given), "{said}");
    }
}

#[test]
fn checking_changes_no_figure() {
    let plain = json(&["replay", "--scenario", "-", "--json"], SCRIPT);
    let checked = json(&["replay", "--scenario", "-", "--json", "--check"], SCRIPT);
    assert_eq!(plain, checked);
}

/// What a trace is, its contents say; its name may be anything.
#[test]
fn traces_of_both_kinds() {
    let rep = "20000\n2\n4\n1\na 0 512\na 1 128\nf 0\nf -1\n";
    let report = json(&["replay", "--trace", "-", "--json"], rep);
    assert_eq!(report["scenario"]["format"], "rep");
    assert_eq!(report["outcomes"]["granted"], 2);
    assert_eq!(report["outcomes"]["null-free"], 1);
    assert_eq!(report["metrics"]["leaked_bytes"], 128);

    let traces = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../traces");
    let trace = traces.join("git-log.heaptrace");
    let report = json(
        &[
            "replay",
            "--trace",
            trace.to_str().expect("a plain path"),
            "--json",
        ],
        "",
    );
    assert_eq!(report["scenario"]["format"], "heaptrace");
    assert_eq!(report["scenario"]["program"], "git");

    let (code, said) = failure(&["replay", "--trace", "-"], "20000\n2\n4\n1\nx 0 512\n");
    assert_eq!(code, Some(1));
    assert!(said.contains("standard input:5:1"), "{said}");
}

/// Protects an engineer with a log of their own: it is known by what it holds, by a pattern where no format fits, and the
/// report says what was read, and in which lines a log does not fit together.
#[test]
fn logs_of_other_tools() {
    let report = |arguments: &[&str], log: &str| {
        let mut all = vec!["replay", "--json", "--trace", "-"];
        all.extend(arguments);
        let output = heap_atlas(&all, log);
        let report: Value = serde_json::from_slice(&output.stdout).expect("output is JSON");
        let said = String::from_utf8(output.stderr).expect("messages are text");
        (report["scenario"]["format"].clone(), said)
    };
    let (format, said) = report(&[], "boot\nmalloc(100) = 0x5000\nfree(0x5000)\n");
    assert_eq!(format, "calls");
    expect![[r#"
        heap-atlas: standard input: read as a log of calls of malloc and free: 2 operations in 3 lines; 1 line belongs to something else
    "#]]
    .assert_eq(&said);
    let (_, said) = report(
        &[],
        "malloc(100) = 0x5000\nmalloc(32) = 0x5060\nfree(0x5000)\nfree(0x5000)\n",
    );
    expect![[r#"
        heap-atlas: standard input: read as a log of calls of malloc and free: 4 operations in 4 lines
        heap-atlas: standard input: 1 block overlaps a live block: line 2 that of line 1
        heap-atlas: standard input: 1 free or realloc of a block that was freed before is kept (line 4)
    "#]]
    .assert_eq(&said);
    let own = "got 100 @ 9a\ngave 9a\n";
    let pattern = ["--pattern", "got %size @ %addr", "gave %addr"];
    assert_eq!(report(&pattern, own).0, "pattern");
    let (code, said) = failure(&["replay", "--trace", "-"], own);
    assert_eq!(code, Some(1));
    assert!(
        said.contains("--pattern 'malloc(%size) -> %addr'"),
        "{said}"
    );
}

/// Wrong arguments end with 2, and say what would have been right.
#[test]
fn mistakes_on_the_command_line() {
    let (code, said) = failure(&["replay"], "");
    assert_eq!(code, Some(2));
    assert!(said.contains("--scenario"), "{said}");

    let (code, said) = failure(
        &["replay", "--scenario", "-", "--design", "placment=best-fit"],
        "",
    );
    assert_eq!(code, Some(2));
    expect![[r#"
        heap-atlas: --design placment=best-fit: there is no axis "placment" (did you mean "placement"?)
        heap-atlas catalog lists the axes and their values
    "#]].assert_eq(&said);

    let (code, said) = failure(
        &["replay", "--scenario", "-", "--design", "placement=bestfit"],
        "",
    );
    assert_eq!(code, Some(2));
    expect![[r#"
        heap-atlas: --design placement=bestfit: placement has no value "bestfit" (did you mean "best-fit"?)
        heap-atlas catalog lists the axes and their values
    "#]].assert_eq(&said);

    let (code, said) = failure(&["replay", "--scenario", "-", "--design", "maximum=3"], "");
    assert_eq!(code, Some(2));
    expect![[r#"
        heap-atlas: this design is not possible: maximum: 3 is below the minimum, which is 64
    "#]]
    .assert_eq(&said);

    let (code, said) = failure(&["replay", "--scenario", "-", "--design", "modern"], "");
    assert_eq!(code, Some(2));
    expect![[r#"
        heap-atlas: --design modern: neither axis=value, nor a file, nor a preset (classic, classic-free-list, textbook, roving, embedded, fast-frees, simplest, fast-bins, boundary-tags, tlsf, freertos-heap-1, freertos-heap-2, freertos-heap-4, kernighan-ritchie, xv6, newlib-nano, linked-list-allocator, rlsf, threadx-byte-pool, umm-malloc, zephyr-sys-heap, dlmalloc-like, implicit-list, explicit-list, segregated-lists, binary-buddy, linux-like-buddy, slab, linux-like-slab)
    "#]].assert_eq(&said);

    let (code, said) = failure(&["replay", "--scenario", "-", "--design", "-"], "");
    assert_eq!(code, Some(2));
    expect![[r#"
        heap-atlas: only one of the inputs can be standard input
    "#]]
    .assert_eq(&said);

    let (code, said) = failure(&["replay", "--scenario", "-", "--dump", "9"], SCRIPT);
    assert_eq!(code, Some(2));
    expect![[r#"
        heap-atlas: --dump 9: the last step is 8
    "#]]
    .assert_eq(&said);
}

/// Files that are missing or wrong end with 1.
#[test]
fn mistakes_in_files() {
    let (code, said) = failure(&["replay", "--scenario", "no/such/file"], "");
    assert_eq!(code, Some(1));
    assert!(said.starts_with("heap-atlas: no/such/file: "), "{said}");

    let (code, said) = failure(
        &["replay", "--scenario", "-"],
        "a = malloc 12\nfree b\nb = mallc 3\n",
    );
    assert_eq!(code, Some(1));
    expect![[r#"
        heap-atlas: standard input:3:5: unknown command `mallc`
        3 | b = mallc 3
          |     ^^^^^
          = did you mean `malloc`?
    "#]]
    .assert_eq(&said);

    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("design.json");
    std::fs::write(&file, "{\"placement\": 3}").expect("the folder can be written");
    let name = file.to_str().expect("a plain path");
    let (code, said) = failure(&["replay", "--scenario", "-", "--design", name], "");
    assert_eq!(code, Some(1));
    expect![[r#"
        heap-atlas: design.json: placement has no value "3"
    "#]]
    .assert_eq(&said.replace(name, "design.json"));

    std::fs::write(&file, b"\x89HTR\r\n").expect("the folder can be written");
    let (code, said) = failure(&["replay", "--trace", name], "");
    assert_eq!(code, Some(1));
    expect![[r#"
        heap-atlas: cut.heaptrace: this is not a .heaptrace file: it doesn't begin with that format's mark
    "#]].assert_eq(&said.replace(name, "cut.heaptrace"));
}

/// `heap-atlas … | head` is no failure.
#[test]
fn a_closed_pipe_is_silent() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_heap-atlas"))
        .args(["catalog", "--json"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("the program ends");
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(output.stderr, b"");
}

/// Everything that offers designs to people is drawn from this.
#[test]
fn the_catalog() {
    let catalog = json(&["catalog", "--json"], "");
    assert_eq!(
        keys(&catalog),
        [
            "axes",
            "presets",
            "metrics",
            "categories",
            "untouched",
            "outcomes",
            "generators",
            "vocabulary",
            "classic",
            "families"
        ]
    );
    let axes = catalog["axes"].as_array().expect("a list");
    let ids: Vec<_> = axes
        .iter()
        .map(|axis| axis["id"].as_str().expect("a text"))
        .collect();
    expect!["region-size regions family region-base end alignment minimum maximum oversize zero structure list-order free-order placement score split coalescing lookup free-queue queue-pressure trim commit give-back growth sentinels header footers bins bins-exact bins-per-doubling bin-order quick quick-share free-moves-rover granted-end remainder-in-place reuse merge-in-place keep-runs smallest-block largest-block buddy-state slab smallest-object largest-object classes-per-doubling descriptor slab-choice empty-slabs task-base page-size frames swap-pages"].assert_eq(&ids.join(" "));
    for axis in axes {
        for key in ["title", "group", "summary", "kind"] {
            assert!(
                axis[key].as_str().is_some_and(|text| !text.is_empty()),
                "{axis}"
            );
        }
        match axis["kind"].as_str() {
            Some("number") => {
                let default = axis["default"].as_str().expect("a text");
                let default: u64 = default.parse().expect("a number");
                assert!(axis["minimum"].as_u64() <= Some(default), "{axis}");
                assert!(axis["maximum"].as_u64() >= Some(default), "{axis}");
            }
            Some("choice") => {
                let options = axis["options"].as_array().expect("a list");
                assert!(
                    options.iter().any(|option| option["id"] == axis["default"]),
                    "{axis}"
                );
            }
            Some("switch") => assert!(
                axis["default"] == "on" || axis["default"] == "off",
                "{axis}"
            ),
            Some("lengths") => assert_eq!(axis["default"], "one", "{axis}"),
            Some("expression") => {
                let names = axis["names"].as_array().expect("a list");
                assert!(!names.is_empty(), "{axis}");
            }
            kind => panic!("an axis of no known kind: {kind:?}"),
        }
    }
    let text = printed(&["catalog"], "");
    for id in ids {
        assert!(text.contains(&format!("\n  {id}=")), "{id}");
    }
    // However long the id is, the sentence about it does not run into it.
    assert!(text.contains("\n  classic-free-list\n      Classic with a second list"));
}

/// A recording can be replayed, and the program's own exit code is passed on.
#[test]
#[cfg(all(target_os = "linux", target_env = "gnu"))]
fn a_recording_can_be_replayed() {
    let folder = tempfile::tempdir().expect("a folder");
    let trace = folder.path().join("sh.heaptrace");
    let name = trace.to_str().expect("a plain path");
    let output = heap_atlas(
        &[
            "record",
            "-o",
            name,
            "--",
            "sh",
            "-c",
            "x=1; echo $x; exit 3",
        ],
        "",
    );
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(3), "{said}");
    let printed_lines = String::from_utf8(output.stdout).expect("output is text");
    assert!(printed_lines.starts_with("1\n"), "{printed_lines}");
    assert!(printed_lines.contains(" operations, "), "{printed_lines}");

    let report = json(&["replay", "--trace", name, "--json", "--check"], "");
    assert_eq!(report["scenario"]["program"], "sh");
    assert!(report["operations"].as_u64() > Some(0), "{report}");
}

/// Protects the machine's memory: what has no end, or none soon, is read up to the limit, which is told. A trace of
/// 64 MiB is no trouble; all of a machine's memory was.
#[test]
fn no_more_is_read_than_may_be_used() {
    let folder = tempfile::tempdir().expect("a folder");
    let long = folder.path().join("long.heaptrace");
    let file = std::fs::File::create(&long).expect("a file");
    file.set_len(3 << 30).expect("a file of holes");
    let long = long.to_str().expect("a plain path");
    let told = |name: &str, limit: &str| {
        let message =
            format!("heap-atlas: {name}: this has more than {limit}, which is the limit\n");
        (Some(1), message)
    };
    let (file, script) = ("64 MiB", "8 MiB");
    for (arguments, name, limit) in [
        (["replay", "--scenario", "/dev/zero"], "/dev/zero", script),
        (["link", "--trace", "/dev/zero"], "/dev/zero", file),
        (["link", "--scenario", "/dev/zero"], "/dev/zero", script),
        (["open", "--file=/dev/zero", "#v1&url=x"], "/dev/zero", file),
        (["open", "--json", long], long, file),
    ] {
        assert_eq!(failure(&arguments, ""), told(name, limit), "{arguments:?}");
    }
    // A log may be of any length: its beginning tells that this is none.
    for name in [long, "/dev/zero"] {
        let (code, said) = failure(&["replay", "--trace", name], "");
        assert_eq!(code, Some(1));
        assert!(said.contains("neither text nor a recording"), "{said}");
    }
    for (arguments, limit) in [
        (&["replay", "--scenario", "-"][..], script),
        (
            &["replay", "--scenario", "/dev/null", "--design", "-"],
            script,
        ),
        (&["open", "-"], file),
    ] {
        let mut endless = Command::new("yes")
            .stdout(Stdio::piped())
            .spawn()
            .expect("there is such a program");
        let output = Command::new(env!("CARGO_BIN_EXE_heap-atlas"))
            .args(arguments)
            .stdin(endless.stdout.take().expect("its output is a pipe"))
            .output()
            .expect("the program ends");
        endless.wait().expect("it ends with its reader");
        let said = String::from_utf8(output.stderr).expect("messages are text");
        assert_eq!((output.status.code(), said), told("standard input", limit));
    }
}

/// Protects whoever takes a design home from the command line: the source is that of the design that was asked for.
#[test]
fn a_design_is_printed_as_rust_source() {
    expect![[r#"
        use classic_heap::policy::list_order::ListOrder;
        use classic_heap::policy::placement::Placement;
        use classic_heap::policy::coalescing::Coalescing;
        use classic_heap::Design;
        use classic_heap::Draft;

        pub const DESIGN: Design = Design::of(Draft {
            list_order: ListOrder::Address,
            placement: Placement::BestFit,
            coalescing: Coalescing::OnFree,
            ..Draft::CLASSIC
        });
    "#]]
    .assert_eq(&printed(&["design", "textbook", "placement=best-fit"], ""));
    let (code, said) = failure(&["design", "minimum=4096", "maximum=64"], "");
    assert_eq!(code, Some(2));
    assert!(said.contains("not possible"), "{said}");
}

/// Protects whoever fills a heap until a request fails: the report says how many fitted, in words and for programs.
#[test]
fn turns_until_a_refusal_are_reported() {
    let script = "repeat until refused as n\n  x[n] = malloc 64\nend\nrepeat 2 until refused\n  free x[0]\nend\n";
    let arguments = ["replay", "--design", "region-size=1024", "--scenario", "-"];
    let output = heap_atlas(&arguments, script);
    let printed = String::from_utf8(output.stdout).expect("text");
    let turns = printed
        .split("\n\n")
        .find(|part| part.starts_with("Turns"))
        .expect("a part about turns");
    expect![[r#"
        Turns until a request was refused
          n                                               12
          without a counter                                2            nothing refused"#]]
    .assert_eq(turns);
    let output = heap_atlas(&[&arguments[..], &["--json"]].concat(), script);
    let report: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(report["repeats"][0]["turns"], 12);
    assert_eq!(report["repeats"][1]["refused"], false);
}

/// Protects teachers and spreadsheets: every step is a line, aligned for people, and the same fields as CSV.
#[test]
fn every_step_is_printed() {
    let arguments = ["replay", "--scenario", "-", "--steps"];
    expect![[r#"
        step  task  operation       outcome         address  requested_bytes  payload_bytes  probes  splits  merges  heap_bytes  free_list
           1     0  a = malloc 24   granted      0x00100010               24             64       0       0       0          80
           2     0  b = malloc 8    granted      0x00100060                8             64       1       0       0         160
           3     0  c = malloc 100  granted      0x001000b0              100            112       2       0       0         288
           4     0  free a          freed        0x00100010                              64       1       0       0         288  0x00100010:64
           5     0  free b          freed        0x00100060                              64       2       0       0         288  0x00100010:64 0x00100060:64
           6     0  d = malloc 100  granted      0x00100010              100            144       2       0       1         288
           7     0  touch d         touched      0x00100010                             100       0       0       0         288
           8     0  free a          double-free  0x00100010                               0       0       0       0         288
    "#]].assert_eq(&printed(&arguments, SCRIPT));
    let csv = printed(&[&arguments[..], &["--csv"]].concat(), SCRIPT);
    expect![[r#"
        step,task,operation,outcome,address,requested_bytes,payload_bytes,probes,splits,merges,heap_bytes,free_list
        1,0,a = malloc 24,granted,0x00100010,24,64,0,0,0,80,
        2,0,b = malloc 8,granted,0x00100060,8,64,1,0,0,160,
        3,0,c = malloc 100,granted,0x001000b0,100,112,2,0,0,288,
        4,0,free a,freed,0x00100010,,64,1,0,0,288,0x00100010:64
        5,0,free b,freed,0x00100060,,64,2,0,0,288,0x00100010:64 0x00100060:64
        6,0,d = malloc 100,granted,0x00100010,100,144,2,0,1,288,
        7,0,touch d,touched,0x00100010,,100,0,0,0,288,
        8,0,free a,double-free,0x00100010,,0,0,0,0,288,
    "#]].assert_eq(&csv);
    let (code, _) = failure(&["replay", "--scenario", "-", "--csv"], SCRIPT);
    assert_eq!(code, Some(2));
}
