//! A best-fit tree: all holes in a search tree by size and address.
//!
//! Cost: a walk of some two times log₂ n holes for each search, link and unlink. The tree is a treap, whose priorities are a hash
//! of the hole's offset, so that it needs no word for its balance (Seidel and Aragon, 1996).

use super::{Binning, BinsPolicy};
use crate::policy::{Doc, Policy};

/// Keeps all holes in a search tree by size, then by address.
#[derive(Clone, Copy, Debug)]
pub struct BestFitTree;

impl Policy for BestFitTree {
    const DOC: Doc = Doc {
        id: "best-fit-tree",
        title: "Best-fit tree",
        summary: "Keeps all holes in a search tree by size, then by address.",
        trade_off: "Best fit without a walk of all holes; each link and unlink walks the tree.",
        parameter: None,
    };
}

impl BinsPolicy for BestFitTree {
    fn kind(&self) -> Binning {
        Self::KIND
    }
}

impl BestFitTree {
    pub(super) const KIND: Binning = Binning::Tree;
}
