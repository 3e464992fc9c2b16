/* Reads decision tables. */
#include "rule/table.h"

#include <stdlib.h>
#include <string.h>

#include "base/lang.h"

static void
words_clear(struct table_words *w)
{
	while (w->count > 0)
		free(w->word[--w->count]);
}

static bool
words_add(struct table_words *w, const char *word)
{
	if (w->count == TABLE_WORDS_MAX || (w->word[w->count] = strdup(word)) == NULL)
		return false;
	w->count++;
	return true;
}

/* Takes away the facts of that name. */
static void
words_drop(struct table_words *w, const char *key, size_t len)
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
fact_put(struct table_words *w, const char *fact)
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
facts_put(struct table_words *w, char *text)
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
		(void)snprintf(t->profile, sizeof(t->profile), "%.*s", (int)strcspn(rest, " \t"), rest);
	else if (after(line, "rules") != NULL || after(line, "papers") != NULL || after(line, "letter") != NULL) {
		if (t->claim_count < TABLE_CLAIMS_MAX)
			(void)snprintf(t->claims[t->claim_count++], sizeof(t->claims[0]), "%.63s", line);
	} else if (after(line, "case") != NULL) {
		words_clear(&t->base);
		t->open = false;
	} else if (after(line, "ask-mode") != NULL)
		t->open = true;
	else if (after(line, "facts") != NULL) {
		if (!facts_put(&t->base, line + strlen("facts")))
			(void)snprintf(t->fault, sizeof(t->fault), "%s", tr("事実は 項目=値 と書きます"));
	} else
		return false;
	return true;
}

static bool
read_row(struct table *t, char *line, struct table_row *r)
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
table_next(struct table *t, struct table_row *r)
{
	char line[TABLE_LINE_MAX];

	*r = (struct table_row){ 0 };
	while (t->fault[0] == '\0' && fgets(line, sizeof(line), t->file) != NULL) {
		t->line++;
		if (strchr(line, '\n') == NULL && !feof(t->file)) {
			(void)snprintf(t->fault, sizeof(t->fault), tr("行が長すぎます(%d バイトまで)"), TABLE_LINE_MAX - 2);
			break;
		}
		line[strcspn(line, "\r\n")] = '\0';
		if (setting(t, line))
			continue;
		if (read_row(t, line, r))
			return true;
		table_row_clear(r);
		(void)snprintf(t->fault, sizeof(t->fault), "%s", tr("行は 事実 -> 結果 と書きます"));
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
table_row_clear(struct table_row *r)
{
	words_clear(&r->facts);
	words_clear(&r->expect);
}

enum err
table_facts(const struct table_row *row, const struct profile *p, struct facts *facts, char why[FACTS_WHY_MAX])
{
	enum err e = ERR_NONE;
	size_t i;

	*facts = (struct facts){ 0 };
	for (i = 0; i < row->facts.count && e == ERR_NONE; i++)
		e = facts_read(facts, NULL, row->facts.word[i], why);
	profile_adopt(p, facts);
	if (e == ERR_NONE)
		e = profile_check_facts(p, facts, why);
	if (e == ERR_NONE && !date_given(facts->at.date)) {
		(void)snprintf(why, FACTS_WHY_MAX, "%s", tr("at がありません。表は、いつ来た方かも言います"));
		e = ERR_FACT;
	}
	if (e == ERR_NONE && !row->open)
		facts_assume(facts);
	return e;
}
