//! The challenges of scenarios/challenges.json, each with a design that solves it.
//!
//! Protects whoever takes one: it is not met where it begins, and it can be met.

use std::fs;
use std::path::Path;

use atlas_replay::{Designs, Options, Replay, Scorecard};
use atlas_scenario::share::{Link, LinkScenario, Settings, decode};
use atlas_scenario::trace::Trace;
use serde_json::Value;

/// Short lists, holes merged at once, and the smallest that serves.
const TIDY: [(&str, &str); 6] = [
    ("structure", "free-list"),
    ("list-order", "address"),
    ("placement", "best-fit"),
    ("coalescing", "on-free"),
    ("lookup", "index"),
    ("minimum", "16"),
];

/// What solves each challenge, from the design it begins with; in the order of the file, from easy to hard.
const SOLUTIONS: [(&str, &[(&str, &str)]); 6] = [
    ("make-sqlite-fit", &[("list-order", "address")]),
    ("a-python-that-wastes-less", &[("list-order", "address")]),
    (
        "short-searches",
        &[
            ("structure", "free-list"),
            ("list-order", "address"),
            ("placement", "best-fit"),
            ("coalescing", "on-free"),
            ("lookup", "index"),
        ],
    ),
    ("small-and-quick", &TIDY),
    ("a-compiler", &TIDY),
    (
        "everything-at-once",
        &[
            ("structure", "free-list"),
            ("list-order", "address"),
            ("coalescing", "on-free"),
            ("lookup", "index"),
            ("minimum", "16"),
        ],
    ),
];

fn file(path: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../..")
        .join(path)
}

fn scorecard(link: &Link, settings: &Settings) -> Scorecard {
    let Some(LinkScenario::Trace { id }) = &link.scenario else {
        panic!("a challenge is about a recording");
    };
    let bytes = fs::read(file(&format!("traces/{id}.heaptrace"))).expect("a recording");
    let scenario = Trace::from_bytes(&bytes).expect("a recording").scenario;
    let (designs, problems) = Designs::read(settings.iter());
    assert_eq!(problems, []);
    let mut replay = Replay::new(designs, scenario, Options::default()).expect("a design");
    replay
        .finish()
        .expect("an allocator that keeps its promises");
    replay
        .timeline()
        .scorecard()
        .expect("a whole replay")
        .clone()
}

#[test]
fn every_challenge_can_be_met_and_is_not_met_at_once() {
    let text = fs::read_to_string(file("scenarios/challenges.json")).expect("the challenges");
    let challenges: Vec<Value> = serde_json::from_str(&text).expect("a list");
    let ids = challenges
        .iter()
        .map(|each| each["id"].as_str().expect("an id"));
    assert!(ids.eq(SOLUTIONS.iter().map(|(id, _)| *id)));
    // Some begin with long walks over long lists: one after the other, they would leave a processor idle.
    std::thread::scope(|scope| {
        for (challenge, (id, solution)) in challenges.iter().zip(SOLUTIONS) {
            scope.spawn(move || is_met_by_its_solution_alone(challenge, id, solution));
        }
    });
}

fn is_met_by_its_solution_alone(challenge: &Value, id: &str, solution: &[(&str, &str)]) {
    let decoded = decode(challenge["link"].as_str().expect("a link"));
    assert_eq!(decoded.notices, [], "{id}");
    let link = decoded.link;
    let start = link.designs.first().cloned().unwrap_or_default();
    let at_start = scorecard(&link, &start);
    assert!(!at_start.meets(&link.goal), "{id} begins met: {at_start:?}");
    let mut solved = start;
    for (axis, value) in solution {
        solved.insert(axis, value);
    }
    let at_end = scorecard(&link, &solved);
    assert!(at_end.meets(&link.goal), "{id} is not solved: {at_end:?}");
}
