/* Reads the hours and days of a counter as a profile writes them. */
#include "rule/calendar-private.h"

#include <string.h>

#include "base/text.h"

static const char *const week[] = { "sun", "mon", "tue", "wed", "thu", "fri", "sat" };
static const char *const ordinals[] = { "last-", "1st-", "2nd-", "3rd-", "4th-", "5th-" };

static void
skip_spaces(const char **p)
{
	while (**p == ' ' || **p == '\t')
		(*p)++;
}

static bool
take_number(const char **p, int least_digits, int most_digits, int *n)
{
	int digits;

	*n = 0;
	for (digits = 0; digits < most_digits && **p >= '0' && **p <= '9'; digits++)
		*n = *n * 10 + *(*p)++ - '0';
	return digits >= least_digits && (**p < '0' || **p > '9');
}

static bool
take_weekday(const char **p, int *w)
{
	for (*w = 0; *w < 7; (*w)++)
		if (text_take_word(p, week[*w]))
			return true;
	return false;
}

/* YYYY-MM-DD, or MM-DD with the year 0. A yearly 02-29 holds in the years that have it. */
static bool
take_date(const char **p, struct date *d)
{
	const char *q = *p;

	*d = (struct date){ 0 };
	if (take_number(&q, 4, 4, &d->year) && text_take_word(&q, "-"))
		*p = q;
	else
		d->year = 0;
	return take_number(p, 2, 2, &d->month) && text_take_word(p, "-") && take_number(p, 2, 2, &d->day) &&
	    date_valid((struct date){ d->year == 0 ? 2000 : d->year, d->month, d->day });
}

static bool
read_span(const char **p, struct calendar_day *c)
{
	c->kind = CALENDAR_SPAN;
	if (!take_date(p, &c->from))
		return false;
	c->to = c->from;
	if (!text_take_word(p, ".."))
		return true;
	return take_date(p, &c->to) && date_given(c->from) == date_given(c->to) &&
	    (!date_given(c->from) || date_compare(c->from, c->to) <= 0);
}

static bool
read_nth(const char **p, struct calendar_day *c)
{
	c->kind = CALENDAR_NTH;
	if (!take_weekday(p, &c->first))
		return false;
	if (text_take_word(p, "-moved")) {
		c->kind = CALENDAR_NTH_MOVED;
		return true;
	}
	return !text_take_word(p, "+") || take_number(p, 1, 1, &c->after);
}

static bool
read_week(const char **p, struct calendar_day *c)
{
	c->kind = CALENDAR_WEEK;
	if (!take_weekday(p, &c->first))
		return false;
	c->last = c->first;
	if (text_take_word(p, "-moved")) {
		c->kind = CALENDAR_MOVED;
		return true;
	}
	return !text_take_word(p, "-") || take_weekday(p, &c->last);
}

static bool
read_day(const char **p, struct calendar_day *c)
{
	static const struct { const char *word; enum calendar_day_kind kind; } words[] = {
		{ "daily", CALENDAR_DAILY }, { "weekday", CALENDAR_WEEKDAY }, { "holiday", CALENDAR_HOLIDAY },
	};
	size_t i;

	for (i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (text_take_word(p, words[i].word)) {
			c->kind = words[i].kind;
			return true;
		}
	for (i = 0; i < sizeof(ordinals) / sizeof(*ordinals); i++)
		if (text_take_word(p, ordinals[i])) {
			c->nth = (int)i;
			return read_nth(p, c);
		}
	return **p >= '0' && **p <= '9' ? read_span(p, c) : read_week(p, c);
}

/* Days up to what is none of their list any more; a comma at the end is the next list's. */
static bool
read_list(const char **p, struct calendar_days *days)
{
	struct calendar_day *c;
	const char *begin;

	do {
		do {
			skip_spaces(p);
			if (days->count == CALENDAR_DAYS_MAX)
				return false;
			c = &days->day[days->count];
			*c = (struct calendar_day){ 0 };
			begin = *p;
			if (!read_day(p, c)) {
				*p = begin;
				return false;
			}
			days->count++;
			skip_spaces(p);
			c->both = text_take_word(p, "&");
		} while (c->both);
	} while (text_take_word(p, ","));
	return true;
}

static bool
take_time(const char **p, int *minutes)
{
	int h, m;

	skip_spaces(p);
	if (!take_number(p, 1, 2, &h) || !text_take_word(p, ":") || !take_number(p, 2, 2, &m))
		return false;
	*minutes = h * 60 + m;
	return m < 60 && *minutes <= 24 * 60;
}

static bool
take_times(const char **p, int *from, int *to)
{
	return take_time(p, from) && text_take_word(p, "-") && take_time(p, to) && *from < *to;
}

/* "last 18:30" or "lunch 12:00-13:00" within the hours; *more: one of them was there. */
static bool
read_within(const char **p, struct calendar_hours *h, bool *more)
{
	if (h->last < 0 && text_take_word(p, "last"))
		return take_time(p, &h->last) && h->last >= h->opens && h->last < h->closes;
	if (h->lunch < 0 && text_take_word(p, "lunch"))
		return take_times(p, &h->lunch, &h->lunch_end) && h->lunch >= h->opens && h->lunch_end <= h->closes;
	*more = false;
	return true;
}

/* "8:30-19:00 last 18:30 lunch 12:00-13:00", the last two in either order. A fault is left at what can't be. */
static bool
read_times(const char **p, struct calendar_hours *h)
{
	const char *begin;
	bool more = true;

	h->last = h->lunch = h->lunch_end = -1;
	skip_spaces(p);
	begin = *p;
	if (!take_times(p, &h->opens, &h->closes)) {
		*p = begin;
		return false;
	}
	while (more) {
		skip_spaces(p);
		begin = *p;
		if (!read_within(p, h, &more)) {
			*p = begin;
			return false;
		}
	}
	return true;
}

static bool
read_entry(const char **p, struct calendar_table *t)
{
	struct calendar_hours *h;

	if (t->count == CALENDAR_HOURS_MAX)
		return false;
	h = &t->hours[t->count];
	h->first = t->days.count;
	if (!read_list(p, &t->days))
		return false;
	h->count = t->days.count - h->first;
	if (!read_times(p, h))
		return false;
	t->count++;
	return true;
}

enum err
calendar_read_hours(const char *text, struct calendar_table *t, const char **fault)
{
	const char *p = text;
	bool ok = true;

	*t = (struct calendar_table){ 0 };
	skip_spaces(&p);
	if (*p != '\0')
		do
			ok = read_entry(&p, t);
		while (ok && text_take_word(&p, ","));
	*fault = p;
	return ok && *p == '\0' ? ERR_NONE : ERR_PROFILE;
}

enum err
calendar_read_days(const char *text, struct calendar_days *days, const char **fault)
{
	const char *p = text;
	bool ok = true;

	*days = (struct calendar_days){ 0 };
	skip_spaces(&p);
	if (*p != '\0')
		ok = read_list(&p, days);
	*fault = p;
	return ok && *p == '\0' ? ERR_NONE : ERR_PROFILE;
}
