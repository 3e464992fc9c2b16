/* An individual number is taken by no line of any screen, and doesn't stay on the screen on which it was typed. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "tests/screens/counter.h"

static const char *const numbers[] = { "123456789018", "１２３４５６７８９０１８", "1234-5678-9018",
    "番号 1234 5678 9018" };
#define NUMBERS (sizeof numbers / sizeof numbers[0])

static struct counter c;

static int
at_counter(void **state)
{
	*state = &c;
	return 0;
}

/* Digits that are left of it, in any width. */
static void
expect_none(void)
{
	harness_refuse(c.h, "5678");
	harness_refuse(c.h, "５６７８");
}

static void
refused_on_this_line(const char *enter)
{
	size_t i;

	for (i = 0; i < NUMBERS; i++) {
		harness_press(c.h, "\025");
		harness_press(c.h, numbers[i]);
		harness_press(c.h, enter);
		harness_expect(c.h, "個人番号");
		expect_none();
		harness_press(c.h, enter);	/* until it is gone */
		harness_expect(c.h, "個人番号");
		harness_refuse(c.h, "U+001A");
	}
	harness_press(c.h, "\025");
}

static void
no_search_takes_one(void **state)
{
	(void)state;
	counter_open(&c, NULL);
	harness_press(c.h, KEY_F6);
	harness_expect(c.h, "案件をさがす");
	refused_on_this_line(KEY_ENTER);
	harness_press(c.h, "\t");		/* another state, searched at once */
	refused_on_this_line("\t");
	harness_press(c.h, KEY_ESC);
	expect_none();
	counter_close(&c);
}

static void
nor_do_the_questions_of_a_visit(void **state)
{
	(void)state;
	counter_open(&c, "about-to-expire");
	counter_to_holder(&c, "", "");
	harness_press(c.h, KEY_F3);
	refused_on_this_line(KEY_DOWN KEY_UP);
	harness_press(c.h, KEY_F4);
	harness_expect(c.h, "住民記録から本人をさがします");
	refused_on_this_line(KEY_ENTER);
	harness_press(c.h, KEY_ESC);
	expect_none();
	counter_leave(&c);
}

/* What narrows a list isn't sent anywhere, but stood beneath it. */
static void
nor_does_a_list(void **state)
{
	(void)state;
	counter_open(&c, NULL);
	harness_press(c.h, KEY_F9);
	harness_expect(c.h, "練習");
	harness_press(c.h, "1234567890");
	harness_expect(c.h, "さがす: 1234567890");
	harness_press(c.h, "18");
	expect_none();
	harness_press(c.h, KEY_ESC);
	counter_close(&c);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(no_search_takes_one, counter_setup_folder, counter_teardown),
		cmocka_unit_test_setup_teardown(nor_do_the_questions_of_a_visit, counter_setup_folder,
		    counter_teardown),
		cmocka_unit_test_setup_teardown(nor_does_a_list, counter_setup_folder, counter_teardown),
	};

	return cmocka_run_group_tests(tests, at_counter, NULL);
}
