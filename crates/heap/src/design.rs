//! Owns what a design is: one value per axis, and which combinations make sense.
//!
//! Does not own how axes are named, documented or read from text: see [`catalog`](crate::catalog).

use core::fmt;

use crate::catalog::AXES;
use crate::header::HEADER_BYTES;
use crate::policy::Policy;
use crate::policy::coalescing::{Coalescing, OnAllocation};
use crate::policy::commit::{Commit, Eager};
use crate::policy::free_order::{FreeOrder, Lifo};
use crate::policy::free_queue::{FreeQueue, Immediate};
use crate::policy::give_back::{GiveBack, OnTrim};
use crate::policy::list_order::{Append, ListOrder};
use crate::policy::lookup::{Lookup, Walk};
use crate::policy::oversize::{Clamp, Oversize};
use crate::policy::placement::{FirstFit, Placement, Scoring};
use crate::policy::pressure::{DrainThenRetry, Pressure};
use crate::policy::split::{Always, Split};
use crate::policy::structure::{BlockList, Structure};

/// A policy and the number it was chosen with; 0 where it takes none.
pub struct Chosen<P: ?Sized + 'static> {
    /// The policy.
    pub policy: &'static P,
    /// Its number, within the bounds of [`Doc::parameter`](crate::policy::Doc::parameter).
    pub parameter: u32,
}

impl<P: Policy + ?Sized> Chosen<P> {
    /// A policy that takes no number.
    pub const fn plain(policy: &'static P) -> Self {
        Self::with(policy, 0)
    }

    /// A policy and its number.
    pub const fn with(policy: &'static P, parameter: u32) -> Self {
        Self { policy, parameter }
    }
}

impl<P: ?Sized> Clone for Chosen<P> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<P: ?Sized> Copy for Chosen<P> {}

impl<P: Policy + ?Sized> PartialEq for Chosen<P> {
    fn eq(&self, other: &Self) -> bool {
        self.policy.doc().id == other.policy.doc().id && self.parameter == other.parameter
    }
}

impl<P: Policy + ?Sized> Eq for Chosen<P> {}

impl<P: Policy + ?Sized> fmt::Debug for Chosen<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let doc = self.policy.doc();
        match doc.parameter {
            Some(_) => write!(f, "{}({})", doc.id, self.parameter),
            None => f.write_str(doc.id),
        }
    }
}

/// An allocator's design: one value per axis. Sizes are in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Design {
    /// The length of the region the heap manages.
    pub region_bytes: u32,
    /// The virtual address the region is said to begin at, before it is rounded up to the alignment.
    pub base: u32,
    /// What every payload's address and length is a multiple of: a power of two, 8 to 4096.
    pub alignment: u32,
    /// The least payload a request gets, before it is rounded up to the alignment.
    pub minimum_bytes: u32,
    /// The request beyond which [`oversize`](Self::oversize) decides.
    pub maximum_bytes: u32,
    /// What a request beyond the maximum gets.
    pub oversize: Chosen<dyn Oversize>,
    /// What the blocks are threaded on.
    pub structure: Chosen<dyn Structure>,
    /// Where a split's remainder is linked.
    pub list_order: Chosen<dyn ListOrder>,
    /// Where a hole is threaded, in structures that thread holes.
    pub free_order: Chosen<dyn FreeOrder>,
    /// Which hole a request gets.
    pub placement: Chosen<dyn Placement>,
    /// How candidates are weighed, by placements that weigh them.
    pub scoring: Scoring,
    /// Whether a hole larger than the request is cut.
    pub split: Chosen<dyn Split>,
    /// When holes are merged.
    pub coalescing: Chosen<dyn Coalescing>,
    /// How a free finds its block.
    pub lookup: Chosen<dyn Lookup>,
    /// When frees are performed.
    pub free_queue: Chosen<dyn FreeQueue>,
    /// What a request does that only queued frees could serve.
    pub pressure: Chosen<dyn Pressure>,
    /// Whether a free gives the heap's end back when the last block in memory is a hole.
    pub trim: bool,
    /// When the memory behind a block is asked for.
    pub commit: Chosen<dyn Commit>,
    /// Which freed memory is returned.
    pub give_back: Chosen<dyn GiveBack>,
    /// The virtual address a task's region begins at, before it is rounded up to the alignment: where the task's
    /// initial memory ends. Not looked at by the heap: see [`for_task`](Self::for_task).
    pub task_base: u32,
    /// The length of a page, a power of two. What pages are is the business of regions that model them.
    pub page_bytes: u32,
    /// How many physical frames all heaps share. Not looked at by the heap either.
    pub frames: u32,
    /// How many pages can be swapped out. Not looked at by the heap either.
    pub swap_pages: u32,
}

/// The least and the greatest region, in bytes.
pub(crate) const REGION_BYTES_RANGE: (u32, u32) = (256, 1 << 28);
/// The range of a page, in bytes.
pub(crate) const PAGE_BYTES_RANGE: (u32, u32) = (64, 1 << 16);
/// The most frames, and the most swapped pages.
pub(crate) const PAGES_MAX: u32 = 1 << 22;
/// The range of the alignment, in bytes.
pub(crate) const ALIGNMENT_RANGE: (u32, u32) = (8, 4096);

impl Design {
    /// Classic's own choices.
    pub const CLASSIC: Self = Self {
        region_bytes: 1 << 24,
        base: 0x000F_FFFF,
        alignment: 16,
        minimum_bytes: 64,
        maximum_bytes: 1 << 24,
        oversize: Chosen::plain(&Clamp),
        structure: Chosen::plain(&BlockList),
        list_order: Chosen::plain(&Append),
        free_order: Chosen::plain(&Lifo),
        placement: Chosen::plain(&FirstFit),
        scoring: Scoring {
            waste: 4,
            distance: 16,
            address: 1,
            fragment: 0,
            good_enough: 256,
        },
        split: Chosen::plain(&Always),
        coalescing: Chosen::plain(&OnAllocation),
        lookup: Chosen::plain(&Walk),
        free_queue: Chosen::plain(&Immediate),
        pressure: Chosen::plain(&DrainThenRetry),
        trim: false,
        commit: Chosen::plain(&Eager),
        give_back: Chosen::plain(&OnTrim),
        task_base: 0x0041_0000,
        page_bytes: 4096,
        frames: 1 << 16,
        swap_pages: 0,
    };

    /// Whether the values make sense, alone and together.
    ///
    /// # Errors
    /// The first axis that does not, and why. Nothing else in this crate needs a design checked twice:
    /// [`Heap::new`](crate::Heap::new) calls this.
    pub fn check(&self) -> Result<(), DesignError> {
        let fail = |axis, reason| Err(DesignError { axis, reason });
        let (least, greatest) = ALIGNMENT_RANGE;
        if !self.alignment.is_power_of_two() {
            return fail("alignment", Reason::NotPowerOfTwo(self.alignment));
        }
        if !(least..=greatest).contains(&self.alignment) {
            return fail(
                "alignment",
                Reason::out_of_range(self.alignment, ALIGNMENT_RANGE),
            );
        }
        let (least, greatest) = REGION_BYTES_RANGE;
        if !(least..=greatest).contains(&self.region_bytes) {
            return fail(
                "region-size",
                Reason::out_of_range(self.region_bytes, REGION_BYTES_RANGE),
            );
        }
        if !self.page_bytes.is_power_of_two() {
            return fail("page-size", Reason::NotPowerOfTwo(self.page_bytes));
        }
        let (least, greatest) = PAGE_BYTES_RANGE;
        if !(least..=greatest).contains(&self.page_bytes) {
            return fail(
                "page-size",
                Reason::out_of_range(self.page_bytes, PAGE_BYTES_RANGE),
            );
        }
        for (axis, base) in [("region-base", self.base), ("task-base", self.task_base)] {
            if base == 0 {
                return fail(axis, Reason::BaseIsNull);
            }
            let room = base
                .checked_next_multiple_of(self.alignment)
                .and_then(|base| base.checked_add(self.region_bytes));
            if room.is_none() {
                return fail(axis, Reason::BeyondAddressSpace);
            }
        }
        for (axis, pages, least) in [
            ("frames", self.frames, 1),
            ("swap-pages", self.swap_pages, 0),
        ] {
            if !(least..=PAGES_MAX).contains(&pages) {
                return fail(axis, Reason::out_of_range(pages, (least, PAGES_MAX)));
            }
        }
        if self.minimum_bytes == 0 {
            return fail(
                "minimum",
                Reason::out_of_range(0, (1, REGION_BYTES_RANGE.1)),
            );
        }
        if self.maximum_bytes < self.minimum_bytes {
            return fail(
                "maximum",
                Reason::BelowMinimum {
                    maximum_bytes: self.maximum_bytes,
                    minimum_bytes: self.minimum_bytes,
                },
            );
        }
        let smallest = u64::from(self.minimum_bytes).next_multiple_of(u64::from(self.alignment))
            + u64::from(self.block_front_bytes());
        if smallest > u64::from(self.region_bytes) {
            return fail(
                if self.minimum_bytes > self.alignment {
                    "minimum"
                } else {
                    "alignment"
                },
                Reason::NoBlockFits {
                    block_bytes: smallest,
                    region_bytes: self.region_bytes,
                },
            );
        }
        for axis in AXES {
            axis.check_parameter(self)?;
        }
        let weights = [
            ("score-waste", self.scoring.waste),
            ("score-distance", self.scoring.distance),
            ("score-address", self.scoring.address),
            ("score-fragment", self.scoring.fragment),
        ];
        for (axis, weight) in weights {
            if weight > Scoring::WEIGHT_MAX {
                return fail(axis, Reason::out_of_range(weight, (0, Scoring::WEIGHT_MAX)));
            }
        }
        Ok(())
    }

    /// The same design for the heap of a task, whose region begins where the task's initial memory ends.
    pub fn for_task(&self) -> Self {
        Self {
            base: self.task_base,
            ..*self
        }
    }

    /// Where the region really begins: the base, rounded up to the alignment.
    pub fn base_address(&self) -> u32 {
        self.base.next_multiple_of(self.alignment)
    }

    /// What stands in front of every payload: the header, and the padding that aligns what follows it.
    pub fn block_front_bytes(&self) -> u32 {
        HEADER_BYTES.next_multiple_of(self.alignment)
    }

    /// The smallest payload a block can have.
    pub fn payload_bytes_min(&self) -> u32 {
        self.minimum_bytes.next_multiple_of(self.alignment)
    }
}

/// Why a design makes no sense.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DesignError {
    /// The id of the axis that is wrong.
    pub axis: &'static str,
    /// What is wrong with it.
    pub reason: Reason,
}

/// What can be wrong with an axis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Reason {
    /// The value is not a power of two.
    NotPowerOfTwo(u32),
    /// The value lies outside the axis's range.
    OutOfRange {
        /// The value.
        value: u32,
        /// The least value allowed.
        minimum: u32,
        /// The greatest value allowed.
        maximum: u32,
    },
    /// The region would begin at the null address.
    BaseIsNull,
    /// The region would end beyond 32-bit addresses.
    BeyondAddressSpace,
    /// The maximum lies below the minimum.
    BelowMinimum {
        /// The maximum.
        maximum_bytes: u32,
        /// The minimum.
        minimum_bytes: u32,
    },
    /// Not even one block of minimum size fits the region.
    NoBlockFits {
        /// The smallest block, header included.
        block_bytes: u64,
        /// The region.
        region_bytes: u32,
    },
    /// The memory handed over is smaller than the region the design speaks of.
    RegionTooShort {
        /// What was handed over.
        given_bytes: u32,
        /// What the design needs.
        region_bytes: u32,
    },
    /// The text names no value of the axis.
    UnknownValue,
    /// The text is not a number, or not one below 2³².
    NotANumber,
    /// The policy takes no number.
    NoParameter,
}

impl Reason {
    pub(crate) fn out_of_range(value: u32, (minimum, maximum): (u32, u32)) -> Self {
        Self::OutOfRange {
            value,
            minimum,
            maximum,
        }
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::NotPowerOfTwo(value) => write!(f, "{value} is not a power of two"),
            Self::OutOfRange {
                value,
                minimum,
                maximum,
            } => {
                write!(f, "{value} is not between {minimum} and {maximum}")
            }
            Self::BaseIsNull => f.write_str("address 0 is the null pointer; begin at 1 or above"),
            Self::BeyondAddressSpace => f.write_str(
                "the region would end beyond the last 32-bit address; lower the base or the size",
            ),
            Self::BelowMinimum {
                maximum_bytes,
                minimum_bytes,
            } => write!(
                f,
                "a maximum of {maximum_bytes} bytes lies below the minimum of {minimum_bytes}"
            ),
            Self::NoBlockFits {
                block_bytes,
                region_bytes,
            } => write!(
                f,
                "the smallest block takes {block_bytes} bytes, more than the region's {region_bytes}"
            ),
            Self::RegionTooShort {
                given_bytes,
                region_bytes,
            } => write!(
                f,
                "the design speaks of {region_bytes} bytes, but the memory given has {given_bytes}"
            ),
            Self::UnknownValue => f.write_str("no such value"),
            Self::NotANumber => {
                f.write_str("expected a number below 4294967296, such as 64, 0x40 or 4KiB")
            }
            Self::NoParameter => f.write_str("this policy takes no number in parentheses"),
        }
    }
}

impl fmt::Display for DesignError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.axis, self.reason)
    }
}

impl core::error::Error for DesignError {}
