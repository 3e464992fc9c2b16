/* The lines of curses' screen: what stands on one row between two vertical lines. */
#ifndef MADOGUCHI_TUI_TERM_PLAIN_LINES_H
#define MADOGUCHI_TUI_TERM_PLAIN_LINES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"

#define PLAIN_LINES 256

/* text: where it begins in the buffer; row and column: of the screen; part: the how manieth of its row. */
struct plain_line { size_t text; int row, column, part; bool title; };

struct plain_lines {
	struct buf text;		/* each ended by a NUL; blanks between two words are one or two */
	struct plain_line line[PLAIN_LINES];
	size_t count;
};

/* In the order in which they are read: the left parts of all rows, then those at their right. To be freed. */
void plain_lines_read(struct plain_lines *);
void plain_lines_free(struct plain_lines *);	/* wipes them too */

const char *plain_lines_text(const struct plain_lines *, size_t i);

/* What stands in a row from one column to before another, as it is; appended. */
void plain_lines_cells(int row, int from, int to, struct buf *);

#endif
