//! Owns the catalogue: each axis of an allocator's design with its permanent id, documentation, range and default, and
//! how the value of an axis is read from text and printed.
//!
//! Everything that offers designs to people (controls, command-line options, generated types, docs) is
//! derived from [`AXES`]; none of it lists axes or policies of its own. [`Values`] are a design as people write it.
//! [`Design::new`](crate::Design::new) checks which values go together. An [`Axis`] may as well be one of something else:
//! the replay has axes of the machine that a heap runs on.

mod lengths;
mod number;
pub(crate) mod shared;
mod values;

use core::fmt;

use crate::design::{DesignError, Reason};
use crate::policy::Doc;
use crate::policy::coalescing::Coalescing;
use crate::policy::commit::Commit;
use crate::policy::decommit::Decommit;
use crate::policy::end::End;
use crate::policy::free_order::FreeOrder;
use crate::policy::free_queue::FreeQueue;
use crate::policy::list_order::ListOrder;
use crate::policy::lookup::Lookup;
use crate::policy::oversize::Oversize;
use crate::policy::placement::{NAMES, Name, Placement, Score, Scored};
use crate::policy::pressure::Pressure;
use crate::policy::split::Split;
use crate::policy::structure::Structure;
use crate::policy::zero::Zero;

pub use lengths::Lengths;
pub use values::Values;

/// One decision of `T`: of an allocator's design, or of a machine's.
pub struct Axis<T: 'static = Values> {
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
    /// Why the axis makes no difference, if it makes none.
    pub inert: fn(&T) -> Option<&'static str>,
    /// The axis's value.
    pub get: fn(&T) -> Value,
    /// Gives the axis a value, which is one of its [kind](Self::kind).
    pub set: fn(&mut T, Value),
}

/// What the values of an axis are.
#[derive(Clone, Copy, Debug)]
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
    /// One of several policies: their documentation, in the order of the register.
    Choice(&'static [&'static Doc]),
    /// On or off.
    Switch,
    /// An expression that uses these names.
    Expression(&'static [Name]),
    /// A list of lengths.
    Lengths,
}

impl Kind {
    /// A number of bytes.
    pub const fn bytes((minimum, maximum): (u32, u32), power_of_two: bool) -> Self {
        Self::Number {
            minimum,
            maximum,
            power_of_two,
            unit: "bytes",
        }
    }

    /// A plain count.
    pub const fn count(minimum: u32, maximum: u32) -> Self {
        Self::Number {
            minimum,
            maximum,
            power_of_two: false,
            unit: "",
        }
    }

    /// The virtual address at which a region begins, before it is rounded up to the alignment.
    pub const BASE: Self = Self::Number {
        minimum: 1,
        maximum: 0xFFFF_0000,
        power_of_two: false,
        unit: "address",
    };

    /// What is wrong with a number, if the values are numbers.
    fn wrong(self, number: u32) -> Option<Reason> {
        let Self::Number {
            minimum,
            maximum,
            power_of_two,
            ..
        } = self
        else {
            return None;
        };
        if !(minimum..=maximum).contains(&number) {
            Some(Reason::out_of_range(number, (minimum, maximum)))
        } else if power_of_two && !number.is_power_of_two() {
            Some(Reason::NotPowerOfTwo(number))
        } else {
            None
        }
    }

    /// The value that a text names.
    fn parse(self, text: &str) -> Result<Value, Reason> {
        match self {
            Self::Number { .. } => {
                let number = number::parse(text).ok_or(Reason::NotANumber)?;
                match self.wrong(number) {
                    None => Ok(Value::Number(number)),
                    Some(reason) => Err(reason),
                }
            }
            Self::Lengths => Lengths::parse(text).map(Value::Lengths),
            Self::Switch => match text {
                "on" | "true" | "yes" => Ok(Value::Switch(true)),
                "off" | "false" | "no" => Ok(Value::Switch(false)),
                _ => Err(Reason::UnknownValue),
            },
            Self::Expression(_) => match Score::new(text) {
                Ok(score) => Ok(Value::Expression(score)),
                Err(mistake) => Err(Reason::Mistaken(mistake)),
            },
            Self::Choice(docs) => {
                let (id, argument) = match text.split_once('(') {
                    Some((id, argument)) => {
                        let argument = argument.strip_suffix(')').ok_or(Reason::UnknownValue)?;
                        (id, Some(number::parse(argument).ok_or(Reason::NotANumber)?))
                    }
                    None => (text, None),
                };
                let doc = docs.iter().find(|doc| doc.id == id);
                let doc = doc.ok_or(Reason::UnknownValue)?;
                match (&doc.parameter, argument) {
                    (None, None) => Ok(Value::Choice(doc.id, None)),
                    (None, Some(_)) => Err(Reason::NoParameter),
                    (Some(parameter), argument) => {
                        let number = argument.unwrap_or(parameter.default);
                        let range = (parameter.minimum, parameter.maximum);
                        if (range.0..=range.1).contains(&number) {
                            Ok(Value::Choice(doc.id, Some(number)))
                        } else {
                            Err(Reason::out_of_range(number, range))
                        }
                    }
                }
            }
        }
    }

    /// The policies of a choice, in order; none for other kinds.
    pub fn choices(self) -> impl Iterator<Item = &'static Doc> {
        let docs = match self {
            Self::Choice(docs) => docs,
            Self::Number { .. } | Self::Switch | Self::Expression(_) | Self::Lengths => &[],
        };
        docs.iter().copied()
    }
}

/// The value of an axis, as text would have it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Value {
    /// A number.
    Number(u32),
    /// A policy's id and the number it was given, if it takes one.
    Choice(&'static str, Option<u32>),
    /// On or off.
    Switch(bool),
    /// A score.
    Expression(Score),
    /// Lengths.
    Lengths(Lengths),
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Number(number) => write!(f, "{number}"),
            Self::Choice(id, None) => f.write_str(id),
            Self::Choice(id, Some(parameter)) => write!(f, "{id}({parameter})"),
            Self::Switch(on) => f.write_str(if on { "on" } else { "off" }),
            Self::Expression(score) => write!(f, "{score}"),
            Self::Lengths(lengths) => write!(f, "{lengths}"),
        }
    }
}

impl<T: Default> Axis<T> {
    /// Classic's value.
    pub fn default(&self) -> Value {
        (self.get)(&T::default())
    }
}

impl<T> Axis<T> {
    /// The axis's value.
    pub fn get(&self, values: &T) -> Value {
        (self.get)(values)
    }

    /// Why this axis makes no difference beside these values, if it makes none.
    pub fn inert(&self, values: &T) -> Option<&'static str> {
        (self.inert)(values)
    }

    /// Whether the axis's value is one that a text could name.
    ///
    /// # Errors
    /// If it is a number out of range.
    pub fn check(&self, values: &T) -> Result<(), DesignError> {
        let reason = match self.get(values) {
            Value::Number(number) => self.kind.wrong(number),
            Value::Choice(..) | Value::Switch(_) | Value::Expression(_) | Value::Lengths(_) => None,
        };
        reason.map_or(Ok(()), |reason| Err(self.error(reason)))
    }

    /// Gives this axis the value that `text` names: `16`, `0x10`, `4KiB`, `best-fit`, `at-least(64)`, `on`, `waste*4`, `4096+512`. A policy
    /// whose number is left out gets its default.
    ///
    /// # Errors
    /// If the text names no value of the axis, or one out of its range; the values are then unchanged.
    pub fn set(&self, values: &mut T, text: &str) -> Result<(), DesignError> {
        let value = self.kind.parse(text).map_err(|reason| self.error(reason))?;
        (self.set)(values, value);
        Ok(())
    }

    fn error(&self, reason: Reason) -> DesignError {
        DesignError {
            axis: self.id,
            reason,
        }
    }
}

impl<T> fmt::Debug for Axis<T> {
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

/// An axis whose value is a number in a field of [`Draft`](crate::Draft).
macro_rules! number {
    ($field:ident) => {
        (
            |values: &Values| Value::Number(values.draft().$field),
            |values: &mut Values, value| {
                if let Value::Number(number) = value {
                    values.change(|draft| draft.$field = number);
                }
            },
        )
    };
}

/// An axis whose value is a policy in a field of [`Draft`](crate::Draft).
macro_rules! choice {
    ($field:ident, $axis:ident) => {
        (
            |values: &Values| {
                let (doc, number) = values.draft().$field.written();
                Value::Choice(doc.id, number)
            },
            |values: &mut Values, value| {
                if let Value::Choice(id, number) = value
                    && let Some(policy) = $axis::named(id, number)
                {
                    values.change(|draft| draft.$field = policy);
                }
            },
        )
    };
}

/// An axis that is on or off in a field of [`Draft`](crate::Draft).
macro_rules! switch {
    ($field:ident) => {
        (
            |values: &Values| Value::Switch(values.draft().$field),
            |values: &mut Values, value| {
                if let Value::Switch(on) = value {
                    values.change(|draft| draft.$field = on);
                }
            },
        )
    };
}

/// An axis whose value is a number in a field of a family's draft; `Draft` is its type where this stands.
macro_rules! number_of_draft {
    ($field:ident) => {
        (
            |draft: &Draft| Value::Number(draft.$field),
            |draft: &mut Draft, value| {
                if let Value::Number(number) = value {
                    draft.$field = number;
                }
            },
        )
    };
}
pub(crate) use number_of_draft;

/// An axis whose value is on or off, in the same way.
macro_rules! switch_of_draft {
    ($field:ident) => {
        (
            |draft: &Draft| Value::Switch(draft.$field),
            |draft: &mut Draft, value| {
                if let Value::Switch(on) = value {
                    draft.$field = on;
                }
            },
        )
    };
}
pub(crate) use switch_of_draft;

/// An axis whose value is a policy, in the same way.
macro_rules! choice_of_draft {
    ($field:ident, $axis:ident) => {
        (
            |draft: &Draft| {
                let (doc, number) = draft.$field.written();
                Value::Choice(doc.id, number)
            },
            |draft: &mut Draft, value| {
                if let Value::Choice(id, number) = value
                    && let Some(policy) = $axis::named(id, number)
                {
                    draft.$field = policy;
                }
            },
        )
    };
}
pub(crate) use choice_of_draft;

fn unscored(values: &Values) -> Option<&'static str> {
    (!matches!(values.draft().placement, Placement::Scored(_)))
        .then_some("this placement computes no score")
}

type Accessors = (fn(&Values) -> Value, fn(&mut Values, Value));

/// An axis of a register. Where it stands, `Accessors` are the functions that get and set a value.
macro_rules! entry {
    ($id:literal, $title:literal, $group:literal, $summary:literal, $kind:expr, $accessors:expr) => {
        entry!($id, $title, $group, $summary, $kind, $accessors, |_| None)
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
pub(crate) use entry;

/// The ids of the axes that decide most: whoever offers them all shows these first, as far as they make a difference.
pub const FIRST_AXES: [&str; 8] = [
    "structure",
    "list-order",
    "placement",
    "score",
    "split",
    "coalescing",
    "lookup",
    "end",
];

/// The register of axes, in the order people should meet them.
pub static AXES: &[Axis] = &[
    shared::BASE.held(number!(base)),
    shared::END.held(choice!(end, End)),
    shared::ALIGNMENT.held(number!(alignment)),
    shared::MINIMUM.held(number!(minimum_bytes)),
    shared::MAXIMUM.held(number!(maximum_bytes)),
    shared::OVERSIZE.held(choice!(oversize, Oversize)),
    shared::ZERO.held(choice!(zero, Zero)),
    entry!(
        "structure",
        "Structure",
        "Lists",
        "Which lists link the blocks: the simplicity of one list against the shorter searches of a second one.",
        Kind::Choice(Structure::DOCS),
        choice!(structure, Structure)
    ),
    entry!(
        "list-order",
        "List order",
        "Lists",
        "Where a split's remainder is linked: this decides which holes a search examines first, and whether the list \
         follows memory.",
        Kind::Choice(ListOrder::DOCS),
        choice!(list_order, ListOrder)
    ),
    shared::FREE_ORDER
        .held(choice!(free_order, FreeOrder))
        .unless(|values| {
            (!values.draft().structure.keeps_free_list())
                .then_some("this structure keeps no free list")
        }),
    shared::PLACEMENT
        .of(Kind::Choice(Placement::DOCS))
        .held(choice!(placement, Placement)),
    entry!(
        "score",
        "Score",
        "Allocating",
        "Which hole the placement *Scored* takes: the one with the least value of this expression. `until <= 256` at its end \
         ends the search at the first hole with 256 or less: fewer probes, but perhaps not the least value.",
        Kind::Expression(NAMES),
        (
            |values: &Values| Value::Expression(values.scored().0),
            |values: &mut Values, value| {
                if let Value::Expression(score) = value {
                    values.change_score(Scored(score));
                }
            },
        ),
        unscored
    ),
    shared::SPLIT.held(choice!(split, Split)),
    shared::COALESCING.held(choice!(coalescing, Coalescing)),
    entry!(
        "lookup",
        "Lookup",
        "Freeing",
        "How a free finds the block of an address: time against memory.",
        Kind::Choice(Lookup::DOCS),
        choice!(lookup, Lookup)
    ),
    entry!(
        "free-queue",
        "Free queue",
        "Freeing",
        "When frees are performed: a walk for each against memory that stays stagnant until many share one walk.",
        Kind::Choice(FreeQueue::DOCS),
        choice!(free_queue, FreeQueue)
    ),
    entry!(
        "queue-pressure",
        "Out of memory with frees queued",
        "Freeing",
        "What happens to a request that only queued frees can serve: it waits until they are performed, or it is refused.",
        Kind::Choice(Pressure::DOCS),
        choice!(pressure, Pressure),
        |values| (!values.draft().free_queue.queues()).then_some("frees are not queued")
    ),
    shared::TRIM.held(switch!(trim)),
    shared::COMMIT.held(choice!(commit, Commit)),
    entry!(
        "give-back",
        "Decommit",
        "Pages",
        "Which freed frames are decommitted: memory for others against faults when the memory is used again.",
        Kind::Choice(Decommit::DOCS),
        choice!(decommit, Decommit)
    ),
];
