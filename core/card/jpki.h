/* The JPKI application: certificates, keys and PINs. Source: sources(7) C2, 3. */
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

/*
 * Tries left, by the query that costs none (VERIFY without data). Any of the four PINs, wherever it lives
 * on the card (JPKI 001B and 0018, 住基 001C, 券面事項入力補助 0011). 0 is locked.
 */
enum err jpki_tries(struct card *, enum pin_kind, int *left);

/*
 * VERIFY. The PIN has passed pin_check; an empty one is refused here (it would be the query). *left is what the
 * card said when ERR_PIN_WRONG or ERR_PIN_LOCKED (0), else untouched.
 */
enum err jpki_verify(struct card *, enum pin_kind, const struct secret *, int *left);

/*
 * CHANGE REFERENCE DATA with P1=01 after a successful VERIFY of the same PIN (80 32 for juki, in 住基AP); without that
 * ERR_CARD_NEEDS_PIN and nothing is sent.
 */
enum err jpki_change(struct card *, enum pin_kind, const struct secret *fresh);

/*
 * The second reference of the juki PIN, in 共通カードAP. Going there ends the login in 住基AP (sources(7) C2), so the old
 * PIN is verified and changed in one call, a step of its own. *left as jpki_verify.
 */
enum err jpki_tries_common(struct card *, int *left);
enum err jpki_change_common(struct card *, const struct secret *old, const struct secret *fresh, int *left);

/* Signs a DigestInfo (at most 245 bytes) with the key of a certificate; its PIN is verified. 256 bytes out. */
enum err jpki_sign(struct card *, enum cert_kind, const unsigned char *info, size_t len, unsigned char out[256]);

#endif
