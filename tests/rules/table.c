/* Reads the decision tables. */
#include "table.h"

#include <stdlib.h>
#include <string.h>

static void
words_clear(struct words *w)
{
	while (w->count > 0)
		free(w->word[--w->count]);
}

static bool
words_add(struct words *w, const char *word)
{
	if (w->count == TABLE_WORDS_MAX || (w->word[w->count] = strdup(word)) == NULL)
		return false;
	w->count++;
	return true;
}

/* Takes away the facts of that name. */
static void
words_drop(struct words *w, const char *key, size_t len)
{
	size_t i, kept = 0;

	for (i = 0; i < w->count; i++) {
		if (strncmp(w->word[i], key, len) == 0 && w->word[i][len] == '=')
			free(w->word[i]);
		else
			w->word[kept++] = w->word[i];
	}
	w->count = kept;
}

/* A fact in place of the one before; documents gather. */
static bool
fact_put(struct words *w, const char *fact)
{
	size_t len = strcspn(fact, "=");

	if (strcmp(fact, ".") == 0)
		return true;
	if (fact[0] == '!') {
		words_drop(w, fact + 1, strlen(fact + 1));
		return true;
	}
	if (fact[len] != '=')
		return false;
	if (strncmp(fact, "doc=", 4) != 0)
		words_drop(w, fact, len);
	return words_add(w, fact);
}

static bool
facts_put(struct words *w, char *text)
{
	char *save, *word;

	for (word = strtok_r(text, " \t", &save); word != NULL; word = strtok_r(NULL, " \t", &save))
		if (!fact_put(w, word))
			return false;
	return true;
}

static const char *
after(const char *line, const char *keyword)
{
	size_t n = strlen(keyword);

	return strncmp(line, keyword, n) == 0 && (line[n] == ' ' || line[n] == '\0') ? line + n + strspn(line + n, " ") : NULL;
}

/* A line that is no row; false: it is one. */
static bool
setting(struct table *t, char *line)
{
	const char *rest;

	if (line[0] == '\0' || line[0] == '#')
		return true;
	if ((rest = after(line, "profile")) != NULL)
		(void)snprintf(t->profile, sizeof(t->profile), "%s", rest);
	else if (after(line, "case") != NULL) {
		words_clear(&t->base);
		t->open = false;
	} else if (after(line, "ask-mode") != NULL)
		t->open = true;
	else if (after(line, "facts") != NULL) {
		if (!facts_put(&t->base, line + strlen("facts")))
			(void)snprintf(t->fault, sizeof(t->fault), "a fact is KEY=VALUE");
	} else
		return false;
	return true;
}

static bool
read_row(struct table *t, char *line, struct row *r)
{
	char *arrow = strstr(line, " -> "), *save, *word;
	size_t i;
	bool ok = true;

	if (arrow == NULL)
		return false;
	*arrow = '\0';
	r->open = t->open;
	for (i = 0; i < t->base.count; i++)
		ok = ok && words_add(&r->facts, t->base.word[i]);
	ok = ok && facts_put(&r->facts, line);
	for (word = strtok_r(arrow + 4, " \t", &save); word != NULL; word = strtok_r(NULL, " \t", &save))
		ok = ok && words_add(&r->expect, word);
	return ok && r->expect.count > 0;
}

bool
table_open(struct table *t, const char *path)
{
	*t = (struct table){ .file = fopen(path, "r") };
	return t->file != NULL;
}

bool
table_next(struct table *t, struct row *r)
{
	char line[TABLE_LINE_MAX];

	*r = (struct row){ 0 };
	while (t->fault[0] == '\0' && fgets(line, sizeof(line), t->file) != NULL) {
		t->line++;
		line[strcspn(line, "\n")] = '\0';
		if (setting(t, line))
			continue;
		if (read_row(t, line, r))
			return true;
		row_clear(r);
		(void)snprintf(t->fault, sizeof(t->fault), "not a row: FACTS -> OUTCOME");
	}
	return false;
}

void
table_close(struct table *t)
{
	words_clear(&t->base);
	(void)fclose(t->file);
	t->file = NULL;
}

void
row_clear(struct row *r)
{
	words_clear(&r->facts);
	words_clear(&r->expect);
}
