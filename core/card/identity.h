/* Identifies a card, to bind it to its case. */
#ifndef MADOGUCHI_IDENTITY_H
#define MADOGUCHI_IDENTITY_H

#include "card/card.h"

#define CARD_IDENTITY_MAX 69	/* "key:" and a SHA-256 in hexadecimal, and the NUL */

/*
 * The card's number (GET DATA 0045) in hexadecimal. If the card has none: "key:" and the SHA-256 of the public key of
 * its authentication certificate; this identity changes when the certificate is replaced. ERR_CARD_NO_FILE if the card
 * has neither.
 */
enum err card_identity(struct card *, char out[CARD_IDENTITY_MAX]);

/* Whether an identity is made from a key, which goes with the certificate; otherwise it is the card's own for good. */
bool card_identity_is_key(const char *identity);

/* The identity made from the SHA-256 of a public key. */
void card_identity_of_key(const unsigned char *hash, char out[CARD_IDENTITY_MAX]);

#endif
