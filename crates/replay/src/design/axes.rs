//! Owns the axes of a whole design, in the order people should meet them: those of the machine's part and those of the
//! allocator's.
//!
//! Does not own an axis: those of the machine are registered in `machine/design.rs`, those of the allocator in
//! [`classic_heap::catalog`].

use classic_heap::DesignError;
use classic_heap::catalog::{self, Kind, Value, Values};
use serde::Serialize;

use super::machine::{MEMORY_AXES, MemoryDesign, REGION_AXES, RegionDesign};
use super::whole::WholeDesign;

/// An axis of a whole design, by the part that it belongs to.
#[derive(Clone, Copy, Debug)]
pub enum Axis {
    /// Of the region that the machine gives a heap. A task may have a value of its own.
    Region(&'static catalog::Axis<RegionDesign>),
    /// Of the machine's memory, which all heaps share.
    Memory(&'static catalog::Axis<MemoryDesign>),
    /// Of the allocator. A task may have a value of its own.
    Allocator(&'static catalog::Axis<Values>),
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
    let (size, task_base) = REGION_AXES.split_at(1);
    size.iter()
        .map(Axis::Region)
        .chain(catalog::AXES.iter().map(Axis::Allocator))
        .chain(task_base.iter().map(Axis::Region))
        .chain(MEMORY_AXES.iter().map(Axis::Memory))
}

/// The axis of an id.
#[must_use]
pub fn axis(id: &str) -> Option<Axis> {
    axes().find(|axis| axis.id() == id)
}

macro_rules! whichever {
    ($self:ident, $axis:ident => $value:expr) => {
        match $self {
            Axis::Region($axis) => $value,
            Axis::Memory($axis) => $value,
            Axis::Allocator($axis) => $value,
        }
    };
}

impl Axis {
    /// Its permanent kebab-case name; links carry it.
    #[must_use]
    pub fn id(self) -> &'static str {
        whichever!(self, axis => axis.id)
    }

    /// Its name in print.
    #[must_use]
    pub fn title(self) -> &'static str {
        whichever!(self, axis => axis.title)
    }

    /// The title of the group it is shown in.
    #[must_use]
    pub fn group(self) -> &'static str {
        whichever!(self, axis => axis.group)
    }

    /// What it trades, in one sentence.
    #[must_use]
    pub fn summary(self) -> &'static str {
        whichever!(self, axis => axis.summary)
    }

    /// What its values are.
    #[must_use]
    pub fn kind(self) -> Kind {
        whichever!(self, axis => axis.kind)
    }

    /// Classic's value.
    #[must_use]
    pub fn default(self) -> Value {
        whichever!(self, axis => axis.default())
    }

    /// The part of a design that it belongs to.
    #[must_use]
    pub fn scope(self) -> AxisScope {
        match self {
            Self::Region(_) | Self::Memory(_) => AxisScope::Machine,
            Self::Allocator(_) => AxisScope::Allocator,
        }
    }

    /// Its value in a design.
    #[must_use]
    pub fn get(self, design: &WholeDesign) -> Value {
        match self {
            Self::Region(axis) => axis.get(&design.machine.region),
            Self::Memory(axis) => axis.get(&design.machine.memory),
            Self::Allocator(axis) => axis.get(&design.allocator),
        }
    }

    /// Gives it the value that a text names.
    ///
    /// # Errors
    /// If the text names no value of the axis, or one out of its range; the design is then unchanged.
    pub fn set(self, design: &mut WholeDesign, text: &str) -> Result<(), DesignError> {
        match self {
            Self::Region(axis) => axis.set(&mut design.machine.region, text),
            Self::Memory(axis) => axis.set(&mut design.machine.memory, text),
            Self::Allocator(axis) => axis.set(&mut design.allocator, text),
        }
    }

    /// Why it makes no difference to a design, if it makes none.
    #[must_use]
    pub fn inert(self, design: &WholeDesign) -> Option<&'static str> {
        match self {
            Self::Region(axis) => axis.inert(&design.machine.region),
            Self::Memory(axis) => axis.inert(&design.machine.memory),
            Self::Allocator(axis) => axis.inert(&design.allocator),
        }
    }
}
