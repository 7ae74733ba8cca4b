//! Append, as Classic does: what a split leaves goes to the list's tail.
//!
//! Cost: TAIL, the list's last block, and LAST, the last in memory, are different blocks, and both must be
//! kept. Fails where the hole in front of a freed block is wanted: it can be anywhere in the list.

use super::ListOrderPolicy;
use crate::policy::{Doc, Policy};

/// Links what a split leaves at the list's tail.
#[derive(Clone, Copy, Debug)]
pub struct Append;

impl Policy for Append {
    const DOC: Doc = Doc {
        id: "append",
        title: "Append",
        summary: "Links what a split leaves at the list's tail.",
        price: "Fresh remainders are searched last; list and memory drift apart, so TAIL is not LAST.",
        parameter: None,
    };
}

impl ListOrderPolicy for Append {}
