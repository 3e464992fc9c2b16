/* A disk that becomes full: passes everything to the ordinary VFS, and counts what is written. */
#include "vfs-full.h"

#include <sqlite3.h>
#include <stddef.h>

static long room = -1;
static sqlite3_vfs full;
static sqlite3_vfs *ordinary;
static int (*write_really)(sqlite3_file *, const void *, int, sqlite3_int64);

/* The ordinary VFS has a few sets of methods (a database locks, a journal doesn't), all with the same write. */
static struct { const sqlite3_io_methods *real; sqlite3_io_methods counted; } sets[4];

static int
count_write(sqlite3_file *file, const void *bytes, int n, sqlite3_int64 offset)
{
	if (room >= 0 && n > room)
		return SQLITE_FULL;
	if (room >= 0)
		room -= n;
	return write_really(file, bytes, n, offset);
}

static const sqlite3_io_methods *
counting(const sqlite3_io_methods *real)
{
	size_t i;

	for (i = 0; i < sizeof(sets) / sizeof(*sets); i++) {
		if (sets[i].real == real)
			return &sets[i].counted;
		if (sets[i].real != NULL)
			continue;
		sets[i].real = real;
		sets[i].counted = *real;
		sets[i].counted.xWrite = count_write;
		return &sets[i].counted;
	}
	return real;
}

static int
open_counted(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *out_flags)
{
	int code = ordinary->xOpen(vfs, name, file, flags, out_flags);

	if (code != SQLITE_OK || file->pMethods == NULL)
		return code;
	write_really = file->pMethods->xWrite;
	file->pMethods = counting(file->pMethods);
	return code;
}

void
vfs_full_register(void)
{
	ordinary = sqlite3_vfs_find(NULL);
	full = *ordinary;
	full.pNext = NULL;
	full.zName = "full";
	full.xOpen = open_counted;
	(void)sqlite3_vfs_register(&full, 0);
}

void
vfs_full_set_room(long bytes)
{
	room = bytes;
}
