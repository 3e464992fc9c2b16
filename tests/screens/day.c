/* A booked visitor draws a number, is called, and is received with what the booking said; the figures know it. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "tests/screens/counter.h"
#include "tests/unit/fixture.h"

#define CTRL_B "\002"

static struct counter c;

static void
book(const char *lines)
{
	const char *build = getenv("top_builddir"), *list = scratch_write(&c.scratch, "bookings.csv", lines);
	char command[1024];

	(void)snprintf(command, sizeof command, "HOME=%s %s/madoguchictl --training --at 2026-11-20T09:00 bookings"
	    " import '%s' >/dev/null", c.scratch.folder, build != NULL ? build : ".", list);
	assert_int_equal(system(command), 0);
}

static int64_t
number(const char *sql)
{
	struct store *s = counter_open_store(&c);
	const int64_t n = fixture_number(s, sql);

	store_close(&s);
	return n;
}

/* Of a proxy who was booked: neither procedure nor visitor is asked for, and the holder's name stands in the form. */
static void
what_was_booked_is_filled_in(void **state)
{
	(void)state;
	counter_open(&c, "about-to-expire");
	book("予約日時,手続,来庁者,氏名,フリガナ,生年月日\n"
	    "2026-11-20 10:40,更新,任意代理人,番号 花子,バンゴウ ハナコ,1986-01-20\n"
	    "2026-11-20 11:00,更新,本人,番号 一郎,,\n");
	harness_press(c.h, CTRL_B);
	harness_expect(c.h, "これから 2");
	harness_press(c.h, KEY_F3);			/* the first draws a number, and somebody without a booking */
	harness_expect(c.h, "番号札は 1番です");
	harness_press(c.h, KEY_F2);
	harness_expect(c.h, "番号札は 2番です");
	harness_expect(c.h, "番号札でお待ち 2人");
	harness_press(c.h, KEY_F4);
	harness_expect(c.h, "番号札1番 予約10:40 番号 花子 様");
	harness_expect(c.h, "> 1 更新 (署名用+利用者証明用)");
	harness_press(c.h, KEY_ENTER);
	harness_expect(c.h, "来庁した方                任意代理人");
	harness_press(c.h, KEY_ESC "\xff");		/* what was said is taken back */
	harness_expect(c.h, "来庁した方                任意代理人");
	harness_press(c.h, KEY_ESC "\xff");
	harness_expect(c.h, "> 1 本人");
	harness_press(c.h, KEY_ESC "\xff");
	harness_expect(c.h, "カードの確認");
	harness_press(c.h, KEY_ESC "\xff");
	harness_expect(c.h, "予約と番号札");
	harness_press(c.h, "\t");
	harness_expect(c.h, "呼出し");
	harness_press(c.h, KEY_F5);			/* called in vain after all */
	harness_expect(c.h, "不在");
	harness_press(c.h, KEY_ENTER);			/* and called again */
	harness_expect(c.h, "番号札1番 予約10:40 番号 花子 様");
	harness_press(c.h, KEY_ENTER KEY_F4);
	harness_press(c.h, KEY_ESC "\xff");
	assert_int_equal(number("SELECT count(*) FROM ticket WHERE called_by <> ''"), 1);
	assert_int_equal(number("SELECT count(*) FROM ticket WHERE away_at <> ''"), 0);
	counter_leave(&c);
	counter_free(&c);
}

/* The case says which booking and number it is of; the booking leads to it from then on. */
static void
the_case_is_of_the_booking(void **state)
{
	(void)state;
	counter_open(&c, "about-to-expire");
	book("予約日時,手続,来庁者,氏名,生年月日\n2026-11-20 10:40,更新,本人,番号　花子,1986-01-20\n");
	harness_press(c.h, CTRL_B KEY_F5);
	harness_expect(c.h, "来庁なし 1");
	harness_press(c.h, KEY_F5);
	harness_expect(c.h, "これから 1");
	harness_press(c.h, KEY_ENTER);
	harness_expect(c.h, "予約10:40 番号　花子 様");
	harness_press(c.h, KEY_ENTER KEY_F4 COUNTER_CHECK_B KEY_ENTER KEY_ENTER);
	harness_expect(c.h, "> よければ Enter");
	harness_press(c.h, KEY_F8);			/* on record, before the card is written */
	harness_expect(c.h, "26-000001-3");
	assert_int_equal(number("SELECT count(*) FROM booking WHERE state = 'came' AND number = '26-000001-3'"), 1);
	counter_leave(&c);
	counter_open_again(&c, NULL);
	harness_press(c.h, CTRL_B KEY_ENTER);
	harness_expect(c.h, "26-000001-3");
	harness_press(c.h, KEY_ESC "\xff");
	harness_expect(c.h, "来庁 1");
	harness_press(c.h, KEY_ESC "\xff");
	counter_close(&c);
	counter_free(&c);
}

/* A booking that was taken for another's is told as soon as the card says whose it is. */
static void
another_than_was_booked(void **state)
{
	(void)state;
	counter_open(&c, "about-to-expire");
	book("予約日時,手続,来庁者,氏名,生年月日\n2026-11-20 9:40,更新,本人,番号　花子,1986-01-20\n"
	    "2026-11-20 10:40,更新,本人,番号　一郎,\n");
	harness_press(c.h, CTRL_B KEY_F5);		/* the first didn't come: the next is the other */
	harness_expect(c.h, "来庁なし 1");
	harness_press(c.h, KEY_ESC "\xff");
	harness_press(c.h, CTRL_B);
	harness_expect(c.h, "> 10:40 番号　一郎");
	harness_press(c.h, KEY_ENTER);
	harness_expect(c.h, "予約10:40 番号　一郎 様");
	harness_press(c.h, KEY_ENTER KEY_F4 COUNTER_CHECK_B KEY_ENTER);
	harness_expect(c.h, "予約は 番号　一郎 様です");
	counter_leave(&c);
	counter_free(&c);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_was_booked_is_filled_in),
		cmocka_unit_test(the_case_is_of_the_booking),
		cmocka_unit_test(another_than_was_booked),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
