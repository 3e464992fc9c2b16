/* A decoder, fed with bytes and asked what they are. */
#ifndef MADOGUCHI_TEST_ANY_DECODER_H
#define MADOGUCHI_TEST_ANY_DECODER_H

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "tui/term/decode.h"

static struct decoder d;

static inline void
feed(const char *bytes)
{
	assert_int_equal(decode_feed(&d, bytes, strlen(bytes)), strlen(bytes));
}

static inline void
expect_key(enum press key)
{
	struct press_event p;

	assert_int_equal(decode_next(&d, false, &p), DECODED_ONE);
	assert_int_equal(p.key, key);
}

static inline void
expect_char(uint32_t c)
{
	struct press_event p;

	assert_int_equal(decode_next(&d, false, &p), DECODED_ONE);
	assert_int_equal(p.key, PRESS_NONE);
	assert_int_equal(p.c, c);
}

static inline void
expect_nothing(enum decoded what)
{
	struct press_event p;

	assert_int_equal(decode_next(&d, false, &p), what);
}

static inline int
forget(void **state)
{
	(void)state;
	decode_clear(&d);
	return 0;
}

#endif
