/* The only type that may hold a PIN or a key. */
#ifndef MADOGUCHI_BASE_SECRET_H
#define MADOGUCHI_BASE_SECRET_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

#define SECRET_MAX 64

/* Of fixed size, never on the heap. A zeroed secret is empty. */
struct secret {
	unsigned char bytes[SECRET_MAX];
	size_t len;
};

/* Wipes the old content and copies len bytes in. ERR_TOO_LONG over SECRET_MAX. */
enum err secret_set(struct secret *, const void *, size_t len);

/* Adds one byte; false when full. */
bool secret_push(struct secret *, unsigned char);

/* Wipes the last byte; false when empty. */
bool secret_pop(struct secret *);

/* Compares length and content in constant time. */
bool secret_equal(const struct secret *, const struct secret *);

/* Wipes the whole buffer, beyond len too, with OPENSSL_cleanse. */
void secret_wipe(struct secret *);

/* Locks size bytes at p into memory, out of swap, as far as the system allows. */
void secret_lock(void *p, size_t size);

/*
 * Forbids core dumps and debuggers of the same user: RLIMIT_CORE 0, PR_SET_DUMPABLE 0. Also restores SIGCHLD to its
 * default, since an ignored one would hide whether a child crashed or succeeded.
 */
void secret_harden_process(void);

#endif
