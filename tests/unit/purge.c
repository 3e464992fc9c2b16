/* What a purge erases and what it leaves, by whose word; killed at each write it has erased a case or hasn't. */
#include "config.h"

#include "upkeep/purge.h"

#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cmocka.h>

#include "audit/keep.h"
#include "audit/lookup.h"
#include "case/ended.h"
#include "case/person.h"
#include "fixture.h"
#include "people/residents.h"
#include "tests/faults/fault.h"
#include "upkeep/check.h"

#define SOME 2			/* cases whose time has come, for the kills */
#define MANY 120

static const char *const papers[] = { "inquiry", "receipt", "next-visit", "application", "mail-slip", "result",
    "terminal-slip", "abroad-use", "attorney", "pin-note", "fee-receipt", NULL };
static const struct actor then = { "sato", "3", { { 2026, 11, 20 }, 10, 30, 5 }, ROLES_UNSTATED };
static const struct actor aoki = { "aoki", "3", { { 2028, 4, 1 }, 9, 0, 0 }, ROLE_BIT(ROLE_ADMINISTRATOR) };
static const struct actor kato = { "kato", "3", { { 2028, 4, 1 }, 9, 5, 0 }, ROLE_BIT(ROLE_ADMINISTRATOR) };

static struct retention retention;
static char folder[128];
static struct purge_from from = { &retention, folder };
static struct purge_plan plan;

static void
counted_by_fiscal_years(void **state)
{
	static const struct { int years; struct date today, limit; } rows[] = {
		{ 1, { 2028, 3, 31 }, { 2026, 4, 1 } }, { 1, { 2028, 4, 1 }, { 2027, 4, 1 } },
		{ 1, { 2028, 12, 31 }, { 2027, 4, 1 } }, { 1, { 2029, 1, 1 }, { 2027, 4, 1 } },
		{ 16, { 2043, 4, 1 }, { 2027, 4, 1 } }, { 0, { 2026, 11, 21 }, { 2026, 11, 21 } },
		{ 99, { 2028, 2, 29 }, { 1928, 4, 1 } },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		const struct retention_kind kind = { .of = RETENTION_CASE, .years = rows[i].years };

		assert_int_equal(date_compare(retention_limit(&kind, rows[i].today), rows[i].limit), 0);
	}
}

static int
setup(void **state)
{
	char path[1024];

	(void)fixture_setup_store(state);
	(void)snprintf(path, sizeof(path), "%s/profiles/retention", getenv("MADOGUCHI_DATADIR"));
	(void)snprintf(folder, sizeof(folder), "%s/papers", scratch.folder);
	(void)mkdir(folder, 0700);
	return retention_read(path, papers, &retention, NULL) == ERR_NONE ? 0 : 1;
}

static int
teardown(void **state)
{
	char command[400];

	purge_plan_free(&plan);
	(void)snprintf(command, sizeof(command), "rm -rf '%s'", folder);
	(void)!system(command);
	return fixture_teardown(state);
}

static void
keep_audit(void)
{
	struct audit_keeping kept = { .key = "" };

	(void)snprintf(kept.key, sizeof(kept.key), "%s/audit.key", scratch.folder);
	assert_int_equal(audit_keep(store, &then, &kept), ERR_NONE);
}

/* Withdrawn, with a file and remarks that name the person; its number in f. */
static struct case_file
end_case(const char *name)
{
	struct case_file f = { .procedure = "renew", .person = { .kana = "バンゴウ サクラコ" } };
	char path[256], why[CASE_WHY_MAX];
	int fd;

	(void)snprintf(f.person.name, sizeof(f.person.name), "%s", name);
	(void)snprintf(f.person.address, sizeof(f.person.address), "%s荘101", name);
	(void)snprintf(f.proxy.name, sizeof(f.proxy.name), "%sの父", name);
	(void)snprintf(why, sizeof(why), "%sさんの申出", name);
	assert_int_equal(case_open(store, &then, &f, CASE_RECEIVED), ERR_NONE);
	assert_int_equal(case_event(store, &then, f.number, EVENT_WITHDRAW, why), ERR_NONE);
	(void)snprintf(path, sizeof(path), "%s/%s-application.pdf", folder, f.number);
	assert_true((fd = open(path, O_WRONLY | O_CREAT | O_EXCL, 0600)) >= 0);
	assert_int_equal(write(fd, name, strlen(name)), (ssize_t)strlen(name));
	(void)close(fd);
	return f;
}

static void
make_plan(const struct actor *a)
{
	purge_plan_free(&plan);
	assert_int_equal(purge_plan_make(store, a, &from, &plan), ERR_NONE);
}

static void
count_fault(void *ctx, const struct check_fault *f)
{
	(void)f;
	++*(int *)ctx;
}

static void
check_sound(struct store *s)
{
	struct check_sums sums;
	int faults = 0;

	assert_int_equal(store_check(s, count_fault, &faults, &sums), ERR_NONE);
	assert_int_equal(faults, 0);
}

/* --- whose word -------------------------------------------------------------------------------- */

static void
only_an_administrator(void **state)
{
	struct actor clerk = aoki;

	(void)state;
	(void)end_case("番号 桜子");
	make_plan(&aoki);
	clerk.roles = ROLE_BIT(ROLE_COUNTER) | ROLE_BIT(ROLE_SUPERVISOR);
	assert_int_equal(purge_do(store, &clerk, &from, &plan, "x", false), ERR_ROLE);
	purge_plan_free(&plan);
	assert_int_equal(purge_plan_make(store, &clerk, &from, &plan), ERR_ROLE);
	assert_int_equal(fixture_count_audit("refused", "role:purge"), 2);
	make_plan(&aoki);
	assert_int_equal(purge_do(store, &aoki, &from, &plan, "", false), ERR_USAGE);
	assert_int_equal(purge_do(store, &aoki, &from, &plan, "Namae", false), ERR_USAGE);
	assert_int_equal(fixture_number(store, "SELECT count(*) FROM person"), 1);
}

static void
two_want_the_same(void **state)
{
	(void)state;
	(void)end_case("番号 桜子");
	make_plan(&aoki);
	assert_int_equal(purge_do(store, &aoki, &from, &plan, "x", true), ERR_PURGE_SECOND);
	assert_int_equal(purge_do(store, &aoki, &from, &plan, "x", true), ERR_PURGE_SECOND);	/* the same one again */
	(void)end_case("番号 松子");
	make_plan(&kato);		/* it has more than what was proposed */
	assert_int_equal(purge_do(store, &kato, &from, &plan, "x", true), ERR_PURGE_SECOND);
	assert_int_equal(fixture_number(store, "SELECT count(*) FROM person"), 2);
	make_plan(&aoki);
	assert_int_equal(purge_do(store, &aoki, &from, &plan, "x", true), ERR_NONE);
	assert_int_equal(fixture_number(store, "SELECT count(*) FROM person"), 0);
	/* What was agreed to is done: it isn't agreed to once more. */
	make_plan(&kato);
	assert_int_equal(purge_do(store, &kato, &from, &plan, "x", true), ERR_PURGE_SECOND);
}

/* --- what stays -------------------------------------------------------------------------------- */

static void
what_is_needed_stays(void **state)
{
	struct case_file open = { .procedure = "renew", .person = { .name = "見本 太郎" } }, sheet, appeal, late;

	(void)state;
	assert_int_equal(case_open(store, &then, &open, CASE_RECEIVED), ERR_NONE);
	sheet = end_case("見本 次郎");
	appeal = end_case("見本 三郎");
	late = end_case("見本 四郎");
	assert_int_equal(store_run(store, "UPDATE cases SET sheet = 1 WHERE number = ?1",
	    (const struct store_value[]){ store_text(sheet.number) }, 1, NULL, NULL), ERR_NONE);
	assert_int_equal(case_preserve(store, &then, appeal.number, "appeal"), ERR_NONE);
	make_plan(&aoki);
	assert_int_equal(plan.case_count, 1);
	assert_int_equal(plan.file_count, 1);
	assert_int_equal(plan.preserved, 2);
	assert_string_equal(plan.cases[0].number, late.number);
	/* An appeal that came while the list was looked at. */
	assert_int_equal(case_preserve(store, &then, late.number, "suit"), ERR_NONE);
	assert_int_equal(purge_do(store, &aoki, &from, &plan, "x", false), ERR_NONE);
	assert_int_equal(fixture_number(store, "SELECT count(*) FROM person"), 4);
	assert_int_equal(fixture_number(store, "SELECT count(*) FROM audit WHERE event IN ('purged',"
	    " 'paper-erased')"), 0);
	assert_int_equal(case_erase(store, &then, late.number), ERR_PRESERVED);
	assert_int_equal(case_preserve(store, &then, late.number, NULL), ERR_NONE);
	assert_int_equal(case_preserve(store, &then, open.number, "audit"), ERR_CASE_STATE);
	make_plan(&aoki);
	assert_int_equal(purge_do(store, &aoki, &from, &plan, "x", false), ERR_NONE);
	assert_int_equal(fixture_number(store, "SELECT count(*) FROM person"), 3);
	assert_int_equal(case_preserve(store, &then, late.number, "audit"), ERR_CASE_STATE);
}

/* A note makes a case end no later; the day is the one on which it came to its end. */
static void
a_note_prolongs_nothing(void **state)
{
	struct actor later = then;
	struct case_file f;

	(void)state;
	f = end_case("番号 桜子");
	later.at.date = (struct date){ 2027, 5, 1 };
	assert_int_equal(case_event(store, &later, f.number, EVENT_NOTE, "電話"), ERR_NONE);
	make_plan(&aoki);
	assert_int_equal(plan.case_count, 1);
}

/* --- what is left ------------------------------------------------------------------------------ */

/* Pages that were divided keep copies of rows that moved; each name's bytes are looked for in the store's files. */
static void
no_byte_is_left(void **state)
{
	char name[64];
	int i;

	(void)state;
	for (i = 0; i < MANY; i++) {
		(void)snprintf(name, sizeof(name), "番号 %c%c子", 'A' + i % 26, 'A' + i / 26);
		(void)end_case(name);
	}
	assert_true(fixture_store_has("番号"));
	make_plan(&aoki);
	assert_int_equal(plan.case_count, MANY);
	assert_int_equal(purge_do(store, &aoki, &from, &plan, "x", false), ERR_NONE);
	assert_false(fixture_store_has("番号"));
	assert_false(fixture_store_has("サクラコ"));
	check_sound(store);
}

/* What an import that was killed has left is cleared away too, and the extract in force stays. */
static void
replaced_residents_go(void **state)
{
	(void)state;
	assert_int_equal(store_begin(store), ERR_NONE);
	assert_int_equal(store_run(store, "INSERT INTO resident_batch (id, generation) VALUES (7, 1), (8, 2)", NULL, 0,
	    NULL, NULL), ERR_NONE);
	assert_int_equal(store_run(store, "INSERT INTO resident_row (name, kana, sex, born, address, postcode,"
	    " kana_key, name_key, batch) VALUES ('番号 花子', '', 0, '', '', '', '', '', 7),"
	    " ('番号 桜子', '', 0, '', '', '', '', '', 8)", NULL, 0, NULL, NULL), ERR_NONE);
	assert_int_equal(store_run(store, "UPDATE resident_extract SET in_force = 1, latest = 2", NULL, 0, NULL, NULL),
	    ERR_NONE);
	assert_int_equal(store_commit(store), ERR_NONE);
	make_plan(&aoki);
	assert_int_equal(plan.residents, 1);
	assert_int_equal(purge_do(store, &aoki, &from, &plan, "x", false), ERR_NONE);
	assert_int_equal(fixture_number(store, "SELECT count(*) FROM resident"), 1);
	assert_int_equal(fixture_count_audit("residents-cleared", "1"), 1);
	assert_true(fixture_store_has("番号 花子"));
	assert_false(fixture_store_has("番号 桜子"));
}

/* Of a look the log keeps who, when and what for; whose it was is gone, on record, and only so. */
static void
looks_are_forgotten(void **state)
{
	const struct lookup why = { NULL, LOOKUP_TELEPHONE };
	struct actor late = aoki;
	struct check_sums sums;
	int faults = 0;

	(void)state;
	keep_audit();
	assert_int_equal(audit_look(store, &then, "residents-found", &why, "ハンコウ"), ERR_NONE);
	assert_int_equal(audit_look(store, &then, "residents-found", &why, "ハンコウ"), ERR_NONE);
	late.at.date = (struct date){ 2031, 6, 1 };
	assert_int_equal(audit_look(store, &late, "residents-found", &why, "ハンコウ"), ERR_NONE);
	assert_int_equal(fixture_number(store, "SELECT count(DISTINCT digest) FROM audit WHERE event ="
	    " 'residents-found'"), 3);
	assert_int_equal(fixture_number(store, "SELECT count(DISTINCT person) FROM looked_at"), 1);
	check_sound(store);
	assert_int_equal(store_begin(store), ERR_NONE);
	assert_int_equal(store_run(store, "UPDATE looked_at SET person = 'another' WHERE line = (SELECT max(line) FROM"
	    " looked_at)", NULL, 0, NULL, NULL), ERR_NONE);
	assert_int_equal(store_check(store, count_fault, &faults, &sums), ERR_STORE_CORRUPT);
	assert_int_equal(faults, 1);
	store_rollback(store);
	faults = 0;
	late.at.date = (struct date){ 2032, 4, 1 };
	make_plan(&late);
	assert_int_equal(purge_do(store, &late, &from, &plan, "x", false), ERR_NONE);
	assert_int_equal(fixture_number(store, "SELECT count(*) FROM looked_at"), 1);
	assert_int_equal(fixture_count_audit("purged", "2027-04-01,looks,2,2026-11-20,2026-11-20,x"), 1);
	check_sound(store);
	assert_int_equal(store_run(store, "DELETE FROM looked_at", NULL, 0, NULL, NULL), ERR_NONE);
	assert_int_equal(store_check(store, count_fault, &faults, &sums), ERR_STORE_CORRUPT);
	assert_int_equal(faults, 1);
}

/* --- killed ------------------------------------------------------------------------------------ */

static enum err
purge_all(const char *uri)
{
	struct store *s = NULL;
	enum err e = store_open(uri, MODE_TRAINING, &s);

	memset(&plan, 0, sizeof(plan));
	if (e == ERR_NONE && (e = purge_plan_make(s, &aoki, &from, &plan)) == ERR_NONE)
		e = purge_do(s, &aoki, &from, &plan, "x", false);
	purge_plan_free(&plan);
	store_close(&s);
	return e;
}

/* A child that dies at its nth write or sync, before it or after it; true where it came to its end. */
static bool
purge_and_die(unsigned nth, enum fault_kind kind)
{
	struct mishap m = { .place = FAULT_STORE, .kind = kind, .nth = nth };
	char uri[300];
	int status;
	pid_t pid;

	(void)snprintf(uri, sizeof(uri), "sqlite:%s/s.db?vfs=fault", scratch.folder);
	if ((pid = fork()) == 0) {
		fault_vfs_set(&m);
		_exit(purge_all(uri) == ERR_NONE ? 0 : 1);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFSIGNALED(status) || WEXITSTATUS(status) == 0);
	return !WIFSIGNALED(status);
}

/* Each case has all of its person or nothing of it; where nothing, its files are gone, and it is on record. */
static int64_t
check_each(void)
{
	static const char erased[] = " IN (SELECT number FROM case_history WHERE event = 'erased')";
	char sql[400];

	(void)snprintf(sql, sizeof(sql), "SELECT count(*) FROM case_history h WHERE h.event = 'withdrawn'"
	    " AND (h.why = '') <> (h.number%s)", erased);
	assert_int_equal(fixture_number(store, sql), 0);
	(void)snprintf(sql, sizeof(sql), "SELECT count(*) FROM cases c WHERE (SELECT count(*) FROM person p WHERE"
	    " p.number = c.number) + (SELECT count(*) FROM proxy x WHERE x.number = c.number) <> CASE WHEN c.number%s"
	    " THEN 0 ELSE 2 END", erased);
	assert_int_equal(fixture_number(store, sql), 0);
	check_sound(store);
	return fixture_number(store, "SELECT count(*) FROM case_history WHERE event = 'erased'");
}

static bool
has_file(void *ctx, const struct store_value *v, size_t n)
{
	char path[256];

	(void)n;
	(void)snprintf(path, sizeof(path), "%s/%s-application.pdf", folder, store_as_text(&v[0]));
	*(int *)ctx += access(path, F_OK) == 0;
	return true;
}

/* The store and its files as they were before the first try. */
static char before[1 << 20];
static size_t before_len;
static struct case_file ended[SOME];

static void
remember(void)
{
	FILE *in;
	int i;

	for (i = 0; i < SOME; i++)
		ended[i] = end_case("番号 桜子");
	store_close(&store);
	assert_non_null(in = fopen(scratch_path(&scratch, "s.db"), "rb"));
	before_len = fread(before, 1, sizeof(before), in);
	assert_true(before_len > 0 && before_len < sizeof(before));
	(void)fclose(in);
}

static void
put_back(void)
{
	char path[256];
	FILE *out;
	int i;

	(void)unlink(scratch_path(&scratch, "s.db-wal"));
	(void)unlink(scratch_path(&scratch, "s.db-shm"));
	assert_non_null(out = fopen(scratch_path(&scratch, "s.db"), "wb"));
	assert_int_equal(fwrite(before, 1, before_len, out), before_len);
	assert_int_equal(fclose(out), 0);
	for (i = 0; i < SOME; i++) {
		(void)snprintf(path, sizeof(path), "%s/%.11s-application.pdf", folder, ended[i].number);
		assert_non_null(out = fopen(path, "w"));
		assert_int_equal(fclose(out), 0);
	}
}

/* After a death; how many are erased. */
static int64_t
look_and_go_on(void)
{
	int64_t erased;
	int files = 0;

	assert_int_equal(store_open(scratch_path(&scratch, "s.db"), MODE_TRAINING, &store), ERR_NONE);
	erased = check_each();
	assert_int_equal(store_run(store, "SELECT number FROM case_history WHERE event = 'erased'", NULL, 0, has_file,
	    &files), ERR_NONE);
	assert_int_equal(files, 0);
	make_plan(&aoki);
	assert_int_equal(purge_do(store, &aoki, &from, &plan, "x", false), ERR_NONE);
	assert_int_equal(check_each(), SOME);
	assert_false(fixture_store_has("桜子"));
	store_close(&store);
	return erased;
}

static void
killed_at_each_write(void **state)
{
	static const enum fault_kind kinds[] = { FAULT_KILL_BEFORE, FAULT_KILL_AFTER };
	int kills = 0, seen[SOME + 1] = { 0 }, erased = 0, i;
	bool over = false;
	unsigned nth;

	(void)state;
	fault_vfs_register();
	remember();
	/* Where all are erased, the file is only made anew: a few places of that will do. */
	for (nth = 0; !over; nth += erased < SOME ? 1 : 15) {
		put_back();
		if (!(over = purge_and_die(nth / 2 + 1, kinds[nth % 2]))) {
			erased = (int)look_and_go_on();
			seen[erased]++;
			kills++;
		}
	}
	print_message("%d kills; erased by then: none %d, one %d, both %d times\n", kills, seen[0], seen[1],
	    seen[2]);
	for (i = 0; i <= SOME; i++)
		assert_true(seen[i] > 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(counted_by_fiscal_years),
		cmocka_unit_test_setup_teardown(only_an_administrator, setup, teardown),
		cmocka_unit_test_setup_teardown(two_want_the_same, setup, teardown),
		cmocka_unit_test_setup_teardown(what_is_needed_stays, setup, teardown),
		cmocka_unit_test_setup_teardown(a_note_prolongs_nothing, setup, teardown),
		cmocka_unit_test_setup_teardown(no_byte_is_left, setup, teardown),
		cmocka_unit_test_setup_teardown(replaced_residents_go, setup, teardown),
		cmocka_unit_test_setup_teardown(looks_are_forgotten, setup, teardown),
		cmocka_unit_test_setup_teardown(killed_at_each_write, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
