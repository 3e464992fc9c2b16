/* Copies an SQLite database while others write to it, completely or not at all. */
#ifndef MADOGUCHI_SQL_COPY_H
#define MADOGUCHI_SQL_COPY_H

#include <stdbool.h>

#include "sql/file.h"

#define SQL_PATH_MAX 1100

/*
 * Copies a snapshot of the database into a new file (mode 0600, without WAL). The copy lies beside path in a folder of
 * mode 0700 that is made for it, so that nobody can have put a file or a link in its place; its name is returned in
 * out, and the caller checks it and renames it with sql_copy_place, or drops it. On error nothing is left.
 */
enum err sql_copy(struct sql_file *, const char *path, char out[SQL_PATH_MAX]);

/* Checks every page of a copy: ERR_STORE_CORRUPT. */
enum err sql_copy_check(const char *copy);

/* Deletes a copy and its folder. */
void sql_copy_drop(const char *copy);

/* Renames a copy durably, and deletes its folder. ERR_FILE_EXISTS if the name is taken, unless replace. */
enum err sql_copy_place(const char *from, const char *path, bool replace);

#endif
