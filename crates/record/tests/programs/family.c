/* A process, its forked child, and the program which that child becomes by exec: three heaps. */
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static void *volatile block;

int main(int count, char **arguments) {
    if (count > 1) {
        block = malloc(300);
        return 0;
    }
    block = malloc(100);
    pid_t child = fork();
    if (child == 0) {
        free(block); /* the parent's: in this log nobody knows it */
        block = malloc(200);
        execl(arguments[0], arguments[0], "second life", (char *)NULL);
        _exit(9);
    }
    int status;
    waitpid(child, &status, 0);
    free(block);
    block = malloc(400);
    return status != 0;
}
