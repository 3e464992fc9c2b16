/* The store over PostgreSQL, shared by its files; for core/store/pgsql*.c only. */
#ifndef MADOGUCHI_STORE_PGSQL_PRIVATE_H
#define MADOGUCHI_STORE_PGSQL_PRIVATE_H

#include "store/driver-private.h"
#include "store/libpq-private.h"

struct pgsql_store {
	struct store store;
	struct libpq pq;
	PGconn *conn;
	int64_t changed;
	int limit;			/* milliseconds for an answer */
	bool unhurried;			/* but not now: the owner has it write whole tables */
	bool unsure;			/* the last commit may be done or not: connecting is tried for longer */
};

/*
 * As the place says, what stands behind the scheme; its connect_timeout is the limit. ERR_STORE_OPEN, ERR_STORE_SILENT,
 * ERR_STORE_ENCODING; ERR_STORE_TLS: to another machine, and not by TLS that knows whom it speaks to. conn is set all
 * the same.
 */
enum err pgsql_connect(struct pgsql_store *, const char *place);

/* A connection that broke is made anew, but never within a transaction: what it had done is lost. */
enum err pgsql_ready(struct pgsql_store *, const char *sql);

/* What became of a command. Its words may hold personal data or a password: they are never handed on. */
enum err pgsql_meaning(const struct pgsql_store *, const PGresult *);

/*
 * Waits for what was sent, and for a connection that was begun, no longer than the limit. ERR_STORE_SILENT: it is over,
 * and so is the connection. out: the last result, NULL for none.
 */
enum err pgsql_wait(struct pgsql_store *, PGresult **out);
enum err pgsql_wait_connected(struct pgsql_store *, bool again);
int64_t pgsql_now(void);	/* milliseconds of a clock that is never set */

/* Commands without values or rows, in the server's own words. */
enum err pgsql_command(struct pgsql_store *, const char *sql);

/*
 * Rights of roles, for the driver's table. The owner makes the tables and upgrades them; clerks' programs connect as
 * another role, whose rights are a table in pgsql-rights.c: to the audit log it may add, and change nothing of it.
 */
enum err pgsql_may_make(struct store *, bool *may);
enum err pgsql_grant(struct store *, const char *role);
enum err pgsql_rights(struct store *, store_right_seen *, void *ctx);

#endif
