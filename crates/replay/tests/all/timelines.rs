//! The hashes of many timelines, kept in `hashes.txt`: a scenario, designs and the hash a line. Other targets replay the
//! same list and must find the same hashes.
//!
//! Every generator is replayed on every preset; a crowd of tasks, short of frames, on every value of every choice there
//! is, and on designs of their own; and recordings of real programs. A policy that is registered
//! is in the list from that day on.

use std::fs;
use std::path::Path;

use atlas_replay::design::axes_of;
use atlas_replay::presets::PRESETS;
use atlas_replay::{Designs, OUTCOMES, Options, Replay, WholeDesign};
use atlas_scenario::Scenario;
use atlas_scenario::generate::GENERATORS;
use atlas_scenario::trace::Trace;
use classic_heap::catalog::Kind;
use expect_test::expect_file;

/// Few frames, some swap, and regions that a task can fill.
const CROWDED: &str =
    "region-size=32KiB,maximum=20000,page-size=256,frames=180,swap-pages=80,commit=lazy,trim=on";

/// What many choices need to make a difference.
const BUSY: &str = "structure=free-list,list-order=address,placement=scored,coalescing=on-free,lookup=index,\
    free-queue=batched(3),give-back=whole-pages,score-good-enough=0";

/// Scores that weights can't say.
const SCORES: [&str; 2] = [
    "remainder*3-size%(offset/64)*merges",
    "exact?0:request>200?probes:-offset",
];

/// Tasks with designs of their own.
const OWN: &str = "1:placement=best-fit,1:trim=off,2:free-queue=daemon(2),2:lookup=index,3:commit=eager,3:minimum=16";

fn read(path: &str) -> Vec<u8> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/all")
        .join(path);
    fs::read(&path).unwrap_or_else(|error| panic!("{path:?}: {error}"))
}

/// Every scenario of the list by its name, with the designs it is replayed on.
fn list() -> Vec<(String, Scenario, Vec<String>)> {
    let presets = PRESETS.iter().map(|preset| {
        let settings = preset.settings.iter();
        let settings: Vec<_> = settings
            .map(|(axis, value)| format!("{axis}={value}"))
            .collect();
        if settings.is_empty() {
            "classic".to_owned()
        } else {
            settings.join(",")
        }
    });
    let presets: Vec<_> = presets.collect();
    let mut list: Vec<_> = GENERATORS
        .iter()
        .map(|generator| {
            let script = format!("generate {} seed 7", generator.id);
            let scenario =
                Scenario::from_script(&script).expect("generators run on their defaults");
            (generator.id.to_owned(), scenario, presets.clone())
        })
        .collect();

    let crowd = String::from_utf8(read("crowd.txt")).expect("a script is text");
    let crowd = Scenario::from_script(&crowd).expect("a good script");
    let mut designs = vec![
        format!("{CROWDED},{OWN}"),
        format!("{CROWDED},{BUSY},{OWN}"),
    ];
    for axis in axes_of(&WholeDesign::default()) {
        let values: Vec<_> = match axis.kind() {
            Kind::Switch => vec!["on", "off"],
            Kind::Choice(_) => axis.kind().choices().map(|option| option.id).collect(),
            Kind::Expression(_) => SCORES.to_vec(),
            Kind::Number { .. } | Kind::Lengths => continue,
        };
        for value in values {
            // A region that is one hole has neither an end to trim nor room for an index.
            let (trim, lookup) = match value {
                "whole" => (",trim=off", ",trim=off,lookup=walk"),
                _ => ("", ""),
            };
            designs.push(format!("{CROWDED},{}={value}{trim}", axis.id()));
            designs.push(format!("{CROWDED},{BUSY},{}={value}{lookup}", axis.id()));
        }
    }
    for number in [
        "alignment=8",
        "alignment=256",
        "minimum=1",
        "maximum=300",
        "region-base=1",
    ] {
        designs.push(format!("{CROWDED},{number}"));
    }
    designs.push("family=tags,zero=null,quick=8".to_owned());
    list.push(("crowd.txt".to_owned(), crowd, designs));

    let until_refused = "repeat 40 until refused as n\nx[n] = malloc 500\nend\nfree all x";
    let until_refused = Scenario::from_script(until_refused).expect("a good script");
    let small = |family: &str| format!("region-size=4096,family={family}");
    let designs = ["list", "tags"].map(small).to_vec();
    list.push(("until-refused".to_owned(), until_refused, designs));

    for (name, design) in [
        ("sqlite.heaptrace", "classic"),
        ("git-log.heaptrace", "structure=free-list,lookup=index"),
    ] {
        let trace =
            Trace::from_bytes(&read(&format!("../../../../traces/{name}"))).expect("a recording");
        list.push((name.to_owned(), trace.scenario, vec![design.to_owned()]));
    }
    list
}

/// Protects links and lessons: a figure that changes unnoticed shows here first. Where one changes for a reason,
/// CHANGELOG.md says so, for links made before will be told that their figures differ, and `UPDATE_EXPECT=1` writes the
/// list anew.
#[test]
fn hashes_stay_what_they_were() {
    let mut hashes = String::new();
    let mut outcomes = [0; OUTCOMES.len()];
    for (name, scenario, designs) in list() {
        for settings in designs {
            let pairs = settings
                .split(',')
                .filter_map(|setting| setting.split_once('='));
            let (designs, problems) = Designs::read(pairs);
            assert!(problems.is_empty(), "{problems:?}");
            let options = Options::default();
            let mut replay =
                Replay::new(designs, scenario.clone(), options).expect("the list makes sense");
            replay.finish().expect("no violation");
            let hash = replay.timeline().hash().expect("it is done");
            hashes.push_str(&format!("{name} {settings} {hash}\n"));
            for (sum, count) in outcomes.iter_mut().zip(replay.timeline().outcome_counts()) {
                *sum += count;
            }
        }
    }
    for (outcome, count) in OUTCOMES.iter().zip(outcomes) {
        assert!(count > 0, "nothing in the list comes to {}", outcome.id);
    }
    expect_file!["hashes.txt"].assert_eq(&hashes);
}
