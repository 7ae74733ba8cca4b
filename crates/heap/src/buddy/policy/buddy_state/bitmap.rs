//! A bit for each pair: it flips when either buddy joins or leaves the list of their order, so that it says whether exactly one of
//! them is a hole. Linux kept it so until 2.6.
//!
//! Cost: at most a bit for each smallest block, in a table at the region's start.

use super::{BuddyStatePolicy, Keeping};
use crate::policy::{Doc, Policy};

/// Keeps a bit for each pair of buddies that says whether exactly one of them is a hole.
#[derive(Clone, Copy, Debug)]
pub struct Bitmap;

impl Policy for Bitmap {
    const DOC: Doc = Doc {
        id: "bitmap",
        title: "A bit for each pair",
        summary: "Keeps a bit for each pair of buddies that says whether exactly one of them is a hole.",
        trade_off: "One look at a small table; the bit alone doesn’t tell which of the two is the hole.",
        parameter: None,
    };
}

impl BuddyStatePolicy for Bitmap {
    fn keeping(&self) -> Keeping {
        Keeping::Pairs
    }
}
