//! Owns what a design of this family is: one value per axis, and which values go together.
//!
//! Does not own how axes are named and read from text ([`catalog`](super::catalog)), nor the designs that have names
//! ([`presets`](super::presets)).

use core::ops::Deref;

use super::geometry::Geometry;
use super::policy::buddy_state::{BuddyState, Keeping};
use super::policy::coalescing::Coalescing;
use super::policy::header::Header;
use crate::design::{DesignError, Reason};
use crate::policy::SIZE_BYTES_MAX;
use crate::policy::commit::Commit;
use crate::policy::free_order::FreeOrder;
use crate::policy::oversize::Oversize;
use crate::policy::zero::Zero;

/// One value per axis, not checked yet: what a [`BuddyDesign`] is made of. Sizes are in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct BuddyDraft {
    /// The virtual address the region is said to begin at, before it is rounded up to a multiple of 4096.
    pub base: u32,
    /// The length of a block of order 0, a power of two.
    pub smallest_block_bytes: u32,
    /// The length beyond which blocks do not merge, a power of two.
    pub largest_block_bytes: u32,
    /// The request beyond which [`oversize`](Self::oversize) decides.
    pub maximum_bytes: u32,
    /// What a request beyond the maximum gets.
    pub oversize: Oversize,
    /// What a request for zero bytes gets.
    pub zero: Zero,
    /// Which words stand at a block's start.
    pub header: Header,
    /// Where a merge learns whether a buddy is a hole.
    pub buddy_state: BuddyState,
    /// Where on the list of its order a hole is linked.
    pub free_order: FreeOrder,
    /// When buddies become one.
    pub coalescing: Coalescing,
    /// When the memory of a block is committed.
    pub commit: Commit,
}

impl BuddyDraft {
    /// The plainest design: no header, no table, merged at every free.
    pub const PLAIN: Self = Self {
        base: 0x0010_0000,
        smallest_block_bytes: 16,
        largest_block_bytes: BLOCK_BYTES_MAX,
        maximum_bytes: SIZE_BYTES_MAX,
        oversize: Oversize::Refuse,
        zero: Zero::MinimumBlock,
        header: Header::NoHeader,
        buddy_state: BuddyState::List,
        free_order: FreeOrder::Lifo,
        coalescing: Coalescing::OnFree,
        commit: Commit::Eager,
    };
}

/// The longest block, and the most bytes of a region that are used.
pub(crate) const BLOCK_BYTES_MAX: u32 = 1 << 30;
/// The range of the smallest block: two links fit it.
pub(crate) const SMALLEST_RANGE: (u32, u32) = (8, 65_536);
/// The range of the largest block.
pub(super) const LARGEST_RANGE: (u32, u32) = (8, BLOCK_BYTES_MAX);
/// The region begins at a multiple of this: a page.
pub(crate) const BASE_ALIGNMENT: u32 = 4096;

/// A design of this family: values that were checked, alone and together, when it was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct BuddyDesign(BuddyDraft);

impl Deref for BuddyDesign {
    type Target = BuddyDraft;

    #[inline(always)]
    fn deref(&self) -> &BuddyDraft {
        &self.0
    }
}

impl BuddyDesign {
    /// The design of these values. There is no other way to make one.
    ///
    /// # Errors
    /// The first axis whose value makes no sense, alone or with the others, and why.
    pub const fn new(draft: BuddyDraft) -> Result<Self, DesignError> {
        match draft.first_error() {
            None => Ok(Self(draft)),
            Some((axis, reason)) => Err(DesignError { axis, reason }),
        }
    }

    /// The design of values that are known to make sense.
    ///
    /// # Panics
    /// If they do not: the message names the axis. In a constant, that is an error at compile time.
    pub const fn of(draft: BuddyDraft) -> Self {
        match Self::new(draft) {
            Ok(design) => design,
            Err(error) => panic!("{}", error.axis),
        }
    }

    /// Whether a heap of this design can manage a region of this length: the table and a smallest block must fit, and the region
    /// must end within 32-bit addresses. Of a region above 1 GiB, the first GiB is used.
    ///
    /// # Errors
    /// The axis that is wrong over such a region, and why.
    pub const fn check_region(&self, region_bytes: u32) -> Result<(), DesignError> {
        match Geometry::over(self, region_bytes) {
            Ok(_) => Ok(()),
            Err(error) => Err(error),
        }
    }

    /// Where blocks begin and end in a region whose first bytes, a multiple of a word, are not the heap's.
    ///
    /// # Errors
    /// As [`check_region`](Self::check_region).
    pub(crate) const fn blocks_after(
        &self,
        front_bytes: u32,
        region_bytes: u32,
    ) -> Result<(u32, u32), DesignError> {
        match Geometry::after(front_bytes, self, region_bytes) {
            Ok(geometry) => Ok((geometry.first, geometry.limit)),
            Err(error) => Err(error),
        }
    }

    /// Its values, where a constant needs them.
    #[inline(always)]
    pub(super) const fn draft(&self) -> &BuddyDraft {
        &self.0
    }

    /// Where the region really begins: the base, rounded up to a multiple of 4096.
    #[inline(always)]
    pub const fn base_address(&self) -> u32 {
        (self.0.base + (BASE_ALIGNMENT - 1)) & !(BASE_ALIGNMENT - 1)
    }

    /// The length of a block's header.
    #[inline(always)]
    pub const fn header_bytes(&self) -> u32 {
        self.0.header.constant()
    }

    /// What every payload's address is a multiple of: the header's length, or the smallest block's where there is none, as far
    /// as the region's start is.
    #[inline(always)]
    pub const fn granule(&self) -> u32 {
        match self.header_bytes() {
            0 if self.0.smallest_block_bytes < BASE_ALIGNMENT => self.0.smallest_block_bytes,
            0 => BASE_ALIGNMENT,
            header_bytes => header_bytes,
        }
    }

    /// The block that a request of so many bytes gets, header included; `None` where there can be none.
    #[inline]
    pub const fn block_bytes(&self, requested_bytes: u32) -> Option<u32> {
        if requested_bytes > BLOCK_BYTES_MAX - self.header_bytes() {
            return None;
        }
        let bytes = (requested_bytes + self.header_bytes()).next_power_of_two();
        Some(if bytes < self.0.smallest_block_bytes {
            self.0.smallest_block_bytes
        } else {
            bytes
        })
    }

    /// Whether a free needs no size: blocks have headers, or a table has their orders.
    #[inline(always)]
    pub const fn knows_sizes(&self) -> bool {
        self.header_bytes() > 0 || matches!(self.keeping(), Keeping::Orders)
    }

    /// Where the state of a buddy is kept.
    #[inline(always)]
    pub(super) const fn keeping(&self) -> Keeping {
        self.0.buddy_state.constant()
    }
}

impl BuddyDraft {
    /// The first value that makes no sense.
    const fn first_error(&self) -> Option<(&'static str, Reason)> {
        let smallest = self.smallest_block_bytes;
        let largest = self.largest_block_bytes;
        if let Some(reason) = Reason::unless_power_of_two_within(smallest, SMALLEST_RANGE) {
            return Some(("smallest-block", reason));
        }
        if let Some(reason) = Reason::unless_power_of_two_within(largest, LARGEST_RANGE) {
            return Some(("largest-block", reason));
        }
        if largest < smallest {
            return clash(
                "largest-block",
                "smallest-block",
                "the largest block is shorter than the smallest",
            );
        }
        if self.base == 0 {
            return Some(("region-base", Reason::BaseIsNull));
        }
        if self.base > u32::MAX - (BASE_ALIGNMENT - 1) {
            return Some(("region-base", Reason::BeyondAddressSpace));
        }
        if let Some(reason) = Reason::unless_within(self.maximum_bytes, (1, SIZE_BYTES_MAX)) {
            return Some(("maximum", reason));
        }
        if smallest < self.header.constant() * 2 {
            return clash(
                "smallest-block",
                "header",
                "a smallest block has no room for a header and a payload, or for the links of a hole",
            );
        }
        if matches!(self.buddy_state, BuddyState::Header) && self.header.constant() == 0 {
            return clash("buddy-state", "header", "there is no header to look at");
        }
        None
    }
}

const fn clash(
    axis: &'static str,
    with: &'static str,
    why: &'static str,
) -> Option<(&'static str, Reason)> {
    Some((axis, Reason::Clash { with, why }))
}
