/*
 * libpq, loaded when a store in PostgreSQL is opened and not before: with it come OpenSSL's TLS, Kerberos and LDAP, by
 * which a start takes twice the time and memory. For core/store/pgsql*.c only.
 */
#ifndef MADOGUCHI_STORE_LIBPQ_PRIVATE_H
#define MADOGUCHI_STORE_LIBPQ_PRIVATE_H

#include <libpq-fe.h>

#include "base/err.h"

/* Its functions, called as they are there but for PQ and capitals (PostgreSQL manual, chapter libpq). */
struct libpq {
	__typeof__(PQclear) *clear;
	__typeof__(PQcmdTuples) *cmd_tuples;
	__typeof__(PQconnectPoll) *connect_poll;
	__typeof__(PQconnectStartParams) *connect_start_params;
	__typeof__(PQconninfo) *conninfo;
	__typeof__(PQconninfoFree) *conninfo_free;
	__typeof__(PQconsumeInput) *consume_input;
	__typeof__(PQfinish) *finish;
	__typeof__(PQflush) *flush;
	__typeof__(PQftype) *ftype;
	__typeof__(PQgetResult) *get_result;
	__typeof__(PQgetisnull) *getisnull;
	__typeof__(PQgetlength) *getlength;
	__typeof__(PQgetvalue) *getvalue;
	__typeof__(PQisBusy) *is_busy;
	__typeof__(PQnfields) *nfields;
	__typeof__(PQntuples) *ntuples;
	__typeof__(PQparameterStatus) *parameter_status;
	__typeof__(PQresetPoll) *reset_poll;
	__typeof__(PQresetStart) *reset_start;
	__typeof__(PQresultErrorField) *result_error_field;
	__typeof__(PQresultStatus) *result_status;
	__typeof__(PQsendQuery) *send_query;
	__typeof__(PQsendQueryParams) *send_query_params;
	__typeof__(PQsetNoticeReceiver) *set_notice_receiver;
	__typeof__(PQsetnonblocking) *setnonblocking;
	__typeof__(PQsocket) *socket;
	__typeof__(PQstatus) *status;
	__typeof__(PQtransactionStatus) *transaction_status;
};

/* Stays loaded until the program ends. ERR_STORE_DRIVER: it isn't installed, or is another than was built for. */
enum err libpq_load(struct libpq *);

#endif
