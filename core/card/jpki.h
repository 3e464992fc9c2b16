/* The JPKI application: certificates and keys. Source: sources(7) C2, C3. */
#ifndef MADOGUCHI_JPKI_H
#define MADOGUCHI_JPKI_H

#include "card/card.h"
#include "base/cert.h"

/* Reads the token label without padding, as "JPKIAPICCTOKEN2"; anything but printable ASCII becomes '?'. */
enum err jpki_token(struct card *, char label[33]);

/* Which certificates the card lists as present (EF 0008, one 8F each): a mask of CERT_BIT. */
enum err jpki_present(struct card *, unsigned *mask);

/*
 * Reads a certificate. The signature certificate needs its PIN verified since power-up: else ERR_CARD_NEEDS_PIN, and
 * nothing is sent. ERR_CARD_NO_FILE: there is none. ERR_CARD_ANSWER: a length is invalid, or the end of the certificate
 * is filler because writing it was interrupted.
 */
enum err jpki_read_cert(struct card *, enum cert_kind, struct cert *);

/* Reads the certificate of the CA that issues certificates of this kind; no PIN. Errors as for jpki_read_cert. */
enum err jpki_read_ca(struct card *, enum cert_kind, struct cert *ca);

/*
 * Reads notBefore and notAfter from the first 256 bytes, and checks that the certificate's end was written: two
 * commands instead of seven. ERR_CARD_ANSWER if the dates are not there; use jpki_read_cert then.
 */
enum err jpki_read_validity(struct card *, enum cert_kind, struct moment *from, struct moment *until);

/* Signs a DigestInfo (at most 245 bytes) with the key of a certificate whose PIN is verified. out is 256 bytes. */
enum err jpki_sign(struct card *, enum cert_kind, const unsigned char *info, size_t len, unsigned char out[256]);

#endif
