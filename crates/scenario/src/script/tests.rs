//! Tests of the language as its users meet it: text in, operations or problems out.

mod document;
mod expansion;
mod limits;
mod problems;
mod properties;

use std::fmt::Write as _;

use expect_test::Expect;

use crate::scenario::Scenario;
use crate::script::{Problem, parse};

/// The operations of a script as plain lines, or its problems as a terminal shows them.
fn outcome(source: &str) -> String {
    match Scenario::from_script(source) {
        Ok(scenario) => listing(&scenario),
        Err(problems) => rendered(source, &problems),
    }
}

fn listing(scenario: &Scenario) -> String {
    let mut out = String::new();
    for operation in scenario.operations.iter() {
        writeln!(out, "{}", scenario.describe(operation)).expect("strings grow");
    }
    out
}

fn rendered(source: &str, problems: &[Problem]) -> String {
    problems
        .iter()
        .map(|problem| problem.render(source))
        .collect()
}

/// Checks what a script comes to.
fn check(source: &str, expected: Expect) {
    expected.assert_eq(&outcome(source));
}
