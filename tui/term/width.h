/* How many cells a character takes on this terminal: for what we measure and for curses, from one table. */
#ifndef MADOGUCHI_TUI_TERM_WIDTH_H
#define MADOGUCHI_TUI_TERM_WIDTH_H

#include <stdbool.h>

/*
 * wide: the terminal draws characters of ambiguous width in two cells. From here on text_char_cells says so, and so
 * does wcwidth, which curses asks: the program has its own in place of the C library's, which knows no terminal.
 */
void width_take(bool wide);

#endif
