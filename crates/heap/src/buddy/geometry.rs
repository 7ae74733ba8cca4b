//! Owns the arithmetic of a heap's region: the orders, the table at the region's start, and the memory that blocks may have.
//!
//! ```text
//! 0         front        …               …                            end      first                    limit
//! ┌─────────┬────────────┬───────────────┬────────────────────────────┬────────┬────────────────────────┬───────┐
//! │ [front] │ K heads    │ [K counts]    │ bits of pairs, or orders   │ padding│ blocks …               │padding│
//! └─────────┴────────────┴───────────────┴────────────────────────────┴────────┴────────────────────────┴───────┘
//! ```
//!
//! A design that keeps the state of buddies in lists or in headers has no table; its heads are kept outside of the region. The front
//! is there where another heap takes its pages from this one, and keeps a table of its own.

use super::design::{BLOCK_BYTES_MAX, BuddyDesign};
use super::policy::buddy_state::Keeping;
use crate::design::{DesignError, Reason};

const WORD: u32 = 4;

/// How many orders there can be: from blocks of 8 bytes to those of 1 GiB.
pub(super) const ORDERS_MAX: usize = 28;

/// The most blocks of the largest order that a region is founded with.
const LARGEST_BLOCKS_MAX: u32 = 65_536;

/// The geometry of a heap's region, in bytes from its start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Geometry {
    /// Two to this is the length of a block of order 0.
    smallest_log: u32,
    /// How many orders there are.
    pub(super) orders: u32,
    /// The smallest blocks of the region, table included, as a power of two: the root of the tree of pairs is above them.
    depth: u32,
    /// The first head.
    pub(super) heads_at: u32,
    /// The first count, after the heads.
    pub(super) counts_at: u32,
    /// The bits of pairs, or the orders of blocks.
    pub(super) states_at: u32,
    /// The end of the table.
    pub(super) table_end: u32,
    /// The start of the memory that blocks may have.
    pub(super) first: u32,
    /// The end of the memory that blocks may have.
    pub(super) limit: u32,
    /// The end of the memory that is used.
    pub(super) region: u32,
}

impl Geometry {
    /// The geometry of a region of this length.
    pub(super) const fn over(design: &BuddyDesign, region_bytes: u32) -> Result<Self, DesignError> {
        Self::after(0, design, region_bytes)
    }

    /// The same, of a region whose first bytes, a multiple of a word, are not the heap's.
    pub(super) const fn after(
        front_bytes: u32,
        design: &BuddyDesign,
        region_bytes: u32,
    ) -> Result<Self, DesignError> {
        if design.base_address().checked_add(region_bytes).is_none() {
            return Err(DesignError {
                axis: "region-base",
                reason: Reason::BeyondAddressSpace,
            });
        }
        let region = if region_bytes < BLOCK_BYTES_MAX {
            region_bytes
        } else {
            BLOCK_BYTES_MAX
        };
        let draft = design.draft();
        let smallest = draft.smallest_block_bytes;
        let smallest_log = smallest.trailing_zeros();
        if region < smallest {
            return Err(too_small(smallest as u64, region));
        }
        let longest_log = region.ilog2();
        let largest_log = draft.largest_block_bytes.trailing_zeros();
        if region >> largest_log > LARGEST_BLOCKS_MAX {
            let least = (region / LARGEST_BLOCKS_MAX).next_power_of_two();
            return Err(DesignError {
                axis: "largest-block",
                reason: Reason::out_of_range(draft.largest_block_bytes, (least, BLOCK_BYTES_MAX)),
            });
        }
        let top_log = if largest_log < longest_log {
            largest_log
        } else {
            longest_log
        };
        let orders = top_log - smallest_log + 1;
        let depth = region.next_power_of_two().trailing_zeros() - smallest_log;
        let (heads, state_bytes) = match design.keeping() {
            Keeping::Lists | Keeping::Headers => (0, 0),
            Keeping::Pairs => (orders, (1_u32 << depth).div_ceil(32) * WORD),
            Keeping::Orders => (orders, (region >> smallest_log).next_multiple_of(WORD)),
        };
        let counts = if draft.coalescing.counts() { heads } else { 0 };
        let counts_at = front_bytes + heads * WORD;
        let states_at = counts_at + counts * WORD;
        let table_end = states_at + state_bytes;
        let first = table_end.next_multiple_of(smallest);
        let limit = region & !(smallest - 1);
        if first >= limit {
            return Err(too_small(first as u64 + smallest as u64, region));
        }
        Ok(Self {
            smallest_log,
            orders,
            depth,
            heads_at: front_bytes,
            counts_at,
            states_at,
            table_end,
            first,
            limit,
            region,
        })
    }

    /// The length of a block of an order.
    #[inline(always)]
    pub(super) const fn block_bytes(&self, order: u32) -> u32 {
        1 << (self.smallest_log + order)
    }

    /// The order of the shortest block of at least so many bytes; `None` where there is none.
    #[inline]
    pub(super) const fn order_of(&self, bytes: u32) -> Option<u32> {
        if bytes > 1 << (self.smallest_log + self.orders - 1) {
            return None;
        }
        let log = bytes.next_power_of_two().trailing_zeros();
        Some(log.saturating_sub(self.smallest_log))
    }

    /// The buddy of a block; `None` where the two never merge: beyond the largest order, or where the buddy is not all
    /// memory that blocks may have.
    #[inline]
    pub(super) const fn buddy(&self, block: u32, order: u32) -> Option<u32> {
        let bytes = self.block_bytes(order);
        let pair = block & !bytes;
        if order + 1 < self.orders && pair >= self.first && self.limit - pair >= 2 * bytes {
            Some(block ^ bytes)
        } else {
            None
        }
    }

    /// The word and the bit of a pair of buddies, by either block. The pairs of an order come after those of the orders above.
    #[inline]
    pub(super) const fn pair_bit(&self, block: u32, order: u32) -> (u32, u32) {
        let pair = (1 << (self.depth - order - 1)) + (block >> (self.smallest_log + order + 1));
        (self.states_at + pair / 32 * WORD, 1 << (pair % 32))
    }

    /// The word of a block's byte in the table of orders, and the place of the byte in the word, in bits.
    #[inline]
    pub(super) const fn order_byte(&self, block: u32) -> (u32, u32) {
        let at = block >> self.smallest_log;
        (self.states_at + (at & !3), (at & 3) * 8)
    }

    /// The order of the longest block that may end at an offset.
    pub(super) fn longest_before(&self, offset: u32) -> u32 {
        let room_log = (offset - self.first).ilog2();
        let mut order = (room_log - self.smallest_log).min(self.orders - 1);
        while offset & (self.block_bytes(order) - 1) != 0 {
            order -= 1;
        }
        order
    }
}

const fn too_small(needed: u64, region_bytes: u32) -> DesignError {
    DesignError {
        axis: "smallest-block",
        reason: Reason::NoBlockFits {
            block_bytes: needed,
            region_bytes,
        },
    }
}
