/* The store over PostgreSQL (libpq). Values travel in binary; writers wait for one another as SQLite's do. */
#include "store/pgsql-private.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "store/pgsql-sql-private.h"

#define COLUMNS_MAX 96
#define BINARY 1

/* pg_type.dat: the types that our statements give and take. */
enum { TYPE_BOOL = 16, TYPE_BYTEA = 17, TYPE_INT8 = 20, TYPE_INT2 = 21, TYPE_INT4 = 23, TYPE_TEXT = 25 };

static struct pgsql_store *
self(struct store *s)
{
	return (struct pgsql_store *)s;
}

/* Values as libpq wants them. */
struct bound {
	Oid types[PGSQL_VALUES_MAX];
	const char *values[PGSQL_VALUES_MAX];
	int lengths[PGSQL_VALUES_MAX], formats[PGSQL_VALUES_MAX];
	unsigned char numbers[PGSQL_VALUES_MAX][8];
};

static void
bind_one(struct bound *b, size_t at, const struct store_value *v)
{
	int i;

	b->formats[at] = BINARY;
	if (v->type == STORE_INT) {
		for (i = 0; i < 8; i++)
			b->numbers[at][i] = (unsigned char)((uint64_t)v->number >> (56 - 8 * i));
		b->types[at] = TYPE_INT8;
		b->values[at] = (const char *)b->numbers[at];
		b->lengths[at] = 8;
	} else if (v->type != STORE_NULL) {
		b->types[at] = v->type == STORE_TEXT ? TYPE_TEXT : TYPE_BYTEA;
		b->values[at] = v->bytes != NULL ? v->bytes : "";
		b->lengths[at] = (int)v->len;
	}
}

/* A whole number of 1 to 8 bytes, the highest first. */
static int64_t
read_number(const unsigned char *bytes, int len)
{
	uint64_t n = len > 0 && (bytes[0] & 0x80) != 0 ? UINT64_MAX : 0;
	int i;

	for (i = 0; i < len && i < 8; i++)
		n = n << 8 | bytes[i];
	return (int64_t)n;
}

/* False for a type that no statement of ours asks for. */
static bool
column(const struct pgsql_store *s, const PGresult *r, int row, int at, struct store_value *v)
{
	const char *bytes = s->pq.getvalue(r, row, at);	/* libpq sets a NUL behind it */
	int len = s->pq.getlength(r, row, at);

	*v = store_null();
	if (s->pq.getisnull(r, row, at))
		return true;
	switch (s->pq.ftype(r, at)) {
	case TYPE_BOOL:
	case TYPE_INT2:
	case TYPE_INT4:
	case TYPE_INT8:
		*v = store_int(read_number((const unsigned char *)bytes, len));
		return true;
	case TYPE_TEXT:
	case TYPE_BYTEA:
		*v = store_blob(bytes, (size_t)len);
		v->type = s->pq.ftype(r, at) == TYPE_TEXT ? STORE_TEXT : STORE_BLOB;
		return true;
	default:
		return false;
	}
}

static enum err
hand_out(const struct pgsql_store *s, const PGresult *r, store_row *row, void *ctx)
{
	struct store_value columns[COLUMNS_MAX];
	int i, at, n = s->pq.nfields(r);

	if (n > COLUMNS_MAX)
		return ERR_DATA;
	for (i = 0; i < s->pq.ntuples(r); i++) {
		for (at = 0; at < n; at++) {
			if (!column(s, r, i, at, &columns[at]))
				return ERR_DATA;
		}
		if (row != NULL && !row(ctx, columns, (size_t)n))
			break;
	}
	return ERR_NONE;
}

static enum err
execute(struct pgsql_store *s, const char *sql, const struct bound *b, size_t n, store_row *row, void *ctx)
{
	PGresult *r = NULL;
	enum err e;

	e = s->pq.send_query_params(s->conn, sql, (int)n, b->types, b->values, b->lengths, b->formats, BINARY) != 0 ?
	    pgsql_wait(s, &r) : pgsql_meaning(s, NULL);
	if (e == ERR_NONE) {
		s->changed = strtoll(s->pq.cmd_tuples(r), NULL, 10);
		e = hand_out(s, r, row, ctx);
	}
	s->pq.clear(r);
	return e;
}

static enum err
pgsql_run(struct store *store, const char *sql, const struct store_value *values, size_t n, store_row *row, void *ctx)
{
	struct pgsql_store *s = self(store);
	struct bound b = { .types = { 0 } };
	struct buf theirs = { 0 };
	size_t i, wanted;
	enum err e;

	if ((e = pgsql_ready(s, sql)) != ERR_NONE || (e = pgsql_statement(sql, &theirs, &wanted)) != ERR_NONE)
		goto out;
	e = ERR_DATA;
	if (wanted != n)
		goto out;
	for (i = 0; i < n; i++) {
		if (values[i].len > BUF_MAX)
			goto out;
		bind_one(&b, i, &values[i]);
	}
	e = execute(s, buf_text(&theirs), &b, n, row, ctx);
	/* Its answer may have been lost, not the commit. */
	if (strcmp(sql, "COMMIT") == 0) {
		s->unsure = e != ERR_NONE && s->pq.status(s->conn) != CONNECTION_OK;
		e = s->unsure ? ERR_STORE_UNSURE : e;
	}
out:
	buf_free(&theirs);
	return e;
}

/*
 * One writer at a time, by a lock of ours in the database ("MADO") that ends with the transaction: each sees all that
 * those before it did, and none has to be done over.
 */
static enum err
pgsql_begin(struct store *store)
{
	struct pgsql_store *s = self(store);
	enum err e;

	e = pgsql_ready(s, "BEGIN");
	s->unsure = false;
	if (e != ERR_NONE)
		return e;
	e = pgsql_command(s, "BEGIN ISOLATION LEVEL READ COMMITTED; SELECT pg_advisory_xact_lock(1296122959)");
	if (e != ERR_NONE)
		(void)pgsql_command(s, "ROLLBACK");
	return e;
}

static enum err
pgsql_script(struct store *store, const char *sql)
{
	struct buf theirs = { 0 };
	enum err e;

	buf_puts(&theirs, "SET LOCAL statement_timeout = 0;");
	self(store)->unhurried = true;
	if ((e = pgsql_schema(sql, &theirs)) == ERR_NONE)
		e = pgsql_command(self(store), buf_text(&theirs));
	self(store)->unhurried = false;
	buf_free(&theirs);
	return e;
}

static bool
see_number(void *ctx, const struct store_value *columns, size_t n)
{
	*(int64_t *)ctx = n > 0 ? store_as_int(&columns[0]) : 0;
	return false;
}

/*
 * The table "madoguchi" holds the version; where it stands, the store is ours. It is looked for in pg_class because
 * to_regclass() may still see the catalogue as it was before another program's commit.
 */
static enum err
pgsql_version(struct store *store, int *version)
{
	int64_t number = 0;
	enum err e = pgsql_run(store, "SELECT count(*) FROM pg_class WHERE relname = 'madoguchi'"
	    " AND relnamespace = current_schema()::regnamespace", NULL, 0, see_number, &number);

	if (e == ERR_NONE && number != 0) {
		number = -1;	/* an empty table isn't ours to fill */
		e = pgsql_run(store, "SELECT version FROM madoguchi", NULL, 0, see_number, &number);
	}
	*version = number >= 0 && number < INT32_MAX ? (int)number : -1;
	return e;
}

static enum err
pgsql_set_version(struct store *store, int version)
{
	char sql[160];

	(void)snprintf(sql, sizeof(sql), "CREATE TABLE IF NOT EXISTS madoguchi (version BIGINT NOT NULL);"
	    "DELETE FROM madoguchi; INSERT INTO madoguchi (version) VALUES (%d)", version);
	return pgsql_command(self(store), sql);
}

static int64_t
pgsql_changed(struct store *store)
{
	return self(store)->changed;
}

/*
 * VACUUM alone leaves the bytes of what was deleted in its pages: FULL writes each table, with its indexes, into a new
 * file, which is the owner's to do. The planner's statistics have values of rows, too; whoever doesn't own the
 * database is refused there, with a warning only. The server's log of changes, its archives and its copies are its
 * administrator's.
 */
static enum err
pgsql_wipe(struct store *store)
{
	static const char *const tables[] = { "person", "proxy", "consent", "inquiry", "kept", "steps", "handover",
	    "cases", "case_history", "resident_row", "resident_batch", "looked_at", "pg_statistic" };
	enum err e = pgsql_ready(self(store), "VACUUM");
	bool may = false;
	char sql[64];
	size_t i;

	if (e == ERR_NONE && (e = pgsql_may_make(store, &may)) == ERR_NONE && !may)
		e = ERR_STORE_OWNER;
	if (e == ERR_NONE)
		e = pgsql_command(self(store), "SET statement_timeout = 0");
	self(store)->unhurried = true;
	for (i = 0; i < sizeof(tables) / sizeof(*tables) && e == ERR_NONE; i++) {
		(void)snprintf(sql, sizeof(sql), "VACUUM (FULL, ANALYZE) %s", tables[i]);
		e = pgsql_command(self(store), sql);
	}
	self(store)->unhurried = false;
	(void)snprintf(sql, sizeof(sql), "SET statement_timeout = %d", self(store)->limit);
	return e != ERR_NONE ? e : pgsql_command(self(store), sql);
}

static void
pgsql_close(struct store *store)
{
	struct pgsql_store *s = self(store);

	if (s->conn != NULL)
		s->pq.finish(s->conn);
	free(s);
}

/*
 * Tables of another program are left alone. In ours text is compared by its bytes, whatever the database's own
 * collation is, and which version of it: else indexes and what is looked up by beginnings would go by another order
 * than ours.
 */
static enum err
check_tables(struct store *store)
{
	int64_t foreign = -1, others = 0;
	enum err e = pgsql_run(store, "SELECT count(*) > 0 AND count(*) FILTER (WHERE relname = 'madoguchi') = 0"
	    " FROM pg_class WHERE relnamespace = current_schema()::regnamespace AND current_schema() IS NOT NULL"
	    " HAVING current_schema() IS NOT NULL", NULL, 0, see_number, &foreign);

	if (e != ERR_NONE || foreign != 0)
		return e != ERR_NONE ? e : ERR_STORE_OPEN;
	e = pgsql_run(store, "SELECT count(*) FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid"
	    " WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'v', 'i') AND a.attnum > 0"
	    " AND a.attcollation <> 0 AND a.attcollation <> 'pg_catalog.\"C\"'::regcollation", NULL, 0, see_number,
	    &others);
	return e == ERR_NONE && others != 0 ? ERR_STORE_COLLATION : e;
}

static enum err
pgsql_open(const char *place, struct store **out)
{
	struct pgsql_store *s = calloc(1, sizeof(*s));
	enum err e;

	if (s == NULL)
		return ERR_MEMORY;
	s->store.driver = &store_pgsql;
	if ((e = libpq_load(&s->pq)) == ERR_NONE && (e = pgsql_connect(s, place)) == ERR_NONE)
		e = check_tables(&s->store);
	if (e == ERR_NONE)
		*out = &s->store;
	else
		pgsql_close(&s->store);
	return e;
}

const struct store_driver store_pgsql = {
	.scheme = "pgsql",
	.open = pgsql_open,
	.close = pgsql_close,
	.begin = pgsql_begin,
	.run = pgsql_run,
	.script = pgsql_script,
	.version = pgsql_version,
	.set_version = pgsql_set_version,
	.changed = pgsql_changed,
	.wipe = pgsql_wipe,
	.may_make = pgsql_may_make,
	.grant = pgsql_grant,
	.rights = pgsql_rights,
};
