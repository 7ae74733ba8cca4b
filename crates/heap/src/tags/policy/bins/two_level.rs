//! Two levels, as TLSF has it: size classes, and a search that begins one class above the request's, where every hole serves.
//!
//! Cost: the table at the region's start. No search walks a list. Fails where the only hole that serves is in the request's own
//! class: the request is refused all the same (Masmano et al., *TLSF: a new dynamic memory allocator*, 2004).

use super::{Binning, BinsPolicy};
use crate::policy::{Doc, Policy};

/// Keeps a list for each size class; a search takes a hole from a class in which every hole serves.
#[derive(Clone, Copy, Debug)]
pub struct TwoLevel;

impl Policy for TwoLevel {
    const DOC: Doc = Doc {
        id: "two-level",
        title: "Two levels (TLSF)",
        summary: "Keeps a list for each size class; a search takes a hole from a class in which every hole serves.",
        trade_off: "A bounded time for every request; a hole that would serve may be passed over.",
        parameter: None,
    };
}

impl BinsPolicy for TwoLevel {
    fn kind(&self) -> Binning {
        Self::KIND
    }
}

impl TwoLevel {
    pub(super) const KIND: Binning = Binning::RoundedClasses;
}
