/* Opens SQLite files so that they survive a power failure, and translates SQLite's errors. */
#ifndef MADOGUCHI_SQL_FILE_H
#define MADOGUCHI_SQL_FILE_H

#include <sqlite3.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"

/* First member of the structs that use it; zeroed is closed. */
struct sql_file {
	sqlite3 *db;
	int64_t waited_us;	/* so far, for the current lock */
};

/*
 * Opens the file, creating it if needed (mode 0600 from the start), and sets a lock timeout of 5 seconds. vfs is
 * SQLite's; NULL: the default. An existing file is not written to. On error the file is closed.
 */
enum err sql_file_open(struct sql_file *, const char *path, const char *vfs);

/* Sets WAL and synchronous=FULL, so that commits are durable. ERR_STORE_OPEN if the file is not writable. */
enum err sql_file_make_durable(struct sql_file *);

/* Sleeps longer than waiting writers take between two attempts to get the lock, so that one of them gets it. */
void sql_file_yield(void);

/*
 * Whether another file has been renamed to its name since it was opened, as by a restore. The WAL at that name then
 * belongs to the other file, and closing leaves it alone.
 */
bool sql_file_has_moved(struct sql_file *);

void sql_file_close(struct sql_file *);		/* all statements must be finalized */

/* Runs several statements without values or rows. */
enum err sql_file_script(struct sql_file *, const char *sql);

/* The error for an SQLite code: ERR_DISK_FULL, ERR_STORE_LOCKED … A violated constraint is ERR_DATA. */
enum err sql_file_meaning(const struct sql_file *, int code);

#endif
