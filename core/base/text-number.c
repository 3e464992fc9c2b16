/* Individual numbers (個人番号) in a text, however they are set. */
#include "base/text-number-private.h"

#include <string.h>
#include <strings.h>
#include <unictype.h>

#include "base/text-kana.h"
#include "base/text.h"

#define DIGITS NUMBER_DIGITS
#define COMPANY_DIGITS 13
#define COLON_DIGITS 3	/* of a group beside a : at least */
#define WORD_DIGITS 4	/* of one beside と, の, 番 or 号 */
#define PHONE_DIGITS 10	/* of a group: nobody sets an individual number so */

/* What a character is to the digits beside it: a digit itself, what stands between groups of them, or neither. */
enum { JOINS = 1, BREAKS = 2 };	/* nothing to see; the others are ' ' '-' '.' ',' '/' '_' ':' and '0' to '9' */

#define WORD_MAX 3	/* characters of what is between two groups of four, as in 1234の5678番地9018 */

/* As they are said: 1234の5678の9018. */
static bool
is_word(uint32_t c)
{
	return c == U'と' || c == U'の' || c == U'ノ' || c == U'番' || c == U'号';
}

static char
kind_of_ascii(uint32_t c)
{
	if ((c < 0x20 && c != TEXT_MASKED) || c == 0x7f)
		return ' ';
	if (strchr(" -.,/", (int)c) != NULL)
		return (char)c;
	if (c == '+' || c == ':')
		return ':';
	return c == TEXT_MASKED || uc_is_general_category_withtable(c, UC_CATEGORY_MASK_L) ? BREAKS : '_';
}

static char
kind_of(uint32_t c)
{
	char digit;

	if (c >= '0' && c <= '9')
		return (char)c;
	if ((digit = number_digit(c)) != '\0')
		return digit;
	if (c >= 0xff01 && c <= 0xff5e)
		c = c - 0xff01 + 0x21;
	if (c < 0x80)
		return kind_of_ascii(c);
	if (c > 0x10ffff)
		return '_';
	if (number_unseen(c))
		return JOINS;
	if (c == U'ー' || c == 0xff70 || text_is_hyphen(c) || uc_is_general_category_withtable(c, UC_CATEGORY_MASK_Pd))
		return '-';
	if (c == U'・' || c == 0xff65 || c == U'。' || c == 0xff61 || c == 0xb7 || c == 0x387)
		return '.';
	if (c == U'、' || c == 0xff64)
		return ',';
	if (uc_is_general_category_withtable(c, UC_CATEGORY_MASK_Z | UC_CATEGORY_MASK_Cc))
		return ' ';
	if (is_word(c))
		return ':';
	return uc_is_general_category_withtable(c, UC_CATEGORY_MASK_P | UC_CATEGORY_MASK_S | UC_CATEGORY_MASK_Co) ?
	    '_' : BREAKS;
}

/* Digits with nothing between them. gap: what stands before them; BREAKS at the beginning of all. */
struct group { size_t from, to, digits; char gap; bool plus; };

/* The one behind it. A : or + parts what isn't equal, and what is as short as hours and minutes or a house's number. */
static bool
next_group(const char *text, size_t len, struct group *g)
{
	const size_t digits = g->digits;
	size_t i = g->to, at = i;
	char kind = BREAKS, gap = i == 0 ? BREAKS : '\0';
	bool plus = false, colon = false, word = false;
	size_t letters = 0;
	uint32_t c = 0;

	for (; at < len; i = at) {
		if ((kind = kind_of(number_next(text, len, &at, &c))) >= '0' && kind <= '9')
			break;
		plus = c == '+' || c == 0xff0b;
		colon |= kind == ':';
		word |= is_word(c);
		if (kind == BREAKS && (i == 0 || c == TEXT_MASKED || ++letters > WORD_MAX))
			gap = BREAKS;
		else if (kind == BREAKS && gap != BREAKS) {
			colon = word = true;
			gap = '_';
		} else if (kind != JOINS && gap != BREAKS)
			gap = gap == '\0' || gap == ' ' || gap == kind ? kind : kind == ' ' ? gap : '_';
	}
	*g = (struct group){ .from = i, .to = i, .gap = gap, .plus = plus };
	for (at = i, c = 0; at < len; ) {
		if ((kind = kind_of(number_next(text, len, &at, &c))) != JOINS && !(kind >= '0' && kind <= '9'))
			break;
		g->digits += kind != JOINS;
		g->to = kind != JOINS ? at : g->to;
	}
	if (colon && (g->digits != digits || digits < (word ? WORD_DIGITS : COLON_DIGITS)))
		g->gap = BREAKS;
	return g->digits > 0;
}

/*
 * The check digit: 行政手続における特定の個人を識別するための番号の利用等に関する法律の規定による通知カード及び個人番号
 * カード並びに情報提供ネットワークシステムによる特定個人情報の提供等に関する省令 (平成26年総務省令第85号) art. 5.
 */
static bool
is_right(const int digits[DIGITS])
{
	int sum = 0, n;

	for (n = 1; n < DIGITS; n++)
		sum += digits[DIGITS - 1 - n] * (n <= 6 ? n + 1 : n - 5);
	return digits[DIGITS - 1] == (sum % 11 <= 1 ? 0 : 11 - sum % 11);
}

/* Of each twelve of the digits between. */
static bool
checks(const char *text, size_t from, size_t to)
{
	int digits[DIGITS], n = 0;
	uint32_t c = 0;
	char digit;

	while (from < to) {
		if ((digit = number_digit(number_next(text, to, &from, &c))) == '\0')
			continue;
		digits[n++] = digit - '0';
		if (n == DIGITS && !is_right(digits))
			return false;
		n %= DIGITS;
	}
	return true;
}

/* A company's, whose first digit checks the others: 法人番号の指定等に関する省令 (平成26年財務省令第70号) art. 2. */
static bool
is_company(const char *text, size_t from, size_t to)
{
	int first = 0, sum = 0, n = 0;
	uint32_t c = 0;
	char digit;

	while (from < to) {
		if ((digit = number_digit(number_next(text, to, &from, &c))) == '\0')
			continue;
		if (n++ == 0)
			first = digit - '0';
		else
			sum += (digit - '0') * (n % 2 == 0 ? 2 : 1);
	}
	return n == COMPANY_DIGITS && first == 9 - sum % 9;
}

static bool
stands_before(const char *text, size_t at, const char *word)
{
	const size_t len = strlen(word);

	return at >= len && strncasecmp(text + at - len, word, len) == 0;
}

/* Whether it is said to be one just before it, so that a wrong digit is a slip. */
static bool
is_labelled(const char *text, size_t at)
{
	static const char *const labels[] = { "マイナンバー", "ﾏｲﾅﾝﾊﾞｰ", "個人番号", "my number", "mynumber" };
	size_t before, i;
	uint32_t c;

	for (; at > 0; at = before) {
		for (before = at - 1; before > 0 && ((unsigned char)text[before] & 0xc0) == 0x80; before--)
			;
		(void)text_decode(text + before, at - before, &c);
		if (((kind_of(c) == BREAKS || is_word(c)) && c != U'は') || number_digit(c) != '\0' || c == U'ー' ||
		    c == 0xff70)
			break;
	}
	for (i = 0; i < sizeof(labels) / sizeof(*labels); i++)
		if (stands_before(text, at, labels[i]))
			return true;
	return false;
}

/* With blanks a company's number looks like a house's and an individual one: it is one that is said to be, or alone. */
static bool
is_said_company(const char *text, size_t at)
{
	return at == 0 || stands_before(text, at, "T") || stands_before(text, at, "番号") ||
	    stands_before(text, at, "番号 ") || stands_before(text, at, "番号:") || stands_before(text, at, "番号：");
}

/* Groups of one length that stand together: 24 digits in fours are two numbers, 16 in fours are none. */
struct equals { size_t digits, place, count; };

static void
count_equals(const char *text, size_t len, const struct group *g, struct equals *e)
{
	struct group next = *g;

	if (g->gap != BREAKS && g->digits == e->digits) {
		e->place++;
		return;
	}
	*e = (struct equals){ .digits = g->digits, .count = 1 };
	while (next_group(text, len, &next) && next.gap != BREAKS && next.digits == g->digits)
		e->count++;
}

/* Of a telephone number and the number behind it (090-1234-5678 1234 5678 9018) the sign that binds more parts them. */
static bool
binds_more(char sign, char than)
{
	static const char order[] = "-./ ,_:";
	const char *at = sign > BREAKS ? strchr(order, sign) : NULL;

	return at != NULL && at < strchr(order, than);
}

/* Whether groups with that sign end here: the next has one that binds less, or belongs to what is behind it. */
static bool
ends(const char *text, size_t len, struct group next, char sign)
{
	if (!next_group(text, len, &next))
		return true;
	if (next.gap != sign)
		return !binds_more(next.gap, sign);
	return next_group(text, len, &next) && binds_more(next.gap, sign);
}

/*
 * Groups that are another number, or its end: a company's 13 digits, whose first stands before them; 0104-01-123456 of
 * the register of companies (会社法人等番号, 商業登記規則 art. 1-2); what is joined to a longer group before it.
 */
static bool
is_another(const char *text, const struct group *before, const struct group *g, char sign, size_t longest, size_t to)
{
	if (sign == '-' && g->gap != '-')
		return g->digits == 4 && longest == 6;
	if (g->gap != sign || before->gap == sign || (sign != '-' && sign != ' '))
		return false;
	if (before->digits == 1)
		return is_company(text, before->from, to) && (sign == '-' || is_said_company(text, before->from));
	return sign == '-';
}

/*
 * Whether a number begins with the group, and where it ends: one group, or equal ones, or all that have one sign
 * between them, none of which is as long as a telephone number. sign: the one between them that binds least.
 */
static bool
begins(const char *text, size_t len, const struct group *before, const struct group *g, const struct equals *e,
    size_t *to)
{
	struct group next = *g;
	size_t sum = g->digits, n = 1, longest = g->digits;
	char sign = '\0';
	bool equal = true, same = true;

	for (; sum < DIGITS && next_group(text, len, &next) && next.gap != BREAKS; n++) {
		sum += next.digits;
		longest = next.digits > longest ? next.digits : longest;
		equal &= next.digits == g->digits;
		same &= n == 1 || next.gap == sign;
		sign = n == 1 || binds_more(sign, next.gap) ? next.gap : sign;
	}
	*to = next.to;
	if ((n == 1 ? sum % DIGITS != 0 : sum != DIGITS) || (g->plus && !(equal && n == 3)))
		return false;
	if (n > 1 && ((binds_more(g->gap, sign) && !(equal && g->gap == ' ')) ||
	    (is_another(text, before, g, sign, longest, *to) && !is_labelled(text, g->from))))
		return false;
	if (n > 1 && !(equal && e->place % n == 0 && e->count % n == 0)) {
		same &= longest < PHONE_DIGITS && (g->gap != sign || binds_more(before->gap, sign));
		if (!same || !ends(text, len, next, sign))
			return false;
	}
	return checks(text, g->from, *to) || is_labelled(text, g->from);
}

/* All the digits that a text without anything else has. */
static bool
alone(const char *text, size_t len, size_t *from, size_t *to)
{
	struct group g = { .to = 0 };
	size_t digits = 0, i;
	uint32_t c = 0;
	char kind;

	for (i = 0; i < len;)
		if ((kind = kind_of(number_next(text, len, &i, &c))) == BREAKS || kind == ':')
			return false;
	for (*from = len; next_group(text, len, &g); digits += g.digits) {
		*from = g.from < *from ? g.from : *from;
		*to = g.to;
	}
	return digits == DIGITS && checks(text, *from, *to);
}

/* 100-0013123456789018: twelve digits that run into a postcode. */
static bool
behind_postcode(const char *text, const struct group *before, const struct group *g, size_t *from)
{
	size_t digits = 0, i = g->from;
	uint32_t c = 0;

	if (before->digits != 3 || g->gap != '-' || g->digits != DIGITS + 4)
		return false;
	while (digits < 4)
		digits += number_digit(number_next(text, g->to, &i, &c)) != '\0';
	*from = i;
	return checks(text, i, g->to);
}

static bool
find(const char *text, size_t len, size_t *from, size_t *to)
{
	struct group g = { .to = 0 }, before = { .gap = BREAKS };
	struct equals e = { .digits = 0 };

	for (; next_group(text, len, &g); before = g) {
		count_equals(text, len, &g, &e);
		if (begins(text, len, &before, &g, &e, to)) {
			*from = g.from;
			return true;
		}
		if (behind_postcode(text, &before, &g, from)) {
			*to = g.to;
			return true;
		}
	}
	return alone(text, len, from, to);
}

/* In groups as numbers are written, in any others, or as a spreadsheet shows them. */
static bool
find_dressed(const char *text, size_t len, size_t *from, size_t *to)
{
	return (number_may_hold(text, len, DIGITS) && (find(text, len, from, to) ||
	    number_in_chain(text, len, DIGITS, checks, from, to))) || number_in_powers(text, len, DIGITS, from, to);
}

bool
text_number(const char *text, size_t len, size_t *from, size_t *to)
{
	return find_dressed(text, len, from, to);
}

/* The first twelve digits of a group that check. */
static bool
checks_within(const char *text, const struct group *g, size_t *from, size_t *to)
{
	size_t first, n;
	uint32_t c = 0, d;

	for (first = 0, *from = g->from; first + DIGITS <= g->digits; first++) {
		for (n = 0, *to = *from, d = c; n < DIGITS;)
			n += number_digit(number_next(text, g->to, to, &d)) != '\0';
		if (checks(text, *from, *to))
			return true;
		while (number_digit(number_next(text, g->to, from, &c)) == '\0')
			;
	}
	return false;
}

bool
text_number_within(const char *text, size_t len, size_t *from, size_t *to)
{
	struct group g = { .to = 0 };

	if (find_dressed(text, len, from, to))
		return true;
	if (!number_may_hold(text, len, DIGITS))
		return false;
	while (next_group(text, len, &g))
		if (g.digits > DIGITS && !g.plus && !is_company(text, g.from, g.to) &&
		    checks_within(text, &g, from, to))
			return true;
	return false;
}

/* Again until there is none: what stands beside one may be another without it. */
size_t
text_number_mask(char *text, size_t len)
{
	size_t from, to, i, n, at;
	uint32_t c;

	while (text_number_within(text, len, &from, &to) || text_check_b(text, len, &from, &to)) {
		for (i = at = from, c = 0; i < to;) {
			n = i;
			if (number_digit(number_next(text, len, &i, &c)) == '\0') {
				memmove(text + at, text + n, i - n);
				at += i - n;
			} else
				text[at++] = TEXT_MASKED;
		}
		memmove(text + at, text + to, len - to);
		len -= to - at;
	}
	return len;
}
