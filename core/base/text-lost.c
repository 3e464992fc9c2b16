/* Finds what a conversion left in place of a character. */
#include "base/text-lost.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"

/* With which bytes any of them begins; most texts have none of these. */
static const char begins[] = "?&\\%U\xc2\xe2\xef";

/* As other programs write a number: h is a hexadecimal digit, d a digit, a a letter, ; all that stands before one. */
static const char *const numbers[] = { "\\uhhhh", "\\xhh", "%uhhhh", "%hh%hh", "U+hhhh", "&#d;", "&#xh;", "&a;" };

#define NAME_MAX_CHARS 10	/* of &thetasym; and of a number */

/* The next character, narrow, with a yen sign as what stands in its place in other encodings. */
static size_t
next(const char *text, size_t len, uint32_t *c)
{
	const size_t n = text_decode(text, len, c);

	if (*c >= 0xff01 && *c <= 0xff5e)
		*c = *c - 0xff01 + 0x21;
	else if (*c == 0xa5 || *c == 0xffe5)
		*c = '\\';
	return n;
}

static bool
is_digit(uint32_t c)
{
	return c >= '0' && c <= '9';
}

static bool
is_letter(uint32_t c)
{
	return (c | 0x20) >= 'a' && (c | 0x20) <= 'z' && c < 0x80;
}

static bool
is_one(uint32_t c, char of)
{
	switch (of) {
	case 'h':
		return is_digit(c) || ((c | 0x20) >= 'a' && (c | 0x20) <= 'f' && c < 0x80);
	case 'd':
		return is_digit(c);
	case 'a':
		return is_letter(c);
	default:
		return c == (uint32_t)of;
	}
}

/* How many bytes the text begins with that are written so; 0: it doesn't. */
static size_t
matches(const char *text, const char *pattern)
{
	const size_t len = strlen(text);
	size_t at = 0, n, more = 0;
	uint32_t c = 0;

	for (; *pattern != '\0'; pattern++) {
		if (at == len)
			return 0;
		n = next(text + at, len - at, &c);
		for (; *pattern == ';' && (is_digit(c) || is_letter(c)) && more < NAME_MAX_CHARS && at + n < len;
		    more++) {
			at += n;
			n = next(text + at, len - at, &c);
		}
		if (!is_one(c, *pattern))
			return 0;
		at += n;
	}
	return at;
}

/* The length of the sign that begins there; 0: none does. */
static size_t
sign(const char *text)
{
	static const uint32_t signs[] = { '?', 0xff1f, 0xbf, 0x25a0, 0x25a1, 0xfffc, 0xfffd };
	uint32_t c;
	size_t i, n = text_decode(text, strlen(text), &c);

	for (i = 0; i < sizeof(signs) / sizeof(*signs); i++)
		if (signs[i] == c)
			return n;
	for (i = 0, n = 0; i < sizeof(numbers) / sizeof(*numbers) && n == 0; i++)
		n = matches(text, numbers[i]);
	return n;
}

bool
text_lost(const char *text, size_t from, struct text_lost *lost)
{
	const char *p = text + from;
	uint32_t c;
	size_t n, i;

	for (; (p = strpbrk(p, begins)) != NULL; p++) {
		if ((n = sign(p)) == 0)
			continue;
		*lost = (struct text_lost){ .from = (size_t)(p - text), .to = (size_t)(p - text) + n, .at = 1 };
		for (i = 0; i < lost->from; lost->at++)
			i += text_decode(text + i, lost->from - i, &c);
		return true;
	}
	return false;
}

const char *
text_lost_words(const char *text, const struct text_lost *lost, enum lang lang, char out[TEXT_LOST_WORDS_MAX])
{
	const char *const begin = text + lost->from;
	const size_t len = lost->to - lost->from;
	char code[16] = "";
	uint32_t c;

	if (text_decode(begin, len, &c) == len)
		(void)snprintf(code, sizeof(code), " (U+%04X)", (unsigned)c);
	if (lang == LANG_EN)
		(void)snprintf(out, TEXT_LOST_WORDS_MAX, "%.*s%s, character %d", (int)len, begin, code, lost->at);
	else
		(void)snprintf(out, TEXT_LOST_WORDS_MAX, "%d文字目の %.*s%s", lost->at, (int)len, begin, code);
	return out;
}
