//! Tests of what trace files come to, and of what is said about files that are none.

use std::fmt::Write as _;

use expect_test::{Expect, expect};
use proptest::prelude::*;

use super::{Import, import, import_within};
use crate::limits::Limits;

/// Checks the operations and notices of a trace, or its problems.
fn check(text: &str, expected: Expect) {
    let shown = match import(text) {
        Ok(Import { scenario, notices }) => {
            let mut out = String::new();
            for operation in scenario.operations.iter() {
                writeln!(out, "{}", scenario.describe(operation)).expect("strings grow");
            }
            for notice in notices {
                write!(out, "notice: {}", notice.render(text)).expect("strings grow");
            }
            out
        }
        Err(problems) => problems
            .iter()
            .map(|problem| problem.render(text))
            .collect(),
    };
    expected.assert_eq(&shown);
}

#[test]
fn the_example_of_the_labs_readme() {
    check(
        "20000\n3\n8\n1\na 0 512\na 1 128\nr 0 640\na 2 128\nf 1\nr 0 768\nf 0\nf 2\n",
        expect![[r#"
            p0 = malloc 512
            p1 = malloc 128
            p0 = realloc p0 640
            p2 = malloc 128
            free p1
            p0 = realloc p0 768
            free p0
            free p2
        "#]],
    );
}

#[test]
fn a_header_of_two_numbers() {
    check(
        "1\n2\na 0 16\nf 0",
        expect![[r#"
        p0 = malloc 16
        free p0
    "#]],
    );
}

#[test]
fn white_space_is_free() {
    check(
        "\u{feff}20000\r\n1 \r\n3\t\r\n1\r\n\r\na 0 16   \r\n\r\n  f 0 f -1\r\n\r\n",
        expect![[r#"
            p0 = malloc 16
            free p0
            free null
        "#]],
    );
}

#[test]
fn ids_without_a_block_are_null_to_realloc() {
    check(
        "2\n7\nr 0 16\nf 0\nr 0 32\nf 0\nf 0\nf 1\nf -1",
        expect![[r#"
            p0 = realloc null 16
            free p0
            p0 = realloc null 32
            free p0
            free p0
            free null
            free null
            notice: the header says 2 ids; the trace never allocates 1 of them
            1 | 2
              | ^
        "#]],
    );
}

#[test]
fn a_header_that_counts_wrong_is_a_notice() {
    check(
        "20000\n4\n9\n1\na 0 512\na 2 16\nf 0\n",
        expect![[r#"
            p0 = malloc 512
            p2 = malloc 16
            free p0
            notice: the header says 9 operations, and the trace has 3
            3 | 9
              | ^
              = if there should be more, the file may have been cut short
            notice: the header says 4 ids; the trace never allocates 2 of them
            2 | 4
              | ^
        "#]],
    );
}

#[test]
fn several_problems_are_told_at_once() {
    check(
        "20000\n2\n9\n1\na 0 512\nx 1 3\na 2 16\na 1\nf\na 1 4294967296\na 1 -5\nf -2\na one 3\na 1 3.5\nf 0\n",
        expect![[r#"
            unknown request `x`
            6 | x 1 3
              | ^
              = requests are `a ID BYTES`, `r ID BYTES` and `f ID`
            there is no id `2`: the header says there are 2 ids
            7 | a 2 16
              |   ^
              = ids go from 0 to 1; or correct the header on line 2
            a number of bytes is missing
            8 | a 1
              |    ^
              = write `a ID BYTES`
            an id is missing
            9 | f
              |  ^
              = write `f ID`
            `4294967296` bytes are too many: a size has 32 bits, and the largest is 4,294,967,295
            10 | a 1 4294967296
               |     ^^^^^^^^^^
            `-5` is below zero, which no size can be
            11 | a 1 -5
               |     ^^
            there is no id `-2`: the header says there are 2 ids
            12 | f -2
               |   ^^
               = ids go from 0 to 1; or correct the header on line 2
            an id is expected, but this is `one`
            13 | a one 3
               |   ^^^
               = write `a ID BYTES`
            `3.5` is not a whole number
            14 | a 1 3.5
               |     ^^^
               = write `a ID BYTES`
        "#]],
    );
}

#[test]
fn other_files_are_turned_away() {
    check(
        "",
        expect![[r#"
        this is not a malloc-lab trace: it does not start with a number
        1 | 
          | ^
          = a header is four numbers (heap size, ids, operations, weight) or two (ids, operations), one on each line
    "#]],
    );
    check(
        "a = malloc 8\n",
        expect![[r#"
        this is not a malloc-lab trace: it does not start with a number
        1 | a = malloc 8
          | ^
          = a header is four numbers (heap size, ids, operations, weight) or two (ids, operations), one on each line
    "#]],
    );
    check(
        "1\n2\n3\na 0 1\n",
        expect![[r#"
        this header has 3 numbers
        1 | 1
          | ^
          = a header is four numbers (heap size, ids, operations, weight) or two (ids, operations), one on each line
    "#]],
    );
    check(
        "1 2 3 4 5\n",
        expect![[r#"
        `5` is a fifth number in the header
        1 | 1 2 3 4 5
          |         ^
          = a header is four numbers (heap size, ids, operations, weight) or two (ids, operations), one on each line
    "#]],
    );
    check(
        "3x\n2\n",
        expect![[r#"
        `3x` is not a whole number of ids
        1 | 3x
          | ^^
          = a header is four numbers (heap size, ids, operations, weight) or two (ids, operations), one on each line
    "#]],
    );
    check(
        "99999999999999999999999\n1\n",
        expect![[r#"
        `99999999999999999999…` is not a whole number of ids
        1 | 99999999999999999999999
          | ^^^^^^^^^^^^^^^^^^^^^^^
          = a header is four numbers (heap size, ids, operations, weight) or two (ids, operations), one on each line
    "#]],
    );
    check(
        "1\n3000000\n",
        expect![[r#"
            this trace has 3,000,000 operations; the limit is 2,000,000
            2 | 3000000
              | ^^^^^^^
        "#]],
    );
}

#[test]
fn limits_hold_whatever_the_header_says() {
    let limits = Limits {
        operations_max: 3,
        ..Limits::DEFAULT
    };
    let problems =
        import_within("1\n3\nf 0\nf 0\nf 0\nf 0\n", &limits).expect_err("four are more than three");
    assert_eq!(
        problems[0].to_string(),
        "line 6, column 1: this trace has more than 3 operations, which is the limit"
    );
    let limits = Limits {
        file_bytes_max: 3,
        ..Limits::DEFAULT
    };
    assert!(import_within("1\n1\n", &limits).is_err());
}

proptest! {
    /// No text makes the importer panic.
    #[test]
    fn no_text_panics(text in prop_oneof![any::<String>(), "([0-9]{1,2}\n){2,4}([arfx] -?[0-9]{0,3} ?[0-9]{0,3}\r?\n){0,20}"]) {
        match import(&text) {
            Ok(import) => prop_assert!(import.scenario.pointers <= Limits::DEFAULT.pointers_max),
            Err(problems) => {
                prop_assert!(!problems.is_empty());
                problems.iter().for_each(|problem| drop(problem.render(&text)));
            }
        }
    }
}
