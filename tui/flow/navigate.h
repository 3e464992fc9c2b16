/* From the verdict to the next screen: holder, proxy, summary. */
#ifndef MADOGUCHI_TUI_FLOW_NAVIGATE_H
#define MADOGUCHI_TUI_FLOW_NAVIGATE_H

#include "tui/app/app.h"

/* Opens the next screen. False while there are questions, or the clerk must first settle for another outcome. */
bool navigate_on(struct app *);

/* Whether this unknown fact can be read from the card on the reader. */
bool navigate_card_tells(const struct app *, enum fact);

/* Settles for this outcome instead of card work, and goes on to holder, proxy and recording. */
void navigate_settle_for(struct app *, enum outcome);

/* Whether the outcome is an inquiry, or an inquiry is the alternative to what is missing. */
bool navigate_to_inquiry(const struct app *);

/* The current goal: OUTCOME_PROCEED, or the outcome settled for. */
enum outcome navigate_goal(const struct app *);

/* Whether a letter is to be ordered whose last day the clerk has to say. */
bool navigate_asks_until(const struct app *);

/* Records the visit as it is and opens its case. */
void navigate_record(struct app *);

/* The answer to a question in words; "" if unknown. */
const char *navigate_fact_name(const struct app *, const struct facts *, enum fact);
void navigate_answer_words(const struct app *, const struct facts *, enum fact, char *out, size_t size);

/* Opens a case, which claims it. */
void navigate_case(struct app *, const char *number);

/* What the card or the terminal refused was recorded, or not (e): says words, and opens the case. */
void navigate_recorded(struct app *, enum err e, const char *number, const char *words);

#endif
