//! Owns the family `buddy`: blocks of powers of two, that split into two buddies and become one again.
//!
//! This file owns the operations. Beside it: `design` the values and which go together, `presets` the designs with names,
//! `policy` the axes, `catalog` their documentation; `geometry` the orders and the table at the region's start; `lists` the holes,
//! `state` what is written of a block, `merge` buddies that become one, `resize` a block that grows or shrinks where it
//! stands; `lend` what another heap that takes its pages here asks besides; `anatomy` and `view` reading from outside, `check` the invariants. The mechanism names no policy.
//!
//! A heap trusts the addresses and sizes that it is told, as real allocators do: an address that no block has is mostly
//! recognised, and otherwise damages the heap. A replay asks its shadow first.

mod anatomy;
pub mod catalog;
mod check;
mod design;
mod geometry;
mod lend;
mod lists;
mod merge;
pub mod policy;
pub mod presets;
mod resize;
mod state;
mod view;

pub(crate) use design::{BLOCK_BYTES_MAX, SMALLEST_RANGE};
pub use design::{BuddyDesign, BuddyDraft};
pub use view::BuddyView;

use crate::design::DesignError;
use crate::observe::{Event, Extent, Observer, Purpose, Unobserved, Verdict};
use crate::policies::Fixed;
use crate::raw::raw_heap;
use crate::region::{Access, Region, TrustedRegion};
use crate::reply::{FreeError, Freed, Grant, ReallocateError, Refusal};
use core::ops::Range;
use geometry::{Geometry, ORDERS_MAX};

/// The policies that a [`BuddyHeap`] follows.
pub trait BuddyPolicies {
    /// The design they make up: always the same.
    fn design(&self) -> &BuddyDesign;
}

/// A design that is chosen at run time.
impl BuddyPolicies for BuddyDesign {
    #[inline(always)]
    fn design(&self) -> &BuddyDesign {
        self
    }
}

/// A design that is chosen at compile time.
impl<F: Fixed<Design = BuddyDesign>> BuddyPolicies for F {
    #[inline(always)]
    fn design(&self) -> &BuddyDesign {
        const { &F::DESIGN }
    }
}

/// Everything a heap knows outside its region: of a design without a table, the lists. Together with the region's bytes, this is
/// the whole state of a heap: both restored, it goes on as before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BuddyRoots {
    /// The first hole of each order.
    heads: [u32; ORDERS_MAX],
    /// How many holes each order has, where the design counts them.
    counts: [u32; ORDERS_MAX],
}

/// An allocator of buddies that manages a region after the design of its policies and reports to an observer.
///
/// ```
/// use classic_heap::Bytes;
/// use classic_heap::buddy::{BuddyHeap, presets::BINARY_BUDDY};
///
/// let mut heap = BuddyHeap::new(Bytes([0; 16384]), BINARY_BUDDY)?;
/// let grant = heap.allocate(100)?;
/// assert_eq!(grant.payload_bytes, 128);
/// heap.free_sized(grant.address, 100)?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct BuddyHeap<R, P = BuddyDesign, O = Unobserved> {
    region: R,
    policies: P,
    observer: O,
    geometry: Geometry,
    roots: BuddyRoots,
}

/// A live block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Block {
    pub(crate) start: u32,
    pub(crate) order: u32,
    /// Where the payload begins, from the block's start: after the header, or further on for a stricter alignment.
    payload_at: u32,
}

raw_heap!(BuddyHeap<TrustedRegion> of BuddyDesign, told sizes);

impl<R: Region, P: BuddyPolicies> BuddyHeap<R, P> {
    /// An empty heap without an observer. It manages the whole region, of which it writes the table and the holes.
    ///
    /// # Errors
    /// If the table and a block do not fit the region, or it ends beyond 32-bit addresses: see [`BuddyDesign::check_region`].
    pub fn new(region: R, policies: P) -> Result<Self, DesignError> {
        Self::observed(region, policies, Unobserved)
    }
}

impl<R: Region, P: BuddyPolicies, O: Observer> BuddyHeap<R, P, O> {
    /// An empty heap that reports to `observer`.
    ///
    /// # Errors
    /// As [`new`](BuddyHeap::new).
    pub fn observed(region: R, policies: P, observer: O) -> Result<Self, DesignError> {
        Self::observed_after(0, region, policies, observer)
    }

    /// An empty heap that leaves the first bytes of its region, a multiple of a word, to another.
    ///
    /// # Errors
    /// As [`new`](BuddyHeap::new).
    pub(crate) fn observed_after(
        front_bytes: u32,
        region: R,
        policies: P,
        observer: O,
    ) -> Result<Self, DesignError> {
        let geometry = Geometry::after(front_bytes, policies.design(), region.bytes())?;
        let nil = policies.design().base_address().wrapping_neg();
        let mut heap = Self {
            region,
            policies,
            observer,
            geometry,
            roots: BuddyRoots {
                heads: [nil; ORDERS_MAX],
                counts: [0; ORDERS_MAX],
            },
        };
        heap.found();
        Ok(heap)
    }

    /// Writes an empty table, and makes the longest holes there can be of all memory after it.
    fn found(&mut self) {
        let Geometry {
            table_end,
            first,
            limit,
            ..
        } = self.geometry;
        if table_end > 0 {
            self.region.fill(0, table_end, 0);
        }
        let mut at = limit;
        while at > first {
            let order = self.geometry.longest_before(at);
            at -= self.geometry.block_bytes(order);
            self.make_hole(at, order);
        }
    }

    /// Grants at least `bytes` bytes. Zero bytes get a smallest block, or [`Grant::NULL`], as the design says.
    ///
    /// # Errors
    /// If the request is not met.
    #[inline]
    pub fn allocate(&mut self, bytes: u32) -> Result<Grant, Refusal> {
        self.allocate_aligned(bytes, 1)
    }

    /// Grants at least `bytes` bytes whose address is a multiple of `alignment`. An alignment below the design's is raised to it.
    ///
    /// # Errors
    /// If the request is not met.
    ///
    /// # Panics
    /// If the alignment is not a power of two.
    #[inline]
    pub fn allocate_aligned(&mut self, bytes: u32, alignment: u32) -> Result<Grant, Refusal> {
        assert!(
            alignment.is_power_of_two(),
            "{alignment} is not a power of two"
        );
        if bytes == 0 && self.design().zero.is_null() {
            return Ok(Grant::NULL);
        }
        let granted = self.clamp(bytes).and_then(|clamped_bytes| {
            let block = self.obtain(clamped_bytes, alignment)?;
            Ok(self.grant(block, clamped_bytes))
        });
        self.report_refusal(granted)
    }

    /// Grants at least `bytes` bytes, all zero.
    ///
    /// # Errors
    /// If the request is not met.
    pub fn allocate_zeroed(&mut self, bytes: u32) -> Result<Grant, Refusal> {
        let grant = self.allocate(bytes)?;
        if grant != Grant::NULL {
            self.region
                .fill(grant.address - self.base(), grant.clamped_bytes, 0);
        }
        Ok(grant)
    }

    /// Frees the block whose payload begins at `address`, of a design that knows sizes. The null pointer is no block, and
    /// nothing happens.
    ///
    /// # Errors
    /// If no live block is there, as far as the heap can tell. Of a design that must be told sizes, always: see
    /// [`free_sized`](Self::free_sized).
    #[inline]
    pub fn free(&mut self, address: u32) -> Result<Freed, FreeError> {
        if !self.design().knows_sizes() {
            return Err(FreeError::UnknownAddress);
        }
        self.free_sized(address, 0)
    }

    /// Frees the block whose payload begins at `address` and that was granted for `bytes` bytes. Designs that know sizes
    /// ignore `bytes`.
    ///
    /// # Errors
    /// If there is none, as far as the heap can tell.
    #[inline]
    pub fn free_sized(&mut self, address: u32, bytes: u32) -> Result<Freed, FreeError> {
        if address == 0 {
            return Ok(Freed {
                payload_bytes: 0,
                queued: false,
            });
        }
        let block = self.look_up(address, bytes)?;
        self.observer.event(Event::Freed {
            block: self.extent(block.start, block.order),
            address,
        });
        self.leave_free(block);
        self.release(block.start, block.order);
        Ok(Freed {
            payload_bytes: self.payload_bytes(block),
            queued: false,
        })
    }

    /// Lets idle time pass. No policy of this family uses it.
    pub fn idle(&mut self, ticks: u32) {
        let _ = ticks;
    }

    /// Resizes the block at `address` to at least `bytes` bytes, of a design that knows sizes. It stays in place if it is large
    /// enough, and gives back the halves that it no longer needs; it grows in place where the buddies after it are holes and
    /// the design merges. Otherwise its contents move to a new block.
    ///
    /// # Errors
    /// If there is no live block at the address, or no room. The block is then unchanged.
    pub fn reallocate(&mut self, address: u32, bytes: u32) -> Result<Grant, ReallocateError> {
        if !self.design().knows_sizes() {
            return Err(ReallocateError::Address(FreeError::UnknownAddress));
        }
        self.reallocate_sized(address, 0, bytes)
    }

    /// As [`reallocate`](Self::reallocate), of a block that was granted for `old_bytes` bytes. Designs that know sizes ignore
    /// `old_bytes`. The null pointer gets a new block; a block that is resized to zero bytes where those get null is freed.
    ///
    /// # Errors
    /// If there is no live block at the address, or no room. The block is then unchanged.
    pub fn reallocate_sized(
        &mut self,
        address: u32,
        old_bytes: u32,
        bytes: u32,
    ) -> Result<Grant, ReallocateError> {
        if address == 0 {
            return self.allocate(bytes).map_err(ReallocateError::Refused);
        }
        let block = self
            .look_up(address, old_bytes)
            .map_err(ReallocateError::Address)?;
        if bytes == 0 && self.design().zero.is_null() {
            self.free_sized(address, old_bytes)
                .map_err(ReallocateError::Address)?;
            return Ok(Grant::NULL);
        }
        let resized = self.clamp(bytes).and_then(|clamped_bytes| {
            if let Some(kept) = self.fit_in_place(block, clamped_bytes)? {
                return Ok(self.grant(kept, clamped_bytes));
            }
            let new = self.obtain(clamped_bytes, 1)?;
            let grant = self.grant(new, clamped_bytes);
            let copied = self.payload_bytes(block).min(grant.payload_bytes);
            self.region
                .copy(address - self.base(), grant.address - self.base(), copied);
            self.observer.event(Event::Moved {
                from: address,
                to: grant.address,
                bytes: copied,
            });
            let freed = self.free_sized(address, old_bytes);
            assert!(
                freed.is_ok() || self.observer.interrupts(),
                "allocating frees no live block"
            );
            Ok(grant)
        });
        self.report_refusal(resized)
            .map_err(ReallocateError::Refused)
    }

    /// The design the heap follows.
    #[inline(always)]
    pub fn design(&self) -> &BuddyDesign {
        self.policies.design()
    }

    /// The memory the heap manages. Writing to it anywhere but in a live payload breaks the heap.
    pub fn region_mut(&mut self) -> &mut R {
        &mut self.region
    }

    /// The memory the heap manages.
    pub fn region(&self) -> &R {
        &self.region
    }

    /// The observer.
    pub fn observer(&self) -> &O {
        &self.observer
    }

    /// The observer, to be drained or reset.
    pub fn observer_mut(&mut self) -> &mut O {
        &mut self.observer
    }

    /// What the heap knows outside its region.
    pub fn roots(&self) -> BuddyRoots {
        self.roots
    }

    /// Returns to an earlier state, after the caller has restored the region's bytes.
    pub fn restore(&mut self, roots: BuddyRoots) {
        self.roots = roots;
    }

    /// The end of the memory that blocks may have, as an offset.
    pub fn end(&self) -> u32 {
        self.geometry.limit
    }

    #[inline]
    pub(crate) fn clamp(&mut self, bytes: u32) -> Result<u32, Refusal> {
        let maximum_bytes = self.design().maximum_bytes;
        if bytes <= maximum_bytes {
            return Ok(bytes);
        }
        if !self.design().oversize.clamps() {
            return Err(Refusal::OverMaximum);
        }
        self.observer.event(Event::Clamped {
            requested_bytes: bytes,
            maximum_bytes,
        });
        Ok(maximum_bytes)
    }

    /// Writes what is known of a live block, and reports it.
    #[inline]
    pub(crate) fn grant(&mut self, block: Block, clamped_bytes: u32) -> Grant {
        self.write_live(block, clamped_bytes);
        let grant = Grant {
            address: self.base() + block.start + block.payload_at,
            payload_bytes: self.payload_bytes(block),
            clamped_bytes,
        };
        self.observer.event(Event::Placed {
            block: self.extent(block.start, block.order),
            address: grant.address,
            payload_bytes: grant.payload_bytes,
        });
        grant
    }

    #[inline(always)]
    pub(crate) fn report_refusal(
        &mut self,
        result: Result<Grant, Refusal>,
    ) -> Result<Grant, Refusal> {
        if let Err(refusal) = result {
            self.observer.event(Event::Refused(refusal));
        }
        result
    }

    /// Where in a block the payload begins: the first place after the header whose address is a multiple of the alignment, in a
    /// block that begins at a multiple of it. Without a header there is only the block's start.
    fn payload_at(&self, alignment: u32) -> Option<u32> {
        let header_bytes = self.design().header_bytes();
        if alignment <= self.design().granule() {
            return Some(header_bytes);
        }
        let from = self.base() & (alignment - 1);
        match (header_bytes, from) {
            (0, 0) => Some(0),
            (0, _) => None,
            (_, 0) => Some(alignment),
            (_, from) => Some(alignment - from),
        }
    }

    /// Makes a block for a request: of the shortest hole that serves, the first half as often as it is twice too long. Before
    /// the request is refused, all buddies are merged, if the design does that.
    pub(crate) fn obtain(&mut self, bytes: u32, alignment: u32) -> Result<Block, Refusal> {
        let payload_at = self.payload_at(alignment).ok_or(Refusal::NoBlock)?;
        let order = self.order_for(bytes, payload_at).ok_or(Refusal::NoBlock)?;
        let aligned = self.geometry.order_of(alignment).ok_or(Refusal::NoBlock)?;
        let least = order.max(aligned);
        // The first half of a long hole is aligned as the hole is; a header's padding needs the whole length.
        let order = if self.design().header_bytes() == 0 {
            order
        } else {
            least
        };
        let found = match self.search(least) {
            None if self.design().coalescing.on_failure() && self.merge_everywhere() => {
                self.search(least)
            }
            found => found,
        };
        let (start, from) = found.ok_or(Refusal::NoBlock)?;
        self.split(start, from, order)?;
        Ok(Block {
            start,
            order,
            payload_at,
        })
    }

    /// The order of the shortest block that has room for so many bytes, at least one, from where its payload begins.
    fn order_for(&self, bytes: u32, payload_at: u32) -> Option<u32> {
        self.geometry
            .order_of(bytes.max(1).checked_add(payload_at)?)
    }

    /// The first hole of the first list that has one, from an order on.
    fn search(&mut self, least: u32) -> Option<(u32, u32)> {
        let nil = self.nil();
        for order in least..self.geometry.orders {
            let hole = self.head(order);
            if hole != nil {
                self.probe(Purpose::Placement, hole, order, Verdict::Taken);
                return Some((hole, order));
            }
        }
        None
    }

    /// Takes a hole off its list and halves it down to an order; the second halves become holes.
    fn split(&mut self, hole: u32, from: u32, order: u32) -> Result<(), Refusal> {
        let geometry = self.geometry;
        let words = self.hole_words_bytes();
        let mut written: [Range<u32>; ORDERS_MAX + 1] = core::array::from_fn(|_| 0..0);
        written[0] = hole..hole + geometry.block_bytes(order);
        for (range, half) in written[1..].iter_mut().zip(order..from) {
            let start = hole + geometry.block_bytes(half);
            *range = start..start + words;
        }
        self.commit(&written[..1 + (from - order) as usize])?;
        self.unlink(hole, from);
        for half in (order..from).rev() {
            let second = hole + geometry.block_bytes(half);
            self.make_hole(second, half);
            self.observer.event(Event::Split {
                front: self.extent(hole, half),
                remainder: self.extent(second, half),
            });
        }
        Ok(())
    }

    /// Commits the memory of a block and of what is written with it, if the design commits when it grants.
    #[inline(always)]
    fn commit(&mut self, ranges: &[Range<u32>]) -> Result<(), Refusal> {
        if self.design().commit.at_allocation() && !self.region.commit(ranges) {
            return Err(Refusal::NoFrame);
        }
        Ok(())
    }

    #[inline]
    fn probe(&mut self, purpose: Purpose, start: u32, order: u32, verdict: Verdict) {
        let header_bytes = self.design().header_bytes();
        self.observer.event(Event::Probed {
            purpose,
            block: self.extent(start, order),
            address: self.base() + start + header_bytes,
            payload_bytes: self.geometry.block_bytes(order) - header_bytes,
            verdict,
        });
    }
}

/// Arithmetic, and reading and writing words.
impl<R: Region, P: BuddyPolicies, O: Observer> BuddyHeap<R, P, O> {
    /// The virtual address of the region's first byte.
    #[inline(always)]
    pub(crate) fn base(&self) -> u32 {
        self.design().base_address()
    }

    /// No block: the offset whose address is 0.
    #[inline(always)]
    pub(crate) fn nil(&self) -> u32 {
        self.base().wrapping_neg()
    }

    /// The bytes of a block.
    #[inline(always)]
    pub(crate) fn extent(&self, start: u32, order: u32) -> Extent {
        Extent {
            start,
            bytes: self.geometry.block_bytes(order),
        }
    }

    #[inline(always)]
    pub(crate) fn payload_bytes(&self, block: Block) -> u32 {
        self.geometry.block_bytes(block.order) - block.payload_at
    }

    #[inline(always)]
    pub(crate) fn load(&mut self, offset: u32) -> u32 {
        self.observer.read(offset, 1);
        self.region.touch(offset, 4, Access::Read);
        self.region.word(offset)
    }

    #[inline(always)]
    pub(crate) fn store(&mut self, offset: u32, word: u32) {
        self.observer.write(offset, 1);
        self.region.touch(offset, 4, Access::Write);
        self.region.set_word(offset, word);
    }

    /// The block that a link names.
    #[inline(always)]
    pub(crate) fn follow(&mut self, offset: u32) -> u32 {
        self.load(offset).wrapping_sub(self.base())
    }

    /// Makes a link name a block.
    #[inline(always)]
    pub(crate) fn point(&mut self, offset: u32, block: u32) {
        self.store(offset, block.wrapping_add(self.base()));
    }
}
