/* The one type that may hold a PIN or a key. */
#ifndef MADOGUCHI_BASE_SECRET_H
#define MADOGUCHI_BASE_SECRET_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

#define SECRET_MAX 64

/* Fixed in size and never on the heap; zeroed is empty. */
struct secret {
	unsigned char bytes[SECRET_MAX];
	size_t len;
};

/* Copies len bytes in; what stood there is wiped first. ERR_TOO_LONG over SECRET_MAX. */
enum err secret_set(struct secret *, const void *, size_t len);

/* Adds one byte; false when full. */
bool secret_push(struct secret *, unsigned char);

/* Wipes the last byte; false when empty. */
bool secret_pop(struct secret *);

/* Equal in length and content; takes the same time wherever they differ. */
bool secret_equal(const struct secret *, const struct secret *);

/* Wipes with OPENSSL_cleanse, also what stood behind len. */
void secret_wipe(struct secret *);

/* Keeps the memory of size bytes at p out of swap, as far as the system lets us. */
void secret_lock(void *p, size_t size);

/*
 * No core dump and no debugger of the same user: RLIMIT_CORE 0, PR_SET_DUMPABLE 0. And SIGCHLD as it is at first, whatever
 * started us: else a child's crash couldn't be told from its success.
 */
void secret_harden_process(void);

#endif
