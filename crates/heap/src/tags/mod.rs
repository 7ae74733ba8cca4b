//! Owns the family `tags`: blocks lie back to back, a block's size leads to the next, and free blocks sit in bins.
//!
//! This file owns the operations. Beside it: `design` the values and which go together, `presets` the designs with names,
//! `policy` the axes, `catalog` their documentation; `layout` the words of a block, `table` the words at the region's start;
//! `bins` and `tree` the holes, `search` the search for one, `place` granting, growing and splitting, `release` freeing and
//! merging, `quick` recent frees, `lay_out` a heap that begins with blocks and holes; `anatomy` and `view` reading from outside, `check` the invariants. The mechanism names no
//! policy.
//!
//! A heap trusts the addresses that it is told: where a block has a header, a free looks at that header alone, as real
//! allocators do. An address that no block has is mostly recognised, and otherwise damages the heap; a replay asks its shadow
//! first.

mod anatomy;
mod bins;
pub mod catalog;
mod check;
mod design;
mod lay_out;
mod layout;
mod place;
pub mod policy;
pub mod presets;
mod quick;
mod release;
mod search;
mod table;
mod tree;
mod view;

pub use design::{TagDesign, TagDraft};
pub use layout::{BEFORE_FREE, FREE, Layout, QUICK};
pub use view::TagView;

use crate::design::DesignError;
use crate::observe::{Event, Extent, Observer, Purpose, Unobserved, Verdict};
use crate::policies::Fixed;
use crate::raw::raw_heap;
use crate::region::{Access, Region, TrustedRegion};
use crate::reply::{FreeError, Freed, Grant, ReallocateError, Refusal};
use layout::Layout as Words;
use table::Table;

/// The policies that a [`TagHeap`] follows.
pub trait TagPolicies {
    /// The design they make up: always the same.
    fn design(&self) -> &TagDesign;

    /// Whether it is known when the heap is compiled. The common case of a request is then compiled apart.
    const IS_CONSTANT: bool = false;
}

/// A design that is chosen at run time.
impl TagPolicies for TagDesign {
    #[inline(always)]
    fn design(&self) -> &TagDesign {
        self
    }
}

/// A design that is chosen at compile time.
impl<F: Fixed<Design = TagDesign>> TagPolicies for F {
    const IS_CONSTANT: bool = true;

    #[inline(always)]
    fn design(&self) -> &TagDesign {
        const { &F::DESIGN }
    }
}

/// Everything a heap knows outside its region. Together with the region's bytes up to [`end`](Self::end), this is the whole
/// state of a heap: both restored, it goes on as before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TagRoots {
    /// Where the heap ends: the end of the last block.
    end: u32,
    /// The length of the last block, where headers tell the size of the block before.
    last_bytes: u32,
    /// The hole that ends where the heap ends.
    last_hole: u32,
    /// The first hole of the one list, or the root of the tree.
    head: u32,
    /// The last hole of the one list, where holes are linked at the tail.
    tail: u32,
    /// The hole after which a search that resumes begins.
    rover: u32,
    /// The length of all blocks on quick lists.
    quick_bytes: u32,
}

impl TagRoots {
    /// Where the heap ends, as an offset.
    pub fn end(&self) -> u32 {
        self.end
    }
}

/// An allocator that manages a region after the design of its policies and reports to an observer.
///
/// ```
/// use classic_heap::Bytes;
/// use classic_heap::tags::{TagHeap, presets::Tlsf};
///
/// let mut heap = TagHeap::new(Bytes([0; 16384]), Tlsf)?;
/// let grant = heap.allocate(100)?;
/// heap.free(grant.address)?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct TagHeap<R, P = TagDesign, O = Unobserved> {
    region: R,
    policies: P,
    observer: O,
    table: Table,
    roots: TagRoots,
}

raw_heap!(TagHeap<TrustedRegion> of TagDesign, told sizes);

impl<R: Region, P: TagPolicies> TagHeap<R, P> {
    /// An empty heap without an observer. It manages the whole region, of which it writes the table and the sentinels.
    ///
    /// # Errors
    /// If the table and a block do not fit the region, or it ends beyond 32-bit addresses: see [`TagDesign::check_region`].
    pub fn new(region: R, policies: P) -> Result<Self, DesignError> {
        Self::observed(region, policies, Unobserved)
    }
}

/// What a request is to get.
#[derive(Clone, Copy)]
struct Request {
    /// What of the request is granted.
    clamped_bytes: u32,
    /// The block, header and footer included.
    block_bytes: u32,
}

impl<R: Region, P: TagPolicies, O: Observer> TagHeap<R, P, O> {
    /// An empty heap that reports to `observer`.
    ///
    /// # Errors
    /// As [`new`](TagHeap::new).
    pub fn observed(region: R, policies: P, observer: O) -> Result<Self, DesignError> {
        let table = Table::over(policies.design(), region.bytes())?;
        let nil = policies.design().base_address().wrapping_neg();
        let mut heap = Self {
            region,
            policies,
            observer,
            table,
            roots: TagRoots {
                end: table.first,
                last_bytes: 0,
                last_hole: nil,
                head: nil,
                tail: nil,
                rover: nil,
                quick_bytes: 0,
            },
        };
        heap.found();
        Ok(heap)
    }

    /// Writes the table and the sentinels, and the one hole of a region that is whole.
    fn found(&mut self) {
        let Table {
            end,
            front,
            first,
            limit,
            ..
        } = self.table;
        if end > 0 {
            self.region.fill(0, end, 0);
        }
        let words = self.words();
        let bounds = self.design().sentinels.kind();
        let sentinel = words.header_bytes + words.footer_bytes;
        if bounds.front {
            self.region.fill(front, first - front, 0);
            self.store(front + words.size_at, sentinel);
            self.close(front, sentinel, false, true);
        }
        if bounds.end {
            self.region.fill(limit, words.header_bytes, 0);
        }
        if self.design().end.is_whole() {
            self.roots.end = limit;
            self.write_hole(first, limit - first, false, true);
            self.link(first, limit - first);
        }
    }

    /// Grants at least `bytes` bytes. Zero bytes get a block of minimum size, or [`Grant::NULL`], as the design says.
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
    /// If the alignment is stricter than the design's and not a power of two.
    #[inline]
    pub fn allocate_aligned(&mut self, bytes: u32, alignment: u32) -> Result<Grant, Refusal> {
        if bytes == 0 && self.design().zero.is_null() {
            return Ok(Grant::NULL);
        }
        let granted = self.size(bytes).and_then(|request| {
            if alignment > self.words().granule {
                return self.obtain::<false>(request, alignment);
            }
            self.obtain_plain(request)
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

    /// Frees the block whose payload begins at `address`, of a design whose blocks know their size. The null pointer is no
    /// block, and nothing happens.
    ///
    /// # Errors
    /// If the header there is that of no live block. Without headers, always: see [`free_sized`](Self::free_sized).
    #[inline]
    pub fn free(&mut self, address: u32) -> Result<Freed, FreeError> {
        if !self.design().has_headers() {
            return Err(FreeError::UnknownAddress);
        }
        self.free_sized(address, 0)
    }

    /// Frees the block whose payload begins at `address` and that was granted for `bytes` bytes. Designs whose blocks know
    /// their size ignore `bytes`.
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
        let (block, block_bytes, flags) = self.look_up(address, bytes)?;
        let payload_bytes = self.payload_bytes(block_bytes);
        if !self.design().reuse {
            self.observer.event(Event::Queued {
                block: extent(block, block_bytes),
                address,
            });
            return Ok(Freed {
                payload_bytes,
                queued: true,
            });
        }
        let queued = self.enqueue(block, block_bytes, flags);
        if !queued {
            self.release(block, block_bytes, flags)?;
        }
        Ok(Freed {
            payload_bytes,
            queued,
        })
    }

    /// Lets idle time pass. No policy of this family uses it.
    pub fn idle(&mut self, ticks: u32) {
        let _ = ticks;
    }

    /// Resizes the block at `address` to at least `bytes` bytes, of a design whose blocks know their size. It stays in place if
    /// it is large enough, if the hole after it makes it so and the design merges, or if it is the last block and the heap
    /// extends. Otherwise its contents move to a new block.
    ///
    /// # Errors
    /// If there is no live block at the address, or no room. The block is then unchanged.
    pub fn reallocate(&mut self, address: u32, bytes: u32) -> Result<Grant, ReallocateError> {
        if !self.design().has_headers() {
            return Err(ReallocateError::Address(FreeError::UnknownAddress));
        }
        self.reallocate_sized(address, 0, bytes)
    }

    /// As [`reallocate`](Self::reallocate), of a block that was granted for `old_bytes` bytes. Designs whose blocks know their
    /// size ignore `old_bytes`. The null pointer gets a new block; a block that is resized to zero bytes where those get null
    /// is freed.
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
        let (block, block_bytes, flags) = self
            .look_up(address, old_bytes)
            .map_err(ReallocateError::Address)?;
        if bytes == 0 && self.design().zero.is_null() {
            self.free_sized(address, old_bytes)
                .map_err(ReallocateError::Address)?;
            return Ok(Grant::NULL);
        }
        let resized = self.size(bytes).and_then(|request| {
            if let Some(kept) = self.fit_in_place(block, block_bytes, flags, request.block_bytes)? {
                return Ok(self.grant(block, kept, request));
            }
            let grant = self.obtain_plain(request)?;
            let copied = self.payload_bytes(block_bytes).min(grant.payload_bytes);
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
    pub fn design(&self) -> &TagDesign {
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
    pub fn roots(&self) -> TagRoots {
        self.roots
    }

    /// Returns to an earlier state, after the caller has restored the region's bytes `0..roots.end()`.
    pub fn restore(&mut self, roots: TagRoots) {
        self.roots = roots;
    }

    #[inline]
    fn size(&mut self, bytes: u32) -> Result<Request, Refusal> {
        let maximum_bytes = self.design().maximum_bytes;
        let mut clamped_bytes = bytes;
        if bytes > maximum_bytes {
            if !self.design().oversize.clamps() {
                return Err(Refusal::OverMaximum);
            }
            self.observer.event(Event::Clamped {
                requested_bytes: bytes,
                maximum_bytes,
            });
            clamped_bytes = maximum_bytes;
        }
        let block_bytes = self
            .design()
            .block_bytes(clamped_bytes)
            .ok_or(Refusal::NoBlock)?;
        Ok(Request {
            clamped_bytes,
            block_bytes,
        })
    }

    #[inline]
    fn grant(&mut self, block: u32, block_bytes: u32, request: Request) -> Grant {
        let grant = Grant {
            address: self.address(block),
            payload_bytes: self.payload_bytes(block_bytes),
            clamped_bytes: request.clamped_bytes,
        };
        self.observer.event(Event::Placed {
            block: extent(block, block_bytes),
            address: grant.address,
            payload_bytes: grant.payload_bytes,
        });
        grant
    }

    #[inline(always)]
    fn report_refusal(&mut self, result: Result<Grant, Refusal>) -> Result<Grant, Refusal> {
        if let Err(refusal) = result {
            self.observer.event(Event::Refused(refusal));
        }
        result
    }

    /// The block freed last of exactly the request's length, or another one. No stricter alignment is asked for.
    #[inline(always)]
    fn obtain_plain(&mut self, request: Request) -> Result<Grant, Refusal> {
        if let Some(block) = self.dequeue(request.block_bytes) {
            return Ok(self.grant(block, request.block_bytes, request));
        }
        let granule = self.words().granule;
        if P::IS_CONSTANT {
            self.obtain::<true>(request, granule)
        } else {
            self.obtain::<false>(request, granule)
        }
    }

    /// Finds or makes a block for a request that no quick list serves. Before it refuses, the quick lists are flushed, and all
    /// holes are merged, if the design does. With `IS_PLAIN`, the alignment is the granule, which the compiler then knows.
    #[inline(never)]
    fn obtain<const IS_PLAIN: bool>(
        &mut self,
        request: Request,
        alignment: u32,
    ) -> Result<Grant, Refusal> {
        let alignment = if IS_PLAIN {
            self.words().granule
        } else {
            alignment
        };
        assert!(
            alignment.is_power_of_two(),
            "{alignment} is not a power of two"
        );
        let block_bytes = request.block_bytes;
        let mut refused = None;
        let fit = loop {
            if let Some(fit) = self.search(block_bytes, alignment) {
                break fit;
            }
            if let Some(refusal) = refused {
                return Err(refusal);
            }
            if self.flushes_to_grow(block_bytes) && self.flush_quick() {
                continue;
            }
            if let Some(fit) = self.last_fit(block_bytes, alignment) {
                break fit;
            }
            match self.grow(block_bytes, alignment) {
                Ok((block, block_bytes)) => return Ok(self.grant(block, block_bytes, request)),
                Err(_) if self.flush_quick() => {}
                Err(refusal) if self.merges_to_serve() => refused = Some(refusal),
                Err(refusal) => return Err(refusal),
            }
        };
        let (block, block_bytes) = self.take(fit, block_bytes)?;
        Ok(self.grant(block, block_bytes, request))
    }

    /// Merges all holes, if the design does so before it refuses. Returns whether any touched.
    fn merges_to_serve(&mut self) -> bool {
        self.design().coalescing.on_failure() && self.merge_everywhere()
    }

    /// The live block whose payload begins at `address`: its start, its length and the flags of its size. A region that is
    /// trusted is believed.
    #[inline]
    fn look_up(&mut self, address: u32, bytes: u32) -> Result<(u32, u32, u32), FreeError> {
        let words = self.words();
        let block = address
            .wrapping_sub(self.base())
            .wrapping_sub(words.header_bytes);
        let Table { first, .. } = self.table;
        let end = self.roots.end;
        let misplaced = block.wrapping_sub(first) & (words.granule - 1) != 0;
        if !R::IS_TRUSTED && (block < first || block >= end || misplaced) {
            return Err(FreeError::UnknownAddress);
        }
        if words.header_bytes == 0 {
            let request = self.size(bytes).map_err(|_| FreeError::UnknownAddress)?;
            if !R::IS_TRUSTED && request.block_bytes > end - block {
                return Err(FreeError::UnknownAddress);
            }
            return Ok((block, request.block_bytes, 0));
        }
        let size = self.load(block + words.size_at);
        let block_bytes = words.bytes(size);
        if !R::IS_TRUSTED {
            if size & words.flags & (FREE | QUICK) != 0 {
                return Err(FreeError::DoubleFree);
            }
            if block_bytes < words.hole_bytes_min || block_bytes > end - block {
                return Err(FreeError::UnknownAddress);
            }
        }
        self.observer.event(Event::Probed {
            purpose: Purpose::Lookup,
            block: extent(block, block_bytes),
            address,
            payload_bytes: self.payload_bytes(block_bytes),
            verdict: Verdict::Found,
        });
        Ok((block, block_bytes, size & words.flags))
    }
}

/// The bytes of a block.
fn extent(start: u32, bytes: u32) -> Extent {
    Extent { start, bytes }
}

/// Reading and writing words.
impl<R: Region, P: TagPolicies, O: Observer> TagHeap<R, P, O> {
    /// The virtual address of the region's first byte.
    #[inline(always)]
    fn base(&self) -> u32 {
        self.design().base_address()
    }

    /// No block: the offset whose address is 0.
    #[inline(always)]
    fn nil(&self) -> u32 {
        self.base().wrapping_neg()
    }

    #[inline(always)]
    fn words(&self) -> Words {
        self.design().layout()
    }

    /// The address of a block's payload.
    #[inline(always)]
    fn address(&self, block: u32) -> u32 {
        self.base() + block + self.words().header_bytes
    }

    /// The payload of a block of so many bytes.
    #[inline(always)]
    fn payload_bytes(&self, block_bytes: u32) -> u32 {
        let words = self.words();
        block_bytes - words.header_bytes - words.footer_bytes
    }

    #[inline(always)]
    fn load(&mut self, offset: u32) -> u32 {
        self.observer.read(offset, 1);
        self.region.touch(offset, 4, Access::Read);
        self.region.word(offset)
    }

    #[inline(always)]
    fn store(&mut self, offset: u32, word: u32) {
        self.observer.write(offset, 1);
        self.region.touch(offset, 4, Access::Write);
        self.region.set_word(offset, word);
    }

    /// The block that a link names.
    #[inline(always)]
    fn follow(&mut self, offset: u32) -> u32 {
        self.load(offset).wrapping_sub(self.base())
    }

    /// Makes a link name a block.
    #[inline(always)]
    fn point(&mut self, offset: u32, block: u32) {
        self.store(offset, block.wrapping_add(self.base()));
    }

    /// Examines a hole: reads its size, reports one probe with the verdict of `judge`, and returns its length.
    #[inline]
    fn examine(&mut self, purpose: Purpose, hole: u32, judge: impl FnOnce(u32) -> Verdict) -> u32 {
        let words = self.words();
        let size = self.load(hole + words.size_at);
        let bytes = words.bytes(size);
        self.observer.event(Event::Probed {
            purpose,
            block: extent(hole, bytes),
            address: self.address(hole),
            payload_bytes: bytes.saturating_sub(words.header_bytes + words.footer_bytes),
            verdict: judge(bytes),
        });
        bytes
    }

    /// Writes the size of a live block, and what tells the block after it; `is_told` where that knows that it is no hole.
    #[inline(always)]
    fn write_live(&mut self, block: u32, bytes: u32, before_free: bool, is_told: bool) {
        let words = self.words();
        if words.header_bytes > 0 {
            self.store(block + words.size_at, bytes | self.before_flag(before_free));
        }
        self.close(block, bytes, false, is_told);
    }

    /// Writes the size of a hole, and what tells the block after it; `is_told` where that knows that it is a hole.
    #[inline]
    fn write_hole(&mut self, hole: u32, bytes: u32, before_free: bool, is_told: bool) {
        let words = self.words();
        let flags = if words.flags == 0 {
            0
        } else {
            FREE | self.before_flag(before_free)
        };
        self.store(hole + words.size_at, bytes | flags);
        self.close(hole, bytes, true, is_told);
    }

    #[inline]
    fn before_flag(&self, before_free: bool) -> u32 {
        use policy::footers::Footing;
        if before_free && self.words().footing == Footing::InHoles {
            BEFORE_FREE
        } else {
            0
        }
    }

    /// Tells the block after this one how long this one is and, unless it knows, whether it is a hole.
    #[inline]
    fn close(&mut self, block: u32, bytes: u32, is_free: bool, is_told: bool) {
        use policy::footers::Footing;
        let words = self.words();
        let end = block + bytes;
        match words.footing {
            Footing::Nowhere => {}
            Footing::InHoles => {
                if is_free {
                    self.store(end - 4, bytes);
                }
                if !is_told && end < self.roots.end {
                    let at = end + words.size_at;
                    let size = self.load(at);
                    let flag = if is_free { BEFORE_FREE } else { 0 };
                    if (size ^ flag) & BEFORE_FREE != 0 {
                        self.store(at, size ^ BEFORE_FREE);
                    }
                }
            }
            Footing::InAll => self.store(end - 4, bytes | u32::from(is_free)),
            Footing::InNextHeader => {
                if end < self.roots.end {
                    self.store(end + words.before_at, bytes);
                } else {
                    self.roots.last_bytes = bytes;
                }
            }
        }
    }
}
