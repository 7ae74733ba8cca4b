/* Leaves two logs beside its own: an empty one, as on a full disk, and one that holds something else. */
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

static void *volatile block;

int main(void) {
    static const char page[5000] = "not a log";
    if (chdir(getenv("HEAP_ATLAS_LOG_DIRECTORY"))) return 1;
    block = malloc(1);
    if (open("1-0.log", O_CREAT | O_WRONLY, 0600) < 0) return 2;
    int file = open("2-0.log", O_CREAT | O_WRONLY, 0600);
    return write(file, page, sizeof page) != sizeof page;
}
