//! Owns what a design is: one value per axis, and which values go together.
//!
//! Does not own how axes are named, documented or read from text: see [`catalog`](crate::catalog).

mod error;

use core::ops::Deref;

use crate::header::HEADER_BYTES;
use crate::policy::SIZE_BYTES_MAX;
use crate::policy::coalescing::Coalescing;
use crate::policy::commit::Commit;
use crate::policy::decommit::Decommit;
use crate::policy::free_order::FreeOrder;
use crate::policy::free_queue::FreeQueue;
use crate::policy::list_order::ListOrder;
use crate::policy::lookup::Lookup;
use crate::policy::oversize::Oversize;
use crate::policy::placement::Placement;
use crate::policy::pressure::Pressure;
use crate::policy::split::Split;
use crate::policy::structure::Structure;

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
        structure: Structure::BlockList,
        list_order: ListOrder::Append,
        free_order: FreeOrder::Lifo,
        placement: Placement::FirstFit,
        split: Split::Always,
        coalescing: Coalescing::OnAllocation,
        lookup: Lookup::Walk,
        free_queue: FreeQueue::Immediate,
        pressure: Pressure::DrainThenRetry,
        trim: false,
        commit: Commit::Eager,
        decommit: Decommit::OnTrim,
    };
}

/// The range of the alignment, in bytes.
pub(crate) const ALIGNMENT_RANGE: (u32, u32) = (8, 4096);

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
        if let Some(reason) = not_power_of_two_within(self.alignment, ALIGNMENT_RANGE) {
            return error("alignment", reason);
        }
        if self.base == 0 {
            return error("region-base", Reason::BaseIsNull);
        }
        if self.base.checked_next_multiple_of(self.alignment).is_none() {
            return error("region-base", Reason::BeyondAddressSpace);
        }
        if let Some(reason) = not_within(self.minimum_bytes, (1, SIZE_BYTES_MAX)) {
            return error("minimum", reason);
        }
        if self.maximum_bytes < self.minimum_bytes {
            let reason = Reason::BelowMinimum {
                maximum_bytes: self.maximum_bytes,
                minimum_bytes: self.minimum_bytes,
            };
            return error("maximum", reason);
        }
        None
    }
}

const fn error(axis: &'static str, reason: Reason) -> Option<DesignError> {
    Some(DesignError { axis, reason })
}

const fn not_within(value: u32, range: (u32, u32)) -> Option<Reason> {
    if range.0 <= value && value <= range.1 {
        None
    } else {
        Some(Reason::out_of_range(value, range))
    }
}

const fn not_power_of_two_within(value: u32, range: (u32, u32)) -> Option<Reason> {
    if value.is_power_of_two() {
        not_within(value, range)
    } else {
        Some(Reason::NotPowerOfTwo(value))
    }
}
