/* Draws the case's screen. */
#ifndef MADOGUCHI_TUI_FLOW_CASE_DRAW_H
#define MADOGUCHI_TUI_FLOW_CASE_DRAW_H

#include "tui/app/app.h"

/* Sets lines 2 and 3: the state, and until when the case waits. */
void case_say_state(struct app *);

/*
 * Draws persons, letter, kept card and as much of the history as fits above the last below rows, latest entries at
 * least. Returns the next free row.
 */
int case_draw(const struct app *, int y, int below);

#endif
