/* The screens, one a file. */
#ifndef MADOGUCHI_TUI_SCREEN_SCREENS_H
#define MADOGUCHI_TUI_SCREEN_SCREENS_H

#include "base/person.h"
#include "forms/letter.h"
#include "tui/app/screens.h"
#include "tui/widget/screen.h"

extern const struct screen home_screen;		/* tasks, reader, half-done work */
extern const struct screen bookings_screen;	/* bookings of a day, numbers that were drawn */
extern const struct screen card_screen;		/* what the card holds, and what can be done with it */
extern const struct screen procedure_screen;	/* chooses the procedure, without a card */
extern const struct screen set_screen;		/* which PINs or certificates */
extern const struct screen visitor_screen;	/* visitor, questions and documents */
extern const struct screen person_screen;	/* the four attributes of the holder */
extern const struct screen entry_screen;	/* a form that is typed by hand */
extern const struct screen resident_screen;	/* the residents' record */
extern const struct screen compare_screen;	/* the holder beside that record, or the case's beside the card */
extern const struct screen record_screen;	/* one summary before what doesn't end today is recorded */
extern const struct screen case_screen;		/* a case: what it is, what happened, what can be done now */
extern const struct screen reply_screen;	/* a reply, looked at before it is opened */
extern const struct screen facts_screen;	/* what was said, to be corrected */
extern const struct screen print_screen;	/* the papers of a case */
extern const struct screen list_screen;		/* waiting letters and kept cards */
extern const struct screen ledger_screen;	/* what lies at the office, and its count */
extern const struct screen search_screen;	/* finds a case */
extern const struct screen tally_screen;	/* the figures of a day or a month */
extern const struct screen audit_screen;	/* the audit log */
extern const struct screen confirm_screen;	/* summary before card work */
extern const struct screen consent_screen;	/* what stands for characters that certificates lack */
extern const struct screen pin_screen;		/* the applicant types a PIN */
extern const struct screen checked_screen;	/* what came of PINs that were only verified */
extern const struct screen terminal_screen;	/* what is to be done at the authority's terminal */
extern const struct screen handed_screen;	/* the cases that are there */
extern const struct screen taken_screen;	/* what was done there, by the card that comes back */
extern const struct screen refusal_screen;	/* why it did nothing */
extern const struct screen steps_screen;	/* the steps as they run */
extern const struct screen result_screen;	/* the result, and what to tell the holder */
extern const struct screen half_done_screen;	/* half-done card work */
extern const struct screen practice_screen;	/* the eleven cards of practice */
extern const struct screen reader_screen;	/* chooses among several readers */
extern const struct screen lock_screen;		/* while the clerk is away */
extern const struct screen help_screen;		/* F1 */
extern const struct screen commands_screen;	/* all that can be done on the screen beneath */

/* What compare_screen begins with; person is copied. */
struct compare_with {
	const struct person *person;		/* of the residents' record; with proof, by the card's word */
	const struct person *twin;		/* the first of who in the record may be meant instead; of how many */
	unsigned twins;
	bool proof;
	bool like;				/* with proof: it is the case's person, and Enter leads to the PINs */
	bool written;				/* but not written as the card has it: Enter takes the card's */
	bool face;				/* with proof: its face is outdated, and nothing leads to the PINs */
};

/* PINs for unlock, change-pin and with-pins, or only to be verified; certificates for revoke and report-key. */
#define SET_CHECK (-1)
void set_screen_open(struct app *, int procedure);

/* Begins a visit with what was chosen; where its masks are 0, which certificates or PINs is asked first. */
struct choice;
void set_screen_begin(struct app *, const struct choice *);

/* Prints a paper of a case, on the printer or into a file. */
void print_at_once(struct app *, const char *number, enum paper);

/* For key tables that lead to the reader screen. */
void reader_screen_open(struct app *, void *state);
bool reader_screen_can_open(const struct app *, const void *state);

/* All screens, those with a name first, ended by NULL: for app->screens, the manual and tests. */
extern const struct screen *const all_screens[];

#endif
