/* What can be done to the case on the screen: only what state and role allow is offered. */
#ifndef MADOGUCHI_DEED_H
#define MADOGUCHI_DEED_H

#include "tui/app.h"
#include "tui/listbox.h"

/* Adds what can be done now; the value of a line is for deed_do. */
void deed_list(const struct app *, struct listbox *);
void deed_do(struct app *, int which);

bool deed_may_correct(const struct app *);	/* what was said; this clerk, now */

void deed_facts(struct app *);		/* looks at what was said; corrects it where this clerk may */
void deed_note(struct app *);		/* a note, also by who doesn't hold the case */
void deed_kana(struct app *);		/* the holder's kana alone, in any state */

/* Applies app->work.deed's event to the open case and shows it again. */
void deed_apply(struct app *);

#endif
