/* A whole card that lies: opening, looking, reading, logging in. What comes out must be bounded text and numbers. */
#include <stdlib.h>
#include <string.h>

#include "card/jpki.h"
#include "card/reference.h"
#include "card/text-ap.h"
#include "fuzz.h"
#include "tests/fuzz/fed-wire.h"

static const struct secret pin = { "1234", 4 }, sign = { "MADO1234", 8 }, b = { "60040120331234", 14 };

static void
hold(bool promise)
{
	if (!promise)
		abort();
}

static void
look(struct card *card)
{
	unsigned char number[CARD_NUMBER_MAX];
	struct cert ca;
	char token[33];
	struct date d;
	unsigned mask, p;
	size_t len;
	int left;

	if (card_number(card, number, &len) == ERR_NONE)
		hold(len > 0 && len <= sizeof(number));
	if (card_expires(card, &d) == ERR_NONE)
		hold(date_valid(d));
	if (jpki_token(card, token) == ERR_NONE)
		hold(strlen(token) < sizeof(token));
	(void)jpki_present(card, &mask);
	if (jpki_read_ca(card, CERT_AUTH, &ca) == ERR_NONE)
		hold(ca.len >= 2 && ca.len <= sizeof(ca.der));
	for (p = 0; p < REFERENCE_COUNT; p++)
		if (reference_tries(card, (enum reference)p, &left) == ERR_NONE)
			hold(left >= 0 && left <= 15);
}

static void
read_all(struct card *card)
{
	unsigned char signature[256];
	struct person person;
	struct cert cert;
	int left = 0;

	if (reference_verify(card, REFERENCE_SIGN, &sign, ~0u, &left) == ERR_NONE)
		(void)jpki_read_cert(card, CERT_SIGN, &cert);
	if (jpki_read_cert(card, CERT_AUTH, &cert) == ERR_NONE)
		hold(cert.len >= 2 && cert.len <= sizeof(cert.der));
	if (reference_verify(card, REFERENCE_AUTH, &pin, ~0u, &left) == ERR_NONE)
		(void)jpki_sign(card, CERT_AUTH, pin.bytes, pin.len, signature);
	if ((reference_verify(card, REFERENCE_ASSIST, &pin, ~0u, &left) == ERR_NONE ||
	    reference_verify(card, REFERENCE_B, &b, ~0u, &left) == ERR_NONE) && text_ap_read(card, &person) == ERR_NONE)
		hold(memchr(person.name, '\0', sizeof(person.name)) != NULL &&
		    memchr(person.address, '\0', sizeof(person.address)) != NULL && strchr(person.name,
		    '\033') == NULL);
	if (reference_verify(card, REFERENCE_JUKI, &pin, ~0u, &left) == ERR_NONE)
		(void)reference_change(card, REFERENCE_JUKI, &pin);
	hold(left >= 0 && left <= 15);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	struct fed_wire f;
	struct card card;

	fed_wire(&f, bytes, len);
	if (card_open(&card, &f.wire, CARD_USE_WORK) == ERR_NONE) {
		/* The first byte says which way round, so that both halves get the first answers now and then. */
		if (bytes[0] & 0x20)
			read_all(&card);
		look(&card);
		read_all(&card);
	}
	card_close(&card);
	return 0;
}
