//! Allocators of `classic-heap` as functions of C. `include/heap_atlas.h` declares them.
//!
//! Owns which heaps there are, and their names. How a heap lies in the memory that it is given, and speaks in pointers, is in
//! `heap`. No lock: a program whose threads share a heap holds one of its own.

#![cfg_attr(not(feature = "std"), no_std)]

mod heap;
#[cfg(not(feature = "std"))]
mod panic;

use classic_heap::buddy::presets::LinuxLikeBuddy;
use classic_heap::slab::presets::Slab;
use classic_heap::tags::presets::{
    BoundaryTags, DlmallocLike, ExplicitList, Fast, FreertosHeap2, FreertosHeap4, ImplicitList,
    KernighanRitchie, NewlibNano, Rlsf, SegregatedLists, Threadx, Tlsf, UmmMalloc, Xv6,
    ZephyrSysHeap,
};
use classic_heap::{Classic, HeapOf};

use heap::pointer_or_null;

/// The functions of a heap: `heap_atlas_NAME_new` and so on.
macro_rules! functions {
    ($heap:ty: $new:ident $malloc:ident $calloc:ident $aligned_alloc:ident $realloc:ident $free:ident) => {
        /// A heap in the `bytes` bytes from `memory` on; null where no block fits.
        ///
        /// # Safety
        /// The memory must be valid, and the heap's alone for as long as it is used.
        #[unsafe(no_mangle)]
        pub unsafe extern "C" fn $new(memory: *mut u8, bytes: usize) -> *mut $heap {
            // SAFETY: the caller's promise.
            unsafe { heap::placed(memory, bytes) }
        }

        /// At least `bytes` bytes; null where the request is refused.
        ///
        /// # Safety
        /// `heap` must come from `_new`, and be used by one thread at a time.
        #[unsafe(no_mangle)]
        pub unsafe extern "C" fn $malloc(heap: *mut $heap, bytes: usize) -> *mut u8 {
            // SAFETY: the caller's promise.
            let heap = unsafe { &mut *heap };
            pointer_or_null(heap::allocate(heap, bytes, 1))
        }

        /// At least `count * bytes` bytes, all zero; null where the request is refused, or the product is beyond a `size_t`.
        ///
        /// # Safety
        /// As `_malloc`.
        #[unsafe(no_mangle)]
        pub unsafe extern "C" fn $calloc(heap: *mut $heap, count: usize, bytes: usize) -> *mut u8 {
            // SAFETY: the caller's promise.
            let heap = unsafe { &mut *heap };
            pointer_or_null(heap::allocate_zeroed(heap, count, bytes))
        }

        /// At least `bytes` bytes at a multiple of `alignment`; null where the request is refused, `alignment` is no power of
        /// two, or it is stricter than that of the heap's memory.
        ///
        /// # Safety
        /// As `_malloc`.
        #[unsafe(no_mangle)]
        pub unsafe extern "C" fn $aligned_alloc(
            heap: *mut $heap,
            alignment: usize,
            bytes: usize,
        ) -> *mut u8 {
            // SAFETY: the caller's promise.
            let heap = unsafe { &mut *heap };
            pointer_or_null(heap::allocate(heap, bytes, alignment))
        }

        /// The block with at least `bytes` bytes, here or elsewhere; null where the request is refused, and the block stays.
        ///
        /// # Safety
        /// As `_malloc`, and as `_free`.
        #[unsafe(no_mangle)]
        pub unsafe extern "C" fn $realloc(
            heap: *mut $heap,
            pointer: *mut u8,
            bytes: usize,
        ) -> *mut u8 {
            // SAFETY: the caller's promise.
            let heap = unsafe { &mut *heap };
            pointer_or_null(heap::reallocate(heap, pointer, bytes))
        }

        /// Frees a block. Null is no block.
        ///
        /// # Safety
        /// As `_malloc`; the pointer is null or a live block of this heap.
        #[unsafe(no_mangle)]
        pub unsafe extern "C" fn $free(heap: *mut $heap, pointer: *mut u8) {
            // SAFETY: the caller's promise.
            heap::free(unsafe { &mut *heap }, pointer)
        }
    };
}

functions!(HeapOf<Classic>: heap_atlas_classic_new heap_atlas_classic_malloc heap_atlas_classic_calloc
    heap_atlas_classic_aligned_alloc heap_atlas_classic_realloc heap_atlas_classic_free);
functions!(HeapOf<Tlsf>: heap_atlas_tlsf_new heap_atlas_tlsf_malloc heap_atlas_tlsf_calloc
    heap_atlas_tlsf_aligned_alloc heap_atlas_tlsf_realloc heap_atlas_tlsf_free);
functions!(HeapOf<Fast>: heap_atlas_fast_new heap_atlas_fast_malloc heap_atlas_fast_calloc
    heap_atlas_fast_aligned_alloc heap_atlas_fast_realloc heap_atlas_fast_free);
functions!(HeapOf<BoundaryTags>: heap_atlas_boundary_tags_new heap_atlas_boundary_tags_malloc
    heap_atlas_boundary_tags_calloc heap_atlas_boundary_tags_aligned_alloc heap_atlas_boundary_tags_realloc
    heap_atlas_boundary_tags_free);
functions!(HeapOf<FreertosHeap4>: heap_atlas_freertos_heap_4_new heap_atlas_freertos_heap_4_malloc
    heap_atlas_freertos_heap_4_calloc heap_atlas_freertos_heap_4_aligned_alloc heap_atlas_freertos_heap_4_realloc
    heap_atlas_freertos_heap_4_free);
functions!(HeapOf<KernighanRitchie>: heap_atlas_kernighan_ritchie_new heap_atlas_kernighan_ritchie_malloc
    heap_atlas_kernighan_ritchie_calloc heap_atlas_kernighan_ritchie_aligned_alloc
    heap_atlas_kernighan_ritchie_realloc heap_atlas_kernighan_ritchie_free);
functions!(HeapOf<FreertosHeap2>: heap_atlas_freertos_heap_2_new heap_atlas_freertos_heap_2_malloc
    heap_atlas_freertos_heap_2_calloc heap_atlas_freertos_heap_2_aligned_alloc
    heap_atlas_freertos_heap_2_realloc heap_atlas_freertos_heap_2_free);
functions!(HeapOf<Xv6>: heap_atlas_xv6_new heap_atlas_xv6_malloc
    heap_atlas_xv6_calloc heap_atlas_xv6_aligned_alloc
    heap_atlas_xv6_realloc heap_atlas_xv6_free);
functions!(HeapOf<NewlibNano>: heap_atlas_newlib_nano_new heap_atlas_newlib_nano_malloc
    heap_atlas_newlib_nano_calloc heap_atlas_newlib_nano_aligned_alloc
    heap_atlas_newlib_nano_realloc heap_atlas_newlib_nano_free);
functions!(HeapOf<Threadx>: heap_atlas_threadx_new heap_atlas_threadx_malloc
    heap_atlas_threadx_calloc heap_atlas_threadx_aligned_alloc
    heap_atlas_threadx_realloc heap_atlas_threadx_free);
functions!(HeapOf<UmmMalloc>: heap_atlas_umm_malloc_new heap_atlas_umm_malloc_malloc
    heap_atlas_umm_malloc_calloc heap_atlas_umm_malloc_aligned_alloc
    heap_atlas_umm_malloc_realloc heap_atlas_umm_malloc_free);
functions!(HeapOf<ZephyrSysHeap>: heap_atlas_zephyr_sys_heap_new heap_atlas_zephyr_sys_heap_malloc
    heap_atlas_zephyr_sys_heap_calloc heap_atlas_zephyr_sys_heap_aligned_alloc
    heap_atlas_zephyr_sys_heap_realloc heap_atlas_zephyr_sys_heap_free);
functions!(HeapOf<DlmallocLike>: heap_atlas_dlmalloc_like_new heap_atlas_dlmalloc_like_malloc
    heap_atlas_dlmalloc_like_calloc heap_atlas_dlmalloc_like_aligned_alloc
    heap_atlas_dlmalloc_like_realloc heap_atlas_dlmalloc_like_free);
functions!(HeapOf<Rlsf>: heap_atlas_rlsf_new heap_atlas_rlsf_malloc
    heap_atlas_rlsf_calloc heap_atlas_rlsf_aligned_alloc
    heap_atlas_rlsf_realloc heap_atlas_rlsf_free);
functions!(HeapOf<ImplicitList>: heap_atlas_implicit_list_new heap_atlas_implicit_list_malloc
    heap_atlas_implicit_list_calloc heap_atlas_implicit_list_aligned_alloc
    heap_atlas_implicit_list_realloc heap_atlas_implicit_list_free);
functions!(HeapOf<ExplicitList>: heap_atlas_explicit_list_new heap_atlas_explicit_list_malloc
    heap_atlas_explicit_list_calloc heap_atlas_explicit_list_aligned_alloc
    heap_atlas_explicit_list_realloc heap_atlas_explicit_list_free);
functions!(HeapOf<SegregatedLists>: heap_atlas_segregated_lists_new heap_atlas_segregated_lists_malloc
    heap_atlas_segregated_lists_calloc heap_atlas_segregated_lists_aligned_alloc
    heap_atlas_segregated_lists_realloc heap_atlas_segregated_lists_free);
functions!(HeapOf<LinuxLikeBuddy>: heap_atlas_linux_like_buddy_new heap_atlas_linux_like_buddy_malloc
    heap_atlas_linux_like_buddy_calloc heap_atlas_linux_like_buddy_aligned_alloc heap_atlas_linux_like_buddy_realloc
    heap_atlas_linux_like_buddy_free);
functions!(HeapOf<Slab>: heap_atlas_slab_new heap_atlas_slab_malloc heap_atlas_slab_calloc
    heap_atlas_slab_aligned_alloc heap_atlas_slab_realloc heap_atlas_slab_free);
