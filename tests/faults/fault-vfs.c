/* Faults under the store: an SQLite VFS whose nth write or sync finds the disk full or the process killed. */
#include <signal.h>
#include <sqlite3.h>
#include <unistd.h>

#include "fault.h"

#define SETS 4

/* Main file and journal have methods of their own, which differ in their locks: each set gets its twin. */
static sqlite3_vfs vfs;
static struct { const sqlite3_io_methods *real; sqlite3_io_methods twin; } sets[SETS];
static struct mishap *fault;
static void (*watcher)(bool begins);

static const sqlite3_io_methods *
real_of(const sqlite3_file *file)
{
	int i;

	for (i = 0; i < SETS - 1 && &sets[i].twin != file->pMethods; i++)
		continue;
	return sets[i].real;
}

static int
enter(bool *hit)
{
	*hit = false;
	if (fault == NULL)
		return SQLITE_OK;
	if (fault->lasting && fault->place == FAULT_STORE)
		return SQLITE_FULL;
	*hit = ++fault->seen[FAULT_STORE] == fault->nth && fault->place == FAULT_STORE;
	if (*hit && fault->kind == FAULT_KILL_BEFORE)
		(void)kill(getpid(), SIGKILL);
	if (*hit && fault->kind == FAULT_FULL)
		fault->lasting = true;
	return fault->lasting && fault->place == FAULT_STORE ? SQLITE_FULL : SQLITE_OK;
}

static int
leave(bool hit, int code)
{
	if (hit && fault->kind == FAULT_KILL_AFTER)
		(void)kill(getpid(), SIGKILL);
	return code;
}

static int
on_write(sqlite3_file *file, const void *bytes, int n, sqlite3_int64 offset)
{
	bool hit;
	int code = enter(&hit);

	return code != SQLITE_OK ? code : leave(hit, real_of(file)->xWrite(file, bytes, n, offset));
}

static int
on_sync(sqlite3_file *file, int flags)
{
	bool hit;
	int code = enter(&hit);

	if (code != SQLITE_OK)
		return code;
	if (watcher != NULL)
		watcher(true);
	code = real_of(file)->xSync(file, flags);
	if (watcher != NULL)
		watcher(false);
	return leave(hit, code);
}

static int
on_open(sqlite3_vfs *v, const char *name, sqlite3_file *file, int flags, int *out_flags)
{
	sqlite3_vfs *ordinary = v->pAppData;
	int i, code = ordinary->xOpen(ordinary, name, file, flags, out_flags);

	if (code != SQLITE_OK || file->pMethods == NULL)
		return code;
	for (i = 0; i < SETS && sets[i].real != NULL && sets[i].real != file->pMethods; i++)
		continue;
	if (i == SETS)
		return SQLITE_OK;
	if (sets[i].real == NULL) {
		sets[i].real = file->pMethods;
		sets[i].twin = *sets[i].real;
		sets[i].twin.xWrite = on_write;
		sets[i].twin.xSync = on_sync;
	}
	file->pMethods = &sets[i].twin;
	return code;
}

void
fault_vfs_register(void)
{
	sqlite3_vfs *ordinary = sqlite3_vfs_find(NULL);

	vfs = *ordinary;
	vfs.pNext = NULL;
	vfs.zName = "fault";
	vfs.pAppData = ordinary;
	vfs.xOpen = on_open;
	(void)sqlite3_vfs_register(&vfs, 0);
}

void
fault_vfs_set(struct mishap *f)
{
	fault = f;
}

void
fault_vfs_watch_syncs(void (*watch)(bool begins))
{
	watcher = watch;
}
