/* The store: what it keeps, what it refuses, and what a full disk or a second program does to it. */
#include "store/driver.h"

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
#include "fixture.h"

static int
teardown(void **state)
{
	vfs_full_set_room(-1);
	return fixture_teardown(state);
}

static struct store *
open_new(void)
{
	struct store *s;

	assert_int_equal(store_open(scratch_path(&scratch, "s.db"), MODE_TRAINING, &s), ERR_NONE);
	return s;
}

static void
run(struct store *s, const char *sql)
{
	assert_int_equal(store_run(s, sql, NULL, 0, NULL, NULL), ERR_NONE);
}

static bool
see_int(void *ctx, const struct store_value *columns, size_t n)
{
	assert_int_equal(n, 1);
	*(int64_t *)ctx = store_as_int(&columns[0]);
	return true;
}

static int64_t
number(struct store *s, const char *sql)
{
	int64_t value = -1;

	assert_int_equal(store_run(s, sql, NULL, 0, see_int, &value), ERR_NONE);
	return value;
}

static bool
see_values(void *ctx, const struct store_value *v, size_t n)
{
	assert_int_equal(n, 5);
	assert_int_equal(v[0].type, STORE_INT);
	assert_int_equal(v[0].number, INT64_MIN);
	assert_string_equal(store_as_text(&v[1]), "番号 花子");
	assert_int_equal(v[2].type, STORE_BLOB);
	assert_int_equal(v[2].len, 3);
	assert_memory_equal(v[2].bytes, "a\0b", 3);
	assert_int_equal(v[3].type, STORE_NULL);
	assert_string_equal(store_as_text(&v[3]), "");
	assert_int_equal(v[4].type, STORE_BLOB);
	assert_int_equal(v[4].len, 0);
	++*(int *)ctx;
	return true;
}

static void
values_go_in_and_come_out(void **state)
{
	const struct store_value values[] = { store_int(INT64_MIN), store_text("番号 花子"), store_blob("a\0b", 3),
	    store_text(NULL), store_blob("", 0) };
	struct store *s = open_new();
	int rows = 0;

	(void)state;
	assert_int_equal(store_run(s, "SELECT ?1, ?2, ?3, ?4, ?5", values, 5, see_values, &rows), ERR_NONE);
	assert_int_equal(rows, 1);
	assert_int_equal(store_run(s, "SELECT ?1, ?2", values, 1, NULL, NULL), ERR_DATA);
	assert_int_equal(store_run(s, "SELECT 1; SELECT 2", NULL, 0, NULL, NULL), ERR_DATA);
	assert_int_equal(store_run(s, "", NULL, 0, NULL, NULL), ERR_DATA);
	store_close(&s);
	assert_null(s);
	store_close(&s);
}

static void
file_is_private_and_settings_stand(void **state)
{
	struct store *s = open_new();
	struct stat st;

	(void)state;
	assert_int_equal(stat(scratch.path, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	assert_int_equal(number(s, "PRAGMA synchronous"), 2);
	assert_int_equal(number(s, "PRAGMA foreign_keys"), 1);
	assert_int_equal(number(s, "PRAGMA user_version"), 3);
	assert_int_equal(number(s, "SELECT journal_mode = 'wal' FROM pragma_journal_mode"), 1);
	assert_int_equal(store_run(s, "INSERT INTO case_history (number, at, clerk, counter, event, state, why) "
	    "VALUES ('none', '', '', '', '', '', '')", NULL, 0, NULL, NULL), ERR_DATA);
	store_close(&s);
}

struct nest { struct store *s; int depth, rows; };

static bool
go_deeper(void *ctx, const struct store_value *columns, size_t n)
{
	struct nest *nest = ctx;

	(void)columns;
	(void)n;
	nest->rows++;
	if (nest->depth++ < 3)
		assert_int_equal(store_run(nest->s, "SELECT 1 UNION SELECT 2", NULL, 0, go_deeper, nest), ERR_NONE);
	nest->depth--;
	return true;
}

static void
receiver_may_run_the_same_statement(void **state)
{
	struct nest nest = { .s = open_new() };
	char sql[64];
	int i;

	(void)state;
	assert_int_equal(store_run(nest.s, "SELECT 1 UNION SELECT 2", NULL, 0, go_deeper, &nest), ERR_NONE);
	assert_int_equal(nest.rows, 2 + 4 + 8 + 16);
	for (i = 0; i < 100; i++) {	/* more than are kept prepared */
		(void)snprintf(sql, sizeof(sql), "SELECT %d", i % 40);
		assert_int_equal(number(nest.s, sql), i % 40);
	}
	store_close(&nest.s);
}

static void
transactions_hold_or_are_undone(void **state)
{
	struct store *s = open_new();

	(void)state;
	assert_int_equal(store_commit(s), ERR_DATA);
	store_rollback(s);
	assert_int_equal(store_begin(s), ERR_NONE);
	assert_int_equal(store_begin(s), ERR_DATA);
	run(s, "INSERT INTO numbers VALUES (2026, 1)");
	assert_int_equal(store_changed(s), 1);
	store_rollback(s);
	assert_int_equal(number(s, "SELECT count(*) FROM numbers"), 0);
	assert_int_equal(store_begin(s), ERR_NONE);
	run(s, "INSERT INTO numbers VALUES (2026, 1)");
	assert_int_equal(store_commit(s), ERR_NONE);
	assert_int_equal(store_begin(s), ERR_NONE);
	run(s, "DELETE FROM numbers");
	store_close(&s);	/* undoes what is open */
	s = open_new();
	assert_int_equal(number(s, "SELECT count(*) FROM numbers"), 1);
	store_close(&s);
}

static void
other_mode_and_newer_program_are_refused(void **state)
{
	struct store *s = open_new();

	(void)state;
	store_close(&s);
	assert_int_equal(store_open(scratch.path, MODE_WORK, &s), ERR_MODE_MIXED);
	assert_null(s);
	s = open_new();
	run(s, "PRAGMA user_version = 99");
	store_close(&s);
	assert_int_equal(store_open(scratch.path, MODE_TRAINING, &s), ERR_STORE_NEWER);
	assert_null(s);
}

static void
stamp_is_needed(void **state)
{
	struct store *s = open_new();

	(void)state;
	run(s, "DELETE FROM meta");
	store_close(&s);
	assert_int_equal(store_open(scratch.path, MODE_TRAINING, &s), ERR_STORE_CORRUPT);
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
	struct store *s = open_new();
	int64_t page = number(s, "SELECT rootpage FROM sqlite_schema WHERE name = 'meta'");

	(void)state;
	store_close(&s);
	damage((off_t)(page - 1) * 4096, 4096);
	assert_int_equal(store_open(scratch.path, MODE_TRAINING, &s), ERR_STORE_CORRUPT);
	damage(0, 100);
	assert_int_equal(store_open(scratch.path, MODE_TRAINING, &s), ERR_STORE_CORRUPT);
}

static void
held_by_another_is_told(void **state)
{
	struct store *a = open_new(), *b = open_new();

	(void)state;
	assert_int_equal(store_begin(a), ERR_NONE);
	assert_int_equal(number(b, "SELECT count(*) FROM numbers"), 0);	/* reading goes on */
	assert_int_equal(store_begin(b), ERR_STORE_LOCKED);
	assert_false(store_in_transaction(b));
	store_rollback(a);
	assert_int_equal(store_begin(b), ERR_NONE);
	store_close(&b);
	store_close(&a);
}

/* Opening the store a second time must not drop the first one's locks, as closing any descriptor of the file would. */
static void
second_opening_keeps_the_lock(void **state)
{
	struct store *a = open_new(), *b;
	int status;

	(void)state;
	assert_int_equal(store_begin(a), ERR_NONE);
	b = open_new();
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
		assert_int_equal(number(s, "SELECT count(*) FROM numbers"), 0);
	}
	assert_int_equal(store_begin(s), ERR_NONE);
	run(s, "INSERT INTO numbers VALUES (2026, 1)");
	assert_int_equal(store_commit(s), ERR_NONE);
	store_close(&s);
}

/* A statement so large that SQLite must write before COMMIT finds the disk full, and is rolled back by SQLite itself. */
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
	run(s, "PRAGMA cache_size = 10");
	assert_int_equal(store_begin(s), ERR_NONE);
	run(s, "INSERT INTO numbers VALUES (2026, 1)");
	vfs_full_set_room(100000);
	assert_int_equal(store_run(s, large, NULL, 0, NULL, NULL), ERR_DISK_FULL);
	vfs_full_set_room(-1);
	if (store_run(s, "INSERT INTO numbers VALUES (2027, 1)", NULL, 0, NULL, NULL) != ERR_NONE)
		assert_int_not_equal(store_commit(s), ERR_NONE);
	store_rollback(s);
	assert_int_equal(number(s, "SELECT count(*) FROM numbers"), 0);
	store_close(&s);
}

static void
migrations_go_wholly_or_not(void **state)
{
	static const struct store_migration steps[] = {
		{ "the first tables", store_schema, NULL },
		{ "the second", store_schema_2, NULL },
		{ "the third", store_schema_3, NULL },
		{ "a table", "CREATE TABLE more (x INTEGER) STRICT; INSERT INTO more VALUES (7);", NULL },
		{ "a mistake", "CREATE TABLE evenmore (x INTEGER) STRICT; INSERT INTO nowhere VALUES (1);", NULL },
	};
	struct store *s = open_new();

	(void)state;
	assert_int_equal(store_migrate(s, MODE_TRAINING, steps, 5), ERR_STORE_CORRUPT);
	assert_int_equal(number(s, "PRAGMA user_version"), 3);
	assert_int_equal(number(s, "SELECT count(*) FROM sqlite_schema WHERE name LIKE '%more'"), 0);
	assert_int_equal(store_migrate(s, MODE_WORK, steps, 4), ERR_MODE_MIXED);
	assert_int_equal(number(s, "PRAGMA user_version"), 3);
	assert_int_equal(store_migrate(s, MODE_TRAINING, steps, 4), ERR_NONE);
	assert_int_equal(number(s, "PRAGMA user_version"), 4);
	assert_int_equal(number(s, "SELECT x FROM more"), 7);
	assert_int_equal(store_migrate(s, MODE_TRAINING, steps, 4), ERR_NONE);
	assert_int_equal(store_migrate(s, MODE_TRAINING, steps, 3), ERR_STORE_NEWER);
	store_close(&s);
}

/* Several programs make the same store at once: each finds it whole. */
static void
made_by_several_at_once(void **state)
{
	struct store *s;
	int i, status;

	(void)state;
	scratch_path(&scratch, "s.db");
	for (i = 0; i < 6; i++) {
		if (fork() == 0) {
			enum err e = store_open(scratch.path, MODE_TRAINING, &s);

			store_close(&s);
			_exit(e == ERR_NONE ? 0 : 1);
		}
	}
	for (i = 0; i < 6; i++) {
		assert_true(wait(&status) > 0);
		assert_int_equal(status, 0);
	}
	s = open_new();
	assert_int_equal(number(s, "SELECT count(*) FROM meta"), 1);
	store_close(&s);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(values_go_in_and_come_out, fixture_setup_folder, teardown),
		cmocka_unit_test_setup_teardown(file_is_private_and_settings_stand, fixture_setup_folder, teardown),
		cmocka_unit_test_setup_teardown(receiver_may_run_the_same_statement, fixture_setup_folder, teardown),
		cmocka_unit_test_setup_teardown(transactions_hold_or_are_undone, fixture_setup_folder, teardown),
		cmocka_unit_test_setup_teardown(other_mode_and_newer_program_are_refused, fixture_setup_folder, teardown),
		cmocka_unit_test_setup_teardown(stamp_is_needed, fixture_setup_folder, teardown),
		cmocka_unit_test_setup_teardown(uris_are_told_apart, fixture_setup_folder, teardown),
		cmocka_unit_test_setup_teardown(file_of_another_program_is_left_alone, fixture_setup_folder, teardown),
		cmocka_unit_test_setup_teardown(damaged_file_is_told, fixture_setup_folder, teardown),
		cmocka_unit_test_setup_teardown(held_by_another_is_told, fixture_setup_folder, teardown),
		cmocka_unit_test_setup_teardown(second_opening_keeps_the_lock, fixture_setup_folder, teardown),
		cmocka_unit_test_setup_teardown(full_disk_undoes_and_is_told, fixture_setup_folder, teardown),
		cmocka_unit_test_setup_teardown(nothing_follows_a_transaction_that_died, fixture_setup_folder, teardown),
		cmocka_unit_test_setup_teardown(migrations_go_wholly_or_not, fixture_setup_folder, teardown),
		cmocka_unit_test_setup_teardown(made_by_several_at_once, fixture_setup_folder, teardown),
	};

	vfs_full_register();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
