/* A dialog box over the screen: an error and what to do about it, or a question. */
#ifndef MADOGUCHI_TUI_APP_DIALOG_H
#define MADOGUCHI_TUI_APP_DIALOG_H

#include "tui/app/app.h"

/*
 * Enter calls act, Esc otherwise, after closing the box; either may be NULL. label and esc (NULL: やめる) say what they
 * do, marked for translation, not translated.
 */
struct dialog_choice { const char *label; void (*act)(struct app *), (*otherwise)(struct app *); const char *esc; };

/* Asks a question. */
void dialog_ask(struct app *, const char *title, const char *text, const struct dialog_choice *);

/*
 * Shows an error: what happened, what to do, and the one key that does it; the error's name in small at the end. more:
 * a further translated sentence, as "残り 2 回", or NULL.
 */
void dialog_fail(struct app *, enum err, const char *more, const struct dialog_choice *);

extern const struct screen dialog_screen;

#endif
