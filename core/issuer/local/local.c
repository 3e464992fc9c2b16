/* The embedded CA as an issuer: every answer is written in the book before it is given. */
#include "issuer/local/local.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "issuer/local/inspect.h"
#include "issuer/local/local-private.h"

static struct local_ca *
local_of(struct issuer *issuer)
{
	return (struct local_ca *)issuer;
}

static enum err
refuse(char reason[ISSUER_REASON_MAX], const char *words)
{
	(void)snprintf(reason, ISSUER_REASON_MAX, "%s", words);
	return ERR_CA_REFUSED;
}

/* An id that is known: the same certificate again, unless something else is asked for. */
static enum err
answer_again(const struct book_entry *entry, const struct cert_request *req, struct cert *cert, char *reason)
{
	if (entry->kind != req->kind)
		return refuse(reason, "この鍵には別の種類の証明書を発行しています");
	if (entry->state == ISSUER_DROPPED || entry->state == ISSUER_REVOKED)
		return refuse(reason, "この鍵の証明書は取りやめになったか、失効しています");
	*cert = entry->cert;
	return ERR_NONE;
}

static enum err
draw_serial(struct book *book, struct book_entry *entry)
{
	struct book_entry other;
	enum err e;

	do {
		entry->serial_len = CERTREQ_SERIAL;
		if ((e = certreq_serial(entry->serial)) != ERR_NONE ||
		    (e = book_by_serial(book, entry->serial, entry->serial_len, &other)) != ERR_NONE)
			return e;
	} while (other.number != 0);
	return ERR_NONE;
}

static enum err
issue(struct local_ca *l, const struct cert_request *req, struct cert *cert)
{
	const struct moment last = { req->expires, 23, 59, 59 };
	struct book_entry entry = { .kind = req->kind, .state = ISSUER_PENDING, .reason = BOOK_NO_REASON,
	    .since = moment_to_unix(req->at), .expires = moment_to_unix(last) };
	X509 *x = NULL;
	enum err e;

	memcpy(entry.request, req->id, CERT_HASH);
	memcpy(entry.subject, req->subject, sizeof(entry.subject));
	if ((e = book_next_number(l->book, &entry.number)) != ERR_NONE || (e = draw_serial(l->book, &entry)) != ERR_NONE ||
	    (e = certreq_issue(&l->ca[req->kind], req, entry.serial, (unsigned)(entry.number % 100000), &x)) != ERR_NONE)
		return e;
	if ((e = certreq_der(x, &entry.cert)) == ERR_NONE && (e = book_add(l->book, &entry)) == ERR_NONE)
		*cert = entry.cert;
	X509_free(x);
	return e;
}

static enum err
local_request(struct issuer *issuer, const struct cert_request *req, struct cert *cert, char reason[ISSUER_REASON_MAX])
{
	struct local_ca *l = local_of(issuer);
	struct book_entry entry;
	const char *why;
	enum err e;

	reason[0] = '\0';
	cert->len = 0;
	if ((unsigned)req->kind >= CERT_COUNT)
		return refuse(reason, "証明書の種類が正しくありません");
	if ((why = certreq_refusal(&l->ca[req->kind], req)) != NULL)
		return refuse(reason, why);
	if ((e = book_begin(l->book)) != ERR_NONE)
		return e;
	if ((e = book_by_request(l->book, req->id, &entry)) == ERR_NONE)
		e = entry.number != 0 ? answer_again(&entry, req, cert, reason) : issue(l, req, cert);
	if ((e = book_end(l->book, e)) != ERR_NONE)
		cert->len = 0;
	return e;
}

/* A certificate that has run out is not revoked: it would only lengthen the list. */
static enum err
revoke_entry(struct book *book, const struct book_entry *entry, enum book_reason reason,
    const struct issuer_cause *cause)
{
	const int64_t at = moment_to_unix(cause->at);

	if (entry->state == ISSUER_REVOKED || entry->state == ISSUER_DROPPED || entry->expires < at)
		return ERR_NONE;
	return book_change(book, entry->number, ISSUER_REVOKED, reason, at, cause->subject);
}

static enum err
find_serial(struct book *book, enum cert_kind kind, const unsigned char *serial, size_t len, struct book_entry *entry)
{
	enum err e;

	if (len == 0 || len > CERT_SERIAL_MAX)
		return ERR_CA_UNKNOWN_REQUEST;
	if ((e = book_by_serial(book, serial, len, entry)) != ERR_NONE)
		return e;
	return entry->number == 0 || entry->kind != kind ? ERR_CA_UNKNOWN_REQUEST : ERR_NONE;
}

static enum err
switch_one(struct book *book, const struct issuer_switch *s, const struct issuer_cause *cause)
{
	struct book_entry fresh, old;
	enum err e;

	if ((e = book_by_request(book, s->id, &fresh)) != ERR_NONE)
		return e;
	if (fresh.number == 0 || fresh.kind != s->kind)
		return ERR_CA_UNKNOWN_REQUEST;
	if (fresh.state != ISSUER_PENDING && fresh.state != ISSUER_VALID)
		return ERR_CA_REFUSED;
	if (fresh.state == ISSUER_PENDING &&
	    (e = book_change(book, fresh.number, ISSUER_VALID, BOOK_NO_REASON, moment_to_unix(cause->at), "")) !=
	    ERR_NONE)
		return e;
	if (s->old_serial_len == 0)
		return ERR_NONE;
	if ((e = find_serial(book, s->kind, s->old_serial, s->old_serial_len, &old)) != ERR_NONE)
		return e;
	return old.number == fresh.number ? ERR_CA_REFUSED : revoke_entry(book, &old, BOOK_SUPERSEDED, cause);
}

static enum err
local_confirm(struct issuer *issuer, const struct issuer_switch *s, size_t n, const struct issuer_cause *cause)
{
	struct book *book = local_of(issuer)->book;
	enum err e;
	size_t i;

	if ((e = book_begin(book)) != ERR_NONE)
		return e;
	for (i = 0; i < n && e == ERR_NONE; i++)
		e = switch_one(book, &s[i], cause);
	return book_end(book, e);
}

static enum err
local_drop(struct issuer *issuer, const unsigned char id[CERT_HASH], const struct issuer_cause *cause)
{
	struct book *book = local_of(issuer)->book;
	struct book_entry entry;
	enum err e;

	if ((e = book_begin(book)) != ERR_NONE)
		return e;
	if ((e = book_by_request(book, id, &entry)) == ERR_NONE && entry.number != 0) {
		if (entry.state == ISSUER_PENDING)
			e = book_change(book, entry.number, ISSUER_DROPPED, BOOK_CESSATION,
			    moment_to_unix(cause->at), cause->subject);
		else if (entry.state != ISSUER_DROPPED)
			e = ERR_CA_REFUSED;
	}
	return book_end(book, e);
}

static enum err
local_revoke(struct issuer *issuer, enum cert_kind kind, const unsigned char *serial, size_t len,
    const struct issuer_cause *cause)
{
	struct book *book = local_of(issuer)->book;
	struct book_entry entry;
	enum err e;

	if ((e = book_begin(book)) != ERR_NONE)
		return e;
	if ((e = find_serial(book, kind, serial, len, &entry)) == ERR_NONE)
		e = revoke_entry(book, &entry, BOOK_CESSATION, cause);
	return book_end(book, e);
}

static enum err
local_revoke_key(struct issuer *issuer, enum cert_kind kind, const unsigned char id[CERT_HASH], const struct issuer_cause *cause)
{
	struct book *book = local_of(issuer)->book;
	struct book_entry entry;
	enum err e;

	if ((e = book_begin(book)) != ERR_NONE)
		return e;
	if ((e = book_by_request(book, id, &entry)) == ERR_NONE)
		e = entry.number == 0 || entry.kind != kind ? ERR_CA_UNKNOWN_REQUEST :
		    revoke_entry(book, &entry, BOOK_CESSATION, cause);
	return book_end(book, e);
}

static enum err
local_state(struct issuer *issuer, enum cert_kind kind, const unsigned char *serial, size_t len, enum issuer_state *state)
{
	struct book_entry entry;
	enum err e = find_serial(local_of(issuer)->book, kind, serial, len, &entry);

	if (e == ERR_NONE)
		*state = entry.state;
	return e;
}

static enum err
local_ca_cert(struct issuer *issuer, enum cert_kind kind, struct cert *cert)
{
	return certreq_der(local_of(issuer)->ca[kind].cert, cert);
}

static void
local_free(struct issuer *issuer)
{
	struct local_ca *l = local_of(issuer);
	unsigned k;

	for (k = 0; k < CERT_COUNT; k++) {
		X509_free(l->ca[k].cert);
		EVP_PKEY_free(l->ca[k].key);
	}
	token_close(&l->token);
	book_close(&l->book);
	if (l->dir >= 0)
		(void)close(l->dir);
	free(l);
}

static const struct issuer_ops local_ops = {
	.name = "local",
	.request = local_request,
	.confirm = local_confirm,
	.drop = local_drop,
	.revoke = local_revoke,
	.revoke_key = local_revoke_key,
	.state = local_state,
	.ca_cert = local_ca_cert,
	.free = local_free,
};

enum err
local_ca_open(const char *folder, const char *name, struct moment at, struct issuer **out)
{
	return local_ca_open_token(folder, name, at, NULL, out);
}

enum err
local_ca_open_token(const char *folder, const char *name, struct moment at, const struct local_token *token,
    struct issuer **out)
{
	struct local_ca *l;
	enum err e;

	*out = NULL;
	if (name[0] == '\0' || strlen(name) >= sizeof(l->name))
		return ERR_TOO_LONG;
	if ((l = calloc(1, sizeof(*l))) == NULL)
		return ERR_MEMORY;
	l->issuer.ops = &local_ops;
	l->dir = -1;
	memcpy(l->name, name, strlen(name) + 1);
	if ((e = local_load(l, folder, at, token)) == ERR_NONE)
		*out = &l->issuer;
	else
		local_free(&l->issuer);
	return e;
}

struct listing { bool (*row)(void *, const struct local_ca_row *); void *ctx; };

void
local_row(const struct book_entry *entry, struct local_ca_row *row)
{
	*row = (struct local_ca_row){ .kind = entry->kind, .state = entry->state, .serial_len = entry->serial_len,
	    .expires = moment_from_unix(entry->expires).date, .cert = entry->cert };
	memcpy(row->serial, entry->serial, sizeof(row->serial));
	memcpy(row->request, entry->request, sizeof(row->request));
	memcpy(row->subject, entry->subject, sizeof(row->subject));
	memcpy(row->ended_by, entry->ended_by, sizeof(row->ended_by));
}

static bool
list_row(void *ctx, const struct book_entry *entry)
{
	const struct listing *to = ctx;
	struct local_ca_row row;

	local_row(entry, &row);
	return to->row(to->ctx, &row);
}

enum err
local_book_each(struct book *book, bool (*row)(void *, const struct local_ca_row *), void *ctx)
{
	return book_each(book, list_row, &(struct listing){ row, ctx });
}

enum err
local_ca_list(struct issuer *issuer, bool (*row)(void *, const struct local_ca_row *), void *ctx)
{
	return local_book_each(local_of(issuer)->book, row, ctx);
}
