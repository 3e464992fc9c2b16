/* A growable piece of text. A failed allocation is remembered and asked for once, at the end. */
#ifndef MADOGUCHI_BASE_BUF_H
#define MADOGUCHI_BASE_BUF_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

#define BUF_MAX (16u << 20)	/* nothing of ours is larger: beyond it the buffer fails */

/* Zeroed is empty. text is NULL or ends in a NUL behind len bytes. */
struct buf { char *text; size_t len, cap; bool failed; };

void buf_add(struct buf *, const char *bytes, size_t len);
void buf_puts(struct buf *, const char *);
void buf_printf(struct buf *, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

/* ERR_MEMORY when any addition failed. */
enum err buf_check(const struct buf *);

/* The text, "" where nothing was added. */
const char *buf_text(const struct buf *);

void buf_clear(struct buf *);	/* keeps the memory */
void buf_free(struct buf *);

#endif
