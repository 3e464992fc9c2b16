/* The card writes the case's person otherwise than was told: its writing is taken, or its face is mended first. */
#ifndef MADOGUCHI_TUI_FLOW_WRITTEN_H
#define MADOGUCHI_TUI_FLOW_WRITTEN_H

#include "tui/app/app.h"

/* Takes what the visit's card has said into the case, on record, and goes on as perform_proved. */
void written_take(struct app *);

/*
 * Puts on record that the card's face is outdated, and opens the case. Where not the address alone is another the
 * residents' counter mends it first.
 */
void written_outdated(struct app *, bool address_alone);

#endif
