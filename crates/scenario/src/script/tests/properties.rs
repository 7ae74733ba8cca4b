//! What holds for every script and every scenario.

use proptest::collection::vec;
use proptest::prelude::*;

use crate::limits::Limits;
use crate::operation::{Action, Operation, Pointer, TASK_MAX, Target, TouchBytes};
use crate::scenario::Scenario;
use crate::script::{of, parse};

fn target() -> impl Strategy<Value = Target> {
    prop_oneof![
        (0..8_u32).prop_map(|pointer| Target::Pointer(Pointer(pointer))),
        (0..8_u32, any::<i32>())
            .prop_map(|(pointer, offset)| Target::Offset(Pointer(pointer), offset)),
        any::<u32>().prop_map(Target::Address),
        Just(Target::Null),
    ]
}

fn action() -> impl Strategy<Value = Action> {
    let pointer = || (0..8_u32).prop_map(Pointer);
    let touched = prop_oneof![
        Just(TouchBytes::Rest),
        any::<u32>().prop_map(TouchBytes::Exactly)
    ];
    prop_oneof![
        (pointer(), any::<u32>()).prop_map(|(pointer, bytes)| Action::Malloc { pointer, bytes }),
        (pointer(), any::<u32>()).prop_map(|(pointer, bytes)| Action::Falloc { pointer, bytes }),
        (pointer(), any::<u32>(), any::<u32>()).prop_map(|(pointer, count, bytes)| {
            Action::Calloc {
                pointer,
                count,
                bytes,
            }
        }),
        (pointer(), any::<u32>(), 0..32_u32).prop_map(|(pointer, bytes, bit)| {
            Action::AlignedMalloc {
                pointer,
                bytes,
                alignment: 1 << bit,
            }
        }),
        (pointer(), target(), any::<u32>()).prop_map(|(pointer, from, bytes)| Action::Realloc {
            pointer,
            from,
            bytes
        }),
        target().prop_map(|target| Action::Free { target }),
        (target(), any::<u32>(), touched).prop_map(|(target, start, bytes)| Action::Touch {
            target,
            start,
            bytes
        }),
        any::<u32>().prop_map(|ticks| Action::Idle { ticks }),
        any::<u32>().prop_map(|label| Action::Mark { label }),
    ]
}

/// A scenario with its labels used in order.
fn scenario() -> impl Strategy<Value = Scenario> {
    let operation = (0..=TASK_MAX, action()).prop_map(|(task, action)| Operation { task, action });
    vec(operation, 0..20).prop_map(|mut operations| {
        let mut labels: Vec<Box<str>> = Vec::new();
        for operation in &mut operations {
            if let Action::Mark { label } = &mut operation.action {
                // Now and then a label that was used before.
                *label %= labels.len() as u32 + 1;
                if *label == labels.len() as u32 {
                    labels.push(format!("\"{label}\"\n\\").into());
                }
            }
        }
        Scenario {
            operations: operations.into(),
            pointers: 8,
            pointer_names: [].into(),
            labels: labels.into(),
            ..Scenario::default()
        }
    })
}

/// Lines of the language's own words in any order: closer to a script than arbitrary text.
fn almost_script() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        prop::sample::select(vec![
            "a",
            "x",
            "i",
            "n",
            "malloc",
            "falloc",
            "calloc",
            "realloc",
            "free",
            "touch",
            "idle",
            "mark",
            "pointer",
            "align",
            "null",
            "any",
            "all",
            "repeat",
            "as",
            "end",
            "task",
            "seed",
            "generate",
            "churn",
            "to",
            "language",
            "random",
            "pick",
            "=",
            "+",
            "-",
            "*",
            "/",
            "%",
            "(",
            ")",
            "[",
            "]",
            ",",
            ":",
            "..",
            "0",
            "1",
            "8",
            "0x10",
            "4KiB",
            "4294967295",
            "9223372036854775807",
            "\"t\"",
            "#",
            "\n",
            "\n",
            "\n",
            "\nend\n",
            "\na = malloc ",
            "\nx[i] = malloc ",
            "\nrepeat 3 as i\n",
        ])
        .prop_map(str::to_owned),
        "\\PC{0,3}",
    ];
    vec(word, 0..60).prop_map(|words| words.join(" "))
}

/// Small bounds: what is read is run too, and must not take long.
const LIMITS: Limits = Limits {
    operations_max: 10_000,
    steps_max: 30_000,
    turns_max: 10_000,
    ..Limits::DEFAULT
};

proptest! {
    /// Each operation in words is a line of script that means the same operation.
    #[test]
    fn plain_scripts_read_back(scenario in scenario()) {
        let printed = of(&scenario);
        let reread = Scenario::from_script(&printed).map_err(|problems| TestCaseError::fail(format!("{problems:?}\n{printed}")))?;
        prop_assert_eq!(&reread.operations, &scenario.operations, "{}", &printed);
        prop_assert_eq!(reread.pointers, scenario.pointers);
        prop_assert_eq!(&reread.labels, &scenario.labels);
        prop_assert_eq!(of(&reread), printed);
    }

    /// No text makes the reader panic, and every problem points into the text.
    #[test]
    fn no_text_panics(source in prop_oneof![any::<String>(), almost_script()]) {
        let problems = match parse(&source) {
            Ok(script) => script.expand(&LIMITS).err().unwrap_or_default(),
            Err(problems) => {
                prop_assert!(!problems.is_empty());
                problems
            }
        };
        for problem in problems {
            let line = source.split('\n').nth(problem.line as usize - 1);
            let length = line.map_or(0, |line| line.chars().count()) as u32;
            prop_assert!(1 <= problem.column && problem.column < problem.end_column, "{problem:?}");
            prop_assert!(problem.end_column <= length + 2, "{problem:?} lies outside of its line");
            prop_assert!(problem.render(&source).contains('^'));
        }
    }

    /// Running a script twice gives the same.
    #[test]
    fn expansion_is_a_function(source in almost_script()) {
        if let Ok(script) = parse(&source) {
            prop_assert_eq!(script.expand(&LIMITS), script.expand(&LIMITS));
        }
    }
}
