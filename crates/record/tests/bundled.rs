//! Holds the traces that come with the project to what the page and the command line rely on.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use atlas_record::{BundledTrace, index};
use atlas_scenario::trace::{EXTENSION, Trace};
use atlas_scenario::{Action, Target};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../traces")
}

fn listed() -> Vec<BundledTrace> {
    let json = fs::read_to_string(folder().join("index.json")).unwrap();
    serde_json::from_str(&json).unwrap()
}

/// Protects whoever reads the index alone: it says what the traces say, and leaves none out.
#[test]
fn the_index_is_that_of_the_traces() {
    let listed = listed();
    let made_again = index(&folder(), listed.iter().map(|trace| trace.id.as_str())).unwrap();
    assert_eq!(listed, made_again, "run scripts/record-traces.sh");
    let files: HashSet<_> = fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| extension == EXTENSION)
        })
        .map(|path| path.file_name().unwrap().to_str().unwrap().to_owned())
        .collect();
    assert_eq!(
        files,
        listed.iter().map(|trace| trace.file.clone()).collect()
    );
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
