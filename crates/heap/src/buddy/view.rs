//! Owns reading a heap from outside, in order of memory and of its lists. These reads are not counted and no observer sees them.

use super::policy::buddy_state::Keeping;
use super::state::{FREE, HOLE, LENT, LIVE_BLOCK, SHIFTED};
use super::{BuddyHeap, BuddyPolicies};
use crate::observe::{Extent, Observer};
use crate::region::Region;

/// A block as it stands in the region.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BuddyView {
    /// The whole block, header and padding included.
    pub extent: Extent,
    /// Where the payload begins, from the block's start.
    pub payload_at: u32,
    /// Whether it is a hole.
    pub is_free: bool,
}

impl<R: Region, P: BuddyPolicies, O: Observer> BuddyHeap<R, P, O> {
    /// All blocks, in order of address. They cover the memory that blocks may have without a gap. None of a design that must
    /// be told sizes.
    pub fn blocks(&self) -> impl Iterator<Item = BuddyView> + '_ {
        let limit = self.geometry.limit;
        let mut start = if self.design().knows_sizes() {
            self.geometry.first
        } else {
            limit
        };
        core::iter::from_fn(move || {
            if start >= limit {
                return None;
            }
            let view = self.view(start);
            // A length of zero, in a heap that was damaged, ends the walk.
            start = match view.extent.bytes {
                0 => limit,
                bytes => start.saturating_add(bytes),
            };
            Some(view)
        })
    }

    /// The block that begins at `start`, of a design that knows sizes.
    pub fn view(&self, start: u32) -> BuddyView {
        let header_bytes = self.design().header_bytes();
        if header_bytes == 0 {
            let (at, shift) = self.geometry.order_byte(start);
            let byte = self.region.word(at) >> shift & 0xFF;
            let is_block = byte & (HOLE | LIVE_BLOCK) != 0;
            let order = byte & !(HOLE | LIVE_BLOCK | LENT);
            let bytes = if is_block && order < self.geometry.orders {
                self.geometry.block_bytes(order)
            } else {
                0
            };
            return BuddyView {
                extent: Extent { start, bytes },
                payload_at: 0,
                is_free: byte & HOLE != 0,
            };
        }
        let size = self.region.word(start + self.size_at());
        let is_shifted = size & (SHIFTED | FREE) == SHIFTED;
        BuddyView {
            extent: Extent {
                start,
                bytes: size & !(SHIFTED | FREE),
            },
            payload_at: if is_shifted {
                self.region.word(start + header_bytes - 8)
            } else {
                header_bytes
            },
            is_free: size & FREE != 0,
        }
    }

    /// The bytes that no block may have: before the first one, and at the region's end.
    pub fn tables(&self) -> [Extent; 2] {
        let (first, limit) = (self.geometry.first, self.geometry.limit);
        let extent = |start, bytes| Extent { start, bytes };
        [extent(0, first), extent(limit, self.region.bytes() - limit)]
    }

    /// How many orders there are.
    pub fn orders(&self) -> u32 {
        self.geometry.orders
    }

    /// The order of blocks of so many bytes.
    pub fn order_of(&self, block_bytes: u32) -> Option<u32> {
        self.geometry.order_of(block_bytes)
    }

    /// The holes of an order, along its list. Ends when `visit` returns `false`.
    pub fn walk_order(&self, order: u32, visit: &mut dyn FnMut(BuddyView) -> bool) {
        let bytes = self.geometry.block_bytes(order);
        // More holes than the region has room for are a loop in a heap that was damaged.
        let mut left = self.geometry.region / bytes;
        let mut hole = self.first_of(order);
        while hole != self.nil() && left > 0 {
            let view = BuddyView {
                extent: self.extent(hole, order),
                payload_at: self.design().header_bytes(),
                is_free: true,
            };
            if !visit(view) {
                return;
            }
            hole = self.link_at(hole + self.next_at());
            left -= 1;
        }
    }

    /// All holes, order by order.
    pub fn holes(&self, visit: &mut dyn FnMut(Extent)) {
        for order in 0..self.geometry.orders {
            self.walk_order(order, &mut |hole| {
                visit(hole.extent);
                true
            });
        }
    }

    /// The first hole of an order.
    pub(super) fn first_of(&self, order: u32) -> u32 {
        if self.has_table() {
            self.link_at(self.geometry.heads_at + order * 4)
        } else {
            self.roots.heads[order as usize]
        }
    }

    /// How many holes an order is said to have, where the design counts them.
    pub(super) fn counted(&self, order: u32) -> u32 {
        if self.has_table() {
            self.region.word(self.geometry.counts_at + order * 4)
        } else {
            self.roots.counts[order as usize]
        }
    }

    /// Whether the bit of a block's pair is set, where the design keeps those.
    pub(super) fn is_pair_uneven(&self, block: u32, order: u32) -> Option<bool> {
        if self.design().keeping() != Keeping::Pairs || order + 1 >= self.geometry.orders {
            return None;
        }
        let (at, bit) = self.geometry.pair_bit(block, order);
        Some(self.region.word(at) & bit != 0)
    }

    /// The block that a link names.
    pub(crate) fn link_at(&self, at: u32) -> u32 {
        self.region.word(at).wrapping_sub(self.base())
    }
}
