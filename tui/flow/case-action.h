/* Actions on the case on the screen; only what state and role allow is offered. */
#ifndef MADOGUCHI_TUI_FLOW_CASE_ACTION_H
#define MADOGUCHI_TUI_FLOW_CASE_ACTION_H

#include "tui/app/app.h"
#include "tui/widget/listbox.h"

/* Lists the possible actions; the value of a row is for case_action_do. */
void case_action_list(const struct app *, struct listbox *);
void case_action_do(struct app *, int which);

bool case_action_may_correct(const struct app *);	/* this clerk may correct the facts now */

void case_action_facts(struct app *);		/* shows the facts; corrects them if this clerk may */
void case_action_note(struct app *);		/* a note; needs no claim */
void case_action_kana(struct app *);		/* sets the holder's kana, in any state */

/* Applies the event in app->work.deed to the open case and shows the case again. */
void case_action_apply(struct app *);

#endif
