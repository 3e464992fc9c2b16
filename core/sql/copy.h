/* An SQLite database copied while others write to it, whole or not at all. */
#ifndef MADOGUCHI_SQL_COPY_H
#define MADOGUCHI_SQL_COPY_H

#include <stdbool.h>

#include "sql/file.h"

#define SQL_PATH_MAX 1100

/*
 * Copies the database, as it is at one moment, into a new file (mode 0600) that needs no other file beside it, and
 * checks the copy page by page: ERR_STORE_CORRUPT. The file is named out, beside path and not yet path: the caller
 * moves it there with sql_copy_place, or removes it. On failure it is gone.
 */
enum err sql_copy(struct sql_file *, const char *path, char out[SQL_PATH_MAX]);

/* Moves a file to its name, on disk when it returns. ERR_FILE_EXISTS where the name is taken, unless replace. */
enum err sql_copy_place(const char *from, const char *path, bool replace);

#endif
