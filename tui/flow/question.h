/* A question of the rules with one key for each answer, beside the answers so far. */
#ifndef MADOGUCHI_TUI_FLOW_QUESTION_H
#define MADOGUCHI_TUI_FLOW_QUESTION_H

#include "tui/app/app.h"
#include "tui/widget/lineedit.h"
#include "tui/widget/listbox.h"

struct question {
	enum fact fact;
	struct listbox list;		/* the answers; values are those of the fact */
	struct lineedit line;		/* for a date */
};

void question_ask(struct question *, const struct app *, enum fact);
bool question_of_date(const struct question *);

/* True if it was one of its keys; *taken if a digit chose an answer. */
bool question_press(struct question *, const struct press_event *, bool *taken);

void question_draw(struct question *, struct app *);

#endif
