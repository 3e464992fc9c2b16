/*
 * Card work at the authority's terminal (統合端末), seen from the desk: the card is read before, and read again
 * afterwards to prove what was done. Nothing here writes to a card, and no PIN is sent that was not given.
 */
#ifndef MADOGUCHI_DESK_HAND_OVER_H
#define MADOGUCHI_DESK_HAND_OVER_H

#include "case/reception.h"
#include "desk/desk.h"
#include "people/compare.h"

/* Whether the settings leave the card work of a procedure (the fact's word) to the terminal. */
bool desk_at_terminal(const struct desk *, const char *procedure);

/*
 * Hands an approved case over. The card on the reader, if there is one, is read without a PIN: certificates,
 * serial of the authentication certificate, tries left. heard: the word heard from the card in this visit
 * (desk_person), NULL for none; where it proves that the card is the applicant's, the card is bound to the case.
 * The caller zeroes r, may set its day, and frees it; r->file is the case afterwards.
 *
 * Without a card or a reader the case is handed over all the same, and nothing is known of the card before. Where the
 * case is to be done without its card (handover_without_card) none is read.
 * ERR_CARD_OTHER: the card on the reader is not the one that is bound. Else as reception_hand_over; ERR_ROLE.
 */
enum err desk_hand_over(struct desk *, const char *number, const struct card_word *heard, struct reception *r);

/*
 * What the signature certificate that was read says of its holder, beside what the case has, written as certificates
 * write it: one comparison for both (people/compare.h), in which a substitute that nobody agreed to is another
 * character, and only the marks of substitutes are written otherwise. told: it names somebody.
 */
struct desk_said { bool told; struct person wanted, said; enum person_verdict verdict[PERSON_FIELD_COUNT]; };

/* What PINs have proved of a card (its identity; "": nothing), and the signature certificate that one of them opened. */
struct desk_proof {
	char card[CASE_CARD_MAX];
	unsigned verified, unchecked;
	struct handover_seen_cert sign;
	struct desk_said said;
};

/* What taking back found out. Too large for a thread's stack. */
struct desk_taken {
	struct handover_want want;	/* until: by the rules for the day on which each certificate was issued */
	struct handover_seen seen;
	struct handover_verdict verdict;
	unsigned unchecked;		/* read, but no CA certificate on the card to check by: a mask of CERT_BIT */
	bool holder_proved;		/* by the card's word, now or when the card was bound to the case */
	struct desk_result failed;	/* what a failed PIN is about: desk_failed_words */
	/* Counts on in the next reading of the same card, also after a failure. Zeroed by the caller when it has left. */
	struct desk_proof proof;
	bool hold;	/* by the caller: not done yet where the signature certificate goes by the other */
	bool held;	/* so it is: verdict.done, but the case is still handed over, and nothing is on record */
};

/*
 * Reads the card and judges it against the request of the case's hand-over. Every value of pins that is not empty
 * is verified, once; with the signature PIN the signature certificate is read too. pins may be NULL.
 *
 * ERR_NONE: the card was read, and verdict says what it shows. verdict.done: the case is done, the certificates
 * read are on record; unless held, so that the holder can be asked for the PIN that opens what is unread. Otherwise
 * the case stays handed over: with the differences, which are on record too, or, without a difference, because nothing
 * read so far proves the request (an unread signature certificate, a PIN whose tries were full before): ask for the
 * PIN or use the terminal's print.
 *
 * The card is that of the case, by its number. Where no card is bound to it, its holder is proved by the card's word
 * (check_b, the assist PIN, or pins->word heard in this visit), and it is bound. ERR_PIN_MISSING, failed naming
 * 照合番号B: nothing is given that opens the word, and no card is bound, or the bound one has no number and its key has
 * changed, as a renewal does; but without a word another card than was read at the hand-over is told as such. Other
 * errors: as desk_perform for PINs, reader and card, ERR_CASE_STATE if the case is not handed over, ERR_PRINT_ONLY if
 * it was handed over without its card, ERR_CASE_CLAIMED, ERR_ROLE. Nothing is sent to a card before these are checked.
 */
enum err desk_take_back(struct desk *, const char *number, struct desk_pins *, struct desk_taken *);

/* Ends what is held, by what was read: the holder types no PIN. Errors as desk_take_back's before it reads the card. */
enum err desk_take_back_held(struct desk *, const char *number, struct desk_taken *);

/* Parses a serial as typed: hexadecimal digits in any case, spaces and colons between them ignored. ERR_PRINT_SERIAL. */
enum err desk_print_serial(const char *typed, unsigned char out[CERT_SERIAL_MAX], size_t *len);

/*
 * Takes a case back without a card reader. Two clerks type the same print; each entry is checked against the
 * request as a card would be. *second: this was the second entry. ERR_NONE with verdict.done: the first entry is
 * stored and waits for a second one, or, with *second, the case is done. Not verdict.done: the print shows a
 * difference, which is recorded, and the first entry must be typed anew.
 *
 * ERR_PRINT_AGAINST_CARD: a reader has shown since the hand-over that this card is not as wanted (but for a revoked
 * certificate that is still on it). ERR_PRINT_DAY: the work's day is not between the hand-over and today.
 * ERR_PRINT_CLERK: the second clerk must be another one. ERR_PRINT_DIFFERS: the second entry is not the first one;
 * both are void. ERR_FIELD_EMPTY: a serial or date that the request needs was not typed. ERR_CASE_STATE, ERR_ROLE.
 * A second entry needs no claim of the case, a first one does (ERR_CASE_CLAIMED).
 */
enum err desk_take_back_print(struct desk *, const char *number, const struct handover_print *, struct desk_taken *,
    bool *second);

/* Who typed the first entry of the print; "" if nobody has. ERR_CASE_STATE if the case is not handed over. */
enum err desk_print_by(struct desk *, const char *number, char clerk[33]);

#endif
