//! Owns the singly linked list of blocks and the walks along it that are not searches for a hole: the block
//! of an address, the block linked before another, the block right before another in memory.

use super::{Block, Found, FreeError, Heap};
use crate::header::{HEADER_BYTES, Header, NEXT};
use crate::observe::{Observer, Purpose, Verdict};
use crate::policies::Policies;
use crate::region::Region;

impl<R: Region, P: Policies, O: Observer> Heap<R, P, O> {
    /// Finds the live block of an address, as the design looks blocks up.
    pub(super) fn look_up(&mut self, address: u32) -> Result<Found, FreeError> {
        let (block, header, previous) = self.find(address).ok_or(FreeError::UnknownAddress)?;
        if header.is_free() || header.is_queued() {
            return Err(FreeError::DoubleFree);
        }
        Ok(Found {
            block,
            header,
            previous,
        })
    }

    /// Finds the block of an address, live or not, and the one linked before it.
    pub(super) fn find(&mut self, address: u32) -> Option<(Block, Header, Option<Block>)> {
        if !self.indexed() {
            let found = self.walk_to(Purpose::Lookup, |_, header| header.address() == address);
            return found.map(|(block, previous)| (block, self.peek(block), previous));
        }
        let previous = self.index_find(address)?.previous;
        let block = self.at(address);
        let header = self.examine(Purpose::Lookup, block, |_| Verdict::Found);
        Some((block, header, self.linked(previous)))
    }

    /// Walks the list from its head to the first block that `wanted` accepts; returns it and the one before.
    fn walk_to(
        &mut self,
        purpose: Purpose,
        wanted: impl Fn(Block, Header) -> bool,
    ) -> Option<(Block, Option<Block>)> {
        let mut previous = None;
        let mut cursor = self.roots.kernel_aloc.map(Block);
        while let Some(block) = cursor {
            let mut found = false;
            let header = self.examine(purpose, block, |header| {
                found = wanted(block, header);
                Verdict::of(found)
            });
            if found {
                return Some((block, previous));
            }
            previous = Some(block);
            cursor = self.linked(header.next);
        }
        None
    }

    /// The block linked before `block`; `hint`, a block that the operation examined already, is tried first.
    pub(super) fn predecessor(&mut self, block: Block, hint: Option<Block>) -> Option<Block> {
        if self.roots.kernel_aloc == Some(block.0) {
            return None;
        }
        let link = self.link(Some(block));
        if let Some(hint) = hint
            && self.peek(hint).next == link
        {
            return Some(hint);
        }
        if self.indexed() {
            let address = block.0 + self.base() + HEADER_BYTES;
            let entry = self.index_find(address).expect("every block has an entry");
            return self.linked(entry.previous);
        }
        let (previous, _) = self
            .walk_to(Purpose::Neighbour, |_, header| header.next == link)
            .expect("every block but the first has one before it");
        Some(previous)
    }

    /// Finds and examines the block that lies right before `block` in memory. `start` is the offset where `block` begins,
    /// `previous` the block linked before it.
    pub(super) fn adjacent_before(
        &mut self,
        block: Block,
        start: u32,
        previous: Option<Block>,
    ) -> Option<Block> {
        if start == 0 {
            return None;
        }
        let by_address = self.design().list_order.by_address();
        if !self.indexed() {
            if by_address {
                // The walk that found `block` has examined it.
                return previous;
            }
            let end = start + self.base();
            let walked = self.walk_to(Purpose::Neighbour, |_, header| {
                header.address() + header.size == end
            });
            return walked.map(|(block, _)| block);
        }
        let front = if by_address {
            previous
        } else {
            let address = self.peek(block).address();
            self.index_before(address).map(|address| self.at(address))
        }?;
        self.examine(Purpose::Neighbour, front, |_| Verdict::Found);
        Some(front)
    }

    /// Writes the header of a new block and links it after `previous`, or at the head.
    pub(super) fn link_after(
        &mut self,
        previous: Option<Block>,
        block: Block,
        header: Header,
        padding: u32,
    ) {
        let link = self.link(Some(block));
        let next = match previous {
            Some(previous) => {
                let next = self.peek(previous).next;
                self.set(previous, NEXT, link);
                next
            }
            None => {
                let next = self.link(self.roots.kernel_aloc.map(Block));
                self.roots.kernel_aloc = Some(block.0);
                next
            }
        };
        self.store(block, Header { next, ..header }, padding);
        if self.roots.tail == previous.map(|previous| previous.0) {
            self.roots.tail = Some(block.0);
        }
        if self.indexed() {
            let previous = self.link(previous);
            self.index_insert(header.address(), previous);
            self.index_link(next, link);
        }
    }

    /// The block linked after another. Reads and counts that one word of the header.
    pub(super) fn next(&mut self, block: Block) -> Option<Block> {
        self.note_read(block.0 + NEXT, 1);
        self.linked(self.region.word(block.0 + NEXT))
    }

    /// Takes `block` out of the list; `previous` is the one linked before it.
    pub(super) fn unlink(&mut self, block: Block, previous: Option<Block>) {
        let header = self.peek(block);
        match previous {
            Some(previous) => self.set(previous, NEXT, header.next),
            None => self.roots.kernel_aloc = self.linked(header.next).map(|next| next.0),
        }
        let before = previous.map(|previous| previous.0);
        if self.roots.tail == Some(block.0) {
            self.roots.tail = before;
        }
        if self.roots.rover == Some(block.0) && !self.keeps_free_list() {
            self.roots.rover = before;
        }
        if self.indexed() {
            self.index_remove(header.address());
            let previous = self.link(previous);
            self.index_link(header.next, previous);
        }
    }

    /// Redirects every root and link that leads to `old` to `new`, where its header was moved.
    pub(super) fn relocate(&mut self, old: Block, new: Block, previous: Option<Block>) {
        match previous {
            Some(previous) => {
                let link = self.link(Some(new));
                self.set(previous, NEXT, link);
            }
            None => self.roots.kernel_aloc = Some(new.0),
        }
        for root in [
            &mut self.roots.last,
            &mut self.roots.tail,
            &mut self.roots.rover,
        ] {
            if *root == Some(old.0) {
                *root = Some(new.0);
            }
        }
        if self.indexed() {
            let header = self.peek(new);
            let old_address = old.0 + self.base() + HEADER_BYTES;
            self.index_rename(old_address, header.address());
            let link = self.link(Some(new));
            self.index_link(header.next, link);
        }
    }
}
