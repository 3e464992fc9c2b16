/* Opens a list (CSV) that a command reads: its first word, or standard input for "-". */
#ifndef MADOGUCHI_LIST_IN_H
#define MADOGUCHI_LIST_IN_H

#include <stdio.h>

#include "cli/cmd.h"

/* The caller closes it, unless it is stdin. ERR_IO, ERR_OFFICE_PATH, each with the path. */
enum err list_in(struct call *, FILE **);

#endif
