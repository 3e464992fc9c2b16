/* The card on the reader as the screens show it. */
#ifndef MADOGUCHI_TUI_FLOW_CARD_VIEW_H
#define MADOGUCHI_TUI_FLOW_CARD_VIEW_H

struct app;

/*
 * Draws the visit's card from line y on: its own last day, its certificates, the tries left of its PINs, what of it is
 * in doubt, and where its card work is done. The line behind.
 */
int card_view_draw(int y, const struct app *);

#endif
