/* What stands otherwise in two resolved profiles, line by line: texts, hours, mail, conditions, the order of rules. */
#include "rule/diff-private.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "rule/profile-build-private.h"


static bool
same_section(const struct ini_entry *a, const struct ini_entry *b)
{
	return strcmp(a->kind, b->kind) == 0 && strcmp(a->name, b->name) == 0;
}

static const struct ini_entry *
find(const struct ini *ini, const struct ini_entry *like)
{
	size_t i;

	for (i = 0; i < ini->count; i++) {
		const struct ini_entry *e = &ini->entries[i];

		if ((e->key == NULL) == (like->key == NULL) && same_section(e, like) &&
		    (e->key == NULL || strcmp(e->key, like->key) == 0))
			return e;
	}
	return NULL;
}

/* The section before it of the same kind that both have; NULL: it is the first. */
static const struct ini_entry *
neighbour(const struct ini *ini, const struct ini_entry *section, const struct ini *other)
{
	const struct ini_entry *last = NULL;
	size_t i;

	for (i = 0; &ini->entries[i] != section; i++)
		if (ini->entries[i].key == NULL && strcmp(ini->entries[i].kind, section->kind) == 0 &&
		    find(other, &ini->entries[i]) != NULL)
			last = &ini->entries[i];
	return last;
}

/* Rules have an order: told is each that stands behind another than before. */
static bool
moved(const struct ini *was, const struct ini_entry *old, const struct ini *is, const struct ini_entry *now,
    struct diff_change *c)
{
	const struct ini_entry *x = neighbour(was, old, is), *y = neighbour(is, now, was);

	if (profile_rule_kind(now->kind) == RULE_KIND_COUNT || (x == NULL && y == NULL) ||
	    (x != NULL && y != NULL && strcmp(x->name, y->name) == 0))
		return false;
	c->before = x != NULL ? x->name : "";
	c->after = y != NULL ? y->name : "";
	return true;
}

static void
add(struct profile_diff *out, const char *section, const char *key, const char *before, const char *after)
{
	out->changes[out->change_count++] = (struct diff_change){ section, key, before, after };
}

/* "need card" beside each entry, once for the lines of a section. */
static const char *
name_of(const struct ini_entry *e, char **at)
{
	char *name = *at;

	const size_t room = strlen(e->kind) + strlen(e->name) + 2;

	(void)snprintf(name, room, "%s%s%s", e->kind, e->name[0] != '\0' ? " " : "", e->name);
	*at += room;
	return name;
}

static void
look_at(const struct ini *was, const struct ini *is, struct profile_diff *out, char **names)
{
	const struct ini_entry *e, *old;
	const char *section = "";
	struct diff_change c = { 0 };
	size_t i;

	for (i = 0; i < is->count; i++) {
		e = &is->entries[i];
		old = find(was, e);
		if (e->key == NULL) {
			section = name_of(e, names);
			if (old != NULL && moved(was, old, is, e, &c))
				add(out, section, NULL, c.before, c.after);
			continue;
		}
		if (strcmp(e->kind, "municipality") == 0 && strcmp(e->key, "profile") == 0)
			continue;
		if (old == NULL)
			add(out, section, e->key, NULL, e->value);
		else if (strcmp(old->value, e->value) != 0)
			add(out, section, e->key, old->value, e->value);
	}
	for (i = 0; i < was->count; i++) {
		e = &was->entries[i];
		if (e->key == NULL)
			section = name_of(e, names);
		else if (find(is, e) == NULL)
			add(out, section, e->key, e->value, NULL);
	}
}

/* One block: the two files' entries stay with it. */
struct kept { struct ini ini[2]; char *names; struct diff_change *changes; };

static void
kept_free(struct kept *k)
{
	ini_free(&k->ini[0]);
	ini_free(&k->ini[1]);
	free(k->names);
	free(k->changes);
	free(k);
}

static enum err
read_text(const struct profile *p, struct ini *ini)
{
	struct faults *faults = calloc(1, sizeof(*faults));
	enum err e;

	if (faults == NULL)
		return ERR_MEMORY;
	e = ini_read_text(profile_code(p), profile_text(p), strlen(profile_text(p)), profile_shapes, ini, faults);
	free(faults);
	return e;
}

enum err
diff_changes(const struct profile *p, const struct profile *q, struct profile_diff *out)
{
	struct kept *k = calloc(1, sizeof(*k));
	char *names;
	enum err e;

	if (k == NULL)
		return ERR_MEMORY;
	if ((e = read_text(p, &k->ini[0])) == ERR_NONE)
		e = read_text(q, &k->ini[1]);
	if (e == ERR_NONE) {
		const size_t most = k->ini[0].count + k->ini[1].count + 1;

		k->changes = calloc(most, sizeof(*k->changes));
		names = k->names = calloc(1, strlen(profile_text(p)) + strlen(profile_text(q)) + most);
		e = k->changes == NULL || names == NULL ? ERR_MEMORY : ERR_NONE;
	}
	if (e != ERR_NONE) {
		kept_free(k);
		return e;
	}
	out->memory = k;
	out->changes = k->changes;
	look_at(&k->ini[0], &k->ini[1], out, &names);
	return ERR_NONE;
}

void
profile_diff_free(struct profile_diff *d)
{
	if (d->memory != NULL)
		kept_free(d->memory);
	free(d->groups);
	*d = (struct profile_diff){ 0 };
}
