/* Dies in the middle of its work. */
#include <stdlib.h>

static void *volatile block;

int main(void) {
    block = malloc(123);
    abort();
}
