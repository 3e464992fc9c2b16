/* The keys at the foot of the screen, and what they are called. */
#ifndef MADOGUCHI_TUI_WIDGET_KEYBAR_H
#define MADOGUCHI_TUI_WIDGET_KEYBAR_H

#include "tui/widget/screen.h"

/* "F1", "Enter", "^G"; "" for none. Static. */
const char *keybar_name(enum press);

/* Whether the key does something now. */
bool keybar_usable(const struct key *, const struct app *, const void *state);

/* The usable key of the table for this key press, or NULL. */
const struct key *keybar_find(const struct key *, enum press, const struct app *, const void *state);

/* Draws the usable keys: the first common key (F1), the screen's own, then the other common keys at the right. */
void keybar_draw(int y, const struct key *own, const struct key *common, const struct app *, const void *state);

#endif
