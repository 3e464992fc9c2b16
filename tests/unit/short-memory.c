/* The linker's --wrap leads each request of ours here first. */
#include "short-memory.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

void *__real_malloc(size_t);
void *__real_calloc(size_t, size_t);
void *__real_realloc(void *, size_t);
char *__real_strdup(const char *);
char *__real_strndup(const char *, size_t);
void *__wrap_malloc(size_t);
void *__wrap_calloc(size_t, size_t);
void *__wrap_realloc(void *, size_t);
char *__wrap_strdup(const char *);
char *__wrap_strndup(const char *, size_t);

static _Atomic unsigned left;			/* requests until one is refused; 0: none is */
static bool out_for_good, refused;

static bool
refuse(void)
{
	if (left == 0 || --left > 0)
		return false;
	refused = true;
	left = out_for_good ? 1 : 0;
	return true;
}

void *
__wrap_malloc(size_t size)
{
	return refuse() ? NULL : __real_malloc(size);
}

void *
__wrap_calloc(size_t n, size_t size)
{
	return refuse() ? NULL : __real_calloc(n, size);
}

void *
__wrap_realloc(void *p, size_t size)
{
	return refuse() ? NULL : __real_realloc(p, size);
}

char *
__wrap_strdup(const char *s)
{
	return refuse() ? NULL : __real_strdup(s);
}

char *
__wrap_strndup(const char *s, size_t n)
{
	return refuse() ? NULL : __real_strndup(s, n);
}

void
memory_short(unsigned n, bool for_good)
{
	refused = false;
	out_for_good = for_good;
	left = n;
}

bool
memory_enough(void)
{
	left = 0;
	return refused;
}

static unsigned
try_each(const struct shortage *s, bool for_good)
{
	unsigned n = 1 - (s->stride > 0 ? s->stride : 1);
	bool short_of;
	enum err e;

	do {
		n += s->stride > 0 ? s->stride : 1;
		if (s->before != NULL)
			s->before();
		memory_short(n, for_good);
		e = s->work();
		short_of = memory_enough();
		if (short_of ? e != ERR_MEMORY && !s->in_own_words : e != ERR_NONE)
			fail_msg("%s: request %u: %s", s->name, n, err_name(e));
		if (s->after != NULL)
			s->after(e);
	} while (short_of);
	return n - 1;
}

unsigned
memory_try_each(const struct shortage *s)
{
	const unsigned n = try_each(s, false);

	(void)try_each(s, true);
	print_message("%s: %u\n", s->name, n);
	return n;
}
