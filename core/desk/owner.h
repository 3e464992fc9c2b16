/* Who runs a procedure: a process, identified so that no other is mistaken for it, even after a crash or restart. */
#ifndef MADOGUCHI_OWNER_H
#define MADOGUCHI_OWNER_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"

/* start: of the process, in clock ticks since boot; process numbers are used again. */
struct owner { char host[65]; char boot[37]; int64_t pid, start; };

/* This process. ERR_IO if /proc can't be read. */
enum err owner_self(struct owner *);

/*
 * Whether another process may still be at work. On this host it is looked up; from before the last boot it is dead; on
 * another host nobody here can know, so it counts as alive. pid 0 is nobody. False for this process: it asks only while
 * its desk is idle, so a row that names it is one that journal_release could not update.
 */
bool owner_alive(const struct owner *);

/* Whether it is on another host, and so may be alive. False if this host's name is unknown. */
bool owner_elsewhere(const struct owner *);

/* Whether it is this process. */
bool owner_is_self(const struct owner *);

#endif
