/* A date as those who ask for one want it: whole, known in part, or of which era it must be. */
#include "base/date.h"

#include <stdio.h>
#include <string.h>

#include "base/date-private.h"
#include "base/era.h"
#include "base/text.h"

/* 2026-11-22, as programs write it. */
static bool
take_iso(const char *p, struct date *d)
{
	static const char form[] = "dddd-dd-dd";
	size_t i;

	for (i = 0; form[i] == '-' ? p[i] == '-' : form[i] != '\0' && p[i] >= '0' && p[i] <= '9'; i++)
		;
	if (form[i] != '\0' || p[i] != '\0')
		return false;
	d->year = (p[0] - '0') * 1000 + (p[1] - '0') * 100 + (p[2] - '0') * 10 + p[3] - '0';
	d->month = (p[5] - '0') * 10 + p[6] - '0';
	d->day = (p[8] - '0') * 10 + p[9] - '0';
	return true;
}

static bool
read_iso(const char *p, struct date *out)
{
	struct date d;

	if (!take_iso(p, &d) || !date_valid(d))
		return false;
	*out = d;
	return true;
}

/* 1989-00-00S, as date_format_iso writes one whose era was told. */
static bool
read_kept(const char *p, struct date *out)
{
	const size_t len = strlen(p);
	const struct era *era;
	char bare[DATE_TYPED_MAX];
	struct date d;
	size_t n;

	if (len < 1 || len >= sizeof(bare) || p[len - 1] < 'A' || (era = era_named(p + len - 1, &n)) == NULL)
		return false;
	(void)snprintf(bare, sizeof(bare), "%.*s", (int)len - 1, p);
	if (!take_iso(bare, &d) || d.day != 0)
		return false;
	d = era_kept(d, era);
	if (d.day != 0 && date_given_soundly(d))
		*out = d;
	return d.day != 0 && date_given_soundly(d);
}

/* S23, 昭和23, 1948, and with its month S23.5: what is known in part. Of figures alone, since 昭一 is a name. */
static bool
read_short(const char *p, struct date *out)
{
	struct date d = { 0 };
	const struct era *era;
	size_t len;

	if ((era = era_named(p, &len)) != NULL) {
		p += len;
		(void)date_take_separator(&p);
	}
	date_skip_spaces(&p);
	len = strspn(p, "0123456789");
	if ((era != NULL ? len > 2 : len != 4) || !date_take_figures(&p, 4, &d.year) || d.year == 0)
		return false;
	if (date_take_separator(&p) != '\0' && !date_take_figures(&p, 2, &d.month))
		return false;
	date_skip_spaces(&p);
	d.year += era != NULL ? era->first.year - 1 : 0;
	if (*p != '\0' || !date_given_soundly(d) || (era != NULL && !date_in_era(d, era, DATE_LAST_YEAR)))
		return false;
	*out = era_kept(d, era);
	return true;
}

/* In narrow forms; false if there is too much. */
static bool
narrow(const char *text, char typed[DATE_TYPED_MAX])
{
	if (strlen(text) >= DATE_TYPED_MAX)
		return false;
	text_narrow(text, typed, DATE_TYPED_MAX);
	return true;
}

static const char letters[] = "MTSHR";		/* of the eras */

/* 610124, 61.1.24 or 61年1月24日 as of that era; 2026.2.30 is of none. */
static bool
read_in_era(const char *p, char letter, bool partly, struct date *d)
{
	char with_era[DATE_TYPED_MAX + 1];
	size_t len;

	(void)snprintf(with_era, sizeof(with_era), "%c%s", letter, p);
	return date_read(with_era, partly, DATE_NEVER, d) && d->year - era_named(with_era, &len)->first.year < 99;
}

/* A day in some era: which one, nobody knows. */
static enum err
why_not(const char *text)
{
	char typed[DATE_TYPED_MAX];
	const char *p = typed;
	struct date d;
	size_t i;

	if (!narrow(text, typed))
		return ERR_DATE;
	date_skip_spaces(&p);
	for (i = 0; letters[i] != '\0'; i++)
		if (read_in_era(p, letters[i], true, &d))
			return ERR_DATE_ERA;
	return ERR_DATE;
}

enum err
date_parse(const char *text, struct date *out)
{
	char typed[DATE_TYPED_MAX];

	*out = (struct date){ 0 };
	if (read_iso(text, out))
		return ERR_NONE;
	return narrow(text, typed) && date_read(typed, false, DATE_EXPIRY, out) ? ERR_NONE : why_not(text);
}

enum err
date_parse_partly(const char *text, struct date *out)
{
	char typed[DATE_TYPED_MAX];
	const char *p = typed;

	*out = (struct date){ 0 };
	if (read_iso(text, out))
		return ERR_NONE;
	if (!narrow(text, typed))
		return ERR_DATE;
	date_skip_spaces(&p);
	if (date_read_unsaid(p)) {
		*out = date_unsaid;
		return ERR_NONE;
	}
	return read_kept(p, out) || date_read(typed, true, DATE_LAST_YEAR, out) || read_short(p, out) ?
	    ERR_NONE : why_not(text);
}

#define OLDEST 120	/* years; nobody in Japan has become older than 119 */

enum err
date_parse_born(const char *text, struct date latest, struct date *out)
{
	char typed[DATE_TYPED_MAX];
	struct date d, found = { 0 };
	const char *p = typed;
	enum err e = date_parse_partly(text, out);
	size_t i;

	if (e != ERR_DATE_ERA || !narrow(text, typed))
		return e;
	date_skip_spaces(&p);
	for (i = 0; letters[i] != '\0'; i++) {
		if (!read_in_era(p, letters[i], true, &d) || date_compare(date_earliest(d), latest) > 0 ||
		    d.year < latest.year - OLDEST)
			continue;
		if (date_given(found))
			return ERR_DATE_ERA;
		found = d;
	}
	*out = found;
	return date_given(found) ? ERR_NONE : ERR_DATE;
}
