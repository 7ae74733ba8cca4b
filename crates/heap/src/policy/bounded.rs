//! Owns numbers that lie within bounds of their type, so that no policy has a parameter outside of its range.

use super::Parameter;

/// A number from `MINIMUM` to `MAXIMUM`, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Bounded<const MINIMUM: u32, const MAXIMUM: u32>(u32);

impl<const MINIMUM: u32, const MAXIMUM: u32> Bounded<MINIMUM, MAXIMUM> {
    /// The least value allowed.
    pub const MINIMUM: u32 = MINIMUM;

    /// The greatest value allowed.
    pub const MAXIMUM: u32 = MAXIMUM;

    /// A number within the bounds.
    ///
    /// # Panics
    /// If it lies outside of them; in a constant, that is an error at compile time.
    pub const fn new(number: u32) -> Self {
        match Self::checked(number) {
            Some(bounded) => bounded,
            None => panic!("the number lies outside of its bounds"),
        }
    }

    /// A number, if it lies within the bounds.
    pub const fn checked(number: u32) -> Option<Self> {
        if MINIMUM <= number && number <= MAXIMUM {
            Some(Self(number))
        } else {
            None
        }
    }

    /// The number.
    pub const fn get(self) -> u32 {
        self.0
    }

    /// What a policy says of such a parameter, with the value it has when none is given.
    pub const fn parameter(summary: &'static str, unit: &'static str, default: u32) -> Parameter {
        Parameter {
            summary,
            unit,
            minimum: MINIMUM,
            maximum: MAXIMUM,
            default: Self::new(default).0,
        }
    }
}
