//! Owns the `#[global_allocator]` wrapper: a region of static memory, and the arithmetic between pointers and
//! virtual addresses. Its `lock` admits one thread at a time.

mod lock;

use core::alloc::{GlobalAlloc, Layout};
use core::cell::UnsafeCell;
use core::ptr::{self, NonNull};

use crate::design::{Design, Draft, REGION_BYTES_MAX, REGION_BYTES_MIN};
use crate::heap::Heap;
use crate::region::RawRegion;
use lock::Lock;

/// The strictest alignment served; the region and its virtual base are multiples of it.
const ALIGNMENT_BYTES_MAX: usize = 4096;

/// A heap of `BYTES` bytes of static memory that serves a whole program.
///
/// ```
/// use classic_heap::{Design, GlobalHeap};
///
/// #[global_allocator]
/// static HEAP: GlobalHeap<{ 8 << 20 }> = GlobalHeap::new(Design::CLASSIC);
///
/// let words: Vec<String> = ["a", "real", "program"].map(String::from).to_vec();
/// assert_eq!(words.join(" "), "a real program");
/// ```
///
/// The design's region is taken to be these bytes, whatever its own size says, and its base is rounded up to
/// a page. A design that makes no sense refuses every request.
///
/// A heap that panics, because the program damaged it, ends the process. The crate's README says what that takes,
/// and what signal handlers, `fork` and waiting for the lock mean to a program.
pub struct GlobalHeap<const BYTES: usize> {
    memory: Memory<BYTES>,
    lock: Lock,
    heap: UnsafeCell<Option<Heap<RawRegion>>>,
    design: Design,
}

#[repr(C, align(4096))]
struct Memory<const BYTES: usize>(UnsafeCell<[u8; BYTES]>);

// SAFETY: `with` hands the heap to one thread at a time, and `memory` is reached only through the heap and
// through pointers to payloads, each of which has one owner.
unsafe impl<const BYTES: usize> Sync for GlobalHeap<BYTES> {}

impl<const BYTES: usize> GlobalHeap<BYTES> {
    /// A heap that follows `design`; its first request makes it. `BYTES` is 256 to 2²⁸.
    ///
    /// # Panics
    /// If it is not; in a static, that is an error at compile time.
    pub const fn new(design: Design) -> Self {
        assert!(
            BYTES >= REGION_BYTES_MIN as usize && BYTES <= REGION_BYTES_MAX as usize,
            "a region has 256 bytes to 256 MiB"
        );
        Self {
            memory: Memory(UnsafeCell::new([0; BYTES])),
            lock: Lock::new(),
            heap: UnsafeCell::new(None),
            design,
        }
    }

    /// Runs `operate` on the heap, alone. `None` where the design makes no sense.
    fn with<T>(&self, operate: impl FnOnce(&mut Heap<RawRegion>) -> Option<T>) -> Option<T> {
        let held = self.lock.acquire();
        // SAFETY: the lock is held, so nobody else has a reference to the heap.
        let heap = unsafe { &mut *self.heap.get() };
        if heap.is_none() {
            *heap = self.make();
        }
        let result = heap.as_mut().and_then(operate);
        held.release();
        result
    }

    fn make(&self) -> Option<Heap<RawRegion>> {
        let base = (self.design.base as usize).checked_next_multiple_of(ALIGNMENT_BYTES_MAX)?;
        let design = Design::new(Draft {
            base: u32::try_from(base).ok()?,
            region_bytes: BYTES as u32,
            ..*self.design
        })
        .ok()?;
        let start = NonNull::new(self.memory.0.get().cast::<u8>())?;
        // SAFETY: `memory` is valid and initialised for as long as `self`, which holds the heap, and is
        // private to it.
        let region = unsafe { RawRegion::new(start, design.region_bytes) };
        Heap::new(region, design).ok()
    }
}

/// The virtual address of a payload the heap granted.
fn address(heap: &Heap<RawRegion>, pointer: *mut u8) -> Option<u32> {
    let offset = heap.region().offset(NonNull::new(pointer)?)?;
    Some(heap.design().base_address() + offset)
}

// SAFETY: the heap grants payloads that are aligned, large enough and disjoint, and keeps a block until it
// is freed. `tests/properties.rs` tests that with random programs on random designs, a sample of all combinations of
// policies. The heap never unwinds into its caller: refusals are values, and a panic, which comes of a damaged heap or
// of a mistake in this crate, drops the held lock, which ends the process.
unsafe impl<const BYTES: usize> GlobalAlloc for GlobalHeap<BYTES> {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let (Ok(bytes), Ok(alignment)) =
            (u32::try_from(layout.size()), u32::try_from(layout.align()))
        else {
            return ptr::null_mut();
        };
        if layout.align() > ALIGNMENT_BYTES_MAX {
            return ptr::null_mut();
        }
        self.with(|heap| {
            let grant = heap.allocate_aligned(bytes, alignment).ok()?;
            if grant.clamped_bytes < bytes {
                // A clamped block is too short for a program that cannot look at its length.
                heap.free(grant.address).ok()?;
                return None;
            }
            Some(
                heap.region()
                    .pointer(grant.address - heap.design().base_address()),
            )
        })
        .map_or(ptr::null_mut(), NonNull::as_ptr)
    }

    unsafe fn dealloc(&self, pointer: *mut u8, _: Layout) {
        self.with(|heap| {
            let address = address(heap, pointer)?;
            heap.free(address).ok()
        });
    }

    unsafe fn realloc(&self, pointer: *mut u8, layout: Layout, new_bytes: usize) -> *mut u8 {
        let in_place_only = layout.align() > self.design.alignment as usize;
        let too_large =
            u32::try_from(new_bytes).is_ok_and(|bytes| bytes > self.design.maximum_bytes);
        if in_place_only || too_large {
            // The heap moves blocks to the design's alignment and clamps them; the default does neither.
            // SAFETY: the caller's promises are passed on.
            return unsafe { self.move_to_new(pointer, layout, new_bytes) };
        }
        let Ok(bytes) = u32::try_from(new_bytes) else {
            return ptr::null_mut();
        };
        self.with(|heap| {
            let address = address(heap, pointer)?;
            let grant = heap.reallocate(address, bytes).ok()?;
            Some(
                heap.region()
                    .pointer(grant.address - heap.design().base_address()),
            )
        })
        .map_or(ptr::null_mut(), NonNull::as_ptr)
    }
}

impl<const BYTES: usize> GlobalHeap<BYTES> {
    /// Resizes by allocating, copying and freeing.
    ///
    /// # Safety
    /// As [`GlobalAlloc::realloc`].
    unsafe fn move_to_new(&self, pointer: *mut u8, layout: Layout, new_bytes: usize) -> *mut u8 {
        let Ok(new_layout) = Layout::from_size_align(new_bytes, layout.align()) else {
            return ptr::null_mut();
        };
        // SAFETY: the caller promises that the new size is not zero.
        let new = unsafe { self.alloc(new_layout) };
        if !new.is_null() {
            // SAFETY: both blocks are live, distinct, and at least so long.
            unsafe { ptr::copy_nonoverlapping(pointer, new, layout.size().min(new_bytes)) };
            // SAFETY: the caller promises that the pointer came from here with this layout.
            unsafe { self.dealloc(pointer, layout) };
        }
        new
    }
}
