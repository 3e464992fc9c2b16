/* Loads libpq and finds its functions. */
#include "store/libpq-private.h"

#include <stddef.h>

#include "base/library.h"

#define LIBRARY "libpq.so.5"

static const struct library_function functions[] = {
	{ "PQclear", offsetof(struct libpq, clear) },
	{ "PQcmdTuples", offsetof(struct libpq, cmd_tuples) },
	{ "PQconnectPoll", offsetof(struct libpq, connect_poll) },
	{ "PQconnectStartParams", offsetof(struct libpq, connect_start_params) },
	{ "PQconninfo", offsetof(struct libpq, conninfo) },
	{ "PQconninfoFree", offsetof(struct libpq, conninfo_free) },
	{ "PQconsumeInput", offsetof(struct libpq, consume_input) },
	{ "PQfinish", offsetof(struct libpq, finish) },
	{ "PQflush", offsetof(struct libpq, flush) },
	{ "PQftype", offsetof(struct libpq, ftype) },
	{ "PQgetResult", offsetof(struct libpq, get_result) },
	{ "PQgetisnull", offsetof(struct libpq, getisnull) },
	{ "PQgetlength", offsetof(struct libpq, getlength) },
	{ "PQgetvalue", offsetof(struct libpq, getvalue) },
	{ "PQisBusy", offsetof(struct libpq, is_busy) },
	{ "PQnfields", offsetof(struct libpq, nfields) },
	{ "PQntuples", offsetof(struct libpq, ntuples) },
	{ "PQparameterStatus", offsetof(struct libpq, parameter_status) },
	{ "PQresetPoll", offsetof(struct libpq, reset_poll) },
	{ "PQresetStart", offsetof(struct libpq, reset_start) },
	{ "PQresultErrorField", offsetof(struct libpq, result_error_field) },
	{ "PQresultStatus", offsetof(struct libpq, result_status) },
	{ "PQsendQuery", offsetof(struct libpq, send_query) },
	{ "PQsendQueryParams", offsetof(struct libpq, send_query_params) },
	{ "PQsetNoticeReceiver", offsetof(struct libpq, set_notice_receiver) },
	{ "PQsetnonblocking", offsetof(struct libpq, setnonblocking) },
	{ "PQsocket", offsetof(struct libpq, socket) },
	{ "PQstatus", offsetof(struct libpq, status) },
	{ "PQtransactionStatus", offsetof(struct libpq, transaction_status) },
};

#define FUNCTIONS (sizeof(functions) / sizeof(*functions))

/* Each function has its place and each place its function. */
_Static_assert(FUNCTIONS * sizeof(void *) == sizeof(struct libpq), "a function of libpq has no name");

enum err
libpq_load(struct libpq *pq)
{
	return library_load(LIBRARY, functions, FUNCTIONS, pq) ? ERR_NONE : ERR_STORE_DRIVER;
}
