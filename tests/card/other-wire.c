/* Carries commands to the other card, and makes it a certificate. */
#include "tests/card/other-wire.h"

#include <openssl/evp.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>
#include <stdlib.h>
#include <string.h>

struct other_wire { struct wire wire; struct other_card *card; };

static struct other_card *
card_of(struct wire *w)
{
	return ((struct other_wire *)(void *)w)->card;
}

static enum err
power_on(struct wire *w)
{
	other_card_power(card_of(w), true);
	return ERR_NONE;
}

static void
power_off(struct wire *w)
{
	other_card_power(card_of(w), false);
}

static enum err
transmit(struct wire *w, const unsigned char *command, size_t len, unsigned char *answer, size_t cap, size_t *answer_len)
{
	unsigned char whole[OTHER_ANSWER_MAX];

	*answer_len = other_card_answer(card_of(w), command, len, whole);
	if (*answer_len > cap)
		return ERR_CARD_ANSWER;
	memcpy(answer, whole, *answer_len);
	return ERR_NONE;
}

static void
state(struct wire *w, struct wire_state *s)
{
	(void)w;
	*s = (struct wire_state){ .card = true, .changes = 1, .reader = "other" };
}

static int
event_fd(struct wire *w)
{
	(void)w;
	return -1;
}

static void
release(struct wire *w)
{
	free(w);
}

static const struct wire_ops ops = { .name = "other", .power_on = power_on, .transmit = transmit,
    .power_off = power_off, .state = state, .event_fd = event_fd, .free = release };

struct wire *
other_wire_new(struct other_card *card, bool extended)
{
	struct other_wire *w = calloc(1, sizeof(*w));

	if (w == NULL)
		abort();
	w->wire = (struct wire){ .ops = &ops, .extended = extended };
	w->card = card;
	return &w->wire;
}

static EVP_PKEY *
new_key(void)
{
	EVP_PKEY *key = EVP_RSA_gen(2048);

	if (key == NULL)
		abort();
	return key;
}

size_t
other_cert(unsigned char out[2048], const char *from, const char *until)
{
	EVP_PKEY *key = new_key();
	X509 *x = X509_new();
	X509_NAME *name = X509_NAME_new();
	unsigned char *p = out;
	int len;

	if (x == NULL || name == NULL || X509_set_version(x, X509_VERSION_3) != 1 ||
	    ASN1_INTEGER_set(X509_get_serialNumber(x), 77) != 1 ||
	    X509_NAME_add_entry_by_txt(name, "C", MBSTRING_ASC, (const unsigned char *)"JP", -1, -1, 0) != 1 ||
	    X509_NAME_add_entry_by_txt(name, "O", MBSTRING_ASC, (const unsigned char *)"OTHER", -1, -1, 0) != 1 ||
	    X509_set_issuer_name(x, name) != 1 || X509_set_subject_name(x, name) != 1 ||
	    ASN1_TIME_set_string(X509_getm_notBefore(x), from) != 1 ||
	    ASN1_TIME_set_string(X509_getm_notAfter(x), until) != 1 || X509_set_pubkey(x, key) != 1 ||
	    X509_sign(x, key, EVP_sha256()) <= 0 || (len = i2d_X509(x, NULL)) > 2048 || i2d_X509(x, &p) != len)
		abort();
	X509_NAME_free(name);
	X509_free(x);
	EVP_PKEY_free(key);
	return (size_t)len;
}
