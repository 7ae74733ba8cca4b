//! Owns a `#[global_allocator]`'s static memory, and a heap over it that one thread uses at a time.

use core::alloc::{GlobalAlloc, Layout};
use core::cell::UnsafeCell;
use core::ptr::{self, NonNull};

use lock_api::RawMutex;

use super::lock::Held;
use crate::raw::RawHeap;

/// The strictest alignment served; the region and its virtual base are multiples of it.
pub(super) const ALIGNMENT_BYTES_MAX: usize = 4096;

/// Memory, and a heap over it.
pub(super) struct Shared<H, const BYTES: usize, L> {
    memory: Memory<BYTES>,
    lock: L,
    heap: UnsafeCell<Option<H>>,
}

#[repr(C, align(4096))]
struct Memory<const BYTES: usize>(UnsafeCell<[u8; BYTES]>);

// SAFETY: `with` gives the heap to one thread at a time, and `memory` is reached only through the heap and
// through pointers to payloads, each of which has one owner.
unsafe impl<H, const BYTES: usize, L: RawMutex + Sync> Sync for Shared<H, BYTES, L> {}

impl<H, const BYTES: usize, L: RawMutex> Shared<H, BYTES, L> {
    pub(super) const fn new() -> Self {
        Self {
            memory: Memory(UnsafeCell::new([0; BYTES])),
            lock: L::INIT,
            heap: UnsafeCell::new(None),
        }
    }

    /// Runs `operate` on the heap, alone. The first time, `make` makes it over the memory, which is its alone.
    #[inline]
    pub(super) fn with<T>(
        &self,
        make: impl FnOnce(NonNull<u8>) -> Option<H>,
        operate: impl FnOnce(&mut H) -> Option<T>,
    ) -> Option<T> {
        let held = Held::acquire(&self.lock);
        // SAFETY: the lock is held, so there is no other reference to the heap.
        let heap = unsafe { &mut *self.heap.get() };
        if heap.is_none() {
            *heap = NonNull::new(self.memory.0.get().cast::<u8>()).and_then(make);
        }
        let result = heap.as_mut().and_then(operate);
        held.release();
        result
    }
}

/// The size and the alignment that a layout asks for; `None` where no heap serves it.
#[inline]
pub(super) fn asked<H: RawHeap>(layout: Layout) -> Option<(u32, u32)> {
    if layout.align() > ALIGNMENT_BYTES_MAX {
        return None;
    }
    let bytes = u32::try_from(layout.size()).ok()?;
    if bytes > H::bytes_max() {
        return None;
    }
    let alignment = u32::try_from(layout.align()).ok()?;
    Some((bytes, alignment))
}

/// Resizes by allocating, copying and freeing.
///
/// # Safety
/// As [`GlobalAlloc::realloc`].
pub(super) unsafe fn move_to_new(
    allocator: &impl GlobalAlloc,
    pointer: *mut u8,
    layout: Layout,
    new_bytes: usize,
) -> *mut u8 {
    let Ok(new_layout) = Layout::from_size_align(new_bytes, layout.align()) else {
        return ptr::null_mut();
    };
    // SAFETY: the caller promises that the new size is not zero.
    let new = unsafe { allocator.alloc(new_layout) };
    if !new.is_null() {
        // SAFETY: both blocks are live, distinct, and at least so long.
        unsafe { ptr::copy_nonoverlapping(pointer, new, layout.size().min(new_bytes)) };
        // SAFETY: the caller promises that the pointer came from this allocator with this layout.
        unsafe { allocator.dealloc(pointer, layout) };
    }
    new
}
