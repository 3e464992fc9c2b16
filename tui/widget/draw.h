/* Puts words, lines and boxes into cells. Everything shown goes through here: nothing is ever counted in bytes. */
#ifndef MADOGUCHI_TUI_WIDGET_DRAW_H
#define MADOGUCHI_TUI_WIDGET_DRAW_H

/* A look never says what a word doesn't. */
enum look { LOOK_PLAIN, LOOK_STRONG, LOOK_FOCUS, LOOK_FAINT, LOOK_GOOD, LOOK_BAD };

int draw_rows(void);
int draw_cols(void);
void draw_clear(void);

/*
 * Shows text in at most cells cells (less at the screen's right edge); what doesn't fit is cut at a whole character.
 * Controls and broken bytes from outside become '?'. Returns the cells used.
 */
int draw_text(int y, int x, int cells, enum look, const char *text);
int draw_format(int y, int x, int cells, enum look, const char *fmt, ...) __attribute__((format(printf, 5, 6)));

/* The same, filled up with blanks to cells in that look. */
void draw_field(int y, int x, int cells, enum look, const char *text);

void draw_centre(int y, enum look, const char *text);
void draw_right(int y, int end, enum look, const char *text);	/* its last cell is end - 1 */

/* Breaks text into lines of at most cells cells, at most rows of them; returns how many. */
int draw_wrap(int y, int x, int cells, int rows, enum look, const char *text);

/* Rows outside these stay as they are, until draw_unclip: the first row on which something was written, or that of y. */
void draw_clip(int y, int rows);
int draw_unclip(void);

void draw_blank(int y, int x, int rows, int cells);
void draw_rule(int y);					/* across the screen */
void draw_column(int y, int x, int rows);		/* a line downwards */
void draw_box(int y, int x, int rows, int cells);	/* border outside, blank inside */

#endif
