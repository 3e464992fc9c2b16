/* From the verdict to the screen that comes next: the holder, who comes for them, the summary. */
#ifndef MADOGUCHI_TUI_FLOW_NAVIGATE_H
#define MADOGUCHI_TUI_FLOW_NAVIGATE_H

#include "tui/app/app.h"

/* Opens what the verdict leads to. False while there is more to ask, or the clerk has to settle for less first. */
bool navigate_on(struct app *);

/* This fact is still open, and the card that lies there tells it. */
bool navigate_card_tells(const struct app *, enum fact);

/* Settles for this instead of the card work: to the holder, who comes, and to what is recorded. */
void navigate_settle_for(struct app *, enum outcome);

/* A letter to the holder is what comes out, or what is open where the missing can't be had. */
bool navigate_to_inquiry(const struct app *);

/* The way that is gone now: PROCEED, or what was settled for. */
enum outcome navigate_goal(const struct app *);

/* Records the visit as it stands, and opens its case. */
void navigate_record(struct app *);

/* The answer to a fact in the screen's words; "" where it isn't known. */
void navigate_answer_words(const struct facts *, enum fact, char *out, size_t size);

/* Opens a case by claiming it. */
void navigate_case(struct app *, const char *number);

#endif
