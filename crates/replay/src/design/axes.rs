//! Owns the axes of a whole design, in the order people should meet them: those of the machine's part and those of the
//! allocator's.
//!
//! Does not own an axis: those of the machine are registered in `machine.rs`, those of the families in `classic_heap`.

use classic_heap::catalog::{self, Kind, Value};
use classic_heap::policy::Doc;
use classic_heap::{DesignError, Reason};
use serde::Serialize;

use super::machine::{MEMORY_AXES, MemoryDesign, REGION_AXES, RegionDesign};
use super::whole::WholeDesign;
use crate::family::{ALLOCATOR_AXES, AllocatorAxis, AllocatorDesign, FAMILIES, FAMILY};

/// An axis of a whole design, by the part that it belongs to.
#[derive(Clone, Copy, Debug)]
pub enum Axis {
    /// Of the region that the machine gives a heap. A task may have a value of its own.
    Region(&'static catalog::Axis<RegionDesign>),
    /// Of the machine's memory, which all heaps share.
    Memory(&'static catalog::Axis<MemoryDesign>),
    /// The allocator's family, which decides what other axes it has. A task may have a family of its own.
    Family,
    /// Of the allocators of one family or several. A task may have a value of its own.
    Allocator(&'static AllocatorAxis),
}

/// The part of a design that an axis belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum AxisScope {
    /// The machine, which designs that are compared have in common.
    Machine,
    /// The allocator.
    Allocator,
}

/// All axes, in order.
pub fn axes() -> impl Iterator<Item = Axis> {
    let (lengths, task_base) = REGION_AXES.split_at(2);
    lengths
        .iter()
        .map(Axis::Region)
        .chain([Axis::Family])
        .chain(ALLOCATOR_AXES.iter().map(Axis::Allocator))
        .chain(task_base.iter().map(Axis::Region))
        .chain(MEMORY_AXES.iter().map(Axis::Memory))
}

/// The axes that a design has, its family's name aside.
pub fn axes_of(design: &WholeDesign) -> impl Iterator<Item = Axis> {
    let is_had = |axis: &Axis| !matches!(axis, Axis::Family) && axis.kind_in(design).is_some();
    axes().filter(is_had)
}

/// The axis of an id.
#[must_use]
pub fn axis(id: &str) -> Option<Axis> {
    axes().find(|axis| axis.id() == id)
}

macro_rules! described {
    ($self:ident, $axis:ident => $value:expr, $family:expr) => {
        match $self {
            Axis::Region($axis) => $value,
            Axis::Memory($axis) => $value,
            Axis::Allocator($axis) => $value,
            Axis::Family => $family,
        }
    };
}

impl Axis {
    /// Its permanent kebab-case name; links carry it.
    #[must_use]
    pub fn id(self) -> &'static str {
        described!(self, axis => axis.id, FAMILY)
    }

    /// Its name in print.
    #[must_use]
    pub fn title(self) -> &'static str {
        described!(self, axis => axis.title, "Family")
    }

    /// The title of the group it is shown in.
    #[must_use]
    pub fn group(self) -> &'static str {
        described!(self, axis => axis.group, "Family")
    }

    /// What it trades, in one sentence.
    #[must_use]
    pub fn summary(self) -> &'static str {
        let family = "How blocks and holes are told apart and found; it decides which other choices there are.";
        described!(self, axis => axis.summary, family)
    }

    /// What its values are: of an axis that families share, in the first that has it.
    #[must_use]
    pub fn kind(self) -> Kind {
        match self {
            Self::Region(axis) => axis.kind,
            Self::Memory(axis) => axis.kind,
            Self::Allocator(axis) => axis.kind(),
            Self::Family => Kind::Choice(FAMILIES),
        }
    }

    /// What its values are in the family of a design; `None` where that family has no such axis.
    #[must_use]
    pub fn kind_in(self, design: &WholeDesign) -> Option<Kind> {
        match self {
            Self::Allocator(axis) => axis.kind_in(design.allocator.family()),
            axis => Some(axis.kind()),
        }
    }

    /// The ids of the families that have it; none for one that all designs have.
    #[must_use]
    pub fn families(self) -> Vec<&'static str> {
        match self {
            Self::Allocator(axis) => axis.families().collect(),
            Self::Region(_) | Self::Memory(_) | Self::Family => Vec::new(),
        }
    }

    /// The policies of a choice, each with the ids of the families that have it; none of those for one that all have.
    #[must_use]
    pub fn choices(self) -> Vec<(&'static Doc, Vec<&'static str>)> {
        match self {
            Self::Allocator(axis) => axis.choices(),
            axis => axis.kind().choices().map(|doc| (doc, Vec::new())).collect(),
        }
    }

    /// Whether it is among the axes that decide most.
    #[must_use]
    pub fn is_first(self) -> bool {
        match self {
            Self::Allocator(axis) => axis.is_first,
            Self::Family => true,
            Self::Region(_) | Self::Memory(_) => false,
        }
    }

    /// Classic's value, or that of the first family that has the axis.
    #[must_use]
    pub fn default(self) -> Value {
        match self {
            Self::Region(axis) => axis.default(),
            Self::Memory(axis) => axis.default(),
            Self::Allocator(axis) => axis.default,
            Self::Family => Value::Choice(AllocatorDesign::default().family().id, None),
        }
    }

    /// The part of a design that it belongs to.
    #[must_use]
    pub fn scope(self) -> AxisScope {
        match self {
            Self::Region(_) | Self::Memory(_) => AxisScope::Machine,
            Self::Family | Self::Allocator(_) => AxisScope::Allocator,
        }
    }

    /// Its value in a design; `None` where the design's family has no such axis.
    #[must_use]
    pub fn get(self, design: &WholeDesign) -> Option<Value> {
        match self {
            Self::Region(axis) => Some(axis.get(&design.machine.region)),
            Self::Memory(axis) => Some(axis.get(&design.machine.memory)),
            Self::Allocator(axis) => design.allocator.get(axis.id),
            Self::Family => Some(Value::Choice(design.allocator.family().id, None)),
        }
    }

    /// Gives it the value that a text names. Another family begins with its own values.
    ///
    /// # Errors
    /// If the text names no value of the axis, or one out of its range, or if the design's family has no such axis; the
    /// design is then unchanged.
    pub(super) fn set(self, design: &mut WholeDesign, text: &str) -> Result<(), Unset> {
        let is_set = match self {
            Self::Region(axis) => axis.set(&mut design.machine.region, text),
            Self::Memory(axis) => axis.set(&mut design.machine.memory, text),
            Self::Allocator(axis) => match design.allocator.set(axis.id, text) {
                Some(is_set) => is_set,
                None => return Err(Unset::OtherFamily),
            },
            Self::Family => match AllocatorDesign::of_family(text) {
                Some(allocator) => {
                    if allocator.family().id != design.allocator.family().id {
                        design.allocator = allocator;
                    }
                    Ok(())
                }
                None => Err(DesignError {
                    axis: FAMILY,
                    reason: Reason::UnknownValue,
                }),
            },
        };
        is_set.map_err(Unset::Wrong)
    }

    /// Why it makes no difference to a design, if it makes none.
    #[must_use]
    pub fn inert(self, design: &WholeDesign) -> Option<&'static str> {
        match self {
            Self::Region(axis) => axis.inert(&design.machine.region),
            Self::Memory(axis) => axis.inert(&design.machine.memory),
            Self::Allocator(axis) => design.allocator.inert(axis.id),
            Self::Family => None,
        }
    }
}

/// Why an axis did not take a value.
pub(super) enum Unset {
    /// The text names no value of the axis, or one out of its range.
    Wrong(DesignError),
    /// The design's family has no such axis.
    OtherFamily,
}
