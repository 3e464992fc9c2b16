/* An editable line of text; scrolls sideways if longer than its place. */
#ifndef MADOGUCHI_TUI_WIDGET_LINEEDIT_H
#define MADOGUCHI_TUI_WIDGET_LINEEDIT_H

#include <stdbool.h>
#include <stddef.h>

#include "tui/term/decode.h"

#define LINEEDIT_MAX 1024

/* A zeroed line is empty. UTF-8; at is a byte offset between characters, never before a combining mark. */
struct lineedit {
	char text[LINEEDIT_MAX + 1];
	size_t len, at;
	size_t first;		/* the first byte shown */
};

void lineedit_set(struct lineedit *, const char *);

/* True if it was one of its keys. */
bool lineedit_press(struct lineedit *, const struct press_event *);

/* Makes the digits of every individual number in it what no text may have (TEXT_MASKED), drawn as ?. */
void lineedit_hide_number(struct lineedit *);
bool lineedit_hides_number(const struct lineedit *);	/* and they are still there */

/* Draws it in cells cells, with a mark at each end that hides more, and returns the column of the cursor. */
int lineedit_draw(struct lineedit *, int y, int x, int cells);
int lineedit_mark(const struct lineedit *, int cells);	/* the cells of that at the left */

#endif
