/* The terminal: starts curses (nothing else does) and restores the terminal at the end. */
#ifndef MADOGUCHI_TUI_TERM_TERM_H
#define MADOGUCHI_TUI_TERM_TERM_H

#include <stdbool.h>

#include "base/err.h"
#include "tui/term/decode.h"

#define TERM_ROWS 24
#define TERM_COLS 80
#define TERM_ESCAPE_MS 50	/* Esc followed by nothing for so long is the Esc key */
#define TERM_SEQUENCE_MS 500	/* a sequence or paste without a byte for so long has lost its end */

/* Sets the user's locale or, if that is not UTF-8, C.UTF-8. ERR_LOCALE if neither exists. */
enum err term_locale(void);

/*
 * Starts the screen. First asks the terminal how wide it draws a character of ambiguous width, and measures text
 * accordingly; what is typed meanwhile goes to the decoder. ERR_TERMINAL: not a terminal, of unknown type, or one whose
 * cursor can't be moved.
 */
enum err term_start(struct decoder *);

/* The same for a terminal to which text is only added (plain.h): of any type, asked for nothing. */
enum err term_start_plain(void);
bool term_plain(void);

/* A screen without a terminal, whose cells can be read: for tests, and beneath term_start_plain. */
enum err term_start_nowhere(int rows, int cols);

/*
 * Clears the screen, runs the command of lend.h on the terminal and takes the terminal back. True if its exit status is
 * 0. Its Ctrl-C and Ctrl-Z do not reach this program.
 */
bool term_lend(void);

/* After another program had the terminal: sets the modes, reads the size, redraws everything. */
void term_resume(void);

void term_stop(void);			/* does nothing if not started */

bool term_small(void);			/* smaller than 80x24 */
void term_resize(void);			/* reads the size from the system */
void term_resize_to(int rows, int cols);
void term_redraw(void);			/* draws every cell again */
bool term_sends(enum press);			/* the terminal has this function key, and we recognise its sequence */

/* The curses pair, on the own background; 0, its own colours: it has fewer than 8, or NO_COLOR is set. */
enum term_colour { TERM_OWN, TERM_GREEN, TERM_MAGENTA, TERM_RED };
short term_colour(enum term_colour);

bool term_ascii(void);			/* lines are drawn with + - | */
void term_show(int y, int x);		/* draws what has changed and puts the cursor there */
void term_beep(void);

/* For tests: see MADOGUCHI_IDLE_MARK in the manual. came: bytes from the terminal so far. */
void term_mark(const char *name, bool busy, unsigned long came);

#endif
