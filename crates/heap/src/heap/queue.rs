//! Owns queued frees: the queue, and how it is drained, in one pass or one free at a time.
//!
//! Queueing a free takes no walk: the heap steps back from the payload to the header, and trusts the header if its `addr`
//! is the payload's. Headers that are no longer in use are invalidated, so that only a program that forges a header can
//! mislead the heap.

use super::{Block, Found, FreeError, Freed, Heap};
use crate::header::{ADDR, FLAG_QUEUED, HEADER_BYTES};
use crate::observe::{Event, Observer, Purpose, Verdict};
use crate::policies::Policies;
use crate::region::Region;

impl<R: Region, P: Policies, O: Observer> Heap<R, P, O> {
    /// Queues a free, and drains the queue if that fills it.
    pub(super) fn enqueue(&mut self, address: u32) -> Result<Freed, FreeError> {
        let block = self.step_back(address).ok_or(FreeError::UnknownAddress)?;
        let header = self.peek(block);
        if header.is_free() || header.is_queued() {
            return Err(FreeError::DoubleFree);
        }
        self.set(block, ADDR, header.addr | FLAG_QUEUED);
        self.set(block, HEADER_BYTES, 0);
        match self.roots.queue_tail {
            Some(tail) => {
                let link = self.link(Some(block));
                self.set(Block(tail), HEADER_BYTES, link);
            }
            None => self.roots.queue_head = Some(block.0),
        }
        self.roots.queue_tail = Some(block.0);
        self.roots.queued += 1;
        self.observer.event(Event::Queued {
            block: self.extent(block, header),
            address,
        });
        if self.design().free_queue.drains_at(self.roots.queued) {
            self.drain();
        }
        Ok(Freed {
            payload_bytes: header.size,
            queued: true,
        })
    }

    /// Performs all queued frees: in one pass over the list, or by the index where there is one.
    pub(super) fn drain(&mut self) {
        if self.indexed() {
            return self.drain_oldest(u32::MAX);
        }
        let mut previous = None;
        let mut cursor = self.roots.kernel_aloc.map(Block);
        while self.roots.queued > 0
            && !self.observer.interrupts()
            && let Some(mut block) = cursor
        {
            let header = self.examine(Purpose::Drain, block, |header| {
                Verdict::of(header.is_queued())
            });
            if header.is_queued() {
                self.observer.event(Event::Freed {
                    block: self.extent(block, header),
                    address: header.address(),
                });
                block = self.shed_padding(block, header, previous);
                self.mark_free(block);
                self.decommit_hole(block);
                self.roots.queued -= 1;
            }
            previous = Some(block);
            cursor = self.linked(header.next);
        }
        self.roots.queue_head = None;
        self.roots.queue_tail = None;
        if self.design().coalescing.on_free() {
            self.merge_everywhere();
        }
        if self.design().trim
            && let Some(last) = self.roots.last.map(Block)
        {
            self.examine(Purpose::Neighbour, last, |header| {
                Verdict::of(header.is_free())
            });
            self.trim_if_last(last);
        }
    }

    /// Performs up to `frees` queued frees, oldest first, each as if it had not been queued.
    pub(super) fn drain_oldest(&mut self, frees: u32) {
        for _ in 0..frees {
            let Some(block) = self.roots.queue_head.map(Block) else {
                return;
            };
            if self.observer.interrupts() {
                return;
            }
            self.note_read(block.0 + HEADER_BYTES, 1);
            let next = self.linked(self.region.word(block.0 + HEADER_BYTES));
            self.roots.queue_head = next.map(|next| next.0);
            if next.is_none() {
                self.roots.queue_tail = None;
            }
            self.roots.queued -= 1;
            let address = self.peek(block).address();
            let (block, header, previous) = self
                .find(address)
                .expect("queued blocks stay where they are");
            self.release(
                Found {
                    block,
                    header,
                    previous,
                },
                address,
            );
        }
    }

    /// The block whose payload begins at `address`, found without a walk.
    fn step_back(&mut self, address: u32) -> Option<Block> {
        let offset = address.checked_sub(self.base())?;
        let inside = offset >= self.front_bytes() && offset < self.roots.end;
        if !inside || !offset.is_multiple_of(self.design().alignment) {
            return None;
        }
        let block = self.at(address);
        let header = self.load(block);
        if header.address() != address {
            // No block was examined: the words count as read, but there is no probe.
            return None;
        }
        self.probe(Purpose::Lookup, block, header, header.size, Verdict::Found);
        Some(block)
    }
}
