/* Card work at the authority's terminal: handing a visit over, and what its screens share. */
#ifndef MADOGUCHI_TUI_FLOW_TERMINAL_H
#define MADOGUCHI_TUI_FLOW_TERMINAL_H

#include "tui/app/formview.h"

/* Whether the settings leave the card work of the visit's procedure to the terminal. */
bool terminal_does(const struct app *);

/* Whether the visit is done without its card: none is read before, and none afterwards. */
bool terminal_without_card(const struct visit *);

/* Hands the visit over, which is on record, and shows what is to be done there. */
void terminal_hand_over(struct app *);

/*
 * Loads a case at the terminal for the screen on top: clears the visit but for the card, then job_terminal; told is
 * called after it. terminal_loaded then makes it the visit.
 */
void terminal_load(struct app *, const char *number, screen_done *told);
void terminal_loaded(struct app *);

/* Releases the case for the colleagues when the screen that has loaded it is left. */
void terminal_leave(struct app *);

/*
 * terminal-failed.c: taking back has failed with app->work.taken.failed: says so, and asks for what it needs; again
 * reads the card with that. terminal_forget wipes what was typed for it. terminal_looked: job_look's card becomes the
 * visit's, or its failure is said, and it is false.
 */
void terminal_failed(struct app *, enum err, void (*again)(struct app *));
void terminal_forget(struct app *);
bool terminal_looked(struct app *, enum err);

/* It is done, and taken says what was read: shows the result in place of the screen on top. */
void terminal_done(struct app *);

/* terminal-print.c: a form (entry.h) with what the terminal's print says of the case, into app->work.print_typed. */
void terminal_fill_print(struct app *, struct formview *);
void terminal_take_print(struct app *, const struct formview *);

#endif
