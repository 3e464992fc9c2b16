/* What lies here is listed and counted at the counter: by one, differing, then as it is; and signed by another. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

#include "tests/screens/counter.h"
#include "tests/unit/fixture.h"

#define CTRL_D "\004"

static struct counter c;

static int64_t
number(const char *sql)
{
	struct store *s = counter_open_store(&c);
	const int64_t n = fixture_number(s, sql);

	store_close(&s);
	return n;
}

/* As a colleague's program would have it: the day's count waits for another than who made it. */
static void
count_was_anothers(void)
{
	struct store *s = counter_open_store(&c);

	assert_int_equal(store_begin(s), ERR_NONE);
	assert_int_equal(store_end(s, store_run(s, "UPDATE ledger_count SET clerk = 'ito'", NULL, 0, NULL, NULL)),
	    ERR_NONE);
	store_close(&s);
}

static void
a_letter_is_counted(void **state)
{
	(void)state;
	counter_open(&c, "about-to-expire");
	counter_order_letter(&c);
	harness_press(c.h, KEY_ESC "\xff");
	harness_expect(c.h, "手元   発送前 1");
	harness_press(c.h, CTRL_D "\t\t");
	harness_expect(c.h, "* 発送前の照会書 1");
	harness_expect(c.h, "> 26-000001-3");
	harness_expect(c.h, "まだ数えていません");
	/* Another's number is told at once; what isn't found, at the end. */
	harness_press(c.h, KEY_F2 "26-000002-1" KEY_ENTER);
	harness_expect(c.h, "台帳にない番号です");
	harness_press(c.h, "26-000001-4" KEY_ENTER);
	harness_expect(c.h, "検査数字が合いません");
	harness_press(c.h, "\025" KEY_F4);
	harness_expect(c.h, "見つからないもの 1件、台帳にないもの 1件");
	harness_press(c.h, KEY_ENTER);
	harness_expect(c.h, "見つかりません");
	harness_expect(c.h, "台帳になし");
	harness_expect(c.h, "(一人)   あった 1   ない 1   台帳外 1");
	/* Esc ends a count, and nothing of it is kept. */
	harness_press(c.h, KEY_F2 "26-000001-3" KEY_ENTER KEY_ESC "\xff");
	harness_expect(c.h, "照会書発送待ち");
	assert_int_equal(number("SELECT count(*) FROM ledger_count"), 1);
	harness_press(c.h, KEY_F2 "26-000001-3" KEY_ENTER);
	harness_expect(c.h, "済");
	harness_press(c.h, " " KEY_F4);
	harness_expect(c.h, "1件、台帳と合います");
	count_was_anothers();
	harness_press(c.h, KEY_F2 " " KEY_F4);
	harness_expect(c.h, "2人で確かめました");
	harness_expect(c.h, "ito+");
	assert_int_equal(number("SELECT count(*) FROM ledger_count WHERE seconded_by <> ''"), 1);
	harness_press(c.h, KEY_ENTER);
	harness_expect(c.h, "26-000001-3");
	harness_press(c.h, KEY_ESC "\xff");
	harness_expect(c.h, "手元にあるもの");
	harness_press(c.h, KEY_ESC "\xff");
	counter_close(&c);
	counter_free(&c);
}

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(a_letter_is_counted) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
