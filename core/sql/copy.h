/* Copies an SQLite database while others write to it, completely or not at all. */
#ifndef MADOGUCHI_SQL_COPY_H
#define MADOGUCHI_SQL_COPY_H

#include <stdbool.h>

#include "sql/file.h"

#define SQL_PATH_MAX 1100

/*
 * Copies a snapshot of the database into a new file (mode 0600, without WAL) and checks every page of the copy:
 * ERR_STORE_CORRUPT. The copy gets a temporary name beside path, returned in out; the caller renames it with
 * sql_copy_place or deletes it. On error no file is left.
 */
enum err sql_copy(struct sql_file *, const char *path, char out[SQL_PATH_MAX]);

/* Renames a file durably. ERR_FILE_EXISTS if the name is taken, unless replace. */
enum err sql_copy_place(const char *from, const char *path, bool replace);

#endif
