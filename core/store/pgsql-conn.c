/* Connections to PostgreSQL: made, made ready and made anew. */
#include "store/pgsql-private.h"

#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"

#define LIMIT_USUAL 20		/* seconds */
#define LIMIT_MAX 3600
#define LOCK_MAX 5000		/* milliseconds until a colleague's transaction is told */
#define AGAIN 200

enum err
pgsql_command(struct pgsql_store *s, const char *sql)
{
	PGresult *r = NULL;
	enum err e = s->pq.send_query(s->conn, sql) != 0 ? pgsql_wait(s, &r) : pgsql_meaning(s, NULL);

	s->pq.clear(r);
	return e;
}

/*
 * What each session needs. A commit is on the disk before it returns, whatever the server's own setting says. Nothing
 * is found but in the schema that the connection is for: tables of the session's own come last, and none take the place
 * of ours. The server gives up what takes too long, what stands still in the middle and what has lost its other end, so
 * that nobody waits for a machine that isn't there any more.
 */
static enum err
settle(struct pgsql_store *s)
{
	char sql[1536];

	(void)snprintf(sql, sizeof(sql), "SET standard_conforming_strings = on; SET bytea_output = 'hex';"
	    "SET statement_timeout = %d; SET idle_in_transaction_session_timeout = %d; SET lock_timeout = %d;"
	    "SET tcp_keepalives_idle = 10; SET tcp_keepalives_interval = 5; SET tcp_keepalives_count = 3;"
	    "SELECT set_config(v.name, v.value, false) FROM (VALUES ('tcp_user_timeout', '%d'),"
	    " ('client_connection_check_interval', '5000'), ('synchronous_commit', 'on')) v (name, value)"
	    " WHERE current_setting(v.name, true) IN ('0', 'off');"
	    "SELECT set_config('search_path', coalesce((SELECT quote_ident(u.s) || ', pg_temp' FROM"
	    " unnest(current_schemas(false)) WITH ORDINALITY u (s, n) WHERE u.s NOT LIKE 'pg\\_temp\\_%%'"
	    " ORDER BY u.n LIMIT 1), ''), false)",
	    s->limit, s->limit, s->limit / 2 < LOCK_MAX ? s->limit / 2 : LOCK_MAX, s->limit);
	return pgsql_command(s, sql);
}

static enum err
connect_again(struct pgsql_store *s)
{
	enum err e = s->pq.reset_start(s->conn) != 0 ? pgsql_wait_connected(s, true) : ERR_STORE_OPEN;

	return e == ERR_NONE ? settle(s) : e;
}

enum err
pgsql_ready(struct pgsql_store *s, const char *sql)
{
	const int64_t until = pgsql_now() + (s->unsure ? s->limit : 0);
	enum err e;

	if (s->store.in_transaction) {
		if (s->pq.transaction_status(s->conn) == PQTRANS_INTRANS || strcmp(sql, "ROLLBACK") == 0)
			return ERR_NONE;
		return s->pq.status(s->conn) == CONNECTION_OK ? ERR_IO : ERR_STORE_SILENT;
	}
	if (s->pq.status(s->conn) == CONNECTION_OK)
		return ERR_NONE;
	/* A server that was killed is back after some seconds, and only then can tell what it has. */
	while ((e = connect_again(s)) != ERR_NONE && pgsql_now() < until)
		(void)poll(NULL, 0, AGAIN);
	return e;
}

/* Another encoding lacks characters of names, or takes bytes for characters that they aren't. */
static bool
is_utf8(const struct pgsql_store *s)
{
	const char *encoding = s->pq.parameter_status(s->conn, "server_encoding");

	return encoding != NULL && strcmp(encoding, "UTF8") == 0;
}

/* core prints nothing; libpq would write the server's remarks on standard error. */
static void
hear_nothing(void *ctx, const PGresult *r)
{
	(void)ctx;
	(void)r;
}

/* What stands before dbname is a default that the place may override; what stands behind it holds. */
static PGconn *
connect_to(const struct pgsql_store *s, const char *place)
{
	static const char *const names[] = {
		"connect_timeout", "tcp_user_timeout", "keepalives_idle", "keepalives_interval", "keepalives_count",
		"sslmode", "dbname", "gssencmode", "client_encoding", "application_name", NULL,
	};
	const char *const values[] = {
		"20", "20000", "10", "5", "3",
		"verify-full", place, "disable", "UTF8", "madoguchi", NULL,
	};

	return s->pq.connect_start_params(names, values, 1);
}

/* Each of the hosts is a socket of this machine: a path, or none at all. */
static bool
is_local(const char *hosts)
{
	const char *host;

	for (host = hosts; host != NULL; host = strchr(host, ',') != NULL ? strchr(host, ',') + 1 : NULL) {
		if (*host != '/' && *host != '@' && *host != ',' && *host != '\0')
			return false;
	}
	return true;
}

/* Before anything is sent there: where it goes, how, and for how long it is waited for, whoever has said it. */
static enum err
check_way(struct pgsql_store *s)
{
	PQconninfoOption *all = s->pq.conninfo(s->conn), *o;
	const char *sslmode = "";
	bool local = true;
	long limit = 0;

	for (o = all; o != NULL && o->keyword != NULL; o++) {
		if (o->val == NULL)
			continue;
		if (strcmp(o->keyword, "host") == 0)
			local = local && is_local(o->val);
		else if (strcmp(o->keyword, "hostaddr") == 0)
			local = local && *o->val == '\0';
		else if (strcmp(o->keyword, "sslmode") == 0)
			sslmode = o->val;
		else if (strcmp(o->keyword, "connect_timeout") == 0)
			limit = strtol(o->val, NULL, 10);
	}
	s->limit = (limit < 1 || limit > LIMIT_MAX ? LIMIT_USUAL : (int)limit) * 1000;
	local = all != NULL && (local || strcmp(sslmode, "verify-full") == 0);
	s->pq.conninfo_free(all);
	return local ? ERR_NONE : ERR_STORE_TLS;
}

/* "NAME" of a database, "KEY=VALUE …" or "//HOST/NAME", as libpq reads them (PostgreSQL manual, connection strings). */
enum err
pgsql_connect(struct pgsql_store *s, const char *place)
{
	struct buf text = { 0 };
	enum err e;

	buf_puts(&text, strncmp(place, "//", 2) == 0 ? "postgresql:" : "");
	buf_puts(&text, place);
	if ((e = buf_check(&text)) == ERR_NONE && (s->conn = connect_to(s, text.text)) == NULL)
		e = ERR_MEMORY;
	if (text.text != NULL)
		explicit_bzero(text.text, text.len);	/* it may name a password */
	buf_free(&text);
	if (e != ERR_NONE)
		return e;
	(void)s->pq.set_notice_receiver(s->conn, hear_nothing, NULL);
	if (s->pq.status(s->conn) == CONNECTION_BAD)
		return ERR_STORE_OPEN;
	if ((e = check_way(s)) != ERR_NONE || (e = pgsql_wait_connected(s, false)) != ERR_NONE)
		return e;
	return is_utf8(s) ? settle(s) : ERR_STORE_ENCODING;
}
