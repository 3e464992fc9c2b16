/* Whether a counter is open, and when it opens next. */
#include "rule/calendar-private.h"

#include "base/holiday.h"

#define LOOK_AHEAD 400

static bool
is_workday(struct date d)
{
	int w = date_weekday(d);

	return w >= 1 && w <= 5 && holiday_name(d) == NULL;
}

/* sat-mon goes over the week's end. */
static bool
in_week(const struct calendar_day *c, struct date d)
{
	int w = date_weekday(d);

	return c->first <= c->last ? w >= c->first && w <= c->last : w >= c->first || w <= c->last;
}

static bool
is_nth(const struct calendar_day *c, struct date d)
{
	d = date_add_days(d, -c->after);
	if (date_weekday(d) != c->first)
		return false;
	if (c->nth == 0)
		return date_add_days(d, 7).month != d.month;
	return (d.day + 6) / 7 == c->nth;
}

/* A run of holidays that begins on that day of the week, or of the month, pushes it behind its end. */
static bool
is_moved(const struct calendar_day *c, struct date d)
{
	if (holiday_name(d) != NULL)
		return false;
	while (c->kind == CALENDAR_NTH_MOVED ? !is_nth(c, d) : date_weekday(d) != c->first) {
		d = date_add_days(d, -1);
		if (holiday_name(d) == NULL)
			return false;
	}
	return true;
}

static bool
in_span(const struct calendar_day *c, struct date d)
{
	if (!date_given(c->from))
		d.year = 0;
	if (date_compare(c->from, c->to) <= 0)
		return date_compare(d, c->from) >= 0 && date_compare(d, c->to) <= 0;
	return date_compare(d, c->from) >= 0 || date_compare(d, c->to) <= 0;
}

static bool
holds(const struct calendar_day *c, struct date d)
{
	switch (c->kind) {
	case CALENDAR_DAILY:
		return true;
	case CALENDAR_WEEKDAY:
		return is_workday(d);
	case CALENDAR_HOLIDAY:
		return holiday_name(d) != NULL;
	case CALENDAR_WEEK:
		return in_week(c, d);
	case CALENDAR_NTH:
		return is_nth(c, d);
	case CALENDAR_SPAN:
		return in_span(c, d);
	case CALENDAR_MOVED:
	case CALENDAR_NTH_MOVED:
		return is_moved(c, d);
	}
	return false;
}

/* Days joined by & hold together or not at all. */
static bool
any_holds(const struct calendar_day *days, size_t count, struct date d)
{
	bool all = true;
	size_t i;

	for (i = 0; i < count; i++) {
		all = all && holds(&days[i], d);
		if (days[i].both)
			continue;
		if (all)
			return true;
		all = true;
	}
	return false;
}

bool
calendar_holds(const struct calendar_days *days, struct date d)
{
	return any_holds(days->day, days->count, d);
}

static bool
is_office_day(struct date d)
{
	return is_workday(d) && !(d.month == 12 && d.day >= 29) && !(d.month == 1 && d.day <= 3);
}

struct date
calendar_add_workdays(struct date d, int n)
{
	const int step = n < 0 ? -1 : 1;

	for (; n != 0; n -= step)
		do
			d = date_add_days(d, step);
		while (!is_office_day(d));
	return d;
}

const struct calendar_hours *
calendar_entry_on(const struct calendar_table *t, struct date d)
{
	size_t i;

	for (i = 0; i < t->count; i++)
		if (any_holds(&t->days.day[t->hours[i].first], t->hours[i].count, d))
			return &t->hours[i];
	return NULL;
}

bool
calendar_known(const struct calendar_counter *c)
{
	return c->hours.count > 0 || c->extra.count > 0;
}

const struct calendar_hours *
calendar_hours_on(const struct calendar_counter *c, struct date d)
{
	const struct calendar_hours *extra = calendar_entry_on(&c->extra, d);

	if (extra != NULL)
		return extra;
	return any_holds(c->closed.day, c->closed.count, d) ? NULL : calendar_entry_on(&c->hours, d);
}

static enum calendar_state
state_at(const struct calendar_hours *h, int minute)
{
	if (h == NULL || minute < h->opens || minute >= h->closes)
		return CALENDAR_CLOSED;
	if (h->last >= 0 && minute > h->last)
		return CALENDAR_AFTER_LAST;
	return h->lunch >= 0 && minute >= h->lunch && minute < h->lunch_end ? CALENDAR_LUNCH : CALENDAR_OPEN;
}

static struct moment
at_minute(struct date d, int minute)
{
	return (struct moment){ .date = d, .hour = minute / 60, .minute = minute % 60 };
}

static struct moment
next_day_open(const struct calendar_counter *c, struct date d)
{
	const struct calendar_hours *h;
	int i;

	for (i = 0; i < LOOK_AHEAD; i++) {
		d = date_add_days(d, 1);
		if ((h = calendar_hours_on(c, d)) != NULL)
			return at_minute(d, h->opens);
	}
	return (struct moment){ .hour = -1 };
}

struct date
calendar_open_day(const struct calendar_counter *c, struct date d)
{
	const struct moment next = calendar_hours_on(c, d) != NULL ? (struct moment){ .date = d } : next_day_open(c, d);

	return date_given(next.date) ? next.date : d;
}

struct calendar_answer
calendar_open(const struct calendar_counter *c, struct moment m)
{
	const struct calendar_hours *h = calendar_hours_on(c, m.date);
	struct calendar_answer answer = { .next = { .hour = -1 } };
	int minute = m.hour * 60 + m.minute;

	if (m.hour < 0)
		answer.state = h != NULL ? CALENDAR_OPEN : CALENDAR_CLOSED;
	else
		answer.state = state_at(h, minute);
	if (answer.state == CALENDAR_OPEN)
		return answer;
	if (answer.state == CALENDAR_LUNCH)
		answer.next = at_minute(m.date, h->lunch_end);
	else if (h != NULL && m.hour >= 0 && minute < h->opens)
		answer.next = at_minute(m.date, h->opens);
	else
		answer.next = next_day_open(c, m.date);
	return answer;
}

struct moment
calendar_last_open(const struct calendar_counter *c, struct moment m)
{
	const struct calendar_hours *h = calendar_hours_on(c, m.date);
	int minute = m.hour * 60 + m.minute;

	while (minute >= 0 && state_at(h, minute) != CALENDAR_OPEN)
		minute--;
	return minute >= 0 ? at_minute(m.date, minute) : (struct moment){ .hour = -1 };
}
