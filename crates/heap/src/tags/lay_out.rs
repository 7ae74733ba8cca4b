//! Owns a heap that begins with blocks and holes, or with several regions: they lie one after the other from the first block's
//! place on, and each list has its holes in that order, unless it is one by size.

use super::policy::footers::Footing;
use super::table::Table;
use super::{TagDesign, TagHeap, TagPolicies, extent};
use crate::design::DesignError;
use crate::gaps::{GROWS, Grid, Part};
use crate::given::{Laid, Misfit, Piece};
use crate::observe::{Extent, Observer};
use crate::region::Region;

impl<R: Region, P: TagPolicies, O: Observer> TagHeap<R, P, O> {
    /// Lays out pieces in a heap that is empty, and reports each. With `and_rest`, the memory after them is free as the design
    /// has it; without, the heap is to have none, and the region is to end at [`least_region_bytes`](Self::least_region_bytes).
    ///
    /// # Errors
    /// If the design can't begin with them. The heap is not used again.
    pub fn lay_out(
        &mut self,
        pieces: &[Piece],
        and_rest: bool,
        laid: &mut dyn FnMut(Laid),
    ) -> Result<(), Misfit> {
        let design = *self.design();
        let limit = self.table.limit;
        if design.end.is_whole() {
            self.clear_whole();
        }
        if !design.reuse && pieces.iter().any(|piece| piece.is_free) {
            return Err(Misfit::NoHoles);
        }
        let mut before_free = false;
        for piece in pieces {
            let block_bytes = design.block_bytes(piece.bytes).ok_or(Misfit::TooLong)?;
            let payload_bytes = self.payload_bytes(block_bytes);
            piece.fits(payload_bytes, design.alignment)?;
            let block = self.roots.end;
            if block_bytes > limit - block {
                return Err(Misfit::TooLong);
            }
            self.begin_block(block_bytes, piece.is_free, before_free);
            before_free = piece.is_free;
            laid(Laid {
                address: self.address(block),
                payload_bytes,
                block: extent(block, block_bytes),
            });
        }
        let rest = limit - self.roots.end;
        if and_rest && design.end.is_whole() && rest >= self.words().hole_bytes_min {
            self.begin_block(rest, true, before_free);
        } else if design.trim && before_free {
            return Err(Misfit::TrimmedEnd);
        }
        self.roots.rover = self.nil();
        Ok(())
    }

    /// Parts the one hole of a heap that is empty: what lies in a gap is no memory of the heap's. Reports each fence, the block that
    /// stands for one gap or several.
    ///
    /// # Errors
    /// As [`TagDesign::check_gaps`].
    pub fn part(
        &mut self,
        gaps: &[Extent],
        fence: &mut dyn FnMut(Extent),
    ) -> Result<(), DesignError> {
        let design = *self.design();
        design.check_gaps(self.region.bytes(), gaps)?;
        self.clear_whole();
        if matches!(self.words().footing, Footing::InHoles | Footing::InAll) {
            // The footer of the one hole may lie in a gap.
            self.region.fill(self.table.limit - 4, 4, 0);
        }
        let mut before_free = false;
        self.table.grid(&design).part(gaps, &mut |part| {
            let block = self.roots.end;
            match part {
                Part::Hole(bytes) => self.begin_block(bytes, true, before_free),
                Part::Fence(bytes) => {
                    self.begin_block(bytes, false, before_free);
                    fence(extent(block, bytes));
                }
            }
            before_free = matches!(part, Part::Hole(_));
        })?;
        self.roots.rover = self.nil();
        Ok(())
    }

    /// Takes the hole that a region which is whole begins with off its list.
    fn clear_whole(&mut self) {
        let (first, limit) = (self.table.first, self.table.limit);
        self.unlink(first, limit - first, None);
        self.roots.end = first;
    }

    /// The length of the shortest region that holds the heap as it is.
    pub fn least_region_bytes(&self) -> u32 {
        let sentinel_bytes = match self.design().sentinels.kind().end {
            true => self.words().header_bytes,
            false => 0,
        };
        self.roots.end + sentinel_bytes
    }

    fn begin_block(&mut self, bytes: u32, is_free: bool, before_free: bool) {
        let words = self.words();
        let block = self.roots.end;
        if words.footing == Footing::InNextHeader {
            let before = self.roots.last_bytes;
            self.store(block + words.before_at, before);
        }
        self.roots.end = block + bytes;
        self.roots.last_hole = self.nil();
        if !is_free {
            self.write_live(block, bytes, before_free, true);
            return;
        }
        self.write_hole(block, bytes, before_free, true);
        self.link_last(block, bytes);
    }
}

impl TagDesign {
    /// Whether a heap of this design can manage a region of this length with these gaps, in order of address.
    ///
    /// # Errors
    /// Why it can't.
    pub fn check_gaps(&self, region_bytes: u32, gaps: &[Extent]) -> Result<(), DesignError> {
        if gaps.is_empty() {
            return Ok(());
        }
        if !self.end.is_whole() {
            return Err(GROWS);
        }
        let table = Table::over(self, region_bytes)?;
        table.grid(self).part(gaps, &mut |_| {})
    }
}

impl Table {
    fn grid(&self, design: &TagDesign) -> Grid {
        let layout = design.layout();
        Grid {
            first: self.first,
            limit: self.limit,
            granule: layout.granule,
            header_bytes: layout.header_bytes,
            footer_bytes: layout.footer_bytes,
            hole_bytes_min: layout.hole_bytes_min,
        }
    }
}
