/* Dates and moments, written. */
#include "base/date.h"

#include <stdio.h>

#include "base/era.h"

const char *
date_weekday_name(struct date d)
{
	static const char *const names[] = { "日", "月", "火", "水", "木", "金", "土" };

	return names[date_weekday(d)];
}

/* Written by hand: a decision has many dates, and a batch has many decisions. */
void
date_format_iso(struct date d, char *out, size_t size)
{
	static const int units[] = { 1000, 100, 10, 1 };
	const int parts[] = { d.year, d.year != 0 ? d.month : 0, d.day > 0 ? d.day : 0 };
	size_t at = 0, i, u;

	out[0] = '\0';
	if (!date_told(d) || size < sizeof("1989-00-00S") || d.year < 0 || d.year > 9999)
		return;
	for (i = 0; i < 3; i++) {
		if (i > 0)
			out[at++] = '-';
		for (u = i == 0 ? 0 : 2; u < 4; u++)
			out[at++] = (char)('0' + parts[i] / units[u] % 10);
	}
	if (d.day < 0)
		out[at++] = era_of_partly(d)->letter;
	out[at] = '\0';
}

/* The year in its era, or as it is where it saw two and nobody told which. */
static void
format_year(struct date d, char *out, size_t size)
{
	const struct era *era = era_of_partly(d);

	if (era == NULL)
		(void)snprintf(out, size, "%d年", d.year);
	else if (d.year == era->first.year)
		(void)snprintf(out, size, "%s元年", era->name);
	else
		(void)snprintf(out, size, "%s%d年", era->name, d.year - era->first.year + 1);
}

void
date_format_era(struct date d, char *out, size_t size)
{
	char year[32];

	out[0] = '\0';
	if (date_is_unsaid(d))
		(void)snprintf(out, size, "年月日不詳");
	if (!date_given_soundly(d))
		return;
	format_year(d, year, sizeof(year));
	if (d.month == 0)
		(void)snprintf(out, size, "%s(月日不詳)", year);
	else if (d.day <= 0)
		(void)snprintf(out, size, "%s%d月(日不詳)", year, d.month);
	else
		(void)snprintf(out, size, "%s%d月%d日(%s)", year, d.month, d.day, date_weekday_name(d));
}

void
date_format_narrow(struct date d, char *out, size_t size)
{
	const struct era *era;
	size_t n;

	if (!date_given_soundly(d)) {
		(void)snprintf(out, size, "-");
		return;
	}
	era = era_of_partly(d);
	if (era == NULL)
		n = (size_t)snprintf(out, size, "%d", d.year);
	else
		n = (size_t)snprintf(out, size, "%c%d", era->letter, d.year - era->first.year + 1);
	if (d.month > 0 && n < size)
		n += (size_t)snprintf(out + n, size - n, ".%d", d.month);
	if (d.day > 0 && n < size)
		(void)snprintf(out + n, size - n, ".%d", d.day);
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
