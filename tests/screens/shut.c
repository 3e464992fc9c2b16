/* A counter that is shut: said at home and where a reception begins, nothing can be chosen, a refusal can be recorded. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>

#include "tests/screens/counter.h"

static struct counter c;

static int
at_counter(void **state)
{
	*state = &c;
	return 0;
}

/* Odawara's 3B is open from 9:00 to 16:30 on working days; the 23rd is a holiday. */
static void
open_at(const char *at)
{
	char config[256];
	FILE *f;

	(void)snprintf(config, sizeof config, "%s", scratch_path(&c.scratch, "shut.ini"));
	f = fopen(config, "w");
	assert_non_null(f);
	(void)fprintf(f, "[madoguchi]\nprofile = odawara\nwire = process\nca = madoguchi training\nlock-after = 0\n"
	    "counter = 3b\n");
	assert_int_equal(fclose(f), 0);
	counter_open_in(&c, NULL, &(struct counter_terminal){ .at = at, .config = config });
}

static void
shut_is_said_and_recorded(void **state)
{
	(void)state;
	open_at("2026-11-20T16:45");
	harness_expect(c.h, "いまは受付時間外です。次の受付: 令和8年11月24日(火) 9:00から");
	harness_press(c.h, KEY_F2 KEY_F2);
	harness_expect(c.h, "カードのない受付");
	harness_expect(c.h, "いまは受付時間外です");
	harness_expect(c.h, "できません(令和8年11月24日(火) 9:00から)");
	harness_press(c.h, "1");
	harness_expect(c.h, "この窓口は開いていません");
	harness_expect(c.h, "F3で断りを記録");
	harness_press(c.h, KEY_ENTER);
	harness_expect(c.h, "カードのない受付");
	harness_press(c.h, KEY_F3);
	harness_expect(c.h, "受付できません: この窓口は開いていません");
	harness_press(c.h, KEY_F2);
	harness_expect(c.h, "で記録しました");
	counter_close(&c);
	/* who recorded it finds it, and can't let in alone */
	open_at("2026-11-20T16:50");
	harness_expect(c.h, "お断りの一覧(Tab)");
	harness_press(c.h, "\t");
	harness_expect(c.h, "状態: 不受理");
	harness_press(c.h, KEY_ENTER);
	harness_expect(c.h, "26-000001-3");
	harness_expect(c.h, "窓口の時間外");
	harness_refuse(c.h, "並んでいた方を受け付ける");
	counter_close(&c);
}

static void
open_says_nothing(void **state)
{
	(void)state;
	open_at("2026-11-20T16:29");
	harness_refuse(c.h, "いまは受付時間外です");
	harness_refuse(c.h, "お断りの一覧");
	harness_press(c.h, KEY_F2 KEY_F2);
	harness_refuse(c.h, "できません");
	harness_press(c.h, KEY_F3);
	harness_expect(c.h, "カードのない受付");	/* there is nothing to refuse */
	harness_press(c.h, "1");
	harness_expect(c.h, "来た人と書類");
	counter_leave(&c);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(shut_is_said_and_recorded, counter_setup_folder, counter_teardown),
		cmocka_unit_test_setup_teardown(open_says_nothing, counter_setup_folder, counter_teardown),
	};

	return cmocka_run_group_tests(tests, at_counter, NULL);
}
