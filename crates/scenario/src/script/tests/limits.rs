//! That bounds hold, are named, and are found before the work is done.

use expect_test::expect;

use super::{check, outcome};

#[test]
fn too_many_operations_are_refused_before_they_are_made() {
    check(
        "repeat 1000000000\n  a = malloc 8\nend",
        expect![[r#"
            this repeats 1,000,000,000 times; the limit is 2,000,000
            1 | repeat 1000000000
              |        ^^^^^^^^^^
        "#]],
    );
    check(
        "repeat 2000000\nrepeat 2000000\nrepeat 2000000\na = malloc 8\nend\nend\nend",
        expect![[r#"
            this repeat brings the script to 8,000,000,000,000,000,000 operations or more; the limit is 2,000,000
            1 | repeat 2000000
              | ^^^^^^^^^^^^^^
        "#]],
    );
    check(
        "repeat 1000000\n  a = malloc 8\n  a = malloc 8\n  a = malloc 8\nend",
        expect![[r#"
            this repeat brings the script to 3,000,000 operations or more; the limit is 2,000,000
            1 | repeat 1000000
              | ^^^^^^^^^^^^^^
        "#]],
    );
    check(
        "repeat 1000000 as i\n  repeat 1000000\n  end\nend",
        expect![[r#"
            this repeat brings the script to 1,000,002,000,001 steps or more; the limit is 10,000,000
            1 | repeat 1000000 as i
              | ^^^^^^^^^^^^^^^^^^^
        "#]],
    );
    check(
        "repeat 3\n  generate churn operations 1000000\nend",
        expect![[r#"
            this generator brings the script to 3,000,000 operations; the limit is 2,000,000
            2 |   generate churn operations 1000000
              |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        "#]],
    );
}

#[test]
fn a_repeat_whose_count_is_computed_is_stopped_on_the_way() {
    check(
        "n = 2000\nrepeat n\nrepeat n\nrepeat n\nend\nend\nend",
        expect![[r#"
            this repeat brings the script to 10,002,000 steps or more; the limit is 10,000,000
            4 | repeat n
              | ^^^^^^^^
        "#]],
    );
    check(
        "n = 2000\nrepeat n\nrepeat n\na = malloc 8\nend\nend",
        expect![[r#"
            this repeat brings the script to 2,002,000 operations or more; the limit is 2,000,000
            3 | repeat n
              | ^^^^^^^^
        "#]],
    );
}

#[test]
fn lines_that_never_run_cost_nothing_at_every_turn() {
    // Looking through the inner body once is fine, two million times is not: this test would hang.
    let skipped = "n = 1\n".repeat(100_000);
    let script = format!("z = 0\nrepeat 2000000\nrepeat z\n{skipped}end\nend");
    assert_eq!(outcome(&script), "");
    // Empty lines and comments leave no statement behind, so running them costs nothing either.
    let empty = "\n# nothing\n".repeat(50_000);
    assert_eq!(outcome(&format!("repeat 2000000\n{empty}end")), "");
    check(
        &format!("repeat 2000000\n{skipped}end"),
        expect![[r#"
            this repeat brings the script to 200,002,000,001 steps or more; the limit is 10,000,000
            1 | repeat 2000000
              | ^^^^^^^^^^^^^^
        "#]],
    );
    check(
        &format!("n = 2000000\nrepeat 1\nrepeat n\n{skipped}end\nend"),
        expect![[r#"
            this repeat brings the script to 200,002,000,004 steps or more; the limit is 10,000,000
            3 | repeat n
              | ^^^^^^^^
        "#]],
    );
}

#[test]
fn depth_is_bounded_in_blocks_and_in_expressions() {
    check(
        &"repeat 1\n".repeat(17),
        expect![[r#"
        blocks are nested 17 deep here; the limit is 16
        17 | repeat 1
           | ^^^^^^^^
    "#]],
    );
    check(
        &format!("n = {}1{}", "(".repeat(17), ")".repeat(17)),
        expect![[r#"
            this expression is nested too deep; the limit is 16
            1 | n = (((((((((((((((((1)))))))))))))))))
              |                     ^
        "#]],
    );
    check(
        &format!("n = {}1", "-".repeat(5_000)),
        expect![[r#"
            this expression is nested too deep; the limit is 16
            1 | n = ------------------------------------------------------------------------------------------------
              |                     ^
        "#]],
    );
    check(
        &format!("n = 1{}", "+1".repeat(100)),
        expect![[r#"
        this expression is too long; the limit is 100 terms
        1 | 1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1
          |                                                   ^
    "#]],
    );
    assert_eq!(
        outcome(&format!("n = {}1{}", "(".repeat(16), ")".repeat(16))),
        ""
    );
    assert_eq!(
        outcome(&("repeat 1\n".repeat(16) + &"end\n".repeat(16))),
        ""
    );
}

#[test]
fn names_and_texts_are_bounded() {
    check(
        &format!("{} = malloc 8", "a".repeat(65)),
        expect![[r#"
        this name has 65 characters; the limit is 64
        1 | aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa = malloc 8
          | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
    "#]],
    );
    check(
        &format!("mark \"{}\"", "a".repeat(201)),
        expect![[r#"
        this text has 201 characters; the limit is 200
        1 | mark "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
          |      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
    "#]],
    );
    let labels: String = (0..10_001).map(|n| format!("mark \"{n}\"\n")).collect();
    check(
        &labels,
        expect![[r#"
            this is label number 10,001; the limit is 10,000
            10001 | mark "10000"
                  | ^^^^^^^^^^^^
        "#]],
    );
}

#[test]
fn the_text_itself_is_bounded() {
    check(
        &" ".repeat((8 << 20) + 1),
        expect![[r#"
            this script has more than 8 MiB, which is the limit
            1 | 
              | ^
        "#]],
    );
}

#[test]
fn lines_and_what_stands_on_them_are_bounded() {
    // Empty lines and comments are no such lines.
    assert_eq!(outcome(&"\n# nothing\n".repeat(700_000)), "");
    check(
        &"seed 1\n".repeat(1_000_001),
        expect![[r#"
            this script has more than 1,000,000 lines that are not empty, which is the limit
            1000001 | seed 1
                    | ^^^^
        "#]],
    );
    check(
        &"n=1+1+1+1+1+1\n".repeat(320_000),
        expect![[r#"
            this script has more than 4,000,000 words, numbers and signs, which is the limit
            307693 | n=1+1+1+1+1+1
                   | ^
        "#]],
    );
    check(
        &format!("pointer x{}", ",x".repeat(5000)),
        expect![[r#"
            this line has more than 10,000 words, numbers and signs, which is the limit
            1 | ,x,x,x,x,x,x,x,x,x,x,x,x,x,x,x,x,x,x,x,x,x,x,x,x,x,x
              |                                                   ^
        "#]],
    );
}

#[test]
fn pointers_are_bounded_with_operations() {
    use crate::limits::Limits;
    let script = super::parse("repeat 5 as i\n  x[i] = malloc 8\nend").expect("a good script");
    let limits = Limits {
        pointers_max: 4,
        ..Limits::DEFAULT
    };
    let problems = script.expand(&limits).expect_err("five are more than four");
    assert_eq!(
        problems[0].to_string(),
        "line 2, column 3: this is pointer number 5; the limit is 4"
    );
}

#[test]
fn problems_are_bounded() {
    let count = |source: &str| {
        crate::Scenario::from_script(source)
            .expect_err("nothing here is right")
            .len()
    };
    assert_eq!(count(&"free fre\n".repeat(1000)), 50);
    assert_eq!(count(&"a = malloc -1\n".repeat(1000)), 50);
    assert_eq!(count(&"oops\n".repeat(1000)), 50);
    assert_eq!(count("repeat 1000000\n  a = malloc -1\nend"), 1);
}
