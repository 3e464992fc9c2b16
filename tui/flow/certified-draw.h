/* What the certificate will say of its holder, as screens show it before the card work. */
#ifndef MADOGUCHI_TUI_FLOW_CERTIFIED_DRAW_H
#define MADOGUCHI_TUI_FLOW_CERTIFIED_DRAW_H

#include <stdbool.h>

#include "base/person.h"

struct app;

/* Whether the visit makes a certificate here with name and address in it. */
bool certified_wanted(const struct app *);

#define CERTIFIED_ROWS 3	/* it needs at least */

/*
 * Name and address in at most so many rows from line y on, label_cells from the left, each with whose word it is, cut
 * where there is no room; with pairs, what stands there for characters that certificates lack. card: what it has said,
 * NULL: it wasn't heard yet. The line behind.
 */
int certified_draw(int y, int rows, int label_cells, const struct app *, const struct person *,
    const struct person *card, bool pairs);

#endif
