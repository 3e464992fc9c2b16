/* Backups while others write, killed in the middle, restored; what is no whole backup is never taken. */
#include "config.h"

#include "upkeep/backup.h"

#include <dirent.h>
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include <cmocka.h>

#include "case/case.h"
#include "upkeep/check.h"
#include "stores.h"
#include "fixture.h"

#define BACKUPS 20
#define KILLS 40
#define MANY 150	/* cases of a store that takes a while to copy */

static void
count_fault(void *ctx, const struct check_fault *f)
{
	++((int *)ctx)[f->check];
}

static int64_t
cases_of_sound(const char *name)
{
	int faults[CHECK_COUNT] = { 0 };
	struct store *s = stores_open(name);
	struct check_sums sums;

	assert_int_equal(store_check(s, count_fault, faults, &sums), ERR_NONE);
	store_close(&s);
	return sums.cases;
}

static enum err
restore_as(const char *from, const char *to, enum mode mode, bool older)
{
	char aside[BACKUP_PATH_MAX];

	return store_restore(stores_path(to), mode, &stores_clerk, NULL, NULL, stores_path(from), older, aside);
}

static enum err
restore(const char *from, const char *to)
{
	return restore_as(from, to, MODE_TRAINING, false);
}

static void
sql(const char *name, const char *statements)
{
	sqlite3 *db;

	assert_int_equal(sqlite3_open(stores_path(name), &db), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, statements, NULL, NULL, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_close(db), SQLITE_OK);
}

/* --- made -------------------------------------------------------------------------------------- */

static void
write_until_killed(int out)
{
	struct store *s;

	if (store_open(stores_path("s.db"), MODE_TRAINING, &s) != ERR_NONE)
		_exit(1);
	while (stores_add_case(s) == ERR_NONE) {
		if (write(out, "", 1) != 1)
			_exit(1);
	}
	_exit(1);
}

/* A colleague goes on working: each backup is sound, and none has less than the one before it. */
static void
made_while_another_writes(void **state)
{
	int64_t before = 0, cases;
	char name[16], byte;
	int told[2], i;
	struct stat st;
	pid_t pid;

	(void)state;
	stores_make("s.db", 1);
	assert_int_equal(pipe(told), 0);
	if ((pid = fork()) == 0)
		write_until_killed(told[1]);
	for (i = 0; i < BACKUPS; i++) {
		(void)snprintf(name, sizeof(name), "b%d.db", i);
		assert_int_equal(read(told[0], &byte, 1), 1);	/* it has written since */
		assert_int_equal(stores_backup("s.db", name), ERR_NONE);
		assert_int_equal(stat(stores_path(name), &st), 0);
		assert_int_equal(st.st_mode & 0777, 0600);
		(void)snprintf(name, sizeof(name), "b%d.db", i);
		cases = cases_of_sound(name);
		assert_true(cases >= before && cases > 0);
		before = cases;
	}
	assert_int_equal(kill(pid, SIGKILL), 0);
	assert_int_equal(waitpid(pid, NULL, 0), pid);
	close(told[0]);
	close(told[1]);
	assert_int_equal(stores_files_like(".part"), 0);
	assert_true(cases_of_sound("s.db") >= before);
}

static void
refused_and_told(void **state)
{
	struct actor auditor = stores_clerk;
	int64_t told = 0;
	struct store *s;

	(void)state;
	stores_make("s.db", 1);
	assert_int_equal(stores_backup("s.db", "b.db"), ERR_NONE);
	assert_int_equal(stores_backup("s.db", "b.db"), ERR_FILE_EXISTS);
	assert_int_equal(stores_backup("s.db", "s.db"), ERR_FILE_EXISTS);
	assert_int_equal(stores_backup("s.db", "no/such/folder"), ERR_STORE_OPEN);
	auditor.roles = ROLE_BIT(ROLE_AUDITOR);
	s = stores_open("s.db");
	assert_int_equal(store_get_int(s, "SELECT count(*) FROM audit WHERE event = 'store-backed-up'", NULL, 0, &told), ERR_NONE);
	assert_int_equal(told, 2);	/* that which came to nothing, too */
	assert_int_equal(store_backup(s, &auditor, NULL, stores_path("c.db")), ERR_ROLE);
	store_close(&s);
	assert_int_equal(stores_files_like("c.db"), 0);
	assert_int_equal(stores_files_like(".part"), 0);
}

/* What only SQLite's own check sees, and no statement of ours: it isn't named as a backup. */
static void
a_store_with_a_fault_makes_none(void **state)
{
	(void)state;
	stores_make("s.db", 1);
	sql("s.db", "PRAGMA writable_schema = ON;"
	    "UPDATE sqlite_schema SET sql = replace(sql, 'state TEXT NOT NULL', 'state TEXT NOT NULL CHECK (state <> ''received'')')"
	    " WHERE name = 'cases'");
	assert_int_equal(stores_backup("s.db", "b.db"), ERR_STORE_CORRUPT);
	assert_int_equal(stores_files_like("b.db"), 0);
}

/* Whatever a kill leaves: the name isn't there or is whole, and nothing that is half done is ever taken for a backup. */
/* The copy in the folder that one which was killed has left; its name within the test's own. */
static bool
find_leftover(const char *beginning, char out[300])
{
	struct dirent *d;
	DIR *dir = opendir(scratch.folder);
	bool found = false;

	assert_non_null(dir);
	while (!found && (d = readdir(dir)) != NULL) {
		if ((found = strncmp(d->d_name, beginning, strlen(beginning)) == 0))
			(void)snprintf(out, 300, "%.250s/copy", d->d_name);
	}
	(void)closedir(dir);
	return found;
}

/* With what SQLite has left beside it. */
static void
drop_leftover(char *leftover)
{
	char name[600];
	struct dirent *d;
	DIR *dir;

	*strrchr(leftover, '/') = '\0';
	assert_non_null(dir = opendir(stores_path(leftover)));
	while ((d = readdir(dir)) != NULL) {
		(void)snprintf(name, sizeof(name), "%s/%.250s", stores_path(leftover), d->d_name);
		(void)unlink(name);
	}
	(void)closedir(dir);
	assert_int_equal(rmdir(stores_path(leftover)), 0);
}

static void
killed_in_the_middle(void **state)
{
	char leftover[300];
	int i, whole = 0, half = 0;
	pid_t pid;
	enum err e;

	(void)state;
	stores_make("s.db", MANY);
	for (i = 0; i < KILLS; i++) {
		if ((pid = fork()) == 0)
			_exit((int)stores_backup("s.db", "b.db"));
		(void)nanosleep(&(struct timespec){ .tv_nsec = 300000L * (i + 1) }, NULL);
		(void)kill(pid, SIGKILL);
		assert_int_equal(waitpid(pid, NULL, 0), pid);
		if (access(stores_path("b.db"), F_OK) == 0) {
			assert_int_equal(cases_of_sound("b.db"), MANY);
			assert_int_equal(unlink(stores_path("b.db")), 0);
			whole++;
		}
		if (!find_leftover("b.db.part-", leftover))
			continue;
		half++;
		if (access(stores_path(leftover), F_OK) != 0)	/* killed before there was more than the folder */
			assert_int_equal(restore(leftover, "r.db"), ERR_IO);
		else if ((e = restore(leftover, "r.db")) == ERR_NONE) {	/* only the name was lacking */
			assert_int_equal(cases_of_sound("r.db"), MANY);
			assert_int_equal(unlink(stores_path("r.db")), 0);
		} else {
			assert_int_equal(e, ERR_BACKUP);
			assert_int_not_equal(access(stores_path("r.db"), F_OK), 0);
		}
		drop_leftover(leftover);
	}
	print_message("%d kills: %d copies half done, %d whole\n", KILLS, half, whole);
	assert_int_equal(cases_of_sound("s.db"), MANY);
}

/* --- restored ---------------------------------------------------------------------------------- */

static void
restored_where_there_was_none(void **state)
{
	struct store *s;

	(void)state;
	stores_make("s.db", 3);
	assert_int_equal(stores_backup("s.db", "b.db"), ERR_NONE);
	assert_int_equal(restore("b.db", "r.db"), ERR_NONE);
	assert_int_equal(cases_of_sound("r.db"), 3);
	s = stores_open("r.db");
	assert_int_equal(stores_add_case(s), ERR_NONE);
	store_close(&s);
	assert_int_equal(cases_of_sound("r.db"), 4);
	assert_int_equal(stores_files_like("part"), 0);
}

static void
a_store_that_has_gone_on_is_kept_aside(void **state)
{
	static const char old[] = "s.db.before-2026-11-20T10:30:00";

	(void)state;
	stores_make("s.db", 3);
	assert_int_equal(stores_backup("s.db", "b.db"), ERR_NONE);
	assert_int_equal(restore("b.db", "s.db"), ERR_NONE);	/* nothing has happened since */
	assert_int_equal(cases_of_sound(old), 3);
	assert_int_equal(restore("b.db", "s.db"), ERR_STORE_AHEAD);	/* the restoring itself has */
	assert_int_equal(restore_as("b.db", "s.db", MODE_TRAINING, true), ERR_FILE_EXISTS);	/* one of that second is there */
	assert_int_equal(unlink(stores_path(old)), 0);
	stores_make("s.db", 2);
	assert_int_equal(cases_of_sound("s.db"), 5);
	assert_int_equal(restore("b.db", "s.db"), ERR_STORE_AHEAD);
	assert_int_equal(cases_of_sound("s.db"), 5);
	assert_int_equal(restore_as("b.db", "s.db", MODE_TRAINING, true), ERR_NONE);
	assert_int_equal(cases_of_sound("s.db"), 3);
	assert_int_equal(cases_of_sound(old), 5);
	assert_int_equal(stores_files_like("part"), 0);
}

/* A program that has the store open, even one that does nothing now, would go on in the old file. */
static void
a_store_in_use_stays(void **state)
{
	int ready[2], go[2];
	struct store *s;
	pid_t pid;
	char byte;

	(void)state;
	stores_make("s.db", 3);
	assert_int_equal(stores_backup("s.db", "b.db"), ERR_NONE);
	assert_int_equal(pipe(ready), 0);
	assert_int_equal(pipe(go), 0);
	if ((pid = fork()) == 0) {
		close(go[1]);
		if (store_open(stores_path("s.db"), MODE_TRAINING, &s) != ERR_NONE || stores_add_case(s) != ERR_NONE ||
		    write(ready[1], "", 1) != 1 || read(go[0], &byte, 1) != 0)
			_exit(1);
		store_close(&s);
		_exit(0);
	}
	close(go[0]);
	assert_int_equal(read(ready[0], &byte, 1), 1);
	assert_int_equal(restore_as("b.db", "s.db", MODE_TRAINING, true), ERR_STORE_LOCKED);
	assert_int_equal(stores_files_like("before"), 0);
	assert_int_equal(stores_files_like("part"), 0);
	close(go[1]);
	assert_int_equal(waitpid(pid, NULL, 0), pid);
	close(ready[0]);
	close(ready[1]);
	assert_int_equal(cases_of_sound("s.db"), 4);
	assert_int_equal(restore_as("b.db", "s.db", MODE_TRAINING, true), ERR_NONE);
}

static void
change_file(const char *name, long at, const char *bytes, long cut)
{
	FILE *f = fopen(stores_path(name), "r+b");

	assert_non_null(f);
	assert_int_equal(fseek(f, at, SEEK_SET), 0);
	assert_int_equal(fwrite(bytes, 1, strlen(bytes), f), strlen(bytes));
	assert_int_equal(fclose(f), 0);
	if (cut > 0)
		assert_int_equal(truncate(stores_path(name), cut), 0);
}

static void
what_is_no_sound_backup_is_not_taken(void **state)
{
	static const struct { const char *statements; enum mode mode; enum err e; } changed[] = {
		{ "SELECT 1", MODE_WORK, ERR_MODE_MIXED },
		{ "PRAGMA user_version = 99", MODE_TRAINING, ERR_STORE_NEWER },
		{ "PRAGMA application_id = 7", MODE_TRAINING, ERR_BACKUP },
		{ "DROP TRIGGER audit_is_not_changed; UPDATE audit SET clerk = 'x' WHERE line = 2", MODE_TRAINING, ERR_AUDIT_BROKEN },
		{ "UPDATE cases SET state = 'done'", MODE_TRAINING, ERR_BACKUP },
		{ "DROP TABLE person", MODE_TRAINING, ERR_BACKUP },
		{ "DROP TABLE audit", MODE_TRAINING, ERR_BACKUP },
	};
	struct actor nobody = stores_clerk;
	char name[16], aside[BACKUP_PATH_MAX];
	size_t i;

	(void)state;
	stores_make("s.db", 3);
	for (i = 0; i < sizeof(changed) / sizeof(*changed); i++) {
		(void)snprintf(name, sizeof(name), "c%zu.db", i);
		assert_int_equal(stores_backup("s.db", name), ERR_NONE);
		sql(name, changed[i].statements);
		assert_int_equal(restore_as(name, "s.db", changed[i].mode, true), changed[i].e);
		assert_int_equal(restore_as(name, "new.db", changed[i].mode, true), changed[i].e);
	}
	assert_int_equal(stores_backup("s.db", "cut.db"), ERR_NONE);
	change_file("cut.db", 0, "", 20000);
	assert_int_equal(restore_as("cut.db", "s.db", MODE_TRAINING, true), ERR_BACKUP);
	assert_int_equal(stores_backup("s.db", "bad.db"), ERR_NONE);
	change_file("bad.db", 4096 * 3, "no page of ours begins like this, and its cells lie elsewhere", 0);
	assert_int_equal(restore_as("bad.db", "s.db", MODE_TRAINING, true), ERR_BACKUP);
	change_file("cut.db", 0, "Dear Sir or Madam, this is a letter and no database", 60);
	assert_int_equal(restore_as("cut.db", "s.db", MODE_TRAINING, true), ERR_BACKUP);
	change_file("cut.db", 0, "S", 1);
	assert_int_equal(truncate(stores_path("cut.db"), 0), 0);
	assert_int_equal(restore_as("cut.db", "s.db", MODE_TRAINING, true), ERR_BACKUP);
	assert_int_equal(restore_as("none.db", "s.db", MODE_TRAINING, true), ERR_IO);
	assert_int_equal(store_restore("pgsql:x", MODE_TRAINING, &stores_clerk, NULL, NULL, stores_path("c0.db"), true,
	    aside),
	    ERR_STORE_TOOL);
	nobody.roles = ROLE_BIT(ROLE_COUNTER);
	assert_int_equal(store_restore(stores_path("s.db"), MODE_TRAINING, &nobody, NULL, NULL, stores_path("c0.db"), true,
	    aside),
	    ERR_ROLE);
	assert_int_equal(cases_of_sound("s.db"), 3);
	assert_int_not_equal(access(stores_path("new.db"), F_OK), 0);
	assert_int_equal(stores_files_like("part"), 0);
	assert_int_equal(stores_files_like("before"), 0);
}

/* What can't be read any more, with its log of changes still beside it, doesn't keep anybody from restoring. */
static void
a_damaged_store_is_replaced(void **state)
{
	(void)state;
	stores_make("s.db", 3);
	assert_int_equal(stores_backup("s.db", "b.db"), ERR_NONE);
	change_file("s.db", 0, "damaged beyond all recognition, and yet it is kept", 0);
	stores_make("w.db", 1);
	assert_int_equal(rename(stores_path("w.db"), stores_path("s.db-wal")), 0);
	assert_int_equal(restore("b.db", "s.db"), ERR_NONE);
	assert_int_equal(cases_of_sound("s.db"), 3);
	assert_int_equal(stores_files_like("before"), 2);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(made_while_another_writes, fixture_setup_folder, fixture_teardown),
		cmocka_unit_test_setup_teardown(refused_and_told, fixture_setup_folder, fixture_teardown),
		cmocka_unit_test_setup_teardown(a_store_with_a_fault_makes_none, fixture_setup_folder, fixture_teardown),
		cmocka_unit_test_setup_teardown(killed_in_the_middle, fixture_setup_folder, fixture_teardown),
		cmocka_unit_test_setup_teardown(restored_where_there_was_none, fixture_setup_folder, fixture_teardown),
		cmocka_unit_test_setup_teardown(a_store_that_has_gone_on_is_kept_aside, fixture_setup_folder, fixture_teardown),
		cmocka_unit_test_setup_teardown(a_store_in_use_stays, fixture_setup_folder, fixture_teardown),
		cmocka_unit_test_setup_teardown(what_is_no_sound_backup_is_not_taken, fixture_setup_folder, fixture_teardown),
		cmocka_unit_test_setup_teardown(a_damaged_store_is_replaced, fixture_setup_folder, fixture_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
