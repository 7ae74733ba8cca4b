//! Owns the invariants of a heap and the walk that checks them all. Meant for tests: it costs O(n²) for n holes of an order.

use super::policy::buddy_state::Keeping;
use super::state::{FREE, HOLE};
use super::{BuddyHeap, BuddyPolicies};
use crate::heap::check::Violation;
use crate::observe::Observer;
use crate::policy::free_order::Position;
use crate::region::Region;
use crate::tally::{Tally, ensure};

impl<R: Region, P: BuddyPolicies, O: Observer> BuddyHeap<R, P, O> {
    /// Walks memory and the lists, and compares them.
    ///
    /// # Errors
    /// The first invariant found broken. A heap whose words were overwritten may panic instead.
    pub fn check(&self) -> Result<(), Violation> {
        let mut listed = Tally::default();
        for order in 0..self.geometry.orders {
            self.check_order(order, &mut listed)?;
        }
        if self.design().knows_sizes() {
            let (mut holes, mut end) = (Tally::default(), self.geometry.first);
            for block in self.blocks() {
                let (start, bytes) = (block.extent.start, block.extent.bytes);
                ensure(
                    bytes.is_power_of_two() && self.geometry.order_of(bytes).is_some(),
                    "a block is as long as an order has it",
                    start,
                )?;
                ensure(
                    start.is_multiple_of(bytes),
                    "a block begins at a multiple of its length",
                    start,
                )?;
                ensure(
                    block.payload_at < bytes && block.payload_at >= self.design().header_bytes(),
                    "a payload begins in its block",
                    start,
                )?;
                if block.is_free {
                    holes.add(start, bytes);
                }
                end = start + bytes;
            }
            ensure(
                end == self.geometry.limit,
                "blocks cover the memory without a gap",
                end,
            )?;
            ensure(holes == listed, "the lists have the holes of memory", 0)?;
        }
        Ok(())
    }

    fn check_order(&self, order: u32, listed: &mut Tally) -> Result<(), Violation> {
        let bytes = self.geometry.block_bytes(order);
        let nil = self.nil();
        let merges_always = self.design().coalescing.holes_before_merge() == Some(0);
        let mut result = Ok(());
        let mut last = nil;
        let mut count = 0;
        let mut check = |start: u32| {
            ensure(
                start >= self.geometry.first
                    && start < self.geometry.limit
                    && bytes <= self.geometry.limit - start
                    && start.is_multiple_of(bytes),
                "holes lie in the memory that blocks may have, at multiples of their length",
                start,
            )?;
            ensure(
                last == nil || self.link_at(start + self.prev_at()) == last,
                "links back agree with links on",
                start,
            )?;
            let is_by_address = self.design().free_order.position() == Position::ByAddress;
            ensure(
                !is_by_address || last == nil || last < start,
                "a list is in its order",
                start,
            )?;
            if self.design().header_bytes() > 0 {
                ensure(
                    self.region.word(start + self.size_at()) == bytes | FREE,
                    "a hole's header says that it is one of its order",
                    start,
                )?;
            }
            if self.design().keeping() == Keeping::Orders {
                let (at, shift) = self.geometry.order_byte(start);
                ensure(
                    self.region.word(at) >> shift & 0xFF == HOLE | order,
                    "a hole's byte says that it is one of its order",
                    start,
                )?;
            }
            if let Some(buddy) = self.geometry.buddy(start, order) {
                let has_both = self.has_hole(buddy, order);
                ensure(
                    !(has_both && merges_always),
                    "no buddies are both holes",
                    start,
                )?;
                ensure(
                    self.is_pair_uneven(start, order)
                        .is_none_or(|uneven| uneven != has_both),
                    "the bit of a pair says whether exactly one is a hole",
                    start,
                )?;
            }
            listed.add(start, bytes);
            count += 1;
            last = start;
            Ok(())
        };
        self.walk_order(order, &mut |hole| {
            result = check(hole.extent.start);
            result.is_ok()
        });
        result?;
        let first = self.first_of(order);
        ensure(
            first == nil || self.link_at(first + self.prev_at()) == last,
            "the first hole's link back names the last",
            order,
        )?;
        ensure(
            !self.design().coalescing.counts() || self.counted(order) == count,
            "the holes of an order are counted",
            order,
        )
    }

    fn has_hole(&self, block: u32, order: u32) -> bool {
        let mut has = false;
        self.walk_order(order, &mut |hole| {
            has = hole.extent.start == block;
            !has
        });
        has
    }
}
