/* Who runs a procedure: a process that can be told from every other, also after a crash or a restart. */
#ifndef MADOGUCHI_OWNER_H
#define MADOGUCHI_OWNER_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"

/* start is in clock ticks since boot, so that a process number used again isn't taken for the old one. */
struct owner { char host[65]; char boot[37]; int64_t pid, start; };

/* This process. ERR_IO where /proc can't be read. */
enum err owner_self(struct owner *);

/*
 * Whether another process may still be at work: on this host in this boot it is looked up; from an earlier boot it is
 * gone; on another host nobody here can know, so it counts as alive. pid 0 is nobody. This process itself doesn't
 * count: who asks has a desk at rest, so what its row says it runs it has let go of (and couldn't write that down).
 */
bool owner_alive(const struct owner *);

/* It may be alive, on another host. False where that can't be told. */
bool owner_elsewhere(const struct owner *);

/* It is this process, and nobody has taken its work over. */
bool owner_is_self(const struct owner *);

#endif
