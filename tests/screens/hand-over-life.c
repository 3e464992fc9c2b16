/*
 * Whole lives of cases whose card work is the authority's terminal's: a proxy's, over two visits, by the rules of each of
 * the five municipalities; every other procedure; and what may come between handing over and taking back.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "tests/screens/proxy-visits.h"
#include "tests/screens/real-counter.h"

#define DAYS(n) ((time_t)(n) * 24 * 60 * 60)

static struct real_counter real;
static const struct proxy_case proxy = { &real.c, REAL_CHECK_B, "H2.1.15" KEY_ENTER, "R14.1.15" KEY_ENTER,
    "R9.1.15" KEY_ENTER };

static int
setup(void **state)
{
	(void)state;
	real_make(&real);
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	real_free(&real);
	return 0;
}

static void
terminal_renews(void)
{
	real_write(&real, true, "sign-new");
	real_write(&real, false, "auth-new");
}

/* --- a proxy, over two visits -------------------------------------------------------------------- */

static void
first_visit(const char *profile, bool by_card)
{
	real.r->now = REAL_FRIDAY - DAYS(14);
	real_open(&real, profile);
	if (by_card) {
		other_reader_put(real.r, true);
		harness_until_drawn(real.c.h, "どの手続ですか");
		harness_press(real.c.h, KEY_ESC);
	}
	proxy_first_visit(&proxy, by_card);
	counter_close(&real.c);
	other_reader_put(real.r, false);
}

/* The card is proved to be the case's person's before it is handed over; staff type the PINs at the terminal. */
static void
second_visit(const char *profile)
{
	real.r->now = REAL_FRIDAY;
	real_open(&real, profile);
	proxy_second_visit(&proxy);
	other_reader_put(real.r, true);
	harness_idle(real.c.h);
	harness_press(real.c.h, KEY_ENTER);
	if (!harness_shows(real.c.h, "カードの表にある照合番号B"))
		harness_press(real.c.h, KEY_ENTER);
	harness_press(real.c.h, REAL_CHECK_B KEY_ENTER);
	harness_expect(real.c.h, "受付の人のカードです");
	harness_press(real.c.h, KEY_ENTER);
	harness_expect(real.c.h, "統合端末ですること");
	harness_expect(real.c.h, "職員が紙から入力");
	real_take_card(&real);
	harness_press(real.c.h, KEY_ENTER);
	harness_expect(real.c.h, "統合端末へ引渡し中 1件");
}

static void
end(void)
{
	real_put_card(&real);
	harness_press(real.c.h, "1");
	harness_expect(real.c.h, "更新が終わりました");
	harness_expect(real.c.h, "令和14年1月15日(木) まで有効");
	harness_expect(real.c.h, "状態: 完了");
	harness_press(real.c.h, KEY_F8);
	harness_press(real.c.h, "3");
	harness_expect(real.c.h, "-result.pdf");
	harness_press(real.c.h, KEY_ENTER);
	harness_expect(real.c.h, "シュレッダーにかけましたか");
	harness_press(real.c.h, KEY_ENTER);
	harness_expect(real.c.h, "完了 1");
	assert_int_equal(real.r->card.changes, 0);
	counter_close(&real.c);
}

static void
live(const char *profile, bool by_card)
{
	first_visit(profile, by_card);
	second_visit(profile);
	terminal_renews();
	end();
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

static void
setagaya(void **state)
{
	(void)state;
	live("setagaya", true);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(kawaguchi, setup, teardown),
		cmocka_unit_test_setup_teardown(kawasaki, setup, teardown),
		cmocka_unit_test_setup_teardown(odawara_by_telephone, setup, teardown),
		cmocka_unit_test_setup_teardown(tachikawa, setup, teardown),
		cmocka_unit_test_setup_teardown(setagaya, setup, teardown),
	};

	return cmocka_run_group_tests(tests, real_make_certs, real_remove_certs);
}
