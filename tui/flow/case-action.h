/* What can be done to the case on the screen: only what state and role allow is offered. */
#ifndef MADOGUCHI_TUI_FLOW_CASE_ACTION_H
#define MADOGUCHI_TUI_FLOW_CASE_ACTION_H

#include "tui/app/app.h"
#include "tui/widget/listbox.h"

/* Adds what can be done now; the value of a line is for case_action_do. */
void case_action_list(const struct app *, struct listbox *);
void case_action_do(struct app *, int which);

bool case_action_may_correct(const struct app *);	/* what was said; this clerk, now */

void case_action_facts(struct app *);		/* looks at what was said; corrects it where this clerk may */
void case_action_note(struct app *);		/* a note, also by who doesn't hold the case */
void case_action_kana(struct app *);		/* the holder's kana alone, in any state */

/* Applies app->work.deed's event to the open case and shows it again. */
void case_action_apply(struct app *);

#endif
