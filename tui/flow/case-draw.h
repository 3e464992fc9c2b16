/* What the case's screen says of it. */
#ifndef MADOGUCHI_TUI_FLOW_CASE_DRAW_H
#define MADOGUCHI_TUI_FLOW_CASE_DRAW_H

#include "tui/app/app.h"

/* Lines 2 and 3: the state, and until when what is awaited. */
void case_say_state(struct app *);

/*
 * People, letter, kept card and of the history what there is place for above so many rows, the last ones at least; the
 * row behind.
 */
int case_draw(const struct app *, int y, int below);

/* 受付, 発送 …; the code itself where it has no word. */
const char *case_event_words(const char *code);

#endif
