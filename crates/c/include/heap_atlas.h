/* Allocators of Heap Atlas for programs in C.
 *
 * Each heap lies in memory that the program gives it, and needs nothing else:
 *
 *     static _Alignas(64) unsigned char memory[65536];
 *     heap_atlas_tlsf *heap = heap_atlas_tlsf_new(memory, sizeof memory);
 *     int *numbers = heap_atlas_tlsf_malloc(heap, 10 * sizeof *numbers);
 *     heap_atlas_tlsf_free(heap, numbers);
 *
 * `_new` gives null where no block fits. `_malloc`, `_calloc`, `_realloc`, `_free` are C's, for this heap: null is a refusal,
 * and after a refused `_realloc` the block is as it was. Blocks are aligned as the design says: 16 bytes under Classic,
 * 8 under the others. `_aligned_alloc` takes a stricter power of two, up to the alignment of the memory itself.
 *
 * A heap has no lock: threads that share one hold a lock of the program's around each call.
 */
#ifndef HEAP_ATLAS_H
#define HEAP_ATLAS_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

#define HEAP_ATLAS_DECLARE(name)                                                                   \
    typedef struct name name;                                                                      \
    name *name##_new(void *memory, size_t bytes);                                                  \
    void *name##_malloc(name *heap, size_t bytes);                                                 \
    void *name##_calloc(name *heap, size_t count, size_t bytes);                                   \
    void *name##_aligned_alloc(name *heap, size_t alignment, size_t bytes);                        \
    void *name##_realloc(name *heap, void *block, size_t bytes);                                   \
    void name##_free(name *heap, void *block)

/* Classic: one list of all blocks. It checks where its words lead, and aborts where they lead outside its memory. */
HEAP_ATLAS_DECLARE(heap_atlas_classic);

/* The others trust their program: a write beyond a block, or a second free, damages the heap, and nothing tells. */
HEAP_ATLAS_DECLARE(heap_atlas_tlsf);
HEAP_ATLAS_DECLARE(heap_atlas_fast);
HEAP_ATLAS_DECLARE(heap_atlas_boundary_tags);
HEAP_ATLAS_DECLARE(heap_atlas_freertos_heap_4);
HEAP_ATLAS_DECLARE(heap_atlas_kernighan_ritchie);
HEAP_ATLAS_DECLARE(heap_atlas_freertos_heap_2);
HEAP_ATLAS_DECLARE(heap_atlas_xv6);
HEAP_ATLAS_DECLARE(heap_atlas_umm_malloc);
HEAP_ATLAS_DECLARE(heap_atlas_zephyr_sys_heap);
HEAP_ATLAS_DECLARE(heap_atlas_dlmalloc_like);
HEAP_ATLAS_DECLARE(heap_atlas_rlsf);
HEAP_ATLAS_DECLARE(heap_atlas_implicit_list);
HEAP_ATLAS_DECLARE(heap_atlas_explicit_list);
HEAP_ATLAS_DECLARE(heap_atlas_segregated_lists);
HEAP_ATLAS_DECLARE(heap_atlas_slab);

/* Blocks of these are aligned to four bytes: enough where nothing needs more, as on most targets of 32 bits. */
HEAP_ATLAS_DECLARE(heap_atlas_newlib_nano);
HEAP_ATLAS_DECLARE(heap_atlas_threadx);

/* Whole pages of 4,096 bytes, in blocks of powers of two. */
HEAP_ATLAS_DECLARE(heap_atlas_linux_like_buddy);

#ifdef __cplusplus
}
#endif

#endif
