/* Tells what was taken for the same in two texts that fold alike: unit by unit, a kanji or letter, or a run of kana. */
#include "base/fold.h"

#include <stdio.h>
#include <string.h>
#include <unicase.h>

#include "base/fold-private.h"
#include "base/person.h"
#include "base/text-gate.h"
#include "base/text-kana.h"
#include "base/text.h"

#define UNIT_MAX (PERSON_ADDRESS_MAX + 1)
#define PAIR_MAX (2 * UNIT_MAX + 128)

struct unit { char text[UNIT_MAX]; uint32_t c, shape; bool kana; };

/* before: the shape of the kanji before what is read next; 0: none stands there. */
struct reader { const char *s; uint32_t before; };

static bool
is_any_kana(uint32_t c)
{
	return (c >= 0x3041 && c <= 0x309f) || (c >= 0x30a1 && c <= 0x30ff && c != U'・') ||
	    (c >= 0xff66 && c <= 0xff9f);
}

static size_t
character(const char *s, uint32_t *c)
{
	const size_t n = text_decode(s, strlen(s), c);

	return n > 0 ? n : 1;
}

/* Blanks, points, and what only modifies the character before it. */
static bool
says_nothing(uint32_t c, uint32_t letters[FOLD_LETTERS_MAX])
{
	return fold_letters(c, letters) == 0 || fold_drops(letters[0]);
}

/* Between two kanji ヶ, ノ and the like are letters of their own. */
static uint32_t
joint_at(const struct reader *r, uint32_t c, uint32_t letter, size_t n)
{
	const uint32_t kana = c >= 0x3041 && c <= 0x3096 ? c + 0x60 : letter;	/* が is one letter */
	const uint32_t joint = r->before != 0 ? fold_joint(kana, false) : 0;
	uint32_t next = 0;

	if (joint == 0 || r->s[n] == '\0')
		return 0;
	(void)character(r->s + n, &next);
	return text_is_kanji(next) ? joint : 0;
}

static void
append(struct unit *u, const char *s, size_t n)
{
	const size_t at = strlen(u->text);

	if (at + n >= sizeof(u->text))
		return;
	memcpy(u->text + at, s, n);
	u->text[at + n] = '\0';
}

static void
take_kana(struct reader *r, struct unit *u)
{
	uint32_t c, letters[FOLD_LETTERS_MAX];
	size_t n;

	for (; *r->s != '\0'; r->s += n) {
		n = character(r->s, &c);
		if (is_any_kana(c))
			append(u, r->s, n);
		else if (!says_nothing(c, letters))
			break;
	}
	u->kana = true;
	r->before = 0;
}

/* With what modifies it. */
static void
take_letter(struct reader *r, struct unit *u, size_t n)
{
	uint32_t c;

	append(u, r->s, n);
	for (r->s += n; *r->s != '\0'; r->s += n) {
		n = character(r->s, &c);
		if (!text_modifies(c))
			break;
		append(u, r->s, n);
	}
	r->before = text_is_kanji(u->c) ? u->shape : 0;
}

static bool
next_unit(struct reader *r, struct unit *u)
{
	uint32_t letters[FOLD_LETTERS_MAX];
	size_t n;

	*u = (struct unit){ .c = 0 };
	for (; *r->s != '\0'; r->s += n) {
		n = character(r->s, &u->c);
		if (says_nothing(u->c, letters))
			continue;
		if ((u->shape = joint_at(r, u->c, letters[0], n)) == 0 && is_any_kana(u->c)) {
			take_kana(r, u);
			return true;
		}
		if (u->shape == 0)
			u->shape = u->c == U'々' && r->before != 0 ? r->before : fold_joint(letters[0], false);
		if (u->shape == 0)
			u->shape = letters[0];
		take_letter(r, u, n);
		return true;
	}
	return false;
}

/* --- two units --------------------------------------------------------------------------------- */

/* Half-width ones are the same in another width, which isn't told. */
static void
widen(char text[UNIT_MAX])
{
	char wide[UNIT_MAX];
	uint32_t c;

	(void)character(text, &c);
	if (c < 0xff66 || c > 0xff9f)
		return;
	text_katakana(text, wide, sizeof(wide));
	memcpy(text, wide, sizeof(wide));
}

struct chars { size_t at[UNIT_MAX], n; };	/* where each begins, and at[n] the end */

static struct chars
chars_of(const char *s)
{
	struct chars all = { .n = 0 };
	size_t i = 0;
	uint32_t c;

	for (; s[i] != '\0'; i += character(s + i, &c))
		all.at[all.n++] = i;
	all.at[all.n] = i;
	return all;
}

static bool
same_at(const char *s, const struct chars *a, size_t i, const char *t, const struct chars *b, size_t k)
{
	const size_t n = a->at[i + 1] - a->at[i];

	return n == b->at[k + 1] - b->at[k] && memcmp(s + a->at[i], t + b->at[k], n) == 0;
}

/* Without what both runs begin and end with, but for one character where nothing would be left of one of them. */
static void
tell_kana(const char *s, const char *t, char pair[PAIR_MAX])
{
	const struct chars a = chars_of(s), b = chars_of(t);
	const size_t least = a.n < b.n ? a.n : b.n;
	size_t from = 0, to = 0;

	while (from < least && same_at(s, &a, from, t, &b, from))
		from++;
	while (to < least - from && same_at(s, &a, a.n - to - 1, t, &b, b.n - to - 1))
		to++;
	if (from + to == least && from > 0)
		from--;
	else if (from + to == least && to > 0)
		to--;
	(void)snprintf(pair, PAIR_MAX, "%.*s=%.*s", (int)(a.at[a.n - to] - a.at[from]), s + a.at[from],
	    (int)(b.at[b.n - to] - b.at[from]), t + b.at[from]);
}

/* As it is told: what looks like another, or like nothing, with its code. */
static size_t
label(const struct unit *u, char *out, size_t size)
{
	size_t at = (size_t)snprintf(out, size, "%s", u->text), i, n;
	uint32_t c;

	for (i = 0; u->text[i] != '\0'; i += n) {
		n = character(u->text + i, &c);
		if ((text_class(c) == TEXT_SELECTOR || text_class(c) == TEXT_UNDRAWN) && at < size)
			at += (size_t)snprintf(out + at, size - at, "(U+%04X)", (unsigned)c);
	}
	return at;
}

/* False: they aren't the same. pair: "髙=高"; "": nothing to tell. */
static bool
tell_letters(const struct unit *a, const struct unit *b, char pair[PAIR_MAX])
{
	size_t at;

	if (a->shape != b->shape && !fold_may_be(a->shape, b->shape))
		return false;
	if ((strcmp(a->text, b->text) == 0 && a->c != TEXT_GETA) || (a->c < 0x80 && b->c < 0x80))
		return true;
	at = label(a, pair, PAIR_MAX);
	at += (size_t)snprintf(pair + at, PAIR_MAX - at, "=");
	(void)label(b, pair + at, PAIR_MAX - at);
	return true;
}

static bool
tell_pair(struct unit *a, struct unit *b, char pair[PAIR_MAX])
{
	char one[UNIT_MAX], other[UNIT_MAX];

	pair[0] = '\0';
	if (a->kana != b->kana)
		return false;
	if (!a->kana)
		return tell_letters(a, b, pair);
	widen(a->text);
	widen(b->text);
	fold_name(a->text, FOLD_SPELLING, one, sizeof(one));
	fold_name(b->text, FOLD_SPELLING, other, sizeof(other));
	if (strcmp(one, other) != 0)
		return false;
	if (strcmp(a->text, b->text) != 0)
		tell_kana(a->text, b->text, pair);
	return true;
}

/* Where the one is ß or Ö, and the other SS or OE, the second letter belongs to it. */
static void
take_second(const struct unit *a, const struct reader *r, struct unit *b, struct reader *q)
{
	const struct fold_latin *latin = fold_latin(uc_tolower(a->c));
	struct reader mine = *r, ahead = *q;
	struct unit next;

	if (latin == NULL || latin->letters[1] == '\0' || fold_latin(uc_tolower(b->c)) != NULL)
		return;
	if (latin->either && next_unit(&mine, &next) && next.shape == (uint32_t)latin->letters[1])
		return;
	if (!next_unit(&ahead, &next) || next.shape != (uint32_t)latin->letters[1])
		return;
	append(b, next.text, strlen(next.text));
	*q = ahead;
}

/* The next of both; false at the end of one. */
static bool
next_pair(struct reader *r, struct unit *a, struct reader *q, struct unit *b)
{
	if (!next_unit(r, a) || !next_unit(q, b))
		return false;
	take_second(a, r, b, q);
	take_second(b, q, a, r);
	return true;
}

void
fold_told(const char *one, const char *other, char *out, size_t size)
{
	char a_text[UNIT_MAX], b_text[UNIT_MAX], pair[PAIR_MAX];
	struct reader r = { .s = a_text }, q = { .s = b_text };
	struct unit a, b;
	size_t at = 0, n;

	out[0] = '\0';
	text_narrow(one, a_text, sizeof(a_text));
	text_narrow(other, b_text, sizeof(b_text));
	while (next_pair(&r, &a, &q, &b) && tell_pair(&a, &b, pair)) {
		if ((n = strlen(pair)) == 0)
			continue;
		if (at + (at > 0) + n + 1 > size)
			break;
		at += (size_t)snprintf(out + at, size - at, "%s%s", at > 0 ? " " : "", pair);
	}
}
