/* What tells one card from another, and binds it to its case. */
#ifndef MADOGUCHI_IDENTITY_H
#define MADOGUCHI_IDENTITY_H

#include "card/card.h"

#define CARD_IDENTITY_MAX 69	/* "key:" and a SHA-256 in hexadecimal, and the NUL */

/*
 * The card's number (GET DATA 0045) in hexadecimal; of a card that doesn't give it, "key:" and the SHA-256 of its
 * authentication certificate's public key. The key changes when that certificate is made anew: then it is another
 * identity. ERR_CARD_NO_FILE where the card has neither: nothing tells it from others.
 */
enum err card_identity(struct card *, char out[CARD_IDENTITY_MAX]);

/* The identity that a public key's SHA-256 makes. */
void card_identity_of_key(const unsigned char *hash, char out[CARD_IDENTITY_MAX]);

#endif
