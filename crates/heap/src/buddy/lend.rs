//! Owns blocks that another heap has and grants in parts, as a heap of slabs does with its pages: an order's byte says so.
//!
//! Does not own what the other heap keeps of them, nor the front of the region that is its own.

use super::state::{LENT, LIVE_BLOCK};
use super::{Block, BuddyHeap, BuddyPolicies};
use crate::observe::Observer;
use crate::region::Region;
use crate::reply::Refusal;

impl<R: Region, P: BuddyPolicies, O: Observer> BuddyHeap<R, P, O> {
    /// Lends a block of a length that an order has, and commits all of it, if the design commits when it grants.
    ///
    /// # Errors
    /// If there is no hole for it.
    pub(crate) fn lend(&mut self, bytes: u32) -> Result<u32, Refusal> {
        let Block { start, order, .. } = self.obtain(bytes, 1)?;
        self.set_order_byte(start, LIVE_BLOCK | LENT | order);
        Ok(start)
    }

    /// Takes back a block that was lent.
    pub(crate) fn take_back(&mut self, start: u32, bytes: u32) {
        let order = self.geometry.order_of(bytes);
        self.release(start, order.expect("the length of a block that was lent"));
    }

    /// Whether a block that was lent begins at an offset.
    pub(crate) fn is_lent(&mut self, offset: u32) -> bool {
        offset >= self.geometry.first
            && offset < self.geometry.limit
            && self.order_byte(offset) & LENT != 0
    }

    /// The end of the front and of the table.
    pub(crate) fn table_end(&self) -> u32 {
        self.geometry.table_end
    }

    /// The same, read from outside.
    pub(crate) fn is_seen_lent(&self, offset: u32) -> bool {
        let (at, shift) = self.geometry.order_byte(offset);
        self.region.word(at) >> shift & LENT != 0
    }
}
