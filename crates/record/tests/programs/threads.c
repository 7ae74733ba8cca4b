/* Four threads allocate, resize, and free what others allocated: a block goes through one of a few shared
   places, so that addresses wander from thread to thread as fast as they can. */
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

enum { THREADS = 4, ROUNDS = 20000, PLACES = 8 };

static _Atomic(void *) places[PLACES];
static pthread_barrier_t start; /* or the first would be done before the last begins */

static void *work(void *argument) {
    size_t thread = (size_t)argument;
    pthread_barrier_wait(&start);
    for (size_t round = 0; round < ROUNDS; round++) {
        void *block = malloc(1000 + thread);
        block = realloc(block, 2000 + (round % 7) * 512);
        free(atomic_exchange(&places[(round * 5 + thread) % PLACES], block));
    }
    return NULL;
}

int main(void) {
    pthread_t threads[THREADS];
    pthread_barrier_init(&start, NULL, THREADS);
    for (size_t i = 0; i < THREADS; i++)
        if (pthread_create(&threads[i], NULL, work, (void *)i)) return 1;
    for (size_t i = 0; i < THREADS; i++) pthread_join(threads[i], NULL);
    for (size_t i = 0; i < PLACES; i++) free(places[i]);
    return 0;
}
