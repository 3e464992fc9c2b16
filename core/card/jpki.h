/* The JPKI application: certificates and keys. Source: sources(7) C2, 3. */
#ifndef MADOGUCHI_JPKI_H
#define MADOGUCHI_JPKI_H

#include "card/card.h"
#include "base/cert.h"

/* The token's label without its padding, as "JPKIAPICCTOKEN2"; anything but printable ASCII becomes '?'. */
enum err jpki_token(struct card *, char label[33]);

/* Which certificates the card says it holds (EF 0008, 8F for each): a mask of CERT_BIT. */
enum err jpki_present(struct card *, unsigned *mask);

/*
 * Reads a certificate; sign needs its PIN verified since power-up, else ERR_CARD_NEEDS_PIN (nothing is sent).
 * ERR_CARD_NO_FILE where there is none. Every length is checked before it is believed; one whose end is filler was
 * never written to its end: ERR_CARD_ANSWER.
 */
enum err jpki_read_cert(struct card *, enum cert_kind, struct cert *);

/*
 * The certificate's first and last moment from its first 256 bytes, and that its end is there too: two commands instead
 * of seven, for a look that needs no more. ERR_CARD_ANSWER where they aren't found there: then jpki_read_cert is the way.
 */
enum err jpki_read_validity(struct card *, enum cert_kind, struct moment *from, struct moment *until);

/* Signs a DigestInfo (at most 245 bytes) with the key of a certificate; its PIN is verified. 256 bytes out. */
enum err jpki_sign(struct card *, enum cert_kind, const unsigned char *info, size_t len, unsigned char out[256]);

#endif
