//! Records small C programs and compares what the traces say with what the programs did.
//!
//! Protects the whole way: the library in the process, its log, the converter, the files.

#![cfg(all(target_os = "linux", target_env = "gnu"))]

use std::fs;
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use atlas_record::{LeftOut, RecordError, RecordOptions, Recording, record};
use atlas_scenario::trace::Trace;
use atlas_scenario::{Action, Pointer, Target};

const P: fn(u32) -> Pointer = Pointer;

/// A C program, compiled, and a directory for its traces.
struct Bench {
    directory: tempfile::TempDir,
    program: PathBuf,
}

impl Bench {
    fn new(name: &str, flags: &[&str]) -> Bench {
        let directory = tempfile::tempdir().unwrap();
        let program = directory.path().join(name);
        let source = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("tests/programs")
            .join(name)
            .with_extension("c");
        // Rust's own linker driver, so it is there. Unoptimised: nothing may be optimised away.
        let status = Command::new("cc")
            .args(["-O0", "-pthread", "-w"])
            .args(flags)
            .arg("-o")
            .arg(&program)
            .arg(source)
            .status();
        assert!(status.expect("a C compiler named cc").success());
        Bench { directory, program }
    }

    fn record(&self) -> Recording {
        record(&self.options()).unwrap()
    }

    /// Records, and reads the program's own trace.
    fn record_and_read(&self) -> (Recording, Vec<Action>) {
        let recording = self.record();
        let actions = actions_in(&recording.traces[0].path);
        (recording, actions)
    }

    fn options(&self) -> RecordOptions {
        RecordOptions {
            program: self.program.clone().into(),
            output: self.directory.path().join("traces"),
            ..RecordOptions::default()
        }
    }
}

fn actions_in(path: &Path) -> Vec<Action> {
    let trace = Trace::from_bytes(&fs::read(path).unwrap()).unwrap();
    trace
        .scenario
        .operations
        .iter()
        .map(|operation| operation.action)
        .collect()
}

#[test]
fn every_way_to_ask_for_memory_is_recorded() {
    let (recording, actions) = Bench::new("verbs", &[]).record_and_read();
    assert_eq!(recording.status.code(), Some(0));
    let page_bytes = 4096;
    let free = |pointer| Action::Free {
        target: Target::Pointer(P(pointer)),
    };
    let resized = |pointer, bytes| Action::Realloc {
        pointer: P(pointer),
        from: Target::Pointer(P(pointer)),
        bytes,
    };
    let aligned = |pointer, bytes, alignment| Action::AlignedMalloc {
        pointer: P(pointer),
        bytes,
        alignment,
    };
    let expected = [
        Action::Malloc {
            pointer: P(0),
            bytes: 0,
        },
        Action::Malloc {
            pointer: P(1),
            bytes: 24,
        },
        Action::Calloc {
            pointer: P(2),
            count: 4,
            bytes: 8,
        },
        resized(1, 5000),
        Action::Realloc {
            pointer: P(3),
            from: Target::Null,
            bytes: 7,
        },
        free(3),
        resized(2, 48),
        aligned(3, 100, 64),
        aligned(4, 96, 32),
        aligned(5, 10, 64),
        aligned(6, 11, page_bytes),
        aligned(7, page_bytes, page_bytes),
        free(3),
        free(4),
        free(5),
        free(6),
        free(7),
        free(2),
        free(1),
    ];
    assert_eq!(actions, expected);
    assert_eq!(
        recording.traces[0].left_out,
        LeftOut {
            refused: 4,
            ..LeftOut::default()
        }
    );
}

#[test]
fn threads_share_one_heap_and_no_address_is_live_twice() {
    let (recording, actions) = Bench::new("threads", &[]).record_and_read();
    assert!(recording.status.success());
    assert_eq!(recording.traces[0].left_out, LeftOut::default());
    for thread in 0..4 {
        let of_thread = |action: &&Action| matches!(action, Action::Malloc { bytes, .. } if *bytes == 1000 + thread);
        assert_eq!(actions.iter().filter(of_thread).count(), 20_000);
    }
    let mut resized = 0;
    let mut live = std::collections::HashSet::new();
    for action in &actions {
        match *action {
            Action::Malloc { pointer, .. }
            | Action::Calloc { pointer, .. }
            | Action::AlignedMalloc { pointer, .. } => {
                assert!(live.insert(pointer), "{action:?}");
            }
            Action::Realloc {
                pointer,
                from: Target::Pointer(from),
                ..
            } => {
                resized += 1;
                assert!(pointer == from && live.contains(&pointer), "{action:?}");
            }
            Action::Free {
                target: Target::Pointer(pointer),
            } => assert!(live.remove(&pointer), "{action:?}"),
            ref other => panic!("the program doesn't do that: {other:?}"),
        }
    }
    assert_eq!(resized, 80_000);
    // The program frees all its blocks; what is left is what the C library keeps for a thread or two.
    assert!(live.len() <= 8, "{} blocks are live", live.len());
}

#[test]
fn children_write_traces_of_their_own() {
    let bench = Bench::new("family", &[]);
    let recording = bench.record();
    assert!(recording.status.success());
    let traces: Vec<_> = recording
        .traces
        .iter()
        .map(|trace| (actions_in(&trace.path), trace.left_out.inherited))
        .collect();
    let free = Action::Free {
        target: Target::Pointer(P(0)),
    };
    let malloc = |bytes| Action::Malloc {
        pointer: P(0),
        bytes,
    };
    assert_eq!(traces[0], (vec![malloc(100), free, malloc(400)], 0));
    assert_eq!(
        traces[1..],
        [(vec![malloc(200)], 1), (vec![malloc(300)], 0)]
    );

    // One process was both the child and what it became.
    let [parent, child, second] = &recording.traces[..] else {
        panic!("three programs ran")
    };
    assert_ne!(parent.process, child.process);
    assert_eq!(child.process, second.process);
    assert_ne!(child.path, second.path);
    assert_eq!(child.provenance.command, "family");
    assert_eq!(second.provenance.command, "family 'second life'");
}

#[test]
fn a_crash_leaves_a_trace() {
    let (recording, actions) = Bench::new("crash", &[]).record_and_read();
    assert_eq!(recording.status.signal(), Some(6));
    assert_eq!(
        actions,
        [Action::Malloc {
            pointer: P(0),
            bytes: 123
        }]
    );
}

#[test]
fn a_named_file_holds_the_program_and_its_origin() {
    let bench = Bench::new("crash", &[]);
    let file = bench.directory.path().join("new/named.heaptrace");
    let mut options = RecordOptions {
        output: file.clone(),
        ..bench.options()
    };
    options.provenance.version = "1.2".into();
    let recording = record(&options).unwrap();
    assert_eq!(recording.traces[0].path, file);
    assert_eq!(
        recording.traces[0].file_bytes,
        fs::metadata(&file).unwrap().len()
    );
    let provenance = Trace::from_bytes(&fs::read(&file).unwrap())
        .unwrap()
        .provenance;
    assert_eq!(provenance, recording.traces[0].provenance);
    // Not where the program was installed: traces are given to others.
    assert_eq!(
        (&*provenance.program, &*provenance.command),
        ("crash", "crash")
    );
    assert_eq!(provenance.version, "1.2");
    assert_eq!(provenance.date.len(), "2026-01-31".len());
}

/// Protects all other traces from one log that is damaged, and from one whose process found the disk full.
#[test]
fn a_log_that_cannot_be_converted_costs_its_own_trace_alone() {
    let bench = Bench::new("damage_logs", &[]);
    let (recording, actions) = bench.record_and_read();
    assert!(recording.status.success());
    assert_eq!(actions.len(), 1);
    assert_eq!(recording.traces.len(), 1);
    let lost: Vec<_> = recording.lost.iter().map(ToString::to_string).collect();
    assert_eq!(lost.len(), 2, "{lost:?}");
    assert!(
        lost[0].contains("1-0.log") && lost[0].contains("disk full"),
        "{lost:?}"
    );
    assert!(
        lost[1].contains("2-0.log") && lost[1].contains("no header"),
        "{lost:?}"
    );
}

/// Protects long runs from ending with nowhere to put their traces.
#[test]
fn a_place_that_takes_no_trace_is_told_before_the_program_runs() {
    let bench = Bench::new("crash", &[]);
    let directory = bench.directory.path();
    let (ran, taken) = (directory.join("ran"), directory.join("taken.heaptrace"));
    fs::create_dir(&taken).unwrap();
    fs::write(directory.join("file"), "").unwrap();
    for output in [
        taken,
        directory.join("file"),
        directory.join("file/a.heaptrace"),
        "/proc".into(),
    ] {
        let error = record(&RecordOptions {
            program: "touch".into(),
            arguments: vec![ran.clone().into()],
            output,
            ..RecordOptions::default()
        });
        let error = error.unwrap_err();
        assert!(matches!(error, RecordError::File(..)), "{error}");
        assert!(!ran.exists());
    }
}

/// Protects users from the report that a program ran when its loader refused: musl's can't load the library. The
/// program here is an ordinary one, linked with the name of another loader.
#[test]
fn a_program_for_musl_is_not_run() {
    let bench = Bench::new("idle", &["-Wl,--dynamic-linker=/lib/ld-musl-x86_64.so.1"]);
    let error = record(&bench.options()).unwrap_err();
    assert!(matches!(error, RecordError::Musl(..)), "{error}");
    assert!(error.to_string().contains("was not run"), "{error}");
}

#[test]
fn programs_that_cannot_be_recorded_are_named() {
    let bench = Bench::new("crash", &["-static"]);
    let error = record(&bench.options()).unwrap_err();
    assert!(matches!(error, RecordError::NotLoaded { .. }), "{error}");

    let idle = Bench::new("idle", &[]);
    let error = record(&idle.options()).unwrap_err();
    assert!(matches!(error, RecordError::NoOperations(..)), "{error}");

    let missing = RecordOptions {
        program: "no-such-program".into(),
        ..bench.options()
    };
    let error = record(&missing).unwrap_err();
    assert!(
        error.to_string().starts_with("can't run no-such-program: "),
        "{error}"
    );
}
