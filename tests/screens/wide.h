/* A terminal that draws in two cells what Unicode leaves open: vterm knows only the other kind. */
#ifndef MADOGUCHI_TEST_WIDE_H
#define MADOGUCHI_TEST_WIDE_H

#include <stdbool.h>
#include <stddef.h>
#include <vterm.h>

#define WIDE_SIGN "＊"		/* what such a character is drawn as */

struct wide { bool on; char part[4]; size_t len; };	/* part: the beginning of a character whose rest hasn't come */

/* Gives the program's bytes to the terminal. */
void wide_write(struct wide *, VTerm *, const char *bytes, size_t n);

#endif
