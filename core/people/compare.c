/* Folds what two lists write each in their own way; an address to its words, with hyphens between its numbers. */
#include "people/names-private.h"

#include <stdio.h>
#include <string.h>

#include "base/fold.h"
#include "base/jis.h"
#include "base/text-kana.h"
#include "base/text.h"

static const struct { const char *code, *name; } verdicts[] = {
	[PERSON_SAME] = { "same", "同じ" },
	[PERSON_OTHERWISE] = { "otherwise", "同じ(書き方が違う)" },
	[PERSON_DIFFERENT] = { "different", "違う" },
	[PERSON_ONE_SIDED] = { "one-sided", "片方だけ" },
	[PERSON_UNTOLD] = { "untold", "" },
	[PERSON_UNREAD] = { "unread", "比べられない字あり" },
	[PERSON_GONE] = { "gone", "なしにした" },
};

const char *
person_verdict_code(enum person_verdict v)
{
	return verdicts[(unsigned)v <= PERSON_GONE ? v : PERSON_DIFFERENT].code;
}

const char *
person_verdict_name(enum person_verdict v)
{
	return verdicts[(unsigned)v <= PERSON_GONE ? v : PERSON_DIFFERENT].name;
}

static bool
agrees(enum person_verdict v)
{
	return v == PERSON_SAME || v == PERSON_OTHERWISE;
}

static bool
unlike(const enum person_verdict v[PERSON_FIELD_COUNT])
{
	return v[PERSON_NAME] == PERSON_DIFFERENT || v[PERSON_FORMER] == PERSON_DIFFERENT ||
	    v[PERSON_BORN] == PERSON_DIFFERENT || v[PERSON_SEX] == PERSON_DIFFERENT;
}

enum person_match
person_match(const struct person *a, const struct person *b, const enum person_verdict v[PERSON_FIELD_COUNT])
{
	const bool years = date_given(a->born) && date_given(b->born), told = date_told(a->born) && date_told(b->born);
	const bool unread = v[PERSON_NAME] == PERSON_UNREAD || v[PERSON_FORMER] == PERSON_UNREAD;
	const bool named = agrees(v[PERSON_NAME]) || v[PERSON_NAME] == PERSON_UNREAD;
	const bool there = agrees(v[PERSON_ADDRESS]) || v[PERSON_ADDRESS] == PERSON_UNREAD;

	if (unlike(v))
		return PERSON_ANOTHER;
	if (unread && named && told)
		return there || (years && agrees(v[PERSON_BORN])) ? PERSON_BY_EYE : PERSON_ANOTHER;
	if (named && (years || agrees(v[PERSON_BORN]) || (told && there)))
		return PERSON_LIKE;
	return named && told ? PERSON_ANOTHER : PERSON_OPEN;
}

/* --- addresses --------------------------------------------------------------------------------- */

struct address { uint32_t c[PERSON_ADDRESS_MAX]; size_t n; };

/* What stands between the numbers of an address, or behind the last; longer ones before their beginnings. */
static const char *const joints[] = { "丁目ノ", "丁目", "番地ノ", "番地", "番", "号", "ノ", "-", "ー" };

static bool
is_digit(uint32_t c)
{
	return c >= '0' && c <= '9';
}

/* 一 to 九, 十; 0 for none. 〇 is 10 times what stands before it in writing numbers out, and rare: left alone. */
static int
kanji_number(uint32_t c)
{
	static const uint32_t kanji[] = { U'一', U'二', U'三', U'四', U'五', U'六', U'七', U'八', U'九', U'十' };
	int i;

	for (i = 0; i < 10; i++)
		if (kanji[i] == c)
			return i + 1;
	return 0;
}

/* Without blanks and what only changes a look; kana as katakana, what is left by the fold of names. */
static void
take_letters(const char *text, struct address *a)
{
	char kana[PERSON_ADDRESS_MAX + 1];
	uint32_t c, letters[FOLD_LETTERS_MAX];
	size_t len, i, k, n;

	text_katakana(text, kana, sizeof(kana));
	len = strlen(kana);
	for (i = 0, a->n = 0; i < len;) {
		i += text_decode(kana + i, len - i, &c);
		n = fold_letters(text_is_hyphen(c) ? '-' : c, letters);
		for (k = 0; k < n && a->n < PERSON_ADDRESS_MAX; k++)
			if (letters[k] != ' ')
				a->c[a->n++] = letters[k];
	}
}

/* Whether the joint stands at place i; its length. */
static size_t
joint_at(const struct address *a, size_t i, const char *joint)
{
	size_t len = strlen(joint), at = 0, n = 0;
	uint32_t c;

	while (at < len) {
		at += text_decode(joint + at, len - at, &c);
		if (i + n >= a->n || a->c[i + n++] != c)
			return 0;
	}
	return n;
}

static size_t
any_joint(const struct address *a, size_t i)
{
	size_t k, n = 0;

	for (k = 0; k < sizeof(joints) / sizeof(*joints) && n == 0; k++)
		n = joint_at(a, i, joints[k]);
	return n;
}

/* 十二丁目 as 12丁目; kanji that aren't followed by a joint are part of a name, as in 三鷹. */
static void
write_digits(struct address *a)
{
	struct address out = { .n = 0 };
	size_t i, k;
	int value, one;

	for (i = 0; i < a->n; i = k) {
		for (k = i, value = 0; k < a->n && (one = kanji_number(a->c[k])) != 0 && value < 100; k++)
			value = one == 10 ? (value == 0 ? 10 : value * 10) : value + one;
		if (k == i || k == a->n || any_joint(a, k) == 0) {
			out.c[out.n++] = a->c[i];
			k = i + 1;
			continue;
		}
		if (value > 9)
			out.c[out.n++] = (uint32_t)('0' + value / 10 % 10);
		out.c[out.n++] = (uint32_t)('0' + value % 10);
	}
	*a = out;
}

/* ヶ of a place's name is written ヶ, ケ, が or ガ: 霞ヶ関. */
static bool
is_ga(uint32_t c)
{
	return c == U'ヶ' || c == U'ケ' || c == U'ガ';
}

/* One hyphen between two numbers, whatever stood there; none behind the last. */
static void
join_numbers(struct address *a)
{
	struct address out = { .n = 0 };
	size_t i, k, n;

	for (i = 0; i < a->n; i = k) {
		for (k = i; out.n > 0 && is_digit(out.c[out.n - 1]) && (n = any_joint(a, k)) > 0; k += n)
			;
		if (k > i) {
			if (k < a->n && is_digit(a->c[k]))
				out.c[out.n++] = '-';
			if (k == a->n || a->c[k] == '-')
				continue;
		}
		if (k < a->n) {
			out.c[out.n++] = is_ga(a->c[k]) ? U'ヶ' : a->c[k];
			k++;
		}
	}
	*a = out;
}

enum likeness { APART, MAY_BE, ALIKE };

static enum likeness
addresses_alike(const char *one, const char *other)
{
	enum likeness like = ALIKE;
	struct address a, b;
	size_t i;

	take_letters(one, &a);
	take_letters(other, &b);
	write_digits(&a);
	write_digits(&b);
	join_numbers(&a);
	join_numbers(&b);
	if (a.n != b.n)
		return APART;
	for (i = 0; i < a.n && like != APART; i++)
		if (a.c[i] != b.c[i])
			like = fold_may_be(a.c[i], b.c[i]) ? MAY_BE : APART;
	return like;
}

/* --- fields ------------------------------------------------------------------------------------ */

static enum likeness
names_alike(const char *one, const char *other)
{
	return names_same(one, other) ? ALIKE : fold_may_agree(one, other) ? MAY_BE : APART;
}

/* Nobody writes kana or postcode with such characters. */
static enum likeness
kana_alike(const char *one, const char *other)
{
	return names_same(one, other) ? ALIKE : APART;
}

static enum likeness
never(const char *one, const char *other)
{
	(void)one;
	(void)other;
	return APART;
}

static enum person_verdict
judge(const char *one, const char *other, enum likeness (*alike)(const char *, const char *))
{
	static const enum person_verdict verdict[] = { PERSON_DIFFERENT, PERSON_UNREAD, PERSON_OTHERWISE };

	if (one[0] == '\0' || other[0] == '\0')
		return one[0] == other[0] ? PERSON_UNTOLD : PERSON_ONE_SIDED;
	return strcmp(one, other) == 0 ? PERSON_SAME : verdict[alike(one, other)];
}

/* Two names with 〓 may be two people's, though they are written the same. */
static enum person_verdict
judge_name(const char *one, const char *other)
{
	const enum person_verdict v = judge(one, other, names_alike);

	if (v != PERSON_SAME || strstr(one, JIS_GETA) == NULL)
		return v;
	return fold_may_agree(one, other) ? PERSON_UNREAD : PERSON_DIFFERENT;
}

/* Of two that are known in part what both know has to agree; that one knows more than the other decides nothing. */
static enum person_verdict
judge_born(struct date a, struct date b)
{
	if (!date_told(a) && !date_told(b))
		return PERSON_UNTOLD;
	if (!date_told(a) || !date_told(b))
		return PERSON_ONE_SIDED;
	if (date_agrees(a, b))
		return PERSON_SAME;
	if (date_compare(date_earliest(a), date_latest(b)) > 0 || date_compare(date_earliest(b), date_latest(a)) > 0)
		return PERSON_DIFFERENT;
	return PERSON_ONE_SIDED;
}

static enum person_verdict
judge_sex(enum sex a, enum sex b)
{
	if (a == SEX_UNKNOWN || b == SEX_UNKNOWN)
		return a == b ? PERSON_UNTOLD : PERSON_ONE_SIDED;
	return a == b ? PERSON_SAME : PERSON_DIFFERENT;
}

/* Names that stand in the other's name aren't missing there; what only a name has is one-sided. */
static void
judge_names(const struct person *a, const struct person *b, enum person_verdict out[PERSON_FIELD_COUNT])
{
	struct names_found found;
	unsigned f;

	out[PERSON_NAME] = judge_name(a->name, b->name);
	if (out[PERSON_NAME] == PERSON_SAME || out[PERSON_NAME] == PERSON_ONE_SIDED ||
	    out[PERSON_NAME] == PERSON_UNTOLD)
		return;
	out[PERSON_NAME] = names_say_same(a, b, NAMES_READ, &found) ? PERSON_OTHERWISE :
	    names_say_same(a, b, NAMES_UNREAD, &found) ? PERSON_UNREAD : PERSON_DIFFERENT;
	for (f = 0; f < PERSON_FIELD_COUNT; f++) {
		if ((found.both & PERSON_BIT(f)) != 0 && out[f] == PERSON_ONE_SIDED)
			out[f] = PERSON_OTHERWISE;
		if ((found.lone & PERSON_BIT(f)) != 0)
			out[f] = PERSON_ONE_SIDED;
	}
}

void
person_compare(const struct person *a, const struct person *b, enum person_verdict out[PERSON_FIELD_COUNT])
{
	out[PERSON_KANA] = judge(a->kana, b->kana, kana_alike);
	out[PERSON_FORMER] = judge_name(a->former, b->former);
	out[PERSON_FORMER_KANA] = judge(a->former_kana, b->former_kana, kana_alike);
	out[PERSON_ALIAS] = judge_name(a->alias, b->alias);
	out[PERSON_LATIN] = judge(a->latin, b->latin, names_alike);
	out[PERSON_ADDRESS] = judge(a->address, b->address, addresses_alike);
	out[PERSON_POSTCODE] = judge(a->postcode, b->postcode, never);
	out[PERSON_SEX] = judge_sex(a->sex, b->sex);
	out[PERSON_BORN] = judge_born(a->born, b->born);
	judge_names(a, b, out);
}

/* What a card has of it, so that it says something that a case has it alone. */
#define ON_CARDS (PERSON_BIT(PERSON_FORMER) | PERSON_BIT(PERSON_ALIAS) | PERSON_BIT(PERSON_LATIN) | \
    PERSON_BIT(PERSON_BORN))

bool
person_may_be_namesake(const enum person_verdict v[PERSON_FIELD_COUNT])
{
	return v[PERSON_KANA] == PERSON_DIFFERENT || v[PERSON_ADDRESS] == PERSON_DIFFERENT;
}

bool
person_verdict_tells(enum person_field f, enum person_verdict v)
{
	return v == PERSON_OTHERWISE || v == PERSON_UNREAD || v == PERSON_DIFFERENT || v == PERSON_GONE ||
	    (v == PERSON_ONE_SIDED && (ON_CARDS & PERSON_BIT(f)) != 0);
}

void
person_verdicts_write(const enum person_verdict v[PERSON_FIELD_COUNT], char *out, size_t size)
{
	size_t at = 0;
	unsigned f;

	out[0] = '\0';
	for (f = 0; f < PERSON_FIELD_COUNT && at < size; f++) {
		if (person_verdict_tells((enum person_field)f, v[f]))
			at += (size_t)snprintf(out + at, size - at, "%s%s:%s", at > 0 ? "," : "",
			    person_field_code((enum person_field)f), person_verdict_code(v[f]));
	}
}

/* Whether a blank stands next; s goes on behind it. */
static bool
skip_blanks(const char **s)
{
	const char *from = *s;
	uint32_t c;
	size_t n;

	while ((n = text_decode(*s, strlen(*s), &c)) > 0 && (c == ' ' || c == 0x3000))
		*s += n;
	return *s != from;
}

/* Both have blanks and as many letters, but not between the same of them: 林　田中 and 林田　中. */
static bool
parted_otherwise(const char *one, const char *other)
{
	bool first, second, both[2] = { false, false }, differ = false;
	size_t n, m;
	uint32_t c;

	for (;;) {
		first = skip_blanks(&one);
		second = skip_blanks(&other);
		both[0] = both[0] || first;
		both[1] = both[1] || second;
		differ = differ || first != second;
		if (*one == '\0' || *other == '\0')
			break;
		if ((n = text_decode(one, strlen(one), &c)) == 0 || (m = text_decode(other, strlen(other), &c)) == 0)
			return false;
		one += n;
		other += m;
	}
	return differ && both[0] && both[1] && *one == *other;
}

void
person_told(const struct person *a, const struct person *b, enum person_field f, char out[PERSON_TOLD_MAX])
{
	static const unsigned names = PERSON_BIT(PERSON_NAME) | PERSON_BIT(PERSON_KANA) | PERSON_BIT(PERSON_FORMER) |
	    PERSON_BIT(PERSON_FORMER_KANA) | PERSON_BIT(PERSON_ALIAS);
	char one[PERSON_ADDRESS_MAX + 1], other[PERSON_ADDRESS_MAX + 1];
	struct names_found found;
	size_t at;

	out[0] = '\0';
	if (f == PERSON_NAME && (names_say_same(a, b, NAMES_READ, &found) ||
	    names_say_same(a, b, NAMES_UNREAD, &found))) {
		memcpy(out, found.told, sizeof(found.told));
	} else if (f != PERSON_NAME && f != PERSON_SEX && f != PERSON_BORN && f != PERSON_POSTCODE) {
		person_field_text(a, f, one, sizeof(one));
		person_field_text(b, f, other, sizeof(other));
		fold_told(one, other, out, PERSON_TOLD_MAX);
	}
	if ((names & PERSON_BIT(f)) == 0)
		return;
	person_field_text(a, f, one, sizeof(one));
	person_field_text(b, f, other, sizeof(other));
	at = strlen(out);
	if (names_same(one, other) && parted_otherwise(one, other) &&
	    snprintf(out + at, PERSON_TOLD_MAX - at, "%s%s=%s", at > 0 ? " " : "", one, other) >=
	    (int)(PERSON_TOLD_MAX - at))
		out[at] = '\0';
}
