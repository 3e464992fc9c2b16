/* Tells what lies outside JIS X 0208 and 0212 by trying it in EUC-JP, which holds just these. */
#include "issuer/jis.h"

#include <iconv.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "base/text.h"

static const char geta[] = "〓";

/* The other code points that input methods write for six characters of JIS X 0208. */
static const uint32_t twins[] = { 0xff0d, 0xff5e, 0x2225, 0xffe0, 0xffe1, 0xffe2 };

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

static enum err
take(iconv_t cd, const char *s, size_t max, struct jis_text *out)
{
	size_t len = strlen(s), at = 0, i, n;
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
