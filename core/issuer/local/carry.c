/* Packs the book into another SQLite file and merges it from there: rows are added, states only go on. */
#include "issuer/local/carry.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "issuer/local/files-private.h"
#include "issuer/local/local-private.h"
#include "issuer/local/published-private.h"
#include "sql/file.h"

#define PATH_SIZE 4096
#define COLUMNS_MAX 11

#define ISSUED "number, kind, state, reason, since, expires, request, serial, cert, subject, ended_by"

/* The book's tables, and what they are called in the file. */
static const struct { const char *drop, *make, *read, *write; int columns; } tables[] = {
	{ "DROP TABLE IF EXISTS ca_book", "CREATE TABLE ca_book (name TEXT NOT NULL) STRICT", "SELECT name FROM book",
	    "INSERT INTO ca_book VALUES (?1)", 1 },
	{ "DROP TABLE IF EXISTS ca_authority",
	    "CREATE TABLE ca_authority (kind INTEGER PRIMARY KEY, cert BLOB NOT NULL, list INTEGER NOT NULL,"
	    " list_at INTEGER NOT NULL) STRICT",
	    "SELECT kind, cert, list, list_at FROM authority", "INSERT INTO ca_authority VALUES (?1, ?2, ?3, ?4)", 4 },
	{ "DROP TABLE IF EXISTS ca_issued", "CREATE TABLE ca_issued (number INTEGER PRIMARY KEY, kind INTEGER NOT NULL,"
	    " state INTEGER NOT NULL, reason INTEGER NOT NULL, since INTEGER NOT NULL, expires INTEGER NOT NULL,"
	    " request BLOB NOT NULL UNIQUE, serial BLOB NOT NULL UNIQUE, cert BLOB NOT NULL, subject TEXT NOT NULL,"
	    " ended_by TEXT NOT NULL) STRICT", "SELECT " ISSUED " FROM issued",
	    "INSERT INTO ca_issued VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)", COLUMNS_MAX },
	{ "DROP TABLE IF EXISTS ca_listed", "CREATE TABLE ca_listed (serial BLOB PRIMARY KEY, kind INTEGER NOT NULL,"
	    " reason INTEGER NOT NULL, since INTEGER NOT NULL) STRICT",
	    "SELECT serial, kind, reason, since FROM listed", "INSERT INTO ca_listed VALUES (?1, ?2, ?3, ?4)", 4 },
};
enum { TABLES = sizeof(tables) / sizeof(*tables) };

enum err
local_book_hold(struct book *book)
{
	return book_begin(book);
}

void
local_book_let_go(struct book *book)
{
	(void)book_end(book, ERR_INTERRUPTED);
}

/* --- packed ------------------------------------------------------------------------------------ */

struct packing { sqlite3_stmt *write; int columns, rc; };

static bool
pack_row(void *ctx, sqlite3_stmt *st)
{
	struct packing *p = ctx;
	int i;

	for (i = 0; i < p->columns; i++)
		(void)sqlite3_bind_value(p->write, i + 1, sqlite3_column_value(st, i));
	(void)sqlite3_step(p->write);
	p->rc = sqlite3_reset(p->write);
	return p->rc == SQLITE_OK;
}

static enum err
pack_table(struct book *book, struct sql_file *to, unsigned t)
{
	struct packing p = { .columns = tables[t].columns };
	enum err e = sql_file_script(to, tables[t].make);

	if (e == ERR_NONE)
		e = sql_file_meaning(to, sqlite3_prepare_v2(to->db, tables[t].write, -1, &p.write, NULL));
	if (e == ERR_NONE && (e = book_run(book, tables[t].read, NULL, 0, pack_row, &p)) == ERR_NONE)
		e = sql_file_meaning(to, p.rc);
	(void)sqlite3_finalize(p.write);
	return e;
}

/* A list that was given out may be ahead of the book. */
static enum err
pack_list(struct sql_file *to, int dir, enum cert_kind kind)
{
	sqlite3_stmt *st = NULL;
	X509_CRL *list;
	enum err e = published_list(dir, kind, &list);

	if (e != ERR_NONE || list == NULL)
		return e;
	e = sql_file_meaning(to, sqlite3_prepare_v2(to->db, "UPDATE ca_authority SET list = max(list, ?2),"
	    " list_at = max(list_at, ?3) WHERE kind = ?1", -1, &st, NULL));
	if (e == ERR_NONE) {
		(void)sqlite3_bind_int(st, 1, (int)kind);
		(void)sqlite3_bind_int64(st, 2, published_number(list));
		(void)sqlite3_bind_int64(st, 3, published_at(list));
		(void)sqlite3_step(st);
	}
	if (e == ERR_NONE)
		e = sql_file_meaning(to, sqlite3_reset(st));
	(void)sqlite3_finalize(st);
	X509_CRL_free(list);
	return e;
}

enum err
local_book_pack(struct book *book, const char *folder, const char *file)
{
	struct sql_file to = { .db = NULL };
	unsigned k;
	int dir;
	enum err e = local_folder_open(folder, &dir);

	if (e != ERR_NONE)
		return e;
	if ((e = sql_file_open(&to, file, NULL)) == ERR_NONE &&
	    (e = sql_file_script(&to, "BEGIN IMMEDIATE")) == ERR_NONE) {
		for (k = 0; k < TABLES && e == ERR_NONE; k++)
			e = pack_table(book, &to, k);
		for (k = 0; k < CERT_COUNT && e == ERR_NONE; k++)
			e = pack_list(&to, dir, (enum cert_kind)k);
		if (e == ERR_NONE)
			e = sql_file_script(&to, "COMMIT");
	}
	sql_file_close(&to);
	(void)close(dir);
	return e;
}

enum err
local_book_unpack(const char *file)
{
	struct sql_file f = { .db = NULL };
	unsigned t;
	enum err e = sql_file_open(&f, file, NULL);

	for (t = 0; t < TABLES && e == ERR_NONE; t++)
		e = sql_file_script(&f, tables[t].drop);
	sql_file_close(&f);
	return e;
}

/* --- merged ------------------------------------------------------------------------------------ */

static enum err
count(struct book *book, const char *sql, int64_t *n)
{
	return book_run(book, sql, NULL, 0, book_take_number, n);
}

/* A certificate that both have is the same, and both are of one CA. */
static enum err
check_same(struct book *book)
{
	static const char *const others[] = {
		"SELECT count(*) FROM packed.ca_authority p JOIN main.authority a ON a.kind = p.kind"
		    " WHERE a.cert <> p.cert",
		"SELECT count(*) FROM packed.ca_book p WHERE p.name NOT IN (SELECT name FROM main.book)",
		"SELECT count(*) FROM packed.ca_issued p JOIN main.issued i ON i.request = p.request"
		    " OR i.serial = p.serial WHERE i.cert <> p.cert OR i.request <> p.request OR i.serial <> p.serial"
		    " OR i.kind <> p.kind",
	};
	int64_t n = 0;
	size_t i;
	enum err e = ERR_NONE;

	for (i = 0; i < sizeof(others) / sizeof(*others) && e == ERR_NONE && n == 0; i++)
		e = count(book, others[i], &n);
	return e == ERR_NONE && n > 0 ? ERR_CA_OTHER : e;
}

/*
 * A state goes on from pending to valid, revoked or dropped, and from valid to revoked, never back: enum issuer_state.
 * A number that was given to another certificate meanwhile is the other's.
 */
#define GOES_ON "((main.issued.state = 0 AND p.state > 0) OR (main.issued.state = 1 AND p.state = 2))"
static const char *const merges[] = {
	"INSERT INTO main.authority (kind, cert, list, list_at) SELECT kind, cert, list, list_at"
	    " FROM packed.ca_authority WHERE kind NOT IN (SELECT kind FROM main.authority)",
	"UPDATE main.authority SET list = max(main.authority.list, p.list),"
	    " list_at = max(main.authority.list_at, p.list_at) FROM packed.ca_authority p"
	    " WHERE p.kind = main.authority.kind",
	"UPDATE main.issued SET state = p.state, reason = p.reason, since = p.since, ended_by = p.ended_by"
	    " FROM packed.ca_issued p WHERE p.request = main.issued.request AND " GOES_ON,
	"INSERT INTO main.issued (" ISSUED ") SELECT " ISSUED " FROM packed.ca_issued p WHERE p.request NOT IN"
	    " (SELECT request FROM main.issued) AND p.number NOT IN (SELECT number FROM main.issued) ORDER BY p.number",
	"INSERT INTO main.issued (" ISSUED ") SELECT NULL, kind, state, reason, since, expires, request, serial, cert,"
	    " subject, ended_by FROM packed.ca_issued p WHERE p.request NOT IN (SELECT request FROM main.issued)"
	    " ORDER BY p.number",
	"INSERT OR IGNORE INTO main.listed (serial, kind, reason, since) SELECT serial, kind, reason, since"
	    " FROM packed.ca_listed",
	"UPDATE main.issued SET state = 2, reason = l.reason, since = l.since, ended_by = 'list' FROM main.listed l"
	    " WHERE l.serial = main.issued.serial AND main.issued.state IN (0, 1)",
	"DELETE FROM main.listed WHERE serial IN (SELECT serial FROM main.issued)",
};

static enum err
count_before(struct book *book, struct book_merged *m)
{
	const struct { const char *sql; int64_t *n; } counts[] = {
		{ "SELECT count(*) FROM main.issued WHERE request NOT IN (SELECT request FROM packed.ca_issued)",
		    &m->kept_issued },
		{ "SELECT count(*) FROM main.issued i JOIN packed.ca_issued p ON p.request = i.request"
		    " WHERE i.state IN (2, 3) AND p.state IN (0, 1)", &m->kept_ended },
		{ "SELECT count(*) FROM packed.ca_issued WHERE request NOT IN (SELECT request FROM main.issued)",
		    &m->brought_issued },
		{ "SELECT count(*) FROM main.issued JOIN packed.ca_issued p ON p.request = main.issued.request"
		    " WHERE p.state > 1 AND " GOES_ON, &m->brought_ended },
	};
	enum err e = ERR_NONE;
	size_t i;

	for (i = 0; i < sizeof(counts) / sizeof(*counts) && e == ERR_NONE; i++)
		e = count(book, counts[i].sql, counts[i].n);
	return e;
}

static enum err
merge_rows(struct book *book, int dir, struct book_merged *m)
{
	X509_CRL *list;
	enum err e;
	unsigned k;
	size_t i;

	if ((e = check_same(book)) != ERR_NONE || (e = count_before(book, m)) != ERR_NONE)
		return e;
	for (i = 0; i < sizeof(merges) / sizeof(*merges) && e == ERR_NONE; i++)
		e = book_run(book, merges[i], NULL, 0, NULL, NULL);
	for (k = 0; k < CERT_COUNT && e == ERR_NONE; k++) {
		if ((e = published_list(dir, (enum cert_kind)k, &list)) == ERR_NONE && list != NULL)
			e = published_take(book, (enum cert_kind)k, list, &m->brought_ended);
		X509_CRL_free(list);
	}
	return e;
}

/* What the CA has given out of itself stands beside its book. */
static enum err
publish(struct book *book, int dir)
{
	struct cert cert;
	enum err e = ERR_NONE;
	unsigned k;

	for (k = 0; k < CERT_COUNT && e == ERR_NONE; k++)
		if ((e = book_authority(book, (enum cert_kind)k, &cert)) == ERR_NONE)
			e = published_authority(dir, (enum cert_kind)k, &cert);
	return e;
}

static enum err
merge_from(struct book *book, int dir, const char *file, struct book_merged *m)
{
	const struct book_value path = { file, strlen(file), 0 };
	int64_t tables_there = 0;
	enum err e = book_run(book, "ATTACH CAST(?1 AS TEXT) AS packed", &path, 1, NULL, NULL);

	if (e != ERR_NONE)
		return e;
	e = count(book, "SELECT count(*) FROM packed.sqlite_schema WHERE name = 'ca_issued'", &tables_there);
	m->any = tables_there > 0;
	if (e == ERR_NONE && m->any && (e = book_begin(book)) == ERR_NONE) {
		if ((e = book_end(book, merge_rows(book, dir, m))) == ERR_NONE)
			e = publish(book, dir);
	}
	(void)book_run(book, "DETACH packed", NULL, 0, NULL, NULL);
	return e;
}

static enum err
same_authority(sqlite3_stmt *st, int dir)
{
	const int kind = sqlite3_column_int(st, 0), len = sqlite3_column_bytes(st, 1);
	struct cert cert;
	enum err e;

	if (kind < 0 || kind >= CERT_COUNT)
		return ERR_STORE_CORRUPT;
	if ((e = published_of(dir, (enum cert_kind)kind, &cert)) != ERR_NONE || cert.len == 0)
		return e;
	return cert.len == (size_t)len && memcmp(cert.der, sqlite3_column_blob(st, 1), cert.len) == 0 ? ERR_NONE :
	    ERR_CA_OTHER;
}

/* Whether there is a book in the file: no CA is made for one that has none, and none opened for another's. */
static enum err
look_into(const char *file, int dir, bool *has)
{
	struct sql_file f = { .db = NULL };
	sqlite3_stmt *st = NULL;
	enum err e = sql_file_meaning(&f, sqlite3_open_v2(file, &f.db, SQLITE_OPEN_READONLY, NULL));

	*has = false;
	if (e == ERR_NONE)
		e = sql_file_meaning(&f, sqlite3_prepare_v2(f.db,
		    "SELECT 1 FROM sqlite_schema WHERE name = 'ca_issued'", -1, &st, NULL));
	*has = e == ERR_NONE && sqlite3_step(st) == SQLITE_ROW;
	(void)sqlite3_finalize(st);
	st = NULL;
	if (*has)
		e = sql_file_meaning(&f, sqlite3_prepare_v2(f.db, "SELECT kind, cert FROM ca_authority", -1, &st,
		    NULL));
	while (*has && e == ERR_NONE && sqlite3_step(st) == SQLITE_ROW)
		e = same_authority(st, dir);
	(void)sqlite3_finalize(st);
	sql_file_close(&f);
	return e;
}

enum err
local_book_merge(const char *folder, const char *name, const char *file, struct book_merged *m)
{
	char path[PATH_SIZE];
	struct book *book = NULL;
	bool has;
	int dir, n = snprintf(path, sizeof(path), "%s/book.db", folder);
	enum err e;

	*m = (struct book_merged){ .any = false };
	if (n < 0 || (size_t)n >= sizeof(path))
		return ERR_TOO_LONG;
	if ((e = local_folder_open(folder, &dir)) != ERR_NONE)
		return e;
	if ((e = local_lock(dir)) == ERR_NONE && (e = look_into(file, dir, &has)) == ERR_NONE && has &&
	    (e = book_open(path, name, &book)) == ERR_NONE)
		e = merge_from(book, dir, file, m);
	book_close(&book);
	(void)close(dir);
	return e;
}
