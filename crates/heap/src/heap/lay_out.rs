//! Owns a heap that begins with blocks and holes, or with several regions: they lie one after the other from the region's start,
//! and the lists have them in that order, unless the free list is one by size.

use super::Heap;
use crate::design::{Design, DesignError};
use crate::gaps::{GROWS, Grid, Part};
use crate::given::{Laid, Misfit, Piece};
use crate::observe::{Extent, Observer};
use crate::policies::Policies;
use crate::region::Region;
use crate::sizing::Sizing;

impl<R: Region, P: Policies, O: Observer> Heap<R, P, O> {
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
        if design.lookup.indexed() && !and_rest {
            return Err(Misfit::NoRoomForIndex);
        }
        // Of a region that is one hole, nothing but its extent stays.
        let limit = self.roots.end;
        self.roots = super::Roots::default();
        for piece in pieces {
            let sizing = Sizing::without_maximum(&design, piece.bytes).ok_or(Misfit::TooLong)?;
            piece.fits(sizing.payload_bytes, design.alignment)?;
            let block = self.extend(sizing.payload_bytes, design.alignment);
            let block = block.map_err(|_| Misfit::TooLong)?;
            let header = self.peek(block);
            laid(Laid {
                address: header.address(),
                payload_bytes: header.size,
                block: self.extent(block, header),
            });
            if piece.is_free {
                self.begin_hole(block);
            }
        }
        if and_rest && design.end.is_whole() {
            let rest = limit.saturating_sub(self.roots.end + self.front_bytes());
            let payload_bytes = rest - rest % design.alignment;
            if payload_bytes >= design.minimum_bytes
                && let Ok(block) = self.extend(payload_bytes, design.alignment)
            {
                self.begin_hole(block);
            }
        } else if design.trim && pieces.last().is_some_and(|piece| piece.is_free) {
            return Err(Misfit::TrimmedEnd);
        }
        // The first search begins at the list's head.
        self.roots.rover = None;
        self.roots.granted = None;
        Ok(())
    }

    /// Parts the one hole of a heap that is empty: what lies in a gap is no memory of the heap's. Reports each fence, the block that
    /// stands for one gap or several.
    ///
    /// # Errors
    /// As [`Design::check_gaps`].
    pub fn part(
        &mut self,
        gaps: &[Extent],
        fence: &mut dyn FnMut(Extent),
    ) -> Result<(), DesignError> {
        let design = *self.design();
        design.check_gaps(self.region.bytes(), gaps)?;
        self.roots = super::Roots::default();
        let front_bytes = self.front_bytes();
        design.grid(self.region.bytes()).part(gaps, &mut |part| {
            let (Part::Hole(bytes) | Part::Fence(bytes)) = part;
            let payload_bytes = bytes - front_bytes;
            let block = self.put_last(payload_bytes);
            match part {
                Part::Hole(_) => self.begin_hole(block),
                Part::Fence(_) => fence(self.extent(block, self.peek(block))),
            }
        })?;
        self.roots.rover = None;
        Ok(())
    }

    /// The length of the shortest region that holds the heap as it is.
    pub fn least_region_bytes(&self) -> u32 {
        self.roots.end
    }

    pub(super) fn begin_hole(&mut self, block: super::Block) {
        let address = self.peek(block).address();
        self.set(
            block,
            crate::header::ADDR,
            address | crate::header::FLAG_FREE,
        );
        if self.keeps_free_list() {
            self.link_given_hole(block);
        }
    }
}

impl Design {
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
        self.grid(region_bytes).part(gaps, &mut |_| {})
    }

    fn grid(&self, region_bytes: u32) -> Grid {
        let front_bytes = self.block_front_bytes();
        Grid {
            first: 0,
            limit: region_bytes - region_bytes % self.alignment,
            granule: self.alignment,
            header_bytes: front_bytes,
            footer_bytes: 0,
            hole_bytes_min: front_bytes + self.payload_bytes_min(),
        }
    }
}
