/* The store over SQLite: statements that are kept prepared, values and rows. */
#include "store/driver-private.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "sql/copy.h"

#define KEPT_STATEMENTS 16
#define COLUMNS_MAX 96
#define OPENED_TIMES 3		/* a file that is replaced each time */

struct sqlite_store {
	struct store store;
	struct sql_file file;
	sqlite3_stmt *kept[KEPT_STATEMENTS];		/* prepared, the last used first; NULL at the end */
};

static struct sqlite_store *
self(struct store *s)
{
	return (struct sqlite_store *)s;
}

/* Takes the statement out of those kept, so that a row's receiver may run the same one again; else prepares it. */
static enum err
take_statement(struct sqlite_store *s, const char *sql, sqlite3_stmt **out)
{
	const char *tail;
	size_t i;

	*out = NULL;
	for (i = 0; i < KEPT_STATEMENTS && s->kept[i] != NULL; i++) {
		if (strcmp(sqlite3_sql(s->kept[i]), sql) != 0)
			continue;
		*out = s->kept[i];
		memmove(&s->kept[i], &s->kept[i + 1], (KEPT_STATEMENTS - 1 - i) * sizeof(*s->kept));
		s->kept[KEPT_STATEMENTS - 1] = NULL;
		return ERR_NONE;
	}
	if (sqlite3_prepare_v3(s->file.db, sql, -1, SQLITE_PREPARE_PERSISTENT, out, &tail) != SQLITE_OK)
		return sql_file_meaning(&s->file, sqlite3_extended_errcode(s->file.db));
	if (*out == NULL || *tail != '\0') {
		sqlite3_finalize(*out);
		*out = NULL;
		return ERR_DATA;	/* exactly one statement */
	}
	return ERR_NONE;
}

static void
keep_statement(struct sqlite_store *s, sqlite3_stmt *st)
{
	sqlite3_reset(st);
	sqlite3_clear_bindings(st);
	sqlite3_finalize(s->kept[KEPT_STATEMENTS - 1]);
	memmove(&s->kept[1], &s->kept[0], (KEPT_STATEMENTS - 1) * sizeof(*s->kept));
	s->kept[0] = st;
}

static int
bind_one(sqlite3_stmt *st, int at, const struct store_value *v)
{
	switch (v->type) {
	case STORE_INT:
		return sqlite3_bind_int64(st, at, v->number);
	case STORE_TEXT:
		return sqlite3_bind_text64(st, at, v->bytes, v->len, SQLITE_STATIC, SQLITE_UTF8);
	case STORE_BLOB:
		if (v->len == 0)
			return sqlite3_bind_zeroblob(st, at, 0);
		return sqlite3_bind_blob64(st, at, v->bytes, v->len, SQLITE_STATIC);
	case STORE_NULL:
		break;
	}
	return sqlite3_bind_null(st, at);
}

static enum err
bind_all(struct sqlite_store *s, sqlite3_stmt *st, const struct store_value *values, size_t n)
{
	size_t i;
	int code;

	if ((size_t)sqlite3_bind_parameter_count(st) != n || sqlite3_column_count(st) > COLUMNS_MAX)
		return ERR_DATA;
	for (i = 0; i < n; i++) {
		if ((code = bind_one(st, (int)i + 1, &values[i])) != SQLITE_OK)
			return sql_file_meaning(&s->file, code);
	}
	return ERR_NONE;
}

static struct store_value
column(sqlite3_stmt *st, int at)
{
	int type = sqlite3_column_type(st, at);
	const void *bytes;

	if (type == SQLITE_NULL)
		return store_null();
	if (type == SQLITE_INTEGER || type == SQLITE_FLOAT)
		return store_int(sqlite3_column_int64(st, at));
	bytes = type == SQLITE_BLOB ? sqlite3_column_blob(st, at) : (const void *)sqlite3_column_text(st, at);
	return (struct store_value){ .type = type == SQLITE_BLOB ? STORE_BLOB : STORE_TEXT,
	    .bytes = bytes, .len = bytes != NULL ? (size_t)sqlite3_column_bytes(st, at) : 0 };
}

static enum err
step_all(struct sqlite_store *s, sqlite3_stmt *st, store_row *row, void *ctx)
{
	struct store_value columns[COLUMNS_MAX];
	int i, n = sqlite3_column_count(st), code;

	while ((code = sqlite3_step(st)) == SQLITE_ROW) {
		for (i = 0; i < n; i++)
			columns[i] = column(st, i);
		if (row != NULL && !row(ctx, columns, (size_t)n))
			return ERR_NONE;
	}
	return sql_file_meaning(&s->file, code);
}

static enum err
sqlite_run(struct store *store, const char *sql, const struct store_value *values, size_t n, store_row *row, void *ctx)
{
	struct sqlite_store *s = self(store);
	sqlite3_stmt *st;
	enum err e;

	/* SQLite undid the transaction by itself, as it does when the disk is full: nothing more belongs to it. */
	if (store->in_transaction && sqlite3_get_autocommit(s->file.db) != 0)
		return ERR_IO;
	if ((e = take_statement(s, sql, &st)) != ERR_NONE)
		return e;
	if ((e = bind_all(s, st, values, n)) == ERR_NONE)
		e = step_all(s, st, row, ctx);
	keep_statement(s, st);
	return e;
}

static enum err
sqlite_begin(struct store *store)
{
	enum err e = sqlite_run(store, "BEGIN IMMEDIATE", NULL, 0, NULL, NULL);

	/* Another file may have been put in its place, and what is written into the old one is lost. */
	if (e == ERR_NONE && sql_file_has_moved(&self(store)->file)) {
		(void)sqlite_run(store, "ROLLBACK", NULL, 0, NULL, NULL);
		e = ERR_STORE_MOVED;
	}
	return e;
}

static enum err
sqlite_script(struct store *store, const char *sql)
{
	return sql_file_script(&self(store)->file, sql);
}

static bool
see_number(void *ctx, const struct store_value *columns, size_t n)
{
	int64_t *number = ctx;

	*number = n > 0 ? store_as_int(&columns[0]) : 0;
	return false;
}

static enum err
read_number(struct store *store, const char *sql, int64_t *number)
{
	*number = 0;
	return sqlite_run(store, sql, NULL, 0, see_number, number);
}

static enum err
sqlite_version(struct store *store, int *version)
{
	int64_t number;
	enum err e = read_number(store, "PRAGMA user_version", &number);

	*version = (int)number;
	return e;
}

static enum err
sqlite_set_version(struct store *store, int version)
{
	char sql[96];

	(void)snprintf(sql, sizeof(sql), "PRAGMA user_version = %d; PRAGMA application_id = %d", version,
	    STORE_APPLICATION_ID);
	return sqlite_script(store, sql);
}

static int64_t
sqlite_changed(struct store *store)
{
	return sqlite3_changes64(self(store)->file.db);
}

static void
sqlite_yield(struct store *store)
{
	(void)store;
	sql_file_yield();
}

/* secure_delete has overwritten what was erased; the log of changes still has it until it is taken over. */
static enum err
sqlite_wipe(struct store *store)
{
	int64_t busy = 1;
	enum err e = read_number(store, "PRAGMA wal_checkpoint(TRUNCATE)", &busy);

	return e == ERR_NONE && busy != 0 ? ERR_STORE_LOCKED : e;
}

static void
sqlite_scrub(struct store *store)
{
	(void)sqlite_wipe(store);
}

static enum err
sqlite_copy(struct store *store, const char *path, char *part)
{
	return sql_copy(&self(store)->file, path, part);
}

static const char *const checks[] = { "PRAGMA integrity_check(20)", "PRAGMA foreign_key_check", NULL };

static void
sqlite_close(struct store *store)
{
	struct sqlite_store *s = self(store);
	size_t i;

	for (i = 0; i < KEPT_STATEMENTS; i++)
		sqlite3_finalize(s->kept[i]);
	sql_file_close(&s->file);
	free(s);
}

/* A file of another program is left alone; an empty one becomes ours. Things first: they come with the id at once. */
static enum err
check_owner(struct store *store)
{
	int64_t id, things;
	enum err e;

	if ((e = read_number(store, "SELECT count(*) FROM sqlite_schema", &things)) != ERR_NONE || things == 0)
		return e;
	if ((e = read_number(store, "PRAGMA application_id", &id)) != ERR_NONE)
		return e;
	return id == STORE_APPLICATION_ID ? ERR_NONE : ERR_STORE_OPEN;
}

/*
 * *moved: the file was replaced while it was being opened. One that wasn't can't be any more: from its first reading on
 * in WAL mode it has the lock that a restore asks for.
 */
static enum err
open_file(const char *path, const char *vfs, struct store **out, bool *moved)
{
	struct sqlite_store *s = calloc(1, sizeof(*s));
	enum err e;

	*moved = false;
	if (s == NULL)
		return ERR_MEMORY;
	s->store.driver = &store_sqlite;
	if ((e = sql_file_open(&s->file, path, vfs)) == ERR_NONE && (e = check_owner(&s->store)) == ERR_NONE)
		e = sql_file_make_durable(&s->file);
	if ((*moved = sql_file_has_moved(&s->file)))
		e = ERR_STORE_LOCKED;
	if (e == ERR_NONE)
		*out = &s->store;
	else
		sqlite_close(&s->store);
	return e;
}

/* "PATH" or "PATH?vfs=NAME". A path is never one of SQLite's special names, as ":memory:". */
static enum err
sqlite_open(const char *place, struct store **out)
{
	static const char query[] = "?vfs=";
	const char *vfs = strstr(place, query);	/* NULL: the ordinary one */
	struct buf path = { 0 };
	bool moved = true;
	enum err e;
	int times;

	buf_puts(&path, *place == '/' ? "" : "./");
	buf_add(&path, place, vfs != NULL ? (size_t)(vfs - place) : strlen(place));
	if ((e = buf_check(&path)) == ERR_NONE) {
		for (times = 0; moved && times < OPENED_TIMES; times++)
			e = open_file(path.text, vfs != NULL ? vfs + sizeof(query) - 1 : NULL, out, &moved);
	}
	buf_free(&path);
	return e;
}

const struct store_driver store_sqlite = {
	.scheme = "sqlite",
	.open = sqlite_open,
	.close = sqlite_close,
	.begin = sqlite_begin,
	.run = sqlite_run,
	.script = sqlite_script,
	.version = sqlite_version,
	.set_version = sqlite_set_version,
	.changed = sqlite_changed,
	.copy = sqlite_copy,
	.checks = checks,
	.yield = sqlite_yield,
	.scrub = sqlite_scrub,
	.wipe = sqlite_wipe,
};
