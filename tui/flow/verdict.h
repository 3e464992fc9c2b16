/* Line 3: can we finish today, and why. */
#ifndef MADOGUCHI_TUI_FLOW_VERDICT_H
#define MADOGUCHI_TUI_FLOW_VERDICT_H

#include "tui/app/app.h"

/* Says the visit's decision in the counter's words: visit.verdict and visit.way_out. */
void verdict_say(struct app *);

/* What a missing paper or fact is answered by, or FACT_COUNT where it is a document. */
enum fact verdict_fact_of(const struct missing *);
bool verdict_asks_date(const struct missing *);

#endif
