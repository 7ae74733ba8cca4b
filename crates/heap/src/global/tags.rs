//! Owns the `#[global_allocator]` wrapper of the family `tags`.

use core::alloc::{GlobalAlloc, Layout};
use core::marker::PhantomData;
use core::ptr::{self, NonNull};

use super::shared::{ALIGNMENT_BYTES_MAX, Shared, asked, move_to_new};
use crate::region::TrustedRegion;
use crate::tags::{TagDesign, TagFixed, TagHeap};

/// A heap of `BYTES` bytes of static memory that serves a whole program, with a design of the family `tags`.
///
/// ```
/// use classic_heap::TagGlobalHeap;
/// use classic_heap::tags::presets::Tlsf;
///
/// #[global_allocator]
/// static HEAP: TagGlobalHeap<Tlsf, { 8 << 20 }> = TagGlobalHeap::new();
///
/// let words: Vec<String> = ["a", "real", "program"].map(String::from).to_vec();
/// assert_eq!(words.join(" "), "a real program");
/// ```
///
/// It trusts its program, as allocators do that are built for speed: a block that is freed twice, or written beyond its end,
/// damages the heap, and nothing tells.
pub struct TagGlobalHeap<P, const BYTES: usize>(Shared<Hosted<P>, BYTES>);

type Hosted<P> = TagHeap<TrustedRegion, Constant<P>>;

/// The design of a type, without a value of the type.
struct Constant<P>(PhantomData<fn() -> P>);

impl<P: TagFixed> TagFixed for Constant<P> {
    const DESIGN: TagDesign = P::DESIGN;
}

impl<P: TagFixed, const BYTES: usize> TagGlobalHeap<P, BYTES> {
    const BASE: u32 = P::DESIGN.base_address();

    /// An empty heap. It compiles only where the design makes sense over `BYTES` bytes, its base, rounded up to its alignment,
    /// is a multiple of 4096, and no request is clamped.
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
            // A clamped block is too short for a program that cannot look at its length.
            assert!(!P::DESIGN.clamps(), "oversize");
        }
        Self(Shared::new())
    }

    #[inline]
    fn with<T>(&self, operate: impl FnOnce(&mut Hosted<P>) -> Option<T>) -> Option<T> {
        let make = |start| {
            // SAFETY: the memory is valid and initialised for as long as the heap, and is private to it. Only `GlobalAlloc`
            // uses it, whose callers promise to free live blocks, each with its layout.
            let region = unsafe { TrustedRegion::new(start, BYTES as u32) };
            TagHeap::new(region, Constant(PhantomData)).ok()
        };
        self.0.with(make, operate)
    }
}

fn pointer<P: TagFixed>(heap: &Hosted<P>, address: u32) -> Option<NonNull<u8>> {
    (address != 0).then(|| heap.region().pointer(address - P::DESIGN.base_address()))
}

// SAFETY: the heap grants payloads that are aligned, large enough and disjoint, and keeps a block until it is freed.
// `tests/tags_properties.rs` tests that with random programs on random designs. The heap never unwinds into its caller: refusals
// are values, and a panic, which comes of a mistake in this crate, drops the held lock, which ends the process.
unsafe impl<P: TagFixed, const BYTES: usize> GlobalAlloc for TagGlobalHeap<P, BYTES> {
    #[inline]
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let Some((bytes, alignment)) = asked(layout) else {
            return ptr::null_mut();
        };
        self.with(|heap| {
            let grant = heap.allocate_aligned(bytes, alignment).ok()?;
            pointer(heap, grant.address)
        })
        .map_or(ptr::null_mut(), NonNull::as_ptr)
    }

    #[inline]
    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        self.with(|heap| {
            let offset = heap.region().offset(NonNull::new(pointer)?)?;
            let bytes = u32::try_from(layout.size()).ok()?;
            heap.free_sized(Self::BASE + offset, bytes).ok()
        });
    }

    #[inline]
    unsafe fn realloc(&self, old: *mut u8, layout: Layout, new_bytes: usize) -> *mut u8 {
        if layout.align() > P::DESIGN.layout().granule as usize {
            // The heap moves blocks to the design's alignment.
            // SAFETY: the caller's promises are passed on.
            return unsafe { move_to_new(self, old, layout, new_bytes) };
        }
        let (Ok(old_bytes), Ok(bytes)) = (u32::try_from(layout.size()), u32::try_from(new_bytes))
        else {
            return ptr::null_mut();
        };
        self.with(|heap| {
            let offset = heap.region().offset(NonNull::new(old)?)?;
            let grant = heap
                .reallocate_sized(Self::BASE + offset, old_bytes, bytes)
                .ok()?;
            pointer(heap, grant.address)
        })
        .map_or(ptr::null_mut(), NonNull::as_ptr)
    }
}
