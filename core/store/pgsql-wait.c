/* What PostgreSQL answers, waited for no longer than a clerk is to wait, to each command and each connection. */
#include "store/pgsql-private.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>

#define GRACE 2000	/* milliseconds in which the server can say that it took too long */

/* SQLSTATE or its beginning (PostgreSQL manual, appendix A); the first that fits. Any other is ERR_DATA. */
static const struct { const char *state; enum err e; } meanings[] = {
	{ "08", ERR_STORE_OPEN },
	{ "25006", ERR_STORE_OPEN },			/* read only */
	{ "25P02", ERR_IO },				/* the transaction has died */
	{ "25P03", ERR_STORE_SILENT },			/* it stood still for too long */
	{ "28", ERR_STORE_OPEN }, { "3D", ERR_STORE_OPEN }, { "3F", ERR_STORE_OPEN },
	{ "40", ERR_STORE_LOCKED }, { "55P03", ERR_STORE_LOCKED },
	{ "42501", ERR_STORE_RIGHTS },
	{ "42601", ERR_DATA },				/* more than one statement */
	{ "42", ERR_STORE_CORRUPT },			/* the tables aren't those we made */
	{ "53100", ERR_DISK_FULL }, { "53200", ERR_MEMORY }, { "53", ERR_STORE_OPEN },
	{ "57014", ERR_STORE_SILENT },			/* it took too long */
	{ "57P01", ERR_STORE_SILENT }, { "57P02", ERR_STORE_SILENT }, { "57", ERR_STORE_OPEN },
	{ "58", ERR_IO }, { "XX", ERR_STORE_CORRUPT },
};

enum err
pgsql_meaning(const struct pgsql_store *s, const PGresult *r)
{
	const char *state;
	size_t i;

	switch (s->pq.result_status(r)) {
	case PGRES_COMMAND_OK:
	case PGRES_TUPLES_OK:
		return ERR_NONE;
	case PGRES_EMPTY_QUERY:
		return ERR_DATA;
	default:
		break;
	}
	if ((state = s->pq.result_error_field(r, PG_DIAG_SQLSTATE)) == NULL)
		return s->pq.status(s->conn) == CONNECTION_BAD ? ERR_STORE_SILENT : ERR_MEMORY;
	for (i = 0; i < sizeof(meanings) / sizeof(*meanings); i++) {
		if (strncmp(state, meanings[i].state, strlen(meanings[i].state)) == 0)
			return meanings[i].e;
	}
	return ERR_DATA;
}

int64_t
pgsql_now(void)
{
	struct timespec t;

	(void)clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* False when the time is over. until 0: however long it takes. */
static bool
wait_for(const struct pgsql_store *s, bool to_send, int64_t until)
{
	struct pollfd p = { .fd = s->pq.socket(s->conn), .events = (short)(to_send ? POLLIN | POLLOUT : POLLIN) };
	int64_t left;
	int n;

	do {
		left = until == 0 ? -1 : until - pgsql_now();
		n = until != 0 && left <= 0 ? 0 : poll(&p, 1, left > 60000 ? 60000 : (int)left);
	} while ((n < 0 && errno == EINTR) || (n == 0 && (until == 0 || pgsql_now() < until)));
	return n != 0;
}

/* Whoever keeps silent isn't listened to any more: what may still come would be taken for the next command's answer. */
static enum err
give_up(struct pgsql_store *s)
{
	(void)shutdown(s->pq.socket(s->conn), SHUT_RDWR);
	while (s->pq.status(s->conn) != CONNECTION_BAD && s->pq.consume_input(s->conn) != 0)
		;
	return ERR_STORE_SILENT;
}

/* Until libpq can give the next result without waiting itself. */
static enum err
wait_once(struct pgsql_store *s, int64_t until)
{
	int unsent;

	while ((unsent = s->pq.flush(s->conn)) > 0 || (unsent == 0 && s->pq.is_busy(s->conn) != 0)) {
		if (!wait_for(s, unsent > 0, until))
			return give_up(s);
		if (s->pq.consume_input(s->conn) == 0)
			return ERR_NONE;
	}
	return unsent < 0 ? give_up(s) : ERR_NONE;
}

enum err
pgsql_wait(struct pgsql_store *s, PGresult **out)
{
	const int64_t until = s->unhurried ? 0 : pgsql_now() + s->limit + GRACE;
	PGresult *r;
	enum err e;

	*out = NULL;
	while ((e = wait_once(s, until)) == ERR_NONE && (r = s->pq.get_result(s->conn)) != NULL) {
		s->pq.clear(*out);
		*out = r;
	}
	return e != ERR_NONE ? e : pgsql_meaning(s, *out);
}

enum err
pgsql_wait_connected(struct pgsql_store *s, bool again)
{
	const int64_t until = pgsql_now() + s->limit;
	PostgresPollingStatusType state = PGRES_POLLING_WRITING;

	while (state == PGRES_POLLING_WRITING || state == PGRES_POLLING_READING) {
		if (!wait_for(s, state == PGRES_POLLING_WRITING, until))
			return ERR_STORE_SILENT;
		state = again ? s->pq.reset_poll(s->conn) : s->pq.connect_poll(s->conn);
	}
	return state == PGRES_POLLING_OK && s->pq.setnonblocking(s->conn, 1) == 0 ? ERR_NONE : ERR_STORE_OPEN;
}
