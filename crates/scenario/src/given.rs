//! Owns what a scenario says is there before its first operation: blocks and holes, as an exercise or a dump has them.

use std::sync::Arc;

use crate::operation::Pointer;

/// A block or a hole of which a heap is made at the start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GivenPiece {
    /// Its size in bytes, as a request would name it.
    pub bytes: u32,
    /// The pointer to the block; none for a hole.
    pub pointer: Option<Pointer>,
}

/// What there is in one task's heap at the start, from the region's start on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Given {
    /// The task.
    pub task: u8,
    /// The pieces, in order of address.
    pub pieces: Arc<[GivenPiece]>,
    /// Whether the memory after them is free too, up to the region's end. Otherwise there is none: the region ends with them.
    pub and_rest: bool,
}
