//! Lazy: a grant takes nothing; memory is taken page by page at the first touch.
//!
//! Cost: a page fault for each page. Fails by promising more than there is, and fails late, at a touch, where the program
//! cannot be told and is killed.

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
        price: "No frame lies idle; more is promised than there is, until a touch finds none and the task is killed.",
        parameter: None,
    };
}

impl CommitPolicy for Lazy {
    fn at_allocation(&self) -> bool {
        false
    }
}
