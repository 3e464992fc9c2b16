/* The documents brought and still missing, and the list to tick them off. */
#ifndef MADOGUCHI_TUI_FLOW_PAPERS_H
#define MADOGUCHI_TUI_FLOW_PAPERS_H

#include "tui/app/app.h"
#include "tui/widget/listbox.h"

#define PAPERS_LINES_MAX (FACTS_HELD_MAX + DECISION_MISSING_MAX)

/* A line: a document brought, or one missing; index in the facts or the decision. */
struct paper_line { bool held; size_t index; };

struct papers {
	struct paper_line lines[PAPERS_LINES_MAX];
	size_t count, at;
	enum fact fact;			/* answers the focused line; FACT_COUNT: a document does */
	enum holder holder;		/* whose document */
	int others;			/* 1: all of the visitor's, 2: all of the holder's; 0: those asked for */
	struct listbox list;		/* documents or answers; empty for what is present */
};

/* Rebuilds the lines from facts and decision; the focus goes to the first missing one. */
void papers_list(struct papers *, struct app *);

const struct paper_line *papers_focus(const struct papers *);	/* NULL: no line */
/* NULL: the line isn't missing */
const struct missing *papers_missing(const struct papers *, const struct app *);

/* Handles a key: Tab moves between lines, the rest is the list's; *taken as for a listbox. False: not its key. */
bool papers_press(struct papers *, struct app *, const struct press_event *, bool *taken);

/* Ticks the focused row of the list, or takes back the focused document. False if there is neither. */
bool papers_tick(struct papers *, struct app *);

/* Switches the list: all of the visitor's documents, all of the holder's, those asked for. */
void papers_others(struct papers *, struct app *);

/* Draws both halves. */
void papers_draw(struct papers *, struct app *);

#endif
