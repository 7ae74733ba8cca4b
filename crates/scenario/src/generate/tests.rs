//! Tests of every generator alike: what it writes is frozen, well formed, and as long as it says.

use std::collections::BTreeSet;

use expect_test::{Expect, expect};
use proptest::prelude::*;

use super::{Default, GENERATORS, Generator, Settings, Writer};
use crate::problem::Failure;
use crate::random::Random;
use crate::scenario::Scenario;

/// Counts operations and checks that a program could perform them.
#[derive(std::default::Default)]
struct Strict {
    operations: u64,
    live: BTreeSet<u32>,
    sizes: Vec<u32>,
}

impl Writer for Strict {
    fn malloc(&mut self, element: u32, bytes: u32) -> Result<(), Failure> {
        assert!(self.live.insert(element), "element {element} is live");
        self.operations += 1;
        self.sizes.push(bytes);
        Ok(())
    }

    fn realloc(&mut self, element: u32, bytes: u32) -> Result<(), Failure> {
        assert!(
            self.live.contains(&element),
            "element {element} is not live"
        );
        self.operations += 1;
        self.sizes.push(bytes);
        Ok(())
    }

    fn free(&mut self, element: u32) -> Result<(), Failure> {
        assert!(self.live.remove(&element), "element {element} is not live");
        self.operations += 1;
        Ok(())
    }
}

/// A generator with settings from all over its ranges, but small counts.
fn configured() -> impl Strategy<Value = (&'static Generator, Settings)> {
    let generator = prop::sample::select((0..GENERATORS.len()).collect::<Vec<_>>());
    (
        generator,
        prop::collection::vec((any::<u32>(), any::<u32>()), 8),
    )
        .prop_map(|(position, numbers)| {
            let generator = &GENERATORS[position];
            let mut settings = Settings::defaults(generator);
            for (parameter, (one, other)) in generator.parameters.iter().zip(numbers) {
                let span = parameter.max - parameter.min;
                let within = |number: u32, most: u32| parameter.min + number % (span.min(most) + 1);
                settings.set(
                    parameter.id,
                    match parameter.default {
                        Default::Number(_) => Default::Number(within(one, 300)),
                        Default::Range(..) => {
                            let (one, other) = (within(one, span), within(other, span));
                            Default::Range(one.min(other), one.max(other))
                        }
                    },
                );
            }
            (generator, settings)
        })
}

proptest! {
    #[test]
    fn what_is_written_is_possible_and_as_long_as_announced((generator, settings) in configured(), seed: u64) {
        // Growing arrays by single bytes takes as many steps as bytes; their length is checked all the same.
        let length = (generator.length)(&settings);
        prop_assume!(length < 100_000);
        let mut strict = Strict::default();
        let written = (generator.write)(&settings, &mut Random::new(seed), &mut strict);
        prop_assert!(written.is_ok());
        prop_assert_eq!(strict.operations, length);
    }
}

/// The start of what a generator's example line writes, and a fingerprint (FNV-1a) of all it writes.
fn check(id: &str, expected: Expect) {
    let generator = super::find(id).expect("a generator");
    let scenario = Scenario::from_script(generator.example).expect("the example is good");
    let lines = scenario.operations.iter();
    let plain: String = lines
        .map(|operation| scenario.describe(operation) + "\n")
        .collect();
    let fingerprint = plain.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    let start: Vec<&str> = plain.lines().take(8).collect();
    expected.assert_eq(&format!(
        "{}\n… {} operations, {fingerprint:016x}\n",
        start.join("\n"),
        scenario.operations.len()
    ));
}

// A golden that changes breaks every link that holds the generator: give the new behaviour a new id instead.

#[test]
fn stack_is_frozen() {
    check(
        "stack",
        expect![[r#"
        stack[0] = malloc 109
        stack[1] = malloc 233
        free stack[1]
        stack[1] = malloc 76
        stack[2] = malloc 95
        stack[3] = malloc 115
        stack[4] = malloc 247
        free stack[4]
        … 500 operations, c1b66208b3491a01
    "#]],
    );
}

#[test]
fn queue_is_frozen() {
    check(
        "queue",
        expect![[r#"
        queue[0] = malloc 109
        queue[1] = malloc 20
        queue[2] = malloc 233
        queue[3] = malloc 156
        queue[4] = malloc 125
        queue[5] = malloc 76
        queue[6] = malloc 128
        queue[7] = malloc 95
        … 500 operations, 772525b7eb401ce0
    "#]],
    );
}

#[test]
fn churn_is_frozen() {
    check(
        "churn",
        expect![[r#"
        churn[0] = malloc 409
        churn[1] = malloc 32
        churn[2] = malloc 924
        churn[3] = malloc 604
        churn[4] = malloc 472
        churn[5] = malloc 267
        churn[6] = malloc 488
        churn[7] = malloc 347
        … 5000 operations, 5b2952573cb6ab60
    "#]],
    );
}

#[test]
fn sawtooth_is_frozen() {
    check(
        "sawtooth",
        expect![[r#"
        sawtooth[0] = malloc 109
        sawtooth[1] = malloc 20
        sawtooth[2] = malloc 233
        sawtooth[3] = malloc 156
        sawtooth[4] = malloc 125
        sawtooth[5] = malloc 76
        sawtooth[6] = malloc 128
        sawtooth[7] = malloc 95
        … 990 operations, 5f447b2b78736228
    "#]],
    );
}

#[test]
fn striped_is_frozen() {
    check(
        "striped",
        expect![[r#"
        striped[0] = malloc 64
        striped[1] = malloc 64
        striped[2] = malloc 64
        striped[3] = malloc 64
        striped[4] = malloc 64
        striped[5] = malloc 64
        striped[6] = malloc 64
        striped[7] = malloc 64
        … 175 operations, 16080e2c5cc2aa02
    "#]],
    );
}

#[test]
fn growing_is_frozen() {
    check(
        "growing",
        expect![[r#"
        growing[3] = malloc 16
        growing[0] = malloc 16
        growing[7] = malloc 16
        growing[4] = malloc 16
        growing[3] = realloc growing[3] 32
        growing[1] = malloc 16
        growing[3] = realloc growing[3] 64
        growing[2] = malloc 16
        … 72 operations, 398d6c281dc0f699
    "#]],
    );
}

#[test]
fn every_generator_runs_with_nothing_but_its_name() {
    for generator in GENERATORS {
        let scenario = Scenario::from_script(&format!("generate {}", generator.id))
            .expect("the defaults are good");
        assert!(
            scenario.operations.len() >= 50,
            "`{}` is too short to show anything",
            generator.id
        );
    }
}

#[test]
fn generators_are_told_apart_and_their_defaults_lie_in_range() {
    let ids: BTreeSet<&str> = GENERATORS.iter().map(|generator| generator.id).collect();
    assert_eq!(ids.len(), GENERATORS.len());
    for parameter in GENERATORS.iter().flat_map(|generator| generator.parameters) {
        let (low, high) = match parameter.default {
            Default::Number(number) => (number, number),
            Default::Range(low, high) => (low, high),
        };
        assert!(
            parameter.min <= low && low <= high && high <= parameter.max,
            "{parameter:?}"
        );
    }
}
