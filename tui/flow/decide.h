/* From facts of card and clerk to the verdict and the next screen. */
#ifndef MADOGUCHI_TUI_FLOW_DECIDE_H
#define MADOGUCHI_TUI_FLOW_DECIDE_H

#include "tui/app/app.h"

/* The profile of this visit: the one its case began with, else the day's. */
const struct profile *decide_profile(const struct app *);

/* What is chosen where a reception begins. Masks may be 0: then the next screen asks which. */
struct choice {
	enum procedure_kind procedure;
	unsigned certificates, pins;		/* pins: those set anew on the way */
	bool stay_extended;			/* renewed since the card runs longer than its certificates */
};

/* Sets the first facts of a visit: the choice made and, if a card is known, its data. */
void decide_begin(struct app *, const struct choice *);

/* The facts of a choice, before anybody was asked. */
void decide_chosen(const struct app *, struct facts *, const struct choice *);

/*
 * Continues the case that the worker loaded into the visit's reception, with its procedure, person and proxy. visit:
 * somebody came again, so papers and reply are shown anew. waits: the case waits for a reply. Another card than the
 * case's tells nothing, and isn't known to the visit any more.
 */
void decide_resume(struct app *, bool visit, bool waits);

/* Sets an answer. decide_undo takes back the last answer or document; false if there is none. */
void decide_answer(struct app *, enum fact, int32_t value);
void decide_born(struct app *, struct date);	/* the same of the birth date, which may be known in part */
bool decide_undo(struct app *);

/* Whether an answer is offered: all that contradict no other, except reasons that don't occur for the procedure. */
bool decide_offers(const struct app *, const struct facts *, enum fact, int word);

/* Whether a day contradicts no other answer; if so, says at the foot which two can't both be. */
bool decide_day_fits(struct app *, const struct facts *, enum fact, struct date);

/* The next question, the first of the decision's; FACT_COUNT: none. */
enum fact decide_next(const struct app *);

/* The usual answer, or -1. If all remaining questions have one, a single key gives them all. */
int decide_usual(const struct app *, enum fact);
/* the questions that key would answer */
size_t decide_usual_list(const struct app *, enum fact out[FACT_COUNT]);
void decide_usual_all(struct app *);

/* Takes the birth date from the holder, once known. */
void decide_person(struct app *);

/* Adds a document of the profile, by index, or removes it if present. decide_held: NULL if not present. */
void decide_document(struct app *, enum holder, int document);
struct held *decide_held(struct app *, enum holder, int document);
void decide_again(struct app *);	/* decides again, after its dates were typed */

#endif
