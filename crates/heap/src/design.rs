//! Owns what a design is: one value per axis, and which values go together.
//!
//! Does not own how axes are named, documented or read from text: see [`catalog`](crate::catalog).

mod error;

use core::ops::Deref;

use crate::header::{FLAGS, HEADER_BYTES};
use crate::policy::SIZE_BYTES_MAX;
use crate::policy::coalescing::Coalescing;
use crate::policy::commit::Commit;
use crate::policy::decommit::Decommit;
use crate::policy::end::End;
use crate::policy::free_order::FreeOrder;
use crate::policy::free_queue::FreeQueue;
use crate::policy::list_order::ListOrder;
use crate::policy::lookup::Lookup;
use crate::policy::oversize::Oversize;
use crate::policy::placement::Placement;
use crate::policy::pressure::Pressure;
use crate::policy::split::Split;
use crate::policy::structure::Structure;
use crate::policy::zero::Zero;

pub use error::{DesignError, Reason};

/// One value per axis, not checked yet: what a [`Design`] is made of. Sizes are in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Draft {
    /// The virtual address the region is said to begin at, before it is rounded up to the alignment.
    pub base: u32,
    /// Every payload's address and length is a multiple of this power of two, 8 to 4096.
    pub alignment: u32,
    /// The least payload a request gets, before it is rounded up to the alignment.
    pub minimum_bytes: u32,
    /// The request beyond which [`oversize`](Self::oversize) decides.
    pub maximum_bytes: u32,
    /// What a request beyond the maximum gets.
    pub oversize: Oversize,
    /// What a request for zero bytes gets.
    pub zero: Zero,
    /// Which list a search walks.
    pub structure: Structure,
    /// Where a split's remainder is linked.
    pub list_order: ListOrder,
    /// Where on the free list a new hole is linked, in structures that keep one.
    pub free_order: FreeOrder,
    /// Which hole a request gets.
    pub placement: Placement,
    /// Whether a hole larger than the request is split.
    pub split: Split,
    /// When holes are merged.
    pub coalescing: Coalescing,
    /// How a free finds its block.
    pub lookup: Lookup,
    /// When frees are performed.
    pub free_queue: FreeQueue,
    /// What happens to a request that only queued frees can serve.
    pub pressure: Pressure,
    /// How memory that no block has used yet comes into use.
    pub end: End,
    /// Whether a free moves the heap's end down when the last block in memory is a hole.
    pub trim: bool,
    /// When the memory of a block is committed.
    pub commit: Commit,
    /// Which freed memory is decommitted.
    pub decommit: Decommit,
}

impl Draft {
    /// Classic's own values.
    pub const CLASSIC: Self = Self {
        base: 0x000F_FFFF,
        alignment: 16,
        minimum_bytes: 64,
        maximum_bytes: 1 << 24,
        oversize: Oversize::Clamp,
        zero: Zero::MinimumBlock,
        structure: Structure::BlockList,
        list_order: ListOrder::Append,
        free_order: FreeOrder::Lifo,
        placement: Placement::FirstFit,
        split: Split::Always,
        coalescing: Coalescing::OnAllocation,
        lookup: Lookup::Walk,
        free_queue: FreeQueue::Immediate,
        pressure: Pressure::DrainThenRetry,
        end: End::Append,
        trim: false,
        commit: Commit::Eager,
        decommit: Decommit::OnTrim,
    };
}

/// The range of the alignment, in bytes.
pub(crate) const ALIGNMENT_RANGE: (u32, u32) = (1, 4096);

/// An allocator's design: values that were checked, alone and together, when it was made. Its values are those of the
/// [`Draft`] it was made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Design(Draft);

impl Deref for Design {
    type Target = Draft;

    #[inline(always)]
    fn deref(&self) -> &Draft {
        &self.0
    }
}

impl Design {
    /// Classic's own design.
    pub const CLASSIC: Self = Self::of(Draft::CLASSIC);

    /// The design of these values. There is no other way to make one.
    ///
    /// # Errors
    /// The first axis whose value makes no sense, alone or with the others, and why.
    pub const fn new(draft: Draft) -> Result<Self, DesignError> {
        match draft.first_error() {
            None => Ok(Self(draft)),
            Some(error) => Err(error),
        }
    }

    /// The design of values that are known to make sense.
    ///
    /// # Panics
    /// If they do not: the message names the axis. In a constant, that is an error at compile time.
    pub const fn of(draft: Draft) -> Self {
        match Self::new(draft) {
            Ok(design) => design,
            Err(error) => panic!("{}", error.axis),
        }
    }

    /// Whether a heap of this design can manage a region of this length: a block must fit, and the region must end
    /// within 32-bit addresses.
    ///
    /// # Errors
    /// The axis that is wrong over such a region, and why.
    pub const fn check_region(&self, region_bytes: u32) -> Result<(), DesignError> {
        if self.base_address().checked_add(region_bytes).is_none() {
            return Err(DesignError {
                axis: "region-base",
                reason: Reason::BeyondAddressSpace,
            });
        }
        let block_bytes = self.payload_bytes_min() as u64 + self.block_front_bytes() as u64;
        if block_bytes <= region_bytes as u64 {
            return Ok(());
        }
        Err(DesignError {
            axis: if self.0.minimum_bytes > self.0.alignment {
                "minimum"
            } else {
                "alignment"
            },
            reason: Reason::NoBlockFits {
                block_bytes,
                region_bytes,
            },
        })
    }

    /// Where the region really begins: the base, rounded up to the alignment.
    #[inline]
    pub const fn base_address(&self) -> u32 {
        round_up(self.0.base, self.0.alignment)
    }

    /// What every payload's address is a multiple of.
    #[inline]
    pub const fn granule(&self) -> u32 {
        self.0.alignment
    }

    /// The bytes before every payload: the header, and the padding that aligns the payload after it.
    #[inline]
    pub const fn block_front_bytes(&self) -> u32 {
        round_up(HEADER_BYTES, self.0.alignment)
    }

    /// The smallest payload a block can have.
    #[inline]
    pub const fn payload_bytes_min(&self) -> u32 {
        round_up(self.0.minimum_bytes, self.0.alignment)
    }
}

/// `number` rounded up to a multiple of `alignment`, a power of two, where that is known to exist.
const fn round_up(number: u32, alignment: u32) -> u32 {
    (number + (alignment - 1)) & !(alignment - 1)
}

impl Draft {
    /// The first value that makes no sense.
    const fn first_error(&self) -> Option<DesignError> {
        if let Some(reason) = Reason::unless_power_of_two_within(self.alignment, ALIGNMENT_RANGE) {
            return error("alignment", reason);
        }
        if self.alignment < 1 + FLAGS {
            return clash(
                "alignment",
                "family",
                "a header keeps three flags in the low bits of its payload's address, so 8 is the least",
            );
        }
        if self.base == 0 {
            return error("region-base", Reason::BaseIsNull);
        }
        if self.base.checked_next_multiple_of(self.alignment).is_none() {
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
        if matches!(self.end, End::Whole) {
            if self.trim {
                return clash("trim", "end", NO_END_TO_MOVE);
            }
            if matches!(self.lookup, Lookup::Index) {
                return clash(
                    "lookup",
                    "end",
                    "the index grows down from the region's end into memory that no block has used, and a hole has all of it",
                );
            }
        }
        None
    }
}

/// Why a region that is whole is not trimmed.
pub(crate) const NO_END_TO_MOVE: &str = "a region that is one hole has no end to move";

const fn clash(axis: &'static str, with: &'static str, why: &'static str) -> Option<DesignError> {
    error(axis, Reason::Clash { with, why })
}

const fn error(axis: &'static str, reason: Reason) -> Option<DesignError> {
    Some(DesignError { axis, reason })
}
