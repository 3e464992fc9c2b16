/* Reads facts. Everybody can read arguments, so personal facts are accepted only from standard input. */
#include "cli/facts-in.h"

#include <stdio.h>
#include <string.h>

#include "base/text-lost.h"
#include "base/text.h"
#include "forms/field.h"

#define INPUT_MAX (64u << 10)
#define LINE_MAX 4096

static enum err
read_input(struct buf *text)
{
	char piece[4096];
	size_t n;

	while ((n = fread(piece, 1, sizeof(piece), stdin)) > 0) {
		buf_add(text, piece, n);
		if (text->len > INPUT_MAX)
			return ERR_TOO_LONG;
	}
	if (ferror(stdin))
		return ERR_IO;
	return text->len > 0 && memchr(text->text, '\0', text->len) != NULL ? ERR_CHARACTER : buf_check(text);
}

static enum err
from_input(struct facts *f, struct personal *p, char why[FACTS_WHY_MAX])
{
	struct buf text = { 0 };
	enum err e;

	if ((e = read_input(&text)) == ERR_NONE)
		e = facts_read_lines(f, p, buf_text(&text), why);
	buf_free(&text);
	return e;
}

/* What looks like damage is taken, as somebody typed it, but not without a word. */
static void
tell_lost(const struct personal *p)
{
	const struct { const char *key, *text; } typed[] = {
		{ "name", p->person.name }, { "former-name", p->person.former }, { "alias", p->person.alias },
		{ "address", p->person.address }, { "proxy-name", p->proxy_name },
		{ "proxy-address", p->proxy_address },
	};
	char words[TEXT_LOST_WORDS_MAX];
	struct text_lost lost;
	struct buf all = { 0 };
	size_t i;

	for (i = 0; i < sizeof(typed) / sizeof(*typed); i++)
		if (text_lost(typed[i].text, 0, &lost))
			buf_printf(&all, "%s%s: %s", all.len > 0 ? tr("、") : "", tr(field_by_key(typed[i].key)->label),
			    text_lost_words(typed[i].text, &lost, lang_now(), words));
	if (all.len > 0) {
		(void)fputs("madoguchictl: ", stderr);
		(void)fprintf(stderr, tr("%s は、変換で失われた字の印かもしれません。書類の字と比べてください"),
		    buf_text(&all));
		(void)fputc('\n', stderr);
	}
	buf_free(&all);
}

enum err
facts_in(struct call *c, int from, struct facts *f, struct personal *p)
{
	static char why[FACTS_WHY_MAX];
	enum err e = ERR_NONE;
	int i;

	for (i = from; i < c->argc && e == ERR_NONE; i++) {
		why[0] = '\0';
		e = strcmp(c->argv[i], "-") == 0 ? from_input(f, p, why) : facts_read(f, NULL, c->argv[i], why);
	}
	if (e != ERR_NONE && why[0] != '\0')
		return call_fault(c, e, why);
	if (e == ERR_NONE && p != NULL)
		tell_lost(p);
	return e != ERR_NONE ? e : facts_check_born(f, c->clock.now(c->clock.ctx).date);
}

bool
input_line(char *line, size_t size, enum err *e)
{
	size_t n = 0;
	int c;

	while ((c = getc_unlocked(stdin)) != EOF && c != '\n' && c != '\0' && n + 1 < size)
		line[n++] = (char)c;
	*e = c == EOF || c == '\n' ? ERR_NONE : c == '\0' ? ERR_CHARACTER : ERR_TOO_LONG;
	if (n > 0 && line[n - 1] == '\r')
		n--;
	line[n] = '\0';
	if (ferror(stdin))
		*e = ERR_IO;
	return *e == ERR_NONE && (c != EOF || n > 0);
}

enum err
line_in(struct call *c, char *out, size_t size)
{
	char line[LINE_MAX];
	enum err e;

	out[0] = '\0';
	(void)input_line(line, sizeof(line), &e);
	return e != ERR_NONE ? e : call_take(c, "", line, out, size);
}
