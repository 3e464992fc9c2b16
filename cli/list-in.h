/* Opens a list (CSV) that a command reads: its first word, or standard input for "-". */
#ifndef MADOGUCHI_LIST_IN_H
#define MADOGUCHI_LIST_IN_H

#include <stdio.h>

#include "cli/cmd.h"

/* The caller closes it, unless it is stdin. ERR_IO, ERR_OFFICE_PATH, each with the path. */
enum err list_in(struct call *, FILE **);

/*
 * The new file of --keep-good, for its owner alone. ERR_IO, also where it is there; ERR_OFFICE_PATH. Closed, and gone
 * again where nothing is to be kept in it; out may be NULL.
 */
enum err list_rest(struct call *, const char *path, FILE **out);
void list_rest_close(FILE *out, const char *path, bool keep);

#endif
