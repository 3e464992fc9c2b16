/* Cells by libunistring, because what comes from a card or a terminal must not depend on the locale. */
#include "base/text.h"

#include <stdio.h>
#include <string.h>
#include <unictype.h>
#include <uniwidth.h>

bool
text_modifies(uint32_t c)
{
	return c >= 0x300 && uc_is_general_category_withtable(c, UC_CATEGORY_MASK_Mn | UC_CATEGORY_MASK_Me);
}

/*
 * Signs that stood narrow in Unicode 14, and that terminals and the C library, by which curses counts, take for wide.
 * tests/unit/text.c compares all of Unicode.
 */
static bool
sign_is_wide(uint32_t c)
{
	return (c >= 0x3248 && c <= 0x324f) || (c >= 0x4dc0 && c <= 0x4dff);
}

static int ambiguous = 1;

void
text_take_ambiguous(int cells)
{
	ambiguous = cells;
}

int
text_char_cells(uint32_t c)
{
	if (c >= 0x20 && c < 0x7f)
		return 1;
	if (ambiguous != 1 && text_ambiguous(c))
		return ambiguous;
	switch (text_class(c)) {
	case TEXT_BARRED:
		return -1;
	case TEXT_UNDRAWN:
		return 2;	/* 〓 */
	default:
		return text_modifies(c) ? 0 : sign_is_wide(c) ? 2 : uc_width(c, "UTF-8");
	}
}

size_t
text_fit(const char *s, size_t cells, size_t *used)
{
	size_t len = strlen(s), i, n, width, total = 0;
	uint32_t c;

	for (i = 0; i < len; i += n) {
		int w;

		n = text_decode(s + i, len - i, &c);
		w = text_char_cells(c);
		width = w < 0 ? 1 : (size_t)w;
		if (total + width > cells)
			break;
		total += width;
	}
	if (used != NULL)
		*used = total;
	return i;
}

const char *
text_codes(const char *s, char out[TEXT_CODES_MAX])
{
	size_t len = strlen(s), i, at = 0;
	uint32_t c;

	out[0] = '\0';
	for (i = 0; i < len && at + sizeof(" U+10FFFF") <= TEXT_CODES_MAX;) {
		i += text_decode(s + i, len - i, &c);
		at += (size_t)snprintf(out + at, TEXT_CODES_MAX - at, "%sU+%04X", at > 0 ? " " : "", (unsigned)c);
	}
	return out;
}

void
text_tell_codes(const char *s, char *out, size_t size)
{
	char code[sizeof("(10FFFF)")];
	size_t len = strlen(s), i, at = 0, n;
	uint32_t c;

	for (i = 0; i < len; i += n) {
		n = text_decode(s + i, len - i, &c);
		code[0] = '\0';
		if (text_class(c) == TEXT_UNDRAWN)
			(void)snprintf(code, sizeof(code), "(%04X)", (unsigned)c);
		if (at + n + strlen(code) + 1 > size)
			break;
		memcpy(out + at, s + i, n);
		memcpy(out + at + n, code, strlen(code));
		at += n + strlen(code);
	}
	out[at] = '\0';
}

int
text_chars(const char *s)
{
	size_t len = strlen(s), i;
	uint32_t c;
	int chars = 0;

	for (i = 0; i < len; chars += text_class(c) != TEXT_SELECTOR)
		i += text_decode(s + i, len - i, &c);
	return chars;
}

size_t
text_cells(const char *s)
{
	size_t used;

	(void)text_fit(s, SIZE_MAX, &used);
	return used;
}

void
text_narrow(const char *s, char *out, size_t size)
{
	size_t len = strlen(s), i, n, m, at = 0;
	uint32_t c;
	char bytes[4];

	for (i = 0; i < len; i += n) {
		n = text_decode(s + i, len - i, &c);
		if (c >= 0xff01 && c <= 0xff5e)
			c -= 0xff01 - 0x21;
		else if (c == 0x3000)
			c = ' ';
		else if (c == TEXT_BAD)
			c = '?';
		m = text_encode(c, bytes);
		if (at + m + 1 > size)
			break;
		memcpy(out + at, bytes, m);
		at += m;
	}
	out[at] = '\0';
}

static bool
is_blank(uint32_t c)
{
	return c == 0x3000 || c == ' ' || text_class(c) == TEXT_BLANK;
}

/* The last character of a text that isn't empty: its length. */
static size_t
last(const char *s, size_t len, uint32_t *c)
{
	size_t n = 1;

	while (n < 4 && n < len && (s[len - n] & 0xc0) == 0x80)
		n++;
	return text_decode(s + len - n, n, c) == n ? n : text_decode(s + len - 1, 1, c);
}

void
text_trim(const char **s, size_t *len)
{
	uint32_t c;
	size_t n;

	while (*len > 0 && (n = text_decode(*s, *len, &c)) > 0 && is_blank(c)) {
		*s += n;
		*len -= n;
	}
	while (*len > 0 && (n = last(*s, *len, &c)) > 0 && is_blank(c))
		*len -= n;
}

bool
text_take_word(const char **p, const char *word)
{
	const char *s = *p;

	for (; *word != '\0'; s++, word++)
		if (*s != *word)
			return false;
	*p = s;
	return true;
}
