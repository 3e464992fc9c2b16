/*
 * Opening hours of a counter.
 *
 * A profile states them in three texts per counter, in this small language:
 *
 *	hours  = 1st-thu&weekday 8:30-19:00 last 18:30, weekday 8:30-17:15 lunch 12:00-13:00
 *	closed = 3rd-sat+1, 12-29..01-03, 2026-12-05
 *	extra  = 2026-12-06 9:00-16:00, 2027-01-10 9:00-12:00
 *
 * A day is one of
 *	daily                  every day
 *	weekday                Monday to Friday without public holidays (平日)
 *	holiday                a public holiday, substitute holidays included (祝日・休日)
 *	mon tue … sun          that day of the week, holiday or not; mon-fri from one to the other
 *	mon-moved              Monday, or where that is a holiday the first day behind it that is none
 *	1st-thu … 5th-thu last-thu	the first Thursday of the month; 3rd-sat+1 the day after the third Saturday
 *	3rd-wed-moved          the third Wednesday, or where that is a holiday the first day behind it that is none
 *	12-31, 12-29..01-03    each year; a span may cross the end of the year
 *	2026-12-06, 2026-12-06..2026-12-08	once
 * "a&b" is a day that is both, "a, b" a day that is either.
 * Times are 0:00 to 24:00; the counter opens at the first and is closed from the second. "last 18:30": visitors after 18:30
 * are too late although the counter is open. "lunch 12:00-13:00": closed between.
 *
 * In hours and extra the first entry with a matching day applies. extra overrides closed, closed overrides hours. For a
 * counter without hours the time is not checked. The text has no ';' or '#', which begin comments in a profile.
 */
#ifndef MADOGUCHI_RULE_CALENDAR_PRIVATE_H
#define MADOGUCHI_RULE_CALENDAR_PRIVATE_H

#include "base/buf.h"
#include "base/date.h"

#define CALENDAR_DAYS_MAX 32	/* in one list */
#define CALENDAR_HOURS_MAX 16	/* entries in hours, and in extra */

enum calendar_day_kind {
	CALENDAR_DAILY, CALENDAR_WEEKDAY, CALENDAR_HOLIDAY, CALENDAR_WEEK, CALENDAR_NTH, CALENDAR_SPAN, CALENDAR_MOVED,
	CALENDAR_NTH_MOVED
};

struct calendar_day {
	enum calendar_day_kind kind;
	bool both;			/* the next one must match as well ("&") */
	int first, last;		/* of the week, 0 Sunday; CALENDAR_NTH, …_MOVED: first only */
	int nth;			/* 1 to 5, 0 the last */
	int after;			/* +N: days after it */
	struct date from, to;		/* year 0: each year */
};

struct calendar_days {
	struct calendar_day day[CALENDAR_DAYS_MAX];
	size_t count;
};

/* Minutes since midnight; last, lunch and lunch_end are -1 if not stated. */
struct calendar_hours {
	size_t first, count;		/* its days in the table's list */
	int opens, closes, last, lunch, lunch_end;
};

struct calendar_table {
	struct calendar_days days;
	struct calendar_hours hours[CALENDAR_HOURS_MAX];
	size_t count;
};

struct calendar_counter {
	struct calendar_table hours, extra;
	struct calendar_days closed;
};

enum calendar_state {
	CALENDAR_OPEN,
	CALENDAR_CLOSED,
	CALENDAR_LUNCH,
	CALENDAR_AFTER_LAST		/* after the last acceptance, before closing time */
};

struct calendar_answer {
	enum calendar_state state;
	struct moment next;		/* next opening, if closed; no date: none within 400 days */
};

/*
 * Parses one of the texts; an empty text gives an empty table. ERR_PROFILE: *fault points to where the text is wrong.
 */
enum err calendar_read_hours(const char *text, struct calendar_table *, const char **fault);
enum err calendar_read_days(const char *text, struct calendar_days *, const char **fault);

/*
 * The first entry that no day of a century reaches, since entries before it take all its days; -1: there is none. Days of
 * one year alone are looked for in that year.
 */
int calendar_dead(const struct calendar_table *);

/*
 * Whether an entry of days of the week is left nothing but public holidays, since entries before it take its other
 * days: the third Wednesday behind all weekdays.
 */
bool calendar_left_holidays(const struct calendar_table *);

/* Whether a day from Monday to Friday opens it on a public holiday, too, and nothing says that this is meant. */
bool calendar_opens_holidays(const struct calendar_counter *);

/* Whether no day of a century opens it. */
bool calendar_never_opens(const struct calendar_counter *);

/* Whether more of the days of its hours are closed than not. */
bool calendar_mostly_closed(const struct calendar_counter *);

/* Whether an entry takes visitors for less than half of the time for which it is open: its lunch, its last. */
bool calendar_hardly_takes(const struct calendar_counter *);

/* Whether its hours, and no extra day, open it between 29 December and 3 January. */
bool calendar_opens_new_year(const struct calendar_counter *);

/* The first entry of that day; NULL: none. */
const struct calendar_hours *calendar_entry_on(const struct calendar_table *, struct date);

/* Whether that day is one of them. */
bool calendar_holds(const struct calendar_days *, struct date);

/*
 * The nth working day behind that day (n < 0: before it); 0: the day itself. Working days are the administration's:
 * Monday to Friday without public holidays and 29 December to 3 January. Source: 地方自治法(昭和22年法律第67号)
 * 第4条の2.
 */
struct date calendar_add_workdays(struct date, int n);

/* Whether hours are stated; without them don't call calendar_open. */
bool calendar_known(const struct calendar_counter *);

/* Whether the counter accepts a visit at this moment; hour -1: only the day is checked. */
struct calendar_answer calendar_open(const struct calendar_counter *, struct moment);

/* The last minute of that day, up to this one, at which it accepted a visit; no date where there was none. */
struct moment calendar_last_open(const struct calendar_counter *, struct moment);

/* That day, or the next on which it is open; that day too where there is none within 400 days. */
struct date calendar_open_day(const struct calendar_counter *, struct date);

/* The hours of that day; NULL: closed all day. */
const struct calendar_hours *calendar_hours_on(const struct calendar_counter *, struct date);

/*
 * Describes the hours: "平日 8時30分から17時15分、土曜日 …。第3土曜日の翌日は休み". The buffer must be empty; stays so
 * without hours.
 */
void calendar_words(const struct calendar_counter *, struct buf *);

#endif
