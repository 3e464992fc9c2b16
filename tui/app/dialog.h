/* A box over the screen: a failure with what to do about it, or a question. */
#ifndef MADOGUCHI_TUI_APP_DIALOG_H
#define MADOGUCHI_TUI_APP_DIALOG_H

#include "tui/app/app.h"

/*
 * What Enter does, and what Esc does besides closing it. The words are marked for translation, not translated; both acts
 * may be NULL.
 */
struct dialog_choice { const char *label; void (*act)(struct app *), (*otherwise)(struct app *); };

/* Asks; Esc takes nothing. */
void dialog_ask(struct app *, const char *title, const char *text, const struct dialog_choice *);

/*
 * Says what happened and what to do next, with the one key that does it; the failure's code stands small at the
 * end. more is a further sentence, translated, or NULL ("残り 2 回").
 */
void dialog_fail(struct app *, enum err, const char *more, const struct dialog_choice *);

extern const struct screen dialog_screen;

#endif
