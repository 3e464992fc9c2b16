/* Case numbers: one mistyped digit or two that changed places are found. */
#include "case/case.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>
#include <cmocka.h>

static void
numbers_are_made(void **state)
{
	char out[CASE_NUMBER_MAX];

	(void)state;
	assert_int_equal(case_number_make(2026, 123, out), ERR_NONE);
	assert_string_equal(out, "26-000123-5");
	assert_int_equal(case_number_make(2000, 1, out), ERR_NONE);
	assert_string_equal(out, "00-000001-8");
	assert_int_equal(case_number_make(2099, 999999, out), ERR_NONE);
	assert_string_equal(out, "99-999999-8");
	assert_int_equal(case_number_make(2026, 0, out), ERR_CASE_NUMBER);
	assert_int_equal(case_number_make(2026, 1000000, out), ERR_CASE_NUMBER);
	assert_int_equal(case_number_make(1999, 1, out), ERR_CASE_NUMBER);
	assert_int_equal(case_number_make(2100, 1, out), ERR_CASE_NUMBER);
}

static void
other_shapes_are_refused(void **state)
{
	static const char *const wrong[] = { "", "26-000123-", "26-000123-55", "26-0001235-", "26000123-5", "26-00012a-5",
	    " 26-000123-5", "26-000123-5\n", "26/000123/5", "２6-000123-5", "26-000123-4" };
	size_t i;

	(void)state;
	assert_int_equal(case_number_check("26-000123-5"), ERR_NONE);
	for (i = 0; i < sizeof(wrong) / sizeof(*wrong); i++)
		assert_int_equal(case_number_check(wrong[i]), ERR_CASE_NUMBER);
}

static void
one_wrong_digit_is_found(void **state)
{
	char number[] = "26-000123-5";
	size_t i;
	char was, c;

	(void)state;
	for (i = 0; i < sizeof(number) - 1; i++) {
		if ((was = number[i]) == '-')
			continue;
		for (c = '0'; c <= '9'; c++) {
			number[i] = c;
			assert_int_equal(case_number_check(number), c == was ? ERR_NONE : ERR_CASE_NUMBER);
		}
		number[i] = was;
	}
}

/* Luhn's one weakness is 09 and 90. */
static void
neighbours_changed_about_are_found(void **state)
{
	char number[CASE_NUMBER_MAX];
	long running;
	size_t i;
	char c;

	(void)state;
	for (running = 1; running < 200000; running += 977) {
		assert_int_equal(case_number_make(2026, running, number), ERR_NONE);
		for (i = 3; i < 8; i++) {
			if (number[i] == number[i + 1] || (number[i] + number[i + 1] == '0' + '9' && (number[i] == '0' || number[i] == '9')))
				continue;
			c = number[i];
			number[i] = number[i + 1];
			number[i + 1] = c;
			assert_int_equal(case_number_check(number), ERR_CASE_NUMBER);
			number[i + 1] = number[i];
			number[i] = c;
		}
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(numbers_are_made),
		cmocka_unit_test(other_shapes_are_refused),
		cmocka_unit_test(one_wrong_digit_is_found),
		cmocka_unit_test(neighbours_changed_about_are_found),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
