//! Owns what changes the shape of the heap: taking and splitting holes, growing and trimming its end, merging, and the
//! padding of strictly aligned payloads. Each operation first commits the memory it needs, so that a refusal leaves the
//! heap as it was, unless its observer interrupts it.

use core::ops::Range;

use super::search::Fit;
use super::{Block, Found, Heap, padding_to};
use crate::header::{ADDR, FLAG_FREE, FLAG_PADDED, HEADER_BYTES, Header, PADDING, SIZE};
use crate::observe::{Event, Observer, Purpose, Verdict};
use crate::policies::Policies;
use crate::region::Region;
use crate::reply::Refusal;

/// The blocks known to be linked before a block, on the list of all blocks and on the free list.
#[derive(Clone, Copy, Default)]
struct Predecessors {
    list: Option<Block>,
    free_list: Option<Block>,
}

impl<R: Region, P: Policies, O: Observer> Heap<R, P, O> {
    /// The block that begins at offset `start`, where another ends; `None` at the heap's end. Counts only the word that a
    /// signpost takes: the caller examines the block.
    pub(super) fn block_starting_at(&mut self, start: u32) -> Option<Block> {
        if start == self.roots.end {
            return None;
        }
        let unpadded = Block(start + self.front_bytes() - HEADER_BYTES);
        let block = self.follow_signpost(unpadded);
        if block != unpadded {
            self.note_read(unpadded.0 + ADDR, 1);
        }
        Some(block)
    }

    /// The block whose header stands at `place`, or the one that the signpost there leads to.
    pub(super) fn follow_signpost(&self, place: Block) -> Block {
        let addr = self.region.word(place.0 + ADDR);
        if addr & FLAG_PADDED != 0 {
            self.at(addr)
        } else {
            place
        }
    }

    /// Makes a live block of a hole that fits: merges its run, aligns the payload, splits off the remainder.
    pub(super) fn take(
        &mut self,
        fit: Fit,
        payload_bytes: u32,
        alignment: u32,
    ) -> Result<Block, Refusal> {
        let Fit {
            hole: block,
            previous,
            absorbs,
            candidate,
        } = fit;
        let header = self.peek(block);
        let padding = padding_to(alignment, header.address());
        let remainder_bytes = candidate.payload_bytes - padding - payload_bytes;
        let whole = self.end(header) - header.size + candidate.payload_bytes;
        let start = block.0 + HEADER_BYTES - self.front_bytes();
        self.commit_grant(start..whole, remainder_bytes, absorbs)?;
        let on_free_list = self.keeps_free_list();
        let mut before = if on_free_list {
            Predecessors {
                list: None,
                free_list: previous,
            }
        } else {
            Predecessors {
                list: previous,
                free_list: None,
            }
        };
        self.absorb_run(block, absorbs, &mut before)?;
        if on_free_list {
            before.free_list = self.unlink_hole(block, before.free_list);
        }
        let header = self.peek(block);
        let padding = padding_to(alignment, header.address());
        let block = if padding > 0 {
            let previous = if on_free_list {
                self.predecessor(block, None)
            } else {
                before.list
            };
            self.pad(block, header, padding, previous)
        } else {
            self.set(block, ADDR, header.address());
            block
        };
        let rover = if on_free_list {
            before.free_list
        } else {
            Some(block)
        };
        self.resume_after(block, rover);
        // The remainder lies within the last hole of the run, whose whole pages were decommitted already.
        self.split_off(block, payload_bytes);
        Ok(block)
    }

    /// Grows the heap by one block at its end, linked at the list's tail.
    pub(super) fn extend(&mut self, payload_bytes: u32, alignment: u32) -> Result<Block, Refusal> {
        let start = self.roots.end;
        let unpadded = (self.base() + start)
            .checked_add(self.front_bytes())
            .ok_or(Refusal::NoBlock)?;
        let address = unpadded
            .checked_next_multiple_of(alignment)
            .ok_or(Refusal::NoBlock)?;
        let end = (address - self.base())
            .checked_add(payload_bytes)
            .ok_or(Refusal::NoBlock)?;
        if end > self.limit(1) {
            return Err(Refusal::NoBlock);
        }
        let grown = start..end;
        self.commit(&[grown])?;
        let padding = address - unpadded;
        let block = self.at(address);
        if padding > 0 {
            self.put_signpost(block, address, padding);
        }
        let flags = if padding > 0 { FLAG_PADDED } else { 0 };
        let header = Header {
            size: payload_bytes,
            addr: address | flags,
            next: 0,
        };
        let tail = self.roots.tail.map(Block);
        self.link_after(tail, block, header, padding);
        self.roots.last = Some(block.0);
        self.roots.end = end;
        self.observer.event(Event::Extended {
            from: start,
            to: end,
        });
        Ok(block)
    }

    /// Commits the memory of the ranges, if the design commits when it grants.
    fn commit(&mut self, ranges: &[Range<u32>]) -> Result<(), Refusal> {
        let commits = self.design().commit.at_allocation();
        if commits && !self.region.commit(ranges) {
            return Err(Refusal::NoFrame);
        }
        Ok(())
    }

    /// Commits the memory of a grant, whose last `remainder_bytes` exceed the request: all of it, unless the remainder is
    /// split off. Of a remainder that is split off, only the header is committed, without the padding before it.
    fn commit_grant(
        &mut self,
        grant: Range<u32>,
        remainder_bytes: u32,
        absorbs: u32,
    ) -> Result<(), Refusal> {
        if !self.would_split(remainder_bytes, absorbs) {
            return self.commit(&[grant]);
        }
        let split = grant.end - remainder_bytes;
        let payload = split + self.front_bytes();
        self.commit(&[grant.start..split, payload - HEADER_BYTES..payload])
    }

    /// How far the heap may reach, with `new` more entries in the index if the design keeps one.
    pub(super) fn limit(&self, new: u32) -> u32 {
        if self.indexed() {
            self.index_start(new)
        } else {
            self.region.bytes()
        }
    }

    /// Resizes a live block in place, if that is possible, and returns whether it was. Otherwise the heap is unchanged.
    pub(super) fn fit_in_place(
        &mut self,
        found: &Found,
        payload_bytes: u32,
    ) -> Result<bool, Refusal> {
        let Found { block, header, .. } = *found;
        if header.size < payload_bytes {
            let coalescing = self.design().coalescing;
            if !coalescing.on_allocation() && !coalescing.on_free() {
                return Ok(false);
            }
            let run = self.run(block, header, payload_bytes);
            if run.payload_bytes < payload_bytes {
                return Ok(false);
            }
            let remainder_bytes = run.payload_bytes - payload_bytes;
            let start = self.end(header) - header.size;
            self.commit_grant(
                start..start + run.payload_bytes,
                remainder_bytes,
                run.absorbs,
            )?;
            self.absorb_run(block, run.absorbs, &mut Predecessors::default())?;
        }
        if let Some(remainder) = self.split_off(block, payload_bytes) {
            if self.design().coalescing.on_free() {
                self.merge_next(remainder, &mut Predecessors::default());
            }
            self.decommit_hole(remainder);
            self.trim_if_last(remainder);
        }
        Ok(true)
    }

    /// Splits a live block after `payload_bytes`, if the remainder can be a hole and the design splits there. Returns the
    /// hole.
    fn split_off(&mut self, block: Block, payload_bytes: u32) -> Option<Block> {
        let header = self.peek(block);
        let remainder_bytes = header.size - payload_bytes;
        if !self.would_split(remainder_bytes, 0) {
            return None;
        }
        self.set(block, SIZE, payload_bytes);
        let address = header.address() + payload_bytes + self.front_bytes();
        let hole = self.at(address);
        let hole_header = Header {
            size: remainder_bytes - self.front_bytes(),
            addr: address | FLAG_FREE,
            next: 0,
        };
        let previous = if self.design().list_order.by_address() {
            Some(block)
        } else {
            self.roots.tail.map(Block)
        };
        self.link_after(previous, hole, hole_header, 0);
        if self.roots.last == Some(block.0) {
            self.roots.last = Some(hole.0);
        }
        if self.keeps_free_list() {
            self.link_hole(hole);
        }
        let front = self.peek(block);
        self.observer.event(Event::Split {
            front: self.extent(block, front),
            remainder: self.extent(hole, hole_header),
        });
        Some(hole)
    }

    /// Whether so many bytes beyond a request are split off, after `absorbs` holes were merged away: the bytes must be
    /// enough for a hole, and the design must split there.
    pub(super) fn would_split(&self, remainder_bytes: u32, absorbs: u32) -> bool {
        // A hole that was merged away leaves an entry of the index free for the remainder.
        let new_entries = u32::from(absorbs == 0);
        remainder_bytes >= self.front_bytes() + self.design().payload_bytes_min()
            && self.roots.end <= self.limit(new_entries)
            && self.design().split.splits(remainder_bytes)
    }

    /// Merges a hole with the holes right after and right before it; returns the hole they became.
    pub(super) fn merge_around(&mut self, hole: Block, previous: Option<Block>) -> Block {
        let mut before = Predecessors {
            list: previous,
            free_list: None,
        };
        self.merge_next(hole, &mut before);
        let header = self.peek(hole);
        let start = self.start(hole, header);
        let front = if start == 0 {
            None
        } else if self.keeps_free_list() {
            self.hole_ending_at(start)
        } else {
            self.adjacent_before(hole, start, before.list)
        };
        if let Some(front) = front
            && self.peek(front).is_free()
        {
            self.absorb(front, hole, &mut Predecessors::default());
            return front;
        }
        hole
    }

    /// Merges every run of holes, in one pass over memory. Returns whether there was any.
    pub(super) fn merge_everywhere(&mut self) -> bool {
        let mut merged = false;
        let mut start = 0;
        // The hole that ends where the next block begins, if one does.
        let mut open: Option<Block> = None;
        while !self.observer.interrupts()
            && let Some(block) = self.block_starting_at(start)
        {
            let header = self.examine(Purpose::Merge, block, |header| {
                if header.is_free() && open.is_some() {
                    Verdict::Joins
                } else {
                    Verdict::Other
                }
            });
            start = self.end(header);
            match (open, header.is_free()) {
                (Some(hole), true) => {
                    self.absorb(hole, block, &mut Predecessors::default());
                    merged = true;
                }
                (None, true) => open = Some(block),
                (_, false) => {
                    if let Some(hole) = open.take() {
                        self.decommit_hole(hole);
                    }
                }
            }
        }
        if let Some(hole) = open {
            self.decommit_hole(hole);
        }
        merged
    }

    /// Examines the block right after a hole, if there is one, and merges it if it is a hole too.
    fn merge_next(&mut self, hole: Block, before: &mut Predecessors) {
        let end = self.end(self.peek(hole));
        if let Some(next) = self.block_starting_at(end) {
            let header = self.examine(Purpose::Neighbour, next, |header| {
                if header.is_free() {
                    Verdict::Joins
                } else {
                    Verdict::Allocated
                }
            });
            if header.is_free() {
                self.absorb(hole, next, before);
            }
        }
    }

    /// Merges the `absorbs` holes right after `block`, which were examined as its run, into it.
    fn absorb_run(
        &mut self,
        block: Block,
        absorbs: u32,
        before: &mut Predecessors,
    ) -> Result<(), Refusal> {
        for _ in 0..absorbs {
            if self.observer.interrupts() {
                return Err(Refusal::NoBlock);
            }
            let end = self.end(self.peek(block));
            let hole = self
                .block_starting_at(end)
                .expect("the run has one more hole");
            self.absorb(block, hole, before);
        }
        Ok(())
    }

    /// Merges a hole into `block`, which ends where the hole begins; both were examined. Corrects `before` if it names the
    /// hole.
    fn absorb(&mut self, block: Block, hole: Block, before: &mut Predecessors) {
        let header = self.peek(block);
        let hole_header = self.peek(hole);
        debug_assert!(hole_header.is_free(), "only holes are absorbed");
        let absorbed = self.extent(hole, hole_header);
        let list_before = self.predecessor(hole, Some(block));
        self.unlink(hole, list_before);
        if before.list == Some(hole) {
            before.list = list_before;
        }
        if self.keeps_free_list() {
            let hint = if header.is_free() {
                Some(block)
            } else {
                before.free_list
            };
            let free_list_before = self.unlink_hole(hole, hint);
            if before.free_list == Some(hole) {
                before.free_list = free_list_before;
            }
        }
        self.invalidate(hole);
        if self.roots.last == Some(hole.0) {
            self.roots.last = Some(block.0);
        }
        self.set(block, SIZE, header.size + absorbed.bytes);
        let grown = self.peek(block);
        self.observer.event(Event::Coalesced {
            into: self.extent(block, grown),
            absorbed,
        });
    }

    /// Trims the heap, if the design does, when `block`, which was examined, is LAST.
    pub(super) fn trim_if_last(&mut self, block: Block) {
        if self.design().trim && self.roots.last == Some(block.0) {
            self.trim();
        }
    }

    /// Moves the heap's end down while the last block in memory, which was examined, is a hole.
    fn trim(&mut self) {
        let from = self.roots.end;
        while let Some(last) = self.roots.last.map(Block) {
            let header = self.peek(last);
            if !header.is_free() || self.observer.interrupts() {
                break;
            }
            let start = self.start(last, header);
            let previous = self.predecessor(last, None);
            let before = self.adjacent_before(last, start, previous);
            self.unlink(last, previous);
            if self.keeps_free_list() {
                self.unlink_hole(last, None);
            }
            self.invalidate(last);
            self.roots.last = before.map(|block| block.0);
            self.roots.end = start;
        }
        if self.roots.end < from {
            if self.design().decommit.beyond_end() {
                // The page that holds the old end is decommitted whole: nothing lies between that end and the index.
                let whole = from.checked_next_multiple_of(self.region.page_bytes());
                let bound = if self.roots.index_entries > 0 {
                    self.index_start(0)
                } else {
                    self.region.bytes()
                };
                let reach = whole.map_or(from, |whole| whole.min(bound).max(from));
                self.region.decommit(self.roots.end, reach - self.roots.end);
            }
            self.observer.event(Event::Trimmed {
                from,
                to: self.roots.end,
            });
        }
    }

    /// Makes a padded live block of a hole: its header moves `padding` bytes on.
    fn pad(&mut self, hole: Block, header: Header, padding: u32, previous: Option<Block>) -> Block {
        let address = header.address() + padding;
        let block = self.at(address);
        let moved = Header {
            size: header.size - padding,
            addr: address | FLAG_PADDED,
            next: header.next,
        };
        self.put_signpost(block, address, padding);
        self.store(block, moved, padding);
        self.relocate(hole, block, previous);
        block
    }

    /// Writes the signpost of a padded block where a walk through memory expects the header.
    fn put_signpost(&mut self, block: Block, address: u32, padding: u32) {
        let place = Block(block.0 - padding);
        self.set(place, SIZE, padding);
        self.set(place, ADDR, address | FLAG_PADDED);
    }

    /// Moves the header of a padded block, about to be freed, back to where the padding begins.
    pub(super) fn shed_padding(
        &mut self,
        block: Block,
        header: Header,
        previous: Option<Block>,
    ) -> Block {
        if !header.is_padded() {
            return block;
        }
        self.note_read(block.0 + PADDING, 1);
        let padding = self.region.word(block.0 + PADDING);
        let hole = Block(block.0 - padding);
        let moved = Header {
            size: header.size + padding,
            addr: header.address() - padding,
            next: header.next,
        };
        self.store(hole, moved, 0);
        self.relocate(block, hole, previous);
        self.invalidate(block);
        hole
    }
}
