/* Connections to PostgreSQL: made, made ready and made anew; what the server says of a command. */
#include "store/pgsql-private.h"

#include <libpq-fe.h>
#include <string.h>

#include "base/buf.h"

/* SQLSTATE or its beginning (PostgreSQL manual, appendix A); the first that fits. Any other is ERR_DATA. */
static const struct { const char *state; enum err e; } meanings[] = {
	{ "08", ERR_STORE_OPEN },
	{ "25006", ERR_STORE_OPEN },			/* read only */
	{ "25P02", ERR_IO },				/* the transaction has died */
	{ "28", ERR_STORE_OPEN }, { "3D", ERR_STORE_OPEN }, { "3F", ERR_STORE_OPEN },
	{ "40", ERR_STORE_LOCKED }, { "55P03", ERR_STORE_LOCKED },
	{ "42501", ERR_STORE_RIGHTS },
	{ "42601", ERR_DATA },				/* more than one statement */
	{ "42", ERR_STORE_CORRUPT },			/* the tables aren't those we made */
	{ "53100", ERR_DISK_FULL }, { "53200", ERR_MEMORY }, { "53", ERR_STORE_OPEN },
	{ "57014", ERR_INTERRUPTED }, { "57", ERR_STORE_OPEN },
	{ "58", ERR_IO }, { "XX", ERR_STORE_CORRUPT },
};

enum err
pgsql_meaning(const PGconn *conn, const PGresult *r)
{
	const char *state;
	size_t i;

	switch (PQresultStatus(r)) {
	case PGRES_COMMAND_OK:
	case PGRES_TUPLES_OK:
		return ERR_NONE;
	case PGRES_EMPTY_QUERY:
		return ERR_DATA;
	default:
		break;
	}
	if ((state = PQresultErrorField(r, PG_DIAG_SQLSTATE)) == NULL)
		return PQstatus(conn) == CONNECTION_BAD ? ERR_STORE_OPEN : ERR_MEMORY;
	for (i = 0; i < sizeof(meanings) / sizeof(*meanings); i++) {
		if (strncmp(state, meanings[i].state, strlen(meanings[i].state)) == 0)
			return meanings[i].e;
	}
	return ERR_DATA;
}

enum err
pgsql_command(struct pgsql_store *s, const char *sql)
{
	PGresult *r = PQexec(s->conn, sql);
	enum err e = pgsql_meaning(s->conn, r);

	PQclear(r);
	return e;
}

/*
 * What each session needs. A commit is on the disk before it returns, whatever the server's own setting says. Nothing
 * is found but in the schema that the connection is for: tables of the session's own come last, and none take the place
 * of ours.
 */
static enum err
settle(struct pgsql_store *s)
{
	return pgsql_command(s, "SET lock_timeout = '5s'; SET standard_conforming_strings = on;"
	    "SET bytea_output = 'hex';"
	    "SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off';"
	    "SELECT set_config('search_path', coalesce((SELECT quote_ident(u.s) || ', pg_temp' FROM"
	    " unnest(current_schemas(false)) WITH ORDINALITY u (s, n) WHERE u.s NOT LIKE 'pg\\_temp\\_%'"
	    " ORDER BY u.n LIMIT 1), ''), false)");
}

enum err
pgsql_ready(struct pgsql_store *s, const char *sql)
{
	if (s->store.in_transaction) {
		if (PQtransactionStatus(s->conn) == PQTRANS_INTRANS || strcmp(sql, "ROLLBACK") == 0)
			return ERR_NONE;
		return PQstatus(s->conn) == CONNECTION_BAD ? ERR_STORE_OPEN : ERR_IO;
	}
	if (PQstatus(s->conn) != CONNECTION_BAD)
		return ERR_NONE;
	PQreset(s->conn);
	return PQstatus(s->conn) == CONNECTION_OK ? settle(s) : ERR_STORE_OPEN;
}

/* Another encoding lacks characters of names, or takes bytes for characters that they aren't. */
static bool
is_utf8(const PGconn *conn)
{
	const char *encoding = PQparameterStatus(conn, "server_encoding");

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
connect_to(const char *place)
{
	static const char *const names[] = {
		"connect_timeout", "tcp_user_timeout", "dbname", "client_encoding", "application_name", NULL,
	};
	const char *const values[] = { "5", "10000", place, "UTF8", "madoguchi", NULL };

	return PQconnectdbParams(names, values, 1);
}

/* "NAME" of a database, "KEY=VALUE …" or "//HOST/NAME", as libpq reads them (PostgreSQL manual, connection strings). */
enum err
pgsql_connect(struct pgsql_store *s, const char *place)
{
	struct buf text = { 0 };
	enum err e;

	buf_puts(&text, strncmp(place, "//", 2) == 0 ? "postgresql:" : "");
	buf_puts(&text, place);
	if ((e = buf_check(&text)) == ERR_NONE && (s->conn = connect_to(text.text)) == NULL)
		e = ERR_MEMORY;
	if (text.text != NULL)
		explicit_bzero(text.text, text.len);	/* it may name a password */
	buf_free(&text);
	if (e != ERR_NONE)
		return e;
	if (PQstatus(s->conn) != CONNECTION_OK)
		return ERR_STORE_OPEN;
	(void)PQsetNoticeReceiver(s->conn, hear_nothing, NULL);
	return is_utf8(s->conn) ? settle(s) : ERR_STORE_ENCODING;
}
