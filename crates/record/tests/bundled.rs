//! Holds the traces that come with the project to what the page and the command line rely on.

use std::fs;
use std::path::{Path, PathBuf};

use atlas_record::Summary;
use atlas_scenario::trace::{EXTENSION, Trace};
use atlas_scenario::{Action, Target};
use expect_test::expect_file;
use serde::{Deserialize, Serialize};

/// A trace as the index lists it.
#[derive(Serialize, Deserialize)]
struct BundledTrace {
    /// Its permanent name, which links carry: the file's name without its ending.
    id: String,
    file: String,
    title: String,
    description: String,
    program: String,
    version: String,
    command: String,
    date: String,
    file_bytes: u64,
    #[serde(flatten)]
    summary: Summary,
}

impl BundledTrace {
    fn read(id: &str) -> BundledTrace {
        let file = format!("{id}.{EXTENSION}");
        let bytes = fs::read(folder().join(&file)).unwrap();
        let trace = Trace::from_bytes(&bytes).unwrap_or_else(|error| panic!("{file}: {error}"));
        BundledTrace {
            id: id.into(),
            file,
            title: trace.provenance.title,
            description: trace.provenance.description,
            program: trace.provenance.program,
            version: trace.provenance.version,
            command: trace.provenance.command,
            date: trace.provenance.date,
            file_bytes: bytes.len() as u64,
            summary: Summary::of(&trace.scenario),
        }
    }
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../traces")
}

fn listed() -> Vec<BundledTrace> {
    let json = fs::read_to_string(folder().join("index.json")).unwrap();
    serde_json::from_str(&json).unwrap()
}

/// Protects whoever reads the index alone: it says what the traces say, and leaves none out. With `UPDATE_EXPECT=1` it is
/// written anew, in its own order; a new trace comes last.
#[test]
fn the_index_is_that_of_the_traces() {
    let mut ids: Vec<String> = listed().into_iter().map(|trace| trace.id).collect();
    for entry in fs::read_dir(folder()).unwrap() {
        let path = entry.unwrap().path();
        let id = path.file_stem().unwrap().to_str().unwrap().to_owned();
        if path.extension().is_some_and(|its| its == EXTENSION) && !ids.contains(&id) {
            ids.push(id);
        }
    }
    let traces: Vec<_> = ids.iter().map(|id| BundledTrace::read(id)).collect();
    let json = serde_json::to_string_pretty(&traces).unwrap() + "\n";
    expect_file![folder().join("index.json")].assert_eq(&json);
}

/// Protects the page: its downloads, its default region of 16 MiB, and the time a replay takes on a design
/// that walks a list of all blocks.
#[test]
fn every_trace_is_small_enough_to_replay() {
    let listed = listed();
    assert!(listed.len() >= 4);
    assert!(listed.iter().map(|trace| trace.file_bytes).sum::<u64>() <= 1_500_000);
    for trace in &listed {
        let summary = &trace.summary;
        assert!(
            (20_000..=1_000_000).contains(&summary.operations),
            "{}",
            trace.id
        );
        assert!(summary.peak_live_bytes <= 12 << 20, "{}", trace.id);
        let probes = summary.operations as f64 * summary.average_live_blocks;
        assert!(probes <= 3e8, "{}: {probes}", trace.id);
    }
    // The first is what a visitor sees first.
    assert!(listed[0].summary.operations as f64 * listed[0].summary.average_live_blocks <= 1e8);
}

/// Protects readers' trust: where each trace comes from is said in full, and says nothing of anybody's machine.
#[test]
fn every_trace_says_where_it_comes_from() {
    for trace in listed() {
        for field in [
            &trace.title,
            &trace.description,
            &trace.program,
            &trace.version,
            &trace.command,
        ] {
            assert!(!field.is_empty(), "{}", trace.id);
            assert!(
                !["/home", "/root", "/tmp", "/usr"]
                    .iter()
                    .any(|path| field.contains(path)),
                "{field}"
            );
        }
        assert_eq!(
            trace.date.split('-').map(str::len).collect::<Vec<_>>(),
            [4, 2, 2]
        );
    }
}

/// Protects replays from what only mistaken scenarios do: each free and realloc is of a block that lives.
#[test]
fn every_trace_frees_only_what_lives() {
    for entry in listed() {
        let file = fs::read(folder().join(&entry.file)).unwrap();
        let scenario = Trace::from_bytes(&file).unwrap().scenario;
        assert_eq!(
            u64::from(scenario.pointers),
            entry.summary.peak_live_blocks,
            "{}",
            entry.id
        );
        let mut live = vec![false; scenario.pointers as usize];
        for (step, operation) in scenario.operations.iter().enumerate() {
            let (freed, assigned) = match operation.action {
                Action::Malloc { pointer, .. }
                | Action::Calloc { pointer, .. }
                | Action::AlignedMalloc { pointer, .. }
                | Action::Realloc {
                    pointer,
                    from: Target::Null,
                    ..
                } => (None, Some(pointer)),
                Action::Realloc {
                    pointer,
                    from: Target::Pointer(from),
                    ..
                } => (Some(from), Some(pointer)),
                Action::Free {
                    target: Target::Pointer(pointer),
                } => (Some(pointer), None),
                ref other => panic!("{}: no program does {other:?}", entry.id),
            };
            if let Some(pointer) = freed {
                assert!(
                    std::mem::replace(&mut live[pointer.0 as usize], false),
                    "{} {step}",
                    entry.id
                );
            }
            if let Some(pointer) = assigned {
                assert!(
                    !std::mem::replace(&mut live[pointer.0 as usize], true),
                    "{} {step}",
                    entry.id
                );
            }
        }
    }
}
