/* Hours that are well-formed and can't be meant. */
#include "rule/calendar-private.h"

#include "base/holiday.h"

#define CENTURY_BEGINS 2000
#define CENTURY_DAYS 36525

/* In 28 years each day of the year falls on each day of the week, under the law of today on holidays. */
#define CYCLE_BEGINS 2022
#define CYCLE_YEARS 28
#define CYCLE_DAYS (CYCLE_YEARS * 1461 / 4)

int
calendar_dead(const struct calendar_table *t)
{
	bool reached[CALENDAR_HOURS_MAX] = { false };
	const struct date first = { CENTURY_BEGINS, 1, 1 };
	const struct calendar_hours *h;
	size_t left = t->count, i;
	int n;

	for (n = 0; n < CENTURY_DAYS && left > 0; n++) {
		h = calendar_entry_on(t, date_add_days(first, n));
		if (h != NULL && !reached[h - t->hours]) {
			reached[h - t->hours] = true;
			left--;
		}
	}
	for (i = 0; i < t->count && reached[i]; i++)
		;
	return i < t->count ? (int)i : -1;
}

/* Only days of the week, or of the month: nothing that says what becomes of a public holiday. */
static bool
is_plain(const struct calendar_table *t, const struct calendar_hours *h)
{
	const struct calendar_day *c;

	for (c = &t->days.day[h->first]; c < &t->days.day[h->first + h->count]; c++)
		if (c->kind != CALENDAR_WEEK && c->kind != CALENDAR_NTH)
			return false;
	return true;
}

static bool
is_monday_to_friday(struct date d)
{
	const int w = date_weekday(d);

	return w >= 1 && w <= 5;
}

bool
calendar_left_holidays(const struct calendar_table *t)
{
	const struct date first = { CYCLE_BEGINS, 1, 1 };
	bool holiday[CALENDAR_HOURS_MAX] = { false }, other[CALENDAR_HOURS_MAX] = { false };
	const struct calendar_hours *h;
	struct date d;
	size_t i;
	int n;

	for (n = 0; n < CYCLE_DAYS; n++) {
		d = date_add_days(first, n);
		if ((h = calendar_entry_on(t, d)) == NULL)
			continue;
		if (holiday_name(d) != NULL)
			holiday[h - t->hours] = true;
		else
			other[h - t->hours] = true;
	}
	for (i = 0; i < t->count; i++)
		if (holiday[i] && !other[i] && is_plain(t, &t->hours[i]))
			return true;
	return false;
}

bool
calendar_opens_holidays(const struct calendar_counter *c)
{
	const struct date first = { CYCLE_BEGINS, 1, 1 };
	const struct calendar_hours *h;
	struct date d;
	int n;

	for (n = 0; n < CYCLE_DAYS; n++) {
		d = date_add_days(first, n);
		if (!is_monday_to_friday(d) || holiday_name(d) == NULL || calendar_entry_on(&c->extra, d) != NULL)
			continue;
		if ((h = calendar_hours_on(c, d)) != NULL && is_plain(&c->hours, h))
			return true;
	}
	return false;
}

bool
calendar_never_opens(const struct calendar_counter *c)
{
	const struct date first = { CENTURY_BEGINS, 1, 1 };
	int n;

	for (n = 0; n < CENTURY_DAYS && calendar_hours_on(c, date_add_days(first, n)) == NULL; n++)
		;
	return n == CENTURY_DAYS;
}

bool
calendar_mostly_closed(const struct calendar_counter *c)
{
	const struct date first = { CYCLE_BEGINS, 1, 1 };
	int n, closed = 0, days = 0;

	for (n = 0; n < CYCLE_DAYS; n++) {
		const struct date d = date_add_days(first, n);

		if (calendar_entry_on(&c->hours, d) == NULL)
			continue;
		days++;
		closed += calendar_hours_on(c, d) == NULL;
	}
	return closed * 2 > days;
}

static bool
hardly_takes(const struct calendar_hours *h)
{
	const int ends = h->last >= 0 ? h->last : h->closes;
	int takes = ends - h->opens;

	if (h->lunch >= 0 && h->lunch < ends)
		takes -= (h->lunch_end < ends ? h->lunch_end : ends) - h->lunch;
	return takes * 2 < h->closes - h->opens;
}

bool
calendar_hardly_takes(const struct calendar_counter *c)
{
	size_t i;

	for (i = 0; i < c->hours.count + c->extra.count; i++)
		if (hardly_takes(i < c->hours.count ? &c->hours.hours[i] : &c->extra.hours[i - c->hours.count]))
			return true;
	return false;
}

bool
calendar_opens_new_year(const struct calendar_counter *c)
{
	const struct date first = { CYCLE_BEGINS, 12, 29 };
	struct date d;
	int year, n;

	for (year = 0; year < CYCLE_YEARS; year++)
		for (n = 0; n < 6; n++) {
			d = date_add_days((struct date){ first.year + year, first.month, first.day }, n);
			if (calendar_entry_on(&c->extra, d) == NULL && calendar_hours_on(c, d) != NULL)
				return true;
		}
	return false;
}
