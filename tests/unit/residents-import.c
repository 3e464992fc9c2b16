/* An import while others work: what they see and write meanwhile; what a fault, a kill or another import leaves behind. */
#include "config.h"

#include "people/residents.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include <cmocka.h>

#include "people/extract-private.h"
#include "fixture.h"
#include "store/driver-private.h"

#define HEADER "氏名,生年月日,住所\n"
#define OLD 5				/* residents of the extract that is there */
#define MANY (2 * EXTRACT_BATCH + 1)	/* they come in three transactions */
#define KILLS 40

static struct faults faults;
static const struct actor admin = { "kuroda", "hall", { { 2026, 11, 20 }, 10, 30, 0 }, ROLE_BIT(ROLE_ADMINISTRATOR) };

static const char *
store_path(void)
{
	return scratch_path(&scratch, "s.db");
}

static int64_t
number(const char *sql)
{
	return fixture_number(store, sql);
}

static int64_t
rows(void)
{
	return number("SELECT count(*) FROM resident_row");
}

/* How many there are, if all of them come from the same file; else -1. */
static int64_t
whole(const char *address)
{
	char sql[96];
	const int64_t all = number("SELECT count(*) FROM resident");

	(void)snprintf(sql, sizeof(sql), "SELECT count(*) FROM resident WHERE address = '%s'", address);
	return number(sql) == all ? all : -1;
}

static void
put_lines(FILE *out, const char *address, int n)
{
	while (n-- > 0)
		(void)fprintf(out, "番号 花子,1990-02-03,%s\n", address);
}

static FILE *
file_of(const char *address, int n, const char *end)
{
	FILE *f = tmpfile();

	assert_non_null(f);
	(void)fputs(HEADER, f);
	put_lines(f, address, n);
	(void)fputs(end, f);
	rewind(f);
	return f;
}

static enum err
import_in(struct store *s, FILE *in, int64_t *count)
{
	memset(&faults, 0, sizeof(faults));
	return residents_import(s, &admin, in, "x.csv", NULL, &faults, count);
}

static enum err
import(const char *address, int n, const char *end)
{
	FILE *in = file_of(address, n, end);
	int64_t count;
	enum err e = import_in(store, in, &count);

	(void)fclose(in);
	assert_int_equal(count, e == ERR_NONE ? n : 0);
	return e;
}

/* A file without an end is given up, and that is told. */
static void
too_many_are_told(void **state)
{
	const struct residents_how how = { .most = 3 };
	FILE *in = file_of("new", 4, "");
	int64_t count;

	(void)state;
	memset(&faults, 0, sizeof(faults));
	assert_int_equal(residents_import(store, &admin, in, "x.csv", &how, &faults, &count), ERR_TOO_LONG);
	(void)fclose(in);
	assert_int_equal(faults.count, 1);
	assert_int_equal(faults.list[0].line, 5);
	assert_string_equal(faults.list[0].message,
	    "住民が多すぎます。400万人までです。終わりのないファイルではありませんか");
}

static int
setup(void **state)
{
	(void)fixture_setup_store(state);
	assert_int_equal(import("old", OLD, ""), ERR_NONE);
	return 0;
}

static enum err
import_as_a_process(FILE *in)
{
	struct store *s;
	int64_t count;
	enum err e = store_open(store_path(), MODE_TRAINING, &s);

	if (e == ERR_NONE)
		e = import_in(s, in, &count);
	store_close(&s);
	return e;
}

/* Another process, which has nothing of our store; end is one of ours that it isn't to keep open, or -1. */
static pid_t
fork_import(FILE *in, int end)
{
	pid_t pid;

	store_close(&store);
	if ((pid = fork()) == 0) {
		(void)close(end);
		_exit((int)import_as_a_process(in));
	}
	(void)fclose(in);
	assert_int_equal(store_open(store_path(), MODE_TRAINING, &store), ERR_NONE);
	return pid;
}

/* One whose file is a pipe that we write to. */
struct other { pid_t pid; FILE *out; };

static struct other
begin_import(const char *address, int n)
{
	struct other o;
	int ends[2];

	assert_int_equal(pipe(ends), 0);
	o.pid = fork_import(fdopen(ends[0], "r"), ends[1]);
	assert_non_null(o.out = fdopen(ends[1], "w"));
	(void)fputs(HEADER, o.out);
	put_lines(o.out, address, n);
	assert_int_equal(fflush(o.out), 0);
	return o;
}

static enum err
end_import(struct other *o)
{
	int status;

	assert_int_equal(fclose(o->out), 0);
	assert_int_equal(waitpid(o->pid, &status, 0), o->pid);
	assert_true(WIFEXITED(status));
	return (enum err)WEXITSTATUS(status);
}

static void
wait_for_rows(int64_t n)
{
	while (rows() < n)
		;
}

static void
write_something(void)
{
	assert_int_equal(store_begin(store), ERR_NONE);
	assert_int_equal(audit_write(store, &admin, "store-backed-up", "", ""), ERR_NONE);
	assert_int_equal(store_commit(store), ERR_NONE);
}

/* However long the file lets it wait: the store is nobody's, and the extract is still the old one. */
static void
others_write_and_look_up_meanwhile(void **state)
{
	struct other o = begin_import("new", MANY);

	(void)state;
	wait_for_rows(OLD + 2 * EXTRACT_BATCH);
	write_something();
	assert_int_equal(whole("old"), OLD);
	assert_int_equal(number("SELECT count(*) FROM audit WHERE event = 'residents-imported'"), 1);
	assert_int_equal(end_import(&o), ERR_NONE);
	assert_int_equal(whole("new"), MANY);
	assert_int_equal(rows(), MANY);
	assert_int_equal(number("SELECT max(line) FROM audit WHERE event = 'store-backed-up'"), 2);
	assert_int_equal(number("SELECT max(line) FROM audit WHERE event = 'residents-imported' AND reason = '4001'"), 3);
}

/* An import that reads as fast as it can lets the others in between: nobody is refused the store. */
static void
others_come_in_between(void **state)
{
	int64_t seen = OLD;
	int status;
	pid_t pid;

	(void)state;
	pid = fork_import(file_of("new", 4 * MANY, ""), -1);
	while (waitpid(pid, &status, WNOHANG) == 0) {
		write_something();
		if (whole("old") != OLD)
			seen = whole("new");
		assert_true(seen == OLD || seen == 4 * MANY);
	}
	assert_true(WIFEXITED(status) && WEXITSTATUS(status) == ERR_NONE);
	assert_int_equal(whole("new"), 4 * MANY);
	assert_true(number("SELECT count(*) FROM audit WHERE event = 'store-backed-up' AND line <"
	    " (SELECT max(line) FROM audit WHERE event = 'residents-imported')") > 0);
}

static void
a_fault_in_the_last_line_changes_nothing(void **state)
{
	(void)state;
	assert_int_equal(import("new", MANY, "番号 花子,1990-02-30,new\n"), ERR_DATA);
	assert_int_equal(faults.count, 1);
	assert_int_equal(faults.list[0].line, MANY + 2);
	assert_int_equal(whole("old"), OLD);
	assert_int_equal(rows(), OLD);
	assert_int_equal(number("SELECT count(*) FROM resident_batch"), 1);
	assert_int_equal(number("SELECT count(*) FROM audit"), 1);
}

/* The old extract or the new one, whole and on record; what is left is gone after the next import, or erasing. */
static void
killed_at_any_moment(void **state)
{
	int i, before = 0, left = 0, after = 0;
	int64_t imported = 1, now;
	pid_t pid;

	(void)state;
	for (i = 0; i < KILLS; i++) {
		pid = fork_import(file_of("new", MANY, ""), -1);
		(void)nanosleep(&(struct timespec){ .tv_nsec = 2000000L * (i + 1) }, NULL);
		(void)kill(pid, SIGKILL);
		assert_int_equal(waitpid(pid, NULL, 0), pid);
		now = number("SELECT count(*) FROM audit WHERE event = 'residents-imported'");
		assert_int_equal(now > imported ? whole("new") : whole("old"), now > imported ? MANY : OLD);
		*(now > imported ? &after : rows() > OLD ? &left : &before) += 1;
		imported = now;
		if (i % 2 == 0) {
			assert_int_equal(residents_erase(store, &admin, &now), ERR_NONE);
			assert_int_equal(rows(), 0);
			assert_int_equal(number("SELECT count(*) FROM resident_batch"), 0);
		}
		assert_int_equal(import("old", OLD, ""), ERR_NONE);
		assert_int_equal(rows(), OLD);
		imported++;
	}
	print_message("%d kills: %d before it began, %d in between, %d after it held\n", KILLS, before, left, after);
}

static void
the_import_that_began_last_holds(void **state)
{
	struct other o = begin_import("first", MANY);

	(void)state;
	wait_for_rows(OLD + 2 * EXTRACT_BATCH);
	assert_int_equal(import("second", MANY, ""), ERR_NONE);
	assert_int_equal(rows(), MANY);
	assert_int_equal(end_import(&o), ERR_OVERTAKEN);
	assert_int_equal(whole("second"), MANY);
	assert_int_equal(rows(), MANY);
	assert_int_equal(import("third", 1, ""), ERR_NONE);
	assert_int_equal(rows(), 1);
}

/* Also the one that had nothing more to put in. */
static void
erased_while_it_is_imported(void **state)
{
	struct other o = begin_import("new", 2 * EXTRACT_BATCH);
	int64_t count;

	(void)state;
	wait_for_rows(OLD + 2 * EXTRACT_BATCH);
	assert_int_equal(residents_erase(store, &admin, &count), ERR_NONE);
	assert_int_equal(count, OLD);
	assert_int_equal(end_import(&o), ERR_OVERTAKEN);
	assert_int_equal(whole(""), 0);
	assert_int_equal(rows(), 0);
}

static bool
keep_id(void *ctx, const struct resident *r)
{
	*(int64_t *)ctx = r->id;
	return true;
}

/* Who was found before an import can be taken while it goes on. */
static void
ids_stay_until_it_holds(void **state)
{
	const struct actor clerk = { "aoki", "hall", admin.at, ROLE_BIT(ROLE_COUNTER) };
	struct other o = begin_import("new", MANY);
	struct person p;
	int64_t id;

	(void)state;
	wait_for_rows(OLD + 2 * EXTRACT_BATCH);
	assert_int_equal(residents_find(store, &clerk, NULL, "番号", 0, keep_id, &id), ERR_NONE);
	assert_int_equal(residents_get(store, &clerk, NULL, id, &p), ERR_NONE);
	assert_string_equal(p.address, "old");
	assert_int_equal(residents_get(store, &clerk, NULL, number("SELECT max(id) FROM resident_row"), &p), ERR_PERSON_UNKNOWN);
	assert_int_equal(end_import(&o), ERR_NONE);
	assert_int_equal(residents_get(store, &clerk, NULL, id, &p), ERR_PERSON_UNKNOWN);
}

static void
an_older_store_keeps_its_extract(void **state)
{
	static const struct store_migration then[] = {
		{ "1", store_schema, NULL }, { "2", store_schema_2, NULL }, { "3", store_schema_3, NULL },
	};
	struct store *s;
	int64_t id;
	int i;

	(void)state;
	store_close(&store);
	assert_int_equal(store_sqlite.open(scratch_path(&scratch, "old.db"), &s), ERR_NONE);
	assert_int_equal(store_migrate(s, MODE_TRAINING, then, 3), ERR_NONE);
	assert_int_equal(store_begin(s), ERR_NONE);
	for (i = 0; i < MANY; i++)
		assert_int_equal(store_run(s, "INSERT INTO resident (name, kana, sex, born, address, postcode, kana_key, name_key)"
		    " VALUES ('番号 花子', '', 2, '1990-02-03', 'old', '', '', '番号花子')", NULL, 0, NULL, NULL), ERR_NONE);
	assert_int_equal(store_commit(s), ERR_NONE);
	store_close(&s);
	assert_int_equal(store_open(scratch.path, MODE_TRAINING, &store), ERR_NONE);
	assert_int_equal(whole("old"), MANY);
	assert_int_equal(residents_find(store, &(struct actor){ "aoki", "hall", admin.at, ROLE_BIT(ROLE_COUNTER) },
	    NULL, "番号花 1990-02-03", 0, keep_id, &id), ERR_NONE);
	assert_int_equal(import("new", 1, ""), ERR_NONE);
	assert_int_equal(whole("new"), 1);
	assert_int_equal(rows(), 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(too_many_are_told, setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(others_write_and_look_up_meanwhile, setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(others_come_in_between, setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(a_fault_in_the_last_line_changes_nothing, setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(killed_at_any_moment, setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(the_import_that_began_last_holds, setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(erased_while_it_is_imported, setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(ids_stay_until_it_holds, setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(an_older_store_keeps_its_extract, setup, fixture_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
