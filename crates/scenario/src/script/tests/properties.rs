//! What holds for every script and every scenario.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

use crate::limits::Limits;
use crate::operation::{Action, Operation, Pointer, TASK_MAX, Target, TouchBytes};
use crate::scenario::Scenario;
use crate::script::lexer::{Form, Literal, Unit};
use crate::script::tree::{
    Address, Expression, Head, Item, Kind, Name, Operator, Place, Request, Setting, Statement,
    Subject, Value,
};
use crate::script::words::is_reserved;
use crate::script::{Script, of, parse, parser};

fn text() -> impl Strategy<Value = Box<str>> {
    "[a-z_][a-zA-Z0-9_]{0,3}"
        .prop_filter("a name", |text| !is_reserved(text))
        .prop_map(Box::from)
}

fn name() -> impl Strategy<Value = Name> {
    text().prop_map(|text| Name {
        text,
        span: Default::default(),
    })
}

fn literal() -> impl Strategy<Value = Literal> {
    let form = prop_oneof![
        Just(Form::Decimal),
        Just(Form::Hexadecimal),
        (0..4_usize).prop_map(|unit| Form::Unit(Unit::ALL[unit])),
    ];
    (0..=u64::from(u32::MAX), form).prop_map(|(digits, form)| Literal { digits, form })
}

fn expression() -> impl Strategy<Value = Expression> {
    let leaf = prop_oneof![
        literal().prop_map(Value::Number),
        text().prop_map(Value::Name)
    ];
    let leaf = leaf.prop_map(|value| Expression {
        value,
        span: Default::default(),
    });
    leaf.prop_recursive(3, 12, 3, |inner| {
        let boxed = || inner.clone().prop_map(Box::new);
        let operator = prop_oneof![
            Just(Operator::Add),
            Just(Operator::Subtract),
            Just(Operator::Multiply),
            Just(Operator::Divide),
            Just(Operator::Remainder),
        ];
        prop_oneof![
            boxed().prop_map(Value::Negate),
            (operator, boxed(), boxed())
                .prop_map(|(operator, left, right)| Value::Binary(operator, left, right)),
            (boxed(), boxed()).prop_map(|(low, high)| Value::Random(low, high)),
            vec(inner.clone(), 1..4).prop_map(Value::Pick),
        ]
        .prop_map(|value| Expression {
            value,
            span: Default::default(),
        })
    })
}

fn place() -> impl Strategy<Value = Place> {
    (name(), option::of(expression())).prop_map(|(name, index)| Place {
        name,
        index,
        span: Default::default(),
    })
}

fn address() -> impl Strategy<Value = Address> {
    // An offset that is a sum prints with parentheses; one that is a term prints without.
    prop_oneof![
        (place(), vec((any::<bool>(), expression()), 0..3))
            .prop_map(|(place, offsets)| Address::Place { place, offsets }),
        expression().prop_map(Address::Number),
        Just(Address::Null),
    ]
}

fn subject() -> impl Strategy<Value = Subject> {
    prop_oneof![
        address().prop_map(Subject::One),
        name().prop_map(Subject::Any),
        name().prop_map(Subject::All)
    ]
}

fn request() -> impl Strategy<Value = Request> {
    prop_oneof![
        (expression(), option::of(expression()))
            .prop_map(|(bytes, alignment)| Request::Malloc { bytes, alignment }),
        expression().prop_map(|bytes| Request::Falloc { bytes }),
        (expression(), expression()).prop_map(|(count, bytes)| Request::Calloc { count, bytes }),
        (address(), expression()).prop_map(|(from, bytes)| Request::Realloc { from, bytes }),
    ]
}

fn simple() -> impl Strategy<Value = Kind> {
    let setting = (name(), expression(), option::of(expression()))
        .prop_map(|(name, low, high)| Setting { name, low, high });
    let range = (expression(), option::of(expression()));
    prop_oneof![
        (place(), request()).prop_map(|(pointer, request)| Kind::Allocate { pointer, request }),
        (name(), expression()).prop_map(|(name, value)| Kind::Compute { name, value }),
        vec(place(), 1..3).prop_map(Kind::Declare),
        subject().prop_map(Kind::Free),
        (subject(), option::of(range)).prop_map(|(subject, range)| Kind::Touch { subject, range }),
        expression().prop_map(Kind::Idle),
        any::<String>()
            .prop_map(|text| Kind::Mark(text.chars().take(200).collect::<String>().into())),
        expression().prop_map(Kind::Seed),
        (name(), option::of(name()), vec(setting, 0..3)).prop_map(
            |(generator, array, settings)| Kind::Generate {
                generator,
                array,
                settings
            }
        ),
    ]
}

fn statement(kind: Kind) -> Statement {
    Statement {
        kind,
        span: Default::default(),
    }
}

fn comment() -> impl Strategy<Value = Option<Box<str>>> {
    option::of(
        "[^\\s\\p{C}]?[^\\n\\r\\p{C}]{0,8}[^\\s\\p{C}]".prop_map(|text| Box::from(text.trim())),
    )
}

fn item() -> impl Strategy<Value = Item> {
    let line = prop_oneof![
        simple(),
        (expression(), simple()).prop_map(|(task, kind)| Kind::Task {
            task,
            statement: Box::new(statement(kind))
        }),
    ];
    let leaf = (option::weighted(0.9, line), comment()).prop_map(|(kind, comment)| Item {
        statement: kind.map(statement),
        comment,
    });
    leaf.prop_recursive(2, 8, 3, |inner| {
        let head = prop_oneof![
            (expression(), option::of(name()))
                .prop_map(|(count, counter)| Head::Repeat { count, counter }),
            expression().prop_map(|task| Head::Task { task }),
        ];
        (head, vec(inner, 0..3), comment(), comment()).prop_map(
            |(head, body, end_comment, comment)| Item {
                statement: Some(statement(Kind::Block {
                    head,
                    body,
                    end_comment,
                })),
                comment,
            },
        )
    })
}

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

/// A scenario with names or without, its labels used in order.
fn scenario() -> impl Strategy<Value = Scenario> {
    let operation = (0..=TASK_MAX, action()).prop_map(|(task, action)| Operation { task, action });
    let names = prop_oneof![
        Just(Vec::new()),
        vec("[a-q][0-9]?(\\[[0-9]{1,2}\\])?", 0..8),
        vec(any::<String>(), 0..3),
    ];
    (vec(operation, 0..20), names).prop_map(|(mut operations, names)| {
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
            pointer_names: names.into_iter().map(Box::from).collect(),
            labels: labels.into(),
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
    /// The printer and the parser agree on the whole grammar, whether the names make sense or not.
    #[test]
    fn printing_reads_back(items in vec(item(), 0..6)) {
        let printed = Script { items: items.clone() }.to_string();
        let reading = parser::read(&printed);
        prop_assert_eq!(reading.problems, vec![], "{}", printed);
        prop_assert_eq!(reading.items, items, "{}", printed);
    }

    /// Any scenario, imported ones too, can be taken into the editor without a change.
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
            Ok(script) => {
                prop_assert_eq!(parse(&script.to_string()), Ok(script.clone()));
                script.expand(&LIMITS).err().unwrap_or_default()
            }
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

    /// Running a script twice gives the same, and each operation knows its line.
    #[test]
    fn expansion_is_a_function(source in almost_script()) {
        if let Ok(script) = parse(&source) {
            let first = script.expand_with_lines(&LIMITS);
            if let Ok(expansion) = &first {
                prop_assert_eq!(expansion.lines.len(), expansion.scenario.operations.len());
            }
            prop_assert_eq!(first, script.expand_with_lines(&LIMITS));
        }
    }
}
