/* What tests of the embedded CA share: requests for keys of our own, certificates as OpenSSL reads them. */
#ifndef MADOGUCHI_TEST_CA_H
#define MADOGUCHI_TEST_CA_H

#include <openssl/evp.h>
#include <openssl/rsa.h>
#include <openssl/x509v3.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "issuer/local/local.h"

#define CA_NAME "madoguchi training"

/* Times and people of these tests are invented. */
static const struct moment ca_now = { { 2026, 11, 20 }, 10, 30, 5 };

/* Told for no case. */
static inline const struct issuer_cause *
ca_at(struct moment at)
{
	static struct issuer_cause cause;

	cause.at = at;
	return &cause;
}

static inline EVP_PKEY *
ca_key(unsigned bits)
{
	EVP_PKEY_CTX *ctx = EVP_PKEY_CTX_new_id(EVP_PKEY_RSA, NULL);
	EVP_PKEY *key = NULL;

	if (ctx == NULL || EVP_PKEY_keygen_init(ctx) != 1 || EVP_PKEY_CTX_set_rsa_keygen_bits(ctx, (int)bits) != 1 ||
	    EVP_PKEY_generate(ctx, &key) != 1)
		abort();
	EVP_PKEY_CTX_free(ctx);
	return key;
}

static inline void
ca_request_key(struct cert_request *req, EVP_PKEY *key)
{
	unsigned char *p = req->spki;

	req->spki_len = 0;
	if (i2d_PUBKEY(key, NULL) > ISSUER_SPKI_MAX)
		abort();
	req->spki_len = (size_t)i2d_PUBKEY(key, &p);
	if (cert_hash(req->spki, req->spki_len, req->id) != ERR_NONE)
		abort();
}

static inline struct cert_request
ca_request(enum cert_kind kind, EVP_PKEY *key)
{
	struct cert_request req = {
		.kind = kind, .at = ca_now, .expires = { 2031, 5, 1 }, .city_code = "14131", .counter = "C03",
		.person = { .name = "番号　花子", .address = "神奈川県川崎市川崎区宮本町1番地", .born = { 1989, 5, 1 }, .sex = SEX_FEMALE },
	};

	ca_request_key(&req, key);
	return req;
}

static inline X509 *
ca_x509(const struct cert *c)
{
	const unsigned char *p = c->der;
	X509 *x = d2i_X509(NULL, &p, (long)c->len);

	if (x == NULL)
		abort();
	return x;
}

#endif
