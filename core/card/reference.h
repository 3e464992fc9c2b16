/*
 * The card's reference data: what it compares PINs with. Tries are the applicant's: everything that sends a PIN to a
 * card for comparison goes through reference_verify. Source: sources(7) C2 to C4.
 */
#ifndef MADOGUCHI_REFERENCE_H
#define MADOGUCHI_REFERENCE_H

#include "card/card.h"

/* The PIN whose reference it is; PIN_COUNT for 照合番号B. */
enum pin_kind reference_pin(enum reference);

/*
 * Tries left, by the query that costs none; 0 is locked: 63C0, 6983 and 6984 all say so. A reference just verified has
 * them all. ERR_CARD_NO_FILE where the card has no such reference; *left is untouched by a failure.
 */
enum err reference_tries(struct card *, enum reference, int *left);

/*
 * Whether a try may be spent: *left is read from the card now. last_tries is a mask of REFERENCE_BIT: of these the holder
 * has confirmed the last try by a second, separate act. ERR_PIN_NONE, ERR_PIN_LOCKED (none left), ERR_PIN_LAST_TRY (one
 * left, unconfirmed), ERR_CARD_NOT_PRACTICE.
 */
enum err reference_allow(struct card *, enum reference, unsigned last_tries, int *left);

/*
 * VERIFY, once, of a value that has its form (else ERR_PIN_FORMAT, ERR_PIN_FULL_WIDTH) when reference_allow agrees;
 * else nothing is sent. *left is what the card said last: with ERR_PIN_WRONG, or ERR_PIN_LOCKED (0), after this try.
 */
enum err reference_verify(struct card *, enum reference, const struct secret *, unsigned last_tries, int *left);

/*
 * CHANGE REFERENCE DATA with P1=01 (80 32 for the resident register's two) after a successful VERIFY of the same
 * reference; without that ERR_CARD_NEEDS_PIN, for a malformed value ERR_PIN_FORMAT, and nothing is sent. The resident
 * register's two live in different applications: going to the other ends the login.
 */
enum err reference_change(struct card *, enum reference, const struct secret *fresh);

#endif
