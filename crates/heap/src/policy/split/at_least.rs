//! Split when it is worth it: a remainder becomes a hole if it has at least so many bytes, header included.
//!
//! Cost: wastes up to the threshold inside a block. Fails where the threshold is far from the sizes in use:
//! too low grinds slivers, too high swallows holes.

use super::Split;
use crate::policy::{Doc, Parameter, Policy};

/// Cuts a hole only where the remainder, header included, reaches a threshold.
#[derive(Clone, Copy, Debug)]
pub struct AtLeast;

impl Policy for AtLeast {
    fn doc(&self) -> &'static Doc {
        &Doc {
            id: "at-least",
            title: "At least …",
            summary: "Cuts a hole only where the remainder, header included, reaches a threshold.",
            price: "Wastes up to the threshold inside a block to keep slivers out of the list.",
            parameter: Some(Parameter {
                summary: "The least remainder worth a hole of its own, header included.",
                unit: "bytes",
                minimum: 0,
                maximum: 1 << 28,
                default: 256,
            }),
        }
    }
}

impl Split for AtLeast {
    fn splits(&self, remainder_bytes: u32, parameter: u32) -> bool {
        remainder_bytes >= parameter
    }
}
