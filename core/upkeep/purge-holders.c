/* Finds copies of the store that still have what was erased in it. */
#include "upkeep/purge.h"

#include <dirent.h>
#include <errno.h>
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "audit/lookup.h"
#include "people/residents.h"
#include "sql/file.h"

#define PATH_SIZE 2048

struct copy { sqlite3 *db; struct store *store; int64_t generation; };

static bool
see_it(void *ctx, const struct store_value *v, size_t n)
{
	(void)v;
	(void)n;
	*(bool *)ctx = true;
	return false;
}

/* A person of the copy, by the case's number. */
static enum err
is_erased(struct copy *c, sqlite3_stmt *st, bool *gone)
{
	const char *number = (const char *)sqlite3_column_text(st, 0);
	const struct store_value values[] = { store_text(number != NULL ? number : "") };

	return store_run(c->store, "SELECT 1 FROM case_history WHERE number = ?1 AND event = 'erased'", values, 1,
	    see_it, gone);
}

static enum err
is_forgotten(struct copy *c, sqlite3_stmt *st, bool *gone)
{
	const struct store_value values[] = { store_int(sqlite3_column_int64(st, 0)) };
	bool there = false;
	enum err e = store_run(c->store, "SELECT 1 FROM looked_at WHERE line = ?1", values, 1, see_it, &there);

	*gone = !there;
	return e;
}

/* A booking that says whose it is; one that came of an older store by another way is none of ours. */
static enum err
is_unnamed(struct copy *c, sqlite3_stmt *st, bool *gone)
{
	const struct store_value values[] = { store_int(sqlite3_column_int64(st, 0)) };

	return store_run(c->store, "SELECT 1 FROM booking WHERE id = ?1 AND name = ''", values, 1, see_it, gone);
}

/* A resident of another extract than the store's. */
static enum err
is_replaced(struct copy *c, sqlite3_stmt *st, bool *gone)
{
	*gone = sqlite3_column_int64(st, 0) != c->generation;
	return ERR_NONE;
}

/* What the copy has of one kind and the store hasn't any more; a table that an older copy lacks is no fault. */
static enum err
count_gone(struct copy *c, const char *sql, enum err (*is_gone)(struct copy *, sqlite3_stmt *, bool *), int64_t *count)
{
	sqlite3_stmt *st = NULL;
	enum err e = ERR_NONE;
	bool gone;

	*count = 0;
	if (sqlite3_prepare_v2(c->db, sql, -1, &st, NULL) != SQLITE_OK)
		return ERR_NONE;
	while (e == ERR_NONE && sqlite3_step(st) == SQLITE_ROW) {
		gone = false;
		e = is_gone(c, st, &gone);
		*count += gone ? 1 : 0;
	}
	(void)sqlite3_finalize(st);
	return e;
}

static bool
is_ours(sqlite3 *db)
{
	sqlite3_stmt *st = NULL;
	const bool ours = sqlite3_prepare_v2(db, "PRAGMA application_id", -1, &st, NULL) == SQLITE_OK &&
	    sqlite3_step(st) == SQLITE_ROW && sqlite3_column_int64(st, 0) == STORE_APPLICATION_ID;

	(void)sqlite3_finalize(st);
	return ours;
}

static enum err
look_into(struct copy *c, struct purge_holder *h)
{
	enum err e;

	if ((e = count_gone(c, "SELECT number FROM person", is_erased, &h->cases)) != ERR_NONE ||
	    (e = count_gone(c, "SELECT line FROM looked_at", is_forgotten, &h->looks)) != ERR_NONE ||
	    (e = count_gone(c, "SELECT id FROM booking WHERE name <> ''", is_unnamed, &h->bookings)) != ERR_NONE)
		return e;
	return count_gone(c, "SELECT b.generation FROM resident_row r JOIN resident_batch b ON b.id = r.batch",
	    is_replaced, &h->residents);
}

/* The store itself is among them, and has nothing of the kind. */
static enum err
look_at(struct store *s, const char *path, int64_t generation, struct purge_holder *h)
{
	struct copy c = { NULL, s, generation };
	enum err e = ERR_NONE;

	if (sqlite3_open_v2(path, &c.db, SQLITE_OPEN_READONLY, NULL) == SQLITE_OK && is_ours(c.db))
		e = look_into(&c, h);
	(void)sqlite3_close(c.db);
	return e;
}

static bool
is_file(const char *path)
{
	struct stat st;

	return lstat(path, &st) == 0 && S_ISREG(st.st_mode) && st.st_size > 0;
}

enum err
purge_holders(struct store *s, const char *folder, void (*found)(void *, const struct purge_holder *), void *ctx)
{
	char path[PATH_SIZE];
	int64_t generation = -1;
	struct dirent *d;
	DIR *dir;
	enum err e;

	if ((e = store_get_int(s, "SELECT in_force FROM resident_extract WHERE id = 1", NULL, 0, &generation)) !=
	    ERR_NONE)
		return e;
	if ((dir = opendir(folder)) == NULL)
		return errno == ENOENT ? ERR_NONE : ERR_IO;
	while (e == ERR_NONE && (d = readdir(dir)) != NULL) {
		struct purge_holder h = { .path = path };

		if (snprintf(path, sizeof(path), "%s/%s", folder, d->d_name) >= (int)sizeof(path) || !is_file(path))
			continue;
		if ((e = look_at(s, path, generation, &h)) == ERR_NONE &&
		    h.cases + h.residents + h.looks + h.bookings > 0)
			found(ctx, &h);
	}
	(void)closedir(dir);
	return e;
}
