//! Owns granting: a block out of a hole or beyond the heap's end, and a block that grows or shrinks where it stands.
//!
//! Plan, then operate: nothing is written before the memory is committed.

use core::ops::Range;
use core::slice;

use super::design::round_up;
use super::policy::footers::Footing;
use super::search::Fit;
use super::{BEFORE_FREE, TagHeap, TagPolicies, extent};
use crate::observe::{Event, Observer};
use crate::region::Region;
use crate::reply::Refusal;

impl<R: Region, P: TagPolicies, O: Observer> TagHeap<R, P, O> {
    /// Makes a block of the hole that a search found: what lies before the block stays a hole, and so does what lies after it,
    /// if the design splits there. Returns the block and its length.
    #[inline(always)]
    pub(super) fn take(&mut self, fit: Fit, block_bytes: u32) -> Result<(u32, u32), Refusal> {
        let words = self.words();
        let Fit {
            bin,
            hole,
            bytes,
            block,
            before,
            ..
        } = fit;
        let gap = block - hole;
        let rest = bytes - gap - block_bytes;
        let has_rest = self.splits(rest);
        let kept = if has_rest {
            block_bytes
        } else {
            block_bytes + rest
        };
        // The words of the remainder are written before it is granted to anybody.
        let rest_at = block + kept;
        let footed = has_rest && matches!(words.footing, Footing::InHoles | Footing::InAll);
        let links = if has_rest {
            rest.min(words.hole_bytes_min)
        } else {
            0
        };
        let footer = if footed { 4 } else { 0 };
        let end = rest_at + if has_rest { rest } else { 0 };
        self.commit(&[block..rest_at, rest_at..rest_at + links, end - footer..end])?;
        if fit.absorbs > 0 {
            self.absorb_after(hole, fit.hole_bytes, fit.absorbs)?;
        }
        let before_free =
            words.footing == Footing::InHoles && self.load(hole + words.size_at) & BEFORE_FREE != 0;
        let remainder = if gap > 0 { hole } else { rest_at };
        let remainder_bytes = if gap > 0 { gap } else { rest };
        let stays = self.design().remainder_in_place
            && (gap > 0) != has_rest
            && self.keeps_place(bytes, remainder_bytes);
        // Holes that were merged into this one may have stood before it on the list.
        let before = before.filter(|_| fit.absorbs == 0);
        // The links of the hole are read before a header is written over them.
        let before = if stays {
            self.replace(hole, remainder, bytes, before)
        } else {
            let bin = if fit.absorbs == 0 {
                bin
            } else {
                self.bin_of(bytes)
            };
            self.unlink_from(bin, hole, bytes, before)
        };
        if gap > 0 {
            self.write_hole(hole, gap, before_free, true);
            if !stays {
                self.link(hole, gap);
            }
        }
        let block_before_free = if gap > 0 { true } else { before_free };
        if has_rest {
            self.write_hole(rest_at, rest, false, true);
            if stays {
                self.note_last(rest_at, rest);
            } else {
                self.link(rest_at, rest);
            }
            self.observer.event(Event::Split {
                front: extent(block, kept),
                remainder: extent(rest_at, rest),
            });
        } else if gap > 0 {
            self.observer.event(Event::Split {
                front: extent(hole, gap),
                remainder: extent(block, kept),
            });
        }
        self.write_live(block, kept, block_before_free, has_rest);
        if self.design().placement.resumes() {
            self.roots.rover = before;
        }
        Ok((block, kept))
    }

    /// Whether a hole that now has other bytes may keep its place on the list.
    pub(super) fn keeps_place(&self, hole_bytes: u32, remainder_bytes: u32) -> bool {
        use super::policy::bins::Binning;
        self.binning() != Binning::Tree
            && !self.design().bin_order.position().is_by_size()
            && self.bin_of(hole_bytes) == self.bin_of(remainder_bytes)
    }

    /// The hole at the heap's end, where it serves after all: a rounded search does not look at every hole.
    #[inline(always)]
    pub(super) fn last_fit(&self, block_bytes: u32, alignment: u32) -> Option<Fit> {
        let hole = self.roots.last_hole;
        let design = self.design();
        // A heap that grows by steps has a hole at its end after each, which is searched for like any other.
        if !design.end.grows() || design.growth_bytes > 1 || hole == self.nil() {
            return None;
        }
        let bytes = self.roots.end - hole;
        let block = self.cut(hole, bytes, block_bytes, alignment)?;
        Some(Fit {
            bin: self.bin_of(bytes),
            hole,
            hole_bytes: bytes,
            bytes,
            absorbs: 0,
            before: None,
            block,
        })
    }

    /// Makes a block beyond the heap's end; where the heap extends, beginning with the hole that ends there, which does not
    /// serve. Returns the block and its length.
    #[inline(always)]
    pub(super) fn grow(&mut self, block_bytes: u32, alignment: u32) -> Result<(u32, u32), Refusal> {
        let design = *self.design();
        if design.end.is_whole() {
            return Err(Refusal::NoBlock);
        }
        if design.growth_bytes > 1 {
            return self.grow_by_step(block_bytes, alignment);
        }
        let words = self.words();
        let nil = self.nil();
        let from = self.roots.end;
        let last_hole = self.roots.last_hole;
        let mut start = from;
        if design.end.grows() && last_hole != nil {
            let grown = self.aligned_from(last_hole, alignment);
            // Without headers, a scrap too small for a hole may lie between that block and the end, and no block may have it.
            if grown.is_none_or(|block| block + block_bytes >= from) {
                start = last_hole;
            }
        }
        let block = if alignment == words.granule {
            start
        } else {
            self.aligned_from(start, alignment)
                .ok_or(Refusal::NoBlock)?
        };
        let end = block
            .checked_add(block_bytes)
            .filter(|&end| end <= self.table.limit)
            .ok_or(Refusal::NoBlock)?;
        self.commit(slice::from_ref(&(block..end)))?;
        let mut before_free = false;
        let mut gap_from = start;
        if start < from {
            let size = self.load(start + words.size_at);
            before_free = size & words.flags & BEFORE_FREE != 0;
            self.unlink(start, from - start, None);
        } else if last_hole != nil {
            before_free = true;
            if block > start && design.coalescing.on_free() {
                // The bytes before the block touch the last hole, and become part of it.
                let size = self.load(last_hole + words.size_at);
                before_free = size & words.flags & BEFORE_FREE != 0;
                self.unlink(last_hole, from - last_hole, None);
                gap_from = last_hole;
            }
        }
        self.roots.end = end;
        self.roots.last_hole = nil;
        self.observer.event(Event::Extended { from, to: end });
        if words.footing == Footing::InNextHeader && start == from {
            let before = self.roots.last_bytes;
            self.store(start + words.before_at, before);
        }
        if block > gap_from {
            self.write_hole_before(gap_from, block - gap_from, before_free, block, block_bytes);
            before_free = true;
        }
        self.write_live(block, block_bytes, before_free, true);
        if design.placement.resumes() {
            self.roots.rover = nil;
        }
        Ok((block, block_bytes))
    }

    /// Moves the heap's end by at least a step, frees what lies before it like any block, and makes a block of the hole that ends
    /// there then.
    fn grow_by_step(&mut self, block_bytes: u32, alignment: u32) -> Result<(u32, u32), Refusal> {
        let words = self.words();
        let design = *self.design();
        let from = self.roots.end;
        let last_hole = self.roots.last_hole;
        let has_last_hole = last_hole != self.nil();
        let mut bytes = self.roomy(block_bytes, alignment).ok_or(Refusal::NoBlock)?;
        if words.header_bytes == 0 {
            // A remainder too small for a hole has nobody to belong to.
            bytes += words.hole_bytes_min;
        }
        if design.end.grows() && design.coalescing.on_free() && has_last_hole {
            bytes = bytes.saturating_sub(from - last_hole);
        }
        let bytes = bytes.max(design.growth_bytes).max(words.hole_bytes_min);
        let end = from
            .checked_add(round_up(bytes, words.granule))
            .filter(|&end| end <= self.table.limit)
            .ok_or(Refusal::NoBlock)?;
        self.commit(&[from..from + words.hole_bytes_min, end - 4..end])?;
        self.roots.end = end;
        self.observer.event(Event::Extended { from, to: end });
        if words.footing == Footing::InNextHeader {
            let before = self.roots.last_bytes;
            self.store(from + words.before_at, before);
        }
        self.write_live(from, end - from, has_last_hole, true);
        let flags = if has_last_hole { BEFORE_FREE } else { 0 };
        self.free_block(from, end - from, flags)
            .map_err(|_| Refusal::NoBlock)?;
        let hole = self.roots.last_hole;
        let hole_bytes = end - hole;
        let block = self
            .cut(hole, hole_bytes, block_bytes, alignment)
            .ok_or(Refusal::NoBlock)?;
        let fit = Fit {
            bin: self.bin_of(hole_bytes),
            hole,
            hole_bytes,
            bytes: hole_bytes,
            absorbs: 0,
            before: None,
            block,
        };
        self.take(fit, block_bytes)
    }

    /// Writes and links a hole right before a block that is not written yet, so that the block's header is there to be told.
    fn write_hole_before(
        &mut self,
        hole: u32,
        bytes: u32,
        before_free: bool,
        block: u32,
        block_bytes: u32,
    ) {
        let words = self.words();
        if words.header_bytes > 0 {
            self.store(block + words.size_at, block_bytes);
        }
        self.write_hole(hole, bytes, before_free, false);
        self.link(hole, bytes);
    }

    /// Commits the memory of a block and of what is written with it, if the design commits when it grants.
    #[inline(always)]
    fn commit(&mut self, ranges: &[Range<u32>]) -> Result<(), Refusal> {
        if self.design().commit.at_allocation() && !self.region.commit(ranges) {
            return Err(Refusal::NoFrame);
        }
        Ok(())
    }

    /// Resizes a live block in place, if that is possible, and returns its new length. Otherwise the heap is unchanged.
    pub(super) fn fit_in_place(
        &mut self,
        block: u32,
        bytes: u32,
        flags: u32,
        block_bytes: u32,
    ) -> Result<Option<u32>, Refusal> {
        let words = self.words();
        let before_free = flags & BEFORE_FREE != 0;
        if block_bytes <= bytes {
            let rest = bytes - block_bytes;
            if rest == 0 {
                return Ok(Some(bytes));
            }
            if !self.splits(rest) || !self.design().reuse {
                return Ok((words.header_bytes > 0).then_some(bytes));
            }
            return self.shrink(block, bytes, before_free, block_bytes);
        }
        let end = block + bytes;
        if end == self.roots.end {
            return self.grow_last(block, bytes, before_free, block_bytes, None);
        }
        if self.merges()
            && let Some(more) = self.hole_at(end)
        {
            let total = bytes + more;
            if total < block_bytes {
                if end + more == self.roots.end {
                    return self.grow_last(block, bytes, before_free, block_bytes, Some(more));
                }
                return Ok(None);
            }
            let rest = total - block_bytes;
            if words.header_bytes == 0 && rest > 0 && rest < words.hole_bytes_min {
                return Ok(None);
            }
            let has_rest = self.splits(rest);
            let kept = if has_rest { block_bytes } else { total };
            self.commit(slice::from_ref(&(end..block + kept)))?;
            self.unlink(end, more, None);
            self.observer.event(Event::Coalesced {
                into: extent(block, total),
                absorbed: extent(end, more),
            });
            if has_rest {
                self.write_hole(block + kept, rest, false, true);
                self.link(block + kept, rest);
                self.observer.event(Event::Split {
                    front: extent(block, kept),
                    remainder: extent(block + kept, rest),
                });
            }
            self.write_live(block, kept, before_free, has_rest);
            return Ok(Some(kept));
        }
        Ok(None)
    }

    /// Whether holes ever merge.
    fn merges(&self) -> bool {
        let coalescing = &self.design().coalescing;
        coalescing.on_free() || coalescing.on_allocation() || coalescing.on_failure()
    }

    /// Lets the last block, or the last before the last hole, grow beyond the heap's end, if the heap extends.
    fn grow_last(
        &mut self,
        block: u32,
        bytes: u32,
        before_free: bool,
        block_bytes: u32,
        hole: Option<u32>,
    ) -> Result<Option<u32>, Refusal> {
        if !self.design().end.grows() || self.design().growth_bytes > 1 {
            return Ok(None);
        }
        let Some(end) = block
            .checked_add(block_bytes)
            .filter(|&end| end <= self.table.limit)
        else {
            return Ok(None);
        };
        let from = self.roots.end;
        self.commit(slice::from_ref(&(block + bytes..end)))?;
        if let Some(more) = hole {
            self.unlink(block + bytes, more, None);
            self.observer.event(Event::Coalesced {
                into: extent(block, bytes + more),
                absorbed: extent(block + bytes, more),
            });
        }
        self.roots.end = end;
        self.observer.event(Event::Extended { from, to: end });
        self.write_live(block, block_bytes, before_free, true);
        Ok(Some(block_bytes))
    }

    /// Splits a live block after `block_bytes`; the remainder is freed.
    fn shrink(
        &mut self,
        block: u32,
        bytes: u32,
        before_free: bool,
        block_bytes: u32,
    ) -> Result<Option<u32>, Refusal> {
        let (rest_at, rest) = (block + block_bytes, bytes - block_bytes);
        self.write_live(rest_at, rest, false, true);
        self.write_live(block, block_bytes, before_free, true);
        self.observer.event(Event::Split {
            front: extent(block, block_bytes),
            remainder: extent(rest_at, rest),
        });
        if self.free_block(rest_at, rest, 0).is_err() {
            return Ok(None);
        }
        Ok(Some(block_bytes))
    }
}
