/* Growable text: doubles, bounded, and fails once instead of at every call. */
#include "base/buf.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool
grow(struct buf *b, size_t more)
{
	size_t cap = b->cap != 0 ? b->cap : 256;
	char *p;

	if (b->failed || more > BUF_MAX || b->len + more + 1 > BUF_MAX) {
		b->failed = true;
		return false;
	}
	while (cap < b->len + more + 1)
		cap *= 2;
	if (cap != b->cap) {
		if ((p = realloc(b->text, cap)) == NULL) {
			b->failed = true;
			return false;
		}
		b->text = p;
		b->cap = cap;
	}
	return true;
}

/* There is room nearly always. */
static inline bool
reserve(struct buf *b, size_t more)
{
	return (!b->failed && b->len < b->cap && more < b->cap - b->len && b->len + more < BUF_MAX) || grow(b, more);
}

void
buf_add(struct buf *b, const char *bytes, size_t len)
{
	if (!reserve(b, len))
		return;
	if (len > 0)
		memcpy(b->text + b->len, bytes, len);
	b->len += len;
	b->text[b->len] = '\0';
}

void
buf_puts(struct buf *b, const char *s)
{
	buf_add(b, s, strlen(s));
}

void
buf_printf(struct buf *b, const char *fmt, ...)
{
	va_list ap;
	int n;

	va_start(ap, fmt);
	n = vsnprintf(NULL, 0, fmt, ap);
	va_end(ap);
	if (n < 0 || !reserve(b, (size_t)n)) {
		b->failed = true;
		return;
	}
	va_start(ap, fmt);
	(void)vsnprintf(b->text + b->len, (size_t)n + 1, fmt, ap);
	va_end(ap);
	b->len += (size_t)n;
}

enum err
buf_check(const struct buf *b)
{
	return b->failed ? ERR_MEMORY : ERR_NONE;
}

const char *
buf_text(const struct buf *b)
{
	return b->text != NULL ? b->text : "";
}

void
buf_clear(struct buf *b)
{
	b->len = 0;
	b->failed = false;
	if (b->text != NULL)
		b->text[0] = '\0';
}

void
buf_free(struct buf *b)
{
	free(b->text);
	*b = (struct buf){ 0 };
}
