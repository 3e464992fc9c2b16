/* Looks for a PIN in the memory of a process, though that lets no debugger near it. */
#ifndef MADOGUCHI_TEST_MEMORY_H
#define MADOGUCHI_TEST_MEMORY_H

#include <sys/types.h>

#include <stdbool.h>
#include <stddef.h>

struct memory { pid_t pid; int bytes, maps; char where[256]; };

/* In the child, before it becomes the program: its parent may look. */
void memory_offer(void);

/*
 * In the parent: waits until the child has become the program and opens its memory before the program can forbid it.
 * stop: it will be held at its end (memory_await_end), as nothing is left to look into afterwards.
 */
void memory_open(struct memory *, pid_t, bool stop);

/* Until the program is about to end; its exit status, or 128 and its signal. Fails the test when it stops otherwise. */
int memory_await_end(struct memory *);

/* The number of places that hold eight or more characters of the PIN one after another; where: the first mapping. */
int memory_hunt(struct memory *, const char *pin);

/* Lets it end, if it was held. */
void memory_close(struct memory *);

/*
 * How often bytes hold eight or more characters of the PIN one after another, in capitals or not, as bytes, as UTF-16
 * or UTF-32, or as keys. No character may be in the PIN twice.
 */
int memory_count(const unsigned char *bytes, size_t len, const char *pin);

#endif
