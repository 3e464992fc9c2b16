/*
 * The whole life of a proxy's case, typed into the real program in two processes with two weeks between: reception, the
 * letter, the reply, the card's new certificates; by the rules of each of the five municipalities.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "tests/screens/proxy-visits.h"

#define LATER "2026-12-04T09:31"
#define CARD_FILE ".local/share/madoguchi/training/cards/about-to-expire.card"
#define EARLIER "2026-11-06T10:31"

static struct counter c;
static const struct proxy_case proxy = { &c, COUNTER_CHECK_B, "S61.1.20" KEY_ENTER, "R14.1.20" KEY_ENTER,
    "R9.1.20" KEY_ENTER, "霞が関" };

static void
second_visit(void)
{
	proxy_second_visit(&proxy);
	counter_prove(&c);
	harness_expect(c.h, "紙に書かれているとおり");
	harness_refuse(c.h, "花子");
	counter_type_pins(&c, "MADO1234");
	harness_until(c.h, "更新が終わりました");
	harness_expect(c.h, "令和14年1月20日(火) まで有効");
}

static void
end_life(void)
{
	harness_press(c.h, KEY_ENTER);
	harness_expect(c.h, "シュレッダーにかけましたか");
	harness_press(c.h, KEY_ENTER);
	harness_expect(c.h, "完了 1");
	counter_close(&c);
}

static void
live(const char *profile, bool by_card)
{
	struct counter_terminal first = { .profile = profile }, later = { .profile = profile, .at = LATER };

	counter_make(&c, "about-to-expire");
	/* The card is of 千代田区, by the nation's rules: it is made anew in the municipality. */
	if (by_card)
		(void)remove(scratch_path(&c.scratch, CARD_FILE));
	counter_open_in(&c, by_card ? "about-to-expire" : NULL, &first);
	assert_int_equal(proxy_first_visit(&proxy, by_card), strcmp(profile, "tachikawa") == 0);
	counter_close(&c);
	counter_open_in(&c, "about-to-expire", &later);
	second_visit();
	end_life();
	counter_free(&c);
}

/* The days are past ones: what is issued on the second is judged by others today. */
static void
over_a_daemon(void **state)
{
	const struct counter_terminal first = { .profile = "kawasaki", .at = EARLIER, .over_pcsc = true };
	const struct counter_terminal later = { .profile = "kawasaki", .at = COUNTER_AT, .over_pcsc = true };

	(void)state;
	counter_open_over_pcsc(&c, &first);
	(void)proxy_first_visit(&proxy, true);
	counter_close(&c);
	counter_open_over_pcsc(&c, &later);
	second_visit();
	end_life();
}

static void
kawaguchi(void **state)
{
	(void)state;
	live("kawaguchi", true);
}

static void
kawasaki(void **state)
{
	(void)state;
	live("kawasaki", true);
}

/* There a telephone call has the form posted; no card lies on the reader. */
static void
odawara_by_telephone(void **state)
{
	(void)state;
	live("odawara", false);
}

static void
tachikawa(void **state)
{
	(void)state;
	live("tachikawa", true);
}

/* Another letter has a last day of its own: it is asked for again. */
static void
another_letter_has_a_day_of_its_own(void **state)
{
	const struct counter_terminal first = { .profile = "tachikawa" };
	char row[256];
	int y;

	(void)state;
	counter_make(&c, "about-to-expire");
	(void)remove(scratch_path(&c.scratch, CARD_FILE));
	counter_open_in(&c, "about-to-expire", &first);
	(void)proxy_first_visit(&proxy, true);
	harness_expect(c.h, "令和8年12月20日");
	for (y = 0; y < 24; y++) {
		harness_row(c.h, y, row, sizeof row);
		if (strstr(row, "照会書をもう一度送る") != NULL)
			break;
	}
	assert_true(y < 24);
	harness_press(c.h, (char[]){ row[strspn(row, "> ")], '\0' });
	harness_expect(c.h, "照会書に書く、回答の期限");
	harness_press(c.h, "R8.11.1" KEY_ENTER);
	harness_expect(c.h, "使えない日です");
	harness_press(c.h, "\025" "R9.1.10" KEY_ENTER);
	harness_expect(c.h, "照会書発送待ち");
	harness_expect(c.h, "令和9年1月10日");
	counter_close(&c);
	counter_free(&c);
}

static void
setagaya(void **state)
{
	(void)state;
	live("setagaya", true);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest daemon[] = { cmocka_unit_test(over_a_daemon) };
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(kawaguchi), cmocka_unit_test(kawasaki), cmocka_unit_test(odawara_by_telephone),
		cmocka_unit_test(tachikawa),
		cmocka_unit_test(another_letter_has_a_day_of_its_own), cmocka_unit_test(setagaya),
	};

	if (argc > 1 && strcmp(argv[1], "pcsc") == 0)
		return cmocka_run_group_tests(daemon, NULL, NULL);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
