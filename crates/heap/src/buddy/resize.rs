//! Owns a live block that grows or shrinks where it stands.
//!
//! Plan, then operate: nothing is written before all buddies are known to be holes and the memory is committed.

use core::slice;

use super::{Block, BuddyHeap, BuddyPolicies};
use crate::observe::{Event, Observer, Purpose};
use crate::region::Region;
use crate::reply::Refusal;

impl<R: Region, P: BuddyPolicies, O: Observer> BuddyHeap<R, P, O> {
    /// Resizes a live block in place, if that is possible, and returns what it is then. Otherwise the heap is unchanged.
    pub(crate) fn fit_in_place(
        &mut self,
        block: Block,
        bytes: u32,
    ) -> Result<Option<Block>, Refusal> {
        let Some(order) = self.order_for(bytes, block.payload_at) else {
            return Ok(None);
        };
        if order > block.order {
            return self.grow(block, order);
        }
        for half in (order..block.order).rev() {
            let second = block.start + self.geometry.block_bytes(half);
            self.make_hole(second, half);
            self.observer.event(Event::Split {
                front: self.extent(block.start, half),
                remainder: self.extent(second, half),
            });
        }
        Ok(Some(Block { order, ..block }))
    }

    /// Lets a block take its buddy, that of what results, and so on, if it is the first of the two each time.
    fn grow(&mut self, block: Block, order: u32) -> Result<Option<Block>, Refusal> {
        if !self.design().coalescing.merges() {
            return Ok(None);
        }
        let start = block.start;
        for from in block.order..order {
            let Some(buddy) = self.geometry.buddy(start, from) else {
                return Ok(None);
            };
            if buddy < start || !self.is_hole(buddy, start, from, Purpose::Neighbour) {
                return Ok(None);
            }
        }
        let range = start + self.geometry.block_bytes(block.order)
            ..start + self.geometry.block_bytes(order);
        self.commit(slice::from_ref(&range))?;
        for from in block.order..order {
            let buddy = start + self.geometry.block_bytes(from);
            self.unlink(buddy, from);
            self.join(start, buddy, from);
        }
        Ok(Some(Block { order, ..block }))
    }
}
