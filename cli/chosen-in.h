/* Substitutes for characters that certificates lack, as a clerk types them. */
#ifndef MADOGUCHI_CLI_CHOSEN_IN_H
#define MADOGUCHI_CLI_CHOSEN_IN_H

#include "base/err.h"
#include "base/jis.h"

#define CHOSEN_LINE_MAX 256

/*
 * Takes a line, "髙=高" or "U+9AD9=高", which has passed text_take, as one more that was chosen. The line is cut at its
 * "=". ERR_SUBSTITUTE: it is no such line, or one too many.
 */
enum err chosen_take_line(char *line, struct jis_pairs *chosen);

#endif
