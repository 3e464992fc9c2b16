/* What the visitor has brought and what is still missing, and the list from which the focused line is ticked off. */
#ifndef MADOGUCHI_TUI_FLOW_PAPERS_H
#define MADOGUCHI_TUI_FLOW_PAPERS_H

#include "tui/app/app.h"
#include "tui/widget/listbox.h"

#define PAPERS_LINES_MAX (FACTS_HELD_MAX + DECISION_MISSING_MAX)

/* A line: a document that was brought, or what is missing; its place among those of the facts or the decision. */
struct paper_line { bool held; size_t index; };

struct papers {
	struct paper_line lines[PAPERS_LINES_MAX];
	size_t count, at;
	enum fact fact;			/* what the focused line is answered by; FACT_COUNT: a document */
	enum holder holder;		/* whose document */
	int others;			/* all documents are listed: 1 the visitor's, 2 the holder's; 0: what is asked for */
	struct listbox list;		/* documents or answers; empty on what is there already */
};

/* Takes facts and decision as they are now; the focus goes to the first that is missing. */
void papers_list(struct papers *, struct app *);

const struct paper_line *papers_focus(const struct papers *);	/* NULL: no line */
const struct missing *papers_missing(const struct papers *, const struct app *);	/* NULL: nothing is, there */

/* One of its keys: Tab goes through the lines, the rest is the list's; *taken as with a listbox. */
bool papers_press(struct papers *, struct app *, const struct press_event *, bool *taken);

/* Ticks the focused line of the list, or takes the focused document back. False where there was nothing to tick. */
bool papers_tick(struct papers *, struct app *);

/* Lists all documents of who has come, then all of the holder, then again what is asked for. */
void papers_others(struct papers *, struct app *);

/* Draws both halves. */
void papers_draw(struct papers *, struct app *);

#endif
