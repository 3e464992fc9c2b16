/* Counters on either side of each of their boundaries. */
#include "rule/calendar-private.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

static struct calendar_counter
counter(const char *hours, const char *closed, const char *extra)
{
	struct calendar_counter c;
	const char *fault;

	if (calendar_read_hours(hours, &c.hours, &fault) != ERR_NONE || calendar_read_days(closed, &c.closed, &fault) != ERR_NONE ||
	    calendar_read_hours(extra, &c.extra, &fault) != ERR_NONE)
		fail_msg("not understood: %s", fault);
	return c;
}

struct row { const char *at; enum calendar_state state; const char *next; };

static void
check(const struct calendar_counter *c, const struct row *rows, size_t count)
{
	struct calendar_answer a;
	struct moment m;
	char next[24];
	size_t i;

	for (i = 0; i < count; i++) {
		assert_int_equal(moment_parse(rows[i].at, &m), ERR_NONE);
		a = calendar_open(c, m);
		moment_format(a.next, next, sizeof(next));
		if (a.state != rows[i].state || strcmp(next, rows[i].next) != 0)
			fail_msg("%s: %d, next %s", rows[i].at, (int)a.state, next);
	}
}

/* 2026-11-23 is Labour Thanksgiving Day, a Monday. */
static void
weekdays_are_not_holidays(void **state)
{
	static const struct row rows[] = {
		{ "2026-11-20T00:29", CALENDAR_CLOSED, "2026-11-20T08:30:00" },
		{ "2026-11-20T08:29:59", CALENDAR_CLOSED, "2026-11-20T08:30:00" },
		{ "2026-11-20T08:30", CALENDAR_OPEN, "" },
		{ "2026-11-20T17:14:59", CALENDAR_OPEN, "" },
		{ "2026-11-20T17:15", CALENDAR_CLOSED, "2026-11-24T08:30:00" },
		{ "2026-11-21T10:00", CALENDAR_CLOSED, "2026-11-24T08:30:00" },
		{ "2026-11-23T10:00", CALENDAR_CLOSED, "2026-11-24T08:30:00" },
		{ "2026-11-20", CALENDAR_OPEN, "" },
		{ "2026-11-23", CALENDAR_CLOSED, "2026-11-24T08:30:00" },
	};
	struct calendar_counter c = counter("weekday 8:30-17:15", "", "");

	(void)state;
	check(&c, rows, sizeof(rows) / sizeof(*rows));
}

/* A station-front centre; the third Saturday of November 2026 is the 21st. */
static void
the_day_after_the_third_saturday(void **state)
{
	static const struct row rows[] = {
		{ "2026-11-21T14:59", CALENDAR_OPEN, "" },
		{ "2026-11-21T15:00", CALENDAR_CLOSED, "2026-11-23T08:30:00" },
		{ "2026-11-22T10:00", CALENDAR_CLOSED, "2026-11-23T08:30:00" },
		{ "2026-11-23T14:59", CALENDAR_OPEN, "" },
		{ "2026-11-15T10:00", CALENDAR_OPEN, "" },
		{ "2026-11-29T10:00", CALENDAR_OPEN, "" },
		{ "2026-11-20T17:59", CALENDAR_OPEN, "" },
		/* August 2026 begins on a Saturday: the third is the 15th, the first Sunday after it the 16th */
		{ "2026-08-16T10:00", CALENDAR_CLOSED, "2026-08-17T08:30:00" },
		{ "2026-08-23T10:00", CALENDAR_OPEN, "" },
	};
	struct calendar_counter c = counter("weekday 8:30-18:00, sat, sun, holiday 8:30-15:00", "3rd-sat+1", "");

	(void)state;
	check(&c, rows, sizeof(rows) / sizeof(*rows));
}

static void
the_turn_of_the_year(void **state)
{
	static const struct row rows[] = {
		{ "2026-12-28T16:29", CALENDAR_OPEN, "" },
		{ "2026-12-28T16:30", CALENDAR_CLOSED, "2027-01-04T09:00:00" },
		{ "2026-12-29T10:00", CALENDAR_CLOSED, "2027-01-04T09:00:00" },
		{ "2027-01-03T10:00", CALENDAR_CLOSED, "2027-01-04T09:00:00" },
		{ "2027-01-04T09:00", CALENDAR_OPEN, "" },
	};
	static const struct row saturdays[] = {	/* the third of January 2026 is one, and so is the second of 2027 */
		{ "2026-01-03T10:00", CALENDAR_CLOSED, "2026-01-10T09:00:00" },
		{ "2026-12-26T10:00", CALENDAR_OPEN, "" },
		{ "2027-01-02T10:00", CALENDAR_CLOSED, "2027-01-09T09:00:00" },
	};
	struct calendar_counter c = counter("weekday 9:00-16:30", "12-29..01-03", "");
	struct calendar_counter s = counter("sat 9:00-16:30", "12-29..01-03", "");

	(void)state;
	check(&c, rows, sizeof(rows) / sizeof(*rows));
	check(&s, saturdays, sizeof(saturdays) / sizeof(*saturdays));
}

/* 2026-12-03 is the first Thursday; 2027-01-07 the next. */
static void
an_evening_lunch_and_the_last_acceptance(void **state)
{
	static const struct row rows[] = {
		{ "2026-12-03T18:30", CALENDAR_OPEN, "" },
		{ "2026-12-03T18:31", CALENDAR_AFTER_LAST, "2026-12-04T08:30:00" },
		{ "2026-12-03T19:00", CALENDAR_CLOSED, "2026-12-04T08:30:00" },
		{ "2026-12-10T17:15", CALENDAR_CLOSED, "2026-12-11T08:30:00" },
		{ "2026-12-04T11:59", CALENDAR_OPEN, "" },
		{ "2026-12-04T12:00", CALENDAR_LUNCH, "2026-12-04T13:00:00" },
		{ "2026-12-04T12:59", CALENDAR_LUNCH, "2026-12-04T13:00:00" },
		{ "2026-12-04T13:00", CALENDAR_OPEN, "" },
		{ "2026-12-03T12:30", CALENDAR_OPEN, "" },
		{ "2026-12-04T16:45", CALENDAR_OPEN, "" },
		{ "2026-12-04T16:46", CALENDAR_AFTER_LAST, "2026-12-07T08:30:00" },
		/* the first Thursday of May 2029 is a holiday */
		{ "2029-05-03T10:00", CALENDAR_CLOSED, "2029-05-07T08:30:00" },
	};
	struct calendar_counter c = counter("1st-thu&weekday 8:30-19:00 last 18:30, weekday 8:30-17:15 lunch 12:00-13:00 last 16:45",
	    "", "");

	(void)state;
	check(&c, rows, sizeof(rows) / sizeof(*rows));
}

/* What is said of a counter's midnight: none of its first minutes is "none". */
static void
midnight_is_a_time(void **state)
{
	static const struct row last[] = {
		{ "2026-12-03T00:00", CALENDAR_OPEN, "" },
		{ "2026-12-03T00:01", CALENDAR_AFTER_LAST, "2026-12-04T00:00:00" },
	}, lunch[] = {
		{ "2026-12-03T00:59", CALENDAR_LUNCH, "2026-12-03T01:00:00" },
		{ "2026-12-03T01:00", CALENDAR_OPEN, "" },
	};
	struct calendar_counter c = counter("daily 0:00-9:00 last 0:00", "", "");
	struct calendar_counter l = counter("daily 0:00-9:00 lunch 0:00-1:00", "", "");
	const struct moment noon = { .date = { 2026, 12, 3 }, .hour = 12 };

	(void)state;
	check(&c, last, 2);
	check(&l, lunch, 2);
	assert_int_equal(calendar_last_open(&c, noon).hour, 0);
	assert_int_equal(calendar_last_open(&c, noon).minute, 0);
	c = counter("daily 0:00-9:00", "daily", "");
	assert_int_equal(calendar_last_open(&c, noon).hour, -1);
}

/* More than a year, as long as a year's extra day lies in it. */
static void
the_next_day_is_looked_for_as_long(void **state)
{
	static const struct row rows[] = {
		{ "2026-11-20T10:00", CALENDAR_CLOSED, "2027-12-25T09:00:00" },
		{ "2026-11-19T10:00", CALENDAR_CLOSED, "" },
	};
	struct calendar_counter c = counter("", "", "2027-12-25 9:00-16:00");

	(void)state;
	check(&c, rows, 2);
}

static void
working_days_are_counted_either_way(void **state)
{
	static const struct { struct date from; int n; struct date to; } rows[] = {
		{ { 2027, 12, 28 }, 1, { 2028, 1, 4 } }, { { 2028, 1, 4 }, -1, { 2027, 12, 28 } },
		{ { 2026, 11, 30 }, 1, { 2026, 12, 1 } }, { { 2026, 12, 1 }, -1, { 2026, 11, 30 } },
		{ { 2026, 11, 20 }, 2, { 2026, 11, 25 } }, { { 2026, 11, 21 }, 0, { 2026, 11, 21 } },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		if (date_compare(calendar_add_workdays(rows[i].from, rows[i].n), rows[i].to) != 0)
			fail_msg("row %zu", i);
}

static void
a_counter_open_on_holidays_is_seen(void **state)
{
	static const struct { const char *hours, *closed; bool holidays, new_year; } rows[] = {
		{ "mon 9:00-12:00", "12-29..01-03", true, false }, { "fri 9:00-12:00", "12-29..01-03", true, false },
		{ "sat 9:00-12:00", "12-29..01-03", false, false }, { "sun 9:00-12:00", "12-29..01-03", false, false },
		{ "weekday 9:00-12:00", "12-29..01-03", false, false }, { "weekday 9:00-12:00", "", false, true },
		{ "2050-01-02 9:00-12:00", "", false, true }, { "2022-12-29 9:00-12:00", "", false, true },
		{ "2022-12-28 9:00-12:00", "", false, false }, { "2050-01-04 9:00-12:00", "", false, false },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct calendar_counter c = counter(rows[i].hours, rows[i].closed, "");

		if (calendar_opens_holidays(&c) != rows[i].holidays || calendar_opens_new_year(&c) != rows[i].new_year)
			fail_msg("row %zu", i);
	}
}

static void
extra_days_go_first(void **state)
{
	static const struct row rows[] = {
		{ "2026-12-06T09:00", CALENDAR_OPEN, "" },
		{ "2026-12-06T16:00", CALENDAR_CLOSED, "2026-12-07T08:30:00" },
		{ "2026-12-13T09:00", CALENDAR_CLOSED, "2026-12-14T08:30:00" },
		{ "2026-12-29T09:00", CALENDAR_OPEN, "" },
		{ "2026-12-30T09:00", CALENDAR_CLOSED, "2027-01-04T08:30:00" },
	};
	struct calendar_counter c = counter("mon-fri 8:30-16:30", "12-29..01-03, holiday",
	    "2026-12-06 9:00-16:00, 2026-12-29 9:00-12:00");

	(void)state;
	check(&c, rows, sizeof(rows) / sizeof(*rows));
}

static void
every_kind_of_day(void **state)
{
	static const struct { const char *days, *in, *out; } rows[] = {
		{ "daily", "2026-01-01", NULL },
		{ "holiday", "2026-09-22", "2026-09-24" },
		{ "sat", "2026-11-21", "2026-11-22" },
		{ "fri-mon", "2026-11-22", "2026-11-24" },
		{ "last-fri", "2026-11-27", "2026-11-20" },
		{ "last-fri", "2026-12-25", "2026-12-18" },	/* the next begins another month */
		{ "last-fri", "2027-01-29", "2027-01-22" },
		{ "5th-mon", "2026-11-30", "2026-11-23" },
		{ "1st-sun", "2026-11-01", "2026-11-08" },
		{ "2nd-wed+1", "2026-11-12", "2026-11-05" },
		{ "5th-sat+1", "2026-11-01", "2026-11-29" },	/* over the end of October */
		{ "12-31", "2026-12-31", "2027-01-01" },
		{ "08-13..08-15", "2026-08-15", "2026-08-16" },
		{ "2026-12-06", "2026-12-06", "2027-12-06" },
		{ "2026-12-06..2027-01-05", "2027-01-05", "2027-01-06" },
		{ "2026-12-06..2027-01-05", "2026-12-06", "2026-12-05" },
		{ "2026-12-06..2026-12-06", "2026-12-06", "2026-12-07" },
		{ "tue&holiday", "2026-11-03", "2026-11-10" },
		{ "tue&holiday, 11-04", "2026-11-04", "2026-11-23" },
	};
	struct calendar_counter c;
	struct date d;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		c = counter("daily 0:00-24:00", rows[i].days, "");
		assert_int_equal(date_parse(rows[i].in, &d), ERR_NONE);
		if (calendar_hours_on(&c, d) != NULL)
			fail_msg("%s is not in %s", rows[i].in, rows[i].days);
		if (rows[i].out == NULL)
			continue;
		assert_int_equal(date_parse(rows[i].out, &d), ERR_NONE);
		if (calendar_hours_on(&c, d) == NULL)
			fail_msg("%s is in %s", rows[i].out, rows[i].days);
	}
}

static void
what_never_opens_says_so(void **state)
{
	static const struct row rows[] = { { "2026-11-20T10:00", CALENDAR_CLOSED, "" } };
	struct calendar_counter c = counter("weekday 9:00-10:00", "daily", ""), unknown = counter("", "", "");

	(void)state;
	check(&c, rows, 1);
	assert_true(calendar_known(&c));
	assert_false(calendar_known(&unknown));
}

/* 2030-03-20, the third Wednesday, is the vernal equinox. */
static void
the_third_wednesday_or_the_day_behind_it(void **state)
{
	static const struct row rows[] = {
		{ "2026-11-18T11:59", CALENDAR_OPEN, "" },
		{ "2026-11-18T12:00", CALENDAR_CLOSED, "2026-11-19T08:30:00" },
		{ "2026-11-19T12:00", CALENDAR_OPEN, "" },
		{ "2026-11-25T12:00", CALENDAR_OPEN, "" },
		{ "2030-03-20T10:00", CALENDAR_CLOSED, "2030-03-21T08:30:00" },
		{ "2030-03-21T11:59", CALENDAR_OPEN, "" },
		{ "2030-03-21T12:00", CALENDAR_CLOSED, "2030-03-22T08:30:00" },
		{ "2030-03-22T12:00", CALENDAR_OPEN, "" },
	};
	struct calendar_counter c = counter("3rd-wed-moved 8:30-12:00, weekday 8:30-17:15", "", "");

	(void)state;
	check(&c, rows, sizeof(rows) / sizeof(*rows));
}

/* Each with where what can't be read begins. */
static void
other_texts_are_refused(void **state)
{
	static const struct { const char *hours, *fault; } rows[] = {
		{ "weekday", "" }, { "8:30-17:15", "8:30-17:15" }, { "weekdays 8:30-17:15", "s 8:30-17:15" },
		{ "weekday 8:30", "8:30" }, { "weekday 17:15-8:30", "17:15-8:30" },
		{ "weekday 8:30-8:30", "8:30-8:30" }, { "weekday 8:60-9:30", "8:60-9:30" },
		{ "weekday 8-9:00", "8-9:00" },
		{ "12-310:00-9:00", "12-310:00-9:00" }, { "12-319:00-10:00", "12-319:00-10:00" },
		{ "weekday 8:30-24:01", "8:30-24:01" }, { "weekday 8:30-17:15,", "" },
		{ "weekday 8:30-17:15 sat 9:00-10:00", "sat 9:00-10:00" },
		{ "weekday 8:30-17:15 last 17:15", "last 17:15" }, { "weekday 8:30-17:15 last 8:29", "last 8:29" },
		{ "weekday 8:30-17:15 lunch 8:00-9:00", "lunch 8:00-9:00" },
		{ "weekday 8:30-17:15 lunch 12:00", "lunch 12:00" },
		{ "weekday 8:30-17:15 last 16:00 last 17:00", "last 17:00" },
		{ "daily 0:00-9:00 last 0:00 last 8:00", "last 8:00" },
		{ "daily 0:00-9:00 lunch 0:00-1:00 lunch 2:00-3:00", "lunch 2:00-3:00" },
		{ "weekday 8:30-17:15 lunch 8:29-9:00", "lunch 8:29-9:00" },
		{ "weekday 8:30-17:15 lunch 16:00-17:16", "lunch 16:00-17:16" },
		{ "weekday 8:30-17:15 last 24:00", "last 24:00" },
		{ "6th-mon 9:00-10:00", "6th-mon 9:00-10:00" },
		{ "1st-holiday 9:00-10:00", "1st-holiday 9:00-10:00" }, { "mon& 9:00-10:00", "9:00-10:00" },
		{ "02-30 9:00-10:00", "02-30 9:00-10:00" }, { "2026-02-29 9:00-10:00", "2026-02-29 9:00-10:00" },
		{ "2026-12-06..12-08 9:00-10:00", "2026-12-06..12-08 9:00-10:00" },
		{ "2026-12-06..2026-12-05 9:00-10:00", "2026-12-06..2026-12-05 9:00-10:00" },
		{ "Mon 9:00-10:00", "Mon 9:00-10:00" }, { "月 9:00-10:00", "月 9:00-10:00" },
		{ "3rd-wed-moved+1 9:00-10:00", "+1 9:00-10:00" },
	};
	struct calendar_table t;
	const char *fault;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		if (calendar_read_hours(rows[i].hours, &t, &fault) != ERR_PROFILE)
			fail_msg("read: %s", rows[i].hours);
		if (rows[i].fault != NULL)
			assert_string_equal(fault, rows[i].fault);
	}
}

static void
other_days_are_refused(void **state)
{
	static const struct { const char *days, *fault; } rows[] = {
		{ "mon,", "" }, { "mon&", "" }, { ",mon", ",mon" }, { "mon tue", "tue" }, { "x", "x" },
		{ "mon-", "mon-" },
	};
	struct calendar_days days;
	const char *fault;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		if (calendar_read_days(rows[i].days, &days, &fault) != ERR_PROFILE)
			fail_msg("read: %s", rows[i].days);
		assert_string_equal(fault, rows[i].fault);
	}
}

/* The first and the last that may be. */
static void
hours_reach_their_bounds(void **state)
{
	static const struct { const char *hours; int opens, closes, last, lunch, lunch_end; } rows[] = {
		{ "weekday 8:30-17:15 last 8:30", 510, 1035, 510, -1, -1 },
		{ "weekday 8:30-17:15 last 17:14", 510, 1035, 1034, -1, -1 },
		{ "weekday 8:30-17:15 lunch 8:30-9:00", 510, 1035, -1, 510, 540 },
		{ "weekday 8:30-17:15 last 17:00 lunch 16:00-17:15", 510, 1035, 1020, 960, 1035 },
		{ "daily 0:00-24:00", 0, 1440, -1, -1, -1 },
		{ "daily 23:58-23:59", 1438, 1439, -1, -1, -1 },
	};
	struct calendar_table t;
	const char *fault;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		const struct calendar_hours *h;

		if (calendar_read_hours(rows[i].hours, &t, &fault) != ERR_NONE)
			fail_msg("%s: not understood: %s", rows[i].hours, fault);
		h = &t.hours[0];
		assert_int_equal(h->opens, rows[i].opens);
		assert_int_equal(h->closes, rows[i].closes);
		assert_int_equal(h->last, rows[i].last);
		assert_int_equal(h->lunch, rows[i].lunch);
		assert_int_equal(h->lunch_end, rows[i].lunch_end);
	}
}

static void
lists_are_bounded(void **state)
{
	char text[CALENDAR_DAYS_MAX * 4 + 8] = "", hours[CALENDAR_HOURS_MAX * 16 + 8] = "";
	struct calendar_table table;
	struct calendar_days days;
	const char *fault;
	int i;

	(void)state;
	for (i = 0; i < CALENDAR_DAYS_MAX; i++)
		strcat(text, i == 0 ? "mon" : ",mon");
	assert_int_equal(calendar_read_days(text, &days, &fault), ERR_NONE);
	strcat(text, ",");
	assert_int_equal(calendar_read_days(text, &days, &fault), ERR_PROFILE);
	strcat(text, "mon");
	assert_int_equal(calendar_read_days(text, &days, &fault), ERR_PROFILE);
	assert_int_equal(days.count, CALENDAR_DAYS_MAX);
	for (i = 0; i < CALENDAR_HOURS_MAX; i++)
		strcat(hours, i == 0 ? "mon 9:00-10:00" : ",mon 9:00-10:00");
	assert_int_equal(calendar_read_hours(hours, &table, &fault), ERR_NONE);
	strcat(hours, ",");
	assert_int_equal(calendar_read_hours(hours, &table, &fault), ERR_PROFILE);
}

/* As papers say it. */
static void
hours_are_told_in_words(void **state)
{
	static const struct { const char *hours, *closed, *extra, *words; } rows[] = {
		{ "", "", "", "" }, { " ", "\t", "", "" },
		{ "daily 0:00-9:00 last 0:00", "", "", "毎日 0時から9時(受付は0時まで)" },
		{ "daily 0:00-9:00 lunch 0:00-1:00", "", "", "毎日 0時から9時(0時から1時を除く)" },
		{ "weekday 8:30-18:00, sat, sun, holiday 8:30-15:00", "3rd-sat+1", "",
		    "平日 8時30分から18時、土曜日・日曜日・祝日 8時30分から15時。第3土曜日の翌日は休み" },
		{ "1st-thu&weekday 8:30-19:00 last 18:30, mon-fri 9:00-17:00 lunch 12:00-13:00", "12-29..01-03, last-fri", "",
		    "第1木曜日で平日 8時30分から19時(受付は18時30分まで)、月曜日から金曜日 9時から17時(12時から13時を除く)。"
		    "12月29日から1月3日・最終金曜日は休み" },
		{ "weekday 8:30-17:15", "3rd-wed-moved, mon-moved, tue, 2nd-sun+2", "",
		    "平日 8時30分から17時15分。第3水曜日(祝日のときは次の平日)・月曜日(祝日のときは次の平日)・火曜日・第2日曜日の2日後は休み" },
		{ "daily 9:00-16:00", "", "2026-12-06 9:00-12:00", "毎日 9時から16時、令和8年12月6日(日) 9時から12時" },
	};
	struct calendar_counter c;
	struct buf b = { 0 };
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		c = counter(rows[i].hours, rows[i].closed, rows[i].extra);
		buf_clear(&b);
		calendar_words(&c, &b);
		assert_string_equal(buf_text(&b), rows[i].words);
	}
	buf_free(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(weekdays_are_not_holidays),
		cmocka_unit_test(the_day_after_the_third_saturday),
		cmocka_unit_test(the_turn_of_the_year),
		cmocka_unit_test(an_evening_lunch_and_the_last_acceptance),
		cmocka_unit_test(midnight_is_a_time),
		cmocka_unit_test(the_next_day_is_looked_for_as_long),
		cmocka_unit_test(working_days_are_counted_either_way),
		cmocka_unit_test(a_counter_open_on_holidays_is_seen),
		cmocka_unit_test(extra_days_go_first),
		cmocka_unit_test(every_kind_of_day),
		cmocka_unit_test(what_never_opens_says_so),
		cmocka_unit_test(the_third_wednesday_or_the_day_behind_it),
		cmocka_unit_test(other_texts_are_refused),
		cmocka_unit_test(other_days_are_refused),
		cmocka_unit_test(hours_reach_their_bounds),
		cmocka_unit_test(lists_are_bounded),
		cmocka_unit_test(hours_are_told_in_words),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
