/* From what the card and the clerk have said to the verdict, and to the screen that comes next. */
#ifndef MADOGUCHI_TUI_FLOW_DECIDE_H
#define MADOGUCHI_TUI_FLOW_DECIDE_H

#include "tui/app/app.h"

/* The rules of this visit: those that its case began with, else the day's. */
const struct profile *decide_profile(const struct app *);

/* Begins the visit's facts with what was chosen and, where one is known, what the card has told; masks may be 0. */
void decide_begin(struct app *, int procedure, unsigned certificates, unsigned pins);

/*
 * Goes on with the case that the worker has loaded into the visit's reception: procedure, person and who comes are its
 * own. visit: somebody has come again, so that papers and reply are shown anew; waits: the case waits for a reply.
 */
void decide_resume(struct app *, bool visit, bool waits);

/* The clerk's answer. decide_undo takes back the last thing said, a document too; false when there is none. */
void decide_answer(struct app *, enum fact, int32_t value);
bool decide_undo(struct app *);

/* A reason that nobody gives for the procedure isn't offered; every other answer is. */
bool decide_offers(const struct facts *, enum fact, int word);

/* What is asked next: the birth date last, since it comes with the holder; FACT_COUNT: nothing. */
enum fact decide_next(const struct app *);

/* The answer that is given nearly always, or -1: where all that is left have one, a single key gives them all. */
int decide_usual(const struct app *, enum fact);
size_t decide_usual_list(const struct app *, enum fact out[FACT_COUNT]);	/* what one key would answer now */
void decide_usual_all(struct app *);

/* The birth date, once it is known who the holder is. */
void decide_person(struct app *);

/* A document of the profile, by its place: brought, or taken back where it is there already. NULL: not there. */
void decide_document(struct app *, enum holder, int document);
struct held *decide_held(struct app *, enum holder, int document);
void decide_again(struct app *);	/* after its dates were told */

#endif
