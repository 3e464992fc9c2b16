/* Puts names together, and takes them apart. */
#include "base/person-name.h"

#include <stdio.h>
#include <string.h>

#include "base/bracket.h"
#include "base/text.h"

const struct name_form person_name_usual = { .former = NAME_SQUARE, .alias = NAME_ROUND, .latin = NAME_BLANK };

static size_t
skip_blanks(const char *s)
{
	static const char wide[] = "\u3000";
	size_t n = 0;

	while (s[n] == ' ' || strncmp(s + n, wide, sizeof(wide) - 1) == 0)
		n += s[n] == ' ' ? 1 : sizeof(wide) - 1;
	return n;
}

bool
person_name_brackets(const char *name, char plain[PERSON_NAME_MAX + 1], char inner[PERSON_NAME_MAX + 1],
    bool *square, bool *behind)
{
	const char *open, *close;
	const struct bracket *b = bracket_find(name, &open, &close);
	size_t n;

	if (b == NULL)
		return false;
	n = strlen(b->open);
	(void)snprintf(inner, PERSON_NAME_MAX + 1, "%.*s", (int)(close - open - (ptrdiff_t)n), open + n);
	close += strlen(b->close);
	close += skip_blanks(close);
	*square = !b->round;
	*behind = *close != '\0';
	(void)snprintf(plain, PERSON_NAME_MAX + 1, "%.*s%s%s", (int)(open - name), name, *behind ? " " : "", close);
	return true;
}

static size_t
family_length(const char *name)
{
	const size_t narrow = strcspn(name, " ");
	const char *wide = strstr(name, "\u3000");

	return wide != NULL && (size_t)(wide - name) < narrow ? (size_t)(wide - name) : narrow;
}

/* The length of what stands before the brackets, if that is one name: no blank is in it. 0: it isn't. */
static size_t
family_before(const char *name, const char *plain)
{
	size_t n;

	for (n = 0; name[n] == plain[n] && name[n] != '\0'; n++)
		;
	return family_length(name) > n ? n : 0;
}

void
person_name_part(struct person *p)
{
	static const char wide[] = "\u3000";
	char plain[PERSON_NAME_MAX + 1], inner[PERSON_NAME_MAX + 1];
	struct person read = { .name = "" };
	bool square, behind;
	size_t at;

	if (p->former[0] != '\0' || !person_name_brackets(p->name, plain, inner, &square, &behind) || !square ||
	    !behind || (at = family_before(p->name, plain)) == 0 || person_read(&read, PERSON_FORMER, inner) != NULL)
		return;
	/* As long as before at most: a bracket is no shorter than this blank. */
	(void)snprintf(read.name, sizeof(read.name), "%.*s%s%s", (int)at, plain, wide, plain + at + 1);
	memcpy(p->name, read.name, sizeof(p->name));
	memcpy(p->former, read.former, sizeof(p->former));
}

/* --- put together ------------------------------------------------------------------------------ */

struct whole { char text[4 * PERSON_NAME_MAX + 64]; size_t at; };

static void
add(struct whole *w, const char *text, size_t len)
{
	w->at += (size_t)snprintf(w->text + w->at, sizeof(w->text) - w->at, "%.*s", (int)len, text);
}

static void
add_name(struct whole *w, enum name_manner how, const char *name)
{
	static const char *const before[] = { "［", "（", "\u3000", "" }, *const after[] = { "］", "）", "", "" };

	if (how == NAME_NONE || name[0] == '\0')
		return;
	add(w, before[how], strlen(before[how]));
	add(w, name, strlen(name));
	add(w, after[how], strlen(after[how]));
}

/* Narrow, without blanks. */
static void
squeeze(const char *name, char out[PERSON_NAME_MAX + 1])
{
	size_t i, at = 0;

	text_narrow(name, out, PERSON_NAME_MAX + 1);
	for (i = 0; out[i] != '\0'; i++)
		if (out[i] != ' ')
			out[at++] = out[i];
	out[at] = '\0';
}

static bool
same(const char *one, const char *other)
{
	char a[PERSON_NAME_MAX + 1], b[PERSON_NAME_MAX + 1];

	squeeze(one, a);
	squeeze(other, b);
	return strcmp(a, b) == 0;
}

/* KIM CHOLSU（山田　太郎） has the alias already. */
static bool
has_alias(const struct person *p)
{
	char plain[PERSON_NAME_MAX + 1], inner[PERSON_NAME_MAX + 1];
	bool square, behind;

	return person_name_brackets(p->name, plain, inner, &square, &behind) && !square && !behind &&
	    same(inner, p->alias);
}

/* So have KIM CHOLSU and KIM CHOLSU　金　鉄洙 the Latin name. */
static bool
has_latin(const struct person *p)
{
	char name[PERSON_NAME_MAX + 1], latin[PERSON_NAME_MAX + 1];
	size_t n;

	text_narrow(p->name, name, sizeof(name));
	text_narrow(p->latin, latin, sizeof(latin));
	n = strlen(latin);
	return strncmp(name, latin, n) == 0 && (name[n] == '\0' || name[n] == ' ' || name[n] == '(');
}

static void
whole(const struct person *p, const struct name_form *form, struct whole *w)
{
	char plain[PERSON_NAME_MAX + 1], inner[PERSON_NAME_MAX + 1];
	const size_t family = family_length(p->name);
	bool square, behind;
	const bool former = person_name_brackets(p->name, plain, inner, &square, &behind) && (square || behind);

	*w = (struct whole){ .at = 0 };
	if (form->latin != NAME_NONE && p->latin[0] != '\0' && !has_latin(p)) {
		add(w, p->latin, strlen(p->latin));
		add(w, "\u3000", sizeof("\u3000") - 1);
	}
	add(w, p->name, family);
	if (!former)
		add_name(w, form->former, p->former);
	add(w, p->name + family, strlen(p->name) - family);
	if (!has_alias(p))
		add_name(w, form->alias, p->alias);
}

int
person_name_chars(const struct person *p)
{
	struct whole w;

	whole(p, &person_name_usual, &w);
	return text_chars(w.text);
}

enum err
person_name_whole(const struct person *p, const struct name_form *form, char out[PERSON_NAME_MAX + 1])
{
	struct whole w;

	whole(p, form, &w);
	if (text_chars(w.text) > PERSON_NAME_CHARS || w.at > PERSON_NAME_MAX)
		return ERR_NAME_LONG;
	memcpy(out, w.text, w.at + 1);
	return ERR_NONE;
}

bool
person_name_same(const struct person *a, const struct person *b)
{
	char one[PERSON_NAME_MAX + 1], other[PERSON_NAME_MAX + 1];

	return person_name_whole(a, &person_name_usual, one) == ERR_NONE &&
	    person_name_whole(b, &person_name_usual, other) == ERR_NONE && same(one, other);
}

/* A character with the marks and variation selectors behind it; 0 at the end. */
static size_t
character(const char *s)
{
	size_t n, m;
	uint32_t c;

	if (*s == '\0')
		return 0;
	for (n = text_decode(s, strlen(s), &c); s[n] != '\0'; n += m)
		if ((m = text_decode(s + n, strlen(s + n), &c)) == 0 || !text_modifies(c))
			break;
	return n;
}

bool
person_name_space(const char *name, const char *like, char out[PERSON_NAME_MAX + 1])
{
	const char *from = name + skip_blanks(name), *to = like + skip_blanks(like);
	size_t at = 0, n, blanks;

	for (; *from != '\0' && *to != '\0'; from += skip_blanks(from)) {
		n = character(from);
		to += character(to);
		blanks = skip_blanks(to);
		if (to[blanks] == '\0')
			blanks = 0;
		if (at + n + blanks > PERSON_NAME_MAX)
			break;
		memcpy(out + at, from, n);
		memcpy(out + at + n, to, blanks);
		at += n + blanks;
		from += n;
		to += skip_blanks(to);
	}
	out[at] = '\0';
	if (*from == '\0' && *to == '\0')
		return true;
	(void)snprintf(out, PERSON_NAME_MAX + 1, "%s", name);
	return false;
}

enum err
person_name_set(const char *name, char *out, size_t size)
{
	const size_t len = strlen(name);
	size_t at = 0, i, n;
	bool gap = false;
	uint32_t c;

	for (i = 0; i < len; i += n) {
		n = text_decode(name + i, len - i, &c);
		if (c == ' ' || c == 0x3000) {
			gap = at > 0;
			continue;
		}
		if (at + n + 4 > size)
			return ERR_TOO_LONG;
		if (gap)
			at += text_encode(0x3000, out + at);
		gap = false;
		memcpy(out + at, name + i, n);
		at += n;
	}
	out[at] = '\0';
	return at > 0 ? ERR_NONE : ERR_DATA;
}
