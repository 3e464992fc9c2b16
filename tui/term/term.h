/* The terminal: the only room that starts curses, and that gives the terminal back as it was. */
#ifndef MADOGUCHI_TUI_TERM_TERM_H
#define MADOGUCHI_TUI_TERM_TERM_H

#include <stdbool.h>

#include "base/err.h"
#include "tui/term/decode.h"

#define TERM_ROWS 24
#define TERM_COLS 80
#define TERM_ESCAPE_MS 50	/* parts the Esc key from a sequence */
#define TERM_SEQUENCE_MS 500	/* a sequence or a paste that stands still so long has lost its end */

/* Takes the user's locale, or C.UTF-8 where it isn't UTF-8; ERR_LOCALE when neither is there. */
enum err term_locale(void);

/*
 * Starts the screen. Asks first how wide the terminal draws a line character, and measures text of its kind so; what
 * was typed meanwhile goes to the decoder. ERR_TERMINAL when it is none, or its kind is unknown or can't put its cursor
 * anywhere.
 */
enum err term_start(struct decoder *);

/* A screen that nobody sees, for tests: its cells can be read all the same. */
enum err term_start_nowhere(int rows, int cols);

/*
 * Lends the terminal to a command line, with nothing of ours on it, and takes it back. True when it ended with status 0.
 * Its keys neither stop nor end us.
 */
bool term_lend(const char *command);

/* Somebody else had the terminal: its modes are ours again, its size is asked, all is sent anew. */
void term_resume(void);

void term_stop(void);			/* harmless when not started */

bool term_small(void);			/* under 80x24 */
void term_resize(void);			/* takes the size from the system */
void term_resize_to(int rows, int cols);
void term_redraw(void);			/* sends everything anew */
bool term_sends(enum press);		/* the terminal has this function key, by its bytes that we read as it */
bool term_ascii(void);			/* lines are made of + - | */
void term_show(int y, int x);		/* sends what changed and puts the cursor there */
void term_beep(void);
void term_mark(const char *name, bool busy);	/* for tests: see MADOGUCHI_IDLE_MARK in the manual */

#endif
