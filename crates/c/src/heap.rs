//! Owns how a heap lies in memory that C gave it, and its arithmetic between pointers and virtual addresses.
//!
//! The region comes first, and at the memory's end what the heap knows outside its region: so blocks can be aligned as strictly
//! as the memory is.

use core::ptr::{self, NonNull};

use classic_heap::{Grant, RawHeap};

/// A region begins at a multiple of this, the alignment of C's `max_align_t`.
const ALIGNMENT_BYTES: usize = 16;

/// A heap in the `bytes` bytes from `memory` on; null where no block fits.
///
/// # Safety
/// The memory must be valid and initialised, and the heap's alone for as long as it is used, but for payloads of live blocks; the
/// heap is told the addresses of its live blocks alone.
pub unsafe fn placed<H: RawHeap>(memory: *mut u8, bytes: usize) -> *mut H {
    let place = || {
        let start = memory.map_addr(|at| at.next_multiple_of(ALIGNMENT_BYTES));
        let end = memory.addr().checked_add(bytes)?;
        let state = end.checked_sub(size_of::<H>())? & !(align_of::<H>() - 1);
        let region_bytes = u32::try_from(state.checked_sub(start.addr())?).ok()?;
        // SAFETY: the caller's promise; the region ends where the state begins.
        let heap = unsafe { H::over(NonNull::new(start)?, region_bytes) }?;
        let state = memory.with_addr(state).cast::<H>();
        // SAFETY: the state lies in the memory, after the region, aligned.
        unsafe { state.write(heap) };
        Some(state)
    };
    place().unwrap_or(ptr::null_mut())
}

/// At least `bytes` bytes at a multiple of `alignment`.
pub fn allocate<H: RawHeap>(heap: &mut H, bytes: usize, alignment: usize) -> Option<NonNull<u8>> {
    let (bytes, alignment) = (size::<H>(bytes)?, u32::try_from(alignment).ok()?);
    if !alignment.is_power_of_two() || !is_aligned(heap, alignment) {
        return None;
    }
    let grant = heap.allocate_aligned(bytes, alignment).ok()?;
    pointer(heap, grant)
}

/// `count` times `bytes` bytes, all zero.
pub fn allocate_zeroed<H: RawHeap>(
    heap: &mut H,
    count: usize,
    bytes: usize,
) -> Option<NonNull<u8>> {
    let bytes = size::<H>(count.checked_mul(bytes)?)?;
    let grant = heap.allocate_zeroed(bytes).ok()?;
    pointer(heap, grant)
}

/// The block with at least `bytes` bytes; refused, it stays as it was.
pub fn reallocate<H: RawHeap>(heap: &mut H, block: *mut u8, bytes: usize) -> Option<NonNull<u8>> {
    let Some(block) = NonNull::new(block) else {
        return allocate(heap, bytes, 1);
    };
    let offset = heap.offset(block)?;
    let grant = heap.reallocate(H::BASE + offset, size::<H>(bytes)?).ok()?;
    pointer(heap, grant)
}

/// Frees a block; null is none.
pub fn free<H: RawHeap>(heap: &mut H, block: *mut u8) {
    if let Some(offset) = NonNull::new(block).and_then(|block| heap.offset(block)) {
        // C's `free` has no way to say that there is no such block.
        let _ = heap.free(H::BASE + offset);
    }
}

/// Whether virtual addresses are multiples of `alignment` where pointers are.
fn is_aligned<H: RawHeap>(heap: &H, alignment: u32) -> bool {
    let start = heap.pointer(0).addr().get();
    (start.wrapping_sub(H::BASE as usize)).is_multiple_of(alignment as usize)
}

fn pointer<H: RawHeap>(heap: &H, grant: Grant) -> Option<NonNull<u8>> {
    (grant != Grant::NULL).then(|| heap.pointer(grant.address - H::BASE))
}

/// The request, if it is no larger than any that is served.
fn size<H: RawHeap>(bytes: usize) -> Option<u32> {
    u32::try_from(bytes)
        .ok()
        .filter(|&bytes| bytes <= H::bytes_max())
}

/// As C has it.
pub fn pointer_or_null(pointer: Option<NonNull<u8>>) -> *mut u8 {
    pointer.map_or(ptr::null_mut(), NonNull::as_ptr)
}
