//! Owns what a design of this family is: one value per axis, and which values go together.
//!
//! Does not own how axes are named and read from text ([`catalog`](super::catalog)), nor the designs that have names
//! ([`presets`](super::presets)).

use core::ops::Deref;

use super::layout::Layout;
use super::policy::bin_order::BinOrder;
use super::policy::bins::{Binning, Bins};
use super::policy::footers::{Footers, Footing};
use super::policy::header::Header;
use super::policy::placement::Placement;
use super::policy::sentinels::Sentinels;
use super::table::Table;
use crate::design::{ALIGNMENT_RANGE, DesignError, NO_END_TO_MOVE, Reason};
use crate::policy::SIZE_BYTES_MAX;
use crate::policy::coalescing::Coalescing;
use crate::policy::commit::Commit;
use crate::policy::end::End;
use crate::policy::granted_end::GrantedEnd;
use crate::policy::oversize::Oversize;
use crate::policy::split::Split;
use crate::policy::zero::Zero;

/// One value per axis, not checked yet: what a [`TagDesign`] is made of. Sizes are in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct TagDraft {
    /// The virtual address the region is said to begin at, before it is rounded up to the alignment.
    pub base: u32,
    /// Every payload's address is a multiple of this power of two, 1 to 4096.
    pub alignment: u32,
    /// The least payload a request gets, before it is rounded up.
    pub minimum_bytes: u32,
    /// The request beyond which [`oversize`](Self::oversize) decides.
    pub maximum_bytes: u32,
    /// What a request beyond the maximum gets.
    pub oversize: Oversize,
    /// What a request for zero bytes gets.
    pub zero: Zero,
    /// Which words stand before a payload.
    pub header: Header,
    /// How a block finds the block before it.
    pub footers: Footers,
    /// Which blocks without a payload mark the heap's bounds.
    pub sentinels: Sentinels,
    /// How the holes are kept.
    pub bins: Bins,
    /// Blocks below this power of two have a class for each size.
    pub bins_exact_bytes: u32,
    /// How many classes each doubling from there on has, a power of two up to 32.
    pub bins_per_doubling: u32,
    /// Where on its list a hole is linked.
    pub bin_order: BinOrder,
    /// How many lists there are of recent frees of one exact size each, from the smallest block on.
    pub quick_lists: u32,
    /// The heap does not grow while the quick lists hold more than an n-th of it; 0 where they are flushed for a request too
    /// large for them.
    pub quick_share: u32,
    /// Which hole of a list a request gets.
    pub placement: Placement,
    /// Whether a search that resumes begins, after a free, before the hole that was freed.
    pub free_moves_rover: bool,
    /// Which part of a hole a block gets, if the hole is split.
    pub granted_end: GrantedEnd,
    /// Whether a hole larger than the request is split.
    pub split: Split,
    /// Whether a split's remainder keeps the hole's place on its list, if it stays in the hole's class.
    pub remainder_in_place: bool,
    /// When neighbouring holes become one.
    pub coalescing: Coalescing,
    /// Whether a hole that a freed block joins keeps its place on its list, if it stays in its class.
    pub merge_in_place: bool,
    /// Whether a search that merges leaves a run of holes merged that is still too short.
    pub keep_runs: bool,
    /// How memory that no block has used yet comes into use.
    pub end: End,
    /// Whether a free moves the heap's end down when the last block in memory is a hole.
    pub trim: bool,
    /// By how many bytes at the least the heap's end moves, where the heap grows. One: by exactly what a block needs.
    pub growth_bytes: u32,
    /// Whether memory that was freed is used again.
    pub reuse: bool,
    /// When the memory of a block is committed.
    pub commit: Commit,
}

impl TagDraft {
    /// The plainest design: a word before each payload, boundary tags in holes, one list, first fit.
    pub const PLAIN: Self = Self {
        base: 0x0010_0000,
        alignment: 8,
        minimum_bytes: 1,
        maximum_bytes: SIZE_BYTES_MAX,
        oversize: Oversize::Refuse,
        zero: Zero::MinimumBlock,
        header: Header::Size,
        footers: Footers::OfHoles,
        sentinels: Sentinels::NoSentinel,
        bins: Bins::OneList,
        bins_exact_bytes: 512,
        bins_per_doubling: 4,
        bin_order: BinOrder::Lifo,
        quick_lists: 0,
        quick_share: 0,
        placement: Placement::FirstFit,
        free_moves_rover: false,
        granted_end: GrantedEnd::Front,
        split: Split::Always,
        remainder_in_place: false,
        coalescing: Coalescing::OnFree,
        merge_in_place: false,
        keep_runs: false,
        end: End::Extend,
        trim: false,
        growth_bytes: 1,
        reuse: true,
        commit: Commit::Eager,
    };
}

/// The range of the bound below which each size has a class of its own, in bytes.
pub(super) const EXACT_RANGE: (u32, u32) = (16, 4096);
/// The range of the number of classes for each doubling.
pub(super) const PER_DOUBLING_RANGE: (u32, u32) = (1, 32);
/// The most lists of recent frees.
pub(super) const QUICK_LISTS_MAX: u32 = 128;
/// The range of the step by which a heap grows, in bytes.
pub(super) const GROWTH_RANGE: (u32, u32) = (1, 1 << 20);
/// The range of the part of the heap that quick lists may hold.
pub(super) const QUICK_SHARE_RANGE: (u32, u32) = (0, 1024);
/// The most bytes of a region that are used.
pub(super) const REGION_BYTES_MAX: u32 = 1 << 30;

/// A design of this family: values that were checked, alone and together, when it was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct TagDesign(TagDraft);

impl Deref for TagDesign {
    type Target = TagDraft;

    #[inline(always)]
    fn deref(&self) -> &TagDraft {
        &self.0
    }
}

impl TagDesign {
    /// The design of these values. There is no other way to make one.
    ///
    /// # Errors
    /// The first axis whose value makes no sense, alone or with the others, and why.
    pub const fn new(draft: TagDraft) -> Result<Self, DesignError> {
        match draft.first_error() {
            None => Ok(Self(draft)),
            Some(error) => Err(error),
        }
    }

    /// The design of values that are known to make sense.
    ///
    /// # Panics
    /// If they do not: the message names the axis. In a constant, that is an error at compile time.
    pub const fn of(draft: TagDraft) -> Self {
        match Self::new(draft) {
            Ok(design) => design,
            Err(error) => panic!("{}", error.axis),
        }
    }

    /// Whether a heap of this design can manage a region of this length: the table and the smallest block must fit, and the
    /// region must end within 32-bit addresses. Of a region above 1 GiB, the first GiB is used.
    ///
    /// # Errors
    /// The axis that is wrong over such a region, and why.
    pub const fn check_region(&self, region_bytes: u32) -> Result<(), DesignError> {
        match Table::over(self, region_bytes) {
            Ok(_) => Ok(()),
            Err(error) => Err(error),
        }
    }

    /// Its values, where a constant needs them.
    #[inline(always)]
    pub(super) const fn draft(&self) -> &TagDraft {
        &self.0
    }

    /// Where the region really begins: the base, rounded up to the alignment, or to a word where blocks have headers.
    #[inline(always)]
    pub const fn base_address(&self) -> u32 {
        round_up(self.0.base, self.layout().granule)
    }

    /// What every payload's address is a multiple of: the alignment, or a word where blocks have headers.
    #[inline(always)]
    pub const fn granule(&self) -> u32 {
        self.layout().granule
    }

    /// Where the words of a block lie.
    #[inline(always)]
    pub const fn layout(&self) -> Layout {
        Layout::of(&self.0)
    }

    /// The block that a request of so many bytes gets, header and footer included; `None` where there can be none.
    #[inline]
    pub const fn block_bytes(&self, requested_bytes: u32) -> Option<u32> {
        if requested_bytes > REGION_BYTES_MAX {
            return None;
        }
        let layout = self.layout();
        let payload_bytes = if requested_bytes < self.0.minimum_bytes {
            self.0.minimum_bytes
        } else {
            requested_bytes
        };
        let bytes = round_up(
            payload_bytes + layout.header_bytes + layout.footer_bytes,
            layout.granule,
        );
        Some(if bytes < layout.hole_bytes_min {
            layout.hole_bytes_min
        } else {
            bytes
        })
    }

    /// Whether live blocks say how long they are.
    #[inline(always)]
    pub const fn has_headers(&self) -> bool {
        self.layout().header_bytes > 0
    }
}

/// `number` rounded up to a multiple of `alignment`, a power of two, where that is known to exist.
#[inline(always)]
pub(super) const fn round_up(number: u32, alignment: u32) -> u32 {
    (number + (alignment - 1)) & !(alignment - 1)
}

impl TagDraft {
    /// The first value that makes no sense.
    const fn first_error(&self) -> Option<DesignError> {
        if let Some(error) = self.first_wrong_number() {
            return Some(error);
        }
        let header = self.header.constant().bytes;
        let footing = self.footers.constant();
        let binning = self.bins.constant();
        let by_address =
            matches!(binning, Binning::OneList) && matches!(self.bin_order, BinOrder::Address);
        let merges = !matches!(self.coalescing, Coalescing::Never);
        if header == 0 {
            if !matches!(footing, Footing::Nowhere) {
                return clash(
                    "footers",
                    "header",
                    "a block that doesn't know its size has no footer",
                );
            }
            if !matches!(self.sentinels, Sentinels::NoSentinel) {
                return clash("sentinels", "header", "a sentinel is a header");
            }
            if !matches!(self.split, Split::Always) {
                return clash(
                    "split",
                    "header",
                    "a block that doesn't know its size can't be longer than its request",
                );
            }
            if self.quick_lists > 0 {
                return clash(
                    "quick",
                    "header",
                    "a block on a quick list is known by a flag in its header",
                );
            }
            if merges && !by_address {
                return clash(
                    "coalescing",
                    "bin-order",
                    "without headers, only one list in order of address tells which holes touch",
                );
            }
        }
        if matches!(footing, Footing::InNextHeader) && header < 8 {
            return clash(
                "footers",
                "header",
                "the header has no room for the size of the block before",
            );
        }
        if matches!(footing, Footing::Nowhere)
            && matches!(self.coalescing, Coalescing::OnFree)
            && !by_address
        {
            return clash(
                "coalescing",
                "footers",
                "without footers, only one list in order of address tells which hole lies before a block",
            );
        }
        if matches!(self.coalescing, Coalescing::OnAllocation) {
            if !matches!(binning, Binning::OneList) {
                return clash(
                    "coalescing",
                    "bins",
                    "a search merges the holes that it meets, and a search in classes meets few",
                );
            }
            if matches!(self.bin_order, BinOrder::Size | BinOrder::SizeNewestFirst) {
                return clash(
                    "coalescing",
                    "bin-order",
                    "a hole that grows would lose its place in an order of size",
                );
            }
        }
        if self.keep_runs
            && matches!(self.coalescing, Coalescing::OnAllocation)
            && !matches!(self.placement, Placement::FirstFit)
        {
            return clash(
                "keep-runs",
                "placement",
                "a search that holds a hole to compare can’t merge it with others",
            );
        }
        if matches!(self.placement, Placement::NextFit) && !matches!(binning, Binning::OneList) {
            return clash("placement", "bins", "a search resumes on one list only");
        }
        if matches!(binning, Binning::Tree) && !matches!(self.placement, Placement::BestFit) {
            return clash(
                "placement",
                "bins",
                "a tree by size finds the best fit and no other",
            );
        }
        if self.quick_lists > 0 && self.alignment < 8 {
            return clash(
                "quick",
                "alignment",
                "the flag of a block on a quick list needs the third bit of its size",
            );
        }
        if self.trim && matches!(self.end, End::Whole) {
            return clash("trim", "end", NO_END_TO_MOVE);
        }
        if self.trim && self.growth_bytes > 1 {
            return clash(
                "trim",
                "growth",
                "a trim would take back what the heap grew by",
            );
        }
        if self.trim
            && matches!(footing, Footing::Nowhere)
            && !matches!(self.coalescing, Coalescing::OnFree)
        {
            return clash(
                "trim",
                "footers",
                "without footers, nothing tells whether a hole ends where the heap does",
            );
        }
        None
    }

    const fn first_wrong_number(&self) -> Option<DesignError> {
        if let Some(reason) = Reason::unless_power_of_two_within(self.alignment, ALIGNMENT_RANGE) {
            return error("alignment", reason);
        }
        if self.base == 0 {
            return error("region-base", Reason::BaseIsNull);
        }
        if self
            .base
            .checked_next_multiple_of(Layout::of(self).granule)
            .is_none()
        {
            return error("region-base", Reason::BeyondAddressSpace);
        }
        if let Some(reason) = Reason::unless_within(self.minimum_bytes, (1, SIZE_BYTES_MAX)) {
            return error("minimum", reason);
        }
        if self.maximum_bytes < self.minimum_bytes {
            let reason = Reason::BelowMinimum {
                maximum_bytes: self.maximum_bytes,
                minimum_bytes: self.minimum_bytes,
            };
            return error("maximum", reason);
        }
        if let Some(reason) = Reason::unless_power_of_two_within(self.bins_exact_bytes, EXACT_RANGE)
        {
            return error("bins-exact", reason);
        }
        if let Some(reason) =
            Reason::unless_power_of_two_within(self.bins_per_doubling, PER_DOUBLING_RANGE)
        {
            return error("bins-per-doubling", reason);
        }
        if let Some(reason) = Reason::unless_within(self.quick_lists, (0, QUICK_LISTS_MAX)) {
            return error("quick", reason);
        }
        if let Some(reason) = Reason::unless_within(self.growth_bytes, GROWTH_RANGE) {
            return error("growth", reason);
        }
        if let Some(reason) = Reason::unless_within(self.quick_share, QUICK_SHARE_RANGE) {
            return error("quick-share", reason);
        }
        None
    }
}

pub(super) const fn error(axis: &'static str, reason: Reason) -> Option<DesignError> {
    Some(DesignError { axis, reason })
}

const fn clash(axis: &'static str, with: &'static str, why: &'static str) -> Option<DesignError> {
    error(axis, Reason::Clash { with, why })
}
