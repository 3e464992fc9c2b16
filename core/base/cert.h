/* The two kinds of certificate on a card, and what can be read from a certificate. */
#ifndef MADOGUCHI_BASE_CERT_H
#define MADOGUCHI_BASE_CERT_H

#include "base/date.h"
#include "base/err.h"

enum cert_kind { CERT_SIGN, CERT_AUTH, CERT_COUNT };

/* A set of certificates is a mask of these bits. */
#define CERT_BIT(kind) (1u << (kind))
#define CERT_BOTH (CERT_BIT(CERT_SIGN) | CERT_BIT(CERT_AUTH))

#define CERT_DER_MAX 4096
#define CERT_SERIAL_MAX 20
#define CERT_HASH 32

/* A DER certificate as bytes. */
struct cert { unsigned char der[CERT_DER_MAX]; size_t len; };

struct cert_info {
	unsigned char serial[CERT_SERIAL_MAX];
	size_t serial_len;
	struct moment not_before, not_after;		/* Japan time */
	unsigned char spki_hash[CERT_HASH];		/* SHA-256 of the DER SubjectPublicKeyInfo */
};

const char *cert_code(enum cert_kind);			/* "sign", "auth" */
enum cert_kind cert_by_code(const char *);		/* CERT_COUNT when unknown */
const char *cert_name(enum cert_kind, enum lang);	/* 署名用電子証明書 … */

/* Parses an untrusted certificate. ERR_DATA unless the bytes are exactly one DER certificate with nothing after it. */
enum err cert_parse(const struct cert *, struct cert_info *);

/* Verifies that a certificate was signed by a CA. ERR_DATA if it was not, or if either certificate cannot be read. */
enum err cert_signed_by(const struct cert *, const struct cert *ca);

/* SHA-256 of bytes. ERR_CRYPTO only when OpenSSL fails. */
enum err cert_hash(const void *, size_t len, unsigned char out[CERT_HASH]);

/* Lower-case hexadecimal of len bytes into out; size at least 2 * len + 1. */
void cert_hex(const unsigned char *, size_t len, char *out, size_t size);

#endif
