/*
 * A card that is written in place, for tests: the other card, with an application of its own that takes P-384 pairs
 * made elsewhere and has no word in common with the training card's. And its driver, the second one behind the seam.
 *
 *   AID F0 50 4C 41 43 45; all its commands have CLA 90, and kk is 00 sign, 01 auth; 10 and 11 those that stand aside
 *   90 CA 00 kk           the hashes of key and certificate that are there: 01 or 00, then 32 bytes, twice
 *   90 0E 00 kk           the key is gone: the first half of an import
 *   90 E2 00 kk           the new key: 48 bytes of the scalar, 97 of the point
 *   90 D6 oo oo kk ...    bytes of the certificate at an offset; 0 begins anew
 *   90 B0 oo oo kk        reads them
 *   90 04 00 kk           key and certificate are gone
 *   90 44 00 mm           what stands aside of a mask takes the active pairs' place, all at once; each must be whole
 *   90 2C 00 kk           the PIN of sign or auth is new, and its counter full
 *
 * The same card has a third driver, which imports pairs aside and switches: pending, but not made on the card.
 */
#ifndef MADOGUCHI_TEST_PLACE_CARD_H
#define MADOGUCHI_TEST_PLACE_CARD_H

#include "card/perso/perso.h"
#include "card/wire.h"
#include "tests/card/other-card.h"

#define PLACE_SCALAR 48
#define PLACE_POINT 97
#define PLACE_SPKI 120

struct place_card {
	struct other_card other;
	struct place_key { bool there; unsigned char scalar[PLACE_SCALAR], point[PLACE_POINT]; } keys[CERT_COUNT];
	struct place_key aside[CERT_COUNT];
	struct cert aside_certs[CERT_COUNT];
	bool selected;
	unsigned privileged;		/* commands of CLA 90, over all power-ups */
};

void place_card_make(struct place_card *);

/* Its wire; the card stays the caller's. */
struct wire *place_wire_new(struct place_card *);

/* SHA-256 of a pair's public key as DER SubjectPublicKeyInfo; false where there is no key. */
bool place_key_hash(const struct place_card *, enum cert_kind, unsigned char hash[CERT_HASH]);

/* The certificate's bytes, as far as they were written; NULL: none. */
const unsigned char *place_cert(const struct place_card *, enum cert_kind, size_t *len);

/* A private key in PKCS#8 DER taken apart; false unless it is a P-384 one. */
bool place_take_apart(const unsigned char *pkcs8, size_t n, unsigned char scalar[PLACE_SCALAR],
    unsigned char point[PLACE_POINT]);

extern const struct perso_ops place_driver, aside_driver;
extern const unsigned char place_aid[6];

#endif
