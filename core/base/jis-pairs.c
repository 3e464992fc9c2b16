/* The characters of a text that JIS lacks, and what was chosen for each. */
#include <stdbool.h>
#include <string.h>
#include <unictype.h>

#include "base/jis-private.h"
#include "base/text.h"

struct jis_pair *
jis_find(struct jis_pairs *pairs, const char *from)
{
	size_t i;

	for (i = 0; i < pairs->count; i++)
		if (strcmp(pairs->pair[i].from, from) == 0)
			return &pairs->pair[i];
	return NULL;
}

static enum err
add(iconv_t cd, const struct jis_piece *p, struct jis_pairs *pairs)
{
	struct jis_pair *pair;

	if (p->kind != JIS_LACKS || jis_find(pairs, p->from) != NULL)
		return ERR_NONE;
	if (pairs->count == JIS_PAIRS_MAX)
		return ERR_TOO_LONG;
	pair = &pairs->pair[pairs->count++];
	memcpy(pair->from, p->from, sizeof(pair->from));
	jis_propose(cd, p->c, pair->to);
	return ERR_NONE;
}

enum err
jis_lacking(const char *s, struct jis_pairs *pairs)
{
	const size_t len = strlen(s);
	iconv_t cd = jis_open();
	struct jis_piece p;
	size_t i, chars = 0;
	enum err e = ERR_NONE;

	if (cd == (iconv_t)-1)
		return ERR_IO;
	for (i = 0; i < len && e == ERR_NONE; i += p.bytes)
		if ((e = chars++ == JIS_CHARS_MAX ? ERR_TOO_LONG : jis_next(cd, s + i, len - i, &p)) == ERR_NONE)
			e = add(cd, &p, pairs);
	(void)iconv_close(cd);
	return e;
}

/* What certificates can have: one to JIS_TO_CHARS characters of JIS, without blanks; letters: nothing but such. */
static bool
is_whole(const char *to, bool letters)
{
	const size_t len = strlen(to);
	iconv_t cd = jis_open();
	struct jis_piece p;
	size_t i, chars = 0;
	bool may = len > 0 && cd != (iconv_t)-1;

	for (i = 0; i < len && may; i += p.bytes)
		may = ++chars <= JIS_TO_CHARS && jis_next(cd, to + i, len - i, &p) == ERR_NONE && p.kind == JIS_WHOLE &&
		    p.c != 0x3000 &&
		    (!letters || uc_is_general_category_withtable(p.c, UC_CATEGORY_MASK_L));
	if (cd != (iconv_t)-1)
		(void)iconv_close(cd);
	return may;
}

bool
jis_may_stand(const char *to)
{
	return strcmp(to, JIS_GETA) == 0 || is_whole(to, true);
}

void
jis_pairs_write(const struct jis_pairs *pairs, char out[JIS_PAIRS_TEXT])
{
	size_t i, at = 0;

	for (i = 0; i < pairs->count; i++) {
		const struct jis_pair *p = &pairs->pair[i];

		if (i > 0)
			out[at++] = ' ';
		memcpy(out + at, p->from, strlen(p->from));
		at += strlen(p->from);
		out[at++] = '=';
		memcpy(out + at, p->to, strlen(p->to));
		at += strlen(p->to);
	}
	out[at] = '\0';
}

static bool
take(const char **s, const char *end, char *out, size_t size)
{
	const size_t n = strcspn(*s, end);

	if (n == 0 || n >= size || !text_valid(*s, n))
		return false;
	memcpy(out, *s, n);
	out[n] = '\0';
	*s += n;
	return true;
}

enum err
jis_pairs_read(const char *s, struct jis_pairs *pairs)
{
	struct jis_pair *p;

	for (pairs->count = 0; *s != '\0'; pairs->count++) {
		if (pairs->count > 0 && *s++ != ' ')
			return ERR_DATA;
		if (pairs->count == JIS_PAIRS_MAX)
			return ERR_DATA;
		p = &pairs->pair[pairs->count];
		if (!take(&s, "= ", p->from, sizeof(p->from)) || *s++ != '=' || !take(&s, " ", p->to, sizeof(p->to)) ||
		    !(strcmp(p->to, JIS_GETA) == 0 || is_whole(p->to, false)))
			return ERR_DATA;
	}
	return ERR_NONE;
}
