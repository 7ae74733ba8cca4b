//! Owns the arithmetic from a request to a payload, and says what each step added.

use crate::design::Design;

/// How a request becomes a payload: clamped to the maximum, raised to the minimum, rounded up to the
/// alignment, in that order. All in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sizing {
    /// The request.
    pub requested_bytes: u32,
    /// What of the request is granted: the request, or the maximum where that is less.
    pub clamped_bytes: u32,
    /// Added to reach the minimum.
    pub minimum_rounding_bytes: u32,
    /// Added to reach a multiple of the alignment.
    pub alignment_rounding_bytes: u32,
    /// The payload: the sum of the three above.
    pub payload_bytes: u32,
}

impl Sizing {
    /// The payload `design` gives a request; `None` where it exceeds `u32`.
    pub fn of(design: &Design, requested_bytes: u32) -> Option<Self> {
        Self::with_maximum(design, requested_bytes, design.maximum_bytes)
    }

    /// The payload of a `falloc`, which has no maximum; `None` where it exceeds `u32`.
    pub fn without_maximum(design: &Design, requested_bytes: u32) -> Option<Self> {
        Self::with_maximum(design, requested_bytes, u32::MAX)
    }

    fn with_maximum(design: &Design, requested_bytes: u32, maximum_bytes: u32) -> Option<Self> {
        let clamped_bytes = requested_bytes.min(maximum_bytes);
        let raised = clamped_bytes.max(design.minimum_bytes);
        let payload_bytes = raised.checked_next_multiple_of(design.alignment)?;
        Some(Self {
            requested_bytes,
            clamped_bytes,
            minimum_rounding_bytes: raised - clamped_bytes,
            alignment_rounding_bytes: payload_bytes - raised,
            payload_bytes,
        })
    }
}
