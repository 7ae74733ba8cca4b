//! Owns a score: an integer expression of a candidate, checked when it is read, and the score at which a search ends.
//!
//! ```text
//! waste*4 + probes*16 + (exact ? 0 : 1) until <= 64
//! ────────────── expression ─────────── ─ the end ─
//! ```
//!
//! It is kept as operations in the order in which a stack performs them, operands first, so that a heap evaluates it with no
//! memory but a small array. Does not own how it is read: see [`read`]. Which score wins is decided in `scored.rs`.

mod read;

use core::fmt;

use super::Candidate;

pub use read::{Mistake, Wrong};

/// The most names, numbers and operators of an expression.
pub const OPERATIONS_MAX: usize = 40;

/// The most names and numbers among them: a choice (`?:`) has one operator for three operands.
const OPERANDS_MAX: usize = (2 * OPERATIONS_MAX + 1) / 3;

/// The greatest value, and the least but for its sign: up to there, JavaScript and JSON keep integers exactly.
pub const VALUE_MAX: i64 = (1 << 53) - 1;

/// A score in one's own words. Equal expressions print equally, however they were written.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Score {
    operations: [Operation; OPERATIONS_MAX],
    /// Those of `Operation::Number`, in their order.
    numbers: [u32; OPERANDS_MAX],
    length: u8,
    until: i64,
}

/// No score is so low: every candidate is examined.
const NEVER: i64 = i64::MIN;

/// Every score is so low: the first candidate is taken.
const ANY: i64 = i64::MAX;

/// One step of the evaluation. All but names and numbers take their operands off the stack; each puts its result there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Operation {
    Number,
    Size,
    Request,
    Waste,
    Remainder,
    Probes,
    Offset,
    Exact,
    Merges,
    Negate,
    Not,
    Multiply,
    Divide,
    Modulo,
    Add,
    Subtract,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Equal,
    Unequal,
    And,
    Or,
    Choose,
}

/// A name that an expression may use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "ScoreName"))]
pub struct Name {
    /// As it is written.
    pub name: &'static str,
    /// Its value, in a few words.
    pub meaning: &'static str,
}

/// The names, in the order people should meet them.
pub const NAMES: &[Name] = &[
    name("waste", "payload beyond the request, in bytes"),
    name(
        "probes",
        "blocks the search has come to on its list, this one included; further blocks of runs do not count",
    ),
    name("offset", "bytes from the region’s start"),
    name(
        "remainder",
        "bytes that would be split off, header included, or 0",
    ),
    name("size", "the hole’s payload, in bytes"),
    name("request", "the payload that is needed, in bytes"),
    name("exact", "1 where nothing is wasted, else 0"),
    name("merges", "further holes that would be merged into this one"),
];

const fn name(name: &'static str, meaning: &'static str) -> Name {
    Name { name, meaning }
}

impl Operation {
    /// What a name of [`NAMES`] stands for, in that order.
    const NAMED: [Self; NAMES.len()] = [
        Self::Waste,
        Self::Probes,
        Self::Offset,
        Self::Remainder,
        Self::Size,
        Self::Request,
        Self::Exact,
        Self::Merges,
    ];

    const fn operands(self) -> usize {
        match self {
            Self::Negate | Self::Not => 1,
            Self::Choose => 3,
            _ if self.binding() == Self::OPERAND => 0,
            _ => 2,
        }
    }

    /// How tightly it binds its operands: C's and Rust's order.
    const fn binding(self) -> u8 {
        match self {
            Self::Choose => 0,
            Self::Or => 1,
            Self::And => 2,
            Self::Equal | Self::Unequal => 3,
            Self::Less | Self::LessOrEqual | Self::Greater | Self::GreaterOrEqual => 4,
            Self::Add | Self::Subtract => Self::SUMMAND - 1,
            Self::Multiply | Self::Divide | Self::Modulo => Self::SUMMAND,
            Self::Negate | Self::Not => Self::PREFIX,
            _ => Self::OPERAND,
        }
    }

    const SUMMAND: u8 = 6;
    const PREFIX: u8 = 7;
    const OPERAND: u8 = 8;

    fn symbol(self) -> &'static str {
        match self {
            Self::Negate => "-",
            Self::Not => "!",
            Self::Multiply => "*",
            Self::Divide => "/",
            Self::Modulo => "%",
            Self::Add => " + ",
            Self::Subtract => " - ",
            Self::Less => " < ",
            Self::LessOrEqual => " <= ",
            Self::Greater => " > ",
            Self::GreaterOrEqual => " >= ",
            Self::Equal => " == ",
            Self::Unequal => " != ",
            Self::And => " && ",
            Self::Or => " || ",
            _ => Self::NAMED
                .iter()
                .position(|&named| named == self)
                .map_or("", |at| NAMES[at].name),
        }
    }

    /// The result on operands of which it takes as many as it has; a number's value is its only operand.
    #[inline]
    fn result(self, candidate: &Candidate, [a, b, c]: [i64; 3]) -> i64 {
        let value = match self {
            Self::Number => a,
            Self::Size => candidate.payload_bytes.into(),
            Self::Request => (candidate.payload_bytes - candidate.waste_bytes).into(),
            Self::Waste => candidate.waste_bytes.into(),
            Self::Remainder => candidate.remainder_bytes.into(),
            Self::Probes => candidate.probes.into(),
            Self::Offset => candidate.offset.into(),
            Self::Exact => (candidate.waste_bytes == 0).into(),
            Self::Merges => candidate.merges.into(),
            Self::Negate => -a,
            Self::Not => (a == 0).into(),
            Self::Multiply => a.saturating_mul(b),
            Self::Divide => a.checked_div(b).unwrap_or(0),
            Self::Modulo => a.checked_rem(b).unwrap_or(0),
            Self::Add => a + b,
            Self::Subtract => a - b,
            Self::Less => (a < b).into(),
            Self::LessOrEqual => (a <= b).into(),
            Self::Greater => (a > b).into(),
            Self::GreaterOrEqual => (a >= b).into(),
            Self::Equal => (a == b).into(),
            Self::Unequal => (a != b).into(),
            Self::And => (a != 0 && b != 0).into(),
            Self::Or => (a != 0 || b != 0).into(),
            Self::Choose if a != 0 => b,
            Self::Choose => c,
        };
        value.clamp(-VALUE_MAX, VALUE_MAX)
    }
}

/// A part of a score: the operations up to and including its last, in their order.
#[derive(Clone, Copy)]
struct Part {
    first: usize,
    last: usize,
}

/// One of the terms that a score adds up.
#[derive(Clone, Copy)]
pub struct Summand<'a> {
    score: &'a Score,
    part: Part,
    is_subtracted: bool,
}

impl Score {
    /// The score that a text says.
    ///
    /// # Errors
    /// The first mistake in the text, and where it is.
    pub const fn new(text: &str) -> Result<Self, Mistake> {
        read::score(text)
    }

    /// The score of a text that is known to be right.
    ///
    /// # Panics
    /// If the text has a mistake; in a constant, that is an error at compile time.
    pub const fn of(text: &str) -> Self {
        match Self::new(text) {
            Ok(score) => score,
            Err(_) => panic!("the score's text has a mistake"),
        }
    }

    /// A candidate's value: the least wins. A result beyond `VALUE_MAX`, or below its negative, stays there; what is
    /// divided by zero is 0, and so is what remains.
    #[inline]
    pub fn value(&self, candidate: &Candidate) -> i64 {
        self.evaluate(self.whole(), candidate)
    }

    /// Whether a candidate of this value ends the search.
    #[inline]
    pub fn ends_at(&self, value: i64) -> bool {
        value <= self.until
    }

    /// The terms that are added up, from the last to the first; the whole expression, where it is no sum.
    pub fn summands(&self) -> impl Iterator<Item = Summand<'_>> {
        let mut rest = Some(self.whole());
        core::iter::from_fn(move || {
            let sum = rest?;
            let operation = self.operations[sum.last];
            let (part, is_subtracted) = match operation {
                Operation::Add | Operation::Subtract => {
                    let [left, right, _] = self.operands(sum);
                    rest = Some(left);
                    (right, operation == Operation::Subtract)
                }
                _ => {
                    rest = None;
                    (sum, false)
                }
            };
            Some(Summand {
                score: self,
                part,
                is_subtracted,
            })
        })
    }

    fn whole(&self) -> Part {
        Part {
            first: 0,
            last: usize::from(self.length) - 1,
        }
    }

    fn evaluate(&self, part: Part, candidate: &Candidate) -> i64 {
        let mut numbers = self.numbers[self.numbers_before(part.first)..].iter();
        let mut stack = [0; OPERANDS_MAX + 2];
        let mut height = 0;
        for &operation in &self.operations[part.first..=part.last] {
            height -= operation.operands();
            let operands = match operation {
                Operation::Number => [numbers.next().map_or(0, |&number| number.into()), 0, 0],
                _ => [stack[height], stack[height + 1], stack[height + 2]],
            };
            stack[height] = operation.result(candidate, operands);
            height += 1;
        }
        stack[0]
    }

    fn numbers_before(&self, at: usize) -> usize {
        let before = self.operations[..at].iter();
        before
            .filter(|&&operation| operation == Operation::Number)
            .count()
    }

    /// The operands of the operation that ends a part, as many as it has.
    #[inline(never)]
    fn operands(&self, part: Part) -> [Part; 3] {
        let mut operands = [part; 3];
        let mut end = part.last;
        let count = self.operations[part.last].operands();
        for operand in operands[..count].iter_mut().rev() {
            let last = end - 1;
            let mut first = last;
            let mut missing = self.operations[first].operands();
            while missing > 0 {
                first -= 1;
                missing += self.operations[first].operands();
                missing -= 1;
            }
            *operand = Part { first, last };
            end = first;
        }
        operands
    }

    /// Writes a part, in parentheses where it binds less tightly than what stands around it.
    #[cold]
    fn write(&self, part: Part, around: u8, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let operation = self.operations[part.last];
        let binding = operation.binding();
        let (open, close) = if binding < around {
            ("(", ")")
        } else {
            ("", "")
        };
        f.write_str(open)?;
        match (operation, operation.operands()) {
            (Operation::Number, _) => {
                write!(f, "{}", self.numbers[self.numbers_before(part.last)])?;
            }
            (Operation::Choose, _) => {
                let [condition, yes, no] = self.operands(part);
                self.write(condition, binding + 1, f)?;
                f.write_str(" ? ")?;
                self.write(yes, binding, f)?;
                f.write_str(" : ")?;
                self.write(no, binding, f)?;
            }
            (_, 0) => f.write_str(operation.symbol())?,
            (_, 1) => {
                let [operand, ..] = self.operands(part);
                f.write_str(operation.symbol())?;
                self.write(operand, binding, f)?;
            }
            _ => {
                let [left, right, _] = self.operands(part);
                self.write(left, binding, f)?;
                f.write_str(operation.symbol())?;
                self.write(right, binding + 1, f)?;
            }
        }
        f.write_str(close)
    }
}

impl Summand<'_> {
    /// Its part in the value of a candidate.
    pub fn value(&self, candidate: &Candidate) -> i64 {
        let value = self.score.evaluate(self.part, candidate);
        if self.is_subtracted { -value } else { value }
    }
}

impl fmt::Display for Summand<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.is_subtracted { "-" } else { "" })?;
        self.score.write(self.part, Operation::SUMMAND, f)
    }
}

impl fmt::Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write(self.whole(), 0, f)?;
        match self.until {
            NEVER => Ok(()),
            ANY => f.write_str(" until <= any"),
            until => write!(f, " until <= {until}"),
        }
    }
}

impl fmt::Debug for Score {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests;
