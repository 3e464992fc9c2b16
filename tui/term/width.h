/* How many cells a character takes on this terminal, from one table for our own measuring and for curses. */
#ifndef MADOGUCHI_TUI_TERM_WIDTH_H
#define MADOGUCHI_TUI_TERM_WIDTH_H

#include <stdbool.h>

/*
 * wide: the terminal draws characters of ambiguous width in two cells. From then on text_char_cells returns 2 for them,
 * and so does wcwidth, which curses calls: the program replaces the C library's, which can't know the terminal.
 */
void width_take(bool wide);

#endif
