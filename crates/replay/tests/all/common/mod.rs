//! Owns what the tests of this crate draw at random: any design the catalogue can express, over a region
//! small enough to run out, and any scenario, mistaken ones included.

use atlas_replay::WholeDesign;
use atlas_replay::design::{axes_of, set};
use atlas_scenario::{Action, KERNEL, Operation, Pointer, Scenario, Target, TouchBytes};
use classic_heap::catalog::Kind;
use classic_heap::policy::placement::{NAMES, Score, Scored};
use proptest::prelude::*;

/// Pointers of a random scenario.
pub const POINTERS: u32 = 12;

/// Any design that makes sense, policies drawn from the catalogue itself: a new one is tested from the day it
/// is registered. Frames are plentiful.
pub fn design() -> impl Strategy<Value = WholeDesign> {
    let numbers = (
        prop_oneof![
            Just(1 << 11),
            Just(1 << 13),
            Just(1 << 15),
            1000_u32..20_000
        ],
        prop_oneof![Just(0x000F_FFFF_u32), Just(1), Just(0x7FFF_F008)],
        prop_oneof![
            4 => Just(16_u32),
            2 => Just(8),
            1 => Just(32),
            1 => Just(64),
            1 => Just(256)
        ],
        prop_oneof![Just(64_u32), Just(1), Just(16), 1_u32..200],
        prop_oneof![Just(1_u32 << 24), 200_u32..3000],
    );
    // The model that these designs are held to is one of Classic's family.
    let classic = WholeDesign::default();
    let choices =
        proptest::collection::vec(any::<proptest::sample::Index>(), axes_of(&classic).count());
    let parameter = prop_oneof![Just(0_u32), Just(64), 1_u32..10, 1_u32..500];
    (numbers, score(), choices, parameter).prop_filter_map(
        "the values go together",
        |((region, base, alignment, minimum, maximum), score, choices, parameter)| {
            let mut design = WholeDesign::default();
            for (axis, choice) in axes_of(&WholeDesign::default()).zip(choices) {
                let text = match axis.kind() {
                    Kind::Number { .. } => match axis.id() {
                        "region-size" => region,
                        "region-base" => base,
                        "alignment" => alignment,
                        "minimum" => minimum,
                        "maximum" => maximum,
                        _ => continue,
                    }
                    .to_string(),
                    Kind::Expression(_) => score.to_string(),
                    // The model has one region.
                    Kind::Lengths => continue,
                    Kind::Switch => ["off", "on"][choice.index(2)].to_owned(),
                    Kind::Choice(options) => {
                        let option = options[choice.index(options.len())];
                        match option.parameter {
                            Some(ref bounds) => {
                                let number = parameter.clamp(bounds.minimum, bounds.maximum);
                                format!("{}({number})", option.id)
                            }
                            None => option.id.to_owned(),
                        }
                    }
                };
                set(&mut design, axis.id(), &text).expect("the catalogue's own text");
            }
            design.check().is_ok().then_some(design)
        },
    )
}

/// Any score: a sum of weighted names, or an expression of any form.
fn score() -> impl Strategy<Value = Score> {
    let name = || proptest::sample::select(NAMES).prop_map(|name| name.name.to_owned());
    let number = || prop_oneof![4 => 0_u32..20, 1 => Just(1 << 16), 1 => any::<u32>()];
    let operand = prop_oneof![3 => name(), 2 => number().prop_map(|number| number.to_string())];
    let any_form = operand.prop_recursive(4, 12, 3, |inner| {
        let operator = proptest::sample::select(&[
            "*", "/", "%", "+", "-", "<", "<=", ">", ">=", "==", "!=", "&&", "||",
        ]);
        let each = (inner.clone(), inner.clone(), inner.clone());
        prop_oneof![
            4 => (inner.clone(), operator, inner.clone())
                .prop_map(|(a, operator, b)| format!("({a}) {operator} ({b})")),
            1 => (proptest::sample::select(&["-", "!"]), inner)
                .prop_map(|(prefix, a)| format!("{prefix}({a})")),
            1 => each.prop_map(|(a, b, c)| format!("({a}) ? ({b}) : ({c})")),
        ]
    });
    let weighted = (name(), number()).prop_map(|(name, weight)| format!("{name}*{weight}"));
    let sum = proptest::collection::vec(weighted, 1..4).prop_map(|terms| terms.join(" + "));
    let until = prop_oneof![
        2 => Just(String::new()),
        1 => Just(" until <= any".to_owned()),
        3 => (-300_i32..5000).prop_map(|until| format!(" until <= {until}")),
    ];
    (prop_oneof![sum, any_form], until).prop_map(|(expression, until)| {
        Score::new(&(expression + &until)).unwrap_or(Scored::DEFAULT.0)
    })
}

/// Sizes: mostly small, sometimes nothing, sometimes more than any region has.
fn bytes() -> impl Strategy<Value = u32> {
    prop_oneof![
        8 => 0_u32..300,
        3 => 300_u32..2500,
        1 => prop_oneof![Just(0_u32), Just(u32::MAX), Just(1 << 24), 2500_u32..40_000],
    ]
}

/// One of the pointers.
pub fn pointer() -> impl Strategy<Value = Pointer> {
    (0..POINTERS).prop_map(Pointer)
}

/// What is freed, resized or touched: mostly a pointer as it is.
fn target() -> impl Strategy<Value = Target> {
    prop_oneof![
        16 => pointer().prop_map(Target::Pointer),
        1 => (pointer(), -80_i32..400).prop_map(|(pointer, by)| Target::Offset(pointer, by)),
        1 => prop_oneof![Just(0x0010_0010_u32), Just(0), any::<u32>()].prop_map(Target::Address),
        1 => Just(Target::Null),
    ]
}

/// Anything a program can ask for.
pub fn action() -> impl Strategy<Value = Action> {
    let touched = prop_oneof![
        Just(TouchBytes::Rest),
        (0_u32..300).prop_map(TouchBytes::Exactly)
    ];
    prop_oneof![
        12 => (pointer(), bytes()).prop_map(|(pointer, bytes)| Action::Malloc { pointer, bytes }),
        14 => target().prop_map(|target| Action::Free { target }),
        4 => (pointer(), target(), bytes())
            .prop_map(|(pointer, from, bytes)| Action::Realloc { pointer, from, bytes }),
        4 => (pointer(), bytes()).prop_map(|(pointer, bytes)| Action::Realloc {
            pointer,
            from: Target::Pointer(pointer),
            bytes
        }),
        2 => (pointer(), prop_oneof![9 => 0_u32..20, 1 => Just(1 << 20)], bytes())
            .prop_map(|(pointer, count, bytes)| Action::Calloc { pointer, count, bytes }),
        2 => (pointer(), bytes(), 0_u32..13).prop_map(|(pointer, bytes, power)| {
            Action::AlignedMalloc { pointer, bytes, alignment: 1 << power }
        }),
        2 => (pointer(), bytes()).prop_map(|(pointer, bytes)| Action::Falloc { pointer, bytes }),
        3 => (target(), 0_u32..100, touched)
            .prop_map(|(target, start, bytes)| Action::Touch { target, start, bytes }),
        1 => (0_u32..5).prop_map(|ticks| Action::Idle { ticks }),
        1 => Just(Action::Mark { label: 0 }),
    ]
}

/// Any scenario of at most `operations` operations of the kernel.
pub fn scenario(operations: usize) -> impl Strategy<Value = Scenario> {
    scenario_of(operations, Just(KERNEL), action())
}

/// Any scenario of at most `operations` such operations.
pub fn scenario_of(
    operations: usize,
    task: impl Strategy<Value = u8>,
    action: impl Strategy<Value = Action>,
) -> impl Strategy<Value = Scenario> {
    let operation = (task, action).prop_map(|(task, action)| Operation { task, action });
    proptest::collection::vec(operation, 0..operations).prop_map(|operations| Scenario {
        operations: operations.into(),
        pointers: POINTERS,
        pointer_names: [].into(),
        labels: ["here".into()].into(),
        ..Scenario::default()
    })
}
