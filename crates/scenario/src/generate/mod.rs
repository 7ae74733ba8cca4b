//! Owns the seeded generators: workloads with a known pattern, written by one line of a script.
//!
//! A generator is a file and a line in [`GENERATORS`]. What it draws from its seed is frozen, as links
//! hold seeds and not operations: a change to what a generator writes needs a new id.

mod churn;
mod growing;
mod queue;
mod sawtooth;
mod stack;
mod striped;

#[cfg(test)]
mod tests;

use serde::Serialize;

use crate::problem::Failure;
use crate::random::Random;

/// Every generator, in the order a menu shows them.
pub const GENERATORS: &[Generator] = &[
    stack::GENERATOR,
    queue::GENERATOR,
    churn::GENERATOR,
    sawtooth::GENERATOR,
    striped::GENERATOR,
    growing::GENERATOR,
];

/// A seeded workload, reached from a script as `generate ID [as NAME] [seed N] [PARAMETER VALUE] …`.
///
/// What a generator leaves live stays live; `free all NAME` on the next line frees it. Without `as NAME`
/// its pointers are the elements of an array named like the generator.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "GeneratorDoc"))]
pub struct Generator {
    /// The word after `generate`. Permanent: scripts and links carry it.
    pub id: &'static str,
    /// What a menu calls it.
    pub title: &'static str,
    /// What it does and what that shows, in a sentence.
    pub summary: &'static str,
    /// A script line that uses it.
    pub example: &'static str,
    /// What can be set; a seed can always be.
    #[serde(skip)]
    pub(crate) parameters: &'static [Parameter],
    /// How many operations it writes, exactly.
    #[serde(skip)]
    pub(crate) length: fn(&Settings) -> u64,
    #[serde(skip)]
    pub(crate) write: fn(&Settings, &mut Random, &mut dyn Writer) -> Result<(), Failure>,
}

/// Something about a generator that a script can set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Parameter {
    /// The word before the value.
    pub id: &'static str,
    /// What it sets, in a sentence.
    pub doc: &'static str,
    /// The smallest value.
    pub min: u32,
    /// The largest value.
    pub max: u32,
    /// The value where the script gives none; its shape is that of every value of this parameter.
    pub default: Default,
}

/// A parameter's value where none is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Default {
    /// The parameter takes one number.
    Number(u32),
    /// The parameter takes a range, both ends included: `16 to 256`. One number is a range of one.
    Range(u32, u32),
}

/// The largest size a generator is asked for; far beyond any region, so that refusals can be generated too.
const SIZE_MAX: u32 = 1 << 30;

/// The generator of that id.
pub(crate) fn find(id: &str) -> Option<&'static Generator> {
    GENERATORS.iter().find(|generator| generator.id == id)
}

/// Where a generator writes to. Elements count from 0 and can be reused once they are free.
pub(crate) trait Writer {
    fn malloc(&mut self, element: u32, bytes: u32) -> Result<(), Failure>;
    fn realloc(&mut self, element: u32, bytes: u32) -> Result<(), Failure>;
    fn free(&mut self, element: u32) -> Result<(), Failure>;
}

/// A value for each of a generator's parameters.
#[derive(Clone, Debug)]
pub(crate) struct Settings {
    values: Vec<(&'static str, Default)>,
}

impl Settings {
    pub fn defaults(generator: &Generator) -> Settings {
        let parameters = generator.parameters.iter();
        let values = parameters.map(|parameter| (parameter.id, parameter.default));
        Settings {
            values: values.collect(),
        }
    }

    /// Sets one of the generator's own parameters.
    pub fn set(&mut self, id: &str, value: Default) {
        let mut values = self.values.iter_mut();
        let own = values.find(|(known, _)| *known == id);
        own.expect("a parameter of this generator").1 = value;
    }

    fn get(&self, id: &str) -> Default {
        let own = self.values.iter().find(|(known, _)| *known == id);
        own.expect("a parameter of this generator").1
    }

    fn number(&self, id: &str) -> u32 {
        match self.get(id) {
            Default::Number(number) => number,
            Default::Range(..) => unreachable!("`{id}` is a range"),
        }
    }

    fn range(&self, id: &str) -> Range {
        match self.get(id) {
            Default::Range(low, high) => Range { low, high },
            Default::Number(_) => unreachable!("`{id}` is a number"),
        }
    }
}

/// A range of sizes, both ends included.
#[derive(Clone, Copy)]
struct Range {
    low: u32,
    high: u32,
}

impl Range {
    /// A size of the range, each equally likely. Draws even where there is no choice, so that changing
    /// a range changes sizes and nothing else about a workload.
    fn draw(self, random: &mut Random) -> u32 {
        self.low + random.below(u64::from(self.high - self.low) + 1) as u32
    }
}

/// How many operations to write; shared by the generators that go on for as long as they are told to.
const fn operations(default: u32) -> Parameter {
    Parameter {
        id: "operations",
        doc: "How many operations to write.",
        min: 1,
        max: 1_000_000,
        default: Default::Number(default),
    }
}

/// The sizes that are asked for; shared by most generators.
const fn sizes(low: u32, high: u32) -> Parameter {
    Parameter {
        id: "sizes",
        doc: "The sizes to ask for; every size of the range is equally likely.",
        min: 0,
        max: SIZE_MAX,
        default: Default::Range(low, high),
    }
}

/// A parameter that counts blocks.
const fn count(id: &'static str, doc: &'static str, min: u32, default: u32) -> Parameter {
    Parameter {
        id,
        doc,
        min,
        max: 1_000_000,
        default: Default::Number(default),
    }
}
