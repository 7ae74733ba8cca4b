//! Owns what a design of this family is: one value per axis, which values go together, and the design of the pages below.
//!
//! Does not own how axes are named and read from text ([`catalog`](super::catalog)), nor the designs that have names
//! ([`presets`](super::presets)).

use core::ops::Deref;

use super::policy::descriptor::Descriptor;
use super::policy::slab_choice::SlabChoice;
use super::sizes::Sizes;
use crate::buddy::policy::buddy_state::BuddyState;
use crate::buddy::policy::coalescing::Coalescing;
use crate::buddy::{BuddyDesign, BuddyDraft, SMALLEST_RANGE};
use crate::design::{DesignError, Reason};
use crate::policy::SIZE_BYTES_MAX;
use crate::policy::commit::Commit;
use crate::policy::free_order::FreeOrder;
use crate::policy::oversize::Oversize;
use crate::policy::zero::Zero;

/// One value per axis, not checked yet: what a [`SlabDesign`] is made of. Sizes are in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct SlabDraft {
    /// The virtual address the region is said to begin at, before it is rounded up to a multiple of 4096.
    pub base: u32,
    /// The length of the smallest block of pages, a power of two.
    pub smallest_block_bytes: u32,
    /// The length of a slab, a power of two.
    pub slab_bytes: u32,
    /// The length of the smallest object, a power of two.
    pub smallest_object_bytes: u32,
    /// The length of the largest object, a power of two: larger requests get blocks of pages.
    pub largest_object_bytes: u32,
    /// How many classes each doubling of the size has, a power of two.
    pub classes_per_doubling: u32,
    /// The request beyond which [`oversize`](Self::oversize) decides.
    pub maximum_bytes: u32,
    /// What a request beyond the maximum gets.
    pub oversize: Oversize,
    /// What a request for zero bytes gets.
    pub zero: Zero,
    /// Where the descriptor of a slab lies.
    pub descriptor: Descriptor,
    /// Where on the list of its slab a free object is linked: first, or in order of address.
    pub free_order: FreeOrder,
    /// Which of the slabs with room serves a request.
    pub slab_choice: SlabChoice,
    /// How many empty slabs each class keeps.
    pub empty_slabs: u32,
    /// When the memory of a slab or of a block is committed.
    pub commit: Commit,
}

impl SlabDraft {
    /// The plainest design, for small regions: the descriptor on the slab, the object that was freed last first.
    pub const PLAIN: Self = Self {
        base: 0x0010_0000,
        smallest_block_bytes: 256,
        slab_bytes: 1024,
        smallest_object_bytes: 8,
        largest_object_bytes: 256,
        classes_per_doubling: 4,
        maximum_bytes: SIZE_BYTES_MAX,
        oversize: Oversize::Refuse,
        zero: Zero::MinimumBlock,
        descriptor: Descriptor::OnSlab,
        free_order: FreeOrder::Lifo,
        slab_choice: SlabChoice::First,
        empty_slabs: 1,
        commit: Commit::Eager,
    };
}

/// The longest slab.
pub(super) const SLAB_BYTES_MAX: u32 = 65_536;
/// The range of a slab's length: the descriptor and some objects fit it.
pub(super) const SLAB_RANGE: (u32, u32) = (64, SLAB_BYTES_MAX);
/// The range of an object's length: a link fits it, and two bytes of a descriptor have its number.
pub(super) const OBJECT_RANGE: (u32, u32) = (8, 32_768);
/// The range of the number of classes for each doubling.
pub(super) const PER_DOUBLING_RANGE: (u32, u32) = (1, 8);
/// The range of the number of empty slabs that a class keeps.
pub(super) const EMPTY_SLABS_RANGE: (u32, u32) = (0, 1024);

/// A design of this family: values that were checked, alone and together, when it was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct SlabDesign(SlabDraft);

impl Deref for SlabDesign {
    type Target = SlabDraft;

    #[inline(always)]
    fn deref(&self) -> &SlabDraft {
        &self.0
    }
}

impl SlabDesign {
    /// The design of these values. There is no other way to make one.
    ///
    /// # Errors
    /// The first axis whose value makes no sense, alone or with the others, and why.
    pub const fn new(draft: SlabDraft) -> Result<Self, DesignError> {
        match draft.first_error() {
            Some((axis, reason)) => Err(DesignError { axis, reason }),
            None => match BuddyDesign::new(draft.pages()) {
                Ok(_) => Ok(Self(draft)),
                Err(error) => Err(error),
            },
        }
    }

    /// The design of values that are known to make sense.
    ///
    /// # Panics
    /// If they do not: the message names the axis. In a constant, that is an error at compile time.
    pub const fn of(draft: SlabDraft) -> Self {
        match Self::new(draft) {
            Ok(design) => design,
            Err(error) => panic!("{}", error.axis),
        }
    }

    /// Whether a heap of this design can manage a region of this length: the tables and a slab must fit, and the region must
    /// end within 32-bit addresses. Of a region above 1 GiB, the first GiB is used.
    ///
    /// # Errors
    /// The axis that is wrong over such a region, and why.
    pub const fn check_region(&self, region_bytes: u32) -> Result<(), DesignError> {
        let sizes = Sizes::over(self, region_bytes);
        let (first, limit) = match self.pages().blocks_after(sizes.table_end, region_bytes) {
            Ok(blocks) => blocks,
            Err(error) => return Err(error),
        };
        let slab_bytes = self.0.slab_bytes;
        let end = (first as u64).next_multiple_of(slab_bytes as u64) + slab_bytes as u64;
        if end <= limit as u64 {
            return Ok(());
        }
        Err(DesignError {
            axis: "slab",
            reason: Reason::NoBlockFits {
                block_bytes: end,
                region_bytes,
            },
        })
    }

    /// Its values, where a constant needs them.
    #[inline(always)]
    pub(super) const fn draft(&self) -> &SlabDraft {
        &self.0
    }

    /// The design of the pages that slabs and large blocks are made of: buddies, each with a byte that says whether it is a slab.
    #[inline(always)]
    pub const fn pages(&self) -> BuddyDesign {
        BuddyDesign::of(self.0.pages())
    }

    /// Where the region really begins: the base, rounded up to a multiple of 4096.
    #[inline(always)]
    pub const fn base_address(&self) -> u32 {
        self.pages().base_address()
    }

    /// What every payload's address is a multiple of: the smallest object's length, as far as a descriptor before it leaves that.
    #[inline(always)]
    pub const fn granule(&self) -> u32 {
        let smallest = self.0.smallest_object_bytes;
        let aligned = if self.0.descriptor.is_on_slab() {
            DESCRIPTOR_BYTES
        } else {
            self.pages().granule()
        };
        if smallest < aligned {
            smallest
        } else {
            aligned
        }
    }

    /// The length of the object that a request of so many bytes gets; `None` where it gets a block of pages.
    #[inline]
    pub const fn object_bytes(&self, requested_bytes: u32) -> Option<u32> {
        if requested_bytes > self.0.largest_object_bytes {
            return None;
        }
        let smallest = self.0.smallest_object_bytes;
        if requested_bytes <= smallest {
            return Some(smallest);
        }
        // The largest power of two below the request: the class before its doubling.
        let below = 1 << (31 - (requested_bytes - 1).leading_zeros());
        Some(requested_bytes.next_multiple_of(self.step_after(below)))
    }

    /// By how much the classes after a power of two differ.
    #[inline(always)]
    pub(super) const fn step_after(&self, power: u32) -> u32 {
        let step = power / self.0.classes_per_doubling;
        if step < self.0.smallest_object_bytes {
            self.0.smallest_object_bytes
        } else {
            step
        }
    }
}

/// The length of a descriptor: two links, the first free object, two counts.
pub(super) const DESCRIPTOR_BYTES: u32 = 16;

impl SlabDraft {
    /// The values of the pages below.
    const fn pages(&self) -> BuddyDraft {
        BuddyDraft {
            base: self.base,
            smallest_block_bytes: self.smallest_block_bytes,
            maximum_bytes: self.maximum_bytes,
            oversize: self.oversize,
            zero: self.zero,
            buddy_state: BuddyState::Orders,
            free_order: FreeOrder::Lifo,
            coalescing: Coalescing::OnFree,
            commit: self.commit,
            ..BuddyDraft::PLAIN
        }
    }

    /// The first value that makes no sense, but for those that the pages check.
    const fn first_error(&self) -> Option<(&'static str, Reason)> {
        let (block, slab) = (self.smallest_block_bytes, self.slab_bytes);
        let (smallest, largest) = (self.smallest_object_bytes, self.largest_object_bytes);
        if let Some(reason) = Reason::unless_power_of_two_within(block, SMALLEST_RANGE) {
            return Some(("smallest-block", reason));
        }
        if let Some(reason) = Reason::unless_power_of_two_within(slab, SLAB_RANGE) {
            return Some(("slab", reason));
        }
        if let Some(reason) = Reason::unless_power_of_two_within(smallest, OBJECT_RANGE) {
            return Some(("smallest-object", reason));
        }
        if let Some(reason) = Reason::unless_power_of_two_within(largest, OBJECT_RANGE) {
            return Some(("largest-object", reason));
        }
        let per_doubling = self.classes_per_doubling;
        if let Some(reason) = Reason::unless_power_of_two_within(per_doubling, PER_DOUBLING_RANGE) {
            return Some(("classes-per-doubling", reason));
        }
        if let Some(reason) = Reason::unless_within(self.empty_slabs, EMPTY_SLABS_RANGE) {
            return Some(("empty-slabs", reason));
        }
        if slab < block {
            return clash(
                "slab",
                "smallest-block",
                "a slab is shorter than the smallest block of pages",
            );
        }
        if largest < smallest {
            return clash(
                "largest-object",
                "smallest-object",
                "the largest object is shorter than the smallest",
            );
        }
        if largest > slab / 2 {
            return clash(
                "largest-object",
                "slab",
                "an object is half a slab at the most",
            );
        }
        if !matches!(self.free_order, FreeOrder::Lifo | FreeOrder::Address) {
            return clash(
                "free-order",
                "family",
                "free objects are linked first, or in order of address",
            );
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
