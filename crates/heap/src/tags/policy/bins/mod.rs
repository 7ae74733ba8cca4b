//! Owns the bins axis: how the holes are kept.
//!
//! Does not own the order in a list ([`bin_order`](super::bin_order)), nor where the table lies.

mod best_fit_tree;
mod one_list;
mod size_classes;
mod two_level;

pub use best_fit_tree::BestFitTree;
pub use one_list::OneList;
pub use size_classes::SizeClasses;
pub use two_level::TwoLevel;

use crate::policy::register;

register! {
    /// How the holes are kept.
    pub enum Bins: BinsPolicy {
        OneList,
        SizeClasses,
        TwoLevel,
        BestFitTree,
    }
}

/// How holes are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Binning {
    /// On one list.
    OneList,
    /// On a list for each size class. A search begins in the request's own class.
    Classes,
    /// On a list for each size class. A search begins in the first class in which every hole serves.
    RoundedClasses,
    /// In a tree by size and address.
    Tree,
}

/// How holes are kept.
pub trait BinsPolicy {
    /// The kind.
    fn kind(&self) -> Binning;
}

impl Bins {
    /// The kind, as a constant.
    pub(crate) const fn constant(&self) -> Binning {
        match self {
            Self::OneList => OneList::KIND,
            Self::SizeClasses => SizeClasses::KIND,
            Self::TwoLevel => TwoLevel::KIND,
            Self::BestFitTree => BestFitTree::KIND,
        }
    }
}
