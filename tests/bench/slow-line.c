/*
 * The main job over a line of 9,600 bit/s whose bytes arrive 300 ms late, both ways, typed ahead by somebody who waits
 * for no screen: no key is lost, and each screen is in the end the same as over a fast line.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "tests/screens/counter.h"
#include "tests/screens/line.h"

static const struct line slow = { .bytes_per_second = 960, .delay_ms = 300 };

static struct counter c;

/* What has to be typed up to the summary, the next PIN or the end, what is shown then, and the screen as it was over a fast line. */
static struct stretch { struct buf keys; const char *shown; struct buf screen; } stretches[] = {
	{ .shown = "カードに書く前の確認" },
	{ .shown = "[ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ ]" },
	{ .shown = "[ _ _ _ _ ]" },
	{ .shown = "更新が終わりました" },
	{ .shown = "カードを置くか Enter" },
};

#define STRETCHES (sizeof stretches / sizeof stretches[0])

static void
type_fast(void)
{
	size_t i;

	counter_make(&c, "about-to-expire");
	counter_open_again(&c, "about-to-expire");
	harness_record(c.h, &stretches[0].keys);
	counter_to_summary(&c);
	harness_record(c.h, NULL);
	buf_printf(&stretches[1].keys, "\r");
	buf_printf(&stretches[2].keys, "MADO1234\r");
	buf_printf(&stretches[3].keys, "1234\r");
	buf_printf(&stretches[4].keys, "\r");
	for (i = 0; i < STRETCHES; i++) {
		if (i > 0)
			harness_press(c.h, buf_text(&stretches[i].keys));
		harness_expect(c.h, stretches[i].shown);
		harness_see(c.h, &stretches[i].screen);
	}
	counter_close(&c);
	counter_free(&c);
}

static void
nothing_is_lost(void **state)
{
	long began, all = harness_now();
	size_t i;

	(void)state;
	type_fast();
	counter_make(&c, "about-to-expire");
	counter_open_in(&c, "about-to-expire", &(struct counter_terminal){ .terminal = { .line = &slow } });
	printf("9,600 bit/s and 300 ms each way: home after %ld ms", harness_now() - all);
	for (i = 0; i < STRETCHES; i++) {
		struct buf screen = { .len = 0 };

		began = harness_now();
		harness_type(c.h, buf_text(&stretches[i].keys));
		harness_until(c.h, stretches[i].shown);
		printf(", %zu keys %ld ms", strlen(buf_text(&stretches[i].keys)), harness_now() - began);
		harness_quiet(c.h);
		harness_see(c.h, &screen);
		assert_string_equal(buf_text(&screen), buf_text(&stretches[i].screen));
		buf_free(&screen);
	}
	printf("\n");
	harness_kill(c.h, 15);
	assert_int_equal(harness_end(&c.h), 0);
	counter_free(&c);
}

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(nothing_is_lost) };

	return cmocka_run_group_tests_name("slow-line", tests, NULL, NULL);
}
