/* Draws text, lines and boxes in cells. Everything shown goes through here; nothing is measured in bytes. */
#ifndef MADOGUCHI_TUI_WIDGET_DRAW_H
#define MADOGUCHI_TUI_WIDGET_DRAW_H

#include <stddef.h>

/*
 * A look repeats what a word says, and never replaces it: bold for what matters, reverse for where one is, a line
 * under what is somebody's own, as on a form. GOOD, LATER and BAD are bold, and green, magenta and red where there are
 * colours.
 */
enum look { LOOK_PLAIN, LOOK_STRONG, LOOK_FOCUS, LOOK_FAINT, LOOK_PERSON, LOOK_GOOD, LOOK_LATER, LOOK_BAD };

int draw_rows(void);
int draw_cols(void);
void draw_clear(void);

#define DRAW_CUT_CELLS 3	/* of the mark that there is more than the place for it */

/*
 * Draws text in at most cells cells, ending at the screen's right edge; truncated at a whole character, with a mark
 * where there are more cells than that takes. Control characters and broken bytes become '?'. Returns the cells used.
 */
int draw_text(int y, int x, int cells, enum look, const char *text);
int draw_format(int y, int x, int cells, enum look, const char *fmt, ...) __attribute__((format(printf, 5, 6)));

/* The same, padded with blanks to cells in that look. */
void draw_field(int y, int x, int cells, enum look, const char *text);

/*
 * The mark of the line that has the focus. Only the mark is in reverse: a whole line would be 200 bytes each time that
 * the focus moves, and slow lines carry 960 a second.
 */
void draw_focus(int y, int x, int cells);

void draw_centre(int y, enum look, const char *text);
void draw_right(int y, int end, enum look, const char *text);	/* its last cell is end - 1 */

/* How many lines stand above this first, or below this last: said at its end, in few cells. 0: nothing. */
void draw_more(int y, int end, size_t more);

/* Wraps text into at most rows lines of cells cells; returns their number. */
int draw_wrap(int y, int x, int cells, int rows, enum look, const char *text);

/* Limits drawing to rows from y on, until draw_unclip, which returns the first row written to, or y. */
void draw_clip(int y, int rows);
int draw_unclip(void);

void draw_blank(int y, int x, int rows, int cells);
void draw_rule(int y);					/* across the screen */
void draw_column(int y, int x, int rows);		/* a line downwards */
void draw_box(int y, int x, int rows, int cells);	/* border outside, blank inside */

#endif
