/* The book's tables, whose it is, and its statements. */
#include "issuer/local/db-private.h"

#include <stdlib.h>
#include <string.h>

#include "sql/file.h"

#define VERSION 3

struct book { struct sql_file file; };

static const char schema[] =
	"CREATE TABLE book(name TEXT NOT NULL) STRICT;"
	"CREATE TABLE authority(kind INTEGER PRIMARY KEY, cert BLOB NOT NULL, list INTEGER NOT NULL DEFAULT 0,"
	" list_at INTEGER NOT NULL DEFAULT 0) STRICT;"
	"CREATE TABLE issued(number INTEGER PRIMARY KEY, kind INTEGER NOT NULL, state INTEGER NOT NULL,"
	" reason INTEGER NOT NULL, since INTEGER NOT NULL, expires INTEGER NOT NULL, request BLOB NOT NULL UNIQUE,"
	" serial BLOB NOT NULL UNIQUE, cert BLOB NOT NULL) STRICT;"
	"PRAGMA user_version = 1;";

/* The second version: for which cases certificates were made and ended. */
static const char second[] =
	"ALTER TABLE issued ADD COLUMN subject TEXT NOT NULL DEFAULT '';"
	"ALTER TABLE issued ADD COLUMN ended_by TEXT NOT NULL DEFAULT '';"
	"PRAGMA user_version = 2;";

/* The third: what a list revoked that no row tells of, once its row is lost. */
static const char third[] =
	"CREATE TABLE listed(serial BLOB PRIMARY KEY, kind INTEGER NOT NULL, reason INTEGER NOT NULL,"
	" since INTEGER NOT NULL) STRICT, WITHOUT ROWID;"
	"PRAGMA user_version = 3;";

static int
bind(sqlite3_stmt *st, const struct book_value *values, int n)
{
	int i, rc = SQLITE_OK;

	for (i = 0; i < n && rc == SQLITE_OK; i++)
		rc = values[i].bytes != NULL ?
		    sqlite3_bind_blob64(st, i + 1, values[i].bytes, values[i].len, SQLITE_STATIC)
		    : sqlite3_bind_int64(st, i + 1, values[i].number);
	return rc;
}

enum err
book_run(struct book *b, const char *sql, const struct book_value *values, int n, book_on_row *row, void *ctx)
{
	sqlite3_stmt *st = NULL;
	int rc = sqlite3_prepare_v2(b->file.db, sql, -1, &st, NULL);
	enum err e;

	if (rc == SQLITE_OK)
		rc = bind(st, values, n);
	if (rc == SQLITE_OK)
		do
			rc = sqlite3_step(st);
		while (rc == SQLITE_ROW && row != NULL && row(ctx, st));
	(void)sqlite3_finalize(st);
	e = sql_file_meaning(&b->file, rc);
	return e == ERR_DATA ? ERR_STORE_CORRUPT : e;	/* a constraint that our own statements don't keep */
}

bool
book_take_number(void *ctx, sqlite3_stmt *st)
{
	*(int64_t *)ctx = sqlite3_column_int64(st, 0);
	return false;
}

static enum err
migrate(struct book *b, const char *name)
{
	int64_t version = 0;
	enum err e;

	if ((e = book_begin(b)) != ERR_NONE)
		return e;
	if ((e = book_run(b, "PRAGMA user_version", NULL, 0, book_take_number, &version)) == ERR_NONE && version == 0) {
		if ((e = sql_file_script(&b->file, schema)) == ERR_NONE)
			e = book_run(b, "INSERT INTO book VALUES (CAST(?1 AS TEXT))",
			    &(struct book_value){ name, strlen(name), 0 }, 1, NULL, NULL);
	}
	if (e == ERR_NONE && version < 2)
		e = sql_file_script(&b->file, second);
	if (e == ERR_NONE && version < 3)
		e = sql_file_script(&b->file, third);
	return book_end(b, e);
}

static enum err
check(struct book *b, const char *name)
{
	int64_t version = 0, same = 0;
	enum err e;

	if ((e = book_run(b, "PRAGMA user_version", NULL, 0, book_take_number, &version)) != ERR_NONE)
		return e;
	if (version < VERSION && (e = migrate(b, name)) != ERR_NONE)
		return e;
	if (version > VERSION)
		return ERR_STORE_NEWER;
	e = book_run(b, "SELECT count(*) FROM book WHERE name = CAST(?1 AS TEXT)",
	    &(struct book_value){ name, strlen(name), 0 }, 1, book_take_number, &same);
	return e == ERR_NONE && same != 1 ? ERR_MODE_MIXED : e;
}

enum err
book_open(const char *path, const char *name, struct book **out)
{
	struct book *b = calloc(1, sizeof(*b));
	enum err e;

	*out = NULL;
	if (b == NULL)
		return ERR_MEMORY;
	if ((e = sql_file_open(&b->file, path, NULL)) == ERR_NONE &&
	    (e = sql_file_make_durable(&b->file)) == ERR_NONE)
		e = check(b, name);
	if (e != ERR_NONE)
		book_close(&b);
	*out = b;
	return e;
}

void
book_close(struct book **b)
{
	if (*b == NULL)
		return;
	sql_file_close(&(*b)->file);
	free(*b);
	*b = NULL;
}

enum err
book_begin(struct book *b)
{
	return sql_file_script(&b->file, "BEGIN IMMEDIATE");
}

enum err
book_end(struct book *b, enum err e)
{
	if (e == ERR_NONE)
		e = sql_file_script(&b->file, "COMMIT");
	if (e != ERR_NONE)
		(void)sql_file_script(&b->file, "ROLLBACK");
	return e;
}
