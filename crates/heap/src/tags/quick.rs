//! Owns the quick lists: recent frees of one exact size each, last in, first out. A block on one is free to its program and
//! live to its neighbours.

use super::{BEFORE_FREE, QUICK, TagHeap, TagPolicies, extent};
use crate::observe::{Event, Observer};
use crate::region::Region;

impl<R: Region, P: TagPolicies, O: Observer> TagHeap<R, P, O> {
    /// The head of the quick list for blocks of so many bytes, if there is one.
    #[inline]
    pub(super) fn quick_slot(&self, block_bytes: u32) -> Option<u32> {
        let lists = self.design().quick_lists;
        if lists == 0 {
            return None;
        }
        let words = self.words();
        let smallest = self.design().block_bytes(0).unwrap_or(u32::MAX);
        let list = block_bytes.wrapping_sub(smallest) >> words.granule.trailing_zeros();
        (list < lists).then(|| self.table.quick_at + list * 4)
    }

    /// Whether the quick lists are flushed before the heap grows: where they hold more than their share of it, or for a block
    /// too large for all of them.
    #[inline]
    pub(super) fn flushes_to_grow(&self, block_bytes: u32) -> bool {
        match self.roots.end.checked_div(self.design().quick_share) {
            Some(share) => self.roots.quick_bytes > share,
            None => self.quick_slot(block_bytes).is_none(),
        }
    }

    /// Takes the block freed last of exactly so many bytes off its quick list.
    #[inline]
    pub(super) fn dequeue(&mut self, block_bytes: u32) -> Option<u32> {
        let slot = self.quick_slot(block_bytes)?;
        let block = self.follow(slot);
        if block == self.nil() {
            return None;
        }
        let words = self.words();
        let next = self.next(block);
        self.point(slot, next);
        let size = self.load(block + words.size_at);
        // The whole word from what is known: a processor waits for a byte of a word that is stored alone.
        self.store(block + words.size_at, block_bytes | size & BEFORE_FREE);
        self.roots.quick_bytes -= block_bytes;
        Some(block)
    }

    /// Puts a block that was freed on its quick list, if there is one. Returns whether it did.
    #[inline]
    pub(super) fn enqueue(&mut self, block: u32, bytes: u32, flags: u32) -> bool {
        let Some(slot) = self.quick_slot(bytes) else {
            return false;
        };
        let words = self.words();
        let head = self.follow(slot);
        self.set_next(block, head);
        self.point(slot, block);
        self.store(block + words.size_at, bytes | flags | QUICK);
        self.roots.quick_bytes += bytes;
        self.observer.event(Event::Queued {
            block: extent(block, bytes),
            address: self.address(block),
        });
        true
    }

    /// Frees all blocks on quick lists, from the list of the smallest on, the block freed last first. Returns whether there was
    /// any.
    #[inline(never)]
    pub(super) fn flush_quick(&mut self) -> bool {
        if self.design().quick_lists == 0 || self.roots.quick_bytes == 0 {
            return false;
        }
        let words = self.words();
        for list in 0..self.design().quick_lists {
            let slot = self.table.quick_at + list * 4;
            let mut block = self.follow(slot);
            if block == self.nil() {
                continue;
            }
            while block != self.nil() && !self.observer.interrupts() {
                let next = self.next(block);
                let size = self.load(block + words.size_at);
                self.store(block + words.size_at, size & !QUICK);
                // Merging with a hole before it writes none of this block's words.
                let freed = self.release(block, words.bytes(size), size & BEFORE_FREE);
                debug_assert!(
                    freed.is_ok(),
                    "blocks on quick lists are live to their neighbours"
                );
                block = next;
            }
            let nil = self.nil();
            self.point(slot, nil);
        }
        self.roots.quick_bytes = 0;
        true
    }
}
