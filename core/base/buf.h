/* A growable text buffer. A failed allocation is remembered; check for it once, at the end. */
#ifndef MADOGUCHI_BASE_BUF_H
#define MADOGUCHI_BASE_BUF_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

#define BUF_MAX (16u << 20)	/* bytes; an addition beyond it fails */

/* A zeroed buffer is empty. text is NULL, or has a NUL after its len bytes. */
struct buf { char *text; size_t len, cap; bool failed; };

void buf_add(struct buf *, const char *bytes, size_t len);	/* bytes: may be NULL where len is 0 */
void buf_puts(struct buf *, const char *);
void buf_printf(struct buf *, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

/* ERR_MEMORY when any addition failed. */
enum err buf_check(const struct buf *);

/* The text; "" if nothing was added. */
const char *buf_text(const struct buf *);

void buf_clear(struct buf *);	/* keeps the memory */
void buf_free(struct buf *);

#endif
