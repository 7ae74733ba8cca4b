/* Needs no memory. */
int main(void) { return 0; }
