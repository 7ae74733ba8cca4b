//! Lazy: a grant takes nothing; memory is taken page by page at the first touch.
//!
//! Cost: a page fault for each page. Fails by promising more memory than there is. Fails late, at a touch, where no
//! refusal can be reported and the task is killed.

use super::CommitPolicy;
use crate::policy::{Doc, Policy};

/// Takes a frame at the first touch of each page.
#[derive(Clone, Copy, Debug)]
pub struct Lazy;

impl Policy for Lazy {
    const DOC: Doc = Doc {
        id: "lazy",
        title: "Lazy",
        summary: "Takes a frame at the first touch of each page.",
        trade_off: "No frame stays idle; heaps can promise too much memory, and a touch that finds no frame kills its task.",
        parameter: None,
    };
}

impl CommitPolicy for Lazy {
    fn at_allocation(&self) -> bool {
        false
    }
}
