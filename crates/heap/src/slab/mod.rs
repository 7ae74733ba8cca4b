//! Owns the family `slab`: slabs of equal objects, cut from the blocks of buddies; larger requests get such blocks whole.
//!
//! This file owns the operations. Beside it: `design` the values and which go together, `presets` the designs with names,
//! `policy` the axes, `catalog` their documentation; `sizes` the classes and the places in tables and slabs; `slabs` the lists of
//! slabs and of free objects; `anatomy` and `view` reading from outside, `check` the invariants. The pages are a
//! [`BuddyHeap`]: a slab begins at a multiple of its length there, so that an object's address leads to its descriptor, and a byte
//! for each smallest block says which blocks are slabs. No other family has both.
//!
//! A heap trusts the addresses that it is told, as real allocators do: an address that no block has is mostly recognised, and
//! otherwise damages the heap. A replay asks its shadow first.

mod anatomy;
pub mod catalog;
mod check;
mod design;
pub mod policy;
pub mod presets;
mod sizes;
mod slabs;
mod view;

pub use design::{SlabDesign, SlabDraft};
pub use view::SlabView;

use core::fmt::{self, Debug};
use core::marker::PhantomData;

use crate::buddy::{Block, BuddyDesign, BuddyHeap, BuddyPolicies, BuddyRoots};
use crate::design::DesignError;
use crate::observe::{Event, Observer, Unobserved};
use crate::policies::Fixed;
use crate::raw::raw_heap;
use crate::region::{Region, TrustedRegion};
use crate::reply::{FreeError, Freed, Grant, ReallocateError, Refusal};
use sizes::Sizes;
use slabs::Object;

/// The policies that a [`SlabHeap`] follows.
pub trait SlabPolicies {
    /// The policies of the pages below.
    type Pages: BuddyPolicies + Clone + Debug;

    /// The design they make up: always the same.
    fn design(&self) -> &SlabDesign;

    /// Those of the pages: always the same.
    fn pages(&self) -> Self::Pages;
}

/// A design that is chosen at run time.
impl SlabPolicies for SlabDesign {
    type Pages = BuddyDesign;

    #[inline(always)]
    fn design(&self) -> &SlabDesign {
        self
    }

    fn pages(&self) -> BuddyDesign {
        SlabDesign::pages(self)
    }
}

/// A design that is chosen at compile time.
impl<F: Fixed<Design = SlabDesign>> SlabPolicies for F {
    type Pages = PagesOf<F>;

    #[inline(always)]
    fn design(&self) -> &SlabDesign {
        const { &F::DESIGN }
    }

    fn pages(&self) -> PagesOf<F> {
        PagesOf(PhantomData)
    }
}

/// The pages below a design that is chosen at compile time.
pub struct PagesOf<F>(PhantomData<fn() -> F>);

impl<F> Debug for PagesOf<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PagesOf")
    }
}

impl<F> Clone for PagesOf<F> {
    fn clone(&self) -> Self {
        Self(PhantomData)
    }
}

impl<F: Fixed<Design = SlabDesign>> Fixed for PagesOf<F> {
    type Design = BuddyDesign;
    const DESIGN: BuddyDesign = F::DESIGN.pages();
}

/// An allocator of equal objects in slabs that manages a region after the design of its policies and reports to an observer.
///
/// All it knows lies in the region.
///
/// ```
/// use classic_heap::Bytes;
/// use classic_heap::slab::{SlabHeap, presets::SLAB};
///
/// let mut heap = SlabHeap::new(Bytes([0; 16384]), SLAB)?;
/// let grant = heap.allocate(100)?;
/// assert_eq!(grant.payload_bytes, 112);
/// heap.free(grant.address)?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct SlabHeap<R, P: SlabPolicies = SlabDesign, O = Unobserved> {
    pages: BuddyHeap<R, P::Pages, O>,
    policies: P,
    sizes: Sizes,
}

/// What a program holds.
enum Held {
    Object(Object),
    Block(Block),
}

raw_heap!(SlabHeap<TrustedRegion> of SlabDesign);

impl<R: Region, P: SlabPolicies> SlabHeap<R, P> {
    /// An empty heap without an observer. It manages the whole region, of which it writes the tables and the holes.
    ///
    /// # Errors
    /// If the tables and a slab do not fit the region, or it ends beyond 32-bit addresses: see [`SlabDesign::check_region`].
    pub fn new(region: R, policies: P) -> Result<Self, DesignError> {
        Self::observed(region, policies, Unobserved)
    }
}

impl<R: Region, P: SlabPolicies, O: Observer> SlabHeap<R, P, O> {
    /// An empty heap that reports to `observer`.
    ///
    /// # Errors
    /// As [`new`](SlabHeap::new).
    pub fn observed(region: R, policies: P, observer: O) -> Result<Self, DesignError> {
        policies.design().check_region(region.bytes())?;
        let sizes = Sizes::over(policies.design(), region.bytes());
        let pages = BuddyHeap::observed_after(sizes.table_end, region, policies.pages(), observer)?;
        Ok(Self {
            pages,
            policies,
            sizes,
        })
    }

    /// Grants at least `bytes` bytes. Zero bytes get a smallest object, or [`Grant::NULL`], as the design says.
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
        let granted = self
            .pages
            .clamp(bytes)
            .and_then(|clamped_bytes| self.obtain(clamped_bytes, alignment));
        self.pages.report_refusal(granted)
    }

    /// Grants at least `bytes` bytes, all zero.
    ///
    /// # Errors
    /// If the request is not met.
    pub fn allocate_zeroed(&mut self, bytes: u32) -> Result<Grant, Refusal> {
        let grant = self.allocate(bytes)?;
        if grant != Grant::NULL {
            let offset = grant.address - self.pages.base();
            self.region_mut().fill(offset, grant.clamped_bytes, 0);
        }
        Ok(grant)
    }

    /// Frees the object or the block whose payload begins at `address`. The null pointer is neither, and nothing happens.
    ///
    /// # Errors
    /// If there is none, as far as the heap can tell.
    #[inline]
    pub fn free(&mut self, address: u32) -> Result<Freed, FreeError> {
        if address == 0 {
            return Ok(Freed {
                payload_bytes: 0,
                queued: false,
            });
        }
        let payload_bytes = match self.look_up(address)? {
            Held::Object(object) => {
                let block = self.extent(&object);
                let event = Event::Freed { block, address };
                self.pages.observer_mut().event(event);
                self.release_object(object);
                object.bytes
            }
            Held::Block(held) => {
                let block = self.pages.extent(held.start, held.order);
                let event = Event::Freed { block, address };
                self.pages.observer_mut().event(event);
                self.pages.release(held.start, held.order);
                block.bytes
            }
        };
        Ok(Freed {
            payload_bytes,
            queued: false,
        })
    }

    /// Lets idle time pass. No policy of this family uses it.
    pub fn idle(&mut self, ticks: u32) {
        let _ = ticks;
    }

    /// Resizes what is at `address` to at least `bytes` bytes. An object stays where it is if the request is one of its class, and
    /// a block of pages as a block of buddies does. Otherwise the contents move. The null pointer gets something new; what is
    /// resized to zero bytes where those get null is freed.
    ///
    /// # Errors
    /// If nothing live is at the address, or no room. All is then unchanged.
    pub fn reallocate(&mut self, address: u32, bytes: u32) -> Result<Grant, ReallocateError> {
        if address == 0 {
            return self.allocate(bytes).map_err(ReallocateError::Refused);
        }
        let held = self.look_up(address).map_err(ReallocateError::Address)?;
        if bytes == 0 && self.design().zero.is_null() {
            self.free(address).map_err(ReallocateError::Address)?;
            return Ok(Grant::NULL);
        }
        let resized = self.pages.clamp(bytes).and_then(|clamped_bytes| {
            let object_bytes = self.design().object_bytes(clamped_bytes);
            let held_bytes = match held {
                Held::Object(object) if object_bytes == Some(object.bytes) => {
                    return Ok(self.grant(&object, clamped_bytes));
                }
                Held::Object(object) => object.bytes,
                Held::Block(block) => {
                    if object_bytes.is_none()
                        && let Some(kept) = self.pages.fit_in_place(block, clamped_bytes)?
                    {
                        return Ok(self.pages.grant(kept, clamped_bytes));
                    }
                    self.pages.payload_bytes(block)
                }
            };
            self.move_to_new(address, held_bytes, clamped_bytes)
        });
        self.pages
            .report_refusal(resized)
            .map_err(ReallocateError::Refused)
    }

    fn move_to_new(
        &mut self,
        address: u32,
        held_bytes: u32,
        clamped_bytes: u32,
    ) -> Result<Grant, Refusal> {
        let grant = self.obtain(clamped_bytes, 1)?;
        let bytes = held_bytes.min(grant.payload_bytes);
        let base = self.pages.base();
        self.region_mut()
            .copy(address - base, grant.address - base, bytes);
        self.pages.observer_mut().event(Event::Moved {
            from: address,
            to: grant.address,
            bytes,
        });
        let freed = self.free(address);
        assert!(
            freed.is_ok() || self.pages.observer().interrupts(),
            "allocating frees nothing live"
        );
        Ok(grant)
    }

    /// The design the heap follows.
    #[inline(always)]
    pub fn design(&self) -> &SlabDesign {
        self.policies.design()
    }

    /// The memory the heap manages. Writing to it anywhere but in a live payload breaks the heap.
    pub fn region_mut(&mut self) -> &mut R {
        self.pages.region_mut()
    }

    /// The memory the heap manages.
    pub fn region(&self) -> &R {
        self.pages.region()
    }

    /// The observer.
    pub fn observer(&self) -> &O {
        self.pages.observer()
    }

    /// The observer, to be drained or reset.
    pub fn observer_mut(&mut self) -> &mut O {
        self.pages.observer_mut()
    }

    /// What the heap knows outside its region: what the pages do, which is nothing that changes.
    pub fn roots(&self) -> BuddyRoots {
        self.pages.roots()
    }

    /// Returns to an earlier state, after the caller has restored the region's bytes.
    pub fn restore(&mut self, roots: BuddyRoots) {
        self.pages.restore(roots);
    }

    /// The end of the memory that blocks may have, as an offset.
    pub fn end(&self) -> u32 {
        self.pages.end()
    }

    /// Makes an object or a block for a request.
    fn obtain(&mut self, bytes: u32, alignment: u32) -> Result<Grant, Refusal> {
        if let Some(object_bytes) = self.object_for(bytes, alignment) {
            let object = self.take_object(object_bytes)?;
            return Ok(self.grant(&object, bytes));
        }
        let block = match self.pages.obtain(bytes, alignment) {
            Err(Refusal::NoBlock) if self.give_back_empty() => {
                self.pages.obtain(bytes, alignment)?
            }
            obtained => obtained?,
        };
        Ok(self.pages.grant(block, bytes))
    }

    /// The length of the object that serves; `None` where only a block does. A stricter alignment than the granule takes an
    /// object of a power of two, where those lie at multiples of their length.
    fn object_for(&self, bytes: u32, alignment: u32) -> Option<u32> {
        let design = self.design();
        if alignment <= design.granule() {
            return design.object_bytes(bytes);
        }
        let is_aligned = self.pages.base() & (alignment - 1) == 0;
        if !is_aligned || self.sizes.objects_at > 0 {
            return None;
        }
        design.object_bytes(bytes.max(alignment).checked_next_power_of_two()?)
    }

    /// Reports an object as granted.
    #[inline]
    fn grant(&mut self, object: &Object, clamped_bytes: u32) -> Grant {
        let grant = Grant {
            address: self.pages.base() + object.at,
            payload_bytes: object.bytes,
            clamped_bytes,
        };
        let block = self.extent(object);
        self.pages.observer_mut().event(Event::Placed {
            block,
            address: grant.address,
            payload_bytes: grant.payload_bytes,
        });
        grant
    }
}
