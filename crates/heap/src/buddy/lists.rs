//! Owns the free lists, one for each order: their heads, their counts, the bits of pairs that follow them, and their links.
//!
//! Lists are linked both ways. The link back of a list's first hole names the last one, so that a list needs no tail.

use super::policy::buddy_state::Keeping;
use super::{BuddyHeap, BuddyPolicies};
use crate::observe::{Observer, Purpose, Verdict};
use crate::policy::free_order::Position;
use crate::region::Region;

impl<R: Region, P: BuddyPolicies, O: Observer> BuddyHeap<R, P, O> {
    /// Where in a hole its links lie: in the header that has room for them, or after the header.
    #[inline(always)]
    pub(super) fn next_at(&self) -> u32 {
        match self.design().header_bytes() {
            16 => 0,
            header_bytes => header_bytes,
        }
    }

    #[inline(always)]
    pub(super) fn prev_at(&self) -> u32 {
        self.next_at() + 4
    }

    /// How many bytes at a hole's start have words in them.
    #[inline(always)]
    pub(super) fn hole_words_bytes(&self) -> u32 {
        self.design().header_bytes().max(self.prev_at() + 4)
    }

    #[inline(always)]
    pub(super) fn has_table(&self) -> bool {
        self.geometry.table_end > 0
    }

    /// The first hole of an order.
    #[inline(always)]
    pub(super) fn head(&mut self, order: u32) -> u32 {
        if self.has_table() {
            return self.follow(self.geometry.heads_at + order * 4);
        }
        self.roots.heads[order as usize]
    }

    fn set_head(&mut self, order: u32, hole: u32) {
        if self.has_table() {
            self.point(self.geometry.heads_at + order * 4, hole);
        } else {
            self.roots.heads[order as usize] = hole;
        }
    }

    /// How many holes an order has, where the design counts them.
    pub(super) fn count(&mut self, order: u32) -> u32 {
        if self.has_table() {
            return self.load(self.geometry.counts_at + order * 4);
        }
        self.roots.counts[order as usize]
    }

    /// Notes that a hole of an order joined or left its list.
    fn note(&mut self, hole: u32, order: u32, joined: bool) {
        if self.design().coalescing.counts() {
            let count = self.count(order);
            let count = if joined { count + 1 } else { count - 1 };
            if self.has_table() {
                self.store(self.geometry.counts_at + order * 4, count);
            } else {
                self.roots.counts[order as usize] = count;
            }
        }
        if self.design().keeping() == Keeping::Pairs && order + 1 < self.geometry.orders {
            let (at, bit) = self.geometry.pair_bit(hole, order);
            let bits = self.load(at);
            self.store(at, bits ^ bit);
        }
    }

    pub(super) fn next(&mut self, hole: u32) -> u32 {
        self.follow(hole + self.next_at())
    }

    /// Links a hole where the list's order has it.
    pub(super) fn link(&mut self, hole: u32, order: u32) {
        let nil = self.nil();
        let head = self.head(order);
        let (next_at, prev_at) = (self.next_at(), self.prev_at());
        let before = match self.design().free_order.position() {
            _ if head == nil => nil,
            Position::Head => nil,
            // Holes of one order have one size, and of equals the one linked first comes first.
            Position::Tail | Position::BySize { .. } => self.follow(head + prev_at),
            Position::ByAddress => self.last_before(hole, head, order),
        };
        let after = match before {
            _ if before == nil => head,
            before => self.next(before),
        };
        self.point(hole + next_at, after);
        if before == nil {
            // The link back of the first hole names the last one.
            let last = if head == nil {
                hole
            } else {
                self.follow(head + prev_at)
            };
            self.point(hole + prev_at, last);
            self.set_head(order, hole);
        } else {
            self.point(hole + prev_at, before);
            self.point(before + next_at, hole);
        }
        if after != nil {
            self.point(after + prev_at, hole);
        } else if before != nil {
            self.point(head + prev_at, hole);
        }
        self.note(hole, order, true);
    }

    /// The last hole of a list at a lower address; none if the first one lies higher.
    fn last_before(&mut self, hole: u32, head: u32, order: u32) -> u32 {
        let nil = self.nil();
        let (mut before, mut at) = (nil, head);
        while at != nil && !self.observer.interrupts() {
            self.probe(Purpose::Neighbour, at, order, Verdict::Other);
            if at > hole {
                break;
            }
            before = at;
            at = self.next(at);
        }
        before
    }

    /// Takes a hole off the list of its order.
    pub(super) fn unlink(&mut self, hole: u32, order: u32) {
        let nil = self.nil();
        let head = self.head(order);
        let (next_at, prev_at) = (self.next_at(), self.prev_at());
        let (before, after) = (self.follow(hole + prev_at), self.next(hole));
        let first = if hole == head {
            self.set_head(order, after);
            after
        } else {
            self.point(before + next_at, after);
            head
        };
        if after != nil {
            self.point(after + prev_at, before);
        } else if first != nil {
            self.point(first + prev_at, before);
        }
        self.note(hole, order, false);
    }
}
