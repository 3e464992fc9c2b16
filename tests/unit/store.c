/*
 * The store over SQLite: what any store does, and what becomes of its file: damaged, foreign, locked, or on a full
 * disk.
 */
#include "store/driver-private.h"

#include <dirent.h>
#include <fcntl.h>
#include <setjmp.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cmocka.h>

#include "../faults/vfs-full.h"
#include "any-store.h"
#include "fixture.h"

static struct any_store here = {
	.version = "PRAGMA user_version", .set_version_99 = "PRAGMA user_version = 99",
	.count_more = "SELECT count(*) FROM sqlite_schema WHERE name LIKE '%more'",
};

static int
setup(void **state)
{
	(void)fixture_setup_folder(state);
	(void)snprintf(here.uri, sizeof(here.uri), "%s", scratch_path(&scratch, "s.db"));
	*state = &here;
	return 0;
}

static int
teardown(void **state)
{
	vfs_full_set_room(-1);
	return fixture_teardown(state);
}

static void
file_is_private_and_settings_stand(void **state)
{
	struct store *s = any_store_open(&here);
	struct stat st;

	(void)state;
	assert_int_equal(stat(scratch.path, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	assert_int_equal(fixture_number(s, "PRAGMA synchronous"), 2);
	assert_int_equal(fixture_number(s, "PRAGMA foreign_keys"), 1);
	assert_int_equal(fixture_number(s, "PRAGMA user_version"), 20);
	assert_int_equal(fixture_number(s, "SELECT journal_mode = 'wal' FROM pragma_journal_mode"), 1);
	store_close(&s);
}

/* A program that is at work goes on in no file that another has taken the place of. */
static void
a_store_that_was_replaced_takes_nothing(void **state)
{
	char aside[200];
	struct store *s, *other;

	(void)state;
	assert_int_equal(store_open(scratch.path, MODE_WORK, &s), ERR_NONE);
	assert_int_equal(store_begin(s), ERR_NONE);
	assert_int_equal(store_end(s, ERR_NONE), ERR_NONE);
	(void)snprintf(aside, sizeof(aside), "%s.aside", scratch.path);
	assert_int_equal(rename(scratch.path, aside), 0);
	assert_int_equal(store_begin(s), ERR_STORE_MOVED);
	assert_int_equal(store_open(scratch.path, MODE_WORK, &other), ERR_NONE);
	assert_int_equal(store_begin(s), ERR_STORE_MOVED);
	assert_int_equal(store_begin(other), ERR_NONE);
	assert_int_equal(store_end(other, ERR_NONE), ERR_NONE);
	store_close(&other);
	store_close(&s);
}

static void
uris_are_told_apart(void **state)
{
	char uri[160];
	struct store *s;

	(void)state;
	assert_int_equal(store_open("", MODE_WORK, &s), ERR_CONFIG);
	assert_int_equal(store_open("sqlite:", MODE_WORK, &s), ERR_CONFIG);
	assert_int_equal(store_open("oracle:x", MODE_WORK, &s), ERR_CONFIG);
	assert_int_equal(store_open("pgsql:host=/nowhere", MODE_WORK, &s), ERR_STORE_OPEN);	/* built in or not */
	assert_null(s);
	assert_int_equal(store_open("/nowhere/at/all.db", MODE_WORK, &s), ERR_STORE_OPEN);
	assert_int_equal(store_open(scratch.folder, MODE_WORK, &s), ERR_STORE_OPEN);
	(void)snprintf(uri, sizeof(uri), "sqlite:%s?vfs=none", scratch_path(&scratch, "u.db"));
	assert_int_equal(store_open(uri, MODE_WORK, &s), ERR_STORE_CORRUPT);
	(void)snprintf(uri, sizeof(uri), "sqlite:%s", scratch.path);
	assert_int_equal(store_open(uri, MODE_WORK, &s), ERR_NONE);
	store_close(&s);
	assert_int_equal(access(scratch.path, F_OK), 0);
}

static void
file_of_another_program_is_left_alone(void **state)
{
	struct store *s;
	sqlite3 *db;

	(void)state;
	assert_int_equal(sqlite3_open(scratch_path(&scratch, "s.db"), &db), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, "CREATE TABLE recipes (soup)", NULL, NULL, NULL), SQLITE_OK);
	sqlite3_close(db);
	assert_int_equal(store_open(scratch.path, MODE_WORK, &s), ERR_STORE_OPEN);
	assert_int_equal(sqlite3_open(scratch.path, &db), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, "INSERT INTO recipes VALUES ('miso')", NULL, NULL, NULL), SQLITE_OK);
	sqlite3_close(db);
}

/* Writes bytes over a place of the file. */
static void
damage(off_t at, size_t len)
{
	int fd = open(scratch_path(&scratch, "s.db"), O_WRONLY);

	assert_true(fd >= 0);
	while (len-- > 0)
		assert_int_equal(pwrite(fd, "\xa5", 1, at++), 1);
	close(fd);
}

static void
damaged_file_is_told(void **state)
{
	struct store *s = any_store_open(&here);
	int64_t page = fixture_number(s, "SELECT rootpage FROM sqlite_schema WHERE name = 'meta'");

	(void)state;
	store_close(&s);
	damage((off_t)(page - 1) * 4096, 4096);
	assert_int_equal(store_open(scratch.path, MODE_TRAINING, &s), ERR_STORE_CORRUPT);
	damage(0, 100);
	assert_int_equal(store_open(scratch.path, MODE_TRAINING, &s), ERR_STORE_CORRUPT);
}

/* Opening the store a second time must not drop the first one's locks, as closing any descriptor of the file would. */
static void
second_opening_keeps_the_lock(void **state)
{
	struct store *a = any_store_open(&here), *b;
	int status;

	(void)state;
	assert_int_equal(store_begin(a), ERR_NONE);
	b = any_store_open(&here);
	store_close(&b);
	if (fork() == 0) {
		sqlite3 *db;
		int code = sqlite3_open(scratch.path, &db);

		if (code == SQLITE_OK)
			code = sqlite3_exec(db, "BEGIN IMMEDIATE", NULL, NULL, NULL);
		_exit(code == SQLITE_BUSY ? 0 : 1);
	}
	assert_true(wait(&status) > 0);
	assert_int_equal(status, 0);
	store_close(&a);
}

static void
full_disk_undoes_and_is_told(void **state)
{
	char uri[160];
	struct store *s;
	long room;

	(void)state;
	(void)snprintf(uri, sizeof(uri), "sqlite:%s?vfs=full", scratch_path(&scratch, "s.db"));
	vfs_full_set_room(20000);	/* too little for the tables */
	assert_int_equal(store_open(uri, MODE_TRAINING, &s), ERR_DISK_FULL);
	vfs_full_set_room(-1);
	assert_int_equal(store_open(uri, MODE_TRAINING, &s), ERR_NONE);
	for (room = 0; room < 4000; room += 500) {
		vfs_full_set_room(room);
		assert_int_equal(store_begin(s), ERR_NONE);
		assert_int_equal(store_run(s, "INSERT INTO numbers VALUES (2026, 1)", NULL, 0, NULL, NULL), ERR_NONE);
		assert_int_equal(store_commit(s), ERR_DISK_FULL);
		vfs_full_set_room(-1);
		assert_int_equal(fixture_number(s, "SELECT count(*) FROM numbers"), 0);
	}
	assert_int_equal(store_begin(s), ERR_NONE);
	assert_int_equal(any_store_do(s, "INSERT INTO numbers VALUES (2026, 1)"), ERR_NONE);
	assert_int_equal(store_commit(s), ERR_NONE);
	store_close(&s);
}

/*
 * A statement so large that SQLite must write before COMMIT finds the disk full, and is rolled back by SQLite itself.
 */
static void
nothing_follows_a_transaction_that_died(void **state)
{
	static const char large[] = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000) "
	    "INSERT INTO profiles SELECT i, hex(randomblob(200)) FROM n";
	char uri[160];
	struct store *s;

	(void)state;
	(void)snprintf(uri, sizeof(uri), "sqlite:%s?vfs=full", scratch_path(&scratch, "s.db"));
	assert_int_equal(store_open(uri, MODE_TRAINING, &s), ERR_NONE);
	assert_int_equal(any_store_do(s, "PRAGMA cache_size = 10"), ERR_NONE);
	assert_int_equal(store_begin(s), ERR_NONE);
	assert_int_equal(any_store_do(s, "INSERT INTO numbers VALUES (2026, 1)"), ERR_NONE);
	vfs_full_set_room(100000);
	assert_int_equal(store_run(s, large, NULL, 0, NULL, NULL), ERR_DISK_FULL);
	vfs_full_set_room(-1);
	if (store_run(s, "INSERT INTO numbers VALUES (2027, 1)", NULL, 0, NULL, NULL) != ERR_NONE)
		assert_int_not_equal(store_commit(s), ERR_NONE);
	store_rollback(s);
	assert_int_equal(fixture_number(s, "SELECT count(*) FROM numbers"), 0);
	store_close(&s);
}

/* SQLite keeps a transaction that it can't commit: it is undone, and the next one begins. */
static void
what_cannot_be_committed_is_undone(void **state)
{
	struct store *s;

	(void)state;
	assert_int_equal(store_open(scratch_path(&scratch, "s.db"), MODE_TRAINING, &s), ERR_NONE);
	assert_int_equal(store_begin(s), ERR_NONE);
	assert_int_equal(any_store_do(s, "PRAGMA defer_foreign_keys = ON"), ERR_NONE);
	assert_int_equal(any_store_do(s, "INSERT INTO proxy VALUES ('none', '', '', '')"), ERR_NONE);
	assert_int_equal(store_commit(s), ERR_DATA);
	assert_int_equal(store_begin(s), ERR_NONE);
	assert_int_equal(any_store_do(s, "INSERT INTO numbers VALUES (2026, 1)"), ERR_NONE);
	assert_int_equal(store_commit(s), ERR_NONE);
	assert_int_equal(fixture_number(s, "SELECT count(*) FROM proxy"), 0);
	assert_int_equal(fixture_number(s, "SELECT count(*) FROM numbers"), 1);
	store_close(&s);
}

/* Whether a process has a file open; path: as the kernel names it. */
static bool
has_open(pid_t pid, const char *path)
{
	char name[64], target[160];
	bool found = false;
	struct dirent *d;
	ssize_t n;
	DIR *dir;

	(void)snprintf(name, sizeof(name), "/proc/%ld/fd", (long)pid);
	assert_non_null(dir = opendir(name));
	while ((d = readdir(dir)) != NULL) {
		n = readlinkat(dirfd(dir), d->d_name, target, sizeof(target) - 1);
		target[n > 0 ? n : 0] = '\0';
		found = found || strcmp(target, path) == 0;
	}
	(void)closedir(dir);
	return found;
}

/* In the store that has the number of 2025. */
static bool
go_on(const char *path)
{
	struct store *s;
	bool done = store_open(path, MODE_TRAINING, &s) == ERR_NONE &&
	    store_run(s, "INSERT INTO numbers SELECT 2026, last FROM numbers WHERE year = 2025", NULL, 0, NULL,
	    NULL) == ERR_NONE &&
	    store_changed(s) == 1;

	store_close(&s);
	return done;
}

/* Its name is another's when it gets the lock, as when a store is restored: whoever opens it works in the new one. */
static void
replaced_while_it_is_opened(void **state)
{
	struct flock all = { .l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = 0x40000000, .l_len = 512 };
	char old[160], new[160];
	struct store *s;
	int fd, status;
	pid_t pid;

	(void)state;
	(void)snprintf(old, sizeof(old), "%s", scratch_path(&scratch, "s.db"));
	(void)snprintf(new, sizeof(new), "%s", scratch_path(&scratch, "new.db"));
	assert_int_equal(store_open(old, MODE_TRAINING, &s), ERR_NONE);
	store_close(&s);
	assert_int_equal(store_open(new, MODE_TRAINING, &s), ERR_NONE);
	assert_int_equal(any_store_do(s, "INSERT INTO numbers VALUES (2025, 7)"), ERR_NONE);
	store_close(&s);
	assert_true((fd = open(old, O_RDWR)) >= 0);
	assert_int_equal(fcntl(fd, F_SETLK, &all), 0);
	if ((pid = fork()) == 0) {
		(void)close(fd);
		_exit(go_on(old) ? 0 : 1);
	}
	while (!has_open(pid, old))
		;
	assert_int_equal(link(old, scratch_path(&scratch, "aside.db")), 0);
	assert_int_equal(rename(new, old), 0);
	(void)close(fd);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_int_equal(status, 0);
	assert_int_equal(store_open(old, MODE_TRAINING, &s), ERR_NONE);
	assert_int_equal(fixture_number(s, "SELECT count(*) FROM numbers"), 2);
	store_close(&s);
	assert_int_equal(store_open(scratch_path(&scratch, "aside.db"), MODE_TRAINING, &s), ERR_NONE);
	assert_int_equal(fixture_number(s, "SELECT count(*) FROM numbers"), 0);
	store_close(&s);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(file_is_private_and_settings_stand, setup, teardown),
		cmocka_unit_test_setup_teardown(a_store_that_was_replaced_takes_nothing, setup, teardown),
		cmocka_unit_test_setup_teardown(uris_are_told_apart, setup, teardown),
		cmocka_unit_test_setup_teardown(file_of_another_program_is_left_alone, setup, teardown),
		cmocka_unit_test_setup_teardown(damaged_file_is_told, setup, teardown),
		cmocka_unit_test_setup_teardown(second_opening_keeps_the_lock, setup, teardown),
		cmocka_unit_test_setup_teardown(replaced_while_it_is_opened, setup, teardown),
		cmocka_unit_test_setup_teardown(full_disk_undoes_and_is_told, setup, teardown),
		cmocka_unit_test_setup_teardown(nothing_follows_a_transaction_that_died, setup, teardown),
		cmocka_unit_test_setup_teardown(what_cannot_be_committed_is_undone, setup, teardown),
	};

	vfs_full_register();
	return cmocka_run_group_tests(tests, NULL, NULL) + any_store_run(setup, teardown);
}
