/* Dates and moments as text: read in any form a counter meets, written in two. */
#include "base/date.h"

#include <stdio.h>
#include <string.h>

#include "base/era.h"
#include "base/text.h"

#define TYPED_MAX 64

static const char *const weekdays[] = { "日", "月", "火", "水", "木", "金", "土" };

/* What stands between the numbers; the kana keyboard gives the later ones for the keys of the first three. */
static const char *const separators[] = { "-", "/", ".", "\u30fc", "\u30fb", "\u3002", "\u2212", "\u2010" };

static bool
take(const char **p, const char *word)
{
	size_t n = strlen(word);

	if (strncmp(*p, word, n) != 0)
		return false;
	*p += n;
	return true;
}

static void
skip_spaces(const char **p)
{
	while (**p == ' ')
		(*p)++;
}

static bool
take_number(const char **p, int most_digits, int *n)
{
	int digits;

	skip_spaces(p);
	*n = 0;
	for (digits = 0; digits < most_digits && **p >= '0' && **p <= '9'; digits++)
		*n = *n * 10 + *(*p)++ - '0';
	skip_spaces(p);
	return digits > 0 && (**p < '0' || **p > '9');
}

static const char *
take_separator(const char **p)
{
	size_t i;

	for (i = 0; i < sizeof(separators) / sizeof(*separators); i++)
		if (take(p, separators[i]))
			return separators[i];
	return NULL;
}

/* "8年11月22日" or "8.11.22"; 元 for 1 where an era was named. */
static bool
take_parts(const char **p, bool in_era, struct date *d)
{
	const char *separator;

	skip_spaces(p);
	if (in_era && take(p, "元"))
		d->year = 1;
	else if (!take_number(p, 4, &d->year))
		return false;
	if (take(p, "年"))
		return take_number(p, 2, &d->month) && take(p, "月") && take_number(p, 2, &d->day) && take(p, "日");
	return (separator = take_separator(p)) != NULL && take_number(p, 2, &d->month) && take(p, separator) &&
	    take_number(p, 2, &d->day);
}

/* The weekday in brackets is not needed, but it must not be another. */
static bool
ends_well(const char *p, struct date d)
{
	skip_spaces(&p);
	if (take(&p, "(") && (!take(&p, weekdays[date_weekday(d)]) || !take(&p, ")")))
		return false;
	skip_spaces(&p);
	return *p == '\0';
}

static bool
eight_digits(const char *p, struct date *d)
{
	int n;

	if (strspn(p, "0123456789") != 8)
		return false;
	if (!take_number(&p, 8, &n) || *p != '\0')
		return false;
	*d = (struct date){ n / 10000, n / 100 % 100, n % 100 };
	return date_valid(*d);
}

static bool
in_era(struct date d, const struct era *era)
{
	return date_compare(d, era->first) >= 0 && date_compare(d, era->last) <= 0;
}

enum err
date_parse(const char *text, struct date *out)
{
	char typed[TYPED_MAX];
	const char *p = typed;
	const struct era *era;
	struct date d;
	size_t len;

	*out = (struct date){ 0 };
	if (strlen(text) >= sizeof(typed))
		return ERR_DATE;
	text_narrow(text, typed, sizeof(typed));
	skip_spaces(&p);
	if (eight_digits(p, &d)) {
		*out = d;
		return ERR_NONE;
	}
	era = era_named(p, &len);
	p += len;
	if (!take_parts(&p, era != NULL, &d) || d.year == 0)
		return ERR_DATE;
	if (era != NULL)
		d.year += era->first.year - 1;
	if (!date_valid(d) || (era != NULL && !in_era(d, era)) || !ends_well(p, d))
		return ERR_DATE;
	*out = d;
	return ERR_NONE;
}

/* Written by hand: a decision has many dates, and a batch has many decisions. */
void
date_format_iso(struct date d, char *out, size_t size)
{
	static const int units[] = { 1000, 100, 10, 1 };
	const int parts[] = { d.year, d.month, d.day };
	size_t at = 0, i, u;

	out[0] = '\0';
	if (!date_given(d) || size < sizeof("2026-11-22") || d.year < 0 || d.year > 9999)
		return;
	for (i = 0; i < 3; i++) {
		if (i > 0)
			out[at++] = '-';
		for (u = i == 0 ? 0 : 2; u < 4; u++)
			out[at++] = (char)('0' + parts[i] / units[u] % 10);
	}
	out[at] = '\0';
}

void
date_format_era(struct date d, char *out, size_t size)
{
	const struct era *era = era_of(d);
	char year[16] = "元";

	out[0] = '\0';
	if (!date_valid(d) || era == NULL)
		return;
	if (d.year > era->first.year)
		(void)snprintf(year, sizeof(year), "%d", d.year - era->first.year + 1);
	(void)snprintf(out, size, "%s%s年%d月%d日(%s)", era->name, year, d.month, d.day, weekdays[date_weekday(d)]);
}

static bool
clock_parse(const char *p, struct moment *m)
{
	if (!take_number(&p, 2, &m->hour) || !take(&p, ":") || !take_number(&p, 2, &m->minute))
		return false;
	m->second = 0;
	if (take(&p, ":") && !take_number(&p, 2, &m->second))
		return false;
	return *p == '\0' && m->hour < 24 && m->minute < 60 && m->second < 60;
}

enum err
moment_parse(const char *text, struct moment *out)
{
	struct moment m = { .hour = -1 };
	char typed[TYPED_MAX], *t;
	enum err e;

	*out = m;
	if (strlen(text) >= sizeof(typed))
		return ERR_DATE;
	text_narrow(text, typed, sizeof(typed));
	/* not the T of 大正 at the very beginning */
	if (typed[0] != '\0' && (t = strchr(typed + 1, 'T')) != NULL) {
		*t = '\0';
		if (!clock_parse(t + 1, &m))
			return ERR_DATE;
	}
	if ((e = date_parse(typed, &m.date)) != ERR_NONE)
		return e;
	*out = m;
	return ERR_NONE;
}

void
moment_format(struct moment m, char *out, size_t size)
{
	char day[16];

	date_format_iso(m.date, day, sizeof(day));
	if (m.hour < 0 || day[0] == '\0')
		(void)snprintf(out, size, "%s", day);
	else
		(void)snprintf(out, size, "%sT%02d:%02d:%02d", day, m.hour, m.minute, m.second);
}
