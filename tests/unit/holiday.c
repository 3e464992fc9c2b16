/* Public holidays of the years in which the law changed, and whole years counted. */
#include "base/holiday.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

/* No name: an ordinary day. */
static const struct { const char *iso, *name; } rows[] = {
	{ "1948-05-03", NULL }, { "1948-09-23", "秋分の日" }, { "1949-01-01", "元日" }, { "1955-01-15", "成人の日" },
	{ "1955-09-24", "秋分の日" }, { "1959-04-10", "皇太子明仁親王の結婚の儀" }, { "1966-02-11", NULL },
	{ "1967-02-11", "建国記念の日" }, { "1965-09-15", NULL }, { "1966-09-15", "敬老の日" }, { "1966-10-10", "体育の日" },
	/* substitutes from 1973-04-12 on */
	{ "1973-02-12", NULL }, { "1973-04-30", "振替休日" },
	/* the day between two: neither a Sunday nor a substitute until 2006 */
	{ "1985-05-04", NULL }, { "1986-05-04", NULL }, { "1987-05-04", "振替休日" }, { "1988-05-04", "国民の休日" },
	{ "2006-05-04", "国民の休日" }, { "2007-05-04", "みどりの日" }, { "2006-01-02", "振替休日" },
	{ "1988-12-23", NULL }, { "1989-12-23", "天皇誕生日" }, { "1989-02-24", "昭和天皇の大喪の礼" },
	{ "1990-11-12", "即位礼正殿の儀" }, { "1993-06-09", "皇太子徳仁親王の結婚の儀" },
	{ "1995-07-20", NULL }, { "1996-07-20", "海の日" }, { "2002-07-20", "海の日" }, { "2003-07-20", NULL },
	{ "2003-07-21", "海の日" }, { "1999-01-15", "成人の日" }, { "2000-01-15", NULL }, { "2000-01-10", "成人の日" },
	{ "2000-10-09", "体育の日" }, { "2003-09-15", "敬老の日" }, { "2004-09-20", "敬老の日" },
	/* from 2007 the first day that is no holiday */
	{ "2006-04-29", "みどりの日" }, { "2007-04-29", "昭和の日" }, { "2007-04-30", "振替休日" },
	{ "2008-05-06", "振替休日" }, { "2009-05-06", "振替休日" }, { "2015-05-06", "振替休日" }, { "2016-05-06", NULL },
	{ "2009-09-21", "敬老の日" }, { "2009-09-22", "国民の休日" }, { "2009-09-23", "秋分の日" },
	{ "2015-09-22", "国民の休日" }, { "2026-09-22", "国民の休日" }, { "2025-09-22", NULL },
	{ "2015-08-11", NULL }, { "2016-08-11", "山の日" }, { "2019-08-12", "振替休日" },
	/* 2019: the accession; no Emperor's birthday between December 2018 and February 2020 */
	{ "2019-02-23", NULL }, { "2019-12-23", NULL }, { "2020-02-23", "天皇誕生日" }, { "2020-02-24", "振替休日" },
	{ "2019-04-30", "国民の休日" }, { "2019-05-01", "天皇の即位の日" }, { "2019-05-02", "国民の休日" },
	{ "2019-05-06", "振替休日" }, { "2019-10-22", "即位礼正殿の儀" }, { "2019-10-14", "体育の日" }, { "2020-10-22", NULL },
	/* 2020 and 2021: moved for the Games */
	{ "2020-07-20", NULL }, { "2020-07-23", "海の日" }, { "2020-07-24", "スポーツの日" }, { "2020-08-10", "山の日" },
	{ "2020-08-11", NULL }, { "2020-10-12", NULL }, { "2021-07-19", NULL }, { "2021-07-22", "海の日" },
	{ "2021-07-23", "スポーツの日" }, { "2021-08-08", "山の日" }, { "2021-08-09", "振替休日" }, { "2021-08-11", NULL },
	{ "2021-10-11", NULL }, { "2022-07-18", "海の日" }, { "2022-08-11", "山の日" }, { "2022-10-10", "スポーツの日" },
	/* equinoxes on either side of a change of day */
	{ "2023-03-21", "春分の日" }, { "2024-03-20", "春分の日" }, { "2026-03-20", "春分の日" }, { "2027-03-21", "春分の日" },
	{ "2012-09-22", "秋分の日" }, { "2024-09-22", "秋分の日" }, { "2024-09-23", "振替休日" }, { "2026-09-23", "秋分の日" },
	{ "1979-09-24", "秋分の日" }, { "1980-09-23", "秋分の日" }, { "2099-03-20", "春分の日" }, { "2100-03-20", "春分の日" },
	{ "2150-09-23", "秋分の日" }, { "2151-03-21", NULL },
	{ "2026-11-23", "勤労感謝の日" }, { "2026-11-22", NULL }, { "2026-11-24", NULL }, { "2026-12-31", NULL },
	{ "1900-01-01", NULL }, { "1868-01-25", NULL },
};

static void
days_have_their_names(void **state)
{
	const char *name;
	struct date d;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		assert_int_equal(date_parse(rows[i].iso, &d), ERR_NONE);
		name = holiday_name(d);
		if ((name == NULL) != (rows[i].name == NULL) || (name != NULL && strcmp(name, rows[i].name) != 0))
			fail_msg("%s is %s", rows[i].iso, name == NULL ? "no holiday" : name);
	}
}

/* The Cabinet Office publishes each year's list; these are how many days it has. */
static void
years_have_their_number(void **state)
{
	static const struct { int year, days; } years[] = {
		{ 1955, 9 }, { 1974, 15 }, { 2006, 16 }, { 2007, 19 }, { 2019, 22 }, { 2020, 18 }, { 2021, 17 }, { 2022, 16 },
		{ 2023, 17 }, { 2024, 21 }, { 2025, 19 }, { 2026, 18 },
	};
	struct date d;
	size_t i;
	int n;

	(void)state;
	for (i = 0; i < sizeof(years) / sizeof(*years); i++) {
		n = 0;
		for (d = (struct date){ years[i].year, 1, 1 }; d.year == years[i].year; d = date_add_days(d, 1))
			n += holiday_name(d) != NULL;
		if (n != years[i].days)
			fail_msg("%d has %d", years[i].year, n);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(days_have_their_names),
		cmocka_unit_test(years_have_their_number),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
