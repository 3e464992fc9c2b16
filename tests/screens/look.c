/*
 * What stands out and how: the focus, the keys, the verdict by what it says, what is somebody's own. On a terminal
 * without colours, or where NO_COLOR is set, the words are the same and only the colours are gone.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/text.h"
#include "tests/screens/counter.h"

static struct counter c;

static int
at_counter(void **state)
{
	*state = &c;
	return 0;
}

/* How a text looks where it begins; 0: it isn't shown. */
static char
look_of(const char *text)
{
	char row[2048], look = 0;
	char *at;
	int y;

	for (y = 0; y < harness_rows(c.h) && look == 0; y++) {
		harness_row(c.h, y, row, sizeof row);
		if ((at = strstr(row, text)) == NULL)
			continue;
		*at = '\0';
		(void)harness_cell(c.h, y, (int)text_cells(row), &look);
	}
	return look;
}

static void
looks(const char *text, char look)
{
	char why[256];

	(void)snprintf(why, sizeof why, "%s looks like '%c' and not '%c'", text, look_of(text), look);
	if (look_of(text) != look)
		harness_fail(c.h, why);
}

/* A proxy with a letter to be written; a renewal that can be finished; its question before. Seen: the words of all. */
static void
walk(const struct counter_terminal *t, const char *expected, struct buf *seen)
{
	counter_open_in(&c, "about-to-expire", t);
	looks("> 1", 'r');
	looks("受付 ", ' ');
	harness_press(c.h, KEY_DOWN);
	looks("> 2", 'r');
	harness_press(c.h, KEY_UP);
	looks("F2", 'b');
	counter_to_holder(&c, "", "");
	looks("完了できます", expected[0]);
	harness_press(c.h, COUNTER_CHECK_B KEY_ENTER);
	looks("番号　花子", 'u');
	harness_see(c.h, seen);
	counter_leave(&c);
	counter_open_in(&c, "about-to-expire", t);
	counter_proxy_comes(&c);
	harness_press(c.h, COUNTER_CHECK_B KEY_ENTER KEY_ENTER);
	looks("不足", expected[1]);
	harness_press(c.h, "menkyo");
	harness_press(c.h, KEY_ENTER);
	looks("照会になります", expected[2]);
	harness_see(c.h, seen);
	counter_leave(&c);
}

static void
same_words(void **state)
{
	static const char *const none[] = { "/usr/bin/env", "NO_COLOR=1", NULL },
	    *const empty[] = { "/usr/bin/env", "NO_COLOR=", NULL };
	static const struct { const char *expected; struct counter_terminal t; } kinds[] = {
		{ "GRM", { .kind = "xterm-256color", .lang = "ja" } },
		{ "GRM", { .kind = "linux", .lang = "ja" } },
		{ "GRM", { .kind = "xterm-256color", .lang = "ja", .through = empty } },
		{ "bbb", { .kind = "xterm-256color", .lang = "ja", .through = none } },
		{ "bbb", { .kind = "vt100", .lang = "ja" } },
	};
	struct buf first = { 0 }, seen = { 0 };
	size_t i;

	(void)state;
	for (i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
		counter_make(&c, "about-to-expire");
		buf_clear(&seen);
		walk(&kinds[i].t, kinds[i].expected, i == 0 ? &first : &seen);
		if (i > 0 && strcmp(kinds[i].t.kind, "xterm-256color") == 0)
			assert_string_equal(buf_text(&seen), buf_text(&first));
		counter_free(&c);
	}
	buf_free(&first);
	buf_free(&seen);
}

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(same_words) };

	return cmocka_run_group_tests_name("look", tests, at_counter, NULL);
}
