/* Which line of a profile's own file makes what is inherited go wrong. */
#include "rule/profile-check-private.h"

#include <string.h>

/* Its own line that takes the place of an inherited one of that kind and, where one is asked for, name. 0: none. */
static int
replaces(const struct profile *p, const char *kind, const char *name)
{
	const struct ini *own = &p->files[0];
	size_t i;

	for (i = 0; i < own->count; i++) {
		const struct ini_entry *e = &own->entries[i];

		if (e->key == NULL && strcmp(e->kind, kind) == 0 && (name == NULL || strcmp(e->name, name) == 0) &&
		    ini_value(&p->files[1], kind, e->name, "source") != NULL)
			return e->line;
	}
	return 0;
}

static int
line_off(const struct profile *p)
{
	const struct ini *own = &p->files[0];
	size_t i;

	for (i = 0; i < own->count; i++)
		if (own->entries[i].key != NULL && strcmp(own->entries[i].key, "off") == 0)
			return own->entries[i].line;
	return 0;
}

/* A word of [define], or a class of documents, that it says anew. */
static int
line_of_words(const struct profile *p)
{
	const struct ini *own = &p->files[0];
	size_t i;

	for (i = 0; i < own->count; i++) {
		const struct ini_entry *e = &own->entries[i];

		if (e->key != NULL && (strcmp(e->kind, "define") == 0 || strcmp(e->kind, "documents") == 0) &&
		    ini_value(&p->files[1], e->kind, e->name, e->key) != NULL)
			return e->line;
	}
	return 0;
}

int
check_line(const struct profile *p, const char *kind, const char *name, const char *key)
{
	const struct ini *own = &p->files[0];
	int section = 0;
	size_t i;

	for (i = 0; i < own->count; i++) {
		const struct ini_entry *e = &own->entries[i];

		if (strcmp(e->kind, kind) != 0 || strcmp(e->name, name) != 0)
			continue;
		if (e->key == NULL)
			section = e->line;
		else if (key != NULL && strcmp(e->key, key) == 0)
			return e->line;
	}
	return section > 0 ? section : check_line_first(p);
}

int
check_line_first(const struct profile *p)
{
	const struct ini *own = &p->files[0];

	return own->count > 0 ? own->entries[0].line : 1;
}

int
check_blame(const struct profile *p, const char *code, const struct rule *r)
{
	static const char *const kinds[] = { "refuse", "need", "instead", "rule" };
	int line = 0;
	size_t i;

	for (i = 0; i < sizeof(kinds) / sizeof(*kinds) && line == 0; i++)
		line = replaces(p, kinds[i], code);
	if (line == 0 && r != NULL && strcmp(r->file, p->file) == 0)
		return r->line;
	for (i = 0; r != NULL && i < r->need_count && line == 0; i++)
		if (strcmp(p->rules[r->needs[i]].file, p->file) == 0)
			line = p->rules[r->needs[i]].line;
	if (line == 0)
		line = line_off(p);
	if (line == 0)
		line = line_of_words(p);
	for (i = 0; i < sizeof(kinds) / sizeof(*kinds) && line == 0; i++)
		line = replaces(p, kinds[i], NULL);
	return line > 0 ? line : check_line_first(p);
}
