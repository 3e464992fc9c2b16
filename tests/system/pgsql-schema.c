/* A schema of a test's own. */
#include "pgsql-schema.h"

#include <libpq-fe.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

void
pgsql_schema_tool(const char *uri, const char *sql)
{
	PGconn *conn = PQconnectdb(strchr(uri, ':') + 1);
	PGresult *r = PQexec(conn, sql);

	if (PQresultStatus(r) != PGRES_COMMAND_OK && PQresultStatus(r) != PGRES_TUPLES_OK)
		fail_msg("%s", PQerrorMessage(conn));
	PQclear(r);
	PQfinish(conn);
}

/* Other programs have theirs in the same database. */
void
pgsql_schema_new(char *uri, size_t size)
{
	static int count;
	char name[32], sql[64];

	(void)snprintf(name, sizeof(name), "test%d_%d", (int)getpid(), ++count);
	(void)snprintf(uri, size, "pgsql:options=-csearch_path=%s", name);
	(void)snprintf(sql, sizeof(sql), "CREATE SCHEMA %s", name);
	pgsql_schema_tool(uri, sql);
}
