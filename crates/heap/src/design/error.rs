//! Owns what can be wrong with a design, and how people are told. Numbers are written as settings have them.

use core::fmt;

use crate::policy::placement::Mistake;

/// Why a design makes no sense.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct DesignError {
    /// The id of the axis that is wrong.
    pub axis: &'static str,
    /// What is wrong with it.
    pub reason: Reason,
}

/// What can be wrong with an axis.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Reason {
    /// The value is not a power of two.
    NotPowerOfTwo(u32),
    /// The value lies outside the axis's range.
    OutOfRange {
        /// The value.
        value: u32,
        /// The least value allowed.
        minimum: u32,
        /// The greatest value allowed.
        maximum: u32,
    },
    /// The region would begin at the null address.
    BaseIsNull,
    /// The region would end beyond 32-bit addresses.
    BeyondAddressSpace,
    /// The maximum lies below the minimum.
    BelowMinimum {
        /// The maximum.
        maximum_bytes: u32,
        /// The minimum.
        minimum_bytes: u32,
    },
    /// Not even one block of minimum size fits the region.
    NoBlockFits {
        /// The smallest block, header included.
        block_bytes: u64,
        /// The region.
        region_bytes: u32,
    },
    /// The value makes no sense beside that of another axis.
    Clash {
        /// The other axis.
        with: &'static str,
        /// Why.
        why: &'static str,
    },
    /// The text names no value of the axis.
    UnknownValue,
    /// The text is not a number, or not one below 2³².
    NotANumber,
    /// The text is no list of two to eight lengths.
    NotLengths,
    /// The regions take more than there can be, gaps included.
    RegionsTooLong,
    /// The first or the last region has no room for what stands before or after its blocks, or none has room for a block.
    RegionsTooShort,
    /// The policy takes no number.
    NoParameter,
    /// The text is no expression.
    Mistaken(Mistake),
}

impl Reason {
    pub(crate) const fn out_of_range(value: u32, (minimum, maximum): (u32, u32)) -> Self {
        Self::OutOfRange {
            value,
            minimum,
            maximum,
        }
    }

    /// What is wrong with a number outside of a range.
    pub(crate) const fn unless_within(value: u32, range: (u32, u32)) -> Option<Self> {
        if range.0 <= value && value <= range.1 {
            None
        } else {
            Some(Self::out_of_range(value, range))
        }
    }

    /// What is wrong with a number that is no power of two within a range.
    pub(crate) const fn unless_power_of_two_within(value: u32, range: (u32, u32)) -> Option<Self> {
        if value.is_power_of_two() {
            Self::unless_within(value, range)
        } else {
            Some(Self::NotPowerOfTwo(value))
        }
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::NotPowerOfTwo(value) => write!(f, "{value} is not a power of two"),
            Self::OutOfRange {
                value,
                minimum,
                maximum,
            } => {
                write!(f, "{value} is not between {minimum} and {maximum}")
            }
            Self::BaseIsNull => f.write_str("address 0 is the null pointer; begin at 1 or above"),
            Self::BeyondAddressSpace => f.write_str(
                "the region would end beyond the last 32-bit address; lower the base or the size",
            ),
            Self::BelowMinimum {
                maximum_bytes,
                minimum_bytes,
            } => write!(
                f,
                "{maximum_bytes} is below the minimum, which is {minimum_bytes}"
            ),
            Self::NoBlockFits {
                block_bytes,
                region_bytes,
            } => write!(
                f,
                "the smallest block needs {block_bytes}, and the region has {region_bytes}"
            ),
            Self::Clash { with, why } => write!(f, "does not go with this {with}: {why}"),
            Self::UnknownValue => f.write_str("no such value"),
            Self::NotANumber => {
                f.write_str("expected a number below 4294967296, such as 64, 0x40 or 4KiB")
            }
            Self::NotLengths => f.write_str(
                "expected one, or two to eight lengths with a plus between them, such as 95024+24180",
            ),
            Self::RegionsTooLong => {
                f.write_str("with the gaps between them, the regions take more than 1073741824")
            }
            Self::RegionsTooShort => f.write_str(
                "the first or the last region is too short for the bookkeeping in it, or none has room for a block",
            ),
            Self::NoParameter => f.write_str("this policy takes no number in parentheses"),
            Self::Mistaken(mistake) => write!(f, "{mistake}"),
        }
    }
}

impl fmt::Display for DesignError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.axis, self.reason)
    }
}

impl core::error::Error for DesignError {}
