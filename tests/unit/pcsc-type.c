/* A reader with keys of its own: what it is asked, what comes of it, and that no PIN passes through the wire. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "pcsc-wait.h"

#define BOTH (WIRE_TYPES(WIRE_VERIFY) | WIRE_TYPES(WIRE_MODIFY))

static const unsigned char verify[4] = { 0x00, 0x20, 0x00, 0x98 }, change[4] = { 0x00, 0x24, 0x01, 0x80 };

static struct wire *
powered(unsigned keys)
{
	struct wire *w;

	lib_reset();
	lib.keys = keys;
	lib.typed = (const unsigned char *)"\x90\x00";
	lib_plug("A", true);
	w = wire_new();
	assert_int_equal(w->ops->power_on(w), ERR_NONE);
	return w;
}

static enum err
type(struct wire *w, enum wire_typing typing, unsigned char answer[16], size_t *n)
{
	return wire_type(w, typing, typing == WIRE_VERIFY ? verify : change, 4, answer, 16, n);
}

static void
offered_keys_are_known(void **state)
{
	static const unsigned rows[] = { 0, WIRE_TYPES(WIRE_VERIFY), BOTH };
	unsigned char answer[16];
	struct wire *w;
	size_t i, n;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		w = powered(rows[i]);
		assert_int_equal(wire_types(w), rows[i]);
		assert_int_equal(type(w, WIRE_MODIFY, answer, &n), rows[i] == BOTH ? ERR_NONE : ERR_CARD_UNABLE);
		assert_int_equal(lib.question_len > 0, rows[i] == BOTH);
		w->keyboard_only = true;
		assert_int_equal(wire_types(w), 0);
		assert_int_equal(type(w, WIRE_VERIFY, answer, &n), ERR_CARD_UNABLE);
		wire_free(&w);
	}
}

/* Four ASCII digits in place of four zeros, each entry ended by the reader's key, its own time and Japanese words. */
static void
question_is_for_four_digits(void **state)
{
	static const unsigned char first[] = { 0, 0, 0x82, 0x04, 0, 0x04, 0x04, 0x02, 0xff, 0x11, 0x04, 0, 0, 0, 0,
	    9, 0, 0, 0, 0x00, 0x20, 0x00, 0x98, 4, 0, 0, 0, 0 };
	static const unsigned char second[] = { 0, 0, 0x82, 0x04, 0, 0, 0, 0x04, 0x04, 0x01, 0x02, 0xff, 0x11, 0x04,
	    0, 1, 2, 0, 0, 0, 9, 0, 0, 0, 0x00, 0x24, 0x01, 0x80, 4, 0, 0, 0, 0 };
	unsigned char answer[16];
	struct wire *w = powered(BOTH);
	size_t n;

	(void)state;
	assert_int_equal(type(w, WIRE_VERIFY, answer, &n), ERR_NONE);
	assert_int_equal(lib.asked, LIB_VERIFY);
	assert_int_equal(lib.question_len, sizeof(first));
	assert_memory_equal(lib.question, first, sizeof(first));
	assert_int_equal(n, 2);
	assert_memory_equal(answer, "\x90\x00", 2);
	assert_int_equal(type(w, WIRE_MODIFY, answer, &n), ERR_NONE);
	assert_int_equal(lib.asked, LIB_MODIFY);
	assert_int_equal(lib.question_len, sizeof(second));
	assert_memory_equal(lib.question, second, sizeof(second));
	assert_int_equal(wire_type(w, WIRE_VERIFY, verify, 16, answer, sizeof(answer), &n), ERR_TOO_LONG);
	assert_int_equal(lib_count(&lib.commands), 0);
	wire_free(&w);
}

/* A command has some milliseconds here; whoever types has the reader's time. */
static void
time_is_the_readers(void **state)
{
	unsigned char answer[16];
	struct wire *w = powered(BOTH);
	size_t n;

	(void)state;
	wire_limit(w, 50);
	lib.slow_ms = 120;
	assert_int_equal(type(w, WIRE_VERIFY, answer, &n), ERR_NONE);
	assert_int_equal(n, 2);
	wire_free(&w);
}

static void
nothing_answered_is_a_card_gone(void **state)
{
	unsigned char answer[16];
	struct wire *w = powered(BOTH);
	size_t n;

	(void)state;
	lib.typed = NULL;
	assert_int_equal(type(w, WIRE_VERIFY, answer, &n), ERR_CARD_REMOVED);
	assert_int_equal(n, 0);
	w->ops->power_off(w);
	assert_int_equal(type(w, WIRE_VERIFY, answer, &n), ERR_CARD_REMOVED);
	wire_free(&w);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(offered_keys_are_known),
		cmocka_unit_test(question_is_for_four_digits),
		cmocka_unit_test(time_is_the_readers),
		cmocka_unit_test(nothing_answered_is_a_card_gone),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
