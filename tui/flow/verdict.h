/* The verdict on line 3: can we finish today, and why. */
#ifndef MADOGUCHI_TUI_FLOW_VERDICT_H
#define MADOGUCHI_TUI_FLOW_VERDICT_H

#include "tui/app/app.h"

/* Sets visit.verdict and visit.way_out from the decision. */
void verdict_say(struct app *);

/*
 * Too early: "…から", the first day on which all that is asked for can be renewed, by the day's profile; "" where the
 * facts don't tell.
 */
void verdict_window(const struct profile *day, const struct facts *, const struct decision *, char *out, size_t size);

/* The fact that would supply what is missing; FACT_COUNT if a document does. */
enum fact verdict_fact_of(const struct missing *);
bool verdict_asks_date(const struct missing *);

#endif
