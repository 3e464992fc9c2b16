/* A process of its own for reading what others wrote: it says what it found through a pipe or shared memory. */
#ifndef MADOGUCHI_BASE_APART_H
#define MADOGUCHI_BASE_APART_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

/*
 * Starts work(ctx), which has those descriptors (-1: none) and standard error, no others, and ends with this process.
 * It confines itself (base/confine.h) when it has what it needs. -1: none could be started.
 */
pid_t apart_start(const int *kept, size_t n, void (*work)(void *ctx), void *ctx);

/* Waits for its end; at_once: it isn't to go on. */
void apart_end(pid_t, bool at_once);

/* Memory that both have, zeroed; NULL: none. Wiped and given back with used bytes of it. */
void *apart_memory(size_t size);
void apart_memory_free(void *, size_t size, size_t used);

#endif
