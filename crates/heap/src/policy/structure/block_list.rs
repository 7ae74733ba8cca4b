//! Block list, as Classic has it: one linked list of all blocks, allocated and free.
//!
//! Cost: a search steps over every allocated block on its way, O(n). Fails, in time, on programs with many
//! live blocks.

use super::StructurePolicy;
use crate::policy::{Doc, Policy};

/// One linked list of all blocks, allocated and free.
#[derive(Clone, Copy, Debug)]
pub struct BlockList;

impl Policy for BlockList {
    const DOC: Doc = Doc {
        id: "block-list",
        title: "Block list",
        summary: "Links all blocks, allocated and free, in one list.",
        trade_off: "The simplest structure; every search examines the allocated blocks on its way.",
        parameter: None,
    };
}

impl StructurePolicy for BlockList {}
