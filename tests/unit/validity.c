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
static const struct {
	const char *issued, *born, *card, *old;
	bool window;
	const char *auth, *want_auth, *want_sign;
} rows[] = {
	/* N3: the fifth birthday after the day of issue */
	{ "2026-11-22", "1990-05-01", NULL, NULL, false, NULL, "2031-05-01", "2031-05-01" },
	{ "2026-05-01", "1990-05-01", NULL, NULL, false, NULL, "2031-05-01", "2031-05-01" },
	{ "2026-04-30", "1990-05-01", NULL, NULL, false, NULL, "2030-05-01", "2030-05-01" },
	/* of a birthday that is known in part the first that it may be */
	{ "2026-11-22", "1948-05-00", NULL, NULL, false, NULL, "2031-05-01", "2031-05-01" },
	{ "2026-05-10", "1948-05-00", NULL, NULL, false, NULL, "2030-05-11", "2030-05-11" },
	{ "2026-05-31", "1948-05-00", NULL, NULL, false, NULL, "2031-05-01", "2031-05-01" },
	{ "2026-11-22", "1948-00-00", NULL, NULL, false, NULL, "2030-11-23", "2030-11-23" },
	{ "2026-11-22", "1948-00-00", "2030-01-01", NULL, false, NULL, "2030-01-01", "2030-01-01" },
	{ "2026-11-22", "0000-00-00", NULL, NULL, false, NULL, "2030-11-23", "2030-11-23" },
	/* N5 */
	{ "2026-03-01", "2004-02-29", NULL, NULL, false, NULL, "2031-02-28", "2031-02-28" },
	{ "2027-02-28", "2004-02-29", NULL, NULL, false, NULL, "2032-02-29", "2032-02-29" },
	/* N3: never longer than the card, nor the signature longer than the authentication certificate */
	{ "2026-11-22", "1990-05-01", "2029-05-01", NULL, false, NULL, "2029-05-01", "2029-05-01" },
	{ "2026-11-22", "1990-05-01", "2031-05-02", NULL, false, NULL, "2031-05-01", "2031-05-01" },
	{ "2026-11-22", "1990-05-01", NULL, NULL, false, "2028-05-01", "2031-05-01", "2028-05-01" },
	{ "2026-11-22", "1990-05-01", "2027-05-01", NULL, false, "2028-05-01", "2027-05-01", "2027-05-01" },
	{ "2026-11-22", "1990-05-01", NULL, NULL, false, "2032-05-01", "2031-05-01", "2031-05-01" },
	/* N4: inside the window to the sixth */
	{ "2026-11-22", "1990-12-10", NULL, "2026-12-10", true, NULL, "2031-12-10", "2031-12-10" },
	{ "2026-11-22", "1990-12-10", "2030-12-10", "2026-12-10", true, NULL, "2030-12-10", "2030-12-10" },
	/* also on its last day */
	{ "2026-12-10", "1990-12-10", NULL, "2026-12-10", true, NULL, "2032-12-10", "2032-12-10" },
	{ "2026-11-30", "1990-12-10", NULL, "2026-11-30", true, NULL, "2031-12-10", "2031-12-10" },
	/* before the window, or once it has expired, to the fifth */
	{ "2026-08-22", "1990-12-10", NULL, "2026-12-10", false, NULL, "2030-12-10", "2030-12-10" },
	{ "2026-12-11", "1990-12-10", NULL, "2026-12-10", true, NULL, "2031-12-10", "2031-12-10" },
	{ "2026-11-22", "1990-12-10", NULL, NULL, true, NULL, "2030-12-10", "2030-12-10" },
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
			.old_expires = day(rows[i].old), .count_from_window = rows[i].window,
		};

		date_format_iso(validity_auth(&v), text, sizeof(text));
		assert_string_equal(text, rows[i].want_auth);
		date_format_iso(validity_sign(&v, day(rows[i].auth)), text, sizeof(text));
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
	char text[16];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(windows) / sizeof(*windows); i++) {
		date_format_iso(validity_window_opens(day(windows[i].expires), 3, windows[i].day_after), text, sizeof(text));
		assert_string_equal(text, windows[i].opens);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(last_days),
		cmocka_unit_test(the_window_opens),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
