//! Split from a threshold: a remainder becomes a hole if it has at least so many bytes, header included.
//!
//! Cost: wastes up to the threshold inside a block. Fails where the threshold is far from the sizes in use:
//! a low one leaves small holes, a high one wastes large remainders.

use super::SplitPolicy;
use crate::policy::{Bounded, Doc, Parametric, Policy, SIZE_BYTES_MAX};

/// Splits a hole only where the remainder, header included, reaches a threshold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct AtLeast {
    /// The least remainder that becomes a hole, header included, in bytes.
    pub remainder_bytes: RemainderBytes,
}

type RemainderBytes = Bounded<0, SIZE_BYTES_MAX>;

impl Policy for AtLeast {
    const DOC: Doc = Doc {
        id: "at-least",
        title: "At least …",
        summary: "Splits a hole only where the remainder, header included, reaches a threshold.",
        trade_off: "Keeps small holes out of the list; wastes up to the threshold inside a block.",
        parameter: Some(RemainderBytes::parameter(
            "The least remainder that becomes a hole, header included.",
            "bytes",
            256,
        )),
    };
}

impl Parametric for AtLeast {
    fn with(number: Option<u32>) -> Option<Self> {
        let remainder_bytes = RemainderBytes::checked(number?)?;
        Some(Self { remainder_bytes })
    }

    fn number(&self) -> Option<u32> {
        Some(self.remainder_bytes.get())
    }
}

impl SplitPolicy for AtLeast {
    fn splits(&self, remainder_bytes: u32) -> bool {
        remainder_bytes >= self.remainder_bytes.get()
    }
}
