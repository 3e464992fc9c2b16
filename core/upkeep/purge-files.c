/* Files that were made for printing: found by their names, put on record and deleted. */
#include "upkeep/purge-private.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "case/ended.h"

#define NUMBER (CASE_NUMBER_MAX - 1)

/* "26-000123-4-receipt.pdf", and with a dot and more behind it what a killed program has left. */
static bool
read_name(const char *name, char number[CASE_NUMBER_MAX], char kind[RETENTION_NAME])
{
	const char *rest = name + NUMBER + 1, *end;

	if (strlen(name) <= NUMBER || strlen(name) >= PURGE_FILE_MAX || name[NUMBER] != '-')
		return false;
	memcpy(number, name, NUMBER);
	number[NUMBER] = '\0';
	if (case_number_check(number) != ERR_NONE || (end = strstr(rest, ".pdf")) == NULL ||
	    (end[4] != '\0' && end[4] != '.') || end - rest >= RETENTION_NAME)
		return false;
	memcpy(kind, rest, (size_t)(end - rest));
	kind[end - rest] = '\0';
	return true;
}

/* -1 with *e ERR_NONE: there is no such folder. */
static int
open_folder(const char *folder, enum err *e)
{
	const int fd = open(folder, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);

	*e = fd >= 0 || errno == ENOENT ? ERR_NONE : ERR_IO;
	return fd;
}

/* Calls see for each name in the folder, which is open as dir, until it fails. */
static enum err
each_file(const char *folder, enum err (*see)(void *, int dir, const char *name), void *ctx)
{
	struct dirent *d;
	DIR *dir;
	enum err e;
	const int fd = open_folder(folder, &e);

	if (fd < 0)
		return e;
	if ((dir = fdopendir(fd)) == NULL) {
		(void)close(fd);
		return ERR_IO;
	}
	while (e == ERR_NONE && (d = readdir(dir)) != NULL)
		e = see(ctx, fd, d->d_name);
	(void)closedir(dir);
	return e;
}

struct of_case { const struct purge_plan *plan; const struct purge_kind *paper; struct date day; bool due; };

static bool
is_planned(const struct purge_plan *p, const char *number)
{
	size_t i;

	for (i = 0; i < p->case_count && strcmp(p->cases[i].number, number) != 0; i++)
		;
	return i < p->case_count;
}

static bool
see_case(void *ctx, const struct case_ended *c)
{
	struct of_case *of = ctx;

	of->day = c->day;
	of->due = c->erased || (!c->needed && (date_compare(c->day, of->paper->limit) < 0 || is_planned(of->plan,
	    c->number)));
	return false;
}

static enum err
add(struct purge_plan *p, const char *number, const char *name, size_t kind)
{
	struct purge_file *more = realloc(p->files, (p->file_count + 1) * sizeof(*more));

	if (more == NULL)
		return ERR_MEMORY;
	p->files = more;
	more[p->file_count] = (struct purge_file){ .kind = kind };
	(void)snprintf(more[p->file_count].number, CASE_NUMBER_MAX, "%s", number);
	(void)snprintf(more[p->file_count++].name, PURGE_FILE_MAX, "%.*s", PURGE_FILE_MAX - 1, name);
	return ERR_NONE;
}

struct finding { struct store *store; struct purge_plan *plan; };

static enum err
look_at(void *ctx, int dir, const char *name)
{
	const struct finding *f = ctx;
	struct purge_plan *p = f->plan;
	char number[CASE_NUMBER_MAX], kind[RETENTION_NAME];
	struct of_case of = { .plan = p };
	struct purge_kind *k;
	enum err e;

	(void)dir;
	if (!read_name(name, number, kind) || (k = purge_kind_of(p, RETENTION_PAPER, kind)) == NULL)
		return ERR_NONE;
	of.paper = k;
	if ((e = case_ended_each(f->store, number, see_case, &of)) != ERR_NONE || !of.due)
		return e;
	purge_count(k, of.day);
	return add(p, number, name, (size_t)(k - p->kinds));
}

static int
by_name(const void *a, const void *b)
{
	return strcmp(((const struct purge_file *)a)->name, ((const struct purge_file *)b)->name);
}

enum err
purge_find_files(struct store *s, const char *folder, struct purge_plan *p)
{
	struct finding f = { s, p };
	enum err e = each_file(folder, look_at, &f);

	if (p->file_count > 1)
		qsort(p->files, p->file_count, sizeof(*p->files), by_name);
	return e;
}

static enum err
record_and_delete(struct store *s, const struct actor *a, int dir, const char *name, const char *number,
    const char *kind)
{
	enum err e = store_begin(s);

	if (e == ERR_NONE)
		e = store_end(s, audit_write(s, a, "paper-erased", number, kind));
	if (e == ERR_NONE && unlinkat(dir, name, 0) != 0 && errno != ENOENT)
		e = ERR_IO;
	return e;
}

/* Its case is looked at again: one that is needed by now keeps its papers. */
static enum err
delete(struct store *s, const struct actor *a, int dir, const struct purge_plan *p, const struct purge_file *f,
    int64_t *count)
{
	struct of_case of = { .plan = p, .paper = &p->kinds[f->kind] };
	enum err e = case_ended_each(s, f->number, see_case, &of);

	if (e == ERR_NONE && of.due &&
	    (e = record_and_delete(s, a, dir, f->name, f->number, of.paper->kind->name)) == ERR_NONE)
		++*count;
	return e;
}

enum err
purge_delete_files(struct store *s, const struct actor *a, const char *folder, const struct purge_plan *p,
    int64_t counts[RETENTION_KINDS_MAX])
{
	enum err e;
	size_t i;
	const int dir = p->file_count > 0 ? open_folder(folder, &e) : -1;

	if (dir < 0)
		return p->file_count > 0 ? e : ERR_NONE;
	for (i = 0; i < p->file_count && e == ERR_NONE; i++)
		e = delete(s, a, dir, p, &p->files[i], &counts[p->files[i].kind]);
	if (fsync(dir) != 0 && e == ERR_NONE)
		e = ERR_IO;
	(void)close(dir);
	return e;
}

struct erasing { struct store *store; const struct actor *actor; const char *number; };

static enum err
delete_of(void *ctx, int dir, const char *name)
{
	const struct erasing *of = ctx;
	char number[CASE_NUMBER_MAX], kind[RETENTION_NAME];
	enum err e;

	if (!read_name(name, number, kind) || strcmp(number, of->number) != 0)
		return ERR_NONE;
	e = record_and_delete(of->store, of->actor, dir, name, number, kind);
	return e == ERR_NONE && fsync(dir) != 0 ? ERR_IO : e;
}

enum err
purge_files_of(struct store *s, const struct actor *a, const char *folder, const char *number)
{
	struct erasing of = { s, a, number };

	return each_file(folder, delete_of, &of);
}
