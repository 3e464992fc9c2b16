/* From what the card and the clerk have said to the verdict, and to the screen that comes next. */
#ifndef MADOGUCHI_DECIDE_H
#define MADOGUCHI_DECIDE_H

#include "tui/app.h"

/* Begins the visit's facts with what was chosen and what the card has told; both masks may be 0. */
void decide_begin(struct app *, int procedure, unsigned certificates, unsigned pins);

/* The clerk's answer; decide_undo takes the last one back, false when there is none. */
void decide_answer(struct app *, enum fact, int32_t value);
bool decide_undo(struct app *);

/* The birth date, once the card has told who the holder is. */
void decide_person(struct app *);

/* Brings a document, or takes it back where it is there already. */
void decide_document(struct app *, enum holder, const char *code);
bool decide_has_document(const struct app *, enum holder, const char *code);

/* Opens what the verdict leads to: the holder's attributes, or the summary; nothing while there is more to ask. */
void decide_go_on(struct app *);

#endif
