//! Owns the `#[global_allocator]` wrapper of the family `list`: the arithmetic between pointers and virtual addresses. The memory
//! and the lock that admits one thread at a time are in `shared`; the wrapper of the family `tags` is in `tags`.

mod lock;
mod shared;
mod tags;

use core::alloc::{GlobalAlloc, Layout};
use core::marker::PhantomData;
use core::ptr::{self, NonNull};

use crate::design::Design;
use crate::heap::Heap;
use crate::policies::{Fixed, Policies};
use crate::region::RawRegion;
use shared::{ALIGNMENT_BYTES_MAX, Shared, asked, move_to_new};

pub use tags::TagGlobalHeap;

/// A heap of `BYTES` bytes of static memory that serves a whole program, with the design `P`.
///
/// ```
/// use classic_heap::{Classic, GlobalHeap};
///
/// #[global_allocator]
/// static HEAP: GlobalHeap<Classic, { 8 << 20 }> = GlobalHeap::new();
///
/// let words: Vec<String> = ["a", "real", "program"].map(String::from).to_vec();
/// assert_eq!(words.join(" "), "a real program");
/// ```
///
/// A heap that panics, because the program damaged it, ends the process. The crate's README
/// describes such damage, and the limits on threads, signal handlers and `fork`.
pub struct GlobalHeap<P, const BYTES: usize>(Shared<Heap<RawRegion, Constant<P>>, BYTES>);

/// The design of a type, without a value of the type.
struct Constant<P>(PhantomData<fn() -> P>);

impl<P: Fixed> Fixed for Constant<P> {
    const DESIGN: Design = P::DESIGN;
}

impl<P: Fixed, const BYTES: usize> GlobalHeap<P, BYTES> {
    /// An empty heap. It compiles only where the design makes sense over `BYTES` bytes and its base, rounded up to its
    /// alignment, is a multiple of 4096.
    #[expect(clippy::new_without_default, reason = "a static needs a constant")]
    pub const fn new() -> Self {
        const {
            assert!(BYTES <= u32::MAX as usize, "BYTES");
            if let Err(error) = P::DESIGN.check_region(BYTES as u32) {
                panic!("{}", error.axis);
            }
            assert!(
                (P::DESIGN.base_address() as usize).is_multiple_of(ALIGNMENT_BYTES_MAX),
                "region-base"
            );
        }
        Self(Shared::new())
    }

    /// Runs `operate` on the heap, alone; the first time, makes it.
    fn with<T>(
        &self,
        operate: impl FnOnce(&mut Heap<RawRegion, Constant<P>>) -> Option<T>,
    ) -> Option<T> {
        let make = |start| {
            // SAFETY: the memory is valid and initialised for as long as the heap, and is private to it.
            let region = unsafe { RawRegion::new(start, BYTES as u32) };
            Heap::new(region, Constant(PhantomData)).ok()
        };
        self.0.with(make, operate)
    }
}

/// The virtual address of a payload the heap granted.
fn address(heap: &Heap<RawRegion, impl Policies>, pointer: *mut u8) -> Option<u32> {
    let offset = heap.region().offset(NonNull::new(pointer)?)?;
    Some(heap.design().base_address() + offset)
}

// SAFETY: the heap grants payloads that are aligned, large enough and disjoint, and keeps a block until it
// is freed. `tests/properties.rs` tests that with random programs on random designs, a sample of all combinations of
// policies. The heap never unwinds into its caller: refusals are values, and a panic, which comes of a damaged heap or
// of a mistake in this crate, drops the held lock, which ends the process.
unsafe impl<P: Fixed, const BYTES: usize> GlobalAlloc for GlobalHeap<P, BYTES> {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let Some((bytes, alignment)) = asked(layout) else {
            return ptr::null_mut();
        };
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
        let in_place_only = layout.align() > P::DESIGN.alignment as usize;
        let too_large = u32::try_from(new_bytes).is_ok_and(|bytes| bytes > P::DESIGN.maximum_bytes);
        if in_place_only || too_large {
            // The heap moves blocks to the design's alignment and clamps them; the default does neither.
            // SAFETY: the caller's promises are passed on.
            return unsafe { move_to_new(self, pointer, layout, new_bytes) };
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
