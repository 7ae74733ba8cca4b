//! Owns what an input of the fuzzer means, and what must hold of every input. Shared by the fuzz target and by the
//! test in `crates/replay/tests/all/fuzz_corpus.rs`, which runs the corpus without a fuzzer.
//!
//! An input is text, so that one that fails can be read and kept:
//!
//! ```text
//! placement=best-fit 2:trim=on      the first line: what the design has different from Classic, and task 2's from that
//! a = malloc 256                    the rest: a script
//! task 2: b = malloc 64
//! ```
//!
//! Mutated, it stays an input. A word of the first line that is no setting chooses one by its bytes, two by two: the
//! axis, and whose it is, and its value. A rest that is no script is read as operations, eight bytes each, printed as a script, and
//! read again.

use atlas_replay::design::{Axis, axes_of};
use atlas_replay::{
    AllocatorDesign, Designs, Options, OutcomeKind, Replay, ReplayError, WholeDesign,
};
use atlas_scenario::share::listed_settings;
use atlas_scenario::{
    Action, Conditions, KERNEL, Limits, Operation, Pointer, Scenario, Target, TouchBytes,
};
use atlas_scenario::{TASK_MAX, script};
use classic_heap::catalog::Kind;

use crate::paper::allocator::Paper;
use crate::paper::beside::{self, Real};

/// What keeps one input short: a region is filled with a pattern and walked after every operation.
const LIMITS: Limits = Limits {
    script_bytes_max: 1 << 14,
    operations_max: 400,
    pointers_max: 400,
    steps_max: 2_000,
    turns_max: 400,
    ..Limits::DEFAULT
};

/// The largest region, in bytes.
const REGION_BYTES_MAX: u32 = 1 << 15;

/// The most frames and the most swapped pages.
const PAGES_MAX: u32 = 64;

/// How many pointers operations read from bytes use.
const POINTERS: u32 = 16;

/// Replays an input; gives the number of its operations, or `None` where its design makes no sense.
///
/// # Panics
/// If the allocator, the replay or the script interpreter does what it must not do.
pub fn run(input: &[u8]) -> Option<usize> {
    let text = String::from_utf8_lossy(input);
    let (line, rest) = text.split_once('\n').unwrap_or((&text, ""));
    let designs = designs(line)?;
    let scenario = match script::parse(rest).and_then(|script| script.expand(&LIMITS)) {
        Ok(scenario) => scenario,
        Err(_) => scenario(rest.as_bytes()),
    };
    let printed = script::of(&scenario);
    let read = Scenario::from_script(&printed).expect("what was printed is a script");
    assert_eq!(
        read.operations, scenario.operations,
        "what was printed reads back as the same operations"
    );

    let Some(checked) = replay(designs, &scenario, Options { check: true }, u64::MAX) else {
        return Some(scenario.operations.len());
    };
    let sliced = replay(designs, &scenario, Options { check: false }, 1);
    let mut sliced = sliced.expect("the heap begins as it did");
    assert_eq!(
        checked.timeline().hash(),
        sliced.timeline().hash(),
        "neither checks nor slices show in a timeline"
    );
    let total = sliced.progress().total;
    let figures = *sliced.seek(total).expect("the last step").figures();
    let before = sliced.seek(total / 2).expect("a step before");
    assert_eq!(
        before.parts().iter().sum::<u32>(),
        before.subject().region_bytes(),
        "every byte belongs to one part"
    );
    let again = sliced.seek(total).expect("the last step");
    assert_eq!(
        *again.figures(),
        figures,
        "a step is the same on any way to it"
    );
    if !scenario.given.is_empty() {
        // On paper every heap begins empty.
        return Some(scenario.operations.len());
    }
    let scenario = performed(&checked);
    if let Err(difference) = beside::compare(&designs, &scenario, Real::new) {
        panic!("{difference}");
    }
    // What is read decides what is coldest, and on paper nobody reads.
    if designs.machine.memory.swap_pages == 0
        && let Err(difference) = beside::compare(&designs, &scenario, Paper::new)
    {
        panic!("{difference}");
    }
    Some(scenario.operations.len())
}

/// The operations that a replay came to, as a scenario without a condition.
fn performed(replay: &Replay) -> Scenario {
    let scenario = replay.scenario().clone();
    let steps = (1..).zip(scenario.operations.iter());
    let performed =
        steps.filter(|&(step, _)| replay.timeline().outcome(step) != OutcomeKind::Skipped);
    Scenario {
        operations: performed.map(|(_, &operation)| operation).collect(),
        conditions: Conditions::default(),
        ..scenario
    }
}

/// A replay that is done; `None` where the heaps can't begin as the scenario has it.
fn replay(designs: Designs, scenario: &Scenario, options: Options, budget: u64) -> Option<Replay> {
    let mut replay = match Replay::new(designs, scenario.clone(), options) {
        Err(ReplayError::Given { .. }) => return None,
        replay => replay.expect("good designs"),
    };
    while !replay.progress().is_done() {
        if let Err(error) = replay.advance(budget) {
            panic!("{error}\n{}", script::of(scenario));
        }
    }
    Some(replay)
}

/// The designs of an input's first line; `None` where their values don't go together.
fn designs(line: &str) -> Option<Designs> {
    let mut settings: Vec<(String, String)> = vec![
        ("region-size".into(), "4096".into()),
        ("page-size".into(), "256".into()),
    ];
    for word in listed_settings(line) {
        match word.split_once('=').filter(|&setting| is_setting(setting)) {
            Some((key, value)) => settings.push((key.into(), value.into())),
            None => settings.extend(word.as_bytes().chunks_exact(2).filter_map(choose)),
        }
    }
    let settings = settings.iter();
    let (mut designs, problems) =
        Designs::read(settings.map(|(key, value)| (key.as_str(), value.as_str())));
    assert!(problems.is_empty(), "each was read alone: {problems:?}");
    let machine = &mut designs.machine;
    lower(&mut machine.memory.frames, PAGES_MAX);
    lower(&mut machine.memory.swap_pages, PAGES_MAX);
    lower(&mut machine.region.region_bytes, REGION_BYTES_MAX);
    for own in designs.tasks.iter_mut().flatten() {
        lower(&mut own.region.region_bytes, REGION_BYTES_MAX);
    }
    // The model on paper is one of Classic's family.
    let is_classic_s = |allocator: &AllocatorDesign| matches!(allocator, AllocatorDesign::List(_));
    let mut own = designs.tasks.iter().flatten();
    let are_classic_s =
        is_classic_s(&designs.kernel) && own.all(|task| is_classic_s(&task.allocator));
    (are_classic_s && designs.first_unsound().is_none()).then_some(designs)
}

fn lower(number: &mut u32, maximum: u32) {
    *number = maximum.min(*number);
}

fn is_setting(setting: (&str, &str)) -> bool {
    Designs::read([setting]).1.is_empty()
}

/// One of the values of one of the axes: the kernel's, or that of task 1 or 2.
fn choose(pair: &[u8]) -> Option<(String, String)> {
    let [chosen, byte] = [pair[0], pair[1]];
    let axes: Vec<Axis> = axes_of(&WholeDesign::default()).collect();
    let axis = axes[usize::from(chosen) % axes.len()];
    let value = match axis.kind() {
        Kind::Switch => ["off", "on"][usize::from(byte & 1)].to_owned(),
        Kind::Number { minimum, .. } => {
            // Powers of two from the minimum on, and their neighbours where a number need not be one.
            let power = minimum.max(1).next_power_of_two() << (byte >> 2 & 15);
            match byte & 3 {
                0 => power.saturating_sub(1).to_string(),
                1 => power.saturating_add(1).to_string(),
                _ => power.to_string(),
            }
        }
        // The model has one region.
        Kind::Lengths => return None,
        Kind::Expression(names) => {
            let name = names[usize::from(byte >> 4) % names.len()].name;
            match byte & 3 {
                0 => format!("{name}*{}", byte >> 2 & 3),
                1 => format!("-{name} until <= {}", byte >> 2 & 3),
                2 => format!("size/({name} - {byte}) + exact"),
                _ => format!("{name}%64 < 9 ? probes : offset"),
            }
        }
        Kind::Choice(_) => {
            let options: Vec<_> = axis.kind().choices().collect();
            let option = options[usize::from(byte) % options.len()];
            match option.parameter {
                Some(_) => format!("{}({})", option.id, byte >> 3),
                None => option.id.to_owned(),
            }
        }
    };
    let key = match usize::from(chosen) / axes.len() {
        3 => format!("1:{}", axis.id()),
        4 => format!("2:{}", axis.id()),
        _ => axis.id().to_owned(),
    };
    // A value out of range leaves the axis as it was.
    is_setting((&key, &value)).then_some((key, value))
}

/// Operations read from bytes, eight each.
fn scenario(bytes: &[u8]) -> Scenario {
    let operations = bytes.chunks_exact(8).take(LIMITS.operations_max as usize);
    Scenario {
        operations: operations.map(operation).collect(),
        pointers: POINTERS,
        ..Scenario::default()
    }
}

fn operation(bytes: &[u8]) -> Operation {
    let pointer = |byte: u8| Pointer(u32::from(byte) % POINTERS);
    let number = |at: usize| u32::from(u16::from_le_bytes([bytes[at], bytes[at + 1]]));
    let [assigned, named] = [pointer(bytes[1]), pointer(bytes[2])];
    let size = match bytes[3] % 16 {
        0 => u32::MAX - number(4),
        1..5 => number(4),
        _ => number(4) % 512,
    };
    let target = match bytes[6] % 16 {
        0 => Target::Null,
        1 => Target::Address(0x0010_0000 + number(4)),
        2 => Target::Offset(named, i32::from(bytes[7]) - 64),
        _ => Target::Pointer(named),
    };
    let action = match bytes[0] % 16 {
        0..5 => Action::Malloc {
            pointer: assigned,
            bytes: size,
        },
        5..10 => Action::Free { target },
        10 => Action::Falloc {
            pointer: assigned,
            bytes: size,
        },
        11 => Action::Calloc {
            pointer: assigned,
            count: u32::from(bytes[7]),
            bytes: size,
        },
        12 => Action::AlignedMalloc {
            pointer: assigned,
            bytes: size,
            alignment: 1 << (bytes[7] % 13),
        },
        13 => Action::Realloc {
            pointer: assigned,
            from: target,
            bytes: size,
        },
        14 => Action::Touch {
            target,
            start: u32::from(bytes[7]),
            bytes: TouchBytes::Exactly(number(4)),
        },
        _ => Action::Idle {
            ticks: u32::from(bytes[7]),
        },
    };
    // Mostly the kernel.
    let task = match bytes[7] {
        high @ 192.. => high % (TASK_MAX + 1),
        _ => KERNEL,
    };
    Operation { task, action }
}
