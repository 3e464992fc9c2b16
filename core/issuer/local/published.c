/* What the CA has given out, kept apart from the book: its certificates and its last lists. */
#include "issuer/local/published-private.h"

#include <openssl/crypto.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "issuer/local/files-private.h"

static const char *const authorities[CERT_COUNT] = { [CERT_SIGN] = "sign-ca.der", [CERT_AUTH] = "auth-ca.der" };
static const char *const lists[CERT_COUNT] = { [CERT_SIGN] = "sign-list.der", [CERT_AUTH] = "auth-list.der" };

bool
published_any(int dir)
{
	unsigned k;

	for (k = 0; k < CERT_COUNT; k++)
		if (faccessat(dir, authorities[k], F_OK, 0) == 0)
			return true;
	return false;
}

enum err
published_of(int dir, enum cert_kind kind, struct cert *cert)
{
	return local_file_read(dir, authorities[kind], cert->der, sizeof(cert->der), &cert->len);
}

enum err
published_authority(int dir, enum cert_kind kind, const struct cert *of_book)
{
	struct cert cert;
	enum err e = published_of(dir, kind, &cert);

	if (e != ERR_NONE)
		return e;
	if (cert.len == 0 && of_book->len == 0)
		return ERR_NONE;
	if (cert.len == 0)	/* a new CA, or one from before its certificates were kept here */
		return local_file_save(dir, authorities[kind], of_book->der, of_book->len);
	return cert.len == of_book->len && memcmp(cert.der, of_book->der, cert.len) == 0 ? ERR_NONE : ERR_CA_BOOK;
}

enum err
published_list(int dir, enum cert_kind kind, X509_CRL **list)
{
	unsigned char *der = malloc(PUBLISHED_LIST_MAX);
	const unsigned char *p = der;
	size_t len;
	enum err e;

	*list = NULL;
	if (der == NULL)
		return ERR_MEMORY;
	e = local_file_read(dir, lists[kind], der, PUBLISHED_LIST_MAX, &len);
	if (e == ERR_NONE && len > 0 && (*list = d2i_X509_CRL(NULL, &p, (long)len)) == NULL)
		e = ERR_CA_BOOK;
	free(der);
	return e;
}

enum err
published_keep_list(int dir, enum cert_kind kind, X509_CRL *list)
{
	unsigned char *der = NULL;
	const int len = i2d_X509_CRL(list, &der);
	enum err e = len > 0 ? local_file_save(dir, lists[kind], der, (size_t)len) : ERR_CRYPTO;

	OPENSSL_free(der);
	return e;
}

int64_t
published_number(const X509_CRL *list)
{
	ASN1_INTEGER *n = X509_CRL_get_ext_d2i(list, NID_crl_number, NULL, NULL);
	int64_t number = 0;

	if (n == NULL || ASN1_INTEGER_get_int64(&number, n) != 1)
		number = 0;
	ASN1_INTEGER_free(n);
	return number;
}

static int64_t
seconds_of(const ASN1_TIME *at)
{
	ASN1_TIME *begin = ASN1_TIME_set(NULL, 0);
	int days = 0, seconds = 0;

	if (begin == NULL || ASN1_TIME_diff(&days, &seconds, begin, at) != 1)
		days = seconds = 0;
	ASN1_TIME_free(begin);
	return (int64_t)days * 86400 + seconds;
}

int64_t
published_at(const X509_CRL *list)
{
	return seconds_of(X509_CRL_get0_lastUpdate(list));
}

static enum book_reason
reason_of(const X509_REVOKED *r)
{
	ASN1_ENUMERATED *code = X509_REVOKED_get_ext_d2i(r, NID_crl_reason, NULL, NULL);
	const long reason = code != NULL ? ASN1_ENUMERATED_get(code) : BOOK_NO_REASON;

	ASN1_ENUMERATED_free(code);
	return (enum book_reason)reason;
}

/* Put on hold, which ends when the card holds the certificate. */
static bool
was_held(const X509_REVOKED *r)
{
	return reason_of(r) == BOOK_HOLD;
}

enum err
published_holds(struct book *book, X509_CRL *list)
{
	STACK_OF(X509_REVOKED) *all = X509_CRL_get_REVOKED(list);
	int i;

	for (i = 0; i < sk_X509_REVOKED_num(all); i++) {
		const X509_REVOKED *r = sk_X509_REVOKED_value(all, i);
		const ASN1_INTEGER *serial = X509_REVOKED_get0_serialNumber(r);
		struct book_entry entry;
		bool listed;
		enum err e;

		e = book_by_serial(book, ASN1_STRING_get0_data(serial), (size_t)ASN1_STRING_length(serial), &entry);
		if (e != ERR_NONE)
			return e;
		if ((e = book_is_listed(book, ASN1_STRING_get0_data(serial), (size_t)ASN1_STRING_length(serial),
		    &listed)) != ERR_NONE)
			return e;
		if ((entry.number == 0 && !listed) || (entry.state == ISSUER_VALID && entry.number != 0 && !was_held(r)))
			return ERR_CA_BOOK;
	}
	return ERR_NONE;
}

static enum err
take_one(struct book *book, enum cert_kind kind, const X509_REVOKED *r, int64_t *n)
{
	const ASN1_INTEGER *serial = X509_REVOKED_get0_serialNumber(r);
	struct book_entry entry, told = { .kind = kind, .reason = reason_of(r),
	    .since = seconds_of(X509_REVOKED_get0_revocationDate(r)),
	    .serial_len = (size_t)ASN1_STRING_length(serial) };
	enum err e;

	if (told.serial_len > sizeof(told.serial))
		return ERR_CA_BOOK;
	memcpy(told.serial, ASN1_STRING_get0_data(serial), told.serial_len);
	if ((e = book_by_serial(book, told.serial, told.serial_len, &entry)) != ERR_NONE)
		return e;
	if (entry.number != 0 && entry.state != ISSUER_VALID && entry.state != ISSUER_PENDING)
		return ERR_NONE;
	if (entry.number != 0 && was_held(r))
		return ERR_NONE;
	++*n;
	return entry.number == 0 ? book_add_listed(book, &told) :
	    book_change(book, entry.number, ISSUER_REVOKED, told.reason, told.since, "list");
}

enum err
published_take(struct book *book, enum cert_kind kind, X509_CRL *list, int64_t *n)
{
	STACK_OF(X509_REVOKED) *all = X509_CRL_get_REVOKED(list);
	enum err e = ERR_NONE;
	int i;

	for (i = 0; i < sk_X509_REVOKED_num(all) && e == ERR_NONE; i++)
		e = take_one(book, kind, sk_X509_REVOKED_value(all, i), n);
	return e;
}
