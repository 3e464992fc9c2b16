/* An SQLite file that survives a cut of power: opened, configured, and its failures in our words. */
#ifndef MADOGUCHI_SQL_FILE_H
#define MADOGUCHI_SQL_FILE_H

#include <sqlite3.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"

/* The first member of what works on it; zeroed is closed. */
struct sql_file {
	sqlite3 *db;
	int64_t waited_us;	/* for the lock that is wanted now */
};

/*
 * Opens the file, made where there is none (mode 0600 from its first byte), and waits up to 5 seconds for others' locks
 * from now on. vfs is SQLite's, NULL for the ordinary one. Nothing is written to a file that was there. On failure it is
 * closed again.
 */
enum err sql_file_open(struct sql_file *, const char *path, const char *vfs);

/* WAL and synchronous=FULL: what is committed from now on is on disk. ERR_STORE_OPEN where it can't be written. */
enum err sql_file_make_durable(struct sql_file *);

/* Longer than anybody who waits for the lock goes without looking whether he can have it. */
void sql_file_yield(void);

/*
 * Whether another file has taken its name since it was opened, as by a restore. The log of changes beside that
 * name is the other's then: closing leaves it alone.
 */
bool sql_file_has_moved(struct sql_file *);

void sql_file_close(struct sql_file *);		/* every statement has been finalized */

/* Many statements, no values, no rows. */
enum err sql_file_script(struct sql_file *, const char *sql);

/* What SQLite's code means for us: ERR_DISK_FULL, ERR_STORE_LOCKED … A constraint that doesn't hold is ERR_DATA. */
enum err sql_file_meaning(const struct sql_file *, int code);

#endif
