//! Owns what is written of a block: its header, its byte in the table of orders, and what a free reads of them again.
//!
//! ```text
//!   8 bytes: │ request │ size │ payload …        16 bytes: │ next │ prev │ request │ size │ payload …
//!   a payload that begins further on:  │ … shift │ size │ padding … │ request │ size │ payload …
//! ```
//!
//! A size is a power of two, at least 8, with flags in its low bits. A payload that a stricter alignment moved on has a header
//! right before it, and the header at the block's start has the payload's distance in place of the request.

use super::policy::buddy_state::Keeping;
use super::{Block, BuddyHeap, BuddyPolicies};
use crate::observe::{Observer, Purpose, Verdict};
use crate::region::Region;
use crate::reply::FreeError;

/// In a size: the block is a hole.
pub(super) const FREE: u32 = 1;
/// In a size: the payload does not begin right after the header at the block's start.
pub(super) const SHIFTED: u32 = 2;
/// All flags of a size.
pub(super) const FLAGS: u32 = FREE | SHIFTED;

/// In a byte of the table of orders: a live block begins there.
pub(super) const LIVE_BLOCK: u32 = 0x40;
/// In a byte of the table of orders: a hole begins there.
pub(super) const HOLE: u32 = 0x80;
/// In a byte of the table of orders: another heap has the live block that begins there, and grants it in parts.
pub(super) const LENT: u32 = 0x20;

impl<R: Region, P: BuddyPolicies, O: Observer> BuddyHeap<R, P, O> {
    /// Where in a block its header has the size.
    #[inline(always)]
    pub(super) fn size_at(&self) -> u32 {
        self.design().header_bytes() - 4
    }

    #[inline(always)]
    fn request_at(&self) -> u32 {
        self.design().header_bytes() - 8
    }

    #[inline(always)]
    fn keeps_orders(&self) -> bool {
        self.design().keeping() == Keeping::Orders
    }

    /// Writes what is known of a live block.
    pub(super) fn write_live(&mut self, block: Block, request: u32) {
        let Block {
            start,
            order,
            payload_at,
        } = block;
        let header_bytes = self.design().header_bytes();
        if header_bytes > 0 {
            let bytes = self.geometry.block_bytes(order);
            if payload_at == header_bytes {
                self.store(start + self.request_at(), request);
                self.store(start + self.size_at(), bytes);
            } else {
                self.store(start + self.request_at(), payload_at);
                self.store(start + self.size_at(), bytes | SHIFTED);
                let near = start + payload_at - header_bytes;
                // Nothing of what the program left there stays.
                for link_at in (0..self.request_at()).step_by(4) {
                    self.store(near + link_at, 0);
                }
                self.store(near + self.request_at(), request);
                self.store(near + self.size_at(), bytes | SHIFTED);
            }
        }
        if self.keeps_orders() {
            self.set_order_byte(start, LIVE_BLOCK | order);
        }
    }

    /// Writes that a block is a hole, and links it.
    pub(super) fn make_hole(&mut self, hole: u32, order: u32) {
        if self.design().header_bytes() > 0 {
            self.store(hole + self.request_at(), 0);
            let bytes = self.geometry.block_bytes(order);
            self.store(hole + self.size_at(), bytes | FREE);
        }
        if self.keeps_orders() {
            self.set_order_byte(hole, HOLE | order);
        }
        self.link(hole, order);
    }

    /// Leaves word in the headers of a block that is freed, so that a second free is recognised for as long as nothing is
    /// written there.
    pub(super) fn leave_free(&mut self, block: Block) {
        let header_bytes = self.design().header_bytes();
        if header_bytes > 0 {
            let bytes = self.geometry.block_bytes(block.order);
            let near = block.start + block.payload_at - header_bytes;
            self.store(block.start + self.size_at(), bytes | FREE);
            if near != block.start {
                self.store(near + self.size_at(), bytes | FREE);
            }
        }
    }

    /// Forgets a block that became the second half of another.
    pub(super) fn forget(&mut self, second: u32) {
        if self.keeps_orders() {
            self.set_order_byte(second, 0);
        }
    }

    /// The byte of the table of orders for the block that begins at an offset.
    pub(super) fn order_byte(&mut self, block: u32) -> u32 {
        let (at, shift) = self.geometry.order_byte(block);
        self.load(at) >> shift & 0xFF
    }

    pub(super) fn set_order_byte(&mut self, block: u32, byte: u32) {
        let (at, shift) = self.geometry.order_byte(block);
        let word = self.load(at);
        self.store(at, word & !(0xFF << shift) | byte << shift);
    }

    /// The live block whose payload begins at `address`, of `bytes` bytes where the design must be told.
    pub(crate) fn look_up(&mut self, address: u32, bytes: u32) -> Result<Block, FreeError> {
        let offset = address.wrapping_sub(self.base());
        let header_bytes = self.design().header_bytes();
        let (first, limit) = (self.geometry.first, self.geometry.limit);
        if offset < first + header_bytes
            || offset >= limit
            || offset & (self.design().granule() - 1) != 0
        {
            return Err(FreeError::UnknownAddress);
        }
        let block = if header_bytes > 0 {
            self.look_up_by_header(offset)?
        } else {
            let order = if self.keeps_orders() {
                let byte = self.order_byte(offset);
                match byte & (HOLE | LIVE_BLOCK) {
                    LIVE_BLOCK if byte & LENT == 0 => byte & !LIVE_BLOCK,
                    HOLE => return Err(FreeError::DoubleFree),
                    _ => return Err(FreeError::UnknownAddress),
                }
            } else {
                let told = bytes.min(self.design().maximum_bytes);
                self.geometry
                    .order_of(told)
                    .ok_or(FreeError::UnknownAddress)?
            };
            Block {
                start: offset,
                order,
                payload_at: 0,
            }
        };
        let bytes = self.geometry.block_bytes(block.order);
        if block.start < first || block.start & (bytes - 1) != 0 || bytes > limit - block.start {
            return Err(FreeError::UnknownAddress);
        }
        if self.design().knows_sizes() {
            self.probe(Purpose::Lookup, block.start, block.order, Verdict::Found);
        }
        Ok(block)
    }

    fn look_up_by_header(&mut self, offset: u32) -> Result<Block, FreeError> {
        let header_bytes = self.design().header_bytes();
        let size = self.load(offset - 4);
        let bytes = size & !FLAGS;
        if size & FREE != 0 {
            return Err(FreeError::DoubleFree);
        }
        if !bytes.is_power_of_two() || bytes < self.geometry.block_bytes(0) {
            return Err(FreeError::UnknownAddress);
        }
        let order = self
            .geometry
            .order_of(bytes)
            .ok_or(FreeError::UnknownAddress)?;
        let start = if size & SHIFTED != 0 {
            offset & !(bytes - 1)
        } else {
            offset - header_bytes
        };
        Ok(Block {
            start,
            order,
            payload_at: offset - start,
        })
    }
}
