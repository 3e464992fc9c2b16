/* Opens a profile with what it inherits; it is immutable from then on. */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "rule/profile-build-private.h"

/* Each takes for granted that those before it found no fault. */
static enum err
build(struct profile *p, struct faults *faults)
{
	static void (*const parts[])(struct build *) = {
		profile_read_settings, profile_read_validity, profile_read_facts, profile_read_reasons,
		profile_read_documents, profile_read_rules,
	};
	struct build b = { .profile = p, .faults = faults };
	enum err e;
	size_t i;

	profile_merge(&b, &p->files[0], p->paths[0], &p->files[1], p->paths[1]);
	for (i = 0; i < sizeof(parts) / sizeof(*parts) && b.err == ERR_NONE && b.found == 0; i++)
		parts[i](&b);
	e = b.err != ERR_NONE ? b.err : b.found > 0 ? ERR_PROFILE : profile_write(&b);
	free(b.stated);
	return e;
}

static enum err
read_file(struct profile *p, unsigned which, struct faults *faults)
{
	enum err e = ini_read_file(p->paths[which], profile_shapes, &p->files[which], faults);

	return e == ERR_CONFIG ? ERR_PROFILE : e;
}

static enum err
read_text(struct profile *p, const char *text, struct faults *faults)
{
	enum err e = ini_read_text(p->file, text, strlen(text), profile_shapes, &p->files[0], faults);

	return e == ERR_CONFIG ? ERR_PROFILE : e;
}

/* The file's name without its folders and ".ini". */
static void
set_code(struct profile *p)
{
	const char *slash = strrchr(p->paths[0], '/'), *from = slash != NULL ? slash + 1 : p->paths[0];
	size_t n = strlen(from);

	if (n > 4 && strcmp(from + n - 4, ".ini") == 0)
		n -= 4;
	(void)snprintf(p->code, sizeof(p->code), "%.*s", (int)(n < sizeof(p->code) ? n : sizeof(p->code) - 1), from);
}

static bool
sound_name(const char *name)
{
	return name[0] != '\0' && name[strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789-")] == '\0';
}

static int
line_of_inherit(const struct ini *ini)
{
	size_t i;

	for (i = 0; i < ini->count; i++)
		if (ini->entries[i].key != NULL && strcmp(ini->entries[i].key, "inherit") == 0)
			return ini->entries[i].line;
	return 0;
}

/* What is inherited stands beside the file, else in dir: a profile is tried before it is installed. */
static bool
find_base(struct profile *p, const char *dir, const char *name)
{
	const char *slash = strrchr(p->paths[0], '/');
	int n = snprintf(p->paths[1], sizeof(p->paths[1]), "%.*s%s.ini",
	    slash != NULL ? (int)(slash - p->paths[0] + 1) : 0, p->paths[0], name);

	if (!sound_name(name) || (size_t)n >= sizeof(p->paths[1]))
		return false;
	if (access(p->paths[1], F_OK) == 0)
		return true;
	n = snprintf(p->paths[1], sizeof(p->paths[1]), "%s/%s.ini", dir, name);
	return (size_t)n < sizeof(p->paths[1]);
}

/* The base inherits nothing itself. */
static enum err
read_base(struct profile *p, const char *dir, struct faults *faults)
{
	const char *name = ini_value(&p->files[0], "municipality", "", "inherit");
	int line = line_of_inherit(&p->files[0]);
	enum err e;

	if (name == NULL)
		return ERR_NONE;
	if (!find_base(p, dir, name)) {
		fault_add(faults, p->paths[0], line, "inherit の「%s」という名前は使えません", name);
		return ERR_PROFILE;
	}
	if ((e = read_file(p, 1, faults)) == ERR_IO) {
		fault_add(faults, p->paths[0], line, "引き継ぐ「%s」が読めません", name);
		return ERR_PROFILE;
	}
	if (e == ERR_NONE && ini_value(&p->files[1], "municipality", "", "inherit") != NULL) {
		fault_add(faults, p->paths[1], line_of_inherit(&p->files[1]), "引き継がれるほうは、ほかを引き継げません");
		return ERR_PROFILE;
	}
	return e;
}

/* draft: the text of the file that the name is of; NULL: it is read. */
static enum err
open_file(const char *dir, const char *name, const char *draft, struct profile **out, struct faults *faults)
{
	size_t len = strlen(name);
	bool is_file = strchr(name, '/') != NULL || (len > 4 && strcmp(name + len - 4, ".ini") == 0);
	struct profile *p;
	enum err e;
	int n;

	*out = NULL;
	if ((p = calloc(1, sizeof(*p))) == NULL)
		return ERR_MEMORY;
	n = is_file ? snprintf(p->paths[0], sizeof(p->paths[0]), "%s", name) :
	    snprintf(p->paths[0], sizeof(p->paths[0]), "%s/%s.ini", dir, name);
	p->file = p->paths[0];
	set_code(p);
	e = (size_t)n >= sizeof(p->paths[0]) ? ERR_TOO_LONG : draft != NULL ? read_text(p, draft, faults) :
	    read_file(p, 0, faults);
	if (e == ERR_NONE)
		e = read_base(p, dir, faults);
	if (e == ERR_NONE)
		e = build(p, faults);
	if (e == ERR_NONE)
		e = stop_read(p->paths[0], dir, &p->stops, faults);
	if (e == ERR_NONE)
		*out = p;
	else
		profile_free(&p);
	return e;
}

enum err
profile_open(const char *dir, const char *name, struct profile **out, struct faults *faults)
{
	return open_file(dir, name, NULL, out, faults);
}

enum err
profile_open_draft(const char *dir, const char *path, const char *text, struct profile **out, struct faults *faults)
{
	return open_file(dir, path, text, out, faults);
}

enum err
profile_check_stops(const char *path, struct faults *faults)
{
	struct stop_days stops;
	enum err e = stop_read_file(path, &stops, faults);

	stop_free(&stops);
	return e;
}

bool
profile_lacks_stops(const struct profile *p)
{
	return p->stops.missing;
}

enum err
profile_read_text(const char *text, struct profile **out, struct faults *faults)
{
	struct profile *p;
	enum err e;

	*out = NULL;
	if ((p = calloc(1, sizeof(*p))) == NULL)
		return ERR_MEMORY;
	(void)snprintf(p->paths[0], sizeof(p->paths[0]), "(text)");
	p->file = p->paths[0];
	e = read_text(p, text, faults);
	if (e == ERR_NONE && ini_value(&p->files[0], "municipality", "", "inherit") != NULL) {
		fault_add(faults, p->file, line_of_inherit(&p->files[0]), "ここでは inherit は使えません");
		e = ERR_PROFILE;
	}
	if (e == ERR_NONE)
		e = build(p, faults);
	if (e == ERR_NONE)
		*out = p;
	else
		profile_free(&p);
	return e;
}

static void
free_documents(struct document_table *t)
{
	size_t i;

	for (i = 0; i < t->kind_count; i++)
		free(t->kinds[i].name);
	for (i = 0; i < t->name_count; i++)
		free(t->names[i].name);
	free(t->kinds);
	free(t->names);
}

void
profile_free(struct profile **p)
{
	unsigned k;
	size_t i;

	if (*p == NULL)
		return;
	for (i = 0; i < (*p)->rule_count; i++)
		if ((*p)->rules[i].counter != NULL) {
			free((*p)->rules[i].counter->labels);
			free((*p)->rules[i].counter);
		}
	for (i = 0; i < (*p)->rule_count; i++)
		free((*p)->rules[i].letter);
	for (k = 0; k < RULE_KIND_COUNT; k++)
		free((*p)->of_kind[k]);
	free_documents(&(*p)->documents);
	free((*p)->conditions.list);
	free((*p)->edges);
	free((*p)->rules);
	free((*p)->text);
	stop_free(&(*p)->stops);
	ini_free(&(*p)->files[0]);
	ini_free(&(*p)->files[1]);
	free(*p);
	*p = NULL;
}

struct date
profile_window_opens(const struct profile *p, struct date expires)
{
	return validity_window_opens(p->validity, p->validity_count, expires);
}

const struct validity_line *
profile_validity(const struct profile *p, struct date issued)
{
	return validity_on(p->validity, p->validity_count, issued);
}
