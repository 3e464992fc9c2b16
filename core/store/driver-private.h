/* What a kind of store has to do, and the schema's steps: for core/store and its tests only. */
#ifndef MADOGUCHI_STORE_DRIVER_PRIVATE_H
#define MADOGUCHI_STORE_DRIVER_PRIVATE_H

#include "store/store.h"

struct store_driver {
	const char *scheme;	/* of the URI: "sqlite" */
	/* Opens what stands behind the scheme's colon. A thing that isn't a store of ours is ERR_STORE_OPEN. */
	enum err (*open)(const char *place, struct store **);
	void (*close)(struct store *);
	enum err (*begin)(struct store *);			/* as the only writer; waits for another 5 seconds */
	enum err (*run)(struct store *, const char *sql, const struct store_value *, size_t n, store_row *, void *ctx);
	enum err (*script)(struct store *, const char *sql);	/* many statements, no values, no rows */
	enum err (*version)(struct store *, int *);		/* of the schema; 0 where there is none */
	enum err (*set_version)(struct store *, int);		/* inside the transaction that made it so */
	int64_t (*changed)(struct store *);
	/* For store_copy; NULL where the store is no file. */
	enum err (*copy)(struct store *, const char *path, char *part);
	/* For store_checks; may be NULL. */
	const char *const *checks;
	void (*yield)(struct store *);				/* may be NULL: who waits stands in a queue */
	void (*scrub)(struct store *);				/* may be NULL: the server does it by itself */
};

/* The first member of every driver's own struct. */
struct store { const struct store_driver *driver; bool in_transaction; };

/* The driver whose scheme the URI begins with; a plain path is the first one's. NULL for a scheme we don't have. */
const struct store_driver *store_find_driver(const char *uri, const char **place);

extern const struct store_driver store_sqlite, store_pgsql;

/*
 * One step of the schema: row n brings version n to n + 1, by its SQL and then, where SQL isn't enough, by fill. Rows
 * are only ever added.
 */
struct store_migration { const char *what, *sql; enum err (*fill)(struct store *); };

/*
 * Brings the schema to version n in one transaction (all steps or none) and stamps a new store with its mode. A store
 * of a higher version is ERR_STORE_NEWER, one of the other mode ERR_MODE_MIXED: nothing is changed then.
 */
enum err store_migrate(struct store *, enum mode, const struct store_migration *, size_t n);

/* core/store/schema*.sql, by the Makefile. */
extern const char store_schema[], store_schema_2[], store_schema_3[], store_schema_4[], store_schema_5[], store_schema_6[],
    store_schema_7[];

#endif
