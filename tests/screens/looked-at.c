/* Looks at people's records have a purpose on the screens, too; and what the anchors know of the log that has them. */
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

/* Asked once, before anything is shown; a case's number needs none. */
static void
a_search_is_asked_what_for(void **state)
{
	(void)state;
	harness_press(c.h, KEY_F6 "26-000001-3" KEY_ENTER);
	harness_refuse(c.h, "何のためにさがしますか");
	harness_press(c.h, KEY_ESC KEY_ESC KEY_F6 "番号" KEY_ENTER);
	harness_expect(c.h, "何のためにさがしますか");
	harness_press(c.h, KEY_DOWN KEY_ENTER);
	harness_refuse(c.h, "何のためにさがしますか");
	harness_press(c.h, " 花子" KEY_ENTER);
	harness_refuse(c.h, "何のためにさがしますか");
	harness_press(c.h, KEY_ESC);
	harness_press(c.h, "9");
	harness_expect(c.h, "受付をさがした  電話や郵便の問合せ");
	counter_close(&c);
}

/* Before the case has its number. */
static void
residents_are_looked_at_for_a_visitor(void **state)
{
	(void)state;
	counter_import_residents(&c);
	counter_to_holder(&c, "", "");
	harness_press(c.h, KEY_F3 KEY_F4);
	harness_press(c.h, "610120" KEY_ENTER);
	counter_leave(&c);
	counter_open_again(&c, NULL);
	harness_press(c.h, "9");
	harness_expect(c.h, "住民をさがした  窓口に来た方の受付");
	counter_close(&c);
}

/* The auditor sees them without the command line; who it was isn't told. */
static void
unusual_looks_are_listed(void **state)
{
	int i;

	(void)state;
	harness_press(c.h, "9" KEY_F4);
	harness_expect(c.h, "ふつうでない見方はありません");
	harness_press(c.h, KEY_F4);
	harness_expect(c.h, "絞る");
	harness_press(c.h, KEY_ESC);
	for (i = 0; i < 5; i++) {
		harness_press(c.h, KEY_F6 "番号" KEY_ENTER);
		harness_press(c.h, KEY_ENTER);
		harness_press(c.h, KEY_ESC KEY_ESC);
	}
	harness_press(c.h, "9" KEY_F4);
	harness_expect(c.h, "5回  同じ人を何度も見ました");
	harness_press(c.h, "nobody" KEY_ENTER);
	harness_expect(c.h, "ふつうでない見方はありません");
	counter_close(&c);
}

static void
anchors_are_held_against_the_log(void **state)
{
	struct counter other;
	char text[512];

	(void)state;
	scratch_new(&other.scratch);
	(void)snprintf(text, sizeof text, "[madoguchi]\naudit-anchors = %s/anchors\n", other.scratch.folder);
	counter_open_in(&other, NULL, &(struct counter_terminal){
	    .lang = "ja", .config = scratch_write(&other.scratch, "c.ini", text) });
	harness_press(other.h, "9");
	harness_press(other.h, KEY_F5);
	harness_expect(other.h, "控え(アンカー)とは");
	harness_expect(other.h, "行目まで合っています");
	counter_close(&other);
	counter_free(&other);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_search_is_asked_what_for, counter_setup, counter_teardown),
		cmocka_unit_test_setup_teardown(residents_are_looked_at_for_a_visitor, counter_setup, counter_teardown),
		cmocka_unit_test_setup_teardown(unusual_looks_are_listed, counter_setup, counter_teardown),
		cmocka_unit_test(anchors_are_held_against_the_log),
	};

	return cmocka_run_group_tests(tests, at_counter, NULL);
}
