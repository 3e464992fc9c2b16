/* UTF-8 by libunistring, a broken byte at a time. */
#include "base/text-utf8.h"

#include <string.h>
#include <unistr.h>

size_t
text_decode(const char *s, size_t len, uint32_t *out)
{
	const uint8_t *p = (const uint8_t *)s;
	int n;

	if (p[0] < 0x80) {
		*out = p[0];
		return 1;
	}
	/* Kana and kanji: three bytes of which none can be wrong but by not being what goes on. */
	if (len >= 3 && p[0] > 0xe0 && p[0] < 0xf0 && p[0] != 0xed && (p[1] & 0xc0) == 0x80 && (p[2] & 0xc0) == 0x80) {
		*out = (uint32_t)(p[0] & 0x0f) << 12 | (uint32_t)(p[1] & 0x3f) << 6 | (p[2] & 0x3f);
		return 3;
	}
	if ((n = u8_mbtoucr(out, p, len)) > 0)
		return (size_t)n;
	*out = TEXT_BAD;
	return 1;
}

size_t
text_encode(uint32_t c, char out[4])
{
	int n;

	if (c >= 0x3000 && c <= 0x9fff) {
		out[0] = (char)(0xe0 | c >> 12);
		out[1] = (char)(0x80 | (c >> 6 & 0x3f));
		out[2] = (char)(0x80 | (c & 0x3f));
		return 3;
	}
	n = u8_uctomb((uint8_t *)out, c, 4);

	return n > 0 ? (size_t)n : 0;
}

bool
text_valid(const char *s, size_t len)
{
	return memchr(s, 0, len) == NULL && u8_check((const uint8_t *)s, len) == NULL;
}
