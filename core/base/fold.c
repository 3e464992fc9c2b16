/* Folds names, a letter at a time. What is folded serves to search and to compare, and is never stored as the name. */
#include "base/fold-private.h"
#include "base/fold.h"

#include <stdbool.h>
#include <string.h>
#include <unicase.h>
#include <uninorm.h>

#include "base/bracket.h"
#include "base/person.h"
#include "base/text-gate.h"
#include "base/text-kana.h"
#include "base/text.h"

#define LONG U'ー'

/* The common shape of a kanji. */
static uint32_t
common_shape(uint32_t c)
{
	const char32_t *pairs = c < 0x10000 ? fold_bmp : fold_beyond;
	size_t from = 0, to = c < 0x10000 ? fold_bmp_count : fold_beyond_count, middle;

	while (from < to) {
		middle = from + (to - from) / 2;
		if (pairs[2 * middle] == c)
			return pairs[2 * middle + 1];
		if (pairs[2 * middle] < c)
			from = middle + 1;
		else
			to = middle;
	}
	return c;
}

static bool
is_kana(uint32_t c)
{
	return c >= 0x30a1 && c <= 0x30fe;
}

/* Most that is read: decomposes into nothing else, or shouldn't, as ガ. */
static bool
is_whole(uint32_t c)
{
	return c < 0x80 || is_kana(c) || (c >= 0x3400 && c <= 0x9fff);
}

/* Hiragana as katakana, too: ゟ decomposes into them. */
static uint32_t
lower(uint32_t c)
{
	if (c < 0x80)
		return c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c;
	return c >= 0x3041 && c <= 0x3096 ? c + 0x60 : is_whole(c) ? c : uc_tolower(c);
}

static size_t
decompose(uint32_t c, uint32_t *out, size_t n)
{
	ucs4_t parts[UC_DECOMPOSITION_MAX_LENGTH];
	const struct fold_latin *latin;
	int tag, count, i;

	if (((c >= 0x20 && c < 0x7f) || is_kana(c)) && n < FOLD_LETTERS_MAX) {	/* no kanji's shape is one of them */
		out[n++] = lower(c);
		return n;
	}
	if ((latin = fold_latin(lower(c))) != NULL) {
		for (i = 0; i < (latin->either || latin->letters[1] == '\0' ? 1 : 2) && n < FOLD_LETTERS_MAX; i++)
			out[n++] = (uint32_t)latin->letters[i];
		return n;
	}
	count = is_whole(c) ? -1 : uc_decomposition(c, &tag, parts);
	if (count < 0 && n < FOLD_LETTERS_MAX && !text_modifies(c) && text_class(c) != TEXT_BARRED)
		out[n++] = common_shape(lower(c));
	for (i = 0; i < count; i++)
		n = decompose(parts[i], out, n);
	return n;
}

size_t
fold_letters(uint32_t c, uint32_t out[FOLD_LETTERS_MAX])
{
	return decompose(c, out, 0);
}

/* --- a name ------------------------------------------------------------------------------------ */

struct folding {
	char *out;
	size_t size, at, before;	/* before: where the last letter stands */
	uint32_t raw;			/* the letter before, as it was written */
	uint32_t last;			/* the last letter that stands */
	size_t joint_at;		/* where it begins, if a kanji behind it makes it this joint; 0: none does */
	uint32_t joint;
	char vowel;			/* that it ends with; 0: no kana */
	bool sound, full;
};

static void
put(struct folding *f, uint32_t c)
{
	char bytes[4];
	const size_t n = text_encode(c, bytes);

	if (f->full || f->at + n + 1 > f->size) {
		f->full = true;
		return;
	}
	memcpy(f->out + f->at, bytes, n);
	f->before = f->at;
	f->last = c;
	f->at += n;
}

/* Whether c makes the vowel before it long: オー, オオ, オウ. エイ stays, which nobody writes with one letter. */
static bool
lengthens(char vowel, uint32_t c)
{
	switch (c) {
	case LONG:
		return vowel != '\0';
	case U'ア':
		return vowel == 'a';
	case U'イ':
		return vowel == 'i';
	case U'ウ':
		return vowel == 'u' || vowel == 'o';
	case U'エ':
		return vowel == 'e';
	case U'オ':
		return vowel == 'o';
	default:
		return false;
	}
}

static bool
is_small_vowel(uint32_t c)
{
	return c >= U'ァ' && c <= U'ォ' && (c - U'ァ') % 2 == 0;
}

static uint32_t
vowel_letter(char vowel)
{
	return vowel == 'a' ? U'ア' : vowel == 'i' ? U'イ' : vowel == 'u' ? U'ウ' : vowel == 'e' ? U'エ' : U'オ';
}

static void
take_kana(struct folding *f, uint32_t c)
{
	struct text_kana k = text_kana(c);

	if (f->raw == U'ヴ' && is_small_vowel(c)) {
		k = text_kana(U'バ' + 3 * (c - U'ァ') / 2);
		f->at = f->before;
	} else if (f->sound && f->raw == U'ニ' && (c == U'ャ' || c == U'ュ' || c == U'ョ')) {
		f->at = f->before;
	} else if (lengthens(f->vowel, k.large)) {
		if (!f->sound)
			put(f, LONG);
		return;
	}
	if (f->sound && k.large >= U'ナ' && k.large <= U'ノ') {
		put(f, U'ン');
		put(f, vowel_letter(k.vowel));
	} else {
		put(f, f->sound ? k.plain : k.large);
	}
	f->vowel = k.vowel;
}

/* Of ASCII letters and digits stay; blanks, points and hyphens of any kind go. */
bool
fold_drops(uint32_t c)
{
	if (c < 0x80)
		return !((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'));
	return c < 0xc0 || (c >= 0x2b9 && c <= 0x2bf) || (c >= 0x2000 && c <= 0x206f) || c == 0x2212 || c == U'・';
}

/* What joins two kanji of a place's or family's name is written in several ways; 0: the letter is no such one. */
uint32_t
fold_joint(uint32_t c, bool sound)
{
	switch (c) {
	case U'ケ':
	case U'ヶ':
	case U'ヵ':
	case U'ガ':
		return U'ケ';
	case U'カ':		/* 多か子 and 多け子 are two */
		return sound ? U'ケ' : 0;
	case U'ノ':
	case U'之':
		return U'之';
	default:
		return 0;
	}
}

/* Ö is written O and OE, so that the search passes over the E behind any O, and the A of AA. */
static bool
is_second(uint32_t before, uint32_t c)
{
	return (c == 'e' && (before == 'a' || before == 'o' || before == 'u')) || (c == 'a' && before == 'a');
}

static void
take_letter(struct folding *f, uint32_t c)
{
	uint32_t joint;
	size_t begun;

	if (fold_drops(c) || f->full)
		return;
	if (f->joint != 0 && text_is_kanji(c)) {
		f->at = f->joint_at;
		put(f, f->joint);
		f->vowel = '\0';
	}
	joint = text_is_kanji(f->last) ? fold_joint(c, f->sound) : 0;
	begun = f->at;
	if (f->raw != 0 && (c == U'々' || c == U'〻'))
		c = f->raw;
	else if (f->raw != 0 && c == U'ヽ')	/* づゝ is read ずつ */
		c = text_kana_voiceless(f->raw);
	else if (f->raw != 0 && c == U'ヾ')
		c = text_kana_voiced(f->raw);
	if (c >= 0x30a1 && c <= 0x30fa) {
		take_kana(f, c);
	} else if (c == LONG) {
		if (f->vowel != '\0' && !f->sound)
			put(f, c);
	} else if (!f->sound || !is_second(f->last, c)) {
		put(f, c);
		f->vowel = '\0';
	}
	f->raw = c;
	if (f->at != begun) {		/* what isn't written, as a long vowel, comes between nothing */
		f->joint = joint;
		f->joint_at = begun;
	}
}

/* Nearly all letters aren't even looked up. */
static bool
may_open(uint32_t c)
{
	return c == '(' || c == '[' || c == '{' || c == '<' || (c >= 0x3008 && c <= 0x3017) || c >= 0xff00;
}

/*
 * What is behind the brackets that open there, of a former name: any within a name, and others than round ones behind
 * it; NULL: of nothing else, as an alias behind a name.
 */
static const char *
behind_former(const char *open)
{
	const struct bracket *b = bracket_opened(open);
	const char *end = b != NULL ? strstr(open + strlen(b->open), b->close) : NULL;

	if (end == NULL)
		return NULL;
	end += strlen(b->close);
	return !b->round || end[strspn(end, " ")] != '\0' ? end : NULL;
}

/* So are one character's, as of ㈱, which is (株): what stands behind it is rest. */
static bool
is_former(const uint32_t *letters, size_t n, const char *rest)
{
	return n > 2 && letters[0] == '(' && letters[n - 1] == ')' && rest[strspn(rest, " ")] != '\0';
}

void
fold_name(const char *name, enum fold_depth depth, char *out, size_t size)
{
	struct folding f = { .out = out, .size = size, .sound = depth == FOLD_SOUND };
	char kana[PERSON_NAME_MAX + 1];
	uint32_t c, letters[FOLD_LETTERS_MAX];
	const struct fold_latin *latin;
	size_t len, at, i, k, n;
	const char *end;

	text_katakana(name, kana, sizeof(kana));
	len = strlen(kana);
	for (i = 0; i < len && !f.full;) {
		at = i;
		i += text_decode(kana + i, len - i, &c);
		if (f.at > 0 && may_open(c) && (end = behind_former(kana + at)) != NULL) {
			i = (size_t)(end - kana);
			continue;
		}
		n = fold_letters(c, letters);
		if (f.at > 0 && is_former(letters, n, kana + i))
			continue;
		for (k = 0; k < n; k++)
			take_letter(&f, letters[k]);
		if (depth == FOLD_EITHER && (latin = fold_latin(lower(c))) != NULL && latin->either)
			put(&f, fold_latin_may(latin));
	}
	out[f.at] = '\0';
}

/* --- what can't be compared -------------------------------------------------------------------- */

static bool
is_unread(uint32_t c)
{
	return c == TEXT_GETA || text_class(c) == TEXT_UNDRAWN;
}

bool
fold_has_unread(const char *text)
{
	size_t left = strlen(text), n;
	uint32_t c;

	for (; left > 0; text += n, left -= n) {
		n = text_decode(text, left, &c);
		if (is_unread(c))
			return true;
	}
	return false;
}

bool
fold_may_be(uint32_t a, uint32_t b)
{
	return (is_unread(a) && (is_unread(b) || text_is_kanji(b))) || (is_unread(b) && text_is_kanji(a));
}

bool
fold_may_agree(const char *one, const char *other)
{
	char a[PERSON_NAME_MAX + 1], b[PERSON_NAME_MAX + 1];
	size_t i = 0, k = 0, a_len, b_len, same = 0, unread = 0;
	uint32_t c = 0, d = 0;

	fold_name(one, FOLD_SPELLING, a, sizeof(a));
	fold_name(other, FOLD_SPELLING, b, sizeof(b));
	a_len = strlen(a);
	b_len = strlen(b);
	while (i < a_len && k < b_len) {
		i += text_decode(a + i, a_len - i, &c);
		k += text_decode(b + k, b_len - k, &d);
		if (c == d && c != TEXT_GETA)
			same++;
		else if (fold_may_be(c, d))
			unread++;
		else
			return false;
	}
	return i == a_len && k == b_len && unread > 0 && unread <= same;
}
