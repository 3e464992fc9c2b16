/* Dates that are known in part: which days they may be, and of which era, where the year saw two. */
#include "base/date-private.h"

/* As the digit of era_by_digit. */
static int
digit_of(const struct era *era)
{
	int digit = 1;

	while (era_by_digit((char)('0' + digit)) != era)
		digit++;
	return digit;
}

const struct era *
era_of_partly(struct date d)
{
	const struct era *first = era_of(date_earliest(d));

	return first == era_of(date_latest(d)) ? first : NULL;
}

struct date
era_kept(struct date d, const struct era *era)
{
	if (d.day == 0 && era != NULL && era_of_partly(d) == NULL)
		d.day = -digit_of(era);
	return d;
}

/* The era that was told of a date known in part; NULL for none. */
static const struct era *
told_era(struct date d)
{
	return d.day < 0 && d.day > -9 ? era_by_digit((char)('0' - d.day)) : NULL;
}

struct date
date_bare(struct date d)
{
	return (struct date){ d.year, d.month, d.day > 0 ? d.day : 0 };
}

/* It has days in that year or month, and another era has some too. */
static bool
tells_era(struct date d)
{
	const struct era *era = told_era(d);

	return era != NULL && date_compare(era_kept(date_bare(d), era), d) == 0 && era_of(date_earliest(d)) == era &&
	    era_of(date_latest(d)) == era;
}

bool
date_given_soundly(struct date d)
{
	if (d.year < date_first.year || d.year > 9999 || d.month < 0 || d.month > 12)
		return false;
	return date_valid(d) || d.day == 0 || (d.day < 0 && tells_era(d));
}

struct date
date_earliest(struct date d)
{
	struct date first = { d.year, d.month > 0 ? d.month : 1, d.month > 0 && d.day > 0 ? d.day : 1 };
	const struct era *era = told_era(d);

	if (era != NULL && date_compare(first, era->first) < 0)
		return era->first;
	return date_compare(first, date_first) < 0 ? date_first : first;
}

struct date
date_latest(struct date d)
{
	struct date last = { d.year != 0 ? d.year : 9999, d.month > 0 ? d.month : 12, d.day };
	const struct era *era = told_era(d);

	if (last.day <= 0)
		last.day = date_month_length(last.year, last.month);
	return era != NULL && date_compare(last, era->last) > 0 ? era->last : last;
}

bool
date_completes(struct date more, struct date less)
{
	const int from = date_compare(date_earliest(less), date_earliest(more));
	const int to = date_compare(date_latest(more), date_latest(less));

	return date_given(more) && date_told(less) && from <= 0 && to <= 0 && (from < 0 || to < 0);
}

bool
date_agrees(struct date a, struct date b)
{
	return date_compare(a, b) == 0 || (date_compare(date_bare(a), date_bare(b)) == 0 && (a.day == 0 || b.day == 0));
}
