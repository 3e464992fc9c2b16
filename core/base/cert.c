/* Reads certificates from outside. What isn't one whole DER certificate with a sane serial and term is refused. */
#include "base/cert.h"

#include <openssl/evp.h>
#include <openssl/x509.h>
#include <string.h>
#include <time.h>

static const struct {
	const char *code, *ja, *en;
} kinds[] = {
	[CERT_SIGN] = { "sign", "署名用電子証明書", "signature certificate" },
	[CERT_AUTH] = { "auth", "利用者証明用電子証明書", "authentication certificate" },
};

_Static_assert(sizeof(kinds) / sizeof(*kinds) == CERT_COUNT, "a kind of certificate has no words");

const char *
cert_code(enum cert_kind kind)
{
	return kinds[(unsigned)kind < CERT_COUNT ? kind : CERT_AUTH].code;
}

enum cert_kind
cert_by_code(const char *code)
{
	unsigned i;

	for (i = 0; i < CERT_COUNT; i++)
		if (strcmp(code, kinds[i].code) == 0)
			break;
	return (enum cert_kind)i;
}

const char *
cert_name(enum cert_kind kind, enum lang lang)
{
	kind = (unsigned)kind < CERT_COUNT ? kind : CERT_AUTH;
	return lang == LANG_EN ? kinds[kind].en : kinds[kind].ja;
}

/* OpenSSL also takes BER: lengths that are indefinite, or longer than they need be. The outermost at least is looked at. */
static bool
whole_der(const struct cert *c)
{
	const unsigned char *p = c->der;

	if (c->len < 4 || c->len > CERT_DER_MAX || p[0] != 0x30)
		return false;
	if (p[1] < 0x80)
		return c->len == 2u + p[1];
	if (p[1] == 0x81)
		return p[2] >= 0x80 && c->len == 3u + p[2];
	return p[1] == 0x82 && p[2] != 0 && c->len == 4u + ((unsigned)p[2] << 8 | p[3]);
}

/* Positive and at most 20 octets encoded, where a first bit of 1 takes an octet more. Source: RFC 5280, 4.1.2.2. */
static enum err
read_serial(const X509 *x, struct cert_info *info)
{
	const ASN1_INTEGER *n = X509_get0_serialNumber(x);
	const unsigned char *p = ASN1_STRING_get0_data(n);
	int len = ASN1_STRING_length(n);

	if (ASN1_STRING_type(n) != V_ASN1_INTEGER || len < 1 || len > CERT_SERIAL_MAX || p[0] == 0)
		return ERR_DATA;
	if (len == CERT_SERIAL_MAX && p[0] >= 0x80)
		return ERR_DATA;
	info->serial_len = (size_t)len;
	memcpy(info->serial, p, info->serial_len);
	return ERR_NONE;
}

static enum err
read_time(const ASN1_TIME *t, struct moment *out)
{
	struct tm tm;

	if (ASN1_TIME_to_tm(t, &tm) != 1)
		return ERR_DATA;
	*out = moment_from_unix((int64_t)timegm(&tm));
	return date_valid(out->date) ? ERR_NONE : ERR_DATA;
}

static enum err
read_key(const X509 *x, unsigned char hash[CERT_HASH])
{
	unsigned char *der = NULL;
	int len = i2d_X509_PUBKEY(X509_get_X509_PUBKEY(x), &der);
	enum err e = ERR_DATA;

	if (len > 0)
		e = cert_hash(der, (size_t)len, hash);
	OPENSSL_free(der);
	return e;
}

enum err
cert_parse(const struct cert *c, struct cert_info *info)
{
	const unsigned char *p = c->der;
	X509 *x = NULL;
	enum err e = ERR_DATA;

	*info = (struct cert_info){ 0 };
	if (!whole_der(c) || (x = d2i_X509(NULL, &p, (long)c->len)) == NULL || p != c->der + c->len)
		goto out;
	if ((e = read_serial(x, info)) != ERR_NONE || (e = read_time(X509_get0_notBefore(x), &info->not_before)) != ERR_NONE ||
	    (e = read_time(X509_get0_notAfter(x), &info->not_after)) != ERR_NONE)
		goto out;
	e = moment_to_unix(info->not_before) > moment_to_unix(info->not_after) ? ERR_DATA : read_key(x, info->spki_hash);
out:
	if (e != ERR_NONE)
		*info = (struct cert_info){ 0 };
	X509_free(x);
	return e;
}

enum err
cert_signed_by(const struct cert *c, const struct cert *ca)
{
	const unsigned char *p = c->der, *q = ca->der;
	X509 *x = NULL, *y = NULL;
	enum err e = ERR_DATA;

	if (whole_der(c) && whole_der(ca) && (x = d2i_X509(NULL, &p, (long)c->len)) != NULL &&
	    (y = d2i_X509(NULL, &q, (long)ca->len)) != NULL && X509_verify(x, X509_get0_pubkey(y)) == 1)
		e = ERR_NONE;
	X509_free(x);
	X509_free(y);
	return e;
}

enum err
cert_hash(const void *bytes, size_t len, unsigned char out[CERT_HASH])
{
	unsigned int n = 0;

	if (EVP_Digest(bytes, len, out, &n, EVP_sha256(), NULL) != 1 || n != CERT_HASH)
		return ERR_CRYPTO;
	return ERR_NONE;
}

void
cert_hex(const unsigned char *bytes, size_t len, char *out, size_t size)
{
	static const char digits[] = "0123456789abcdef";
	size_t i;

	if (size == 0)
		return;
	for (i = 0; i < len && 2 * i + 2 < size; i++) {
		out[2 * i] = digits[bytes[i] >> 4];
		out[2 * i + 1] = digits[bytes[i] & 15];
	}
	out[2 * i] = '\0';
}
