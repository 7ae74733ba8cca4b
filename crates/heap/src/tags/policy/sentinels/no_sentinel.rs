//! No sentinels: the heap knows its bounds, and asks before it looks beyond them.
//!
//! Cost: a comparison for each merge.

use super::{Bounds, SentinelPolicy};
use crate::policy::{Doc, Policy};

/// Keeps no block to mark the heap’s bounds.
#[derive(Clone, Copy, Debug)]
pub struct NoSentinel;

impl Policy for NoSentinel {
    const DOC: Doc = Doc {
        id: "none",
        title: "None",
        summary: "Keeps no block to mark the heap’s bounds.",
        trade_off: "No byte of overhead; each merge compares addresses.",
        parameter: None,
    };
}

impl SentinelPolicy for NoSentinel {
    fn kind(&self) -> Bounds {
        Self::KIND
    }
}

impl NoSentinel {
    pub(super) const KIND: Bounds = Bounds {
        front: false,
        end: false,
    };
}
