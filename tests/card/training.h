/* What the tests of the training card share: a card in a folder of its own, commands in hexadecimal, certificates. */
#ifndef MADOGUCHI_TESTS_TRAINING_H
#define MADOGUCHI_TESTS_TRAINING_H

#include <openssl/evp.h>
#include <openssl/x509.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

#include "../unit/scratch.h"
#include "card/virtual/virtual.h"

#define SELECT_JPKI "00A4040C0AD392F000260100000001"
#define SELECT_TEXT "00A4040C0AD3921000310001010408"
#define SELECT_JUKI "00A4040C0AD3921000310001010401"
#define SELECT_COMMON "00A4040C0AD3921000310001010100"
#define SELECT_ISD "00A4040C07A0000001510000"
#define SELECT_TRAINING "00A4040C0BF04D41444F4755434849" "01"
#define SIGN_PIN "4D41444F31323334"	/* MADO1234 */
#define PIN_1234 "31323334"
#define PIN_9999 "39393939"

struct training {
	char folder[64], path[128], temporary[160];
	struct virtual_card *card;
	struct reply r;			/* of the last command */
};

/* The keys that pysim's vectors use; any will do. */
static const struct sm_keys training_keys = {
	.enc = "0123456789abcde", .mac = "fedcba987654321", .dek = "aaaaaaaaaaaaaaa", .len = 16,
};

static inline void
training_unhex(const char *hex, unsigned char *out, size_t *len)
{
	unsigned byte;

	for (*len = 0; hex[0] != '\0'; hex += 2) {
		assert_int_equal(sscanf(hex, "%2x", &byte), 1);
		out[(*len)++] = (unsigned char)byte;
	}
}

static inline unsigned
training_send(struct training *t, const unsigned char *command, size_t len)
{
	unsigned char answer[APDU_ANSWER_MAX + 2];
	size_t n = virtual_answer(t->card, command, len, answer, sizeof(answer));

	assert_true(n >= 2);
	t->r.len = n - 2;
	memcpy(t->r.data, answer, t->r.len);
	t->r.sw = (uint16_t)(answer[n - 2] << 8 | answer[n - 1]);
	return t->r.sw;
}

/* Sends hexadecimal, the status word back. */
static inline unsigned
say(struct training *t, const char *hex)
{
	unsigned char command[2048];
	size_t len;

	training_unhex(hex, command, &len);
	return training_send(t, command, len);
}

/* A certificate of its own for a PKCS#8 key. */
static inline void
training_cert(const unsigned char *pkcs8, size_t len, long serial, struct cert *out)
{
	const unsigned char *p = pkcs8;
	unsigned char *q = out->der;
	PKCS8_PRIV_KEY_INFO *info = d2i_PKCS8_PRIV_KEY_INFO(NULL, &p, (long)len);
	EVP_PKEY *key = EVP_PKCS82PKEY(info);
	X509 *x = X509_new();
	int n;

	assert_non_null(key);
	assert_int_equal(ASN1_INTEGER_set(X509_get_serialNumber(x), serial), 1);
	assert_non_null(X509_gmtime_adj(X509_getm_notBefore(x), 0));
	assert_non_null(X509_gmtime_adj(X509_getm_notAfter(x), 86400));
	assert_int_equal(X509_set_pubkey(x, key), 1);
	assert_true(X509_sign(x, key, EVP_sha256()) > 0);
	n = i2d_X509(x, NULL);
	assert_in_range(n, 1, CERT_DER_MAX);
	out->len = (size_t)i2d_X509(x, &q);
	X509_free(x);
	EVP_PKEY_free(key);
	PKCS8_PRIV_KEY_INFO_free(info);
}

/* 番号 花子, whose PINs are MADO1234 and 1234. */
static inline struct virtual_spec
training_spec(void)
{
	struct virtual_spec s = {
		.number = "9000000000000001", .city_code = "13101", .expires = { 2033, 4, 1 },
		.person = { .name = "番号　花子", .address = "東京都千代田区霞が関二丁目１番２号",
		    .born = { 1985, 4, 1 }, .sex = SEX_FEMALE },
		.check_b = "60040120331234", .keys = &training_keys,
	};
	unsigned k;

	for (k = 0; k < PIN_COUNT; k++)
		assert_int_equal(secret_set(&s.pins[k], k == PIN_SIGN ? "MADO1234" : "1234", k == PIN_SIGN ? 8 : 4),
		    ERR_NONE);
	return s;
}

static inline void
training_folder(struct training *t)
{
	(void)snprintf(t->folder, sizeof(t->folder), "%s/madoguchi-card-XXXXXX", scratch_root("/tmp"));
	assert_non_null(mkdtemp(t->folder));
	(void)snprintf(t->path, sizeof(t->path), "%s/test.card", t->folder);
	(void)snprintf(t->temporary, sizeof(t->temporary), "%s.new", t->path);
}

/* CA certificates need not be certificates for the card: it only keeps them. */
static inline void
training_make(struct training *t, const struct virtual_spec *spec)
{
	static struct cert ca[CERT_COUNT] = { { "\x30\x82\x00\x03" "abc", 7 }, { "\x30\x82\x00\x03" "xyz", 7 } };

	assert_int_equal(virtual_make(t->path, spec, ca), ERR_NONE);
	assert_int_equal(virtual_open(t->path, &t->card), ERR_NONE);
}

static inline int
training_setup(void **state)
{
	struct training *t = calloc(1, sizeof(*t));
	struct virtual_spec spec = training_spec();

	training_folder(t);
	training_make(t, &spec);
	*state = t;
	return 0;
}

static inline int
training_teardown(void **state)
{
	struct training *t = *state;

	virtual_close(&t->card);
	(void)unlink(t->path);
	(void)unlink(t->temporary);
	(void)rmdir(t->temporary);
	(void)rmdir(t->folder);
	free(t);
	return 0;
}

/* Power off, and the file is all that is left. */
static inline void
training_reopen(struct training *t)
{
	virtual_close(&t->card);
	assert_int_equal(virtual_open(t->path, &t->card), ERR_NONE);
}

/* A pair made once in this program: making one takes a while. */
static inline void
training_pair(unsigned n, const unsigned char **pkcs8, size_t *len, const struct cert **cert)
{
	static struct { unsigned char key[2048]; size_t len; struct cert cert; } pairs[2];

	if (pairs[n].len == 0) {
		assert_int_equal(virtual_new_key(pairs[n].key, sizeof(pairs[n].key), &pairs[n].len), ERR_NONE);
		training_cert(pairs[n].key, pairs[n].len, 100 + (long)n, &pairs[n].cert);
	}
	*pkcs8 = pairs[n].key;
	*len = pairs[n].len;
	*cert = &pairs[n].cert;
}

static inline void
training_install(struct training *t, enum cert_kind kind, unsigned n)
{
	const unsigned char *pkcs8;
	const struct cert *cert;
	size_t len;

	training_pair(n, &pkcs8, &len, &cert);
	virtual_close(&t->card);
	assert_int_equal(virtual_install(t->path, kind, cert, pkcs8, len), ERR_NONE);
	assert_int_equal(virtual_open(t->path, &t->card), ERR_NONE);
}

#endif
