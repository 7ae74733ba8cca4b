//! Owns the invariants of a heap and the walk that checks them all. Meant for tests: it costs O(n log n).

use super::policy::bin_order::Position;
use super::policy::bins::Binning;
use super::policy::footers::Footing;
use super::{BEFORE_FREE, TagHeap, TagPolicies, TagView};
use crate::heap::check::Violation;
use crate::observe::Observer;
use crate::region::Region;
use crate::tally::{Tally, ensure};

impl<R: Region, P: TagPolicies, O: Observer> TagHeap<R, P, O> {
    /// Walks memory and the lists, and compares them.
    ///
    /// # Errors
    /// The first invariant found broken. A heap whose words were overwritten may panic instead.
    pub fn check(&self) -> Result<(), Violation> {
        ensure(
            self.table.first <= self.roots.end && self.roots.end <= self.table.limit,
            "the heap ends between its first block and its limit",
            self.roots.end,
        )?;
        let listed = self.check_lists()?;
        let last_hole = if self.design().has_headers() {
            let (holes, quick, last_hole) = self.check_memory()?;
            ensure(holes == listed, "the lists have the holes of memory", 0)?;
            ensure(
                quick == self.check_quick()?,
                "the quick lists have the blocks that say so",
                0,
            )?;
            ensure(
                quick.bytes == self.roots.quick_bytes,
                "the bytes on quick lists are counted",
                0,
            )?;
            last_hole
        } else {
            let mut last = None;
            for bin in 0..self.bins() {
                self.walk_bin(bin, &mut |hole| {
                    if hole.extent.start + hole.extent.bytes == self.roots.end {
                        last = Some(hole.extent.start);
                    }
                    true
                });
            }
            last
        };
        if !self.design().end.is_whole() {
            ensure(
                self.roots.last_hole == last_hole.unwrap_or(self.nil()),
                "the heap knows the hole that ends where it ends",
                self.roots.end,
            )?;
            let trims = self.design().trim && self.roots.quick_bytes == 0;
            ensure(
                !trims || last_hole.is_none(),
                "a heap that is trimmed ends with a live block",
                self.roots.end,
            )?;
        }
        Ok(())
    }

    /// Walks memory. Returns the holes, the quick blocks, and the hole at the end.
    fn check_memory(&self) -> Result<(Tally, Tally, Option<u32>), Violation> {
        let words = self.words();
        let (mut holes, mut quick) = (Tally::default(), Tally::default());
        let mut end = self.table.first;
        let mut before: Option<TagView> = None;
        for block in self.blocks() {
            let start = block.extent.start;
            let bytes = block.extent.bytes;
            ensure(start == end, "blocks cover the heap without a gap", start)?;
            ensure(
                bytes >= words.hole_bytes_min && bytes.is_multiple_of(words.granule),
                "blocks are multiples of the granule and can be holes",
                start,
            )?;
            ensure(
                block.address.is_multiple_of(self.design().alignment),
                "payloads are aligned",
                start,
            )?;
            let before_free = before.is_some_and(|before| before.is_free);
            let size = self.region.word(start + words.size_at);
            match words.footing {
                Footing::Nowhere => {}
                Footing::InHoles => {
                    ensure(
                        (size & BEFORE_FREE != 0) == before_free,
                        "a header says whether the block before is a hole",
                        start,
                    )?;
                    if block.is_free {
                        ensure(
                            self.region.word(start + bytes - 4) == bytes,
                            "a hole's last word is its size",
                            start,
                        )?;
                    }
                }
                Footing::InAll => ensure(
                    self.region.word(start + bytes - 4) == bytes | u32::from(block.is_free),
                    "a block's last word repeats its header",
                    start,
                )?,
                Footing::InNextHeader => {
                    if let Some(before) = before {
                        ensure(
                            self.region.word(start + words.before_at) == before.extent.bytes,
                            "a header says how long the block before is",
                            start,
                        )?;
                    }
                }
            }
            if self.design().coalescing.on_free() {
                ensure(!(block.is_free && before_free), "no two holes touch", start)?;
            }
            if block.is_free {
                holes.add(start, bytes);
            }
            if block.is_quick {
                ensure(!block.is_free, "a quick block is no hole", start)?;
                quick.add(start, bytes);
            }
            end = start + bytes;
            before = Some(block);
        }
        ensure(
            end == self.roots.end,
            "the last block ends where the heap ends",
            end,
        )?;
        if words.footing == Footing::InNextHeader
            && !self.design().end.is_whole()
            && let Some(last) = before
        {
            ensure(
                self.roots.last_bytes == last.extent.bytes,
                "the heap knows how long its last block is",
                end,
            )?;
        }
        let last_hole = before.filter(|block| block.is_free);
        Ok((holes, quick, last_hole.map(|hole| hole.extent.start)))
    }

    /// Walks all lists of holes.
    fn check_lists(&self) -> Result<Tally, Violation> {
        let mut tally = Tally::default();
        let mut result = Ok(());
        let words = self.words();
        let nil = self.nil();
        let is_tree = self.binning() == Binning::Tree;
        let position = self.design().bin_order.position();
        let mut has_rover = self.roots.rover == nil;
        for bin in 0..self.bins() {
            let mut before: Option<TagView> = None;
            let mut check = |hole: TagView| {
                let start = hole.extent.start;
                tally.add(start, hole.extent.bytes);
                has_rover |= start == self.roots.rover;
                ensure(
                    start >= self.table.first && hole.extent.bytes <= self.roots.end - start,
                    "holes lie in the heap",
                    start,
                )?;
                ensure(hole.is_free, "lists have holes alone", start)?;
                ensure(
                    is_tree || self.bin_of(hole.extent.bytes) == bin,
                    "a hole is on the list of its size",
                    start,
                )?;
                if words.is_double && !is_tree {
                    ensure(
                        self.link_at(start + words.prev_at)
                            == before.map_or(nil, |before| before.extent.start),
                        "links back agree with links on",
                        start,
                    )?;
                }
                let in_order = before.is_none_or(|before| {
                    let (one, other) = (before.extent, hole.extent);
                    if is_tree {
                        return (one.bytes, one.start) < (other.bytes, other.start);
                    }
                    match position {
                        Position::Head | Position::Tail => true,
                        Position::ByAddress => one.start + one.bytes <= other.start,
                        Position::BySize | Position::BySizeNewestFirst => one.bytes <= other.bytes,
                    }
                });
                ensure(in_order, "a list is in its order", start)?;
                before = Some(hole);
                Ok(())
            };
            self.walk_bin(bin, &mut |hole| {
                result = check(hole);
                result.is_ok()
            });
            result?;
            let last = before.map_or(nil, |hole| hole.extent.start);
            if position == Position::Tail && !is_tree {
                let tail = if self.table.classes > 0 {
                    self.link_at(self.table.tails_at + bin * 4)
                } else {
                    self.roots.tail
                };
                ensure(tail == last, "the tail is the last hole", bin)?;
            }
            if self.table.classes > 0 {
                let bits = self.region.word(4 + bin / 32 * 4);
                ensure(
                    (bits >> (bin % 32) & 1 != 0) == before.is_some(),
                    "the bitmaps say which lists have holes",
                    bin,
                )?;
                let summary = self.region.word(0);
                ensure(
                    (summary >> (bin / 32) & 1 != 0) == (bits != 0),
                    "the summary says which bitmaps are not zero",
                    bin,
                )?;
            }
        }
        ensure(
            has_rover || !self.design().placement.resumes(),
            "the rover is a hole",
            self.roots.rover,
        )?;
        Ok(tally)
    }

    /// Walks all quick lists.
    fn check_quick(&self) -> Result<Tally, Violation> {
        let mut tally = Tally::default();
        for list in 0..self.design().quick_lists {
            let mut result = Ok(());
            self.walk_quick(list, &mut |block| {
                let extent = block.extent;
                tally.add(extent.start, extent.bytes);
                result = ensure(
                    block.is_quick && extent.bytes == self.quick_bytes(list),
                    "a quick list has blocks of its size",
                    extent.start,
                );
                result.is_ok()
            });
            result?;
        }
        Ok(tally)
    }
}
