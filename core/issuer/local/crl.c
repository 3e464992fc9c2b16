/* The embedded CA's revocation lists (X.509 CRL version 2). */
#include <openssl/x509v3.h>
#include <time.h>

#include "issuer/certext.h"
#include "issuer/local/local-private.h"
#include "issuer/local/published-private.h"

/* Seconds to the next list: whoever gets none for two days must not go on trusting the old one. */
#define LIFE (48 * 3600)

struct making { X509_CRL *crl; enum cert_kind kind; int64_t at, previous; bool ok; };

/* A certificate that isn't confirmed is on hold: until its card holds it nobody may rely on it. */
static enum book_reason
reason_of(const struct book_entry *entry)
{
	return entry->state == ISSUER_PENDING ? BOOK_HOLD : entry->reason;
}

/*
 * An entry leaves the list when its certificate has run out, but not before a list signed after that has shown it.
 * Source: RFC 5280, 3.3.
 */
static bool
listed(const struct making *m, const struct book_entry *entry)
{
	return entry->kind == m->kind && entry->state != ISSUER_VALID &&
	    (entry->expires >= m->at || entry->expires >= m->previous);
}

static bool
add_entry(X509_CRL *crl, const struct book_entry *entry)
{
	BIGNUM *n = BN_bin2bn(entry->serial, (int)entry->serial_len, NULL);
	ASN1_INTEGER *serial = n != NULL ? BN_to_ASN1_INTEGER(n, NULL) : NULL;
	ASN1_TIME *since = ASN1_TIME_set(NULL, (time_t)entry->since);
	ASN1_ENUMERATED *reason = ASN1_ENUMERATED_new();
	X509_REVOKED *r = X509_REVOKED_new();
	bool ok = false;

	if (serial != NULL && since != NULL && reason != NULL && r != NULL &&
	    ASN1_ENUMERATED_set(reason, reason_of(entry)) == 1 && X509_REVOKED_set_serialNumber(r, serial) == 1 &&
	    X509_REVOKED_set_revocationDate(r, since) == 1 &&
	    X509_REVOKED_add1_ext_i2d(r, NID_crl_reason, reason, 0, X509V3_ADD_DEFAULT) == 1)
		ok = X509_CRL_add0_revoked(crl, r) == 1;
	if (!ok)
		X509_REVOKED_free(r);
	ASN1_ENUMERATED_free(reason);
	ASN1_TIME_free(since);
	ASN1_INTEGER_free(serial);
	BN_free(n);
	return ok;
}

static bool
take(void *ctx, const struct book_entry *entry)
{
	struct making *m = ctx;

	m->ok = !listed(m, entry) || add_entry(m->crl, entry);
	return m->ok;
}

/* Of what only a list tells the last day isn't known: it stays. */
static bool
take_listed(void *ctx, const struct book_entry *entry)
{
	struct making *m = ctx;

	m->ok = add_entry(m->crl, entry);
	return m->ok;
}

static bool
set_times(X509_CRL *crl, int64_t at)
{
	ASN1_TIME *from = ASN1_TIME_set(NULL, (time_t)at), *to = ASN1_TIME_set(NULL, (time_t)at + LIFE);
	bool ok = from != NULL && to != NULL && X509_CRL_set1_lastUpdate(crl, from) == 1 &&
	    X509_CRL_set1_nextUpdate(crl, to) == 1;

	ASN1_TIME_free(from);
	ASN1_TIME_free(to);
	return ok;
}

static bool
set_extensions(X509_CRL *crl, const struct certreq_ca *ca, int64_t number)
{
	AUTHORITY_KEYID *key = certext_authority_key(ca, false);
	ASN1_INTEGER *n = ASN1_INTEGER_new();
	bool ok = key != NULL && n != NULL && ASN1_INTEGER_set_int64(n, number) == 1 &&
	    X509_CRL_add1_ext_i2d(crl, NID_authority_key_identifier, key, 0, X509V3_ADD_DEFAULT) == 1 &&
	    X509_CRL_add1_ext_i2d(crl, NID_crl_number, n, 0, X509V3_ADD_DEFAULT) == 1;

	ASN1_INTEGER_free(n);
	AUTHORITY_KEYID_free(key);
	return ok;
}

/* Behind the last list that was given out, whatever the book says, and without un-revoking what that one revoked. */
static enum err
follow_last(struct local_ca *l, struct making *m, int64_t *number)
{
	X509_CRL *last;
	enum err e = published_list(l->dir, m->kind, &last);

	if (e != ERR_NONE || last == NULL)
		return e;
	if (published_number(last) >= *number)
		*number = published_number(last) + 1;
	if (published_at(last) > m->at)
		m->at = published_at(last);
	e = published_holds(l->book, last);
	X509_CRL_free(last);
	return e;
}

static enum err
fill(struct local_ca *l, struct making *m)
{
	const struct certreq_ca *ca = &l->ca[m->kind];
	int64_t number = 0;
	enum err e;

	if ((e = book_next_list(l->book, m->kind, m->at, &number, &m->previous)) != ERR_NONE ||
	    (e = follow_last(l, m, &number)) != ERR_NONE || (e = book_each(l->book, take, m)) != ERR_NONE ||
	    (m->ok && (e = book_each_listed(l->book, m->kind, take_listed, m)) != ERR_NONE))
		return e;
	if (!m->ok || X509_CRL_set_version(m->crl, X509_CRL_VERSION_2) != 1 ||
	    X509_CRL_set_issuer_name(m->crl, X509_get_subject_name(ca->cert)) != 1 || !set_times(m->crl, m->at) ||
	    !set_extensions(m->crl, ca, number) || X509_CRL_sort(m->crl) != 1 ||
	    X509_CRL_sign(m->crl, ca->key, EVP_sha256()) <= 0)
		return ERR_CRYPTO;
	return ERR_NONE;
}

enum err
local_ca_crl(struct issuer *issuer, enum cert_kind kind, struct moment at, unsigned char *der, size_t cap, size_t *len)
{
	struct local_ca *l = (struct local_ca *)issuer;
	struct making m = { .crl = X509_CRL_new(), .kind = kind, .at = moment_to_unix(at), .ok = true };
	enum err e;
	int n;

	*len = 0;
	if (m.crl == NULL)
		return ERR_MEMORY;
	if ((e = book_begin(l->book)) == ERR_NONE) {
		e = fill(l, &m);
		if (e == ERR_NONE && ((n = i2d_X509_CRL(m.crl, NULL)) <= 0 || (size_t)n > cap))
			e = ERR_TOO_LONG;
		if (e == ERR_NONE)
			e = published_keep_list(l->dir, kind, m.crl);
		e = book_end(l->book, e);
	}
	if (e == ERR_NONE)
		*len = (size_t)i2d_X509_CRL(m.crl, &der);
	X509_CRL_free(m.crl);
	return e;
}
