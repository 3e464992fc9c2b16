/* The store: statements with bound values, transactions, schema migrations; over SQLite or PostgreSQL. */
#ifndef MADOGUCHI_STORE_H
#define MADOGUCHI_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/date.h"
#include "base/err.h"

#define STORE_APPLICATION_ID 0x4d41444f	/* "MADO", in the SQLite header */

enum mode { MODE_WORK, MODE_TRAINING };

enum store_type { STORE_NULL, STORE_INT, STORE_TEXT, STORE_BLOB };

/*
 * A bound value or a column. TEXT is UTF-8 with a NUL after len bytes. Columns are valid until the row callback
 * returns.
 */
struct store_value {
	enum store_type type;
	int64_t number;
	const void *bytes;
	size_t len;
};

struct store_value store_null(void);
struct store_value store_int(int64_t);
struct store_value store_text(const char *);			/* NULL is STORE_NULL */
struct store_value store_blob(const void *, size_t len);

/* A column as text ("" for null, never NULL) or as number (0 for null). */
const char *store_as_text(const struct store_value *);
int64_t store_as_int(const struct store_value *);

/* Copies a text column (null: ""). False if it is not text or too long: the store was changed by something else. */
bool store_read_text(const struct store_value *, char *out, size_t size);

/*
 * Reads a moment; "" (not happened yet) leaves *out unchanged. store_read_day reads its day, which must exist. False:
 * invalid.
 */
bool store_read_moment(const struct store_value *, struct moment *out);
bool store_read_day(const struct store_value *, struct date *out);

/* Binds a moment; the text must live as long as the value. */
struct store_value store_moment(struct moment, char text[24]);

struct store;

/* Receives each row; returning false ends the query without error. */
typedef bool store_row(void *ctx, const struct store_value *columns, size_t n);

/*
 * Opens "sqlite:PATH" (or a plain path; "sqlite:PATH?vfs=NAME" for tests) or "pgsql:…" (if built in); creates or
 * migrates the schema. ERR_MODE_MIXED: the store has the other mode; ERR_STORE_NEWER: from a newer program;
 * ERR_STORE_LOCKED: locked for 5 seconds; ERR_STORE_OPEN: not one of ours; ERR_CONFIG: unknown scheme;
 * ERR_STORE_ENCODING, ERR_STORE_COLLATION: of the database. A store may be used by one thread at a time; each thread
 * opens its own.
 *
 * A server's store is made and upgraded by its owner (store_init): ERR_STORE_OLDER for who isn't, and in work for
 * everybody. ERR_STORE_RIGHTS: in work the role's rights are others than store_rights wants.
 */
enum err store_open(const char *uri, enum mode, struct store **);
void store_close(struct store **);

/*
 * As the owner of a server's store: makes or migrates it and gives role what clerks' programs need, and no more; writes
 * its tables anew (store_wipe). ERR_STORE_SERVER: the store is a file.
 */
enum err store_init(const char *uri, enum mode, const char *role);
enum err store_wipe_as_owner(const char *uri, enum mode);

/* One right that the connection's role is missing, or has too much: "UPDATE" on "audit", "owner" of it, "superuser". */
struct store_right { bool missing; const char *right, *object; };
typedef void store_right_seen(void *ctx, const struct store_right *);
enum err store_rights(const char *uri, store_right_seen *, void *ctx);	/* ERR_STORE_RIGHTS if there is any */

/* The path of the store's file, whether or not it exists; NULL if the store is not a file. */
const char *store_file(const char *uri);

/*
 * Runs one statement with its values (?1, ?2 …) and passes its rows to row, which may be NULL and may itself run
 * statements. ERR_DATA for a violated constraint.
 */
enum err store_run(struct store *, const char *sql, const struct store_value *, size_t n, store_row *row, void *ctx);

int64_t store_changed(struct store *);	/* rows changed by the last statement */

/* Reads the first column of the last row; *out is unchanged without a row. */
enum err store_get_int(struct store *, const char *sql, const struct store_value *, size_t n, int64_t *out);

/*
 * Transactions: one writer at a time; durable when store_commit returns ERR_NONE. A failed commit has rolled back.
 * Rollback never fails and is harmless outside a transaction. ERR_DATA for a nested begin.
 *
 * A server that is lost in the middle of a commit is asked again what became of it. ERR_STORE_UNSURE: it can't be
 * known now, and the clerk has to look before it is done again.
 */
enum err store_begin(struct store *);
enum err store_commit(struct store *);
void store_rollback(struct store *);
enum err store_end(struct store *, enum err e);		/* commits if e is ERR_NONE, else rolls back; the result */
bool store_in_transaction(const struct store *);

/*
 * What else belongs to every transaction: begun when it has begun, before while it can still be undone, after when it
 * is committed. An error of begun or before undoes it. proved is asked in a transaction of its own whether the one
 * before it was committed. freed is called with the store's end. Each may be NULL.
 */
struct store_guard {
	enum err (*begun)(struct store *, void *ctx);
	enum err (*before)(struct store *, void *ctx);
	enum err (*proved)(struct store *, void *ctx, bool *done);
	void (*after)(struct store *, void *ctx);
	void (*freed)(void *ctx);
	void *ctx;
};
void store_set_guard(struct store *, const struct store_guard *);	/* once; the store keeps a copy */
const struct store_guard *store_guard(const struct store *);		/* zeroed: none */

/* Lets waiting writers go first. Call it between the transactions of a long operation. */
void store_yield(struct store *);

/*
 * After erasing personal data: removes its remains from the store's files, as far as current readers allow. Outside a
 * transaction. A failure is harmless: the next call does it.
 */
void store_scrub(struct store *);

/*
 * The same, and nothing that was deleted is left: in free pages, between rows, in SQLite's log of changes. PostgreSQL
 * writes its tables anew for that, while nobody can use them. ERR_STORE_LOCKED: somebody keeps from it; the next call
 * does it.
 */
enum err store_wipe(struct store *);

/* As sql_copy, and as little checked; ERR_STORE_TOOL if the store is not a file. */
enum err store_copy(struct store *, const char *path, char *part);
bool store_is_file(const struct store *);

/* The driver's own checks: every row other than "ok" is a fault. Ended by NULL; never NULL. */
const char *const *store_checks(const struct store *);

#endif
