/* SQLite's own backup in one go: a reader's moment, which writers don't wait for. The name comes last. */
#include "config.h"

#include "sql/copy.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static enum err
meaning_of_errno(void)
{
	return errno == ENOSPC || errno == EDQUOT ? ERR_DISK_FULL : errno == EEXIST ? ERR_FILE_EXISTS : ERR_IO;
}

static enum err
copy_pages(struct sql_file *from, struct sql_file *to)
{
	sqlite3_backup *b = sqlite3_backup_init(to->db, "main", from->db, "main");

	if (b == NULL)
		return sql_file_meaning(to, sqlite3_extended_errcode(to->db));
	(void)sqlite3_backup_step(b, -1);
	return sql_file_meaning(to, sqlite3_backup_finish(b));
}

/* Its one row is "ok". */
static enum err
check_pages(struct sql_file *f)
{
	sqlite3_stmt *st = NULL;
	enum err e = sql_file_meaning(f, sqlite3_prepare_v2(f->db, "PRAGMA integrity_check(1)", -1, &st, NULL));
	const char *said;

	if (e == ERR_NONE && sqlite3_step(st) != SQLITE_ROW)
		e = ERR_STORE_CORRUPT;
	if (e == ERR_NONE && (said = (const char *)sqlite3_column_text(st, 0)) == NULL)
		e = ERR_MEMORY;
	else if (e == ERR_NONE && strcmp(said, "ok") != 0)
		e = ERR_STORE_CORRUPT;
	(void)sqlite3_finalize(st);
	return e;
}

#define NAME "/copy"

void
sql_copy_drop(const char *copy)
{
	static const char *const rests[] = { "", "-journal", "-wal", "-shm" };
	char folder[SQL_PATH_MAX], path[SQL_PATH_MAX + 16];
	size_t i;

	for (i = 0; i < sizeof(rests) / sizeof(*rests); i++) {
		(void)snprintf(path, sizeof(path), "%s%s", copy, rests[i]);
		(void)unlink(path);
	}
	(void)snprintf(folder, sizeof(folder), "%.*s", (int)(strlen(copy) - strlen(NAME)), copy);
	(void)rmdir(folder);
}

static enum err
make_folder(const char *path, char out[SQL_PATH_MAX])
{
	const int n = snprintf(out, SQL_PATH_MAX - (int)sizeof(NAME), "%s.part-XXXXXX", path);

	if (n < 0 || n >= SQL_PATH_MAX - (int)sizeof(NAME))
		return ERR_TOO_LONG;
	if (mkdtemp(out) == NULL)
		return errno == ENOENT || errno == EACCES ? ERR_STORE_OPEN : meaning_of_errno();
	memcpy(out + n, NAME, sizeof(NAME));
	return ERR_NONE;
}

enum err
sql_copy(struct sql_file *from, const char *path, char out[SQL_PATH_MAX])
{
	struct sql_file to;
	enum err e;

	if ((e = make_folder(path, out)) != ERR_NONE)
		return e;
	if ((e = sql_file_open(&to, out, NULL)) != ERR_NONE) {
		sql_copy_drop(out);
		return e;
	}
	/* The journal mode comes with the pages; a copy stands alone without a log of changes. */
	if ((e = copy_pages(from, &to)) == ERR_NONE)
		e = sql_file_script(&to, "PRAGMA journal_mode = DELETE");
	sql_file_close(&to);
	if (e != ERR_NONE)
		sql_copy_drop(out);
	return e;
}

enum err
sql_copy_check(const char *copy)
{
	struct sql_file f;
	enum err e = sql_file_open(&f, copy, NULL);

	if (e != ERR_NONE)
		return e;
	e = check_pages(&f);
	sql_file_close(&f);
	return e;
}

static enum err
sync_folder(const char *path)
{
	const char *slash = strrchr(path, '/');
	char folder[SQL_PATH_MAX];
	enum err e;
	int fd;

	if (snprintf(folder, sizeof(folder), "%.*s", slash == NULL ? 1 : (int)(slash - path) + 1,
	    slash == NULL ? "." : path) >=
	    (int)sizeof(folder))
		return ERR_TOO_LONG;
	if ((fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)) < 0)
		return ERR_IO;
	e = fsync(fd) == 0 || errno == EINVAL ? ERR_NONE : meaning_of_errno();
	(void)close(fd);
	return e;
}

/* Not every file system, as a stick's, can rename without replacing: there it is looked for first. */
static bool
move(const char *from, const char *path, bool replace)
{
	if (replace)
		return rename(from, path) == 0;
	if (renameat2(AT_FDCWD, from, AT_FDCWD, path, RENAME_NOREPLACE) == 0)
		return true;
	if (errno != EINVAL && errno != ENOSYS)
		return false;
	if (access(path, F_OK) == 0) {
		errno = EEXIST;
		return false;
	}
	return rename(from, path) == 0;
}

enum err
sql_copy_place(const char *from, const char *path, bool replace)
{
	if (!move(from, path, replace))
		return meaning_of_errno();
	sql_copy_drop(from);
	return sync_folder(path);
}
