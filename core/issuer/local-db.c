/* Opens the book with the settings that survive a cut of power, and runs its statements. */
#include "issuer/local-db.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define VERSION 1
#define WAIT_TRIES 8000		/* of 0.65 ms on average: some five seconds */

struct book { sqlite3 *db; };

static const char schema[] =
	"CREATE TABLE book(name TEXT NOT NULL) STRICT;"
	"CREATE TABLE authority(kind INTEGER PRIMARY KEY, cert BLOB NOT NULL, list INTEGER NOT NULL DEFAULT 0,"
	" list_at INTEGER NOT NULL DEFAULT 0) STRICT;"
	"CREATE TABLE issued(number INTEGER PRIMARY KEY, kind INTEGER NOT NULL, state INTEGER NOT NULL,"
	" reason INTEGER NOT NULL, since INTEGER NOT NULL, expires INTEGER NOT NULL, request BLOB NOT NULL UNIQUE,"
	" serial BLOB NOT NULL UNIQUE, cert BLOB NOT NULL) STRICT;"
	"PRAGMA user_version = 1;";

static const struct { int code; enum err e; } meanings[] = {
	{ SQLITE_BUSY, ERR_STORE_LOCKED }, { SQLITE_LOCKED, ERR_STORE_LOCKED }, { SQLITE_FULL, ERR_DISK_FULL },
	{ SQLITE_CORRUPT, ERR_STORE_CORRUPT }, { SQLITE_NOTADB, ERR_STORE_CORRUPT }, { SQLITE_ERROR, ERR_STORE_CORRUPT },
	{ SQLITE_CONSTRAINT, ERR_STORE_CORRUPT }, { SQLITE_CANTOPEN, ERR_STORE_OPEN }, { SQLITE_READONLY, ERR_STORE_OPEN },
	{ SQLITE_PERM, ERR_STORE_OPEN }, { SQLITE_NOMEM, ERR_MEMORY },
};

static bool
no_space(int number)
{
	return number == ENOSPC || number == EDQUOT;
}

static enum err
meaning(struct book *b, int code)
{
	size_t i;

	code &= 0xff;
	if (code == SQLITE_OK || code == SQLITE_ROW || code == SQLITE_DONE)
		return ERR_NONE;
	if (code == SQLITE_IOERR && no_space(sqlite3_system_errno(b->db)))
		return ERR_DISK_FULL;
	for (i = 0; i < sizeof(meanings) / sizeof(*meanings); i++)
		if (meanings[i].code == code)
			return meanings[i].e;
	return ERR_IO;
}

/* Waits 0.3 to 1 ms by chance: SQLite's own back-off starves one of several writers. */
static int
wait_turn(void *ctx, int tries)
{
	unsigned short r;

	(void)ctx;
	sqlite3_randomness(sizeof(r), &r);
	(void)nanosleep(&(struct timespec){ .tv_nsec = 300000 + r % 700 * 1000 }, NULL);
	return tries < WAIT_TRIES;
}

static enum err
script(struct book *b, const char *sql)
{
	return meaning(b, sqlite3_exec(b->db, sql, NULL, NULL, NULL));
}

static int
bind(sqlite3_stmt *st, const struct book_value *values, int n)
{
	int i, rc = SQLITE_OK;

	for (i = 0; i < n && rc == SQLITE_OK; i++)
		rc = values[i].bytes != NULL ? sqlite3_bind_blob64(st, i + 1, values[i].bytes, values[i].len, SQLITE_STATIC)
		    : sqlite3_bind_int64(st, i + 1, values[i].number);
	return rc;
}

enum err
book_run(struct book *b, const char *sql, const struct book_value *values, int n, book_on_row *row, void *ctx)
{
	sqlite3_stmt *st = NULL;
	int rc = sqlite3_prepare_v2(b->db, sql, -1, &st, NULL);

	if (rc == SQLITE_OK)
		rc = bind(st, values, n);
	if (rc == SQLITE_OK)
		do
			rc = sqlite3_step(st);
		while (rc == SQLITE_ROW && row != NULL && row(ctx, st));
	(void)sqlite3_finalize(st);
	return meaning(b, rc);
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
		if ((e = script(b, schema)) == ERR_NONE)
			e = book_run(b, "INSERT INTO book VALUES (CAST(?1 AS TEXT))", &(struct book_value){ name, strlen(name), 0 }, 1, NULL, NULL);
	}
	return book_end(b, e);
}

static enum err
check(struct book *b, const char *name)
{
	int64_t version = 0, same = 0;
	enum err e;

	if ((e = book_run(b, "PRAGMA user_version", NULL, 0, book_take_number, &version)) != ERR_NONE)
		return e;
	if (version == 0 && (e = migrate(b, name)) != ERR_NONE)
		return e;
	if (version > VERSION)
		return ERR_STORE_NEWER;
	e = book_run(b, "SELECT count(*) FROM book WHERE name = CAST(?1 AS TEXT)", &(struct book_value){ name, strlen(name), 0 }, 1,
	    book_take_number, &same);
	return e == ERR_NONE && same != 1 ? ERR_MODE_MIXED : e;
}

/*
 * SQLite would make it readable to others, as the umask goes; what it makes beside it has the same mode. A file that is
 * there isn't opened: closing it would drop the locks another book of this process holds on it (POSIX fcntl).
 */
static enum err
make_file(const char *path)
{
	int fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

	if (fd < 0 && errno != EEXIST)
		return no_space(errno) ? ERR_DISK_FULL : ERR_STORE_OPEN;
	if (fd >= 0)
		(void)close(fd);
	return ERR_NONE;
}

enum err
book_open(const char *path, const char *name, struct book **out)
{
	struct book *b = NULL;
	enum err e;

	if ((e = make_file(path)) != ERR_NONE)
		return e;
	if ((b = calloc(1, sizeof(*b))) == NULL)
		return ERR_MEMORY;
	if ((e = meaning(b, sqlite3_open_v2(path, &b->db, SQLITE_OPEN_READWRITE, NULL))) != ERR_NONE)
		goto out;
	(void)sqlite3_busy_handler(b->db, wait_turn, NULL);
	if ((e = script(b, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA trusted_schema = OFF")) == ERR_NONE)
		e = check(b, name);
out:
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
	(void)sqlite3_close((*b)->db);
	free(*b);
	*b = NULL;
}

enum err
book_begin(struct book *b)
{
	return script(b, "BEGIN IMMEDIATE");
}

enum err
book_end(struct book *b, enum err e)
{
	if (e == ERR_NONE)
		e = script(b, "COMMIT");
	if (e != ERR_NONE)
		(void)script(b, "ROLLBACK");
	return e;
}
