//! Owns the mechanism: what a heap does to its region to grant, free and resize blocks.
//!
//! Each file beside this one owns one task: `links` the list of all blocks, `free_list` the list of holes, `search` the
//! search for a hole, `place` splitting, growing and merging, `queue` queued frees, `index` the optional table of
//! addresses, `lay_out` a heap that begins with blocks and holes, `view` reading from outside, `anatomy` the same in the words of all families, `check` the invariants. None of them names a policy: the mechanism asks the
//! trait of each axis.

mod anatomy;
pub(crate) mod check;
mod free_list;
mod index;
mod lay_out;
mod links;
mod place;
mod queue;
mod search;
pub(crate) mod view;

use crate::design::{Design, DesignError};
use crate::header::{ADDR, FLAG_FREE, FLAGS, HEADER_BYTES, Header, NEXT, PADDING, SIZE};
use crate::observe::{Event, Extent, Observer, Purpose, Unobserved, Verdict};
use crate::policies::Policies;
use crate::raw::raw_heap;
use crate::region::{Access, RawRegion, Region};
use crate::reply::{FreeError, Freed, Grant, ReallocateError, Refusal};
use crate::sizing::Sizing;
use search::Searched;

/// A block: the offset of its header from the region's start.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Block(u32);

/// Everything a heap knows outside its region. Offsets are those of headers, from the region's start.
///
/// Together with the region's bytes, this is the whole state of a heap: both restored, it goes on as before.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Roots {
    /// The head of the list: Classic's `KERNEL_ALOC`.
    pub kernel_aloc: Option<u32>,
    /// The last block in memory.
    pub last: Option<u32>,
    /// The last block in the list.
    pub tail: Option<u32>,
    /// The block after which a search that resumes begins: the block granted last. With a free list, which holds no live
    /// block, it is the hole before the place that the granted block had on the list, or would have.
    pub rover: Option<u32>,
    /// The block granted last, from a hole or by growing the heap. Blocks of `falloc` do not count.
    pub granted: Option<u32>,
    /// The first hole on the free list, if the structure keeps one.
    pub free_head: Option<u32>,
    /// The last hole on the free list.
    pub free_tail: Option<u32>,
    /// The block whose free was queued first.
    pub queue_head: Option<u32>,
    /// The block whose free was queued last.
    pub queue_tail: Option<u32>,
    /// How many frees are queued.
    pub queued: u32,
    /// Where the heap ends: the end of [`last`](Self::last), as an offset.
    pub end: u32,
    /// How many entries the index has, if the design keeps one.
    pub index_entries: u32,
}

/// An allocator that manages a region after the design of its policies and reports to an observer.
#[derive(Clone, Debug)]
pub struct Heap<R, P = Design, O = Unobserved> {
    region: R,
    policies: P,
    observer: O,
    roots: Roots,
}

raw_heap!(Heap<RawRegion> of Design);

impl<R: Region, P: Policies> Heap<R, P> {
    /// An empty heap without an observer. It manages the whole region, and does not clear it; where the region is one hole from
    /// the start, it writes that hole's header.
    ///
    /// # Errors
    /// If no block fits the region, or the region ends beyond 32-bit addresses: see [`Design::check_region`].
    pub fn new(region: R, policies: P) -> Result<Self, DesignError> {
        Self::observed(region, policies, Unobserved)
    }
}

impl<R: Region, P: Policies, O: Observer> Heap<R, P, O> {
    /// An empty heap that reports to `observer`.
    ///
    /// # Errors
    /// As [`new`](Heap::new).
    pub fn observed(region: R, policies: P, observer: O) -> Result<Self, DesignError> {
        policies.design().check_region(region.bytes())?;
        let mut heap = Self {
            region,
            policies,
            observer,
            roots: Roots::default(),
        };
        if heap.design().end.is_whole() {
            heap.found();
        }
        Ok(heap)
    }

    /// Grants at least `bytes` bytes. Zero bytes get a block of minimum size, or [`Grant::NULL`], as the design says.
    ///
    /// # Errors
    /// If the request is not met.
    pub fn allocate(&mut self, bytes: u32) -> Result<Grant, Refusal> {
        self.allocate_aligned(bytes, self.design().alignment)
    }

    /// Grants at least `bytes` bytes whose address is a multiple of `alignment`. An alignment below the
    /// design's is raised to it.
    ///
    /// # Errors
    /// If the request is not met.
    ///
    /// # Panics
    /// If the alignment is not a power of two.
    pub fn allocate_aligned(&mut self, bytes: u32, alignment: u32) -> Result<Grant, Refusal> {
        assert!(
            alignment.is_power_of_two(),
            "{alignment} is not a power of two"
        );
        if self.is_null(bytes) {
            return Ok(Grant::NULL);
        }
        let granted = self.size(bytes).and_then(|sizing| {
            let alignment = alignment.max(self.design().alignment);
            let block = self.obtain(sizing.payload_bytes, alignment)?;
            Ok(self.grant(block, sizing))
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

    /// Makes a block at the heap's end, without a search. Only alignment and minimum apply to its size. O(1), unless it is
    /// made of a hole that is to be taken off a free list.
    ///
    /// # Errors
    /// If the heap cannot grow far enough.
    pub fn falloc(&mut self, bytes: u32) -> Result<Grant, Refusal> {
        if self.is_null(bytes) {
            return Ok(Grant::NULL);
        }
        let granted = Sizing::without_maximum(self.design(), bytes)
            .ok_or(Refusal::NoBlock)
            .and_then(|sizing| {
                let block = self.append(sizing.payload_bytes)?;
                Ok(self.grant(block, sizing))
            });
        self.report_refusal(granted)
    }

    /// Frees the block whose payload begins at `address`, or queues the free, as the design says.
    ///
    /// # Errors
    /// If there is none, or if it is free already.
    pub fn free(&mut self, address: u32) -> Result<Freed, FreeError> {
        if self.design().free_queue.queues() {
            return self.enqueue(address);
        }
        let found = self.look_up(address)?;
        let freed = Freed {
            payload_bytes: found.header.size,
            queued: false,
        };
        self.release(found, address);
        Ok(freed)
    }

    /// Gives the daemon, if the design has one, `ticks` idle ticks to perform queued frees in.
    pub fn idle(&mut self, ticks: u32) {
        let per_tick = self.design().free_queue.per_tick();
        self.drain_oldest(ticks.saturating_mul(per_tick));
    }

    /// Resizes the block at `address` to at least `bytes` bytes. It stays in place if it is large enough, or if the design
    /// merges and the holes right after it make it large enough, or if the heap extends and it is the last block, or becomes it
    /// with them. Otherwise its contents move to a new block. A block that is resized to zero bytes, where those get null, is
    /// freed.
    ///
    /// # Errors
    /// If there is no live block at the address, or no room. The block is then unchanged.
    pub fn reallocate(&mut self, address: u32, bytes: u32) -> Result<Grant, ReallocateError> {
        if self.is_null(bytes) {
            self.free(address).map_err(ReallocateError::Address)?;
            return Ok(Grant::NULL);
        }
        let found = self.look_up(address).map_err(ReallocateError::Address)?;
        let resized = self.size(bytes).and_then(|sizing| {
            if self.fit_in_place(&found, sizing.payload_bytes)? {
                return Ok(self.grant(found.block, sizing));
            }
            let block = self.obtain(sizing.payload_bytes, self.design().alignment)?;
            let grant = self.grant(block, sizing);
            let copied = found.header.size.min(grant.payload_bytes);
            self.region
                .copy(address - self.base(), grant.address - self.base(), copied);
            self.observer.event(Event::Moved {
                from: address,
                to: grant.address,
                bytes: copied,
            });
            // By its address: the allocation may have changed the blocks linked around the old one.
            let freed = self.free(address);
            assert!(freed.is_ok(), "allocating frees no live block");
            Ok(grant)
        });
        self.report_refusal(resized)
            .map_err(ReallocateError::Refused)
    }

    /// The design the heap follows.
    #[inline(always)]
    pub fn design(&self) -> &Design {
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
    pub fn roots(&self) -> Roots {
        self.roots
    }

    /// Returns to an earlier state, after the caller has restored the region's bytes `0..roots.end`, which a new heap may have
    /// written to, and, where the design keeps an index, [`index_range`](Self::index_range).
    pub fn restore(&mut self, roots: Roots) {
        self.roots = roots;
    }

    /// Whether a request for so many bytes gets the null pointer.
    fn is_null(&self, bytes: u32) -> bool {
        bytes == 0 && self.design().zero.is_null()
    }

    fn size(&mut self, bytes: u32) -> Result<Sizing, Refusal> {
        let maximum_bytes = self.design().maximum_bytes;
        if bytes > maximum_bytes {
            if !self.design().oversize.clamps() {
                return Err(Refusal::OverMaximum);
            }
            self.observer.event(Event::Clamped {
                requested_bytes: bytes,
                maximum_bytes,
            });
        }
        Sizing::of(self.design(), bytes).ok_or(Refusal::NoBlock)
    }

    fn grant(&mut self, block: Block, sizing: Sizing) -> Grant {
        let header = self.peek(block);
        let grant = Grant {
            address: header.address(),
            payload_bytes: header.size,
            clamped_bytes: sizing.clamped_bytes,
        };
        self.observer.event(Event::Placed {
            block: self.extent(block, header),
            address: grant.address,
            payload_bytes: grant.payload_bytes,
        });
        grant
    }

    fn report_refusal(&mut self, result: Result<Grant, Refusal>) -> Result<Grant, Refusal> {
        if let Err(refusal) = result {
            self.observer.event(Event::Refused(refusal));
        }
        result
    }

    /// Finds or makes a block for a request. Before it refuses, it drains the queue and merges all holes, if the design
    /// does.
    fn obtain(&mut self, payload_bytes: u32, alignment: u32) -> Result<Block, Refusal> {
        let mut obtained = self.attempt(payload_bytes, alignment);
        if obtained.is_err() && self.roots.queued > 0 && self.design().pressure.drains() {
            self.drain();
            obtained = self.attempt(payload_bytes, alignment);
        }
        if obtained.is_err() && self.design().coalescing.on_failure() && self.merge_everywhere() {
            obtained = self.attempt(payload_bytes, alignment);
        }
        obtained
    }

    fn attempt(&mut self, payload_bytes: u32, alignment: u32) -> Result<Block, Refusal> {
        match self.search(payload_bytes, alignment) {
            Searched::Fit(fit) | Searched::Nothing(Some(fit)) => {
                self.take(fit, payload_bytes, alignment)
            }
            Searched::Nothing(None) => {
                let block = self.extend(payload_bytes, alignment)?;
                // The new block comes last in memory, so with a free list the next search begins after its last hole.
                let rover = if self.keeps_free_list() {
                    self.roots.free_tail.map(Block)
                } else {
                    Some(block)
                };
                self.resume_after(block, rover);
                Ok(block)
            }
        }
    }

    /// Notes where a search that resumes begins, now that `block` was granted.
    fn resume_after(&mut self, block: Block, rover: Option<Block>) {
        self.roots.granted = Some(block.0);
        self.roots.rover = rover.map(|rover| rover.0);
    }

    /// Turns a block that was looked up into a hole; merges, decommits and trims as the design says.
    fn release(&mut self, found: Found, address: u32) {
        let Found {
            block,
            header,
            previous,
        } = found;
        self.observer.event(Event::Freed {
            block: self.extent(block, header),
            address,
        });
        let mut hole = self.shed_padding(block, header, previous);
        self.mark_free(hole);
        if self.design().coalescing.on_free() {
            hole = self.merge_around(hole, previous);
        }
        self.decommit_hole(hole);
        self.trim_if_last(hole);
    }

    /// Decommits the memory inside a hole, if the design does.
    fn decommit_hole(&mut self, hole: Block) {
        if self.design().decommit.inside_holes() {
            let size = self.peek(hole).size;
            self.region.decommit(hole.0 + HEADER_BYTES, size);
        }
    }

    /// Makes a block without padding a hole, and links it in the free list if there is one.
    fn mark_free(&mut self, hole: Block) {
        let address = self.peek(hole).address();
        self.set(hole, ADDR, address | FLAG_FREE);
        if self.keeps_free_list() {
            self.link_hole(hole);
        }
    }

    /// Clears the `addr` of a header that is no longer in use, if frees are queued: a queued free trusts a header that
    /// holds the address of its payload.
    fn invalidate(&mut self, block: Block) {
        if self.design().free_queue.queues() {
            self.set(block, ADDR, 0);
        }
    }
}

/// How many bytes `address` lies below the next multiple of `alignment`, a power of two.
fn padding_to(alignment: u32, address: u32) -> u32 {
    address.wrapping_neg() & (alignment - 1)
}

/// A live block that was looked up, with its neighbour in the list.
#[derive(Clone, Copy)]
struct Found {
    block: Block,
    header: Header,
    previous: Option<Block>,
}

/// Reading and writing headers.
impl<R: Region, P: Policies, O: Observer> Heap<R, P, O> {
    /// The virtual address of the region's first byte.
    #[inline(always)]
    fn base(&self) -> u32 {
        self.design().base_address()
    }

    /// The bytes before every payload.
    #[inline(always)]
    fn front_bytes(&self) -> u32 {
        self.design().block_front_bytes()
    }

    /// Tells observer and region that words of metadata are read.
    #[inline(always)]
    fn note_read(&mut self, offset: u32, words: u32) {
        self.observer.read(offset, words);
        self.region.touch(offset, words * 4, Access::Read);
    }

    /// Tells observer and region that words of metadata are written.
    #[inline(always)]
    fn note_write(&mut self, offset: u32, words: u32) {
        self.observer.write(offset, words);
        self.region.touch(offset, words * 4, Access::Write);
    }

    /// Examines a block: counts three words of its header as read, and reports one probe with the verdict of `judge`.
    /// Returns the header.
    #[inline]
    fn examine(
        &mut self,
        purpose: Purpose,
        block: Block,
        judge: impl FnOnce(Header) -> Verdict,
    ) -> Header {
        let header = self.load(block);
        self.probe(purpose, block, header, header.size, judge(header));
        header
    }

    /// Reads a header to examine its block. The caller reports one [`probe`](Self::probe) when it knows the verdict.
    #[inline]
    fn load(&mut self, block: Block) -> Header {
        self.note_read(block.0, 3);
        self.peek(block)
    }

    /// Reads a header without counting it: the operation has examined or written it, or no operation runs.
    #[inline]
    fn peek(&self, block: Block) -> Header {
        Header {
            size: self.region.word(block.0 + SIZE),
            addr: self.region.word(block.0 + ADDR),
            next: self.region.word(block.0 + NEXT),
        }
    }

    /// Writes one word of a header.
    #[inline]
    fn set(&mut self, block: Block, word: u32, value: u32) {
        self.note_write(block.0 + word, 1);
        self.region.set_word(block.0 + word, value);
    }

    /// Writes a whole header, of a block that is not on the free list yet.
    fn store(&mut self, block: Block, header: Header, padding: u32) {
        self.note_write(block.0, 4);
        self.region.set_word(block.0 + SIZE, header.size);
        self.region.set_word(block.0 + ADDR, header.addr);
        self.region.set_word(block.0 + NEXT, header.next);
        self.region.set_word(block.0 + PADDING, padding);
    }

    /// The header a `next` word points to.
    #[inline]
    fn linked(&self, next: u32) -> Option<Block> {
        (next != 0).then(|| Block(next - self.base()))
    }

    /// The `next` word that points to a header.
    fn link(&self, block: Option<Block>) -> u32 {
        block.map_or(0, |block| block.0 + self.base())
    }

    /// The block whose payload begins at an address that is known to be one.
    fn at(&self, address: u32) -> Block {
        Block((address & !FLAGS) - self.base() - HEADER_BYTES)
    }

    /// Where a block's payload ends, as an offset.
    #[inline]
    fn end(&self, header: Header) -> u32 {
        header.address() - self.base() + header.size
    }

    /// Where a block begins, padding included, as an offset.
    fn start(&self, block: Block, header: Header) -> u32 {
        let padding = if header.is_padded() {
            self.region.word(block.0 + PADDING)
        } else {
            0
        };
        block.0 + HEADER_BYTES - self.front_bytes() - padding
    }

    #[inline]
    fn extent(&self, block: Block, header: Header) -> Extent {
        let start = self.start(block, header);
        Extent {
            start,
            bytes: self.end(header) - start,
        }
    }

    #[inline]
    fn probe(
        &mut self,
        purpose: Purpose,
        block: Block,
        header: Header,
        payload_bytes: u32,
        verdict: Verdict,
    ) {
        let extent = self.extent(block, header);
        self.observer.event(Event::Probed {
            purpose,
            block: extent,
            address: header.address(),
            payload_bytes,
            verdict,
        });
    }
}
