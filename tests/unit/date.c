/* Days, months, birthdays and ages on either side of each boundary. */
#include "base/date.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

static struct date
day(const char *iso)
{
	struct date d;

	assert_int_equal(date_parse(iso, &d), ERR_NONE);
	return d;
}

static void
same(struct date got, const char *want)
{
	char text[16];

	date_format_iso(got, text, sizeof(text));
	assert_string_equal(text, want);
}

static void
every_day_has_a_number(void **state)
{
	struct date d = { 1868, 1, 25 }, next;
	int32_t n;

	(void)state;
	assert_int_equal(date_days((struct date){ 1970, 1, 1 }), 0);
	assert_int_equal(date_days((struct date){ 2026, 11, 22 }), 20779);
	for (n = date_days(d); d.year < 2110; n++, d = next) {
		assert_true(date_valid(d));
		assert_int_equal(date_days(d), n);
		assert_int_equal(date_compare(date_from_days(n), d), 0);
		next = date_add_days(d, 1);
		assert_true(date_compare(next, d) > 0);
	}
	same(date_from_days(date_days((struct date){ 9999, 12, 31 })), "9999-12-31");
}

static void
only_days_that_exist_are_valid(void **state)
{
	static const struct { struct date date; bool valid; } rows[] = {
		{ { 1868, 1, 25 }, true }, { { 1868, 1, 24 }, false }, { { 9999, 12, 31 }, true }, { { 10000, 1, 1 }, false },
		{ { 2024, 2, 29 }, true }, { { 2026, 2, 29 }, false }, { { 2000, 2, 29 }, true }, { { 1900, 2, 29 }, false },
		{ { 2026, 4, 31 }, false }, { { 2026, 0, 1 }, false }, { { 2026, 13, 1 }, false }, { { 2026, 1, 0 }, false },
		{ { 0, 0, 0 }, false },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		assert_int_equal(date_valid(rows[i].date), rows[i].valid);
	assert_false(date_given((struct date){ 0 }));
}

static void
weekdays_go_round(void **state)
{
	(void)state;
	assert_int_equal(date_weekday(day("1970-01-01")), 4);
	assert_int_equal(date_weekday(day("2026-11-22")), 0);
	assert_int_equal(date_weekday(day("2026-11-23")), 1);
	assert_int_equal(date_weekday(day("1868-01-25")), 6);
}

static void
months_keep_inside(void **state)
{
	(void)state;
	same(date_add_months(day("2026-05-31"), -3), "2026-02-28");
	same(date_add_months(day("2028-05-31"), -3), "2028-02-29");
	same(date_add_months(day("2026-05-28"), -3), "2026-02-28");
	same(date_add_months(day("2026-01-15"), -1), "2025-12-15");
	assert_int_equal(date_add_months((struct date){ 0, 1, 1 }, -1).month, 1);	/* none is before it */
	same(date_add_months(day("2026-11-30"), 3), "2027-02-28");
	same(date_add_months(day("2026-12-01"), 1), "2027-01-01");
	same(date_add_months(day("2026-08-20"), 0), "2026-08-20");
}

static void
birthdays_are_counted(void **state)
{
	(void)state;
	same(date_birthday(day("1990-05-01"), 36), "2026-05-01");
	same(date_birthday(day("2012-02-29"), 15), "2027-02-28");
	same(date_birthday(day("2012-02-29"), 16), "2028-02-29");
	/* the one on the day itself does not count */
	same(date_nth_birthday_after(day("1990-05-01"), day("2026-04-30"), 1), "2026-05-01");
	same(date_nth_birthday_after(day("1990-05-01"), day("2026-05-01"), 1), "2027-05-01");
	same(date_nth_birthday_after(day("1990-05-01"), day("2026-05-02"), 5), "2031-05-01");
	same(date_nth_birthday_after(day("2012-02-29"), day("2027-02-27"), 1), "2027-02-28");
	same(date_nth_birthday_after(day("2012-02-29"), day("2027-02-28"), 1), "2028-02-29");
}

static void
ages_are_reached_the_day_before(void **state)
{
	(void)state;
	same(date_age_reached(day("2011-11-22"), 15), "2026-11-21");
	same(date_age_reached(day("2011-01-01"), 15), "2025-12-31");
	same(date_age_reached(day("2011-03-01"), 15), "2026-02-28");
	same(date_age_reached(day("2013-03-01"), 15), "2028-02-29");
	/* Civil Code art. 143 (2), proviso: no 29 February in 2027, so the month's last day ends the year */
	same(date_age_reached(day("2012-02-29"), 15), "2027-02-28");
	same(date_age_reached(day("2012-02-29"), 16), "2028-02-28");
}

static void
under_fifteen_by_either_reading(void **state)
{
	struct date born = day("2011-11-22");

	(void)state;
	assert_true(date_is_under(born, 15, day("2026-11-20"), DATE_AGE_DAY_BEFORE));
	assert_false(date_is_under(born, 15, day("2026-11-21"), DATE_AGE_DAY_BEFORE));
	assert_true(date_is_under(born, 15, day("2026-11-21"), DATE_AGE_BIRTHDAY));
	assert_false(date_is_under(born, 15, day("2026-11-22"), DATE_AGE_BIRTHDAY));
	born = day("2012-02-29");
	assert_true(date_is_under(born, 15, day("2027-02-27"), DATE_AGE_DAY_BEFORE));
	assert_true(date_is_under(born, 15, day("2027-02-27"), DATE_AGE_BIRTHDAY));
	assert_false(date_is_under(born, 15, day("2027-02-28"), DATE_AGE_DAY_BEFORE));
	assert_false(date_is_under(born, 15, day("2027-02-28"), DATE_AGE_BIRTHDAY));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_day_has_a_number),
		cmocka_unit_test(only_days_that_exist_are_valid),
		cmocka_unit_test(weekdays_go_round),
		cmocka_unit_test(months_keep_inside),
		cmocka_unit_test(birthdays_are_counted),
		cmocka_unit_test(ages_are_reached_the_day_before),
		cmocka_unit_test(under_fifteen_by_either_reading),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
