/*
 * The screens as text that is only ever added, line by line: for screen readers, Braille lines that follow a teletype,
 * and terminals that can't move their cursor. It reads what was drawn on curses' screen, so that it has every screen
 * there is, and says what is new: after another title all of it, else the lines that weren't there before, at last the
 * line of the cursor. What is typed is said as it stands there, without its line.
 */
#ifndef MADOGUCHI_TUI_TERM_PLAIN_H
#define MADOGUCHI_TUI_TERM_PLAIN_H

/* The screen that nobody sees: with more room than a terminal's there is less to be cut. */
#define PLAIN_ROWS 60
#define PLAIN_COLS 160

/* Says on standard output what is new since the last time; the cursor's place is y, x. */
void plain_show(int y, int x);

/* The next time all is said, what stands around every screen too. */
void plain_again(void);

/* Forgets, and wipes, what was said. */
void plain_end(void);

#endif
