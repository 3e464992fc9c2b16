/* A terminal that draws in two cells what Unicode leaves open: text is measured so, by us and by curses. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "base/buf.h"
#include "tests/screens/counter.h"

static struct counter c;

static int
at_counter(void **state)
{
	*state = &c;
	return 0;
}

/* From home to the summary of somebody whose name is typed; it stands on line 2 with words behind it. */
static void
see_named(const char *name, bool wide, struct buf *typed, struct buf *shown)
{
	static const char rest[] = KEY_DOWN "ばんごう" KEY_DOWN "S61.1.20" KEY_DOWN "2" KEY_DOWN "1000013" KEY_DOWN
	    "東京都" KEY_F2;

	counter_open_in(&c, "about-to-expire",
	    &(struct counter_terminal){ .lang = "ja", .terminal = { .wide = wide } });
	if (wide)
		harness_refuse(c.h, "\xe2\x94\x80");
	counter_to_holder(&c, "", "");
	harness_press(c.h, KEY_F3);
	harness_expect(c.h, " 記入 ");
	harness_press(c.h, name);
	harness_press(c.h, "\033OD");	/* back over the last one */
	harness_see(c.h, typed);
	harness_press(c.h, rest);
	harness_press(c.h, name);
	harness_press(c.h, rest);
	harness_expect(c.h, "様");
	harness_see(c.h, shown);
	counter_leave(&c);
}

/* Letters that this terminal draws in two cells leave the cursor and what stands behind them where two cells put it. */
static void
ambiguous_text_is_measured_as_it_is_drawn(void **state)
{
	struct buf typed[2] = { { .len = 0 } }, shown[2] = { { .len = 0 } };

	(void)state;
	see_named("番号　＊＊", true, &typed[0], &shown[0]);
	see_named("番号　Ωα", true, &typed[1], &shown[1]);
	assert_string_equal(buf_text(&typed[0]), buf_text(&typed[1]));
	assert_string_equal(buf_text(&shown[0]), buf_text(&shown[1]));
	buf_free(&typed[0]);
	buf_free(&typed[1]);
	buf_free(&shown[0]);
	buf_free(&shown[1]);
}

/* Up to where the characters that certificates lack are told by their codes, which are others. */
static void
cut(struct buf *b)
{
	char *at = strstr(b->text, "代わりの文字");

	if (at != NULL)
		*at = '\0';
}

/* Without what takes no cell: a variation selector and a mark that composes with nothing. */
static void
strip(struct buf *b)
{
	static const char *const modifiers[] = { "\xf3\xa0\x84\x80", "\xcc\x80" };
	size_t i;
	char *at;

	for (i = 0; i < 2; i++)
		while ((at = strstr(b->text, modifiers[i])) != NULL)
			memmove(at, at + strlen(modifiers[i]), strlen(at + strlen(modifiers[i])) + 1);
}

/* A shape that a selector chooses, a mark, a private character: as wide as what is seen of them, on either terminal. */
static void
selectors_and_marks_take_no_cell(void **state)
{
	unsigned wide;

	(void)state;
	for (wide = 0; wide < 2; wide++) {
		struct buf typed[2] = { { .len = 0 } }, shown[2] = { { .len = 0 } };

		see_named("番号　葛か〓Ω", wide, &typed[0], &shown[0]);
		see_named("番号　葛\xf3\xa0\x84\x80か\xcc\x80\xee\x80\x80Ω", wide, &typed[1], &shown[1]);
		strip(&typed[1]);
		strip(&shown[1]);
		cut(&shown[0]);
		cut(&shown[1]);
		assert_string_equal(buf_text(&typed[0]), buf_text(&typed[1]));
		assert_string_equal(buf_text(&shown[0]), buf_text(&shown[1]));
		buf_free(&typed[0]);
		buf_free(&typed[1]);
		buf_free(&shown[0]);
		buf_free(&shown[1]);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(ambiguous_text_is_measured_as_it_is_drawn, counter_setup_folder,
		    counter_teardown),
		cmocka_unit_test_setup_teardown(selectors_and_marks_take_no_cell, counter_setup_folder,
		    counter_teardown),
	};

	return cmocka_run_group_tests(tests, at_counter, NULL);
}
