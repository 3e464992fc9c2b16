/* The store: statements with bound values over SQLite (or PostgreSQL), transactions, schema and migrations. */
#ifndef MADOGUCHI_STORE_H
#define MADOGUCHI_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/date.h"
#include "base/err.h"

#define STORE_APPLICATION_ID 0x4d41444f	/* "MADO", in the header of an SQLite file of ours */

enum mode { MODE_WORK, MODE_TRAINING };

enum store_type { STORE_NULL, STORE_INT, STORE_TEXT, STORE_BLOB };

/* A bound value or a column. TEXT is UTF-8 with a NUL behind len bytes; what a row hands out lives until it returns. */
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

/* A column as text, never NULL ("" for null); as number (0 for null). */
const char *store_as_text(const struct store_value *);
int64_t store_as_int(const struct store_value *);

/* Copies a column of text (null: "") whole; false where it is something else or doesn't fit: the store isn't as we wrote it. */
bool store_read_text(const struct store_value *, char *out, size_t size);

/* Reads a moment that may not have come yet (""): *out stays as it is; or its day, which has. False: it is none. */
bool store_read_moment(const struct store_value *, struct moment *out);
bool store_read_day(const struct store_value *, struct date *out);

/* The value of a moment; it stands in text. */
struct store_value store_moment(struct moment, char text[24]);

struct store;

/* Gets each row; false ends the reading (which is no failure). */
typedef bool store_row(void *ctx, const struct store_value *columns, size_t n);

/*
 * Opens "sqlite:PATH" (or a plain path; "sqlite:PATH?vfs=NAME" for tests; "pgsql:…" where built in), makes or migrates
 * its schema. A store of the other mode is ERR_MODE_MIXED, one of a newer program ERR_STORE_NEWER, one held by another
 * for 5 seconds ERR_STORE_LOCKED, a file of another program ERR_STORE_OPEN, a scheme we don't have ERR_CONFIG.
 * A store is used by one thread at a time; two threads open it twice.
 */
enum err store_open(const char *uri, enum mode, struct store **);
void store_close(struct store **);

/* The file in which the store that uri names is, or would be; NULL where it is no file. */
const char *store_file(const char *uri);

/*
 * Runs one statement with its values (?1, ?2 …) and hands out its rows; row may be NULL and may run statements itself.
 * A constraint that doesn't hold is ERR_DATA.
 */
enum err store_run(struct store *, const char *sql, const struct store_value *, size_t n, store_row *row, void *ctx);

int64_t store_changed(struct store *);	/* rows changed by the last statement */

/* The first column of the statement's last row; *out stays as it is where there is no row. */
enum err store_get_int(struct store *, const char *sql, const struct store_value *, size_t n, int64_t *out);

/*
 * One writer at a time; durable when commit returns ERR_NONE. A commit that fails has rolled back. Rollback never
 * fails and is harmless outside. Transactions don't nest: ERR_DATA.
 */
enum err store_begin(struct store *);
enum err store_commit(struct store *);
void store_rollback(struct store *);
enum err store_end(struct store *, enum err e);		/* commits where e is ERR_NONE, else rolls back; gives what came of it */
bool store_in_transaction(const struct store *);

/*
 * Between the transactions of a long piece of work: whoever waits to write comes first. Outside a transaction.
 */
void store_yield(struct store *);

/*
 * After personal data was erased: has the store let go of the pages that held it, as far as others who read allow it
 * now. Outside a transaction. A failure does no harm: it happens at the next opportunity.
 */
void store_scrub(struct store *);

/* As sql_copy does; ERR_STORE_TOOL where the store is no file. */
enum err store_copy(struct store *, const char *path, char *part);
bool store_is_file(const struct store *);

/* Statements whose rows other than "ok" are faults of the store's own kind; ended by NULL. Never NULL itself. */
const char *const *store_checks(const struct store *);

#endif
