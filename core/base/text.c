/* UTF-8 by hand, because what comes from a card or a terminal must not depend on the locale. */
#include "base/text.h"

#include <string.h>
#include <wchar.h>

size_t
text_decode(const char *s, size_t len, uint32_t *out)
{
	static const uint32_t least[] = { 0, 0, 0x80, 0x800, 0x10000 };
	const unsigned char *p = (const unsigned char *)s;
	size_t n, i;
	uint32_t c;

	if (p[0] < 0x80) {
		*out = p[0];
		return 1;
	}
	*out = TEXT_BAD;
	n = p[0] >= 0xf0 && p[0] < 0xf5 ? 4 : p[0] >= 0xe0 && p[0] < 0xf0 ? 3 : p[0] >= 0xc2 && p[0] < 0xe0 ? 2 : 0;
	if (n == 0 || n > len)
		return 1;
	c = p[0] & (0xffu >> (n + 1));
	for (i = 1; i < n; i++) {
		if ((p[i] & 0xc0) != 0x80)
			return 1;
		c = c << 6 | (p[i] & 0x3f);
	}
	if (c < least[n] || c > 0x10ffff || (c >= 0xd800 && c < 0xe000))
		return 1;
	*out = c;
	return n;
}

size_t
text_encode(uint32_t c, char out[4])
{
	if (c < 0x80) {
		out[0] = (char)c;
		return 1;
	}
	if (c < 0x800) {
		out[0] = (char)(0xc0 | c >> 6);
		out[1] = (char)(0x80 | (c & 0x3f));
		return 2;
	}
	if (c > 0x10ffff || (c >= 0xd800 && c < 0xe000))
		return 0;
	if (c < 0x10000) {
		out[0] = (char)(0xe0 | c >> 12);
		out[1] = (char)(0x80 | (c >> 6 & 0x3f));
		out[2] = (char)(0x80 | (c & 0x3f));
		return 3;
	}
	out[0] = (char)(0xf0 | c >> 18);
	out[1] = (char)(0x80 | (c >> 12 & 0x3f));
	out[2] = (char)(0x80 | (c >> 6 & 0x3f));
	out[3] = (char)(0x80 | (c & 0x3f));
	return 4;
}

bool
text_valid(const char *s, size_t len)
{
	size_t i, n;
	uint32_t c;

	for (i = 0; i < len; i += n) {
		n = 1;
		if (s[i] != 0 && (unsigned char)s[i] < 0x80)	/* ASCII, which most of it is */
			continue;
		n = text_decode(s + i, len - i, &c);
		if (c == TEXT_BAD || c == 0)
			return false;
	}
	return true;
}

int
text_char_cells(uint32_t c)
{
	if (c < 0x20 || (c >= 0x7f && c < 0xa0) || c == TEXT_BAD)
		return -1;
	if (c < 0x7f)
		return 1;
	return wcwidth((wchar_t)c);
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

size_t
text_cells(const char *s)
{
	size_t used;

	(void)text_fit(s, SIZE_MAX, &used);
	return used;
}

/* Characters that draw nothing or turn the writing direction, and those whose look nobody has agreed on. */
static bool
hidden(uint32_t c)
{
	return (c >= 0x200b && c <= 0x200f) || (c >= 0x2028 && c <= 0x202e) || (c >= 0x2060 && c <= 0x206f) || c == 0xfeff ||
	    (c >= 0xe000 && c <= 0xf8ff) || (c >= 0xfff0 && c <= 0xfffb) || (c >= 0xf0000);
}

static void
copy_folded(const char *s, size_t len, char *out, size_t size, bool clean, bool narrow)
{
	size_t i, n, m, at = 0;
	uint32_t c;
	char bytes[4];

	for (i = 0; i < len; i += n) {
		n = 1;
		if (s[i] >= 0x20 && s[i] < 0x7f) {	/* nearly all of what is read: as it is */
			if (at + 2 > size)
				break;
			out[at++] = s[i];
			continue;
		}
		n = text_decode(s + i, len - i, &c);
		if (narrow && c >= 0xff01 && c <= 0xff5e)
			c -= 0xff01 - 0x21;
		else if (narrow && c == 0x3000)
			c = ' ';
		if (c == TEXT_BAD || (clean && (text_char_cells(c) < 0 || hidden(c))))
			c = '?';
		m = text_encode(c, bytes);
		if (at + m + 1 > size)
			break;
		memcpy(out + at, bytes, m);
		at += m;
	}
	out[at] = '\0';
}

void
text_clean(const char *s, size_t len, char *out, size_t size)
{
	copy_folded(s, len, out, size, true, false);
}

void
text_narrow(const char *s, char *out, size_t size)
{
	copy_folded(s, strlen(s), out, size, false, true);
}
