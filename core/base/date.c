/* The arithmetic of days, months, birthdays and ages. */
#include "base/date-private.h"

const struct date date_first = { 1868, 1, 25 };

static bool
leap(int year)
{
	return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

int
date_month_length(int year, int month)
{
	static const int length[] = { 0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };

	return month == 2 && leap(year) ? 29 : length[month];
}

bool
date_given(struct date d)
{
	return d.year != 0;
}

const struct date date_unsaid = { 0, -1, 0 };

bool
date_is_unsaid(struct date d)
{
	return date_compare(d, date_unsaid) == 0;
}

bool
date_told(struct date d)
{
	return date_given(d) || date_is_unsaid(d);
}

bool
date_valid(struct date d)
{
	return d.year >= date_first.year && d.year <= 9999 && d.month >= 1 && d.month <= 12 && d.day >= 1 &&
	    d.day <= date_month_length(d.year, d.month) && date_compare(d, date_first) >= 0;
}

int
date_compare(struct date a, struct date b)
{
	if (a.year != b.year)
		return a.year < b.year ? -1 : 1;
	if (a.month != b.month)
		return a.month < b.month ? -1 : 1;
	return (a.day > b.day) - (a.day < b.day);
}

/* Years are counted from 1 March, so that the leap day is a year's last; 719468 days lie from 0000-03-01 to 1970. */
int
moment_compare(struct moment a, struct moment b)
{
	int c = date_compare(a.date, b.date);

	if (c == 0)
		c = a.hour - b.hour;
	if (c == 0)
		c = a.minute - b.minute;
	return c != 0 ? c : a.second - b.second;
}

int32_t
date_days(struct date d)
{
	int y = d.month <= 2 ? d.year - 1 : d.year;
	int m = (d.month + 9) % 12;

	return y * 365 + y / 4 - y / 100 + y / 400 + (m * 153 + 2) / 5 + d.day - 1 - 719468;
}

struct date
date_from_days(int32_t days)
{
	int32_t n = days + 719468;
	int32_t era = n / 146097, in_era = n % 146097;
	int32_t y = (in_era - in_era / 1460 + in_era / 36524 - in_era / 146096) / 365;
	int32_t in_year = in_era - (365 * y + y / 4 - y / 100);
	int32_t m = (5 * in_year + 2) / 153;
	struct date d = { era * 400 + y, m < 10 ? m + 3 : m - 9, in_year - (153 * m + 2) / 5 + 1 };

	if (d.month <= 2)
		d.year++;
	return d;
}

struct date
date_add_days(struct date d, int days)
{
	return date_from_days(date_days(d) + days);
}

int
date_weekday(struct date d)
{
	return ((date_days(d) + 4) % 7 + 7) % 7;	/* 1970-01-01 was a Thursday */
}

struct date
date_add_months(struct date d, int n)
{
	const int sum = d.year * 12 + d.month - 1 + n, months = sum > 0 ? sum : 0;	/* none is before the year 0 */
	struct date to = { months / 12, months % 12 + 1, d.day };

	if (to.day > date_month_length(to.year, to.month))
		to.day = date_month_length(to.year, to.month);
	return to;
}

/*
 * 29 February falls on 28 February: 電子署名等に係る地方公共団体情報システム機構の認証業務に関する法律施行規則, on the
 * birthday that ends a certificate; the same for cards. sources(7) N5.
 */
struct date
date_birthday(struct date born, int n)
{
	return date_add_months(born, n * 12);
}

struct date
date_nth_birthday_after(struct date born, struct date day, int n)
{
	int years = day.year - born.year;

	if (date_compare(date_birthday(born, years), day) <= 0)
		years++;
	return date_birthday(born, years + n - 1);
}

/*
 * 年齢計算ニ関スル法律 (明治35年法律第50号): an age is counted from the day of birth on, and Civil Code art. 143 (2) lets the
 * period end with the day before the one that corresponds to its beginning. Where that month has no such day, its
 * proviso lets it end with the month's last: who was born on 29 February reaches every age at the end of 28 February.
 */
struct date
date_age_reached(struct date born, int age)
{
	struct date birthday = date_birthday(born, age);

	return birthday.day < born.day ? birthday : date_add_days(birthday, -1);
}

bool
date_is_under(struct date born, int age, struct date day, enum date_age_reading reading)
{
	struct date from = reading == DATE_AGE_DAY_BEFORE ? date_age_reached(born, age) : date_birthday(born, age);

	return date_compare(day, from) < 0;
}
