/* The frame of every screen: three lines at the top, message and keys at the foot. */
#ifndef MADOGUCHI_TUI_APP_FRAME_H
#define MADOGUCHI_TUI_APP_FRAME_H

#include "tui/widget/screen.h"

#define FRAME_BODY 4		/* first row of a screen's body */
#define FRAME_FOOT 3		/* rows below the body: message, rule, keys */
#define FRAME_LEFT 3		/* left column of the body's text */

/* Number of rows in the body. */
int frame_rows(void);

void frame_draw(struct app *, const struct screen *, const void *state);
void frame_draw_foot(struct app *);	/* of the top screen */
void frame_draw_wait(struct app *);	/* only the notice that a job takes long */
void frame_draw_small(struct app *);	/* the notice that the terminal is too small */

#endif
