/* Dates and times in Japan time: eras, ages, birthdays, month arithmetic. Nothing here reads a clock. */
#ifndef MADOGUCHI_BASE_DATE_H
#define MADOGUCHI_BASE_DATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

/*
 * A day of the Gregorian calendar, 1868-01-25 to 9999-12-31; year 0 is "no date". A birth date may be known in part
 * (昭和23年00月00日): day 0, or month and day 0; what is said here of a day needs a whole one, as date_valid tells.
 * Where that year, or month, saw two eras and it was told which (昭和64年00月00日), the day is minus the era's digit.
 */
struct date { int year, month, day; };

/* What a register has where nobody knows it (年月日不詳). It is no date, but other than one that nobody has asked for. */
extern const struct date date_unsaid;

/* A moment in Japan time (+09:00). hour is -1 where only the date is known. */
struct moment { struct date date; int hour, minute, second; };

/* Where core gets the time: the system clock, or a fixed moment for practice and tests. */
struct clock { struct moment (*now)(void *ctx); void *ctx; };

bool date_given(struct date);				/* year is not 0 */
bool date_valid(struct date);				/* the day exists */
bool date_given_soundly(struct date);			/* the day exists, or the month, or the year */
bool date_is_unsaid(struct date);
bool date_told(struct date);				/* given, or unsaid */
struct date date_bare(struct date);			/* without the era that is told of one known in part */
struct date date_earliest(struct date);			/* the first day that one known in part may be; itself if whole */
struct date date_latest(struct date);			/* the last */
bool date_completes(struct date, struct date);		/* the first may be the second, and more of it is known */
bool date_agrees(struct date, struct date);		/* the same, but that only one of them may tell its era */
int date_compare(struct date, struct date);		/* < 0, 0, > 0 */
int moment_compare(struct moment, struct moment);	/* a moment without an hour sorts before 0:00 of its day */
int32_t date_days(struct date);				/* days since 1970-01-01 */
struct date date_from_days(int32_t days);
struct date date_add_days(struct date, int days);
int date_weekday(struct date);				/* 0 Sunday to 6 Saturday */
const char *date_weekday_name(struct date);		/* 日 to 土 */

/*
 * The same day n months later (n may be negative); if that month has no such day, its last day: 3 months before 31 May
 * is 28 or 29 February. Source: Civil Code art. 143 (2), proviso.
 */
struct date date_add_months(struct date, int n);

/* The nth birthday. One on 29 February falls on 28 February in common years. Source: sources(7) N5. */
struct date date_birthday(struct date born, int n);

/* The nth birthday after the day; a birthday on the day itself does not count. */
struct date date_nth_birthday_after(struct date born, struct date day, int n);

/*
 * The day at whose end a person reaches the age: the day before the birthday; for 29 February always 28 February.
 * Source: 年齢計算ニ関スル法律, Civil Code art. 143 (2).
 */
struct date date_age_reached(struct date born, int age);

/*
 * From which day on an age counts: the day before the birthday, as the law reads it (elections, schools), or the
 * birthday itself, as most people say.
 */
enum date_age_reading { DATE_AGE_DAY_BEFORE, DATE_AGE_BIRTHDAY };

bool date_is_under(struct date born, int age, struct date day, enum date_age_reading);

/*
 * Parses a date in any form used at a counter or by a register: 2026-11-22, 2026/11/22, 令和8年11月22日,
 * 令和元年5月1日, 令8.11.22, R8.11.22, R.8.11.22, r081122, 5081122 and 5-8-11-22 (the era's digit, 1 Meiji to 5 Reiwa),
 * 20261122, also in full-width characters, with its weekday, with the midnight that a spreadsheet or a data base adds,
 * or with the year in the other count (昭和55年(1980年)5月1日), which has to be the same; its numbers in kanji
 * (昭和六十一年一月廿四日).
 * A day behind the end of its era is the day that is meant, for twenty years (平成31年5月1日, 明治45年7月30日, on an old
 * card 平成40年1月1日). ERR_DATE otherwise, and for a day before its era; ERR_DATE_ERA for 610124 or 61.1.24, a day of
 * more than one era or of another time.
 */
enum err date_parse(const char *text, struct date *);

/*
 * A birth date, which may be known in part (昭和23年00月00日, 昭和23年5月日不詳, 昭和23年, 昭和23年 月 日, S23, S23.5,
 * 1948, 1948-00-00, 3230000) or unsaid (年月日不詳, 0000-00-00); behind it may stand 生, 生まれ. Of an era that has
 * ended its last year is read to the end. The era is kept where the year alone doesn't tell it, as 1989-00-00S.
 */
enum err date_parse_partly(const char *text, struct date *);

/*
 * The same as it is typed: also 610124 or 61.1.24 where the years of only one era until latest have such a day that
 * somebody may be born on who lives then; of several: ERR_DATE_ERA.
 */
enum err date_parse_born(const char *text, struct date latest, struct date *);

/* "2026-11-22", "1948-00-00", "1989-00-00S", of an unsaid one "0000-00-00" into out; size at least 12. */
void date_format_iso(struct date, char *out, size_t size);

/*
 * "令和8年11月22日(日)", "昭和23年5月(日不詳)", "昭和64年(月日不詳)", "年月日不詳" into out; size at least 48.
 * Source of the eras' first days: the cabinet orders named in era.c.
 */
void date_format_era(struct date, char *out, size_t size);

/* The same for narrow columns: "R8.11.22", "S23.5", "S23", "-" of one that isn't told; size at least 16. */
void date_format_narrow(struct date, char *out, size_t size);

/* "2026-11-20T10:30" or "2026-11-20T10:30:05" or a date alone (hour -1). */
enum err moment_parse(const char *text, struct moment *);

/* "2026-11-20T10:30:05" into out; size at least 20. */
void moment_format(struct moment, char *out, size_t size);

/* Japan time of a count of seconds since 1970-01-01T00:00:00Z, and back. */
struct moment moment_from_unix(int64_t seconds);
int64_t moment_to_unix(struct moment);

#endif
