/* Dates and moments, read: in any form that a register writes or a hand types. */
#include "base/date.h"

#include <stdio.h>
#include <string.h>

#include "base/era.h"
#include "base/text.h"

#define TYPED_MAX 64

/* What stands between the numbers; the kana keyboard gives the later ones for the keys of the first three. */
static const char *const separators[] = { "-", "/", ".", "\u30fc", "\u30fb", "\u3002", "\u2212", "\u2010" };

/* How registers say that nobody knows: the date, month and day, the day. The longer before their beginnings. */
static const char *const unsaid[] = { "年月日不詳", "生年月日不詳", "不詳", "年月日不明", "生年月日不明", "不明",
    "0000-00-00", "0000/00/00", "0000.00.00", "00000000", "0000000" };
static const char *const no_month[] = { "(月日不詳)", "月日不詳", "(不詳)", "不詳" };
static const char *const no_day[] = { "(日不詳)", "日不詳", "(不詳)", "不詳" };

#define COUNT(list) (sizeof(list) / sizeof(*(list)))

static const char *
take_one_of(const char **p, const char *const *words, size_t count)
{
	size_t i;

	for (i = 0; i < count; i++)
		if (text_take_word(p, words[i]))
			return words[i];
	return NULL;
}

static void
skip_spaces(const char **p)
{
	while (**p == ' ')
		(*p)++;
}

/* Numbers as old registers and hands write them; 壱弐参拾 are those of family registers (戸籍法施行規則 art. 31). */
static const struct { const char *kanji; int value; } kanji_numbers[] = {
	{ "〇", 0 }, { "一", 1 }, { "二", 2 }, { "三", 3 }, { "四", 4 }, { "五", 5 }, { "六", 6 }, { "七", 7 },
	{ "八", 8 }, { "九", 9 }, { "十", 10 }, { "壱", 1 }, { "弐", 2 }, { "参", 3 }, { "拾", 10 },
};

static bool
take_kanji(const char **p, int *value)
{
	size_t i;

	for (i = 0; i < COUNT(kanji_numbers); i++) {
		if (text_take_word(p, kanji_numbers[i].kanji)) {
			*value = kanji_numbers[i].value;
			return true;
		}
	}
	return false;
}

/* 六十一, or digit by digit as 六一 and 一九八六. */
static bool
take_kanji_number(const char **p, int most_digits, int *n)
{
	int v[5], count = 0, tens = 0, before, i;

	while (count < 5 && take_kanji(p, &v[count]))
		tens += v[count++] == 10;
	if (tens == 0) {
		for (i = 0, *n = 0; i < count; i++)
			*n = *n * 10 + v[i];
		return count > 0 && count <= most_digits;
	}
	before = v[0] == 10 ? 0 : 1;
	*n = (before == 1 ? v[0] * 10 : 10) + (count == before + 2 ? v[before + 1] : 0);
	return tens == 1 && count <= before + 2 && v[before] == 10 && v[0] != 0 && v[count - 1] != 0;
}

static bool
take_digits_of(const char **p, int most_digits, int *n)
{
	int digits;

	*n = 0;
	for (digits = 0; digits < most_digits && **p >= '0' && **p <= '9'; digits++)
		*n = *n * 10 + *(*p)++ - '0';
	return digits > 0;
}

static bool
take_number(const char **p, int most_digits, int *n)
{
	const char *look;
	bool taken;

	skip_spaces(p);
	look = *p;
	if ((unsigned char)*look >= 0x80 && take_kanji(&look, n))
		taken = take_kanji_number(p, most_digits, n);
	else
		taken = take_digits_of(p, most_digits, n);
	taken = taken && (**p < '0' || **p > '9');
	skip_spaces(p);
	return taken;
}

/* 8年11月22日; where a part may be missing 8年11月(日不詳), 8年(月日不詳), or nothing behind it. */
static bool
take_words(const char **p, bool partly, struct date *d)
{
	if (partly && (**p == '\0' || take_one_of(p, no_month, COUNT(no_month)) != NULL))
		return true;
	if (!take_number(p, 2, &d->month) || !text_take_word(p, "月"))
		return false;
	skip_spaces(p);
	if (partly && (**p == '\0' || take_one_of(p, no_day, COUNT(no_day)) != NULL))
		return true;
	return take_number(p, 2, &d->day) && text_take_word(p, "日");
}

/* Or 8.11.22; 元 for 1 where an era was named. */
static bool
take_parts(const char **p, bool in_era, bool partly, struct date *d)
{
	const char *separator;

	skip_spaces(p);
	if (in_era && text_take_word(p, "元"))
		d->year = 1;
	else if (!take_number(p, 4, &d->year))
		return false;
	if (text_take_word(p, "年")) {
		skip_spaces(p);
		return take_words(p, partly, d);
	}
	return (separator = take_one_of(p, separators, COUNT(separators))) != NULL && take_number(p, 2, &d->month) &&
	    text_take_word(p, separator) && take_number(p, 2, &d->day);
}

/*
 * Digits alone: YYYYMMDD, or YYMMDD of an era that stands before it, as its letter (s550501) or as the digit that
 * systems of municipalities use (3550501).
 */
static bool
take_digits(const char **p, const struct era **era, struct date *d)
{
	const size_t digits = strspn(*p, "0123456789");
	int n = 0;
	size_t i;

	if (digits != (*era != NULL ? 6 : 8) && (*era != NULL || digits != 7))
		return false;
	if (digits == 7) {
		if ((*era = era_by_digit(**p)) == NULL)
			return false;
		(*p)++;
	}
	for (i = 0; i < (digits == 8 ? 8 : 6); i++)
		n = n * 10 + *(*p)++ - '0';
	*d = (struct date){ n / 10000, n / 100 % 100, n % 100 };
	return true;
}

/* Behind it may stand its weekday in brackets, or midnight, which spreadsheets add; nothing else. */
static bool
ends_well(const char *p, struct date d)
{
	int hour, minute, second = 0;

	skip_spaces(&p);
	if (text_take_word(&p, "(") && (!date_valid(d) || !text_take_word(&p, date_weekday_name(d)) || !text_take_word(&p, ")")))
		return false;
	skip_spaces(&p);
	if (*p == '\0')
		return true;
	return p[-1] == ' ' && take_number(&p, 2, &hour) && text_take_word(&p, ":") && take_number(&p, 2, &minute) &&
	    (!text_take_word(&p, ":") || take_number(&p, 2, &second)) && *p == '\0' && hour + minute + second == 0;
}

/*
 * What is written with an era that has ended since means the day all the same: 平成31年5月1日 of a paper from before
 * the change, and on an old document an expiry as 平成40年1月1日. Of births the era's last year alone; later is a slip.
 */
enum beyond { NEVER = -1, LAST_YEAR = 0, EXPIRY = 20 };

/* At least one of the days that it may be is in the era, or as many years behind it. */
static bool
in_era(struct date d, const struct era *era, enum beyond beyond)
{
	return date_compare(date_latest(d), era->first) >= 0 && (date_compare(date_earliest(d), era->last) <= 0 ||
	    d.year <= era->last.year + (int)beyond);
}

static bool
read(const char *p, bool partly, enum beyond beyond, struct date *out)
{
	const struct era *era;
	struct date d = { 0 };
	size_t len;

	skip_spaces(&p);
	era = era_named(p, &len);
	p += len;
	skip_spaces(&p);
	if ((!take_digits(&p, &era, &d) && !take_parts(&p, era != NULL, partly, &d)) || d.year == 0)
		return false;
	if (era != NULL)
		d.year += era->first.year - 1;
	if (!(partly ? date_given_soundly(d) : date_valid(d)) || (era != NULL && !in_era(d, era, beyond)) ||
	    !ends_well(p, d))
		return false;
	*out = d;
	return true;
}

/* 2026-11-22, as programs write it. */
static bool
read_iso(const char *p, struct date *out)
{
	static const char form[] = "dddd-dd-dd";
	struct date d;
	size_t i;

	for (i = 0; form[i] == '-' ? p[i] == '-' : form[i] != '\0' && p[i] >= '0' && p[i] <= '9'; i++)
		;
	if (form[i] != '\0' || p[i] != '\0')
		return false;
	d.year = (p[0] - '0') * 1000 + (p[1] - '0') * 100 + (p[2] - '0') * 10 + p[3] - '0';
	d.month = (p[5] - '0') * 10 + p[6] - '0';
	d.day = (p[8] - '0') * 10 + p[9] - '0';
	if (date_valid(d))
		*out = d;
	return date_valid(d);
}

/* S23, 昭和23, 1948, and with its month S23.5: what is known in part. Of figures alone, since 昭一 is a name. */
static bool
read_short(const char *p, struct date *out)
{
	struct date d = { 0 };
	const struct era *era;
	size_t len;

	era = era_named(p, &len);
	p += len;
	skip_spaces(&p);
	len = strspn(p, "0123456789");
	if ((era != NULL ? len > 2 : len != 4) || !take_digits_of(&p, 4, &d.year) || d.year == 0)
		return false;
	if (take_one_of(&p, separators, COUNT(separators)) != NULL && !take_digits_of(&p, 2, &d.month))
		return false;
	skip_spaces(&p);
	d.year += era != NULL ? era->first.year - 1 : 0;
	if (*p != '\0' || !date_given_soundly(d) || (era != NULL && !in_era(d, era, LAST_YEAR)))
		return false;
	*out = d;
	return true;
}

/* In narrow forms; false if there is too much. */
static bool
narrow(const char *text, char typed[TYPED_MAX])
{
	if (strlen(text) >= TYPED_MAX)
		return false;
	text_narrow(text, typed, TYPED_MAX);
	return true;
}

static const char letters[] = "MTSHR";		/* of the eras */

/* 610124, 61.1.24 or 61年1月24日 as of that era; 2026.2.30 is of none. */
static bool
read_in_era(const char *p, char letter, bool partly, struct date *d)
{
	char with_era[TYPED_MAX + 1];
	size_t len;

	(void)snprintf(with_era, sizeof(with_era), "%c%s", letter, p);
	return read(with_era, partly, NEVER, d) && d->year - era_named(with_era, &len)->first.year < 99;
}

/* A day in some era: which one, nobody knows. */
static enum err
why_not(const char *text)
{
	char typed[TYPED_MAX];
	const char *p = typed;
	struct date d;
	size_t i;

	if (!narrow(text, typed))
		return ERR_DATE;
	skip_spaces(&p);
	for (i = 0; letters[i] != '\0'; i++)
		if (read_in_era(p, letters[i], true, &d))
			return ERR_DATE_ERA;
	return ERR_DATE;
}

enum err
date_parse(const char *text, struct date *out)
{
	char typed[TYPED_MAX];

	*out = (struct date){ 0 };
	if (read_iso(text, out))
		return ERR_NONE;
	return narrow(text, typed) && read(typed, false, EXPIRY, out) ? ERR_NONE : why_not(text);
}

enum err
date_parse_partly(const char *text, struct date *out)
{
	char typed[TYPED_MAX];
	const char *p = typed;

	*out = (struct date){ 0 };
	if (read_iso(text, out))
		return ERR_NONE;
	if (!narrow(text, typed))
		return ERR_DATE;
	skip_spaces(&p);
	if (take_one_of(&p, unsaid, COUNT(unsaid)) != NULL) {
		skip_spaces(&p);
		*out = *p == '\0' ? date_unsaid : (struct date){ 0 };
		return *p == '\0' ? ERR_NONE : ERR_DATE;
	}
	return read(typed, true, LAST_YEAR, out) || read_short(p, out) ? ERR_NONE : why_not(text);
}

#define OLDEST 120	/* years; nobody in Japan has become older than 119 */

enum err
date_parse_born(const char *text, struct date latest, struct date *out)
{
	char typed[TYPED_MAX];
	struct date d, found = { 0 };
	const char *p = typed;
	enum err e = date_parse_partly(text, out);
	size_t i;

	if (e != ERR_DATE_ERA || !narrow(text, typed))
		return e;
	skip_spaces(&p);
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

static bool
clock_parse(const char *p, struct moment *m)
{
	if (!take_number(&p, 2, &m->hour) || !text_take_word(&p, ":") || !take_number(&p, 2, &m->minute))
		return false;
	m->second = 0;
	if (text_take_word(&p, ":") && !take_number(&p, 2, &m->second))
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
