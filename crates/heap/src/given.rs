//! Owns the vocabulary of heaps that begin with blocks and holes, as an exercise or a dump has them.
//!
//! Does not own how a family lays them out: each does so in its own headers and lists.

use crate::observe::Extent;

/// A block or a hole that is there from the start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// The size a request for it would name.
    pub bytes: u32,
    /// Whether it is a hole.
    pub is_free: bool,
}

/// A piece that was laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Laid {
    /// The payload's virtual address.
    pub address: u32,
    /// The payload's length.
    pub payload_bytes: u32,
    /// The whole block, as offsets from the region's start.
    pub block: Extent,
}

/// Why a heap can't begin with the pieces given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Misfit {
    /// They take more memory than there is.
    TooLong,
    /// A hole would have another size.
    OtherSize {
        /// The size it was to have.
        bytes: u32,
        /// The payload that the smallest block for so many bytes has.
        payload_bytes: u32,
    },
    /// The last of them is a hole, and the design gives a hole at the heap's end back.
    TrimmedEnd,
    /// One of them is a hole, and in the design a free leaves none.
    NoHoles,
    /// The design keeps a table after the heap, and the pieces leave no memory for it.
    NoRoomForIndex,
}

impl Piece {
    /// Whether a hole may stand for this one that serves a request for its size and is no larger than headers make it.
    pub(crate) fn fits(self, payload_bytes: u32, alignment: u32) -> Result<(), Misfit> {
        let bytes = self.bytes;
        let spare_bytes = payload_bytes - bytes;
        let is_near = spare_bytes < alignment && bytes.is_multiple_of(alignment);
        if !self.is_free || spare_bytes == 0 || is_near {
            return Ok(());
        }
        Err(Misfit::OtherSize {
            bytes,
            payload_bytes,
        })
    }
}
