//! Owns how a heap of several regions is parted: each region is one hole, and a *fence* stands for the gap after it. A fence is a
//! block that is never free, so that no two holes touch across a gap. Its header lies at the end of the region before the gap, a
//! footer at the start of the region after it.
//!
//! Does not own how a family writes its blocks, nor where regions lie.

use crate::design::{DesignError, Reason};
use crate::observe::Extent;

/// Where blocks can lie, in bytes from the start of the first region.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Grid {
    /// The start of the first block.
    pub(crate) first: u32,
    /// The end of the memory that blocks may have.
    pub(crate) limit: u32,
    /// Every block is a multiple of this power of two long.
    pub(crate) granule: u32,
    /// What a fence needs before its gap.
    pub(crate) header_bytes: u32,
    /// What it needs after it.
    pub(crate) footer_bytes: u32,
    /// The length of the smallest hole.
    pub(crate) hole_bytes_min: u32,
}

/// A block of a heap that is parted, by its length.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    Hole(u32),
    Fence(u32),
}

impl Grid {
    /// Tells the holes and fences from the first block's start on, one after the other, up to the limit. A region that is too
    /// short for a hole becomes part of a fence.
    ///
    /// # Errors
    /// If the first region has no room for what lies before its blocks and for a fence, or no region has room for a hole.
    pub(crate) fn part(
        self,
        gaps: &[Extent],
        tell: &mut dyn FnMut(Part),
    ) -> Result<(), DesignError> {
        let down = |offset: u32| {
            let from_first = offset.checked_sub(self.first)?;
            Some(self.first + (from_first & !(self.granule - 1)))
        };
        let mut at = self.first;
        // A fence that is not told yet: where it starts. It ends at `at`.
        let mut fence: Option<u32> = None;
        let mut has_hole = false;
        let mut hole = |fence: &mut Option<u32>, from: u32, to: u32| {
            if let Some(start) = fence.take() {
                tell(Part::Fence(from - start));
            }
            tell(Part::Hole(to - from));
            has_hole = true;
        };
        for gap in gaps {
            let start = gap.start.checked_sub(self.header_bytes).and_then(down);
            let end = down(gap.end() + self.footer_bytes + (self.granule - 1)).ok_or(TOO_SHORT)?;
            match start {
                Some(start) if start >= at && start - at >= self.hole_bytes_min => {
                    hole(&mut fence, at, start);
                    fence = Some(start);
                }
                Some(start) if start >= at => fence = fence.or(Some(at)),
                _ if fence.is_some() => {}
                _ => return Err(TOO_SHORT),
            }
            at = end;
        }
        if at > self.limit {
            return Err(TOO_SHORT);
        }
        if self.limit - at >= self.hole_bytes_min {
            hole(&mut fence, at, self.limit);
        }
        if !has_hole {
            return Err(TOO_SHORT);
        }
        if let Some(start) = fence {
            tell(Part::Fence(self.limit - start));
        }
        Ok(())
    }
}

/// Why a heap that grows has one region.
pub(crate) const GROWS: DesignError = error(Reason::Clash {
    with: "end",
    why: "a heap that grows would run into a gap; with end=whole, each region is a hole from the start",
});

const TOO_SHORT: DesignError = error(Reason::RegionsTooShort);

const fn error(reason: Reason) -> DesignError {
    DesignError {
        axis: "regions",
        reason,
    }
}

#[cfg(test)]
mod tests {
    use std::vec::Vec;

    use super::*;

    const GRID: Grid = Grid {
        first: 8,
        limit: 1000,
        granule: 8,
        header_bytes: 8,
        footer_bytes: 4,
        hole_bytes_min: 16,
    };

    fn parts(gaps: &[(u32, u32)]) -> Option<Vec<Part>> {
        let gaps: Vec<_> = gaps
            .iter()
            .map(|&(start, end)| Extent {
                start,
                bytes: end - start,
            })
            .collect();
        let mut parts = Vec::new();
        GRID.part(&gaps, &mut |part| parts.push(part)).ok()?;
        Some(parts)
    }

    /// Protects the memory of gaps: a fence's header ends where its gap begins or before, and the block after it begins where the
    /// footer ends or after.
    #[test]
    fn a_fence_covers_its_gap() {
        use Part::{Fence, Hole};
        assert_eq!(parts(&[]), Some([Hole(992)].to_vec()));
        assert_eq!(
            parts(&[(400, 500)]),
            Some([Hole(384), Fence(112), Hole(496)].to_vec())
        );
        // A region without room for a hole is part of the fence: the first, one in the middle, the last.
        assert_eq!(parts(&[(28, 100)]), Some([Fence(96), Hole(896)].to_vec()));
        assert_eq!(
            parts(&[(400, 500), (504, 600)]),
            Some([Hole(384), Fence(216), Hole(392)].to_vec())
        );
        assert_eq!(parts(&[(400, 988)]), Some([Hole(384), Fence(608)].to_vec()));
        assert_eq!(parts(&[(12, 100)]), None);
        assert_eq!(parts(&[(400, 999)]), None);
        assert_eq!(parts(&[(20, 990)]), None);
    }
}
