//! Size classes: a list for each class, exact up to a bound, then so many classes for each doubling; bitmaps say which
//! lists have holes.
//!
//! Cost: the table at the region's start. A search begins in the request's own class, whose holes may be too small where the
//! class is not exact; in a class above, every hole serves.

use super::{Binning, BinsPolicy};
use crate::policy::{Doc, Policy};

/// Keeps a list for each size class; a search begins in the class of the request.
#[derive(Clone, Copy, Debug)]
pub struct SizeClasses;

impl Policy for SizeClasses {
    const DOC: Doc = Doc {
        id: "size-classes",
        title: "Size classes",
        summary: "Keeps a list for each size class; a search begins in the class of the request.",
        trade_off: "A search examines few holes; the table lies in the region.",
        parameter: None,
    };
}

impl BinsPolicy for SizeClasses {
    fn kind(&self) -> Binning {
        Self::KIND
    }
}

impl SizeClasses {
    pub(super) const KIND: Binning = Binning::Classes;
}
