/* Opens SQLite's files with the settings that were measured: WAL, synchronous=FULL, a busy handler of our own. */
#include "sql/file.h"

#include <errno.h>
#include <fcntl.h>
#include <time.h>
#include <unistd.h>

#define WAIT_MAX_US 5000000		/* then the file is said to be locked */
#define NAP_MIN_US 300
#define NAP_MAX_US 1000
#define YIELD_US (2 * NAP_MAX_US)

static const struct { int code; enum err e; } meanings[] = {
	{ SQLITE_BUSY, ERR_STORE_LOCKED }, { SQLITE_LOCKED, ERR_STORE_LOCKED },
	{ SQLITE_FULL, ERR_DISK_FULL },
	{ SQLITE_CORRUPT, ERR_STORE_CORRUPT }, { SQLITE_NOTADB, ERR_STORE_CORRUPT },
	{ SQLITE_ERROR, ERR_STORE_CORRUPT },	/* the tables aren't those we made */
	{ SQLITE_READONLY, ERR_STORE_OPEN }, { SQLITE_CANTOPEN, ERR_STORE_OPEN },
	{ SQLITE_PERM, ERR_STORE_OPEN }, { SQLITE_AUTH, ERR_STORE_OPEN },
	{ SQLITE_NOMEM, ERR_MEMORY }, { SQLITE_INTERRUPT, ERR_INTERRUPTED }, { SQLITE_TOOBIG, ERR_TOO_LONG },
};

static bool
no_space(int number)
{
	return number == ENOSPC || number == EDQUOT;
}

enum err
sql_file_meaning(const struct sql_file *f, int code)
{
	size_t i;

	code &= 0xff;
	if (code == SQLITE_OK || code == SQLITE_ROW || code == SQLITE_DONE)
		return ERR_NONE;
	if (code == SQLITE_IOERR)
		return f->db != NULL && no_space(sqlite3_system_errno(f->db)) ? ERR_DISK_FULL : ERR_IO;
	for (i = 0; i < sizeof(meanings) / sizeof(*meanings); i++) {
		if (meanings[i].code == code)
			return meanings[i].e;
	}
	return ERR_DATA;
}

static void
nap(int us)
{
	(void)nanosleep(&(struct timespec){ .tv_nsec = us * 1000L }, NULL);
}

void
sql_file_yield(void)
{
	nap(YIELD_US);
}

/*
 * Waits for another's lock in short random naps: SQLite's own ever longer ones starve one of several writers.
 * Counts what it asked for, so that no clock is needed.
 */
static int
wait_a_little(void *ctx, int times)
{
	struct sql_file *f = ctx;
	unsigned char random;
	int us;

	if (times == 0)
		f->waited_us = 0;
	if (f->waited_us >= WAIT_MAX_US)
		return 0;
	sqlite3_randomness(1, &random);
	us = NAP_MIN_US + random * (NAP_MAX_US - NAP_MIN_US) / 255;
	f->waited_us += us;
	nap(us);
	return 1;
}

enum err
sql_file_script(struct sql_file *f, const char *sql)
{
	if (sqlite3_exec(f->db, sql, NULL, NULL, NULL) == SQLITE_OK)
		return ERR_NONE;
	return sql_file_meaning(f, sqlite3_extended_errcode(f->db));
}

/*
 * Makes a new file before SQLite does, so that nobody else can read it from its first byte. A file that is there isn't
 * opened: closing it would drop the locks that another user of it in this process holds (POSIX fcntl).
 */
static enum err
make_private(const char *path)
{
	int fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

	if (fd < 0 && errno != EEXIST)
		return no_space(errno) ? ERR_DISK_FULL : ERR_STORE_OPEN;
	if (fd >= 0)
		(void)close(fd);
	return ERR_NONE;
}

enum err
sql_file_open(struct sql_file *f, const char *path, const char *vfs)
{
	static const char settings[] =
	    "PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON;"
	    "PRAGMA temp_store = MEMORY; PRAGMA secure_delete = ON";
	enum err e = make_private(path);

	*f = (struct sql_file){ .db = NULL };
	if (e != ERR_NONE)
		return e;
	if ((e = sql_file_meaning(f, sqlite3_open_v2(path, &f->db, SQLITE_OPEN_READWRITE, vfs))) == ERR_NONE) {
		(void)sqlite3_extended_result_codes(f->db, 1);
		(void)sqlite3_busy_handler(f->db, wait_a_little, f);
		(void)sqlite3_db_config(f->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
		e = sql_file_script(f, settings);
	}
	if (e != ERR_NONE)
		sql_file_close(f);
	return e;
}

/* Going over to WAL takes a lock for which SQLite doesn't call the busy handler. */
enum err
sql_file_make_durable(struct sql_file *f)
{
	enum err e;
	int times = 0;

	if (sqlite3_db_readonly(f->db, "main") == 1)
		return ERR_STORE_OPEN;
	do
		e = sql_file_script(f, "PRAGMA journal_mode = WAL");
	while (e == ERR_STORE_LOCKED && wait_a_little(f, times++) != 0);
	return e != ERR_NONE ? e : sql_file_script(f, "PRAGMA synchronous = FULL");
}

bool
sql_file_has_moved(struct sql_file *f)
{
	int moved = 0;

	if (f->db == NULL)
		return false;
	(void)sqlite3_file_control(f->db, "main", SQLITE_FCNTL_HAS_MOVED, &moved);
	if (moved != 0)
		(void)sqlite3_db_config(f->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
	return moved != 0;
}

void
sql_file_close(struct sql_file *f)
{
	(void)sqlite3_close(f->db);
	f->db = NULL;
}
