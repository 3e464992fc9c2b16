/*
 * Reference data: the values the card compares PINs with. Wrong tries are the applicant's to spend, so
 * reference_verify is the only way to send a PIN for comparison. Source: sources(7) C2 to C4.
 */
#ifndef MADOGUCHI_REFERENCE_H
#define MADOGUCHI_REFERENCE_H

#include "card/card.h"

/* The PIN of a reference; PIN_COUNT for 照合番号B. */
enum pin_kind reference_pin(enum reference);

/*
 * Asks for the tries left, which spends none. 0 means locked (63C0, 6983 or 6984). A reference that has just been
 * verified has all its tries. ERR_CARD_NO_FILE: the card has no such reference. On error *left is unchanged.
 */
enum err reference_tries(struct card *, enum reference, int *left);

/*
 * Decides whether a try may be spent; *left is read from the card now. last_tries is a mask of REFERENCE_BIT:
 * references whose last try the holder has confirmed by a separate act. ERR_PIN_NONE, ERR_PIN_LOCKED (none left;
 * ERR_B_LOCKED of 照合番号B), ERR_PIN_LAST_TRY (one left, not confirmed), ERR_CARD_NOT_PRACTICE.
 */
enum err reference_allow(struct card *, enum reference, unsigned last_tries, int *left);

/*
 * Sends one VERIFY if the value is well formed (else ERR_PIN_FORMAT, ERR_PIN_FULL_WIDTH, ERR_B_FORMAT) and
 * reference_allow agrees; otherwise sends nothing. *left is the latest count; with ERR_PIN_WRONG, ERR_B_WRONG or one
 * that is locked (0) the count after this try.
 */
enum err reference_verify(struct card *, enum reference, const struct secret *, unsigned last_tries, int *left);

/*
 * Whether a PIN may be typed on a reader's keys: its value is digits, and one reference holds it. The resident
 * register's stands at two, for each of which the reader would ask anew.
 */
bool reference_typed(enum reference);

/*
 * The same with the value typed on the reader's keys; it never passes through this program. ERR_PIN_LATE: nobody typed
 * within the reader's time; ERR_PIN_GIVEN_UP: its cancel key; ERR_PIN_FORMAT: too few digits; no try is spent then.
 * ERR_CARD_UNABLE: not reference_typed, or the reader has no keys for it; nothing was sent.
 */
enum err reference_verify_typed(struct card *, enum reference, unsigned last_tries, int *left);

/* reference_change with the new value typed twice on the reader's keys; ERR_PIN_MISMATCH: the two differ. */
enum err reference_change_typed(struct card *, enum reference);

/*
 * CHANGE REFERENCE DATA with P1=01 (80 32 for the two resident register references), after a successful VERIFY of the
 * same reference. ERR_CARD_NEEDS_PIN without it, ERR_PIN_FORMAT for a malformed value; nothing is sent then. The two
 * resident register references are in different applications, and selecting one ends the verification of the other.
 */
enum err reference_change(struct card *, enum reference, const struct secret *fresh);

#endif
