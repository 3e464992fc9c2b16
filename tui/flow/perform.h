/* From the summary to the result: PINs, card work, and the way on after a failure. */
#ifndef MADOGUCHI_TUI_FLOW_PERFORM_H
#define MADOGUCHI_TUI_FLOW_PERFORM_H

#include "tui/app/app.h"

/* Why no visit begins with the card that was looked at: practice is for practice cards. ERR_NONE: it may. */
enum err perform_refuses(const struct app *);

/* Why that card isn't written to here, at all or by the visit's procedure. ERR_NONE: it is. */
enum err perform_lacks(const struct app *);

/*
 * From the summary of a visit that is on record: hears the card's word where this visit hasn't heard it of the card
 * that lies there, then has the applicant type what the case needs, then does the card work. What the
 * authority's terminal does is handed over instead (terminal.h), also without a card. Where a card can't be written to
 * it stops at the case and says so.
 */
void perform_begin(struct app *);

/* The same once the card's word was heard and held against the case, or where no card lies for the terminal's work. */
void perform_proved(struct app *);

/* Whether a name or the address that the visit knows has a character that its certificate lacks. */
bool perform_lacks_letters(const struct app *);

/* Keeps with the visit what job_consent has found, for the screens that show the certificate's name. */
void perform_note_consent(struct app *);

/* The holder has agreed to the substitutes in the certificate: on to the PINs, or to the terminal. */
void perform_agreed(struct app *);

/* Has the applicant type PINs (a mask of 1u << pin_kind) that are only verified, in place of the screen on top. */
void perform_check(struct app *, unsigned pins);

/*
 * The card came or went between the steps. One that left takes its PINs with it; one that is put on is looked at, and
 * refused there and then where it isn't the one that was read at reception: a screen for PINs is closed.
 */
void perform_card(struct app *, void *state);

/* Says that the card on the reader isn't the case's. Closes a screen for PINs. */
void perform_refuse_card(struct app *);

/*
 * The card on the reader is the visit's, or the first that was read; one that may be another is looked at, and the
 * clerk asked to press the key again. False: not now.
 */
bool perform_sure(struct app *);

/* Begins the card work of app->visit; the steps screen is open. */
void perform_run(struct app *);

#endif
