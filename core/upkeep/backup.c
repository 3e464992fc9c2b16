/* Backs up and restores. A file gets its final name only after it was checked; the old file stays until then. */
#include "config.h"

#include "upkeep/backup.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "sql/copy.h"
#include "upkeep/check.h"

_Static_assert(BACKUP_PATH_MAX == SQL_PATH_MAX, "paths are of one size");

static enum err
record(struct store *s, const struct actor *a, const char *event)
{
	enum err e = store_begin(s);

	return e != ERR_NONE ? e : store_end(s, audit_write(s, a, event, "", ""));
}

/* A step is in the journal before it is in the book: of a moment at which nobody writes to the book both fit. */
static enum err
copy_both(struct store *s, const struct backup_ca *ca, const char *path, char part[SQL_PATH_MAX])
{
	struct book *book = NULL;
	enum err e = ca == NULL ? ERR_NONE : local_book_open(ca->folder, ca->name, &book);

	if (e == ERR_NONE && book != NULL && (e = local_book_hold(book)) != ERR_NONE)
		local_book_close(&book);
	if (e == ERR_NONE && (e = store_copy(s, path, part)) == ERR_NONE) {
		if (book != NULL)
			e = local_book_pack(book, ca->folder, part);
		if (e != ERR_NONE)
			sql_copy_drop(part);
	}
	if (book != NULL)
		local_book_let_go(book);
	local_book_close(&book);
	return e;
}

enum err
store_backup(struct store *s, const struct actor *a, const struct backup_ca *ca, const char *path)
{
	char part[SQL_PATH_MAX];
	enum err e;

	if ((e = audit_allow(s, a, ACT_STORE, "")) != ERR_NONE)
		return e;
	if (!store_is_file(s))
		return ERR_STORE_TOOL;
	if (access(path, F_OK) == 0)
		return ERR_FILE_EXISTS;
	if ((e = record(s, a, "store-backed-up")) != ERR_NONE || (e = copy_both(s, ca, path, part)) != ERR_NONE)
		return e;
	if ((e = sql_copy_check(part)) != ERR_NONE || (e = sql_copy_place(part, path, false)) != ERR_NONE)
		sql_copy_drop(part);
	return e;
}

/* --- restored ---------------------------------------------------------------------------------- */

static void
ignore(void *ctx, const struct check_fault *f)
{
	(void)ctx;
	(void)f;
}

/*
 * Nothing of a copy is told to the anchors: it may still be refused. One from before there were signatures is signed by
 * whoever restores it; one of another key only where that was said to be lost.
 */
static enum err
sign_copy(struct store *s, const struct actor *a, const struct audit_keeping *keeping, bool lost)
{
	struct audit_keeping alone;
	enum err e;

	if (keeping == NULL)
		return ERR_NONE;
	alone = *keeping;
	alone.anchors[0] = alone.socket[0] = '\0';
	e = audit_keep(s, a, &alone);
	if (e == ERR_AUDIT_KEY && lost)
		return audit_take_over(s, a);
	return e == ERR_AUDIT_UNSIGNED ? audit_adopt(s, a) : e;
}

/* What can't be told now is told by the next who opens the store. */
static void
tell_anchors(const char *uri, enum mode mode, const struct actor *a, const struct audit_keeping *keeping)
{
	struct store *s = NULL;

	if (keeping != NULL && store_open(uri, mode, &s) == ERR_NONE)
		(void)audit_keep(s, a, keeping);
	store_close(&s);
}

/* The copy that is to become the store: opened as any store is, so of its mode and brought up to date; and sound. */
static enum err
make_ready(const char *part, enum mode mode, const struct actor *a, const struct audit_keeping *keeping, bool lost,
    int64_t *lines)
{
	struct store *s = NULL;
	struct check_sums sums = { .cases = 0 };
	enum err e;

	if ((e = store_open(part, mode, &s)) == ERR_NONE && (e = sign_copy(s, a, keeping, lost)) == ERR_NONE &&
	    (e = store_check(s, ignore, NULL, &sums)) == ERR_NONE)
		e = record(s, a, "store-restored");
	*lines = sums.audit_lines;
	store_close(&s);
	return e == ERR_STORE_OPEN || e == ERR_STORE_CORRUPT || e == ERR_DATA ? ERR_BACKUP : e;
}

/* -1 where it can't be had. */
static int64_t
number(struct sql_file *f, const char *sql)
{
	sqlite3_stmt *st = NULL;
	int64_t n = -1;

	if (sqlite3_prepare_v2(f->db, sql, -1, &st, NULL) == SQLITE_OK && sqlite3_step(st) == SQLITE_ROW)
		n = sqlite3_column_int64(st, 0);
	(void)sqlite3_finalize(st);
	return n;
}

/* A file that is read only; what a copy that broke off has left beside it is neither played back nor taken. */
static enum err
copy_backup(const char *path, const char *place, char part[SQL_PATH_MAX])
{
	struct sql_file from = { .db = NULL };
	char journal[SQL_PATH_MAX];
	enum err e;

	if (access(path, R_OK) != 0)
		return ERR_IO;
	if (snprintf(journal, sizeof(journal), "%s-journal", path) >= (int)sizeof(journal))
		return ERR_TOO_LONG;
	if (access(journal, F_OK) == 0)
		return ERR_BACKUP;
	e = sql_file_meaning(&from, sqlite3_open_v2(path, &from.db, SQLITE_OPEN_READONLY, NULL));
	if (e == ERR_NONE && number(&from, "PRAGMA application_id") != STORE_APPLICATION_ID)
		e = ERR_BACKUP;
	if (e == ERR_NONE)
		e = sql_copy(&from, place, part);
	sql_file_close(&from);
	if (e == ERR_NONE && (e = sql_copy_check(part)) != ERR_NONE)
		sql_copy_drop(part);
	return e == ERR_STORE_OPEN || e == ERR_STORE_CORRUPT || e == ERR_DATA ? ERR_BACKUP : e;
}

/* How far a store's audit has come; -1 where it can't be read, and so is nothing to be careful of. */
static int64_t
lines_of(const char *place)
{
	struct sql_file f = { .db = NULL };
	int64_t lines = -1;

	if (sqlite3_open_v2(place, &f.db, SQLITE_OPEN_READONLY, NULL) == SQLITE_OK)
		lines = number(&f, "SELECT lines FROM audit_head");
	sql_file_close(&f);
	return lines;
}

/*
 * SQLite's own locks (sqlite.org/fileformat2.html, "the lock-byte page"), all of them: had by whoever has the file open
 * in WAL mode. The descriptor holds them until it is closed; -1 where somebody else has one.
 */
static int
lock_out_others(const char *place, enum err *e)
{
	struct flock all = { .l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = 0x40000000, .l_len = 512 };
	int fd = open(place, O_RDWR | O_CLOEXEC);

	*e = fd < 0 ? ERR_IO : ERR_NONE;
	if (fd >= 0 && fcntl(fd, F_SETLK, &all) != 0) {
		*e = ERR_STORE_LOCKED;
		(void)close(fd);
		return -1;
	}
	return fd;
}

/* The log of changes goes with the file that it belongs to: beside another it would be played into it. */
static enum err
move_log(const char *place, const char *aside)
{
	char from[SQL_PATH_MAX + 8], to[SQL_PATH_MAX + 8];

	(void)snprintf(from, sizeof(from), "%s-shm", place);
	(void)unlink(from);
	(void)snprintf(from, sizeof(from), "%s-wal", place);
	(void)snprintf(to, sizeof(to), "%s-wal", aside);
	return access(from, F_OK) != 0 || rename(from, to) == 0 ? ERR_NONE : ERR_IO;
}

/* Who may open it is as before: its owner, its group and its mode, where the group shares it. */
static enum err
take_mode(const char *part, const char *place)
{
	struct stat st, own;

	if (stat(place, &st) != 0 || stat(part, &own) != 0)
		return ERR_IO;
	if ((st.st_uid != own.st_uid || st.st_gid != own.st_gid) && chown(part, st.st_uid, st.st_gid) != 0 &&
	    chown(part, (uid_t)-1, st.st_gid) != 0)
		return ERR_IO;
	return chmod(part, st.st_mode & 0777) == 0 ? ERR_NONE : ERR_IO;
}

/* From a row of the old store's counts to the new one's. */
static enum err
carry(struct sql_file *from, struct sql_file *to)
{
	sqlite3_stmt *read = NULL, *write = NULL;
	enum err e = sql_file_meaning(to, sqlite3_prepare_v2(to->db, "INSERT INTO numbers (year, last) VALUES (?1, ?2)"
	    " ON CONFLICT (year) DO UPDATE SET last = max(last, excluded.last)", -1, &write, NULL));

	if (e == ERR_NONE &&
	    sqlite3_prepare_v2(from->db, "SELECT year, last FROM numbers", -1, &read, NULL) == SQLITE_OK) {
		while (e == ERR_NONE && sqlite3_step(read) == SQLITE_ROW) {
			(void)sqlite3_bind_int64(write, 1, sqlite3_column_int64(read, 0));
			(void)sqlite3_bind_int64(write, 2, sqlite3_column_int64(read, 1));
			(void)sqlite3_step(write);
			e = sql_file_meaning(to, sqlite3_reset(write));
		}
	}
	(void)sqlite3_finalize(read);
	(void)sqlite3_finalize(write);
	return e;
}

/*
 * No number of a case is given twice: the counts of the store that is replaced, which is only read, go on in the one
 * that takes its place. Where they can't be read any more there is nothing to go on from.
 */
static enum err
carry_numbers(const char *part, const char *place)
{
	struct sql_file from = { .db = NULL }, to = { .db = NULL };
	enum err e = ERR_NONE;

	if (sqlite3_open_v2(place, &from.db, SQLITE_OPEN_READONLY, NULL) == SQLITE_OK &&
	    (e = sql_file_open(&to, part, NULL)) == ERR_NONE)
		e = carry(&from, &to);
	sql_file_close(&to);
	sql_file_close(&from);
	return e;
}

/*
 * The book first: a kill between the two leaves the store that was, and a book that knows no less than it did. The copy
 * keeps nothing of it.
 */
static enum err
merge_book(const char *part, struct backup_ca *ca)
{
	enum err e = ca == NULL ? ERR_NONE : local_book_merge(ca->folder, ca->name, part, &ca->merged);

	return e != ERR_NONE ? e : local_book_unpack(part);
}

/* The old store has both names until the new one takes the first away from it. */
static enum err
exchange(const char *part, const char *place, const struct actor *a, struct backup_ca *ca,
    char aside[BACKUP_PATH_MAX])
{
	char at[24];
	enum err e;
	int fd;

	moment_format(a->at, at, sizeof(at));
	if (snprintf(aside, BACKUP_PATH_MAX, "%s.before-%s", place, at) >= BACKUP_PATH_MAX)
		return ERR_TOO_LONG;
	if ((fd = lock_out_others(place, &e)) < 0)
		return e;
	if ((e = merge_book(part, ca)) == ERR_NONE && link(place, aside) != 0)
		e = errno == EEXIST ? ERR_FILE_EXISTS : ERR_IO;
	if (e == ERR_NONE && (e = move_log(place, aside)) == ERR_NONE)
		e = sql_copy_place(part, place, true);
	(void)close(fd);
	return e;
}

static enum err
put_in_place(const char *part, const char *place, const struct actor *a, struct backup_ca *ca, bool older,
    int64_t lines, char aside[BACKUP_PATH_MAX])
{
	enum err e;

	aside[0] = '\0';
	if (access(place, F_OK) != 0)
		return (e = merge_book(part, ca)) != ERR_NONE ? e : sql_copy_place(part, place, false);
	if (!older && lines_of(place) > lines)
		return ERR_STORE_AHEAD;
	if ((e = carry_numbers(part, place)) != ERR_NONE || (e = take_mode(part, place)) != ERR_NONE)
		return e;
	if ((e = exchange(part, place, a, ca, aside)) != ERR_NONE)
		aside[0] = '\0';
	return e;
}

/* Who isn't allowed to is on record in the store that stays. */
static enum err
refuse(const char *uri, enum mode mode, const struct actor *a, const struct audit_keeping *keeping)
{
	struct store *s = NULL;
	enum err e = store_open(uri, mode, &s);

	if (e == ERR_NONE && keeping != NULL)
		e = audit_keep(s, a, keeping);
	if (e == ERR_NONE)
		(void)audit_allow(s, a, ACT_STORE, "");
	store_close(&s);
	return ERR_ROLE;
}

enum err
store_restore(const char *uri, enum mode mode, const struct actor *a, const struct audit_keeping *keeping,
    struct backup_ca *ca, const char *path, unsigned how, char aside[BACKUP_PATH_MAX])
{
	char part[SQL_PATH_MAX];
	const char *place = store_file(uri);
	int64_t lines;
	enum err e;

	aside[0] = '\0';
	if (!clerk_may(a->roles, ACT_STORE))
		return refuse(uri, mode, a, keeping);
	if (place == NULL)
		return ERR_STORE_TOOL;
	if ((e = copy_backup(path, place, part)) != ERR_NONE)
		return e;
	if ((e = make_ready(part, mode, a, keeping, (how & RESTORE_OTHER_KEY) != 0, &lines)) == ERR_NONE)
		e = put_in_place(part, place, a, ca, (how & RESTORE_OLDER) != 0, lines, aside);
	if (e == ERR_NONE)
		tell_anchors(uri, mode, a, keeping);
	else
		sql_copy_drop(part);
	return e;
}
