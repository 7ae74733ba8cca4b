//! Owns merging: a freed block that becomes one with its buddy, and the pass that merges all buddies.

use super::policy::buddy_state::Keeping;
use super::state::{FLAGS, FREE, HOLE, LENT, LIVE_BLOCK};
use super::{BuddyHeap, BuddyPolicies};
use crate::observe::{Event, Observer, Purpose, Verdict};
use crate::policy::free_order::Position;
use crate::region::Region;

impl<R: Region, P: BuddyPolicies, O: Observer> BuddyHeap<R, P, O> {
    /// Makes a hole of a block that is no longer live; merges it with its buddy as often as the design says.
    pub(crate) fn release(&mut self, block: u32, order: u32) {
        let (mut block, mut order) = (block, order);
        while self.merges_at(order)
            && let Some(buddy) = self.geometry.buddy(block, order)
            && self.is_hole(buddy, block, order, Purpose::Neighbour)
        {
            self.unlink(buddy, order);
            block = self.join(block, buddy, order);
            order += 1;
        }
        self.make_hole(block, order);
    }

    /// Whether a free merges a block of an order.
    fn merges_at(&mut self, order: u32) -> bool {
        match self.design().coalescing.holes_before_merge() {
            None => false,
            Some(0) => true,
            Some(holes) => self.count(order) >= holes,
        }
    }

    /// Makes one of two buddies that are on no list. Returns its start.
    pub(super) fn join(&mut self, one: u32, other: u32, order: u32) -> u32 {
        let (first, second) = (one.min(other), one.max(other));
        self.forget(second);
        self.observer.event(Event::Coalesced {
            into: self.extent(first, order + 1),
            absorbed: self.extent(second, order),
        });
        first
    }

    /// Whether the buddy of a block is a hole of the block's order.
    pub(super) fn is_hole(&mut self, buddy: u32, block: u32, order: u32, purpose: Purpose) -> bool {
        match self.design().keeping() {
            Keeping::Lists => self.is_listed(buddy, order, purpose),
            Keeping::Headers => {
                let size = self.load(buddy + self.size_at());
                let is_hole = size == self.geometry.block_bytes(order) | FREE;
                if let Some(order) = self.geometry.order_of(size & !FLAGS) {
                    self.probe(purpose, buddy, order, joins(is_hole, size & FREE != 0));
                }
                is_hole
            }
            Keeping::Pairs => {
                let (at, bit) = self.geometry.pair_bit(block, order);
                // Of a block that is on the list itself, the bit says that the buddy is not.
                let is_listed = purpose == Purpose::Merge;
                let is_hole = (self.load(at) & bit != 0) != is_listed;
                if is_hole {
                    self.probe(purpose, buddy, order, Verdict::Joins);
                }
                is_hole
            }
            Keeping::Orders => {
                let byte = self.order_byte(buddy);
                let is_hole = byte == HOLE | order;
                let order = byte & !(HOLE | LIVE_BLOCK | LENT);
                self.probe(purpose, buddy, order, joins(is_hole, byte & HOLE != 0));
                is_hole
            }
        }
    }

    /// Whether a block is on the list of an order, by a walk.
    fn is_listed(&mut self, block: u32, order: u32, purpose: Purpose) -> bool {
        let nil = self.nil();
        let is_by_address = self.design().free_order.position() == Position::ByAddress;
        let mut hole = self.head(order);
        while hole != nil && !self.observer.interrupts() {
            let verdict = if hole == block {
                Verdict::Joins
            } else {
                Verdict::Other
            };
            self.probe(purpose, hole, order, verdict);
            if hole == block {
                return true;
            }
            if is_by_address && hole > block {
                return false;
            }
            hole = self.next(hole);
        }
        false
    }

    /// Merges all buddies, from the smallest order on: along its list, each hole whose buddy is on the list too leaves it
    /// together with that, and what they become is linked in the next order. Returns whether there were any.
    pub(super) fn merge_everywhere(&mut self) -> bool {
        let nil = self.nil();
        let mut any = false;
        for order in 0..self.geometry.orders - 1 {
            let mut hole = self.head(order);
            while hole != nil && !self.observer.interrupts() {
                let mut next = self.next(hole);
                if let Some(buddy) = self.geometry.buddy(hole, order)
                    && self.is_hole(buddy, hole, order, Purpose::Merge)
                {
                    if next == buddy {
                        next = self.next(buddy);
                    }
                    self.unlink(hole, order);
                    self.unlink(buddy, order);
                    let whole = self.join(hole, buddy, order);
                    self.make_hole(whole, order + 1);
                    any = true;
                }
                hole = next;
            }
        }
        any
    }
}

/// The verdict on a buddy.
fn joins(joins: bool, is_free: bool) -> Verdict {
    match (joins, is_free) {
        (true, _) => Verdict::Joins,
        (false, true) => Verdict::Other,
        (false, false) => Verdict::Allocated,
    }
}
