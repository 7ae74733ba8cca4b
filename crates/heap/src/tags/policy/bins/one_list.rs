//! One list: every hole is on it.
//!
//! Cost: no table; a search may examine every hole. Fails where holes are many.

use super::{Binning, BinsPolicy};
use crate::policy::{Doc, Policy};

/// Keeps all holes on one list.
#[derive(Clone, Copy, Debug)]
pub struct OneList;

impl Policy for OneList {
    const DOC: Doc = Doc {
        id: "one-list",
        title: "One list",
        summary: "Keeps all holes on one list.",
        trade_off: "No table; a search may examine every hole.",
        parameter: None,
    };
}

impl BinsPolicy for OneList {
    fn kind(&self) -> Binning {
        Self::KIND
    }
}

impl OneList {
    pub(super) const KIND: Binning = Binning::OneList;
}
