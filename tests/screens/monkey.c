/* Random keys, resizes and card pulls into the real program, from a fixed seed: it answers each and lives. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "tests/screens/counter.h"

#define KEYS 600
#define PIN_TYPED "MADO1234"

/* What a hand at the counter might hit, the keys that lead on more often than the others. F10 would end it. */
static const char *const keys[] = {
	KEY_ENTER, KEY_ENTER, KEY_ENTER, KEY_ENTER, "1", "1", "1", "2", "3", KEY_ESC, KEY_F1, KEY_F2, KEY_F4, KEY_F9, KEY_F9,
	KEY_UP, KEY_DOWN, "\033[5~", "\033[6~", "\033[Z", "\t", "x", "あ", "１", "\xff", "\xe3\x81", "\014", "\177", " ",
	COUNTER_CHECK_B, PIN_TYPED, PIN_TYPED KEY_ENTER, "1234", "1234" KEY_ENTER, "about" KEY_ENTER, "R8.11.22",
	"\033[200~a\rb\033[201~", "\033[1;2R",
};

static uint32_t seed = 20261120;

static uint32_t
draw_lot(uint32_t n)
{
	seed = seed * 1664525u + 1013904223u;
	return (seed >> 8) % n;
}

static void
resize_somehow(struct counter *c)
{
	static const struct { int rows, cols; } sizes[] = { { 24, 80 }, { 24, 80 }, { 10, 40 }, { 50, 200 }, { 25, 81 } };
	uint32_t i = draw_lot(sizeof sizes / sizeof sizes[0]);

	harness_resize(c->h, sizes[i].rows, sizes[i].cols);
}

static void
every_key_is_answered(void **state)
{
	struct counter c;
	int i;

	(void)state;
	counter_open(&c, "about-to-expire");
	for (i = 0; i < KEYS; i++) {
		if (draw_lot(40) == 0)
			resize_somehow(&c);
		harness_press(c.h, keys[draw_lot(sizeof keys / sizeof keys[0])]);
	}
	harness_kill(c.h, 15);
	assert_int_equal(harness_end(&c.h), 0);
	counter_free(&c);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_key_is_answered),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
