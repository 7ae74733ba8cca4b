use proptest::prelude::*;

use super::*;
use crate::{Action, Operation, Pointer, TASK_MAX, Target, TouchBytes};

const POINTERS: u32 = 12;

fn pointer() -> impl Strategy<Value = Pointer> {
    (0..POINTERS).prop_map(Pointer)
}

fn target() -> impl Strategy<Value = Target> {
    prop_oneof![
        6 => pointer().prop_map(Target::Pointer),
        1 => (pointer(), any::<i32>()).prop_map(|(pointer, offset)| Target::Offset(pointer, offset)),
        1 => any::<u32>().prop_map(Target::Address),
        1 => Just(Target::Null),
    ]
}

fn action() -> impl Strategy<Value = Action> {
    let touch = prop_oneof![
        Just(TouchBytes::Rest),
        any::<u32>().prop_map(TouchBytes::Exactly)
    ];
    prop_oneof![
        4 => (pointer(), any::<u32>()).prop_map(|(pointer, bytes)| Action::Malloc { pointer, bytes }),
        1 => (pointer(), any::<u32>()).prop_map(|(pointer, bytes)| Action::Falloc { pointer, bytes }),
        1 => (pointer(), any::<u32>(), any::<u32>())
            .prop_map(|(pointer, count, bytes)| Action::Calloc { pointer, count, bytes }),
        1 => (pointer(), any::<u32>(), 0u32..32)
            .prop_map(|(pointer, bytes, log2)| Action::AlignedMalloc { pointer, bytes, alignment: 1 << log2 }),
        2 => (pointer(), target(), any::<u32>())
            .prop_map(|(pointer, from, bytes)| Action::Realloc { pointer, from, bytes }),
        4 => target().prop_map(|target| Action::Free { target }),
        1 => (target(), any::<u32>(), touch)
            .prop_map(|(target, start, bytes)| Action::Touch { target, start, bytes }),
        1 => any::<u32>().prop_map(|ticks| Action::Idle { ticks }),
        1 => (0u32..2).prop_map(|label| Action::Mark { label }),
    ]
}

fn trace() -> impl Strategy<Value = Trace> {
    let operation = (0..=TASK_MAX, action()).prop_map(|(task, action)| Operation { task, action });
    (
        prop::collection::vec(operation, POINTERS as usize..80),
        ".*",
        ".*",
    )
        .prop_map(|(operations, title, command)| Trace {
            provenance: Provenance {
                title,
                command,
                ..Provenance::default()
            },
            scenario: Scenario {
                operations: operations.into(),
                pointers: POINTERS,
                pointer_names: ["first".into(), "zweites ß".into()].into(),
                labels: ["".into(), "half way".into()].into(),
                ..Scenario::default()
            },
        })
}

/// A scenario as the recorder makes them: one verb of each kind that programs use.
fn recorded() -> Trace {
    let actions = [
        Action::Malloc {
            pointer: Pointer(0),
            bytes: 24,
        },
        Action::Calloc {
            pointer: Pointer(1),
            count: 3,
            bytes: 500,
        },
        Action::Realloc {
            pointer: Pointer(0),
            from: Target::Pointer(Pointer(0)),
            bytes: 70_000,
        },
        Action::Free {
            target: Target::Pointer(Pointer(1)),
        },
        Action::AlignedMalloc {
            pointer: Pointer(1),
            bytes: 100,
            alignment: 64,
        },
        Action::Free {
            target: Target::Pointer(Pointer(0)),
        },
    ];
    Trace {
        provenance: Provenance {
            program: "tool".into(),
            date: "2026-01-31".into(),
            ..Provenance::default()
        },
        scenario: Scenario {
            operations: actions
                .into_iter()
                .map(|action| Operation { task: 0, action })
                .collect(),
            pointers: 2,
            ..Scenario::default()
        },
    }
}

proptest! {
    /// Protects the promise that a scenario survives the file, whatever is in it.
    #[test]
    fn reading_gives_back_what_was_written(trace in trace()) {
        let file = trace.to_bytes().unwrap();
        prop_assert_eq!(Trace::from_bytes(&file), Ok(trace));
    }

    /// Protects readers of files from strangers: any bytes give an answer.
    #[test]
    fn any_bytes_give_an_answer(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        prop_assert!(Trace::from_bytes(&bytes).is_err());
        let mut file = [&MAGIC[..], &VERSION.to_le_bytes()].concat();
        file.extend(bytes);
        let _answer_without_panic = Trace::from_bytes(&file);
    }

    /// Protects against believing a damaged file: a changed byte is an error, or (in the provenance's text,
    /// which no checksum covers) changes the provenance alone.
    #[test]
    fn a_changed_byte_never_changes_the_scenario(trace in trace(), at in any::<prop::sample::Index>(), bits in 1u8..) {
        let mut file = trace.to_bytes().unwrap();
        let at = at.index(file.len());
        file[at] ^= bits;
        if let Ok(read) = Trace::from_bytes(&file) {
            prop_assert_eq!(&read.scenario.operations, &trace.scenario.operations);
        }
    }

    /// Protects every decoder behind the checksums: columns of arbitrary bytes, properly packed.
    #[test]
    fn any_columns_give_an_answer(
        operations in 0u32..40,
        pointers in 0u32..40,
        columns in prop::collection::vec(prop::collection::vec(0u8..0x90, 0..40), 9),
    ) {
        let file = file_of(operations, pointers, &columns);
        if let Ok(trace) = Trace::from_bytes(&file) {
            let again = trace.to_bytes().unwrap();
            prop_assert_eq!(Trace::from_bytes(&again), Ok(trace));
        }
    }
}

/// A file with an empty provenance around the columns given.
fn file_of(operations: u32, pointers: u32, columns: &[Vec<u8>]) -> Vec<u8> {
    let mut file = [&MAGIC[..], &VERSION.to_le_bytes(), &0u32.to_le_bytes()].concat();
    file.extend(operations.to_le_bytes());
    file.extend(pointers.to_le_bytes());
    let packed: Vec<_> = columns
        .iter()
        .map(|column| miniz_oxide::deflate::compress_to_vec_zlib(column, 1))
        .collect();
    for (column, packed) in columns.iter().zip(&packed) {
        file.extend((column.len() as u32).to_le_bytes());
        file.extend((packed.len() as u32).to_le_bytes());
    }
    file.extend(packed.concat());
    file
}

/// Protects scripts that fill large arrays: their names outgrow what a file may hold without operations.
#[test]
fn a_script_names_as_many_pointers_as_it_likes() {
    let script = "repeat 150000 as i\n  element[i] = malloc 16\nend\nmark \"full\"";
    let scenario = Scenario::from_script(script).unwrap();
    let trace = Trace {
        scenario,
        ..Trace::default()
    };
    assert!(Trace::from_bytes(&trace.to_bytes().unwrap()).unwrap() == trace);
}

/// Protects memory from a list of empty texts, each of which costs a byte in the file and more when read.
#[test]
fn a_list_is_no_longer_than_a_scenario_needs() {
    let mut texts = Vec::new();
    bytes::put_varint(&mut texts, 1 << 21);
    let mut columns = vec![Vec::new(); 9];
    columns[8] = texts;
    assert_eq!(
        Trace::from_bytes(&file_of(0, 0, &columns)),
        Err(TraceError::TooMany {
            what: "pointer names",
            found: 1 << 21,
            limit: 1 << 20
        })
    );
}

/// Protects against half a download passing for a whole one.
#[test]
fn every_shortened_file_is_an_error() {
    let file = recorded().to_bytes().unwrap();
    for bytes in 0..file.len() {
        let error = Trace::from_bytes(&file[..bytes]).expect_err("a part is no whole");
        match bytes {
            0..8 => assert_eq!(error, TraceError::NotATrace),
            _ => assert!(
                matches!(error, TraceError::Truncated { .. }),
                "{bytes} bytes: {error}"
            ),
        }
    }
    let longer = [&file[..], b"!"].concat();
    assert_eq!(
        Trace::from_bytes(&longer),
        Err(TraceError::TrailingBytes {
            offset: file.len(),
            trailing_bytes: 1
        })
    );
}

/// Protects readers from sizes that differ and look equal.
#[test]
fn a_shortened_file_is_told_to_the_byte() {
    let error = TraceError::Truncated {
        what: "the provenance",
        offset: 14,
        needed_bytes: (1 << 20) + 1,
        left_bytes: 1 << 20,
    };
    assert_eq!(
        error.to_string(),
        "the trace is cut short: the provenance at byte 14 needs 1,048,577 bytes, and 1,048,576 bytes are left"
    );
}

/// Protects the layout that the documentation gives byte by byte, and every file written so far.
#[test]
fn the_layout_is_the_documented_one() {
    let file = recorded().to_bytes().unwrap();
    let provenance = b"program: tool\ndate: 2026-01-31\n";
    assert_eq!(&file[..8], b"\x89HTR\r\n\x1a\n");
    assert_eq!(&file[8..10], [1, 0]);
    assert_eq!(&file[10..14], [provenance.len() as u8, 0, 0, 0]);
    assert_eq!(&file[14..14 + provenance.len()], provenance);
    let rest = &file[14 + provenance.len()..];
    assert_eq!(&rest[..8], [6, 0, 0, 0, 2, 0, 0, 0]);

    let mut columns = Vec::new();
    let mut packed = &rest[80..];
    for entry in rest[8..80].chunks(8) {
        let (column, others) = packed.split_at(entry[4] as usize);
        columns.push(miniz_oxide::inflate::decompress_to_vec_zlib(column).unwrap());
        packed = others;
    }
    assert!(packed.is_empty());
    let [
        verbs,
        tasks,
        destinations,
        targets,
        sizes,
        counts,
        alignments,
        extras,
        texts,
    ] = columns.try_into().unwrap();
    assert_eq!(verbs, [0, 2, 4, 5, 3, 5]);
    assert_eq!(targets, [2, 2, 2]); // each time, the one assigned before the latest
    assert_eq!(sizes, [24, 0xf4, 3, 0xf0, 0xa2, 4, 100]);
    assert_eq!(counts, [3]);
    assert_eq!(alignments, [64]);
    assert_eq!(texts, [0, 0]);
    // Pointers that follow the prediction cost nothing.
    assert!(tasks.is_empty() && destinations.is_empty() && extras.is_empty());
}

/// Protects memory: what a file claims is checked before it is believed.
#[test]
fn claims_beyond_the_limits_are_refused() {
    let nothing = vec![Vec::new(); 9];
    let too_many = |file: Vec<u8>| match Trace::from_bytes(&file) {
        Err(TraceError::TooMany { what, .. }) => what,
        other => panic!("{other:?}"),
    };
    assert_eq!(
        too_many(file_of(OPERATIONS_MAX + 1, 0, &nothing)),
        "operations"
    );
    let mut columns = nothing.clone();
    columns[0] = vec![5; 3];
    assert_eq!(too_many(file_of(2, 0, &columns)), "bytes in one column");
    columns[8] = vec![0, 0];
    assert_eq!(too_many(file_of(3, 7, &columns)), "pointers");

    // A bomb: a column that unpacks to far more than the directory admits.
    let mut bomb = file_of(
        OPERATIONS_MAX,
        0,
        &[
            vec![0; 1 << 22],
            vec![],
            vec![],
            vec![],
            vec![],
            vec![],
            vec![],
            vec![],
            vec![0, 0],
        ],
    );
    bomb[22..26].copy_from_slice(&100u32.to_le_bytes());
    let error = Trace::from_bytes(&bomb).unwrap_err();
    assert!(
        matches!(
            error,
            TraceError::Packing {
                column: "verbs",
                ..
            }
        ),
        "{error}"
    );
}

/// Protects the words a person gets to read.
#[test]
fn errors_name_the_place() {
    let mut columns = vec![Vec::new(); 9];
    columns[0] = vec![0, 5];
    columns[3] = vec![0, 1];
    columns[4] = vec![24];
    columns[8] = vec![0, 0];
    let error = Trace::from_bytes(&file_of(2, 1, &columns)).unwrap_err();
    assert_eq!(
        error.to_string(),
        "operation 1: there is no pointer 1 (column of targets)"
    );
    columns[3] = vec![];
    let error = Trace::from_bytes(&file_of(2, 1, &columns)).unwrap_err();
    assert_eq!(
        error.to_string(),
        "operation 1: its value is missing (column of targets)"
    );
    let file = recorded().to_bytes().unwrap();
    let error = Trace::from_bytes(&file[..30]).unwrap_err();
    assert_eq!(
        error.to_string(),
        "the trace is cut short: the provenance at byte 14 needs 31 bytes, and 16 bytes are left"
    );
}

/// Protects links to files from programs newer than this one.
#[test]
fn a_newer_version_is_told_from_garbage() {
    let mut file = recorded().to_bytes().unwrap();
    file[8] = 2;
    assert_eq!(
        Trace::from_bytes(&file),
        Err(TraceError::UnknownVersion { version: 2 })
    );
}

/// Protects the small pointer tables of recorded traces.
#[test]
fn slots_give_the_latest_released_number_first() {
    let mut slots = Slots::new();
    for expected in 0..3 {
        assert_eq!(slots.next_slot(), expected);
        slots.hold(expected);
    }
    slots.release(0);
    slots.release(2);
    slots.release(2);
    assert_eq!(slots.next_slot(), 2);
    slots.hold(2);
    assert_eq!(slots.next_slot(), 0);
    slots.hold(0);
    assert_eq!(slots.next_slot(), 3);
    assert_eq!(slots.peak(), 3);
}
