/* Tells what lies outside JIS X 0208 and 0212 by trying it in EUC-JP, which holds just these. */
#include "issuer/jis.h"

#include <iconv.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "base/text-kana.h"
#include "base/text.h"

static const char geta[] = "〓";

/* The other code points that input methods write for characters of JIS X 0208 and, the last, of 0212. */
static const uint32_t twins[] = { 0xff0d, 0xff5e, 0x2225, 0xffe0, 0xffe1, 0xffe2, 0x2014, 0xffe4 };

static bool
in_jis(iconv_t cd, uint32_t c, const char *bytes, size_t len)
{
	char in[4], out[8], *from = in, *to = out;
	size_t i, left = len, room = sizeof(out);

	for (i = 0; i < sizeof(twins) / sizeof(*twins); i++)
		if (c == twins[i])
			return true;
	memcpy(in, bytes, len);
	(void)iconv(cd, NULL, NULL, NULL, NULL);
	return iconv(cd, &from, &left, &to, &room) == 0 && left == 0;
}

/*
 * A half-width kana, which EUC-JP has from JIS X 0201, and the mark of voicing behind it, as the full-width one.
 * Returns the bytes that were read, 0 for another character.
 */
static size_t
widen(const char *s, size_t len, char out[8])
{
	char half[8];
	uint32_t c, mark;
	size_t n = text_decode(s, len, &c), m;

	if (c < 0xff61 || c > 0xff9f)
		return 0;
	if (c >= 0xff9e) {
		(void)strcpy(out, c == 0xff9e ? "゛" : "゜");
		return n;
	}
	m = n < len ? text_decode(s + n, len - n, &mark) : 0;
	if (m == 0 || (mark != 0xff9e && mark != 0xff9f))
		m = 0;
	memcpy(half, s, n + m);
	half[n + m] = '\0';
	text_katakana(half, out, 8);
	if (m > 0 && text_chars(out) > 1) {	/* no kana has this mark: it stands alone */
		half[n] = '\0';
		text_katakana(half, out, 8);
		return n;
	}
	return n + m;
}

static enum err
take(iconv_t cd, const char *s, size_t max, struct jis_text *out)
{
	size_t len = strlen(s), at = 0, i, n, widened;
	char wide[8];
	uint32_t c;

	for (i = 0; i < len; i += n) {
		bool known;

		n = text_decode(s + i, len - i, &c);
		if (c == TEXT_BAD)
			return ERR_UTF8;
		if (text_class(c) == TEXT_BARRED)
			return ERR_CHARACTER;
		if (text_modifies(c) && out->chars > 0) {
			out->marks[out->chars - 1] = '1';
			continue;
		}
		if (out->chars == max)
			return ERR_TOO_LONG;
		if ((widened = widen(s + i, len - i, wide)) > 0) {
			memcpy(out->text + at, wide, strlen(wide));
			at += strlen(wide);
			out->marks[out->chars++] = '1';
			n = widened;
			continue;
		}
		known = in_jis(cd, c, s + i, n);
		memcpy(out->text + at, known ? s + i : geta, known ? n : sizeof(geta) - 1);
		at += known ? n : sizeof(geta) - 1;
		out->marks[out->chars++] = known ? '0' : '1';
	}
	return ERR_NONE;
}

enum err
jis_substitute(const char *s, size_t max, struct jis_text *out)
{
	iconv_t cd = iconv_open("EUC-JP", "UTF-8");
	enum err e;

	*out = (struct jis_text){ 0 };
	if (cd == (iconv_t)-1)
		return ERR_IO;
	e = take(cd, s, max < JIS_CHARS_MAX ? max : JIS_CHARS_MAX, out);
	(void)iconv_close(cd);
	return e;
}
