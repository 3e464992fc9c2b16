/* Dates, moments and the hours of a counter as anybody may write them. */
#include "base/date.h"

#include <stdlib.h>
#include <string.h>

#include "rule/calendar-private.h"
#include "fuzz.h"

/* What is read as a date is read as the same one after it was written. */
static void
try_date(const char *text)
{
	struct date d, again;
	struct moment m;
	char era[48];

	if (moment_parse(text, &m) == ERR_NONE && !date_valid(m.date))
		abort();
	if (date_parse(text, &d) != ERR_NONE)
		return;
	date_format_era(d, era, sizeof(era));
	if (!date_valid(d) || date_parse(era, &again) != ERR_NONE || date_compare(d, again) != 0)
		abort();
}

/* The same of a birth date, which may be known in part; what is read wholly is the same for both. */
static void
try_born(const char *text)
{
	struct date d, again, whole;
	char era[48], iso[16];

	if (date_parse_partly(text, &d) != ERR_NONE) {
		if (date_parse(text, &whole) != ERR_NONE)
			return;
		date_format_iso(whole, iso, sizeof(iso));	/* of an era that had ended years before */
		if (date_parse_partly(iso, &again) != ERR_NONE || date_compare(whole, again) != 0)
			abort();
		return;
	}
	date_format_era(d, era, sizeof(era));
	date_format_iso(d, iso, sizeof(iso));
	if (!date_told(d) || date_parse_partly(era, &again) != ERR_NONE || date_compare(d, again) != 0 ||
	    date_parse_partly(iso, &again) != ERR_NONE || date_compare(d, again) != 0 ||
	    date_compare(date_earliest(d), date_latest(d)) > 0)
		abort();
}

static void
try_hours(const char *text)
{
	static struct calendar_counter c;
	const struct moment noon = { .date = { 2026, 11, 20 }, .hour = 12 };
	const char *fault;

	if (calendar_read_hours(text, &c.hours, &fault) == ERR_NONE)
		(void)calendar_open(&c, noon);
	if (fault < text || fault > text + strlen(text))
		abort();
	if (calendar_read_days(text, &c.closed, &fault) == ERR_NONE)
		(void)calendar_open(&c, noon);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	char *text = fuzz_text(bytes, len);

	if (text == NULL)
		return 0;
	try_date(text);
	try_born(text);
	try_hours(text);
	free(text);
	return 0;
}
