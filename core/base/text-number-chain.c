/* Numbers that nobody may keep, in whatever groups, and with whatever between them. */
#include "base/text-number-private.h"

#include <string.h>
#include <unictype.h>

#include "base/text.h"

#define APART 3			/* characters between two groups, blanks not counted */
#define GROUPS_MAX NUMBER_B_DIGITS

struct part { size_t from, to, digits; long value; bool plus; };	/* plus: behind a +, as a country's code */
struct chain { struct part part[GROUPS_MAX]; size_t n, digits; bool days; };

/* Behind such a unit no number goes on. */
static bool
parts_days(uint32_t c)
{
	return c == U'年' || c == U'月' || c == U'日' || c == U'時' || c == U'分';
}

static bool
is_blank(uint32_t c)
{
	return c <= 0x20 || uc_is_general_category_withtable(c, UC_CATEGORY_MASK_Z);
}

/* The group of digits that begins there, what nobody sees among them. */
static struct part
take_part(const char *text, size_t len, size_t from, uint32_t before)
{
	struct part p = { .from = from, .to = from, .plus = before == '+' || before == U'＋' };
	size_t at = from;
	uint32_t c = before;
	char digit;

	while (at < len) {
		digit = number_digit(number_next(text, len, &at, &c));
		if (digit == '\0' && !number_unseen(c))
			break;
		if (digit == '\0')
			continue;
		p.digits++;
		p.value = p.digits <= GROUPS_MAX ? p.value * 10 + digit - '0' : 0;
		p.to = at;
	}
	return p;
}

/* The first digit at or behind that byte. apart: the characters before it; days: a unit of dates is among them. */
static bool
find_digit(const char *text, size_t len, size_t *at, uint32_t *before, size_t *apart, bool *days)
{
	size_t i = *at;
	uint32_t c = *before;

	for (*apart = 0, *days = false; i < len; *at = i, *before = c) {
		if (number_digit(number_next(text, len, &i, &c)) != '\0')
			return true;
		*apart += !is_blank(c) && !number_unseen(c);
		*days |= parts_days(c);
	}
	return false;
}

/* Groups of which the last ends at *at: as many as belong together; more than there is room for are none that fit. */
static bool
take_chain(const char *text, size_t len, size_t *at, struct chain *chain)
{
	uint32_t before = 0;
	size_t next = *at, apart;
	struct part p;
	bool days;

	*chain = (struct chain){ .n = 0 };
	while (find_digit(text, len, &next, &before, &apart, &days)) {
		if (chain->n > 0 && apart > APART)
			break;
		p = take_part(text, len, next, before);
		chain->days |= chain->n > 0 && days;
		if (chain->n < GROUPS_MAX)
			chain->part[chain->n] = p;
		chain->n++;
		chain->digits += p.digits;
		next = *at = p.to;
		before = '0';
	}
	return chain->n > 0;
}

/* 03-1234-5678, 0120-123-456, 09012345678: digits that begin with 0, in one group or three; or +81-3-1234-5678. */
static bool
is_phone(const char *text, const struct part *p, size_t n)
{
	const size_t sum = n >= 3 ? p[0].digits + p[1].digits + p[2].digits : 0;
	size_t i = p->from;
	uint32_t c = 0;

	if (p->plus || number_digit(number_next(text, p->to, &i, &c)) != '0')
		return p->plus;
	if (p->digits == 2 && p->value != 3 && p->value != 4 && p->value != 6)	/* area codes as short */
		return false;
	return p->digits == 10 || p->digits == 11 || ((sum == 10 || sum == 11) && p[0].digits >= 2 &&
	    p[0].digits <= 5 && p[1].digits <= 4 && (p[2].digits == 3 || p[2].digits == 4));
}

static bool
is_year(long value)
{
	return value >= 1900 && value < 2100;
}

/* 2026-11-20, 20261120. */
static bool
is_date(const struct part *p, size_t n)
{
	if (p->digits == 8)
		return is_year(p->value / 10000) && p->value / 100 % 100 <= 12 && p->value % 100 <= 31;
	return n >= 3 && p[0].digits == 4 && is_year(p[0].value) && p[1].digits <= 2 && p[1].value <= 12 &&
	    p[2].digits <= 2 && p[2].value <= 31;
}

/* 26-000123-4, a case's; 0104-01-123456, a company's in its register (商業登記規則 art. 1-2). */
static bool
is_hyphened(const char *text, const struct part *p, size_t n)
{
	static const size_t forms[][3] = { { 2, 6, 1 }, { 4, 2, 6 } };
	size_t i;

	if (n < 3 || p[1].from - p[0].to != 1 || text[p[0].to] != '-' ||
	    p[2].from - p[1].to != 1 || text[p[1].to] != '-')
		return false;
	for (i = 0; i < sizeof(forms) / sizeof(*forms); i++)
		if (p[0].digits == forms[i][0] && p[1].digits == forms[i][1] && p[2].digits == forms[i][2])
			return true;
	return false;
}

static bool
holds_another(const char *text, const struct chain *c)
{
	size_t i;

	for (i = 0; i < c->n; i++)
		if (is_phone(text, &c->part[i], c->n - i) || is_date(&c->part[i], c->n - i) ||
		    is_hyphened(text, &c->part[i], c->n - i))
			return true;
	return c->days;
}

bool
number_in_chain(const char *text, size_t len, size_t digits, number_judge *judge, size_t *from, size_t *to)
{
	struct chain chain;
	size_t at = 0;

	while (take_chain(text, len, &at, &chain)) {
		if (chain.digits != digits || chain.n < 2)
			continue;
		*from = chain.part[0].from;
		*to = chain.part[chain.n - 1].to;
		if (judge(text, *from, *to) && !holds_another(text, &chain))
			return true;
	}
	return false;
}

/* --- as a spreadsheet shows long numbers -------------------------------------------------------- */

/* E+ behind digits, in either width. */
static bool
is_power(uint32_t e, uint32_t plus)
{
	return (e == 'E' || e == 'e' || e == U'Ｅ' || e == U'ｅ') && (plus == '+' || plus == U'＋');
}

/* Hardly any text has a +: nothing else need be asked of the others. */
static bool
has_plus(const char *text, size_t len)
{
	const char *p = memchr(text, '\x8b', len);

	for (; p != NULL; p = memchr(p + 1, '\x8b', len - (size_t)(p + 1 - text)))
		if (p - text >= 2 && memcmp(p - 2, "＋", 3) == 0)
			return true;
	return memchr(text, '+', len) != NULL;
}

bool
number_in_powers(const char *text, size_t len, size_t digits, size_t *from, size_t *to)
{
	uint32_t c = 0, before = 0, d;
	size_t i, at, begin = 0;
	bool inside = false;
	struct part p;

	if (!has_plus(text, len))
		return false;
	for (i = 0; i < len; before = c) {
		at = i;
		(void)number_next(text, len, &i, &c);
		if (number_digit(c) != '\0' || (inside && (c == '.' || c == U'．'))) {
			begin = inside ? begin : at;
			inside = true;
			continue;
		}
		d = before;
		if (inside && (c == 'E' || c == 'e' || c == U'Ｅ' || c == U'ｅ') && i < len) {
			at = i + text_decode(text + i, len - i, &d);
			p = take_part(text, len, at, d);
			if (is_power(c, d) && p.digits == 2 && p.value == (long)digits - 1) {
				*from = begin;
				*to = p.to;
				return true;
			}
		}
		inside = false;
	}
	return false;
}
