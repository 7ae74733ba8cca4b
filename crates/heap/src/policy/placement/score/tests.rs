use std::format;
use std::string::{String, ToString};
use std::vec::Vec;

use expect_test::{Expect, expect};
use proptest::prelude::*;

use super::*;

const HOLE: Candidate = Candidate {
    payload_bytes: 112,
    waste_bytes: 12,
    probes: 3,
    offset: 200,
    remainder_bytes: 0,
    merges: 2,
    score: 0,
};

fn value(text: &str) -> i64 {
    Score::new(text).expect("a score").value(&HOLE)
}

/// Protects: each name means what its documentation says.
#[test]
fn names_stand_for_the_candidate_s_numbers() {
    let values: Vec<_> = NAMES
        .iter()
        .map(|name| (name.name, value(name.name)))
        .collect();
    assert_eq!(
        values,
        [
            ("waste", 12),
            ("probes", 3),
            ("offset", 200),
            ("remainder", 0),
            ("size", 112),
            ("request", 100),
            ("exact", 0),
            ("merges", 2),
        ]
    );
}

/// Protects: operators bind as in C and Rust, and divide towards zero.
#[test]
fn operators_bind_as_people_expect() {
    for (text, expected) in [
        ("2 + 3*4 - 1", 13),
        ("(2 + 3)*4", 20),
        ("10 - 4 - 3", 3),
        ("offset/64*8", 24),
        ("-7/2", -3),
        ("-7%2", -1),
        ("--3", 3),
        ("!waste + !0", 1),
        ("waste == 12 && probes < 3 || merges >= 2", 1),
        ("1 < 2 == 1", 1),
        ("exact ? 1 : probes > 2 ? 5 : 9", 5),
        ("(1 ? 0 : 1) ? 2 : 3", 3),
        ("waste*4 + probes*16 + (exact ? 0 : 1)", 97),
    ] {
        assert_eq!(value(text), expected, "{text}");
    }
}

/// Protects: nothing overflows, and nothing traps.
#[test]
fn arithmetic_has_a_result_for_everything() {
    let huge = "4294967295*4294967295";
    assert_eq!(value(huge), VALUE_MAX);
    assert_eq!(value(&format!("-({huge})")), -VALUE_MAX);
    assert_eq!(value(&format!("-({huge}) - 1")), -VALUE_MAX);
    assert_eq!(value(&format!("({huge}) + 1")), VALUE_MAX);
    assert_eq!(value("probes/0"), 0);
    assert_eq!(value("probes%0"), 0);
    assert_eq!(value("probes/(exact - 0)"), 0);
}

/// Protects: the end of a search is what is written after `until`.
#[test]
fn until_says_which_values_end_the_search() {
    let ends = |text, value| Score::new(text).expect("a score").ends_at(value);
    assert!(!ends("waste", -VALUE_MAX));
    assert!(ends("waste until <= 8", 8) && !ends("waste until <= 8", 9));
    assert!(ends("waste until <= -8", -8) && !ends("waste until <= -8", 0));
    assert!(ends("waste until <= any", VALUE_MAX));
}

/// Protects "why here?": a sum is told term by term.
#[test]
fn a_sum_has_its_summands() {
    let told = |text| {
        let score = Score::new(text).expect("a score");
        let mut terms: Vec<_> = score
            .summands()
            .map(|term| format!("{term} is {}", term.value(&HOLE)))
            .collect();
        terms.reverse();
        terms.join("; ")
    };
    assert_eq!(told("waste*4"), "waste*4 is 48");
    assert_eq!(
        told("7 + waste*4 - probes*16 + (exact ? 0 : 1) until <= 9"),
        "7 is 7; waste*4 is 48; -probes*16 is -48; (exact ? 0 : 1) is 1"
    );
    assert_eq!(
        told("waste - (3 + probes)"),
        "waste is 12; -(3 + probes) is -6"
    );
    assert_eq!(told("exact ? 0 : 1 + 2"), "(exact ? 0 : 1 + 2) is 3");
}

/// Protects links and hashes: equal expressions have one text.
#[test]
fn a_score_prints_one_way() {
    for (written, printed) in [
        ("((waste))*04", "waste*4"),
        ("waste*4+probes*16", "waste*4 + probes*16"),
        ("1-(2-3)-(4*5)", "1 - (2 - 3) - 4*5"),
        ("-(1+2)", "-(1 + 2)"),
        ("!(size<9)&&exact", "!(size < 9) && exact"),
        ("(1?2:3)?4:(5?6:7)", "(1 ? 2 : 3) ? 4 : 5 ? 6 : 7"),
        ("1until<=-5", "1 until <= -5"),
        ("\tprobes until\n<=any ", "probes until <= any"),
        ("0 - -1", "0 - -1"),
    ] {
        let score = Score::new(written).unwrap_or_else(|mistake| panic!("{written}: {mistake}"));
        assert_eq!(score.to_string(), printed);
    }
}

/// Protects people who make a mistake: they are told where it is and what to do.
#[test]
fn mistakes_are_told_with_their_place() {
    let mut told = String::new();
    let long = "1+".repeat(20) + "1";
    let deep = "(".repeat(25);
    for text in [
        "",
        "wast*4",
        "waste*4 + Probes",
        "waste * ",
        "waste probes",
        "(waste + 2",
        "(waste 2)",
        "waste + 2)",
        "exact ? 1",
        "exact ? 1 : ",
        "waste = 4",
        "exact & 1",
        "waste − 4",
        "4294967296",
        "min(waste, 4)",
        "waste until 4",
        "waste until <= x",
        "waste until <= 4 + 4",
        "any",
        "waste*4 # cheap",
        &long,
        &deep,
    ] {
        let mistake = Score::new(text).expect_err(text);
        told.push_str(&format!("{text:?}: {mistake}\n"));
    }
    let expected: Expect = expect![[r#"
        "": character 1: a name, a number or `(` is missing
        "wast*4": character 1: unknown name; the names are waste, probes, offset, remainder, size, request, exact, merges
        "waste*4 + Probes": character 11: unknown name; the names are waste, probes, offset, remainder, size, request, exact, merges
        "waste * ": character 9: a name, a number or `(` is missing
        "waste probes": character 7: an operator is missing
        "(waste + 2": character 11: `)` is missing
        "(waste 2)": character 8: an operator is missing
        "waste + 2)": character 10: this `)` closes nothing
        "exact ? 1": character 10: `:` is missing
        "exact ? 1 : ": character 13: a name, a number or `(` is missing
        "waste = 4": character 7: write `==`
        "exact & 1": character 7: write `&&`
        "waste − 4": character 7: a score has no such character
        "4294967296": character 1: numbers go up to 4294967295
        "min(waste, 4)": character 1: unknown name; the names are waste, probes, offset, remainder, size, request, exact, merges
        "waste until 4": character 13: `<=` is missing
        "waste until <= x": character 16: unknown name; the names are waste, probes, offset, remainder, size, request, exact, merges
        "waste until <= 4 + 4": character 18: an operator is missing
        "any": character 1: a name, a number or `(` is missing
        "waste*4 # cheap": character 9: a score has no such character
        "1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1": character 40: a score has at most 40 names, numbers and operators
        "(((((((((((((((((((((((((": character 25: a score is nested at most 24 deep
    "#]];
    expected.assert_eq(&told);
}

/// Protects designs that are constants: a score is checked when it is compiled.
#[test]
fn a_score_may_be_a_constant() {
    const SCORE: Score = Score::of("waste*4 until <= 0");
    assert_eq!(SCORE.to_string(), "waste*4 until <= 0");
}

const OPERATORS: [&str; 13] = [
    "*", "/", "%", "+", "-", "<", "<=", ">", ">=", "==", "!=", "&&", "||",
];
const PREFIXES: [&str; 2] = ["-", "!"];

/// The text of any expression, with more parentheses than it needs.
fn expression() -> impl Strategy<Value = String> {
    let names: Vec<_> = NAMES.iter().map(|name| name.name.to_string()).collect();
    let operand = prop_oneof![
        3 => proptest::sample::select(names),
        1 => any::<u32>().prop_map(|number| number.to_string()),
        2 => (0_u32..10).prop_map(|number| number.to_string()),
    ];
    operand.prop_recursive(5, 16, 3, |inner| {
        prop_oneof![
            4 => (inner.clone(), proptest::sample::select(&OPERATORS), inner.clone())
                .prop_map(|(a, operator, b)| format!("{a} {operator} {b}")),
            1 => (proptest::sample::select(&PREFIXES), inner.clone())
                .prop_map(|(prefix, a)| format!("{prefix}{a}")),
            1 => (inner.clone(), inner.clone(), inner.clone())
                .prop_map(|(a, b, c)| format!("{a} ? {b} : {c}")),
            2 => inner.prop_map(|a| format!("({a})")),
        ]
    })
}

proptest! {
    /// Protects links: a score comes back from its text, and has a value for any candidate.
    #[test]
    fn any_score_comes_back_from_its_text(
        expression in expression(),
        until in proptest::option::of(-300_i64..300),
        numbers in proptest::array::uniform6(any::<u32>()),
    ) {
        let text = until.map_or(expression.clone(), |until| format!("{expression} until <= {until}"));
        let Ok(score) = Score::new(&text) else {
            // Too long: nothing else is wrong with it.
            prop_assert_eq!(Score::new(&text).map_err(|mistake| mistake.wrong), Err(Wrong::TooLong));
            return Ok(());
        };
        let printed = score.to_string();
        prop_assert_eq!(Score::new(&printed), Ok(score));
        // As much as a link's value may have.
        prop_assert!(printed.len() <= 400);
        let [payload_bytes, waste, probes, offset, remainder_bytes, merges] = numbers;
        let waste_bytes = waste.min(payload_bytes);
        let candidate =
            Candidate { payload_bytes, waste_bytes, probes, offset, remainder_bytes, merges, score: 0 };
        let value = score.value(&candidate);
        prop_assert!(value.abs() <= VALUE_MAX);
        let terms: Vec<_> = score.summands().map(|term| (term.to_string(), term.value(&candidate))).collect();
        if terms.iter().all(|(_, value)| value.abs() < VALUE_MAX / 64) {
            prop_assert_eq!(terms.iter().map(|(_, value)| value).sum::<i64>(), value);
        }
    }

    /// Protects: any text whatever is read or refused.
    #[test]
    fn any_text_is_read_or_refused(text in "([a-z]{1,9}|[0-9]{1,12}|[-+*/%<>=!&|?:() ]|until|<=|waste|.){0,60}") {
        match Score::new(&text) {
            Ok(score) => { score.value(&HOLE); }
            Err(mistake) => prop_assert!((1..=text.chars().count() as u32 + 1).contains(&mistake.at)),
        }
    }
}
