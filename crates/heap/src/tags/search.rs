//! Owns the search for a hole that serves a request, and where in a hole the block would lie. Changes nothing but runs of holes
//! that it passes, in a design that leaves those merged.

use super::design::round_up;
use super::policy::bins::Binning;
use super::{FREE, TagHeap, TagPolicies};
use crate::observe::{Event, Observer, Purpose, Verdict};
use crate::policy::placement::Judgement;
use crate::region::Region;

/// A hole that serves a request.
#[derive(Clone, Copy)]
pub(super) struct Fit {
    /// The list it is on, as long as no hole is merged into it.
    pub(super) bin: u32,
    /// The hole.
    pub(super) hole: u32,
    /// The hole's own length.
    pub(super) hole_bytes: u32,
    /// The length together with the holes after it that are merged into it.
    pub(super) bytes: u32,
    /// How many these are.
    pub(super) absorbs: u32,
    /// The hole before it on its list, where that was passed.
    pub(super) before: Option<u32>,
    /// Where the block begins.
    pub(super) block: u32,
}

impl<R: Region, P: TagPolicies, O: Observer> TagHeap<R, P, O> {
    /// The hole that a request gets.
    #[inline]
    pub(super) fn search(&mut self, block_bytes: u32, alignment: u32) -> Option<Fit> {
        match self.binning() {
            Binning::OneList => self.search_list(0, block_bytes, alignment),
            Binning::Classes => {
                let mut bin = self.bin_of(block_bytes);
                loop {
                    bin = self.occupied_from(bin)?;
                    if let Some(fit) = self.search_list(bin, block_bytes, alignment) {
                        return Some(fit);
                    }
                    if self.observer.interrupts() {
                        return None;
                    }
                    bin += 1;
                }
            }
            Binning::RoundedClasses => {
                let roomy = self.roomy(block_bytes, alignment)?;
                let bin = self.spacing().class_above(roomy);
                let bin = self.occupied_from(bin)?;
                self.search_list(bin, block_bytes, alignment)
            }
            Binning::Tree => {
                let roomy = self.roomy(block_bytes, alignment)?;
                let (hole, bytes) = self.best_in_tree(roomy)?;
                let block = self.cut(hole, bytes, block_bytes, alignment)?;
                Some(Fit {
                    bin: 0,
                    hole,
                    hole_bytes: bytes,
                    bytes,
                    absorbs: 0,
                    before: None,
                    block,
                })
            }
        }
    }

    /// The length from which on any hole serves, wherever it lies.
    #[inline]
    pub(super) fn roomy(&self, block_bytes: u32, alignment: u32) -> Option<u32> {
        if alignment == self.words().granule {
            return Some(block_bytes);
        }
        let words = self.words();
        let slack = round_up(words.hole_bytes_min, alignment) + alignment;
        block_bytes.checked_add(slack)
    }

    /// The hole of one list that the placement takes.
    #[inline]
    fn search_list(&mut self, bin: u32, block_bytes: u32, alignment: u32) -> Option<Fit> {
        let nil = self.nil();
        let design = *self.design();
        let rover = self.roots.rover;
        let resumes = design.placement.resumes() && rover != nil;
        let mut wrapped = false;
        let (mut before, mut hole) = if resumes {
            (rover, self.next(rover))
        } else {
            (nil, self.head(bin))
        };
        let mut held: Option<Fit> = None;
        let mut fits = 0;
        loop {
            if hole == nil {
                if !resumes || wrapped {
                    break;
                }
                wrapped = true;
                (before, hole) = (nil, self.head(bin));
            }
            if self.observer.interrupts() {
                return None;
            }
            if let Some((fit, ends)) =
                self.consider(bin, hole, before, block_bytes, alignment, held.as_ref())
            {
                if ends {
                    return Some(fit);
                }
                fits += 1;
                if held.is_none_or(|held| fit.hole != held.hole) {
                    held = Some(fit);
                }
                if fits >= design.placement.fits_max() {
                    break;
                }
            }
            if wrapped && hole == rover {
                break;
            }
            before = hole;
            hole = self.next(hole);
        }
        held
    }

    /// Examines a hole. `None` where it does not serve; else the better one of it and the hole held so far, and whether that
    /// ends the search.
    #[inline]
    fn consider(
        &mut self,
        bin: u32,
        hole: u32,
        before: u32,
        block_bytes: u32,
        alignment: u32,
        held: Option<&Fit>,
    ) -> Option<(Fit, bool)> {
        let words = self.words();
        let size = self.load(hole + words.size_at);
        let hole_bytes = words.bytes(size);
        let mut bytes = hole_bytes;
        let mut absorbs = 0;
        let mut block = self.cut(hole, bytes, block_bytes, alignment);
        if self.design().coalescing.on_allocation() {
            while block.is_none()
                && !self.observer.interrupts()
                && let Some(more) = self.hole_at(hole + bytes)
            {
                bytes += more;
                absorbs += 1;
                block = self.cut(hole, bytes, block_bytes, alignment);
            }
        }
        if block.is_none() && absorbs > 0 && self.design().keep_runs {
            // An interrupted search ends here as well as later.
            let _ = self.absorb_after(hole, hole_bytes, absorbs);
        }
        let placement = &self.design().placement;
        let (verdict, outcome) = match block {
            None => (Verdict::TooSmall, None),
            Some(block) => {
                let fit = Fit {
                    bin,
                    hole,
                    hole_bytes,
                    bytes,
                    absorbs,
                    before: Some(before),
                    block,
                };
                let is_exact = bytes == block_bytes && placement.ends_at_exact();
                match placement.judge(bytes, held.map(|held| held.bytes)) {
                    Judgement::Take => (Verdict::Taken, Some((fit, true))),
                    Judgement::Hold if is_exact => (Verdict::Taken, Some((fit, true))),
                    Judgement::Hold => (Verdict::Held, Some((fit, false))),
                    Judgement::Pass => (Verdict::Passed, held.map(|&held| (held, false))),
                }
            }
        };
        let offered = if verdict == Verdict::TooSmall {
            hole_bytes
        } else {
            bytes
        };
        self.observer.event(Event::Probed {
            purpose: Purpose::Placement,
            block: super::extent(hole, hole_bytes),
            address: self.address(hole),
            payload_bytes: offered.saturating_sub(words.header_bytes + words.footer_bytes),
            verdict,
        });
        outcome
    }

    /// The length of the block at `start`, if it is a hole; a probe. Without headers, a walk of the list, which is in order of
    /// address, finds it.
    pub(super) fn hole_at(&mut self, start: u32) -> Option<u32> {
        let words = self.words();
        if start >= self.roots.end {
            return None;
        }
        if words.header_bytes == 0 {
            let head = self.roots.head;
            let (_, after) = self.place_on(head, |other, _| other < start);
            if after != start {
                return None;
            }
            let size = self.load(start);
            return Some(words.bytes(size));
        }
        let mut is_free = false;
        let size = self.load(start + words.size_at);
        let bytes = words.bytes(size);
        if size & words.flags & FREE != 0 {
            is_free = true;
        }
        self.observer.event(Event::Probed {
            purpose: Purpose::Neighbour,
            block: super::extent(start, bytes),
            address: self.address(start),
            payload_bytes: bytes.saturating_sub(words.header_bytes + words.footer_bytes),
            verdict: if is_free {
                Verdict::Joins
            } else {
                Verdict::Allocated
            },
        });
        is_free.then_some(bytes)
    }

    /// Where in a hole of so many bytes the block would begin; `None` where it does not fit. What lies before the block and, if
    /// blocks don't know their size, after it, is nothing or can be a hole.
    #[inline]
    pub(super) fn cut(
        &self,
        hole: u32,
        bytes: u32,
        block_bytes: u32,
        alignment: u32,
    ) -> Option<u32> {
        if bytes < block_bytes {
            return None;
        }
        let words = self.words();
        let is_plain = alignment == words.granule;
        if is_plain && words.header_bytes > 0 && !self.design().granted_end.is_back(block_bytes) {
            return Some(hole);
        }
        let front = if is_plain {
            hole
        } else {
            self.aligned_from(hole, alignment)?
        };
        let rest = (hole + bytes).checked_sub(front.checked_add(block_bytes)?)?;
        let spare = bytes - block_bytes;
        if self.design().granted_end.is_back(block_bytes) && self.splits(spare) {
            let last = hole + spare;
            let back = if is_plain {
                last
            } else {
                let aligned = self.address(last) & !(alignment - 1);
                aligned
                    .wrapping_sub(self.base())
                    .wrapping_sub(words.header_bytes)
            };
            // The bytes before and after the block are to be holes, or none.
            let tail = last.wrapping_sub(back);
            if back > front
                && back - hole >= words.hole_bytes_min
                && (tail == 0 || tail >= words.hole_bytes_min || words.header_bytes > 0)
            {
                return Some(back);
            }
        }
        let leaves_scrap = rest > 0 && rest < words.hole_bytes_min;
        (words.header_bytes > 0 || !leaves_scrap).then_some(front)
    }

    /// The first place from `start` on where a block is aligned and the bytes before it are none, or enough for a hole.
    #[inline]
    pub(super) fn aligned_from(&self, start: u32, alignment: u32) -> Option<u32> {
        let address = self
            .base()
            .checked_add(start)?
            .checked_add(self.words().header_bytes)?;
        let mut gap = address.checked_next_multiple_of(alignment)? - address;
        while gap > 0 && gap < self.words().hole_bytes_min {
            gap = gap.checked_add(alignment)?;
        }
        start.checked_add(gap)
    }

    /// Whether so many bytes beyond a block become a hole.
    #[inline(always)]
    pub(super) fn splits(&self, remainder_bytes: u32) -> bool {
        remainder_bytes >= self.words().hole_bytes_min
            && self.design().split.splits(remainder_bytes)
    }
}
