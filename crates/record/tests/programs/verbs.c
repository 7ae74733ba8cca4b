/* Asks for memory in every way that is recorded, once each, and ends without a word (_exit). */
#define _GNU_SOURCE
#include <errno.h>
#include <malloc.h>
#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>

int main(void) {
    void *volatile zero = malloc(0);
    void *volatile a = malloc(24);
    void *volatile b = calloc(4, 8);
    a = realloc(a, 5000);
    void *volatile c = NULL; /* a plain NULL the compiler would turn into malloc */
    c = realloc(c, 7);
    c = realloc(c, 0);
    c = reallocarray(b, 6, 8);
    void *d = NULL;
    if (posix_memalign(&d, 64, 100)) return 1;
    void *volatile e = aligned_alloc(32, 96);
    void *volatile f = memalign(48, 10); /* rounded up to 64 by glibc */
    void *volatile g = valloc(11);
    void *volatile h = pvalloc(12);
    free(NULL);

    /* What fails leaves no operation, and the error the allocator gave. */
    volatile size_t huge = SIZE_MAX / 2;
    errno = 0;
    if (malloc(huge) || errno != ENOMEM) return 2;
    if (realloc(a, huge)) return 3;
    if (calloc(huge, 4)) return 4;
    if (posix_memalign(&d, 3, 10) != EINVAL) return 5;

    /* What succeeds leaves errno alone. */
    errno = EDOM;
    free(d);
    if (errno != EDOM) return 6;
    free(e);
    free(f);
    free(g);
    free(h);
    free(c);
    free(a);
    (void)zero; /* leaked */
    _exit(0);
}
