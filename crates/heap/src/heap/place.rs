//! Owns what changes the shape of the heap: taking and splitting holes, growing and trimming its end, merging, and the
//! padding of strictly aligned payloads. Each operation first commits the memory it needs, so that a refusal leaves the
//! heap as it was, unless its observer interrupts it.

use core::ops::Range;
use core::slice;

use super::search::{Fit, Run};
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

    /// Makes a live block of a hole: merges its run, lets it grow beyond the heap's end by what it lacks, aligns the payload,
    /// splits off the remainder.
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
            ..
        } = fit;
        let header = self.peek(block);
        let padding = padding_to(alignment, header.address());
        let start = block.0 + HEADER_BYTES - self.front_bytes();
        let payload = block.0 + HEADER_BYTES;
        let needed = payload_bytes.checked_add(padding).ok_or(Refusal::NoBlock)?;
        let mut grown = None;
        if let Some(remainder_bytes) = fit.payload_bytes.checked_sub(needed) {
            let end = payload + fit.payload_bytes;
            self.commit_grant(start..end, remainder_bytes, absorbs)?;
        } else {
            let end = self.within_limit(payload, needed, absorbs)?;
            self.commit(slice::from_ref(&(start..end)))?;
            grown = Some(end);
        }
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
        if let Some(end) = grown {
            self.stretch(block, end);
        }
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
        if fit.moves_rover {
            self.resume_after(block, rover);
        }
        // The remainder lies within the last hole of the run, whose whole pages were decommitted already.
        self.split_off(block, payload_bytes);
        Ok(block)
    }

    /// Makes the whole region one hole.
    pub(super) fn found(&mut self) {
        let payload_bytes = self.region.bytes() - self.front_bytes();
        let hole = self.put_last(payload_bytes - payload_bytes % self.design().alignment);
        self.begin_hole(hole);
        // The first search begins at the list's head.
        self.roots.rover = None;
    }

    /// Puts a live block at the heap's end that is there from the start: nothing is committed for it.
    pub(super) fn put_last(&mut self, payload_bytes: u32) -> Block {
        let payload = self.roots.end + self.front_bytes();
        let address = self.base() + payload;
        let block = self.at(address);
        let header = Header {
            size: payload_bytes,
            addr: address,
            next: 0,
        };
        let tail = self.roots.tail.map(Block);
        self.link_after(tail, block, header, 0);
        self.roots.last = Some(block.0);
        self.roots.end = payload + payload_bytes;
        block
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
            .filter(|&end| end <= self.limit(1))
            .ok_or(Refusal::NoBlock)?;
        self.commit(slice::from_ref(&(start..end)))?;
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

    /// Where a payload ends that begins at an offset, if the heap may reach so far in place of the `absorbs` holes that are merged
    /// away.
    fn within_limit(&self, payload: u32, bytes: u32, absorbs: u32) -> Result<u32, Refusal> {
        let entries = self.roots.index_entries.saturating_sub(absorbs);
        payload
            .checked_add(bytes)
            .filter(|&end| end <= self.limit_of(entries))
            .ok_or(Refusal::NoBlock)
    }

    /// Lets the last block in memory grow to a new end of the heap.
    fn stretch(&mut self, block: Block, to: u32) {
        self.set(block, SIZE, to - block.0 - HEADER_BYTES);
        let from = core::mem::replace(&mut self.roots.end, to);
        self.observer.event(Event::Extended { from, to });
    }

    /// Makes a block at the heap's end, for whoever can't wait for a search: of the hole there, if there is one and the
    /// design lets memory at the end be one with it.
    pub(super) fn append(&mut self, payload_bytes: u32) -> Result<Block, Refusal> {
        let alignment = self.design().alignment;
        let end = self.design().end;
        if (end.grows() || end.is_whole())
            && let Some(last) = self.roots.last.map(Block)
        {
            let header = self.examine(Purpose::Neighbour, last, |header| {
                Verdict::of(header.is_free())
            });
            if header.is_free() && (end.grows() || header.size >= payload_bytes) {
                let fit = Fit {
                    hole: last,
                    previous: None,
                    absorbs: 0,
                    payload_bytes: header.size,
                    moves_rover: false,
                };
                return self.take(fit, payload_bytes, alignment);
            }
        }
        self.extend(payload_bytes, alignment)
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
        self.limit_of(self.roots.index_entries + new)
    }

    /// How far the heap may reach with so many entries in the index.
    fn limit_of(&self, entries: u32) -> u32 {
        if self.indexed() {
            self.index_start_of(entries)
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
            let run = if coalescing.on_allocation() || coalescing.on_free() {
                self.run(block, header, payload_bytes)
            } else {
                Run::of(block, header)
            };
            let start = self.end(header) - header.size;
            let Some(remainder_bytes) = run.payload_bytes.checked_sub(payload_bytes) else {
                return self.grow_last(block, start, payload_bytes, &run);
            };
            self.commit_grant(
                start..start + run.payload_bytes,
                remainder_bytes,
                run.absorbs,
            )?;
            self.absorb_run(block, run.absorbs, &mut Predecessors::default())?;
        }
        if let Some(remainder) = self.split_off(block, payload_bytes) {
            if self.design().coalescing.on_free()
                && self.merge_next(remainder, &mut Predecessors::default())
            {
                self.relink_grown(remainder);
            }
            self.decommit_hole(remainder);
            self.trim_if_last(remainder);
        }
        Ok(true)
    }

    /// Lets a live block that is the last in memory, or becomes it with the holes of its run, grow beyond the heap's end, if
    /// the heap extends. Returns whether it did. `start` is where its payload begins.
    fn grow_last(
        &mut self,
        block: Block,
        start: u32,
        payload_bytes: u32,
        run: &Run,
    ) -> Result<bool, Refusal> {
        if !self.design().end.grows() || self.roots.last != Some(run.last.0) {
            return Ok(false);
        }
        let Ok(end) = self.within_limit(start, payload_bytes, run.absorbs) else {
            return Ok(false);
        };
        self.commit(slice::from_ref(&(start..end)))?;
        self.absorb_run(block, run.absorbs, &mut Predecessors::default())?;
        self.stretch(block, end);
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
        let grew = self.merge_next(hole, &mut before);
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
            self.relink_grown(front);
            return front;
        }
        if grew {
            self.relink_grown(hole);
        }
        hole
    }

    /// Merges every run of holes, in one pass over memory. Returns whether there was any.
    pub(super) fn merge_everywhere(&mut self) -> bool {
        let mut merged = false;
        let mut start = 0;
        // The hole that ends where the next block begins, if one does, and whether it has grown.
        let mut open: Option<(Block, bool)> = None;
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
                (Some((hole, _)), true) => {
                    self.absorb(hole, block, &mut Predecessors::default());
                    open = Some((hole, true));
                    merged = true;
                }
                (None, true) => open = Some((block, false)),
                (_, false) => self.close_run(open.take()),
            }
        }
        self.close_run(open);
        merged
    }

    /// Ends a run of holes that were merged into its first, which has grown if there were others.
    fn close_run(&mut self, run: Option<(Block, bool)>) {
        if let Some((hole, grew)) = run {
            if grew {
                self.relink_grown(hole);
            }
            self.decommit_hole(hole);
        }
    }

    /// Examines the block right after a hole, if there is one, and merges it if it is a hole too. Returns whether it was.
    fn merge_next(&mut self, hole: Block, before: &mut Predecessors) -> bool {
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
                return true;
            }
        }
        false
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
