/*
 * Where the holder lives, in each of the five municipalities: a card from elsewhere has residence asked anew, and its
 * face counts as outdated; a card of their own asks nothing.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "tests/screens/counter.h"

#define RESIDENT "この市区町村に住民登録がある"
#define QUESTIONS_MAX 12

static struct counter c;

static int
at_counter(void **state)
{
	*state = &c;
	return 0;
}

static void
open_in(const char *municipality, const char *card)
{
	counter_open_in(&c, card, &(struct counter_terminal){ .profile = municipality });
}

/* Some ask what others don't: Enter answers what is usual. */
static void
answer_usual(const char *until)
{
	int n;

	for (n = 0; n < QUESTIONS_MAX && !harness_shows(c.h, until); n++) {
		counter_answer(&c, "", "");
		if (!harness_shows(c.h, until))
			harness_press(c.h, KEY_ENTER);
	}
	harness_expect(c.h, until);
}

/* From home to what the card has said, whatever is asked before. */
static void
read_card(void)
{
	harness_press(c.h, KEY_ENTER);
	harness_expect(c.h, "まもなく切れます");
	harness_press(c.h, "1");
	answer_usual("照合番号B  ");
	harness_press(c.h, COUNTER_CHECK_B KEY_ENTER);
	harness_expect(c.h, "目の前の人と、住民記録に合っていれば");
}

static const char *const municipalities[] = { "kawaguchi", "kawasaki", "odawara", "setagaya", "tachikawa" };
enum { MUNICIPALITIES = sizeof municipalities / sizeof municipalities[0] };

/* The folder's card was made where the nation's rules are practised: its holder lives in 千代田区. */
static void
card_from_elsewhere_asks(void **state)
{
	size_t i;

	(void)state;
	for (i = 0; i < MUNICIPALITIES; i++) {
		open_in(municipalities[i], "about-to-expire");
		read_card();
		harness_press(c.h, KEY_ENTER);
		assert_true(counter_asks(&c, RESIDENT));
		harness_expect(c.h, "住所がほかの市区町村です");
		harness_expect(c.h, "東京都千代");	/* and the rest in the next line */
		harness_press(c.h, "1");
		/* In one of them it is renewed only with a face that is up to date. */
		answer_usual(strcmp(municipalities[i], "tachikawa") == 0 ? "受付できません" : "完了できます");
		counter_leave(&c);
	}
}

/* A practice card that is made in the municipality is one of its own. */
static void
card_from_here_asks_nothing(void **state)
{
	size_t i;

	(void)state;
	for (i = 0; i < MUNICIPALITIES; i++) {
		(void)remove(scratch_path(&c.scratch, ".local/share/madoguchi/training/cards/about-to-expire.card"));
		open_in(municipalities[i], "about-to-expire");
		read_card();
		harness_refuse(c.h, "千代田区");
		harness_press(c.h, KEY_ENTER);
		assert_false(counter_asks(&c, RESIDENT));
		answer_usual("完了できます");
		counter_leave(&c);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(card_from_elsewhere_asks, counter_setup_folder, counter_teardown),
		cmocka_unit_test_setup_teardown(card_from_here_asks_nothing, counter_setup_folder, counter_teardown),
	};

	return cmocka_run_group_tests(tests, at_counter, NULL);
}
