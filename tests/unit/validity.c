/* A certificate's last day and the window of its renewal. */
#include "rule/validity.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

static struct date
day(const char *iso)
{
	struct date d = { 0 };

	if (iso != NULL)
		assert_int_equal(date_parse_partly(iso, &d), ERR_NONE);
	return d;
}

/* A NULL date is not given; auth is the authentication certificate's day that caps the signature certificate's. */
static const struct { const char *issued, *born, *card, *old, *auth, *want_auth, *want_sign; } rows[] = {
	/* N3: the fifth birthday after the day of issue */
	{ "2026-11-22", "1990-05-01", NULL, NULL, NULL, "2031-05-01", "2031-05-01" },
	{ "2026-05-01", "1990-05-01", NULL, NULL, NULL, "2031-05-01", "2031-05-01" },
	{ "2026-04-30", "1990-05-01", NULL, NULL, NULL, "2030-05-01", "2030-05-01" },
	/* of a birthday that is known in part the first that it may be */
	{ "2026-11-22", "1948-05-00", NULL, NULL, NULL, "2031-05-01", "2031-05-01" },
	{ "2026-05-10", "1948-05-00", NULL, NULL, NULL, "2030-05-11", "2030-05-11" },
	{ "2026-05-31", "1948-05-00", NULL, NULL, NULL, "2031-05-01", "2031-05-01" },
	{ "2026-11-22", "1948-00-00", NULL, NULL, NULL, "2030-11-23", "2030-11-23" },
	{ "2026-11-22", "1948-00-00", "2030-01-01", NULL, NULL, "2030-01-01", "2030-01-01" },
	{ "2026-11-22", "0000-00-00", NULL, NULL, NULL, "2030-11-23", "2030-11-23" },
	/* N5 */
	{ "2026-03-01", "2004-02-29", NULL, NULL, NULL, "2031-02-28", "2031-02-28" },
	{ "2027-02-28", "2004-02-29", NULL, NULL, NULL, "2032-02-29", "2032-02-29" },
	/* N3: never longer than the card, nor the signature longer than the authentication certificate */
	{ "2026-11-22", "1990-05-01", "2029-05-01", NULL, NULL, "2029-05-01", "2029-05-01" },
	{ "2026-11-22", "1990-05-01", "2031-05-02", NULL, NULL, "2031-05-01", "2031-05-01" },
	{ "2026-11-22", "1990-05-01", NULL, NULL, "2028-05-01", "2031-05-01", "2028-05-01" },
	{ "2026-11-22", "1990-05-01", "2027-05-01", NULL, "2028-05-01", "2027-05-01", "2027-05-01" },
	{ "2026-11-22", "1990-05-01", NULL, NULL, "2032-05-01", "2031-05-01", "2031-05-01" },
	/* N4: inside the window to the sixth */
	{ "2026-11-22", "1990-12-10", NULL, "2026-12-10", NULL, "2031-12-10", "2031-12-10" },
	{ "2026-11-22", "1990-12-10", "2030-12-10", "2026-12-10", NULL, "2030-12-10", "2030-12-10" },
	/* also on its last day */
	{ "2026-12-10", "1990-12-10", NULL, "2026-12-10", NULL, "2032-12-10", "2032-12-10" },
	{ "2026-11-30", "1990-12-10", NULL, "2026-11-30", NULL, "2031-12-10", "2031-12-10" },
	/* before the window, or once it has expired, to the fifth */
	{ "2026-08-22", "1990-12-10", NULL, "2026-12-10", NULL, "2030-12-10", "2030-12-10" },
	{ "2026-12-11", "1990-12-10", NULL, "2026-12-10", NULL, "2031-12-10", "2031-12-10" },
	/* the window's first day, and the day before */
	{ "2026-09-11", "1990-12-10", NULL, "2026-12-10", NULL, "2031-12-10", "2031-12-10" },
	{ "2026-09-10", "1990-12-10", NULL, "2026-12-10", NULL, "2030-12-10", "2030-12-10" },
};

static void
last_days(void **state)
{
	char text[16];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct validity v = {
			.issued = day(rows[i].issued), .born = day(rows[i].born), .card_expires = day(rows[i].card),
			.renews = day(rows[i].old),
		};

		date_format_iso(validity_auth(&validity_usual, &v), text, sizeof(text));
		assert_string_equal(text, rows[i].want_auth);
		date_format_iso(validity_sign(&validity_usual, &v, day(rows[i].auth)), text, sizeof(text));
		assert_string_equal(text, rows[i].want_sign);
	}
}

static void
the_window_opens(void **state)
{
	static const struct { const char *expires; bool day_after; const char *opens; } windows[] = {
		{ "2026-08-01", true, "2026-05-02" },		/* practice of a municipality */
		{ "2026-11-20", true, "2026-08-21" },
		{ "2026-11-20", false, "2026-08-20" },
		{ "2026-05-31", true, "2026-03-01" },
		{ "2028-05-31", true, "2028-03-01" },
		{ "2026-05-31", false, "2026-02-28" },
		{ "2026-02-28", true, "2025-11-29" },
	};
	struct validity_line line = validity_usual;
	char text[16];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(windows) / sizeof(*windows); i++) {
		line.day_after = windows[i].day_after;
		date_format_iso(validity_window_opens(&line, 1, day(windows[i].expires)), text, sizeof(text));
		assert_string_equal(text, windows[i].opens);
	}
}

/* Three laws: ten birthdays from one day on, and a window of six months from a later one. */
static const struct validity_line laws[] = {
	{ .birthdays = 5, .renewed = 6, .months = 3, .day_after = true },
	{ .from = { 2028, 4, 1 }, .birthdays = 10, .renewed = 11, .months = 3, .day_after = true },
	{ .from = { 2030, 4, 1 }, .birthdays = 10, .renewed = 11, .months = 6, .day_after = true },
};

static void
each_day_has_its_law(void **state)
{
	static const struct { const char *day; size_t law; } days[] = {
		{ "2015-10-05", 0 }, { "2028-03-31", 0 }, { "2028-04-01", 1 }, { "2030-03-31", 1 }, { "2030-04-01", 2 },
		{ "2040-01-01", 2 },
	};
	struct validity v = { .born = { 1990, 12, 10 } };
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(days) / sizeof(*days); i++)
		assert_ptr_equal(validity_on(laws, 3, day(days[i].day)), &laws[days[i].law]);
	assert_ptr_equal(validity_on(laws, 1, day("2040-01-01")), &laws[0]);
	v.issued = day("2028-03-31");
	assert_int_equal(validity_auth(validity_on(laws, 3, v.issued), &v).year, 2032);
	v.issued = day("2028-04-01");
	assert_int_equal(validity_auth(validity_on(laws, 3, v.issued), &v).year, 2037);
	v.renews = day("2028-05-01");
	assert_int_equal(validity_auth(validity_on(laws, 3, v.issued), &v).year, 2038);
}

/* The window is longer from the day of the law on that says so, not before. */
static void
a_new_window_opens_no_earlier_than_its_law(void **state)
{
	static const struct { const char *expires, *opens; } windows[] = {
		{ "2030-06-30", "2030-03-31" },		/* three months before, still under the law before */
		{ "2030-07-01", "2030-04-01" },		/* that day would be the new law's, whose window is open then */
		{ "2030-09-30", "2030-04-01" },		/* open by the new law since March: from its first day */
		{ "2030-10-01", "2030-04-02" },
	};
	char text[16];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(windows) / sizeof(*windows); i++) {
		date_format_iso(validity_window_opens(laws, 3, day(windows[i].expires)), text, sizeof(text));
		assert_string_equal(text, windows[i].opens);
	}
}

/* On that very day the next law decides, by which it may open later. */
static void
the_day_of_a_law_is_its_own(void **state)
{
	static const struct validity_line shorter[] = {
		{ .birthdays = 5, .renewed = 6, .months = 3 },
		{ .from = { 2028, 4, 1 }, .birthdays = 5, .renewed = 6, .months = 1 },
	};

	(void)state;
	assert_int_equal(date_compare(validity_window_opens(shorter, 2, day("2028-07-01")), day("2028-06-01")), 0);
	assert_int_equal(date_compare(validity_window_opens(shorter, 2, day("2028-06-30")), day("2028-03-30")), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(last_days),
		cmocka_unit_test(the_window_opens),
		cmocka_unit_test(each_day_has_its_law),
		cmocka_unit_test(a_new_window_opens_no_earlier_than_its_law),
		cmocka_unit_test(the_day_of_a_law_is_its_own),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
