/* A schema of a test's own in the PostgreSQL that the environment names (PGHOST …). */
#ifndef MADOGUCHI_TEST_PGSQL_SCHEMA_H
#define MADOGUCHI_TEST_PGSQL_SCHEMA_H

#include <stddef.h>

/* An empty one; uri: where a store is made in it. */
void pgsql_schema_new(char *uri, size_t size);

/* As someone with a database tool would. */
void pgsql_schema_tool(const char *uri, const char *sql);

#endif
