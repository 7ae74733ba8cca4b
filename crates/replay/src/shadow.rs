//! Owns the shadow heap: which blocks the program holds, kept apart from the allocator's own counters.
//!
//! It sees every grant and every free, believes neither side, and says at once when an allocator hands out
//! memory twice, off its alignment, outside its region or too little of it. Metrics about payload come from
//! here, so that every allocator is measured alike.

use std::sync::Arc;

use atlas_scenario::numerals::{bytes, count};
use atlas_scenario::{Limits, Pointer};
use classic_heap::Extent;
use thiserror::Error;

use crate::shared::SharedArray;
use crate::subject::{Grant, Rounding, Subject};
use crate::sums::Sums;

/// Live blocks are kept in buckets by address, each for so many bytes of the region.
const BUCKET_BYTES: u32 = 4096;

/// A block the program holds. Sizes are in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Live {
    /// The payload's virtual address.
    pub address: u32,
    /// What the program asked for.
    pub asked_bytes: u32,
    /// What of the request was granted: less than was asked for where it was clamped. The program may use the whole payload.
    pub clamped_bytes: u32,
    /// What it got.
    pub payload_bytes: u32,
    /// What stands in front of the payload, bookkeeping and padding.
    pub front_bytes: u32,
    /// The step that first granted it; a `realloc` resizes a block and does not give birth to one. Blocks that are there
    /// from the start have numbers that no step has: see [`Live::first_step`].
    pub born_step: u32,
    /// The pointer it was assigned to last.
    pub pointer: Pointer,
}

impl Live {
    /// What stands for the step that granted the block of a number which is there from the start.
    pub(crate) fn born_as_given(number: u32) -> u32 {
        debug_assert!(number < Limits::DEFAULT.given_max);
        u32::MAX - number
    }

    /// The number of a block that is there from the start; `None` for one that a step granted.
    pub(crate) fn given_number(&self) -> Option<u32> {
        Some(u32::MAX - self.born_step).filter(|&number| number < Limits::DEFAULT.given_max)
    }

    /// The first step at which it was there.
    #[must_use]
    pub fn first_step(&self) -> u32 {
        match self.given_number() {
            Some(_) => 0,
            None => self.born_step,
        }
    }

    /// The whole block, by virtual address.
    #[must_use]
    pub fn start(&self) -> u32 {
        self.address - self.front_bytes
    }

    /// The block's length.
    #[must_use]
    pub fn block_bytes(&self) -> u32 {
        self.front_bytes + self.payload_bytes
    }
}

/// What an allocator must never do. Each is a mistake of the subject, never of the scenario.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum Violation {
    /// A grant covers bytes of a live block.
    #[error(
        "the block granted at {address:#010x} overlaps the live block of {} at {:#010x}",
        bytes(live.payload_bytes), live.address
    )]
    Overlap {
        /// The grant's payload.
        address: u32,
        /// The block in its way.
        live: Live,
    },
    /// A grant is not aligned as promised or as asked for.
    #[error(
        "the block granted at {address:#010x} is not aligned to {}",
        count(alignment)
    )]
    Misaligned {
        /// The grant's payload.
        address: u32,
        /// What it should be a multiple of.
        alignment: u32,
    },
    /// A grant lies outside the region, in part at least.
    #[error("the block granted at {address:#010x} lies outside the region")]
    OutsideRegion {
        /// The grant's payload.
        address: u32,
    },
    /// A grant is smaller than what it says it grants of the request.
    #[error(
        "the block granted at {address:#010x} has {} for {}",
        bytes(*payload_bytes), bytes(*clamped_bytes)
    )]
    TooSmall {
        /// The grant's payload.
        address: u32,
        /// Its length.
        payload_bytes: u32,
        /// What of the request was granted.
        clamped_bytes: u32,
    },
    /// The allocator does not know a block it granted.
    #[error("the live block at {address:#010x} was taken for a free or unknown one")]
    Denied {
        /// The block's payload.
        address: u32,
    },
    /// The allocator freed or resized what it had not granted.
    #[error("the address {address:#010x} was accepted, but no live block is there")]
    Invented {
        /// The address the program named.
        address: u32,
    },
    /// The contents of a live block changed.
    #[error(
        "byte {} of the live block at {address:#010x} changed while the program held it",
        count(at)
    )]
    Corrupted {
        /// The block's payload.
        address: u32,
        /// Which byte of it.
        at: u32,
    },
    /// One of the allocator's own invariants is broken.
    #[error("{0}")]
    Invariant(classic_heap::Violation),
}

/// The live blocks, by address. Cloning it is cheap, and clones share what did not change.
#[derive(Clone, Debug)]
pub struct Shadow {
    region_base: u32,
    region_bytes: u32,
    buckets: SharedArray<Option<Arc<Vec<Live>>>, 64>,
    sums: Sums,
}

impl Shadow {
    pub(crate) fn new(subject: &dyn Subject) -> Self {
        let region_bytes = subject.region_bytes();
        Self {
            region_base: subject.region_base(),
            region_bytes,
            buckets: SharedArray::new(region_bytes.div_ceil(BUCKET_BYTES) as usize),
            sums: Sums::default(),
        }
    }

    /// What the live blocks add up to.
    #[must_use]
    pub fn sums(&self) -> Sums {
        self.sums
    }

    /// The live blocks, in order of address.
    pub fn iter(&self) -> impl Iterator<Item = &Live> {
        self.buckets
            .iter()
            .flatten()
            .flat_map(|bucket| bucket.iter())
    }

    /// The live block whose payload begins at `address`.
    #[must_use]
    pub fn get(&self, address: u32) -> Option<&Live> {
        let bucket = self.buckets.get(self.bucket_of(address)?).as_ref()?;
        let at = bucket
            .binary_search_by_key(&address, |live| live.address)
            .ok()?;
        Some(&bucket[at])
    }

    /// The live block that begins last at or before `address`, whether or not it reaches that far.
    #[must_use]
    pub fn at_or_before(&self, address: u32) -> Option<&Live> {
        let last = self.bucket_of(address)?;
        (0..=last).rev().find_map(|bucket| {
            let bucket = self.buckets.get(bucket).as_ref()?;
            let behind = bucket.partition_point(|live| live.address <= address);
            bucket[..behind].last()
        })
    }

    /// Takes a new block into account.
    pub(crate) fn insert(&mut self, live: Live, rounding: Rounding) {
        let sums = &mut self.sums;
        sums.requested_bytes += live.clamped_bytes;
        sums.payload_bytes += live.payload_bytes;
        sums.block_bytes += live.block_bytes();
        sums.minimum_rounding_bytes += rounding.minimum_bytes;
        sums.alignment_rounding_bytes += rounding.alignment_bytes;
        sums.blocks += 1;
        let bucket = self
            .bucket_of(live.address)
            .expect("grants are checked to lie in the region");
        let bucket = Arc::make_mut(self.buckets.get_mut(bucket).get_or_insert_default());
        let at = bucket.partition_point(|other| other.address < live.address);
        bucket.insert(at, live);
    }

    /// Takes a block out; it must be live.
    pub(crate) fn remove(&mut self, live: &Live, rounding: Rounding) {
        let bucket = self
            .bucket_of(live.address)
            .expect("live blocks lie in the region");
        let slot = self.buckets.get_mut(bucket);
        let bucket = Arc::make_mut(slot.as_mut().expect("a live block has a bucket"));
        let at = bucket.partition_point(|other| other.address < live.address);
        let removed = bucket.remove(at);
        assert!(
            removed.address == live.address,
            "a live block is in its bucket"
        );
        if bucket.is_empty() {
            *slot = None;
        }
        let sums = &mut self.sums;
        sums.requested_bytes -= live.clamped_bytes;
        sums.payload_bytes -= live.payload_bytes;
        sums.block_bytes -= live.block_bytes();
        sums.minimum_rounding_bytes -= rounding.minimum_bytes;
        sums.alignment_rounding_bytes -= rounding.alignment_bytes;
        sums.blocks -= 1;
    }

    /// Whether a grant keeps what every allocator promises. Blocks that the same call gave up must have been
    /// taken out before.
    ///
    /// # Errors
    /// The first promise broken.
    pub(crate) fn check_grant(&self, grant: &Grant, alignment: u32) -> Result<(), Violation> {
        let address = grant.address;
        if !address.is_multiple_of(alignment) {
            return Err(Violation::Misaligned { address, alignment });
        }
        if grant.payload_bytes < grant.clamped_bytes {
            return Err(Violation::TooSmall {
                address,
                payload_bytes: grant.payload_bytes,
                clamped_bytes: grant.clamped_bytes,
            });
        }
        let Extent { start, bytes } = grant.block;
        let end = u64::from(start) + u64::from(bytes);
        let payload_start = address.wrapping_sub(self.region_base);
        let payload_end = u64::from(payload_start) + u64::from(grant.payload_bytes);
        if address < self.region_base
            || payload_start < start
            || payload_end > end
            || end > u64::from(self.region_bytes)
        {
            return Err(Violation::OutsideRegion { address });
        }
        // The block that begins last before the grant's end is the only one that can reach into it, for
        // live blocks do not overlap each other.
        let last = self.region_base + start + (bytes - 1);
        match self.at_or_before(last) {
            Some(live) if live.address + live.payload_bytes > self.region_base + start => {
                Err(Violation::Overlap {
                    address,
                    live: *live,
                })
            }
            _ => Ok(()),
        }
    }

    /// The bytes of memory this takes beside `other`.
    pub(crate) fn bytes_beside(&self, other: &Self) -> usize {
        let buckets: usize = self
            .buckets
            .apart(&other.buckets)
            .filter_map(|(_, ours, theirs)| {
                let ours = ours.as_ref()?;
                let shared = theirs
                    .as_ref()
                    .is_some_and(|theirs| Arc::ptr_eq(ours, theirs));
                (!shared).then(|| ours.capacity() * size_of::<Live>())
            })
            .sum();
        self.buckets.bytes_beside(&other.buckets) + buckets
    }

    fn bucket_of(&self, address: u32) -> Option<usize> {
        let offset = address.checked_sub(self.region_base)?;
        (offset < self.region_bytes).then_some((offset / BUCKET_BYTES) as usize)
    }
}

#[cfg(test)]
mod tests;
