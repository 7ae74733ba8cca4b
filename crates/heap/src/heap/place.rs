//! Owns what changes the shape of the heap: taking and cutting holes, growing and giving back its end,
//! merging, and the padding in front of strictly aligned payloads. Each plans first and operates after, so
//! that a refusal leaves the heap as it was.

use core::ops::Range;

use super::search::Choice;
use super::{Block, Found, Heap, Refusal, padding_to};
use crate::header::{ADDR, FLAG_FREE, FLAG_PADDED, FOURTH, HEADER_BYTES, Header, SIZE};
use crate::observe::{Event, Observer, Purpose, Verdict};
use crate::policies::Policies;
use crate::region::Region;

/// What is known to stand in front of a block on the two lists.
#[derive(Clone, Copy, Default)]
struct Before {
    /// On the list of all blocks.
    list: Option<Block>,
    /// On the free list.
    threads: Option<Block>,
}

impl<R: Region, P: Policies, O: Observer> Heap<R, P, O> {
    /// The block that begins at offset `start`, where one ends; `None` at the heap's end. It is still to be examined: the
    /// cost here is that of following a signpost.
    pub(super) fn behind(&mut self, start: u32) -> Option<Block> {
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

    /// Makes a live block of the hole a search chose: merges its run, aligns it, cuts off what is too much.
    pub(super) fn take(
        &mut self,
        choice: Choice,
        payload_bytes: u32,
        alignment: u32,
    ) -> Result<Block, Refusal> {
        let Choice {
            block,
            previous,
            absorbs,
            candidate,
        } = choice;
        let header = self.peek(block);
        let padding = padding_to(alignment, header.address());
        let remainder_bytes = candidate.payload_bytes - padding - payload_bytes;
        let whole = self.end(header) - header.size + candidate.payload_bytes;
        let start = block.0 + HEADER_BYTES - self.front_bytes();
        self.commit_cut(start..whole, remainder_bytes, absorbs)?;
        let threaded = self.threaded();
        let mut before = if threaded {
            Before {
                list: None,
                threads: previous,
            }
        } else {
            Before {
                list: previous,
                threads: None,
            }
        };
        self.absorb_run(block, absorbs, &mut before)?;
        if threaded {
            before.threads = self.unthread(block, before.threads);
        }
        let header = self.peek(block);
        let padding = padding_to(alignment, header.address());
        let block = if padding > 0 {
            let previous = if threaded {
                self.predecessor(block, None)
            } else {
                before.list
            };
            self.pad(block, header, padding, previous)
        } else {
            self.set(block, ADDR, header.address());
            block
        };
        let rover = if threaded {
            before.threads
        } else {
            Some(block)
        };
        self.resume_after(block, rover);
        // The remainder lies within the last hole of the run, whose whole pages were given back already.
        self.cut(block, payload_bytes);
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
        self.link_behind(tail, block, header, padding);
        self.roots.last = Some(block.0);
        self.roots.end = end;
        self.observer.event(Event::Extended {
            from: start,
            to: end,
        });
        Ok(block)
    }

    /// Asks for the memory of the ranges, where the design asks before it grants.
    fn commit(&mut self, ranges: &[Range<u32>]) -> Result<(), Refusal> {
        let asks = self.design().commit.at_allocation();
        if asks && !self.region.commit(ranges) {
            return Err(Refusal::NoFrame);
        }
        Ok(())
    }

    /// Asks for the memory of a grant, whose last `remainder_bytes` are too much: all of it, unless the remainder is
    /// cut off. Of that, only the header is written, and not the padding that may stand in front of it.
    fn commit_cut(
        &mut self,
        grant: Range<u32>,
        remainder_bytes: u32,
        absorbs: u32,
    ) -> Result<(), Refusal> {
        if !self.would_cut(remainder_bytes, absorbs) {
            return self.commit(&[grant]);
        }
        let cut = grant.end - remainder_bytes;
        let payload = cut + self.front_bytes();
        self.commit(&[grant.start..cut, payload - HEADER_BYTES..payload])
    }

    /// How far the heap may reach, with `new` more entries in the index if the design keeps one.
    pub(super) fn limit(&self, new: u32) -> u32 {
        if self.indexed() {
            self.index_start(new)
        } else {
            self.region.bytes()
        }
    }

    /// Resizes a live block where it stands, if that can be done; gives whether it was. The heap is unchanged where
    /// it was not.
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
            self.commit_cut(
                start..start + run.payload_bytes,
                remainder_bytes,
                run.absorbs,
            )?;
            self.absorb_run(block, run.absorbs, &mut Before::default())?;
        }
        if let Some(remainder) = self.cut(block, payload_bytes) {
            if self.design().coalescing.on_free() {
                self.merge_behind(remainder, &mut Before::default());
            }
            self.give_back(remainder);
            self.trim_if_last(remainder);
        }
        Ok(true)
    }

    /// Cuts what a live block has beyond `payload_bytes` off as a hole, where that can be one and the design
    /// wants it. Gives the hole.
    fn cut(&mut self, block: Block, payload_bytes: u32) -> Option<Block> {
        let header = self.peek(block);
        let remainder_bytes = header.size - payload_bytes;
        if !self.would_cut(remainder_bytes, 0) {
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
        let behind = if self.design().list_order.by_address() {
            Some(block)
        } else {
            self.roots.tail.map(Block)
        };
        self.link_behind(behind, hole, hole_header, 0);
        if self.roots.last == Some(block.0) {
            self.roots.last = Some(hole.0);
        }
        if self.threaded() {
            self.thread(hole);
        }
        let front = self.peek(block);
        self.observer.event(Event::Split {
            front: self.extent(block, front),
            remainder: self.extent(hole, hole_header),
        });
        Some(hole)
    }

    /// Whether so many bytes beyond a request are cut off, once `absorbs` holes have been merged away: where they can
    /// be a hole and the design wants it.
    pub(super) fn would_cut(&self, remainder_bytes: u32, absorbs: u32) -> bool {
        // A hole merged away leaves its entry in the index to the one cut off.
        let new_entries = u32::from(absorbs == 0);
        remainder_bytes >= self.front_bytes() + self.design().payload_bytes_min()
            && self.roots.end <= self.limit(new_entries)
            && self.design().split.splits(remainder_bytes)
    }

    /// Merges a hole with the holes right behind and right in front of it; gives the hole they became.
    pub(super) fn merge_around(&mut self, hole: Block, previous: Option<Block>) -> Block {
        let mut before = Before {
            list: previous,
            threads: None,
        };
        self.merge_behind(hole, &mut before);
        let header = self.peek(hole);
        let start = self.start(hole, header);
        let front = if start == 0 {
            None
        } else if self.threaded() {
            self.hole_ending_at(start)
        } else {
            self.in_front(hole, start, before.list)
        };
        if let Some(front) = front
            && self.peek(front).is_free()
        {
            self.absorb(front, hole, &mut Before::default());
            return front;
        }
        hole
    }

    /// Merges every run of holes, in one pass over memory. Gives whether there was any.
    pub(super) fn merge_everywhere(&mut self) -> bool {
        let mut merged = false;
        let mut start = 0;
        // The hole that ends where the next block begins, if one does.
        let mut open: Option<Block> = None;
        while !self.observer.interrupts()
            && let Some(block) = self.behind(start)
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
                    self.absorb(hole, block, &mut Before::default());
                    merged = true;
                }
                (None, true) => open = Some(block),
                (_, false) => {
                    if let Some(hole) = open.take() {
                        self.give_back(hole);
                    }
                }
            }
        }
        if let Some(hole) = open {
            self.give_back(hole);
        }
        merged
    }

    /// Examines the block right behind a hole, if there is one, and merges it where that is a hole too.
    fn merge_behind(&mut self, hole: Block, before: &mut Before) {
        let end = self.end(self.peek(hole));
        if let Some(behind) = self.behind(end) {
            let header = self.examine(Purpose::Neighbour, behind, |header| {
                if header.is_free() {
                    Verdict::Joins
                } else {
                    Verdict::Allocated
                }
            });
            if header.is_free() {
                self.absorb(hole, behind, before);
            }
        }
    }

    /// Merges the `absorbs` holes right behind `block`, which were examined as its run, into it.
    fn absorb_run(
        &mut self,
        block: Block,
        absorbs: u32,
        before: &mut Before,
    ) -> Result<(), Refusal> {
        for _ in 0..absorbs {
            if self.observer.interrupts() {
                return Err(Refusal::NoBlock);
            }
            let end = self.end(self.peek(block));
            let hole = self.behind(end).expect("the run has one more hole");
            self.absorb(block, hole, before);
        }
        Ok(())
    }

    /// Merges a hole into `block`, right in front of it; both were examined. What is known to stand in front of `block`
    /// is corrected where that was the hole.
    fn absorb(&mut self, block: Block, hole: Block, before: &mut Before) {
        let header = self.peek(block);
        let hole_header = self.peek(hole);
        debug_assert!(hole_header.is_free(), "only holes are absorbed");
        let absorbed = self.extent(hole, hole_header);
        let linked_before = self.predecessor(hole, Some(block));
        self.unlink(hole, linked_before);
        if before.list == Some(hole) {
            before.list = linked_before;
        }
        if self.threaded() {
            let hint = if header.is_free() {
                Some(block)
            } else {
                before.threads
            };
            let threaded_before = self.unthread(hole, hint);
            if before.threads == Some(hole) {
                before.threads = threaded_before;
            }
        }
        self.efface(hole);
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

    /// Gives the heap's end back, where the design trims, if a block that was examined is LAST and a hole.
    pub(super) fn trim_if_last(&mut self, block: Block) {
        if self.design().trim && self.roots.last == Some(block.0) {
            self.trim();
        }
    }

    /// Gives the heap's end back for as long as the last block in memory, which was examined, is a hole.
    fn trim(&mut self) {
        let from = self.roots.end;
        while let Some(last) = self.roots.last.map(Block) {
            let header = self.peek(last);
            if !header.is_free() || self.observer.interrupts() {
                break;
            }
            let start = self.start(last, header);
            let previous = self.predecessor(last, None);
            let in_front = self.in_front(last, start, previous);
            self.unlink(last, previous);
            if self.threaded() {
                self.unthread(last, None);
            }
            self.efface(last);
            self.roots.last = in_front.map(|block| block.0);
            self.roots.end = start;
        }
        if self.roots.end < from {
            if self.design().give_back.beyond_end() {
                // Nothing stands between the old end and the index either: the page the end stood in goes too.
                let whole = from.checked_next_multiple_of(self.design().page_bytes);
                let bound = if self.roots.index_entries > 0 {
                    self.index_start(0)
                } else {
                    self.region.bytes()
                };
                let reach = whole.map_or(from, |whole| whole.min(bound).max(from));
                self.region
                    .give_back(self.roots.end, reach - self.roots.end);
            }
            self.observer.event(Event::Trimmed {
                from,
                to: self.roots.end,
            });
        }
    }

    /// Moves the header of a hole `padding` bytes on and makes the block live.
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

    /// Leaves word of a padded block where a walk through memory expects its header.
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
        self.note_read(block.0 + FOURTH, 1);
        let padding = self.region.word(block.0 + FOURTH);
        let hole = Block(block.0 - padding);
        let moved = Header {
            size: header.size + padding,
            addr: header.address() - padding,
            next: header.next,
        };
        self.store(hole, moved, 0);
        self.relocate(block, hole, previous);
        self.efface(block);
        hole
    }
}
