//! Owns freeing and merging: a block becomes a hole, holes that touch become one, and the heap's end moves down.

use super::policy::footers::Footing;
use super::{BEFORE_FREE, FREE, TagHeap, TagPolicies, extent};
use crate::observe::{Event, Observer, Purpose, Verdict};
use crate::region::Region;
use crate::reply::FreeError;

impl<R: Region, P: TagPolicies, O: Observer> TagHeap<R, P, O> {
    /// Frees a live block that was looked up, and reports it.
    #[inline(always)]
    pub(super) fn release(&mut self, block: u32, bytes: u32, flags: u32) -> Result<(), FreeError> {
        self.observer.event(Event::Freed {
            block: extent(block, bytes),
            address: self.address(block),
        });
        self.free_block(block, bytes, flags)
    }

    /// Makes a hole of a live block; merges and trims as the design says.
    #[inline(never)]
    pub(super) fn free_block(
        &mut self,
        block: u32,
        bytes: u32,
        flags: u32,
    ) -> Result<(), FreeError> {
        let words = self.words();
        let design = self.design();
        if words.footing == Footing::Nowhere && design.coalescing.on_free() {
            return self.free_by_address(block, bytes);
        }
        let merges = design.coalescing.on_free();
        let mut before_free = flags & BEFORE_FREE != 0;
        let mut is_told = false;
        let (mut hole, mut hole_bytes) = (block, bytes);
        let mut listed_bytes = None;
        if merges {
            if let Some((before, before_bytes)) = self.hole_before(block, before_free) {
                let size = self.load(before + words.size_at);
                before_free = size & words.flags & BEFORE_FREE != 0;
                if self.design().merge_in_place {
                    listed_bytes = Some(before_bytes);
                } else {
                    self.unlink(before, before_bytes, None);
                }
                self.leave_free(block, bytes);
                hole = before;
                hole_bytes += before_bytes;
                self.observer.event(Event::Coalesced {
                    into: extent(hole, hole_bytes),
                    absorbed: extent(block, bytes),
                });
            }
            if let Some(more) = self.hole_at(block + bytes) {
                self.unlink(block + bytes, more, None);
                hole_bytes += more;
                is_told = true;
                self.observer.event(Event::Coalesced {
                    into: extent(hole, hole_bytes),
                    absorbed: extent(block + bytes, more),
                });
            }
        }
        let is_trimmed = self.design().trim && hole + hole_bytes == self.roots.end;
        if let Some(listed_bytes) = listed_bytes {
            if !is_trimmed && self.keeps_place(listed_bytes, hole_bytes) {
                self.write_hole(hole, hole_bytes, before_free, is_told);
                self.note_last(hole, hole_bytes);
                if self.design().free_moves_rover {
                    let before = self.prev(hole);
                    self.move_rover(before);
                }
                return Ok(());
            }
            self.unlink(hole, listed_bytes, None);
        }
        if is_trimmed {
            self.trim_to(hole, before_free);
            return Ok(());
        }
        self.write_hole(hole, hole_bytes, before_free, is_told);
        let before = self.link(hole, hole_bytes);
        self.move_rover(before);
        Ok(())
    }

    /// Leaves word in the header of a block that becomes part of the hole before it, so that a second free is recognised for as
    /// long as nothing is written there.
    #[inline(always)]
    fn leave_free(&mut self, block: u32, bytes: u32) {
        let words = self.words();
        if words.header_bytes > 0 {
            self.store(block + words.size_at, bytes | FREE);
        }
    }

    /// Frees where only a list in order of address tells which holes touch the block.
    #[inline(never)]
    fn free_by_address(&mut self, block: u32, bytes: u32) -> Result<(), FreeError> {
        let nil = self.nil();
        let (mut before_before, mut before, mut after) = (nil, nil, self.roots.head);
        let mut before_bytes = 0;
        while after != nil && after < block && !self.observer.interrupts() {
            before_before = before;
            before = after;
            before_bytes = self.examine(Purpose::Neighbour, after, |_| Verdict::Other);
            after = self.next(after);
        }
        // Without headers, a second free of a block is known by the hole that it lies in.
        let overlaps_before = before != nil && before + before_bytes > block;
        if overlaps_before || (after != nil && after < block + bytes) {
            return Err(FreeError::DoubleFree);
        }
        let mut hole_bytes = bytes;
        let mut following = after;
        if after != nil {
            let after_bytes = self.examine(Purpose::Neighbour, after, |_| {
                if after == block + bytes {
                    Verdict::Joins
                } else {
                    Verdict::Other
                }
            });
            if after == block + bytes {
                following = self.next(after);
                self.unlink(after, after_bytes, Some(before));
                hole_bytes += after_bytes;
                self.observer.event(Event::Coalesced {
                    into: extent(block, hole_bytes),
                    absorbed: extent(after, after_bytes),
                });
            }
        }
        if before != nil && before + before_bytes == block {
            let whole = before_bytes + hole_bytes;
            self.observer.event(Event::Coalesced {
                into: extent(before, whole),
                absorbed: extent(block, hole_bytes),
            });
            if self.design().trim && before + whole == self.roots.end {
                self.unlink(before, before_bytes, Some(before_before));
                self.trim_to(before, false);
                return Ok(());
            }
            self.leave_free(block, bytes);
            self.write_hole(before, whole, false, false);
            self.note_last(before, whole);
        } else {
            if self.design().trim && block + hole_bytes == self.roots.end {
                self.trim_to(block, false);
                return Ok(());
            }
            self.write_hole(block, hole_bytes, false, false);
            self.insert(0, block, before, following);
            self.note_last(block, hole_bytes);
        }
        self.move_rover(before);
        Ok(())
    }

    /// After a free, a search that resumes begins before the hole that was freed, if the design says so.
    #[inline(always)]
    fn move_rover(&mut self, before: u32) {
        if self.design().placement.resumes() && self.design().free_moves_rover {
            self.roots.rover = before;
        }
    }

    /// The hole that ends where a block begins, with its length.
    #[inline]
    pub(super) fn hole_before(&mut self, block: u32, before_free: bool) -> Option<(u32, u32)> {
        let words = self.words();
        let bytes = match words.footing {
            Footing::Nowhere => return None,
            Footing::InHoles => {
                if !before_free {
                    return None;
                }
                self.load(block - 4)
            }
            _ if block == self.table.first => return None,
            Footing::InAll => {
                let footer = self.load(block - 4);
                let bytes = words.bytes(footer);
                self.probe_before(block - bytes, bytes, words.is_free(footer));
                return words.is_free(footer).then_some((block - bytes, bytes));
            }
            Footing::InNextHeader => {
                let bytes = self.load(block + words.before_at);
                let size = self.load(block - bytes + words.size_at);
                self.probe_before(block - bytes, bytes, words.is_free(size));
                return words.is_free(size).then_some((block - bytes, bytes));
            }
        };
        self.probe_before(block - bytes, bytes, true);
        Some((block - bytes, bytes))
    }

    #[inline]
    fn probe_before(&mut self, start: u32, bytes: u32, is_free: bool) {
        let words = self.words();
        self.observer.event(Event::Probed {
            purpose: Purpose::Neighbour,
            block: extent(start, bytes),
            address: self.address(start),
            payload_bytes: bytes.saturating_sub(words.header_bytes + words.footer_bytes),
            verdict: if is_free {
                Verdict::Joins
            } else {
                Verdict::Allocated
            },
        });
    }

    /// Moves the heap's end down to `end`, where a block that is no more began, and on while a hole ends there.
    fn trim_to(&mut self, end: u32, before_free: bool) {
        let words = self.words();
        let from = self.roots.end;
        let (mut end, mut before_free) = (end, before_free);
        // Where holes merge at once, none ends here.
        if !self.design().coalescing.on_free() {
            while !self.observer.interrupts()
                && let Some((hole, bytes)) = self.hole_before(end, before_free)
            {
                let size = self.load(hole + words.size_at);
                before_free = size & words.flags & BEFORE_FREE != 0;
                self.unlink(hole, bytes, None);
                end = hole;
            }
        }
        if words.footing == Footing::InNextHeader {
            self.roots.last_bytes = self.load(end + words.before_at);
        }
        self.roots.end = end;
        self.roots.last_hole = self.nil();
        self.observer.event(Event::Trimmed { from, to: end });
    }

    /// Merges the `absorbs` holes right after a hole, which were examined, into it. The hole stays where it is linked.
    pub(super) fn absorb_after(
        &mut self,
        hole: u32,
        hole_bytes: u32,
        absorbs: u32,
    ) -> Result<(), crate::reply::Refusal> {
        let words = self.words();
        let mut bytes = hole_bytes;
        for _ in 0..absorbs {
            if self.observer.interrupts() {
                return Err(crate::reply::Refusal::NoBlock);
            }
            let next = hole + bytes;
            let size = self.load(next + words.size_at);
            let more = words.bytes(size);
            self.unlink(next, more, None);
            bytes += more;
            self.observer.event(Event::Coalesced {
                into: extent(hole, bytes),
                absorbed: extent(next, more),
            });
        }
        let size = self.load(hole + words.size_at);
        self.write_hole(hole, bytes, size & words.flags & BEFORE_FREE != 0, true);
        self.note_last(hole, bytes);
        Ok(())
    }

    /// Merges every run of holes. If there is any, all lists are emptied, and the holes are linked anew in order of address.
    /// Returns whether there was any.
    #[inline(never)]
    pub(super) fn merge_everywhere(&mut self) -> bool {
        if self.words().header_bytes == 0 {
            return self.merge_along_list();
        }
        let words = self.words();
        let mut any = false;
        let mut start = self.table.first;
        let mut open = false;
        while start < self.roots.end && !self.observer.interrupts() {
            let size = self.load(start + words.size_at);
            let (bytes, is_free) = (words.bytes(size), words.is_free(size));
            let joins = is_free && open;
            any |= joins;
            open = is_free;
            self.observer.event(Event::Probed {
                purpose: Purpose::Merge,
                block: extent(start, bytes),
                address: self.address(start),
                payload_bytes: self.payload_bytes(bytes),
                verdict: if joins {
                    Verdict::Joins
                } else {
                    Verdict::Other
                },
            });
            start += bytes;
        }
        if !any || self.observer.interrupts() {
            return false;
        }
        self.clear_bins();
        let mut start = self.table.first;
        while start < self.roots.end {
            let size = self.load(start + words.size_at);
            let mut bytes = words.bytes(size);
            if words.is_free(size) {
                while start + bytes < self.roots.end {
                    let next = self.load(start + bytes + words.size_at);
                    if !words.is_free(next) {
                        break;
                    }
                    let absorbed = extent(start + bytes, words.bytes(next));
                    bytes += absorbed.bytes;
                    self.observer.event(Event::Coalesced {
                        into: extent(start, bytes),
                        absorbed,
                    });
                }
                self.write_hole(start, bytes, false, false);
                self.link(start, bytes);
            }
            start += bytes;
        }
        true
    }

    /// As [`merge_everywhere`](Self::merge_everywhere), without headers: the list is in order of address.
    fn merge_along_list(&mut self) -> bool {
        let nil = self.nil();
        let mut any = false;
        let mut hole = self.roots.head;
        while hole != nil && !self.observer.interrupts() {
            let mut bytes = self.examine(Purpose::Merge, hole, |_| Verdict::Other);
            let mut next = self.next(hole);
            while next != nil && next == hole + bytes {
                let more = self.examine(Purpose::Merge, next, |_| Verdict::Joins);
                self.unlink(next, more, Some(hole));
                bytes += more;
                any = true;
                self.observer.event(Event::Coalesced {
                    into: extent(hole, bytes),
                    absorbed: extent(next, more),
                });
                next = self.next(hole);
            }
            self.write_hole(hole, bytes, false, false);
            self.note_last(hole, bytes);
            hole = next;
        }
        any
    }
}
