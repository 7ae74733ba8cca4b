/* Builds a list of numbers on each heap, frees every second one, and fills the heap until it refuses. Heaps whose blocks are aligned
 * to four bytes are left out: a pointer may need eight. */

#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "heap_atlas.h"

struct number {
    struct number *next;
    uint64_t value;
};

static _Alignas(64) unsigned char memory[262144];

#define SUM_ON(heap_type)                                                                          \
    static uint64_t sum_on_##heap_type(size_t *blocks_left) {                                      \
        heap_type *heap = heap_type##_new(memory, sizeof memory);                                  \
        struct number *first = NULL;                                                               \
        for (uint64_t value = 1; value <= 100; value++) {                                          \
            struct number *number = heap_type##_malloc(heap, sizeof *number);                      \
            *number = (struct number){.next = first, .value = value};                              \
            first = number;                                                                        \
        }                                                                                          \
        uint64_t sum = 0;                                                                          \
        for (struct number *number = first; number != NULL; number = number->next) {               \
            struct number *odd = number->next;                                                     \
            number->next = odd->next;                                                              \
            heap_type##_free(heap, odd);                                                           \
            sum += number->value;                                                                  \
        }                                                                                          \
        char *text = heap_type##_calloc(heap, 8, 4);                                               \
        text = heap_type##_realloc(heap, strcpy(text, "kept"), 4000);                              \
        void *aligned = heap_type##_aligned_alloc(heap, 64, 100);                                  \
        if (strcmp(text, "kept") != 0 || aligned == NULL || (uintptr_t)aligned % 64 != 0) return 0; \
        if (heap_type##_malloc(heap, sizeof memory) != NULL) return 0;                             \
        if (heap_type##_calloc(heap, SIZE_MAX / 2, 4) != NULL) return 0;                           \
        *blocks_left = 0;                                                                          \
        while (heap_type##_malloc(heap, 1000) != NULL) ++*blocks_left;                             \
        return sum;                                                                                \
    }

#define TELL(heap_type)                                                                            \
    do {                                                                                           \
        size_t blocks_left = 0;                                                                    \
        uint64_t sum = sum_on_##heap_type(&blocks_left);                                           \
        printf("%-32s sum %llu, then %zu blocks of 1000 bytes\n", #heap_type,                      \
               (unsigned long long)sum, blocks_left);                                              \
    } while (0)

SUM_ON(heap_atlas_classic)
SUM_ON(heap_atlas_tlsf)
SUM_ON(heap_atlas_fast)
SUM_ON(heap_atlas_boundary_tags)
SUM_ON(heap_atlas_freertos_heap_4)
SUM_ON(heap_atlas_kernighan_ritchie)
SUM_ON(heap_atlas_freertos_heap_2)
SUM_ON(heap_atlas_xv6)
SUM_ON(heap_atlas_umm_malloc)
SUM_ON(heap_atlas_zephyr_sys_heap)
SUM_ON(heap_atlas_dlmalloc_like)
SUM_ON(heap_atlas_rlsf)
SUM_ON(heap_atlas_implicit_list)
SUM_ON(heap_atlas_explicit_list)
SUM_ON(heap_atlas_segregated_lists)
SUM_ON(heap_atlas_slab)

int main(void) {
    TELL(heap_atlas_classic);
    TELL(heap_atlas_tlsf);
    TELL(heap_atlas_fast);
    TELL(heap_atlas_boundary_tags);
    TELL(heap_atlas_freertos_heap_4);
    TELL(heap_atlas_kernighan_ritchie);
    TELL(heap_atlas_freertos_heap_2);
    TELL(heap_atlas_xv6);
    TELL(heap_atlas_umm_malloc);
    TELL(heap_atlas_zephyr_sys_heap);
    TELL(heap_atlas_dlmalloc_like);
    TELL(heap_atlas_rlsf);
    TELL(heap_atlas_implicit_list);
    TELL(heap_atlas_explicit_list);
    TELL(heap_atlas_segregated_lists);
    TELL(heap_atlas_slab);
    heap_atlas_linux_like_buddy *pages = heap_atlas_linux_like_buddy_new(memory, sizeof memory);
    unsigned char *page = heap_atlas_linux_like_buddy_malloc(pages, 4096);
    unsigned char *two = heap_atlas_linux_like_buddy_malloc(pages, 4097);
    if (page == NULL || two == NULL || page - memory != 4096 || two - memory != 8192) return 1;
    heap_atlas_linux_like_buddy_free(pages, two);
    if (heap_atlas_linux_like_buddy_realloc(pages, page, 1) != page) return 1;
    unsigned char little[8];
    return heap_atlas_tlsf_new(little, sizeof little) == NULL ? 0 : 1;
}
