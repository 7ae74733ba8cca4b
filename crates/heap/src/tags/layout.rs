//! Owns where the words of a block lie, and the flags in the size's low bits.
//!
//! A block begins with its header; the payload after it is aligned. Offsets count from the block's start. `F` is the first
//! word after the header. Links name the start of a block by its virtual address, 0 for none.
//!
//! ```text
//! header   live block                              hole
//!      0   payload …                               size · next · [prev] …
//!      4   size │ payload …                        size │ next · [prev] … · footer
//!      8   next · size │ payload …                 next · size │ [prev] … · footer
//!      8†  before · size │ payload …               before · size │ next · prev …
//!     16   before · prev · next · size │ payload … before · prev · next · size │ … · footer
//!
//! † with footers in the next header        [prev]: only where footers are kept, or in a tree (where next and prev are
//!                                          the subtrees of smaller and larger holes)
//!
//! size  ┌───────────────────────────────────────────────────┬─────┬────────────┬────┐
//!       │ length of the block, a multiple of the granule    │quick│ before free│free│
//!       └───────────────────────────────────────────────────┴─────┴────────────┴────┘
//!        bits 31..3 (31..2 where the granule is 4)              2        1        0
//! ```
//!
//! Without a header, a hole's size has no flags. *Before free* is kept where footers lie in holes; *quick* marks a block that
//! is on a quick list: freed by the program, and live to its neighbours.

use super::design::{TagDraft, round_up};
use super::policy::bins::Binning;
use super::policy::footers::Footing;

/// The block is a hole.
pub const FREE: u32 = 1;
/// The block before is a hole, whose footer tells its size.
pub const BEFORE_FREE: u32 = 2;
/// The block is on a quick list.
pub const QUICK: u32 = 4;

/// Where the words of a block lie, in bytes from its start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Layout {
    /// The header's length.
    pub header_bytes: u32,
    /// What every live block ends with besides its payload.
    pub footer_bytes: u32,
    /// Every block is a multiple of this power of two long.
    pub granule: u32,
    /// The length of the smallest hole, and of the smallest block.
    pub hole_bytes_min: u32,
    /// The size with its flags. Without a header, only a hole has it.
    pub size_at: u32,
    /// The link to the next hole, or to the smaller holes of a tree.
    pub next_at: u32,
    /// The link to the hole before on the list, or to the larger holes of a tree.
    pub prev_at: u32,
    /// The size of the block before, where headers tell it.
    pub before_at: u32,
    /// Whether holes are linked both ways.
    pub is_double: bool,
    /// The bits of a size that are flags.
    pub flags: u32,
    /// Where the size of a block stands a second time.
    pub footing: Footing,
}

const WORD: u32 = 4;

impl Layout {
    #[inline]
    pub(super) const fn of(draft: &TagDraft) -> Self {
        let header = draft.header.constant();
        let footing = draft.footers.constant();
        let is_tree = matches!(draft.bins.constant(), Binning::Tree);
        let has_headers = header.bytes > 0;
        let granule = if has_headers && draft.alignment < WORD {
            WORD
        } else {
            draft.alignment
        };
        let is_double = !matches!(footing, Footing::Nowhere);
        let after = if has_headers { header.bytes } else { WORD };
        // Where the next header tells the size of the block before, that word takes the link's place.
        let link_at = match header.link_at {
            Some(0) if matches!(footing, Footing::InNextHeader) => None,
            link_at => link_at,
        };
        let (next_at, free_from) = match link_at {
            Some(at) => (at, after),
            None => (after, after + WORD),
        };
        let (prev_at, used) = if header.bytes == 16 {
            (WORD, free_from)
        } else if is_double || is_tree {
            (free_from, free_from + WORD)
        } else {
            (free_from, free_from)
        };
        let footed = matches!(footing, Footing::InHoles | Footing::InAll);
        let footer = if footed { WORD } else { 0 };
        Self {
            header_bytes: header.bytes,
            footer_bytes: if matches!(footing, Footing::InAll) {
                WORD
            } else {
                0
            },
            granule,
            hole_bytes_min: round_up(used + footer, granule),
            size_at: header.size_at,
            next_at,
            prev_at,
            before_at: 0,
            is_double,
            flags: if !has_headers {
                0
            } else if granule >= 8 {
                FREE | BEFORE_FREE | QUICK
            } else {
                FREE | BEFORE_FREE
            },
            footing,
        }
    }

    /// The length that a size word tells.
    #[inline(always)]
    pub(super) const fn bytes(&self, size: u32) -> u32 {
        size & !self.flags
    }

    /// Whether a size word is that of a hole.
    #[inline(always)]
    pub(super) const fn is_free(&self, size: u32) -> bool {
        size & self.flags & FREE != 0
    }
}
