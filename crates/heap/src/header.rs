//! Owns the layout of a block's header. Does not know where blocks stand or how they are linked.
//!
//! A header is four little-endian words, 16 bytes, right before the payload:
//!
//! ```text
//!  word 0        word 1                   word 2        word 3
//! ┌────────────┬───────────────┬────────┬────────────┬───────────────┐
//! │ size       │ addr          │ flags  │ next       │ next_free     │
//! └────────────┴───────────────┴────────┴────────────┴───────────────┘
//!  bits 31..0    bits 31..3       2..0    bits 31..0    bits 31..0
//! ```
//!
//! * `size`: the payload's length in bytes, a multiple of the alignment.
//! * `addr`: the payload's virtual address. Alignment leaves its low bits zero (four of them at Classic's 16,
//!   three at the least), so they carry the flags:
//!   * bit 0, [`FLAG_FREE`]: the block is a hole;
//!   * bit 1, [`FLAG_PADDED`]: padding before the header belongs to the block, and word 3 counts its bytes;
//!   * bit 2, [`FLAG_QUEUED`]: the program has freed the block, the allocator has not.
//! * `next`: the virtual address of the next block's header in the list, 0 at the list's tail.
//! * `next_free`: of a hole on a free list, the virtual address of the next hole's payload, 0 at the list's end. Of a padded
//!   block, its padding in bytes. Otherwise 0.
//!
//! `next_free` leads to a payload, not to a header, for the sake of queued frees. A queued free steps back from the
//! address it is given and reads an `addr` there. At an alignment of 8 a program can name an address for which that word
//! is a `next_free`. If it led to a header it could equal the named address, and so pass for a block.
//!
//! The first word of a queued block's payload, dead to the program, links the queue the same way.
//!
//! # Padding
//!
//! Where the alignment is larger than a header, every block opens with `alignment − 16` unused bytes, so
//! that the payload after the header is aligned. These are the same for each block and are recorded nowhere.
//! A request aligned more strictly than the design may need more; such a block is *padded*. A walk through
//! memory arrives where an unpadded block would have its header, so a padded block leaves a two-word
//! signpost there, `{ padding, addr | flags }`, whose set bit 1 says that the header stands further on. Only
//! allocated blocks are padded: a free adds the padding to the hole.

/// The length of a header in bytes.
pub const HEADER_BYTES: u32 = 16;

/// Bit 0 of `addr`: the block is free.
pub const FLAG_FREE: u32 = 1 << 0;

/// Bit 1 of `addr`: the block has padding before its header, and word 3 counts its bytes.
pub const FLAG_PADDED: u32 = 1 << 1;

/// Bit 2 of `addr`: the block is freed, but stagnant: its free is queued.
pub const FLAG_QUEUED: u32 = 1 << 2;

/// The bits of `addr` that carry flags at every alignment.
pub(crate) const FLAGS: u32 = 0b111;

/// Offsets of the words within a header.
pub(crate) const SIZE: u32 = 0;
pub(crate) const ADDR: u32 = 4;
pub(crate) const NEXT: u32 = 8;
pub(crate) const NEXT_FREE: u32 = 12;
/// The word of [`NEXT_FREE`], which in a live block holds its padding: only holes are on the free list, and no hole is
/// padded.
pub(crate) const PADDING: u32 = NEXT_FREE;

/// The first three words of a header, taken apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Header {
    /// The payload's length in bytes.
    pub size: u32,
    /// The payload's virtual address with the flags in its low bits, as stored.
    pub addr: u32,
    /// The virtual address of the next header in the list, or 0.
    pub next: u32,
}

impl Header {
    /// The payload's virtual address, without flags.
    pub fn address(self) -> u32 {
        self.addr & !FLAGS
    }

    /// Whether the block is a hole.
    pub fn is_free(self) -> bool {
        self.addr & FLAG_FREE != 0
    }

    /// Whether the block's free is queued.
    pub fn is_queued(self) -> bool {
        self.addr & FLAG_QUEUED != 0
    }

    /// Whether the block has padding before its header, which word 3 counts.
    pub fn is_padded(self) -> bool {
        self.addr & FLAG_PADDED != 0
    }
}
