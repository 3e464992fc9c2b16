/*
 * Tables of what is said: tests/unit/NAME.table has one text after the other, a blank line between two, and in each
 * what the program says of it, in lines that begin with "> ". A text begins with its title: a sign, a blank and words.
 */
#ifndef MADOGUCHI_TEST_GOLDEN_H
#define MADOGUCHI_TEST_GOLDEN_H

#include <stdbool.h>

#include "base/buf.h"

/* Begun with --update a program writes what is said into the tables; begun with the name of one it tries that alone. */
void golden_begin(int argc, char **argv);

/*
 * say appends the text, which has no lines of what is said, with them. Fails at the first text of which another is said.
 */
void golden_check(const char *name, void (*say)(char sign, const char *text, struct buf *out));

#endif
