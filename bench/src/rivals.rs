//! Owns one wrapper for each allocator of the comparison: a fresh heap over memory that it is given, and the three verbs.

use std::alloc::{GlobalAlloc, Layout};
use std::cell::Cell;
use std::ptr::{self, NonNull};

use classic_heap::tags::TagDesign;
use classic_heap::{Fixed, HeapOf, RawHeap};

/// The memory that every heap gets, in bytes.
pub const ARENA_BYTES: usize = 1 << 27;

/// An allocator at work.
///
/// # Safety
/// Blocks are disjoint, aligned, and as long as asked for, until they are freed.
pub unsafe trait Rival {
    /// An empty heap over `ARENA_BYTES` bytes.
    ///
    /// # Safety
    /// The memory is this heap's alone for as long as it lives.
    unsafe fn over(arena: *mut u8) -> Self;

    /// # Safety
    /// As [`GlobalAlloc::alloc`].
    unsafe fn alloc(&mut self, layout: Layout) -> *mut u8;

    /// # Safety
    /// As [`GlobalAlloc::dealloc`].
    unsafe fn dealloc(&mut self, pointer: *mut u8, layout: Layout);

    /// # Safety
    /// As [`GlobalAlloc::realloc`].
    unsafe fn realloc(&mut self, pointer: *mut u8, layout: Layout, bytes: usize) -> *mut u8 {
        // SAFETY: what the caller promises, and a new block that is not null is at least so long.
        unsafe {
            let new = self.alloc(Layout::from_size_align_unchecked(bytes, layout.align()));
            if !new.is_null() {
                ptr::copy_nonoverlapping(pointer, new, layout.size().min(bytes));
                self.dealloc(pointer, layout);
            }
            new
        }
    }
}

/// A design of ours, as it is taken home.
pub struct Tags<P: Fixed<Design = TagDesign>> {
    heap: HeapOf<P>,
    arena: *mut u8,
}

// SAFETY: the heap is tested to be one.
unsafe impl<P: Fixed<Design = TagDesign>> Rival for Tags<P> {
    unsafe fn over(arena: *mut u8) -> Self {
        let start = NonNull::new(arena).expect("an arena");
        // SAFETY: the caller's promise.
        let heap = unsafe { HeapOf::<P>::over(start, ARENA_BYTES as u32) };
        let heap = heap.expect("a region that serves");
        Self { heap, arena }
    }

    #[inline]
    unsafe fn alloc(&mut self, layout: Layout) -> *mut u8 {
        match self
            .heap
            .allocate_aligned(layout.size() as u32, layout.align() as u32)
        {
            // SAFETY: a grant lies in the arena.
            Ok(grant) => unsafe {
                self.arena
                    .add((grant.address - HeapOf::<P>::BASE) as usize)
            },
            Err(_) => ptr::null_mut(),
        }
    }

    #[inline]
    unsafe fn dealloc(&mut self, pointer: *mut u8, layout: Layout) {
        let offset = pointer as usize - self.arena as usize;
        let address = HeapOf::<P>::BASE + offset as u32;
        let freed = self.heap.free_sized(address, layout.size() as u32);
        debug_assert!(freed.is_ok());
    }

    #[inline]
    unsafe fn realloc(&mut self, pointer: *mut u8, layout: Layout, bytes: usize) -> *mut u8 {
        let offset = pointer as usize - self.arena as usize;
        let address = HeapOf::<P>::BASE + offset as u32;
        match self
            .heap
            .reallocate_sized(address, layout.size() as u32, bytes as u32)
        {
            // SAFETY: a grant lies in the arena.
            Ok(grant) => unsafe {
                self.arena
                    .add((grant.address - HeapOf::<P>::BASE) as usize)
            },
            Err(_) => ptr::null_mut(),
        }
    }
}

pub struct Talc(talc::TalcCell<talc::source::Manual>);

// SAFETY: a wrapper.
unsafe impl Rival for Talc {
    unsafe fn over(arena: *mut u8) -> Self {
        let talc = talc::TalcCell::new(talc::source::Manual);
        // SAFETY: the caller's promise.
        unsafe { talc.claim(arena, ARENA_BYTES) }.expect("a region that serves");
        Self(talc)
    }

    #[inline]
    unsafe fn alloc(&mut self, layout: Layout) -> *mut u8 {
        // SAFETY: as here.
        unsafe { GlobalAlloc::alloc(&self.0, layout) }
    }

    #[inline]
    unsafe fn dealloc(&mut self, pointer: *mut u8, layout: Layout) {
        // SAFETY: as here.
        unsafe { GlobalAlloc::dealloc(&self.0, pointer, layout) }
    }

    #[inline]
    unsafe fn realloc(&mut self, pointer: *mut u8, layout: Layout, bytes: usize) -> *mut u8 {
        // SAFETY: as here.
        unsafe { GlobalAlloc::realloc(&self.0, pointer, layout, bytes) }
    }
}

/// Gives dlmalloc its memory piece by piece, as a system does.
pub struct Bump {
    next: Cell<*mut u8>,
    end: *mut u8,
}

// SAFETY: one thread uses it.
unsafe impl Send for Bump {}

// SAFETY: pieces are disjoint.
unsafe impl dlmalloc::Allocator for Bump {
    fn alloc(&self, size: usize) -> (*mut u8, usize, u32) {
        let start = self.next.get();
        if self.end as usize - (start as usize) < size {
            return (ptr::null_mut(), 0, 0);
        }
        self.next.set(start.wrapping_add(size));
        (start, size, 0)
    }

    fn remap(&self, _: *mut u8, _: usize, _: usize, _: bool) -> *mut u8 {
        ptr::null_mut()
    }

    fn free_part(&self, _: *mut u8, _: usize, _: usize) -> bool {
        false
    }

    fn free(&self, _: *mut u8, _: usize) -> bool {
        false
    }

    fn can_release_part(&self, _: u32) -> bool {
        false
    }

    fn allocates_zeros(&self) -> bool {
        false
    }

    fn page_size(&self) -> usize {
        4096
    }
}

pub struct Dlmalloc(dlmalloc::Dlmalloc<Bump>);

// SAFETY: a wrapper.
unsafe impl Rival for Dlmalloc {
    unsafe fn over(arena: *mut u8) -> Self {
        Self(dlmalloc::Dlmalloc::new_with_allocator(Bump {
            next: Cell::new(arena),
            end: arena.wrapping_add(ARENA_BYTES),
        }))
    }

    #[inline]
    unsafe fn alloc(&mut self, layout: Layout) -> *mut u8 {
        // SAFETY: as here.
        unsafe { self.0.malloc(layout.size(), layout.align()) }
    }

    #[inline]
    unsafe fn dealloc(&mut self, pointer: *mut u8, layout: Layout) {
        // SAFETY: as here.
        unsafe { self.0.free(pointer, layout.size(), layout.align()) }
    }

    #[inline]
    unsafe fn realloc(&mut self, pointer: *mut u8, layout: Layout, bytes: usize) -> *mut u8 {
        // SAFETY: as here.
        unsafe {
            self.0
                .realloc(pointer, layout.size(), layout.align(), bytes)
        }
    }
}

pub struct Rlsf(rlsf::Tlsf<'static, u32, u32, 27, 32>);

// SAFETY: a wrapper.
unsafe impl Rival for Rlsf {
    unsafe fn over(arena: *mut u8) -> Self {
        let mut tlsf = rlsf::Tlsf::new();
        let memory =
            NonNull::slice_from_raw_parts(NonNull::new(arena).expect("an arena"), ARENA_BYTES);
        // SAFETY: the caller's promise.
        unsafe { tlsf.insert_free_block_ptr(memory) }.expect("a region that serves");
        Self(tlsf)
    }

    #[inline]
    unsafe fn alloc(&mut self, layout: Layout) -> *mut u8 {
        self.0
            .allocate(layout)
            .map_or(ptr::null_mut(), NonNull::as_ptr)
    }

    #[inline]
    unsafe fn dealloc(&mut self, pointer: *mut u8, layout: Layout) {
        // SAFETY: as here; no block is at null.
        unsafe {
            self.0
                .deallocate(NonNull::new_unchecked(pointer), layout.align())
        }
    }

    #[inline]
    unsafe fn realloc(&mut self, pointer: *mut u8, layout: Layout, bytes: usize) -> *mut u8 {
        // SAFETY: as here; no block is at null.
        unsafe {
            let new = Layout::from_size_align_unchecked(bytes, layout.align());
            self.0
                .reallocate(NonNull::new_unchecked(pointer), new)
                .map_or(ptr::null_mut(), NonNull::as_ptr)
        }
    }
}

pub struct LinkedList(linked_list_allocator::Heap);

// SAFETY: a wrapper.
unsafe impl Rival for LinkedList {
    unsafe fn over(arena: *mut u8) -> Self {
        // SAFETY: the caller's promise.
        Self(unsafe { linked_list_allocator::Heap::new(arena, ARENA_BYTES) })
    }

    #[inline]
    unsafe fn alloc(&mut self, layout: Layout) -> *mut u8 {
        self.0
            .allocate_first_fit(layout)
            .map_or(ptr::null_mut(), NonNull::as_ptr)
    }

    #[inline]
    unsafe fn dealloc(&mut self, pointer: *mut u8, layout: Layout) {
        // SAFETY: as here; no block is at null.
        unsafe { self.0.deallocate(NonNull::new_unchecked(pointer), layout) }
    }
}

/// mimalloc keeps to memory of its own; what a recording leaves live is freed at its end.
pub struct Mimalloc;

// SAFETY: a wrapper.
unsafe impl Rival for Mimalloc {
    unsafe fn over(_: *mut u8) -> Self {
        Self
    }

    #[inline]
    unsafe fn alloc(&mut self, layout: Layout) -> *mut u8 {
        // SAFETY: as here.
        unsafe { mimalloc::MiMalloc.alloc(layout) }
    }

    #[inline]
    unsafe fn dealloc(&mut self, pointer: *mut u8, layout: Layout) {
        // SAFETY: as here.
        unsafe { mimalloc::MiMalloc.dealloc(pointer, layout) }
    }

    #[inline]
    unsafe fn realloc(&mut self, pointer: *mut u8, layout: Layout, bytes: usize) -> *mut u8 {
        // SAFETY: as here.
        unsafe { mimalloc::MiMalloc.realloc(pointer, layout, bytes) }
    }
}
