/* Which characters may stand in a text, from the properties in libunistring; composing what comes in. */
#include "base/text-gate.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unictype.h>
#include <uninorm.h>

#include "base/text-number.h"
#include "base/text-utf8.h"

#define BARRED_CATEGORIES \
	(UC_CATEGORY_MASK_Cc | UC_CATEGORY_MASK_Cf | UC_CATEGORY_MASK_Cs | UC_CATEGORY_MASK_Zl | UC_CATEGORY_MASK_Zp)

static const char geta[] = "〓";

/* Nearly all that is read: kana, kanji, their signs and the wide forms, of which no other question need be asked. */
static bool
everyday(uint32_t c)
{
	return (c >= 0x20 && c < 0x7f) || (c >= 0x3000 && c <= 0x3020) || (c >= 0x3041 && c <= 0x3096) ||
	    (c >= 0x30a0 && c <= 0x30ff) || (c >= 0x3400 && c <= 0x9fff) || (c >= 0xff01 && c <= 0xff9f);
}

/* Mongolian has selectors of its own; they choose no kanji. */
static bool
is_selector(uint32_t c)
{
	return c >= 0xfe00 && uc_is_property_variation_selector(c);
}

/* The planes that Unicode keeps for ideographs: what the library doesn't know there is a kanji all the same. */
static bool
kanji_plane(uint32_t c)
{
	return c >= 0x20000 && c <= 0x3ffff && !uc_is_property_not_a_character(c);
}

/*
 * What no property tells: U+2800 is a symbol that draws nothing; U+FFFC and U+FFFD stand where something was lost.
 */
static bool
says_nothing(uint32_t c)
{
	return c == 0x2800 || c == 0xfffc || c == 0xfffd;
}

enum text_class
text_class(uint32_t c)
{
	uc_general_category_t category;

	if (everyday(c))
		return TEXT_PLAIN;
	if (c > 0x10ffff)
		return TEXT_BARRED;
	if (is_selector(c))
		return TEXT_SELECTOR;
	category = uc_general_category(c);
	if ((category.bitmask & BARRED_CATEGORIES) != 0 || uc_is_property_default_ignorable_code_point(c) ||
	    says_nothing(c))
		return TEXT_BARRED;
	if ((category.bitmask & UC_CATEGORY_MASK_Co) != 0)
		return TEXT_UNDRAWN;
	if ((category.bitmask & UC_CATEGORY_MASK_Cn) != 0)
		return kanji_plane(c) ? TEXT_UNDRAWN : TEXT_BARRED;
	if ((category.bitmask & UC_CATEGORY_MASK_Zs) != 0 && c != 0x3000)
		return TEXT_BLANK;
	return TEXT_PLAIN;
}

bool
text_is_control(uint32_t c)
{
	return c > 0x10ffff || uc_is_general_category_withtable(c, UC_CATEGORY_MASK_Cc);
}

bool
text_is_kanji(uint32_t c)
{
	return c >= 0x3006 && c <= 0x10ffff && (uc_is_property_ideographic(c) || kanji_plane(c));
}

/* The next of a text, and what it is there; *last is the one before it, 0 at the beginning. */
static size_t
next(const char *s, size_t len, uint32_t *last, uint32_t *c, enum text_class *class)
{
	size_t n = text_decode(s, len, c);

	*class = text_class(*c);
	if (*class == TEXT_SELECTOR && !text_is_kanji(*last))
		*class = TEXT_BARRED;
	*last = *c;
	return n;
}

/* How many bytes a text begins with that are plain by themselves: what is read and written by programs is little else. */
static size_t
ascii(const char *s, size_t len)
{
	size_t n = 0;

	while (n < len && s[n] >= 0x20 && s[n] < 0x7f)
		n++;
	return n;
}

size_t
text_wide_run(const char *s, size_t len)
{
	const unsigned char *p = (const unsigned char *)s;
	size_t n = 0;

	while (len - n >= 3 && p[n] >= 0xe3 && p[n] < 0xf0 && (p[n + 1] & 0xc0) == 0x80 && (p[n + 2] & 0xc0) == 0x80 &&
	    ((p[n] >= 0xe4 && p[n] <= 0xe9) ||		/* from U+4000 to U+9FFF are kanji alone */
	    everyday((uint32_t)(p[n] & 0x0f) << 12 | (uint32_t)(p[n + 1] & 0x3f) << 6 | (p[n + 2] & 0x3fu))))
		n += 3;
	return n;
}

bool
text_characters_sound(const char *s, size_t len, struct text_fault *fault)
{
	enum text_class class;
	uint32_t c, last = 0;
	size_t i, n;
	int at = 1;

	for (i = 0; i < len; at++) {
		if ((n = ascii(s + i, len - i)) > 0) {
			i += n;
			at += (int)n - 1;
			last = ' ';
			continue;
		}
		if ((n = text_wide_run(s + i, len - i)) > 0) {
			i += n;
			at += (int)(n / 3) - 1;
			(void)text_decode(s + i - 3, 3, &last);
			continue;
		}
		i += next(s + i, len - i, &last, &c, &class);
		if (class != TEXT_BARRED)
			continue;
		if (fault != NULL)
			*fault = (struct text_fault){ .c = c, .at = at };
		return false;
	}
	return true;
}

bool
text_sound(const char *s, size_t len, struct text_fault *fault)
{
	size_t from, to, i;
	uint32_t c;
	int at = 1;

	if (!text_number(s, len, &from, &to) && !text_check_b(s, len, &from, &to))
		return text_characters_sound(s, len, fault);
	for (i = 0; i < from; at++)
		i += text_decode(s + i, len - i, &c);
	if (fault != NULL)
		*fault = (struct text_fault){ .c = TEXT_NUMBER, .at = at };
	return false;
}

bool
text_word_sound(const char *word)
{
	const char *p;

	for (p = word; *p != '\0'; p++)
		if ((unsigned char)*p <= ' ' || strchr("/#'\"\\?", *p) != NULL)
			return false;
	return p > word && text_characters_sound(word, strlen(word), NULL);
}

enum err
text_fault_err(const struct text_fault *f)
{
	return f->c == TEXT_NUMBER ? ERR_INDIVIDUAL_NUMBER : f->c == TEXT_BAD ? ERR_UTF8 : ERR_CHARACTER;
}

const char *
text_fault_words(const struct text_fault *f, enum lang lang, char out[TEXT_FAULT_WORDS_MAX])
{
	char code[16] = "UTF-8";

	if (f->c == TEXT_NUMBER) {
		(void)snprintf(out, TEXT_FAULT_WORDS_MAX, lang == LANG_EN ? "from character %d" : "%d文字目から",
		    f->at);
		return out;
	}
	if (f->c != TEXT_BAD)
		(void)snprintf(code, sizeof(code), "U+%04X", (unsigned)f->c);
	if (lang == LANG_EN)
		(void)snprintf(out, TEXT_FAULT_WORDS_MAX, "%s, character %d", code, f->at);
	else
		(void)snprintf(out, TEXT_FAULT_WORDS_MAX, "%d文字目の %s", f->at, code);
	return out;
}

/* --- in ---------------------------------------------------------------------------------------- */

/* Where text is gathered: what stands behind run is composed when its end is known. */
struct taken { char *out; size_t size, at, run; bool loose; };

static bool
put(struct taken *t, const char *bytes, size_t n)
{
	if (t->at + n + 1 > t->size)
		return false;
	memmove(t->out + t->at, bytes, n);
	t->at += n;
	return true;
}

/* Of a run of single bytes as much as has room. */
static bool
put_ascii(struct taken *t, const char *run, size_t n)
{
	const size_t room = t->size - t->at - 1;

	return put(t, run, n < room ? n : room) && n <= room;
}

/* NFC leaves it as it is, whatever stands before or behind it, as long as nothing there is loose either. */
static bool
settled(uint32_t c)
{
	return c < 0x300 || everyday(c) || is_selector(c);
}

/* Compatibility kanji, which NFC would replace by another shape. Source: the names of these two blocks in Unicode. */
static bool
keeps_shape(uint32_t c)
{
	return (c >= 0xf900 && c <= 0xfaff) || (c >= 0x2f800 && c <= 0x2fa1f);
}

static enum err
compose(struct taken *t)
{
	size_t n = t->at - t->run;
	uint8_t *composed;
	enum err e = ERR_NONE;

	if (t->loose) {
		if ((composed = u8_normalize(UNINORM_NFC, (uint8_t *)t->out + t->run, n, NULL, &n)) == NULL)
			return ERR_MEMORY;
		if (t->run + n + 1 > t->size)
			e = ERR_TOO_LONG;
		else {
			memcpy(t->out + t->run, composed, n);
			t->at = t->run + n;
		}
		free(composed);
	}
	t->run = t->at;
	t->loose = false;
	return e;
}

/* What is barred becomes '?': those who refuse it have looked before. */
static enum err
gather(struct taken *t, const char *s, size_t len)
{
	enum text_class class;
	uint32_t c, last = 0;
	size_t i, n;
	enum err e;

	for (i = 0; i < len; i += n) {
		if ((n = ascii(s + i, len - i)) > 0) {
			if (!put_ascii(t, s + i, n))
				return ERR_TOO_LONG;
			last = ' ';
			continue;
		}
		n = next(s + i, len - i, &last, &c, &class);
		if (keeps_shape(c) && (e = compose(t)) != ERR_NONE)
			return e;
		if (!(class == TEXT_BARRED ? put(t, "?", 1) : class == TEXT_BLANK ? put(t, " ", 1) : put(t, s + i, n)))
			return ERR_TOO_LONG;
		if (keeps_shape(c))
			t->run = t->at;
		else if (class != TEXT_BARRED && class != TEXT_BLANK && !settled(c))
			t->loose = true;
	}
	return ERR_NONE;
}

static bool
all_everyday(const char *s, size_t len)
{
	size_t i = 0, n;

	do {
		n = ascii(s + i, len - i);
		n += text_wide_run(s + i + n, len - i - n);
		i += n;
	} while (n > 0);
	return i == len;
}

/*
 * What holds numbers of others, as long as an individual number: of letters, which the post prints in fours. And what
 * has no other long number: the texts of a person.
 */
static const char *const numbered[] = { "mail-number", NULL };
static const char *const personal[] = { "name", "kana", "former-name", "former-kana", "alias", "latin-name", "address",
    "proxy-name", "proxy-address", "proxy-relation", NULL };

static bool
is_among(const char *field, const char *const *fields)
{
	field += strspn(field, "-");
	while (*fields != NULL && strcmp(*fields, field) != 0)
		fields++;
	return *fields != NULL;
}

bool
text_number_in(const char *field, const char *s, size_t len)
{
	size_t from, to;

	/* Nearly nothing holds one: whose text it is comes second. */
	if (text_check_b(s, len, &from, &to))
		return !is_among(field, numbered);
	if (!text_number_within(s, len, &from, &to) || is_among(field, numbered))
		return false;
	return is_among(field, personal) || text_number(s, len, &from, &to);
}

static enum err
take(const char *s, size_t len, char *out, size_t size)
{
	struct taken t = { .out = out, .size = size };
	struct text_fault fault;
	enum err e;

	if (len < size && all_everyday(s, len)) {
		memcpy(out, s, len);
		out[len] = '\0';
		return ERR_NONE;
	}
	if (!text_characters_sound(s, len, &fault))
		return text_fault_err(&fault);
	if ((e = gather(&t, s, len)) == ERR_NONE)
		e = compose(&t);
	out[e == ERR_NONE ? t.at : 0] = '\0';
	return e;
}

enum err
text_take(const char *s, size_t len, char *out, size_t size)
{
	return text_take_field("", s, len, out, size);
}

enum err
text_take_field(const char *field, const char *s, size_t len, char *out, size_t size)
{
	out[0] = '\0';
	return text_number_in(field, s, len) ? ERR_INDIVIDUAL_NUMBER : take(s, len, out, size);
}

enum err
text_take_personal(const char *s, size_t len, char *out, size_t size)
{
	size_t from, to;

	out[0] = '\0';
	return text_number_within(s, len, &from, &to) || text_check_b(s, len, &from, &to) ?
	    ERR_INDIVIDUAL_NUMBER : take(s, len, out, size);
}

/* Each digit as '?'. */
static size_t
hide_numbers(char *text, size_t len)
{
	size_t from, to;
	char *at;

	while (text_number(text, len, &from, &to) || text_check_b(text, len, &from, &to)) {
		len = text_number_mask(text, len);
		for (at = text; (at = memchr(at, TEXT_MASKED, (size_t)(text + len - at))) != NULL;)
			*at = '?';
	}
	return len;
}

void
text_mend(const char *s, size_t len, char *out, size_t size)
{
	struct taken t = { .out = out, .size = size };

	(void)gather(&t, s, len);
	(void)compose(&t);
	out[hide_numbers(out, t.at)] = '\0';
}

/* --- out --------------------------------------------------------------------------------------- */

void
text_clean(const char *s, size_t len, char *out, size_t size)
{
	struct taken t = { .out = out, .size = size };
	enum text_class class, before = TEXT_PLAIN;
	uint32_t c, last = 0;
	size_t i, n;
	bool fits = true;

	for (i = 0; i < len && fits; i += n, before = class) {
		if ((n = ascii(s + i, len - i)) > 0) {
			fits = put_ascii(&t, s + i, n);
			class = TEXT_PLAIN;
			last = ' ';
			continue;
		}
		n = next(s + i, len - i, &last, &c, &class);
		if (class == TEXT_BARRED)
			fits = put(&t, "?", 1);
		else if (class == TEXT_UNDRAWN)
			fits = put(&t, geta, sizeof(geta) - 1);
		else if (class != TEXT_SELECTOR || before != TEXT_UNDRAWN)	/* 〓 has no other shape */
			fits = put(&t, s + i, n);
	}
	out[t.at] = '\0';
}
