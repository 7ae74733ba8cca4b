//! Footers in holes: the last word of a hole is its size, and a flag in the header after it says that it is there.
//!
//! Cost: none in a live block. The smallest block has room for the footer. From Knuth's boundary tags as Lea's malloc has them.

use super::{FooterPolicy, Footing};
use crate::policy::{Doc, Policy};

/// Stores the size in the last word of a hole, and a flag in the header after it.
#[derive(Clone, Copy, Debug)]
pub struct OfHoles;

impl Policy for OfHoles {
    const DOC: Doc = Doc {
        id: "holes",
        title: "In holes",
        summary: "Stores the size in the last word of a hole, and a flag in the header after it.",
        trade_off: "Merges both ways without a walk; the smallest block has room for one word more.",
        parameter: None,
    };
}

impl FooterPolicy for OfHoles {
    fn kind(&self) -> Footing {
        Self::KIND
    }
}

impl OfHoles {
    pub(super) const KIND: Footing = Footing::InHoles;
}
