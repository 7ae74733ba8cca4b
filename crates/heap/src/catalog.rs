//! Owns the catalogue: each axis of a design with its permanent id, documentation, range and default, and
//! how its value is read from text and printed.
//!
//! Everything that offers designs to people (controls, command-line options, generated types, docs) is
//! derived from [`AXES`]; none of it lists axes or policies of its own. Which combinations make sense is
//! [`Design::check`]'s business.

use core::fmt;

use crate::design::{
    ALIGNMENT_RANGE, Chosen, Design, DesignError, PAGE_BYTES_RANGE, PAGES_MAX, REGION_BYTES_RANGE,
    Reason,
};
use crate::policy::{
    Doc, coalescing::COALESCINGS, commit::COMMITS, free_order::FREE_ORDERS,
    free_queue::FREE_QUEUES, give_back::GIVE_BACKS, list_order::LIST_ORDERS, lookup::LOOKUPS,
    oversize::OVERSIZES, placement::PLACEMENTS, placement::Scoring, pressure::PRESSURES,
    split::SPLITS, structure::STRUCTURES,
};

/// One decision of a design.
pub struct Axis {
    /// Its permanent kebab-case name; links carry it.
    pub id: &'static str,
    /// Its name in print.
    pub title: &'static str,
    /// The part of the design it belongs to; axes of one group stand together in [`AXES`].
    pub group: &'static str,
    /// What it trades, in one sentence.
    pub summary: &'static str,
    /// What its values are.
    pub kind: Kind,
    inert: fn(&Design) -> Option<&'static str>,
    get: fn(&Design) -> Value,
    set: fn(&mut Design, Read),
}

/// A value read from text, known to be one of the axis.
#[derive(Clone, Copy)]
enum Read {
    Number(u32),
    /// A policy's position in its register, and its number, 0 where it takes none.
    Choice(usize, u32),
    Switch(bool),
}

/// What the values of an axis are.
#[derive(Clone, Copy)]
pub enum Kind {
    /// A number of bytes, or an address.
    Number {
        /// The least value.
        minimum: u32,
        /// The greatest value.
        maximum: u32,
        /// Whether only powers of two are allowed.
        power_of_two: bool,
        /// Its unit: `bytes`, `address` (which people read in hexadecimal), or empty for a plain count.
        unit: &'static str,
    },
    /// One of several policies: the documentation of the `n`-th, `None` beyond the last.
    Choice(fn(usize) -> Option<&'static Doc>),
    /// On or off.
    Switch,
}

impl Kind {
    /// The policies of a choice, in order; none for other kinds.
    pub fn choices(self) -> impl Iterator<Item = &'static Doc> {
        let nth = match self {
            Self::Choice(nth) => nth,
            Self::Number { .. } | Self::Switch => |_| None,
        };
        (0..).map_while(nth)
    }
}

/// The value of an axis, as text would have it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Value {
    /// A number.
    Number(u32),
    /// A policy's id and the number it was given, if it takes one.
    Choice(&'static str, Option<u32>),
    /// On or off.
    Switch(bool),
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Number(number) => write!(f, "{number}"),
            Self::Choice(id, None) => f.write_str(id),
            Self::Choice(id, Some(parameter)) => write!(f, "{id}({parameter})"),
            Self::Switch(on) => f.write_str(if on { "on" } else { "off" }),
        }
    }
}

impl Axis {
    /// The value `design` has on this axis.
    pub fn get(&self, design: &Design) -> Value {
        (self.get)(design)
    }

    /// Why this axis makes no difference in `design`, if it makes none.
    pub fn inert(&self, design: &Design) -> Option<&'static str> {
        (self.inert)(design)
    }

    /// Classic's value.
    pub fn default(&self) -> Value {
        self.get(&Design::CLASSIC)
    }

    /// Sets this axis of `design` to the value that `text` names: `16`, `0x10`, `4KiB`, `best-fit`,
    /// `at-least(64)`, `on`. A parameter that is left out gets its default.
    ///
    /// # Errors
    /// If the text names no value of the axis, or one out of its range; the design is then unchanged.
    /// Whether the value goes with the other axes is not looked at.
    pub fn set(&self, design: &mut Design, text: &str) -> Result<(), DesignError> {
        let value = self.parse(text).map_err(|reason| DesignError {
            axis: self.id,
            reason,
        })?;
        (self.set)(design, value);
        Ok(())
    }

    /// Whether the number of the policy that `design` has chosen lies within the policy's bounds; what was not read
    /// from text may not.
    pub(crate) fn check_parameter(&self, design: &Design) -> Result<(), DesignError> {
        let Value::Choice(id, Some(number)) = self.get(design) else {
            return Ok(());
        };
        let doc = self.kind.choices().find(|doc| doc.id == id);
        match doc.and_then(|doc| doc.parameter.as_ref()) {
            Some(parameter) if !(parameter.minimum..=parameter.maximum).contains(&number) => {
                Err(DesignError {
                    axis: self.id,
                    reason: Reason::out_of_range(number, (parameter.minimum, parameter.maximum)),
                })
            }
            _ => Ok(()),
        }
    }

    fn parse(&self, text: &str) -> Result<Read, Reason> {
        match self.kind {
            Kind::Number {
                minimum,
                maximum,
                power_of_two,
                ..
            } => {
                let number = parse_number(text).ok_or(Reason::NotANumber)?;
                if !(minimum..=maximum).contains(&number) {
                    return Err(Reason::out_of_range(number, (minimum, maximum)));
                }
                if power_of_two && !number.is_power_of_two() {
                    return Err(Reason::NotPowerOfTwo(number));
                }
                Ok(Read::Number(number))
            }
            Kind::Switch => match text {
                "on" | "true" | "yes" => Ok(Read::Switch(true)),
                "off" | "false" | "no" => Ok(Read::Switch(false)),
                _ => Err(Reason::UnknownValue),
            },
            Kind::Choice(_) => {
                let (id, argument) = match text.split_once('(') {
                    Some((id, rest)) => {
                        let argument = rest.strip_suffix(')').ok_or(Reason::UnknownValue)?;
                        (id, Some(parse_number(argument).ok_or(Reason::NotANumber)?))
                    }
                    None => (text, None),
                };
                let (at, doc) = (0..)
                    .zip(self.kind.choices())
                    .find(|(_, doc)| doc.id == id)
                    .ok_or(Reason::UnknownValue)?;
                match (&doc.parameter, argument) {
                    (None, None) => Ok(Read::Choice(at, 0)),
                    (None, Some(_)) => Err(Reason::NoParameter),
                    (Some(parameter), argument) => {
                        let number = argument.unwrap_or(parameter.default);
                        let range = (parameter.minimum, parameter.maximum);
                        if (range.0..=range.1).contains(&number) {
                            Ok(Read::Choice(at, number))
                        } else {
                            Err(Reason::out_of_range(number, range))
                        }
                    }
                }
            }
        }
    }
}

impl fmt::Debug for Axis {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Axis")
            .field("id", &self.id)
            .finish_non_exhaustive()
    }
}

/// The axis of an id.
pub fn axis(id: &str) -> Option<&'static Axis> {
    AXES.iter().find(|axis| axis.id == id)
}

/// Reads `64`, `0x40`, `1_000`, `4KiB`, `1MiB`.
fn parse_number(text: &str) -> Option<u32> {
    let text = text.trim();
    if let Some(digits) = text.strip_prefix("0x").or_else(|| text.strip_prefix("0X")) {
        return parse_digits(digits, 16);
    }
    let (digits, factor) = [("KiB", 1 << 10), ("MiB", 1 << 20), ("B", 1)]
        .iter()
        .find_map(|&(unit, factor)| Some((text.strip_suffix(unit)?, factor)))
        .unwrap_or((text, 1));
    parse_digits(digits.trim_end(), 10)?.checked_mul(factor)
}

fn parse_digits(digits: &str, radix: u32) -> Option<u32> {
    let mut number = None;
    for character in digits.chars().filter(|&c| c != '_') {
        let digit = character.to_digit(radix)?;
        number = Some(
            number
                .unwrap_or(0_u32)
                .checked_mul(radix)?
                .checked_add(digit)?,
        );
    }
    number
}

/// An axis whose value is a number in a field of [`Design`].
macro_rules! number {
    ($($field:ident).+) => {
        (
            |design: &Design| Value::Number(design.$($field).+),
            |design: &mut Design, value| {
                if let Read::Number(number) = value {
                    design.$($field).+ = number;
                }
            },
        )
    };
}

/// An axis whose value is a policy of a register.
macro_rules! choice {
    ($field:ident, $register:ident) => {
        (
            |design: &Design| chosen(design.$field.policy.doc(), design.$field.parameter),
            |design: &mut Design, value| {
                if let Read::Choice(at, parameter) = value {
                    design.$field = Chosen::with($register[at], parameter);
                }
            },
        )
    };
}

fn chosen(doc: &'static Doc, parameter: u32) -> Value {
    Value::Choice(doc.id, doc.parameter.as_ref().map(|_| parameter))
}

type Accessors = (fn(&Design) -> Value, fn(&mut Design, Read));

macro_rules! axis {
    ($id:literal, $title:literal, $group:literal, $summary:literal, $kind:expr, $accessors:expr) => {
        axis!($id, $title, $group, $summary, $kind, $accessors, |_| None)
    };
    ($id:literal, $title:literal, $group:literal, $summary:literal, $kind:expr, $accessors:expr, $inert:expr) => {{
        const ACCESSORS: Accessors = $accessors;
        Axis {
            id: $id,
            title: $title,
            group: $group,
            summary: $summary,
            kind: $kind,
            inert: $inert,
            get: ACCESSORS.0,
            set: ACCESSORS.1,
        }
    }};
}

macro_rules! choices {
    ($register:ident) => {
        Kind::Choice(|n| $register.get(n).map(|policy| policy.doc()))
    };
}

const fn bytes((minimum, maximum): (u32, u32), power_of_two: bool) -> Kind {
    Kind::Number {
        minimum,
        maximum,
        power_of_two,
        unit: "bytes",
    }
}

const fn count(minimum: u32, maximum: u32) -> Kind {
    Kind::Number {
        minimum,
        maximum,
        power_of_two: false,
        unit: "",
    }
}

fn unscored(design: &Design) -> Option<&'static str> {
    (!design.placement.policy.scores()).then_some("this placement does not weigh candidates")
}

/// The register of axes, in the order people should meet them.
pub static AXES: &[Axis] = &[
    axis!(
        "region-size",
        "Region size",
        "Region",
        "How much memory the heap may grow to fill: too little refuses requests, too much is taken from others.",
        bytes(REGION_BYTES_RANGE, false),
        number!(region_bytes)
    ),
    axis!(
        "region-base",
        "Region base",
        "Region",
        "The virtual address the region begins at, rounded up to the alignment; it moves every address and \
         changes nothing else.",
        Kind::Number {
            minimum: 1,
            maximum: 0xFFFF_0000,
            power_of_two: false,
            unit: "address",
        },
        number!(base)
    ),
    axis!(
        "alignment",
        "Alignment",
        "Sizes",
        "What every payload's address and length is a multiple of: more suits hardware and leaves bits for \
         flags, and rounds every request up further.",
        bytes(ALIGNMENT_RANGE, true),
        number!(alignment)
    ),
    axis!(
        "minimum",
        "Minimum size",
        "Sizes",
        "The least payload a request gets: more keeps holes useful, and wastes more on small requests.",
        bytes((1, REGION_BYTES_RANGE.1), false),
        number!(minimum_bytes)
    ),
    axis!(
        "maximum",
        "Maximum size",
        "Sizes",
        "The largest request served as it is: a bound keeps one request from taking the whole heap.",
        bytes((1, REGION_BYTES_RANGE.1), false),
        number!(maximum_bytes)
    ),
    axis!(
        "oversize",
        "Beyond the maximum",
        "Sizes",
        "What a request beyond the maximum gets: something smaller, or nothing.",
        choices!(OVERSIZES),
        choice!(oversize, OVERSIZES)
    ),
    axis!(
        "structure",
        "Structure",
        "Lists",
        "What the blocks are threaded on: simplicity against the length of a search.",
        choices!(STRUCTURES),
        choice!(structure, STRUCTURES)
    ),
    axis!(
        "list-order",
        "List order",
        "Lists",
        "Where a split's remainder is linked: which holes a search meets first, and how far list and memory \
         drift apart.",
        choices!(LIST_ORDERS),
        choice!(list_order, LIST_ORDERS)
    ),
    axis!(
        "free-order",
        "Free list order",
        "Lists",
        "Where a hole is threaded on the free list: which holes a search meets first, and what threading costs.",
        choices!(FREE_ORDERS),
        choice!(free_order, FREE_ORDERS),
        |design| (!design.structure.policy.threads_holes())
            .then_some("this structure keeps no free list")
    ),
    axis!(
        "placement",
        "Placement",
        "Allocating",
        "Which hole a request gets: the time of the search against the holes it leaves.",
        choices!(PLACEMENTS),
        choice!(placement, PLACEMENTS)
    ),
    axis!(
        "score-waste",
        "Weight of waste",
        "Allocating",
        "What a byte left over weighs: more leans towards best fit.",
        count(0, Scoring::WEIGHT_MAX),
        number!(scoring.waste),
        unscored
    ),
    axis!(
        "score-distance",
        "Weight of distance",
        "Allocating",
        "What a block examined weighs: more leans towards first fit.",
        count(0, Scoring::WEIGHT_MAX),
        number!(scoring.distance),
        unscored
    ),
    axis!(
        "score-address",
        "Weight of address",
        "Allocating",
        "What 64 bytes from the region's start weigh: more keeps the heap low.",
        count(0, Scoring::WEIGHT_MAX),
        number!(scoring.address),
        unscored
    ),
    axis!(
        "score-fragment",
        "Weight of fragment",
        "Allocating",
        "What a byte of the hole left over weighs: more avoids splitting.",
        count(0, Scoring::WEIGHT_MAX),
        number!(scoring.fragment),
        unscored
    ),
    axis!(
        "score-good-enough",
        "Good enough",
        "Allocating",
        "The score at which a search stops looking: 0 stops at a score of 0 alone, the maximum at the first hole that serves.",
        count(0, Scoring::ANYTHING),
        number!(scoring.good_enough),
        unscored
    ),
    axis!(
        "split",
        "Split",
        "Allocating",
        "Whether a hole larger than the request is cut: waste inside blocks against slivers between them.",
        choices!(SPLITS),
        choice!(split, SPLITS)
    ),
    axis!(
        "coalescing",
        "Coalescing",
        "Merging",
        "When neighbouring holes become one: who pays for it, the request or the free, or the memory.",
        choices!(COALESCINGS),
        choice!(coalescing, COALESCINGS)
    ),
    axis!(
        "lookup",
        "Lookup",
        "Freeing",
        "How a free finds the block of an address: time against memory.",
        choices!(LOOKUPS),
        choice!(lookup, LOOKUPS)
    ),
    axis!(
        "free-queue",
        "Free queue",
        "Freeing",
        "When frees are performed: a walk for each, or stagnant memory until many share one.",
        choices!(FREE_QUEUES),
        choice!(free_queue, FREE_QUEUES)
    ),
    axis!(
        "queue-pressure",
        "Out of memory with frees queued",
        "Freeing",
        "What a request gets that only queued frees could serve: a long wait, or nothing.",
        choices!(PRESSURES),
        choice!(pressure, PRESSURES),
        |design| (!design.free_queue.policy.queues()).then_some("frees are not queued")
    ),
    axis!(
        "trim",
        "Trim",
        "Freeing",
        "Whether a free gives the heap's end back when the last block in memory is a hole: memory for others \
         against growing again soon.",
        Kind::Switch,
        (
            |design: &Design| Value::Switch(design.trim),
            |design: &mut Design, value| {
                if let Read::Switch(on) = value {
                    design.trim = on;
                }
            },
        )
    ),
    axis!(
        "commit",
        "Commit",
        "Machine",
        "When the frames behind a block are taken: at once, from neighbours who could use them, or when it may be too late.",
        choices!(COMMITS),
        choice!(commit, COMMITS)
    ),
    axis!(
        "give-back",
        "Give back",
        "Machine",
        "Which freed frames return to the pool: room for others against faults when they are needed again.",
        choices!(GIVE_BACKS),
        choice!(give_back, GIVE_BACKS)
    ),
    axis!(
        "task-base",
        "Task base",
        "Machine",
        "Where a task's heap begins: the end of its initial memory, rounded up to the alignment. The kernel's begins \
         at the region base.",
        Kind::Number {
            minimum: 1,
            maximum: 0xFFFF_0000,
            power_of_two: false,
            unit: "address",
        },
        number!(task_base)
    ),
    axis!(
        "page-size",
        "Page size",
        "Machine",
        "What frames are handed out in: large pages fault seldom and waste their ends.",
        bytes(PAGE_BYTES_RANGE, true),
        number!(page_bytes)
    ),
    axis!(
        "frames",
        "Frames",
        "Machine",
        "How many physical frames all heaps share: the memory there really is.",
        count(1, PAGES_MAX),
        number!(frames)
    ),
    axis!(
        "swap-pages",
        "Swap",
        "Machine",
        "How many pages can be put aside when frames run out: survival, slowly.",
        count(0, PAGES_MAX),
        number!(swap_pages)
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects a heap from a policy's number that no text was read for, on whichever axis a policy takes one.
    #[test]
    fn every_policy_s_number_is_checked() {
        let mut checked = 0;
        for axis in AXES {
            for (at, doc) in (0..).zip(axis.kind.choices()) {
                let Some(parameter) = &doc.parameter else {
                    continue;
                };
                let outside = parameter.minimum.checked_sub(1);
                let outside = outside.unwrap_or(parameter.maximum + 1);
                let mut design = Design::CLASSIC;
                (axis.set)(&mut design, Read::Choice(at, outside));
                let error = design.check().expect_err(doc.id);
                assert_eq!(error.axis, axis.id);
                (axis.set)(&mut design, Read::Choice(at, parameter.default));
                assert_eq!(design.check(), Ok(()), "{}", doc.id);
                checked += 1;
            }
        }
        assert!(checked > 1);
    }
}
