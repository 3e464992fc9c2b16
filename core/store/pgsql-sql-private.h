/* Our SQL, which SQLite reads as it stands, in PostgreSQL's words: for core/store/pgsql.c and its tests only. */
#ifndef MADOGUCHI_STORE_PGSQL_SQL_PRIVATE_H
#define MADOGUCHI_STORE_PGSQL_SQL_PRIVATE_H

#include "base/buf.h"

#define PGSQL_VALUES_MAX 32

/* A statement's ?1, ?2 … as $1, $2 …, outside quotes; *values is the highest. Any other ? or open quote: ERR_DATA. */
enum err pgsql_statement(const char *sql, struct buf *out, size_t *values);

/* A step of the schema: the phrases of the table in pgsql-sql.c replaced wherever they stand, once each. */
enum err pgsql_schema(const char *sql, struct buf *out);

#endif
