/* PINs on the reader's own keys: whether one may be typed there, and the large words while the reader asks. */
#ifndef MADOGUCHI_TUI_FLOW_ON_READER_H
#define MADOGUCHI_TUI_FLOW_ON_READER_H

#include "tui/app/app.h"

/* The applicant types it, the card on the reader was looked at, and the reader has keys for all that is asked of it. */
bool on_reader_may(const struct app *, const struct pin_ask *);

/* While the reader asks: the PIN screen's frame, over it what the PIN is for. False, and nothing drawn: it doesn't. */
bool on_reader_draw(struct app *, const char *what);

#endif
