/* A date in any form that a register writes or a hand types: the grammar of them all. */
#include "base/date-private.h"

#include <string.h>

#include "base/era.h"
#include "base/text.h"

#define COUNT(list) (sizeof(list) / sizeof(*(list)))

/* How registers say that nobody knows, and what they write behind a date of birth. */
static const char *const unknown[] = { "不詳", "不明", "未詳" };
static const char *const born_then[] = { "生まれ", "生れ", "生ル", "生", "出生" };

/* What was read: the year as of its era, which may be NULL, and the same beside it in brackets; 0: none. */
struct reading { struct date d; const struct era *era; int beside; const struct era *era_beside; };

/*
 * The units that nobody knows, 年月日不詳, (月日不詳), 不詳 for all of them; where blank is good enough also the form
 * itself without anything in it, 月 日.
 */
static bool
take_unknown(const char **p, const char *const *units, size_t n, bool blank)
{
	const char *s = *p;
	const bool bracket = text_take_word(&s, "(");
	size_t named = 0;
	bool said;

	for (date_skip_spaces(&s); named < n && text_take_word(&s, units[named]); named++)
		date_skip_spaces(&s);
	said = date_take_word(&s, unknown, COUNT(unknown));
	if ((named > 0 && named < n) || !(said || (blank && named == n && !bracket)) ||
	    (bracket && !text_take_word(&s, ")")))
		return false;
	*p = s;
	return true;
}

/* Nothing is behind it that belongs to the date itself. */
static bool
is_over(const char *p)
{
	return *p == '\0' || date_take_word(&p, born_then, COUNT(born_then));
}

/* 8年11月22日; where a part may be missing 8年11月(日不詳), 8年(月日不詳), or nothing behind it. */
static bool
take_words(const char **p, bool partly, struct date *d)
{
	static const char *const units[] = { "月", "日" };

	if (partly && (is_over(*p) || take_unknown(p, units, 2, true)))
		return true;
	if (!date_take_number(p, 2, &d->month) || !text_take_word(p, "月"))
		return false;
	date_skip_spaces(p);
	if (partly && (is_over(*p) || take_unknown(p, units + 1, 1, true)))
		return true;
	return date_take_number(p, 2, &d->day) && text_take_word(p, "日");
}

static bool
take_year(const char **p, bool in_era, int *year)
{
	date_skip_spaces(p);
	if (!in_era || !text_take_word(p, "元"))
		return date_take_number(p, 4, year);
	*year = 1;
	date_skip_spaces(p);
	return true;
}

/* 昭和55年(1980年)5月1日, 1980(昭和55)年5月1日: the same year in another count. */
static bool
take_year_beside(const char **p, struct reading *r)
{
	const char *s = *p;
	const struct era *era;
	size_t len;
	int year;

	if (!text_take_word(&s, "("))
		return false;
	(void)text_take_word(&s, "西暦");
	era = era_named(s, &len);
	s += len;
	if (!take_year(&s, era != NULL, &year) || year == 0)
		return false;
	(void)text_take_word(&s, "年");
	date_skip_spaces(&s);
	if (!text_take_word(&s, ")"))
		return false;
	r->beside = year + (era != NULL ? era->first.year - 1 : 0);
	r->era_beside = era;
	*p = s;
	return true;
}

/* Or 8.11.22; 元 for 1 where an era was named. */
static bool
take_parts(const char **p, bool partly, struct reading *r)
{
	char separator;

	if (!take_year(p, r->era != NULL, &r->d.year))
		return false;
	(void)take_year_beside(p, r);
	if (text_take_word(p, "年")) {
		(void)take_year_beside(p, r);
		date_skip_spaces(p);
		return take_words(p, partly, &r->d);
	}
	return (separator = date_take_separator(p)) != '\0' && date_take_number(p, 2, &r->d.month) &&
	    date_take_separator(p) == separator && date_take_number(p, 2, &r->d.day);
}

/* Figures alone: YYYYMMDD, or YYMMDD of an era that stands before it (s550501). */
static bool
take_figures(const char **p, struct reading *r)
{
	const size_t figures = strspn(*p, "0123456789");
	int n;

	if (figures != (r->era != NULL ? 6 : 8))
		return false;
	(void)date_take_figures(p, (int)figures, &n);
	r->d = (struct date){ n / 10000, n / 100 % 100, n % 100 };
	return true;
}

/* Behind the era's digit, as systems of municipalities use it: 3550501, 3-550501, 3-55-5-1. */
static bool
take_behind_digit(const char **p, bool partly, struct reading *r)
{
	const char *s = *p;

	bool apart, read = false;

	if ((r->era = era_by_digit(*s)) != NULL) {
		s++;
		apart = date_take_separator(&s) != '\0';
		read = take_figures(&s, r) || (apart && take_parts(&s, partly, r));
	}
	if (!read)
		*r = (struct reading){ .era = NULL };
	else
		*p = s;
	return read;
}

static bool
take_date(const char **p, bool partly, struct reading *r)
{
	size_t len;

	*r = (struct reading){ .era = NULL };
	date_skip_spaces(p);
	if (!text_take_word(p, "西暦") && (r->era = era_named(*p, &len)) == NULL && take_behind_digit(p, partly, r))
		return true;
	if (r->era != NULL) {		/* perhaps as S.55.5.1 */
		*p += len;
		(void)date_take_separator(p);
	}
	date_skip_spaces(p);
	return take_figures(p, r) || take_parts(p, partly, r);
}

/* Midnight, which spreadsheets and data bases add. */
static bool
is_midnight(const char *p)
{
	int hour, minute, second = 0, part = 0;

	if ((p[-1] != ' ' && !text_take_word(&p, "T")) || !date_take_number(&p, 2, &hour) || !text_take_word(&p, ":") ||
	    !date_take_number(&p, 2, &minute) || (text_take_word(&p, ":") && !date_take_number(&p, 2, &second)) ||
	    (text_take_word(&p, ".") && !date_take_figures(&p, 7, &part)))
		return false;
	return *p == '\0' && hour + minute + second + part == 0;
}

/* (木), (木曜日) where it is that day; or the same year in another count. */
static bool
take_brackets(const char **p, struct reading *r)
{
	const char *s = *p;

	if (!date_valid(r->d) || !text_take_word(&s, "(") || !text_take_word(&s, date_weekday_name(r->d)))
		return take_year_beside(p, r);
	if (text_take_word(&s, "曜"))
		(void)text_take_word(&s, "日");
	if (!text_take_word(&s, ")"))
		return false;
	*p = s;
	return true;
}

/* Behind it may stand brackets, that somebody was born then, or midnight; nothing else. */
static bool
ends_well(const char *p, bool partly, struct reading *r)
{
	int brackets = 0;
	bool born = false;

	for (date_skip_spaces(&p); *p != '\0'; date_skip_spaces(&p)) {
		if (*p == '(' && brackets++ == 0 && take_brackets(&p, r))
			continue;
		if (born || !partly || !date_take_word(&p, born_then, COUNT(born_then)))
			return is_midnight(p);
		born = true;
	}
	return true;
}

bool
date_in_era(struct date d, const struct era *era, enum date_beyond beyond)
{
	return date_compare(date_latest(d), era->first) >= 0 && (date_compare(date_earliest(d), era->last) <= 0 ||
	    d.year <= era->last.year + (int)beyond);
}

/* The one era that was told; of 平成31年(令和元年) none. */
static const struct era *
era_told(const struct reading *r)
{
	if (r->era == NULL)
		return r->era_beside;
	return r->era_beside == NULL || r->era_beside == r->era ? r->era : NULL;
}

bool
date_read(const char *p, bool partly, enum date_beyond beyond, struct date *out)
{
	struct reading r;

	if (!take_date(&p, partly, &r) || r.d.year == 0)
		return false;
	if (r.era != NULL)
		r.d.year += r.era->first.year - 1;
	if (!(partly ? date_given_soundly(r.d) : date_valid(r.d)) ||
	    (r.era != NULL && !date_in_era(r.d, r.era, beyond)) ||
	    !ends_well(p, partly, &r) || (r.beside != 0 && r.beside != r.d.year))
		return false;
	*out = era_kept(r.d, era_told(&r));
	return date_given_soundly(*out);
}

bool
date_read_unsaid(const char *p)
{
	static const char *const units[] = { "年", "月", "日" };
	static const char *const zeros[] = { "0000-00-00", "0000/00/00", "0000.00.00", "00000000", "0000000" };

	(void)text_take_word(&p, "生");
	if (!date_take_word(&p, zeros, COUNT(zeros)) && !take_unknown(&p, units, 3, false))
		return false;
	date_skip_spaces(&p);
	return *p == '\0';
}
