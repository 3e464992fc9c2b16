/* Translates our SQL, written for SQLite, to PostgreSQL; for core/store/pgsql.c and its tests only. */
#ifndef MADOGUCHI_STORE_PGSQL_SQL_PRIVATE_H
#define MADOGUCHI_STORE_PGSQL_SQL_PRIVATE_H

#include "base/buf.h"

#define PGSQL_VALUES_MAX 32

/* Rewrites ?1, ?2 … outside quotes as $1, $2 …; *values is the highest. ERR_DATA for any other ? or an open quote. */
enum err pgsql_statement(const char *sql, struct buf *out, size_t *values);

/* Translates a migration: replaces the phrases in the table of pgsql-sql.c, each exactly once. */
enum err pgsql_schema(const char *sql, struct buf *out);

#endif
