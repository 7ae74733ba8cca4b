use atlas_scenario::{Action, Pointer, Target};

use atlas_scenario::trace::Trace;
use proptest::prelude::*;

use super::*;
use crate::log::{COMMAND_BYTES_MAX, HEADER_BYTES, MAGIC, VERSION, tag};

const P: fn(u32) -> Pointer = Pointer;

/// A log with these records: verb, thread, address, bytes, extra.
fn log_of(records: &[(Verb, u64, u64, u64, u64)]) -> Vec<u8> {
    let mut log = vec![0; HEADER_BYTES];
    log[0..8].copy_from_slice(&MAGIC.to_ne_bytes());
    log[8..12].copy_from_slice(&VERSION.to_ne_bytes());
    log[12..16].copy_from_slice(&77u32.to_ne_bytes());
    log[16..24].copy_from_slice(&(records.len() as u64).to_ne_bytes());
    let command = b"/bin/tool\0-v\0\0";
    log[32..36].copy_from_slice(&(command.len() as u32).to_ne_bytes());
    log[HEADER_BYTES - COMMAND_BYTES_MAX..][..command.len()].copy_from_slice(command);
    for &(verb, thread, address, bytes, extra) in records {
        for word in [tag(verb, thread), address, bytes, extra] {
            log.extend(word.to_ne_bytes());
        }
    }
    log
}

fn actions(records: &[(Verb, u64, u64, u64, u64)]) -> (Vec<Action>, LeftOut) {
    let conversion = convert(&log_of(records)).unwrap();
    let actions = conversion
        .scenario
        .operations
        .iter()
        .map(|operation| operation.action)
        .collect();
    (actions, conversion.left_out)
}

/// Protects the meaning of every verb, and the numbers given again.
#[test]
fn each_verb_becomes_its_operation() {
    let (actions, left_out) = actions(&[
        (Verb::Malloc, 1, 0x1000, 24, 0),
        (Verb::Calloc, 1, 0x2000, 8, 4),
        (Verb::Free, 1, 0x1000, 0, 0),
        (Verb::Aligned, 1, 0x1000, 100, 64),
        (Verb::ReallocBegin, 1, 0x2000, 500, 0),
        (Verb::ReallocEnd, 1, 0x3000, 500, 0x2000),
        (Verb::ReallocEnd, 1, 0x4000, 7, 0),
        (Verb::ReallocBegin, 1, 0x4000, 0, 0),
        (Verb::ReallocEnd, 1, 0, 0, 0x4000),
    ]);
    let expected = [
        Action::Malloc {
            pointer: P(0),
            bytes: 24,
        },
        Action::Calloc {
            pointer: P(1),
            count: 4,
            bytes: 8,
        },
        Action::Free {
            target: Target::Pointer(P(0)),
        },
        Action::AlignedMalloc {
            pointer: P(0),
            bytes: 100,
            alignment: 64,
        },
        Action::Realloc {
            pointer: P(1),
            from: Target::Pointer(P(1)),
            bytes: 500,
        },
        Action::Realloc {
            pointer: P(2),
            from: Target::Null,
            bytes: 7,
        },
        Action::Free {
            target: Target::Pointer(P(2)),
        },
    ];
    assert_eq!(actions, expected);
    assert_eq!(left_out, LeftOut::default());
}

/// Protects the pairing while threads interleave: an address given up by one thread's realloc belongs to
/// another thread's block before the realloc's end is logged.
#[test]
fn an_address_moves_on_while_a_realloc_is_under_way() {
    let (actions, left_out) = actions(&[
        (Verb::Malloc, 1, 0x1000, 10, 0),
        (Verb::ReallocBegin, 1, 0x1000, 900, 0),
        (Verb::Malloc, 2, 0x1000, 11, 0),
        (Verb::ReallocEnd, 1, 0x5000, 900, 0x1000),
        (Verb::Free, 2, 0x1000, 0, 0),
        (Verb::Free, 2, 0x5000, 0, 0),
    ]);
    let expected = [
        Action::Malloc {
            pointer: P(0),
            bytes: 10,
        },
        Action::Malloc {
            pointer: P(1),
            bytes: 11,
        },
        Action::Realloc {
            pointer: P(0),
            from: Target::Pointer(P(0)),
            bytes: 900,
        },
        Action::Free {
            target: Target::Pointer(P(1)),
        },
        Action::Free {
            target: Target::Pointer(P(0)),
        },
    ];
    assert_eq!(actions, expected);
    assert_eq!(left_out, LeftOut::default());
}

/// Protects programs that survive a failed realloc: the block stays, and is freed later.
#[test]
fn a_failed_realloc_changes_nothing() {
    let (actions, left_out) = actions(&[
        (Verb::Malloc, 1, 0x1000, 10, 0),
        (Verb::ReallocBegin, 1, 0x1000, 1 << 50, 0),
        (Verb::ReallocEnd, 1, 0, 1 << 50, 0x1000),
        (Verb::Free, 1, 0x1000, 0, 0),
    ]);
    let expected = [
        Action::Malloc {
            pointer: P(0),
            bytes: 10,
        },
        Action::Free {
            target: Target::Pointer(P(0)),
        },
    ];
    assert_eq!(actions, expected);
    assert_eq!(
        left_out,
        LeftOut {
            refused: 1,
            ..LeftOut::default()
        }
    );
}

/// Protects the counts that tell a user what a trace lacks.
#[test]
fn what_cannot_be_told_is_counted() {
    let (actions, left_out) = actions(&[
        (Verb::Free, 1, 0x9000, 0, 0),
        (Verb::ReallocBegin, 1, 0x8000, 40, 0),
        (Verb::ReallocEnd, 1, 0x8800, 40, 0x8000),
        (Verb::Malloc, 1, 0x1000, 5 << 32, 0),
        (Verb::Free, 1, 0x1000, 0, 0),
        (Verb::Calloc, 1, 0x1000, 1 << 20, 1 << 20),
    ]);
    assert_eq!(
        actions,
        [Action::Malloc {
            pointer: P(0),
            bytes: 40
        }]
    );
    assert_eq!(
        left_out,
        LeftOut {
            inherited: 2,
            oversize: 2,
            ..LeftOut::default()
        }
    );
}

/// Protects replays from an address that is live twice.
#[test]
fn an_address_given_again_was_free() {
    let (actions, _) = actions(&[
        (Verb::Malloc, 1, 0x1000, 10, 0),
        (Verb::Malloc, 1, 0x1000, 20, 0),
    ]);
    let expected = [
        Action::Malloc {
            pointer: P(0),
            bytes: 10,
        },
        Action::Free {
            target: Target::Pointer(P(0)),
        },
        Action::Malloc {
            pointer: P(0),
            bytes: 20,
        },
    ];
    assert_eq!(actions, expected);
}

/// Protects recordings of programs that crash, and of those that fill the log.
#[test]
fn a_torn_log_gives_what_it_has() {
    let mut log = log_of(&[
        (Verb::Malloc, 1, 0x1000, 10, 0),
        (Verb::Free, 1, 0x1000, 0, 0),
    ]);
    log[HEADER_BYTES + 32..HEADER_BYTES + 40].fill(0);
    let conversion = convert(&log).unwrap();
    assert_eq!(conversion.scenario.operations.len(), 1);
    assert_eq!(
        conversion.left_out,
        LeftOut {
            unfinished: 1,
            ..LeftOut::default()
        }
    );
    log[16] = 9;
    assert!(convert(&log).unwrap().left_out.is_cut_short);
}

/// Protects the converter from files that aren't logs, and reads the header.
#[test]
fn the_header_is_checked() {
    let log = log_of(&[]);
    let conversion = convert(&log).unwrap();
    assert_eq!(
        (conversion.process, conversion.command),
        (77, vec!["/bin/tool".into(), "-v".into(), "".into()])
    );
    assert_eq!(convert(&log[..100]), Err(LogError::NoHeader));
    assert_eq!(convert(&[1; 5000]), Err(LogError::NoHeader));
    assert_eq!(convert(&[0; 5000]), Err(LogError::Unfinished));
    assert_eq!(convert(&[]), Err(LogError::Unfinished));
    let mut other = log;
    other[8] = 9;
    assert_eq!(convert(&other), Err(LogError::Version { version: 9 }));
}

fn records() -> impl Strategy<Value = Vec<(Verb, u64, u64, u64, u64)>> {
    let verb = prop::sample::select(vec![
        Verb::Malloc,
        Verb::Calloc,
        Verb::Aligned,
        Verb::Free,
        Verb::ReallocBegin,
        Verb::ReallocEnd,
    ]);
    // Few addresses and threads, so that they meet; sizes around every limit.
    let address = || prop::sample::select(vec![0u64, 0x10, 0x20, 0x30, 0x40]);
    let bytes = || prop::sample::select(vec![0u64, 1, 100, u64::from(u32::MAX), 1 << 32, u64::MAX]);
    let extra = prop_oneof![address(), bytes()];
    prop::collection::vec((verb, 0u64..3, address(), bytes(), extra), 0..60)
}

proptest! {
    /// Protects replays from logs of any shape, torn ones and those of strange allocators too: in the scenario
    /// each pointer is assigned when it is free and freed when it is held, and a trace can be written of it.
    #[test]
    fn any_log_becomes_a_consistent_scenario(records in records()) {
        let scenario = convert(&log_of(&records)).unwrap().scenario;
        let mut held = std::collections::HashSet::new();
        for operation in scenario.operations.iter() {
            match operation.action {
                Action::Free { target: Target::Pointer(pointer) } => prop_assert!(held.remove(&pointer)),
                Action::Realloc { pointer, from: Target::Pointer(from), .. } => {
                    prop_assert!(pointer == from && held.contains(&pointer));
                }
                Action::Malloc { pointer, .. }
                | Action::Calloc { pointer, .. }
                | Action::AlignedMalloc { pointer, .. }
                | Action::Realloc { pointer, from: Target::Null, .. } => prop_assert!(held.insert(pointer)),
                ref other => prop_assert!(false, "no record means {:?}", other),
            }
        }
        let trace = Trace { scenario, ..Trace::default() };
        let file = trace.to_bytes().unwrap();
        prop_assert_eq!(Trace::from_bytes(&file), Ok(trace));
    }

    /// Protects the converter from damaged logs: any bytes behind a header give an answer.
    #[test]
    fn any_bytes_give_an_answer(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let mut log = log_of(&[]);
        log[16] = 200;
        log.extend(bytes);
        prop_assert!(convert(&log).is_ok());
    }
}
