/* Reads a text as a certificate has it, character by character. */
#include "base/jis-private.h"

#include <string.h>

#include "base/text-kana.h"
#include "base/text.h"

/* The other code points that input methods write for characters of JIS X 0208 and, the last, of 0212. */
static const uint32_t twins[] = { 0xff0d, 0xff5e, 0x2225, 0xffe0, 0xffe1, 0xffe2, 0x2014, 0xffe4 };

iconv_t
jis_open(void)
{
	return iconv_open("EUC-JP", "UTF-8");
}

bool
jis_has(iconv_t cd, uint32_t c)
{
	char in[4], out[8], *from = in, *to = out;
	size_t i, left = text_encode(c, in), room = sizeof(out);

	for (i = 0; i < sizeof(twins) / sizeof(*twins); i++)
		if (c == twins[i])
			return true;
	(void)iconv(cd, NULL, NULL, NULL, NULL);
	return left > 0 && iconv(cd, &from, &left, &to, &room) == 0 && left == 0;
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

/* Marks and variation selectors belong to the character before them. */
static enum err
take_modifiers(const char *s, size_t len, struct jis_piece *p)
{
	size_t at = p->bytes, n;
	uint32_t c;

	for (; p->bytes < len; p->bytes += n) {
		n = text_decode(s + p->bytes, len - p->bytes, &c);
		if (c == TEXT_BAD || !text_modifies(c))
			break;
		if (text_class(c) == TEXT_BARRED)
			return ERR_CHARACTER;
		p->kind = JIS_LACKS;
		if (at + n < sizeof(p->from)) {
			memcpy(p->from + at, s + p->bytes, n);
			at += n;
			p->from[at] = '\0';
		}
	}
	return ERR_NONE;
}

enum err
jis_next(iconv_t cd, const char *s, size_t len, struct jis_piece *p)
{
	size_t widened;

	*p = (struct jis_piece){ .kind = JIS_NARROW };
	p->bytes = text_decode(s, len, &p->c);
	if (p->c == TEXT_BAD)
		return ERR_UTF8;
	if (text_class(p->c) == TEXT_BARRED)
		return ERR_CHARACTER;
	memcpy(p->from, s, p->bytes);
	if ((widened = widen(s, len, p->wide)) > 0) {
		p->bytes = widened;
		return ERR_NONE;
	}
	p->kind = p->c != TEXT_GETA && jis_has(cd, p->c) ? JIS_WHOLE : JIS_LACKS;
	return take_modifiers(s, len, p);
}

/* --- a text ------------------------------------------------------------------------------------ */

struct writing { struct jis_text *out; size_t at, max; };

static enum err
put(struct writing *w, const char *s, char mark)
{
	size_t len = strlen(s), i;
	uint32_t c;

	for (i = 0; i < len; ) {
		if (w->out->chars == w->max)
			return ERR_TOO_LONG;
		i += text_decode(s + i, len - i, &c);
		w->at += text_encode(c, w->out->text + w->at);
		w->out->marks[w->out->chars++] = mark;
	}
	return ERR_NONE;
}

static const char *
agreed_for(const struct jis_pairs *agreed, const char *from)
{
	size_t i;

	for (i = 0; agreed != NULL && i < agreed->count; i++)
		if (strcmp(agreed->pair[i].from, from) == 0)
			return agreed->pair[i].to;
	return NULL;
}

static enum err
take(iconv_t cd, const char *s, const struct jis_pairs *agreed, struct writing *w)
{
	const size_t len = strlen(s);
	struct jis_piece p;
	const char *to;
	size_t i;
	enum err e;

	for (i = 0; i < len; i += p.bytes) {
		if ((e = jis_next(cd, s + i, len - i, &p)) != ERR_NONE)
			return e;
		to = p.kind == JIS_WHOLE ? p.from : p.kind == JIS_NARROW ? p.wide : agreed_for(agreed, p.from);
		if (to == NULL)
			return ERR_SUBSTITUTES;
		if ((e = put(w, to, p.kind == JIS_WHOLE ? '0' : '1')) != ERR_NONE)
			return e;
	}
	return ERR_NONE;
}

enum err
jis_substitute(const char *s, size_t max, const struct jis_pairs *agreed, struct jis_text *out)
{
	struct writing w = { .out = out, .max = max < JIS_CHARS_MAX ? max : JIS_CHARS_MAX };
	iconv_t cd = jis_open();
	enum err e;

	*out = (struct jis_text){ 0 };
	if (cd == (iconv_t)-1)
		return ERR_IO;
	e = take(cd, s, agreed, &w);
	(void)iconv_close(cd);
	return e;
}
