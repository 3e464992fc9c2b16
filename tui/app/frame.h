/* What stands around every screen: three lines at the top, message and keys at the foot. */
#ifndef MADOGUCHI_TUI_APP_FRAME_H
#define MADOGUCHI_TUI_APP_FRAME_H

#include "tui/widget/screen.h"

#define FRAME_BODY 4		/* first row of a screen's own place */
#define FRAME_FOOT 3		/* rows below it: message, rule, keys */
#define FRAME_LEFT 3		/* column where a screen's words begin */

/* Rows of a screen's own place. */
int frame_rows(void);

void frame_draw(struct app *, const struct screen *, const void *state);
void frame_draw_foot(struct app *);	/* of the top screen */
void frame_draw_wait(struct app *);	/* nothing but the word about a wait, over what stands there */
void frame_draw_small(struct app *);	/* instead of everything, in too small a terminal */

#endif
