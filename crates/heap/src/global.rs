//! Owns the `#[global_allocator]` wrapper: the arithmetic between pointers and virtual addresses, for the heaps of all families.
//! The memory and the lock that admits one thread at a time are in `shared` and `lock`.

mod lock;
mod shared;

use core::alloc::{GlobalAlloc, Layout};
use core::ptr::{self, NonNull};

use lock_api::RawMutex;

use crate::policies::Fixed;
use crate::raw::{FamilyDesign, HeapOf, RawHeap, Serves};
use crate::reply::Grant;
use shared::{ALIGNMENT_BYTES_MAX, Shared, asked, move_to_new};

pub use lock::SpinLock;

/// A heap of `BYTES` bytes of static memory that serves a whole program, with the design `P` of any family.
///
/// ```
/// use classic_heap::GlobalHeap;
/// use classic_heap::tags::presets::Tlsf;
///
/// #[global_allocator]
/// static HEAP: GlobalHeap<Tlsf, { 8 << 20 }> = GlobalHeap::new();
///
/// let words: Vec<String> = ["a", "real", "program"].map(String::from).to_vec();
/// assert_eq!(words.join(" "), "a real program");
/// ```
///
/// A third parameter names another lock than [`SpinLock`], any [`RawMutex`] of the crate `lock_api`: the one of `spin`,
/// of `parking_lot`, or one that disables interrupts.
///
/// A heap of Classic's family that panics, because the program damaged it, ends the process. The other families trust their program,
/// as allocators do that are built for speed: a block that is freed twice, or written beyond its end, damages the heap, and
/// nothing tells. The crate's README describes such damage, and the limits on threads, signal handlers and `fork`.
pub struct GlobalHeap<P: Fixed, const BYTES: usize, L = SpinLock>(Shared<HeapOf<P>, BYTES, L>)
where
    P::Design: FamilyDesign;

impl<P: Fixed, const BYTES: usize, L: RawMutex> GlobalHeap<P, BYTES, L>
where
    P::Design: FamilyDesign,
{
    /// An empty heap. It compiles only where the design makes sense over `BYTES` bytes and its base, rounded up to its
    /// alignment, is a multiple of 4096.
    #[expect(clippy::new_without_default, reason = "a static needs a constant")]
    pub const fn new() -> Self
    where
        HeapOf<P>: Serves<BYTES>,
    {
        const {
            assert!(BYTES <= u32::MAX as usize, "BYTES");
            let () = HeapOf::<P>::SERVES;
            assert!(
                (HeapOf::<P>::BASE as usize).is_multiple_of(ALIGNMENT_BYTES_MAX),
                "region-base"
            );
        }
        Self(Shared::new())
    }

    /// Runs `operate` on the heap, alone, and gives the pointer to what it grants; the first time, makes the heap.
    #[inline]
    fn grant(&self, operate: impl FnOnce(&mut HeapOf<P>) -> Option<Grant>) -> *mut u8 {
        self.with(|heap| {
            let grant = operate(heap).filter(|&grant| grant != Grant::NULL)?;
            Some(heap.pointer(grant.address - HeapOf::<P>::BASE))
        })
        .map_or(ptr::null_mut(), NonNull::as_ptr)
    }

    #[inline]
    fn with<T>(&self, operate: impl FnOnce(&mut HeapOf<P>) -> Option<T>) -> Option<T> {
        // SAFETY: the memory is valid and initialised for as long as the heap, and is private to it. Only `GlobalAlloc` uses it,
        // whose callers promise to free live blocks, each with its layout.
        let make = |start| unsafe { HeapOf::<P>::over(start, BYTES as u32) };
        self.0.with(make, operate)
    }
}

/// The virtual address of a payload that the heap granted.
#[inline]
fn address<H: RawHeap>(heap: &H, pointer: *mut u8) -> Option<u32> {
    Some(H::BASE + heap.offset(NonNull::new(pointer)?)?)
}

// SAFETY: the heaps grant payloads that are aligned, large enough and disjoint, and keep a block until it is freed. The tests
// `properties.rs`, `tags_properties.rs`, `buddy_properties.rs` and `slab_properties.rs` test that with random programs on random designs, a sample of all
// combinations of policies. A heap never unwinds into its caller: refusals are values, and a panic, which comes of a damaged heap
// or of a mistake in this crate, drops the held lock, which ends the process.
unsafe impl<P: Fixed, const BYTES: usize, L: RawMutex + Sync> GlobalAlloc
    for GlobalHeap<P, BYTES, L>
where
    P::Design: FamilyDesign,
{
    #[inline]
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let Some((bytes, alignment)) = asked::<HeapOf<P>>(layout) else {
            return ptr::null_mut();
        };
        self.grant(|heap| heap.allocate_aligned(bytes, alignment).ok())
    }

    #[inline]
    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        self.with(|heap| {
            let address = address(heap, pointer)?;
            let bytes = u32::try_from(layout.size()).ok()?;
            heap.free_sized(address, bytes).ok()
        });
    }

    #[inline]
    unsafe fn realloc(&self, old: *mut u8, layout: Layout, new_bytes: usize) -> *mut u8 {
        if layout.align() > HeapOf::<P>::GRANULE as usize {
            // The heap moves blocks to the design's alignment.
            // SAFETY: the caller's promises are passed on.
            return unsafe { move_to_new(self, old, layout, new_bytes) };
        }
        let (Ok(old_bytes), Ok(bytes)) = (u32::try_from(layout.size()), u32::try_from(new_bytes))
        else {
            return ptr::null_mut();
        };
        if bytes > HeapOf::<P>::bytes_max() {
            return ptr::null_mut();
        }
        self.grant(|heap| {
            let address = address(heap, old)?;
            heap.reallocate_sized(address, old_bytes, bytes).ok()
        })
    }
}
