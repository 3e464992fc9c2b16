/* Tells a card by its number, or by the key of its authentication certificate. */
#include "card/identity.h"

#include <string.h>

#include "card/jpki.h"

#define KEY "key:"

_Static_assert(sizeof(KEY) + 2 * CERT_HASH <= CARD_IDENTITY_MAX && 2 * CARD_NUMBER_MAX < CARD_IDENTITY_MAX,
    "an identity doesn't fit");

void
card_identity_of_key(const unsigned char *hash, char out[CARD_IDENTITY_MAX])
{
	memcpy(out, KEY, sizeof(KEY));
	cert_hex(hash, CERT_HASH, out + strlen(KEY), CARD_IDENTITY_MAX - strlen(KEY));
}

bool
card_identity_is_key(const char *identity)
{
	return strncmp(identity, KEY, strlen(KEY)) == 0;
}

enum err
card_identity(struct card *card, char out[CARD_IDENTITY_MAX])
{
	unsigned char number[CARD_NUMBER_MAX];
	struct cert_info info;
	struct cert cert;
	size_t len;
	enum err e;

	out[0] = '\0';
	if ((e = card_number(card, number, &len)) == ERR_NONE) {
		cert_hex(number, len, out, CARD_IDENTITY_MAX);
		return ERR_NONE;
	}
	if (!wire_failed(e) && (e = jpki_read_cert(card, CERT_AUTH, &cert)) == ERR_NONE &&
	    (e = cert_parse(&cert, &info)) == ERR_NONE)
		card_identity_of_key(info.spki_hash, out);
	return e == ERR_NONE || wire_failed(e) ? e : ERR_CARD_NO_FILE;
}
