/* The figures of a day, a week, a month and a fiscal year, whole and apart, of cases that others have received. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

#include "tests/screens/counter.h"

static struct counter c;

static void
receive(const char *at, const char *facts)
{
	const char *build = getenv("top_builddir");
	char command[1024];

	(void)snprintf(command, sizeof command, "HOME=%s %s/madoguchictl --training --at %s case open --unknown-is-no"
	    " visitor=self born=1986-01-20 %s >/dev/null", c.scratch.folder, build != NULL ? build : ".", at, facts);
	assert_int_equal(system(command), 0);
}

static void
figures_of_days(void **state)
{
	(void)state;
	counter_open(&c, "about-to-expire");
	receive("2026-11-20T09:00", "procedure=renew resident=no");
	receive("2026-11-20T10:00", "procedure=unlock pins=sign card=damaged");
	receive("2026-11-16T15:00", "procedure=renew resident=no");
	harness_press(c.h, KEY_F7);
	harness_expect(c.h, "令和8年11月20日(金) の集計");
	harness_expect(c.h, "不受理                            2");
	harness_press(c.h, KEY_LEFT);
	harness_expect(c.h, "令和8年11月19日(木) の集計");
	harness_expect(c.h, "不受理                            0");
	harness_press(c.h, KEY_RIGHT KEY_F3);
	harness_expect(c.h, "9時台                                1       0  -----");
	harness_press(c.h, "\t");
	harness_expect(c.h, "令和8年11月16日(月) から 令和8年11月22日(日) までの集計");
	harness_expect(c.h, "15時台                               1");
	harness_press(c.h, KEY_F3 KEY_F3 KEY_F3);
	harness_expect(c.h, "更新                                 2");
	harness_press(c.h, "\t");
	harness_expect(c.h, "2026年11月の集計");
	harness_press(c.h, "\t");
	harness_expect(c.h, "2026年度の集計");
	harness_press(c.h, KEY_F3 KEY_F3 KEY_F3);
	harness_expect(c.h, "40歳から49歳                         3");
	harness_press(c.h, KEY_LEFT);
	harness_expect(c.h, "2025年度の集計");
	harness_expect(c.h, "記録はありません");
	harness_press(c.h, KEY_RIGHT KEY_F3);
	harness_expect(c.h, "お返しした理由                    件数");
	harness_expect(c.h, "住民登録がない                       3");
	harness_press(c.h, KEY_F3);
	harness_expect(c.h, "かかった時間 (件数)");
	harness_expect(c.h, "記録はありません");
	harness_press(c.h, KEY_F3);			/* the whole again */
	harness_expect(c.h, "発行した署名用電子証明書");
	harness_press(c.h, KEY_F4 "R8.11.16" KEY_ENTER KEY_F2);
	harness_expect(c.h, "2026年度の集計");
	harness_press(c.h, "\t");
	harness_expect(c.h, "令和8年11月16日(月) の集計");
	harness_press(c.h, KEY_F4 "61.1.24" KEY_ENTER KEY_ESC "\xff");	/* no day of today's */
	harness_press(c.h, "\t\t\t");
	harness_press(c.h, "\t" KEY_F3);		/* a day has no days */
	harness_expect(c.h, "時間帯");
	harness_press(c.h, KEY_ESC);
	counter_close(&c);
	counter_free(&c);
}

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(figures_of_days) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
