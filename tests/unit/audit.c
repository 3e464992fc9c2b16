/* The audit chain: what it takes, and that every way of tampering with it is found. */
#include "audit/audit.h"
#include "audit/verify.h"

#include <setjmp.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <string.h>
#include <cmocka.h>

#include "audit/chain-private.h"
#include "base/cert.h"
#include "fixture.h"
#include "store/driver-private.h"

static const struct actor actor = { .clerk = "sato", .counter = "3番窓口", .at = { { 2026, 11, 20 }, 10, 30, 5 },
    .roles = ROLES_UNSTATED };

static int
setup(void **state)
{
	(void)fixture_setup_folder(state);
	assert_int_equal(store_open(scratch_path(&scratch, "s.db"), MODE_WORK, &store), ERR_NONE);
	return 0;
}

static int
teardown(void **state)
{
	store_close(&store);	/* its chain was tampered with */
	return fixture_teardown(state);
}

static void
add_lines(int n)
{
	assert_int_equal(store_begin(store), ERR_NONE);
	while (n-- > 0)
		assert_int_equal(audit_write(store, &actor, "case-opened", "26-000001-3", "received"), ERR_NONE);
	assert_int_equal(store_commit(store), ERR_NONE);
}

static void
expect(enum err want, int64_t want_lines, int64_t want_broken)
{
	int64_t lines, broken;

	assert_int_equal(audit_verify(store, &lines, &broken), want);
	assert_int_equal(broken, want_broken);
	if (want_lines >= 0)
		assert_int_equal(lines, want_lines);
}

/* As someone with the file and a database tool would. */
static void
tamper(const char *sql)
{
	sqlite3 *db;
	char *why = NULL;

	assert_int_equal(sqlite3_open(scratch.path, &db), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, "DROP TRIGGER IF EXISTS audit_is_not_changed; DROP TRIGGER IF EXISTS audit_is_not_erased;"
	    "DROP TRIGGER IF EXISTS audit_is_followed",
	    NULL, NULL, NULL), SQLITE_OK);
	if (sqlite3_exec(db, sql, NULL, NULL, &why) != SQLITE_OK)
		fail_msg("%s", why);
	sqlite3_close(db);
}

static void
whole_chain_holds(void **state)
{
	(void)state;
	expect(ERR_NONE, 0, 0);
	add_lines(1);
	expect(ERR_NONE, 1, 0);
	add_lines(50);
	expect(ERR_NONE, 51, 0);
}

static void
undone_lines_leave_no_gap(void **state)
{
	(void)state;
	add_lines(3);
	assert_int_equal(store_begin(store), ERR_NONE);
	assert_int_equal(audit_write(store, &actor, "refused", "", "case-state"), ERR_NONE);
	store_rollback(store);
	add_lines(1);
	expect(ERR_NONE, 4, 0);
}

static void
only_codes_and_numbers_get_in(void **state)
{
	const struct actor nobody = { .clerk = "", .counter = "", .at = actor.at };

	(void)state;
	assert_int_equal(audit_write(store, &actor, "case-opened", "", ""), ERR_AUDIT_WRITE);	/* no transaction */
	assert_int_equal(store_begin(store), ERR_NONE);
	assert_int_equal(audit_write(store, &nobody, "case-opened", "", ""), ERR_AUDIT_WRITE);
	assert_int_equal(audit_write(store, &actor, "", "", ""), ERR_AUDIT_WRITE);
	assert_int_equal(audit_write(store, &actor, "case opened", "", ""), ERR_AUDIT_WRITE);
	assert_int_equal(audit_write(store, &actor, "case-unheard-of", "", ""), ERR_AUDIT_WRITE);
	assert_int_equal(audit_write(store, &actor, "unheard-of", "", ""), ERR_AUDIT_WRITE);
	assert_int_equal(audit_write(store, &actor, "case-", "", ""), ERR_AUDIT_WRITE);
	assert_int_equal(audit_write(store, &actor, "refused", "番号 花子", ""), ERR_AUDIT_WRITE);
	assert_int_equal(audit_write(store, &actor, "refused", "26-000001-8", ""), ERR_AUDIT_WRITE);
	assert_int_equal(audit_write(store, &actor, "refused", "", "番号 花子"), ERR_AUDIT_WRITE);
	assert_int_equal(audit_write(store, &actor, "refused", "", "under-15"), ERR_NONE);
	assert_int_equal(store_commit(store), ERR_NONE);
	expect(ERR_NONE, 1, 0);
}

static const struct { const char *what, *sql; int64_t broken; } tampering[] = {
	{ "a reason altered", "UPDATE audit SET reason = 'approved' WHERE line = 5", 5 },
	{ "a clerk altered", "UPDATE audit SET clerk = 'suzuki' WHERE line = 1", 1 },
	{ "a moment altered", "UPDATE audit SET at = '2026-11-20T10:30:06' WHERE line = 10", 10 },
	{ "letters moved over a border", "UPDATE audit SET event = 'case-openedx', reason = 'eceived' WHERE line = 4", 4 },
	{ "a hidden end", "UPDATE audit SET reason = CAST(x'726563656976656400ff' AS TEXT) WHERE line = 4", 4 },
	{ "a hash altered", "UPDATE audit SET hash = zeroblob(32) WHERE line = 7", 7 },
	{ "a hash cut", "UPDATE audit SET hash = x'00' WHERE line = 7", 7 },
	{ "a line removed", "DELETE FROM audit WHERE line = 3", 3 },
	{ "a line removed, the others moved up", "DELETE FROM audit WHERE line = 3;"
	    "UPDATE audit SET line = line - 1 WHERE line > 3; UPDATE audit_head SET lines = lines - 1", 3 },
	{ "a line put in", "UPDATE audit SET line = line + 100 WHERE line > 5; UPDATE audit SET line = line - 99 WHERE line > 100;"
	    "INSERT INTO audit SELECT 6, at, clerk, counter, event, subject, 'done', hash, digest FROM audit"
	    " WHERE line = 5", 6 },
	{ "two lines changed about", "UPDATE audit SET line = 100 WHERE line = 4; UPDATE audit SET line = 4 WHERE line = 5;"
	    "UPDATE audit SET line = 5 WHERE line = 100", 4 },
	{ "the end cut off", "DELETE FROM audit WHERE line > 8", 9 },
	{ "the end cut off, the head counted down", "DELETE FROM audit WHERE line > 8; UPDATE audit_head SET lines = 8", 9 },
	{ "all erased", "DELETE FROM audit", 1 },
	{ "the head erased", "DELETE FROM audit_head", 1 },
	{ "the head counted up", "UPDATE audit_head SET lines = 11", 11 },
	{ "the head's hash altered", "UPDATE audit_head SET hash = zeroblob(32)", 11 },
	{ "a line added without its hash", "INSERT INTO audit SELECT 11, at, clerk, counter, event, subject, reason,"
	    " hash, digest FROM audit WHERE line = 10", 11 },
};

static void
tampering_is_found(void **state)
{
	size_t i;

	for (i = 0; i < sizeof(tampering) / sizeof(*tampering); i++) {
		(void)teardown(state);
		(void)setup(state);
		add_lines(10);
		tamper(tampering[i].sql);
		print_message("%s\n", tampering[i].what);
		expect(ERR_AUDIT_BROKEN, -1, tampering[i].broken);
	}
}

static void
store_itself_refuses_changes(void **state)
{
	(void)state;
	add_lines(2);
	assert_int_equal(store_run(store, "UPDATE audit SET clerk = 'x'", NULL, 0, NULL, NULL), ERR_DATA);
	assert_int_equal(store_run(store, "DELETE FROM audit WHERE line = 2", NULL, 0, NULL, NULL), ERR_DATA);
	expect(ERR_NONE, 2, 0);
}

static void
without_its_head_nothing_is_written(void **state)
{
	(void)state;
	add_lines(2);
	tamper("DELETE FROM audit_head");
	assert_int_equal(store_begin(store), ERR_NONE);
	assert_int_equal(audit_write(store, &actor, "case-opened", "", ""), ERR_AUDIT_WRITE);
	store_rollback(store);
}

/* --- few lines among many ----------------------------------------------------------------- */

#define COUNT(a) (sizeof(a) / sizeof(*(a)))

static int64_t ops;

static int
count_op(void *ctx)
{
	(void)ctx;
	ops++;
	return 0;
}

static int
listen(sqlite3 *db, const char **fault, const struct sqlite3_api_routines *api)
{
	(void)fault;
	(void)api;
	sqlite3_progress_handler(db, 1, count_op, NULL);
	return SQLITE_OK;
}

/* From here on SQLite's own steps are counted. */
static void
reopen_counted(void)
{
	store_close(&store);
	assert_int_equal(sqlite3_auto_extension((void (*)(void))listen), SQLITE_OK);
	assert_int_equal(store_open(scratch.path, MODE_WORK, &store), ERR_NONE);
	sqlite3_reset_auto_extension();
}

static bool
take_line(void *ctx, const struct audit_line *l)
{
	assert_string_equal(l->subject, "26-000002-1");
	assert_string_equal(l->clerk, "tanaka");
	++*(int *)ctx;
	return true;
}

/* What the lines that fit cost, of how many there are. */
static int64_t
cost(struct audit_filter filter, int want)
{
	int lines = 0;

	ops = 0;
	assert_int_equal(audit_list(store, &actor, &filter, take_line, &lines), ERR_NONE);
	assert_int_equal(lines, want);
	return ops;
}

static void
add_three(void)
{
	const struct actor other = { .clerk = "tanaka", .counter = "", .at = actor.at, .roles = ROLES_UNSTATED };
	int i;

	assert_int_equal(store_begin(store), ERR_NONE);
	for (i = 0; i < 3; i++)
		assert_int_equal(audit_write(store, &other, "case-claimed", "26-000002-1", "received"), ERR_NONE);
	assert_int_equal(store_commit(store), ERR_NONE);
}

static void
few_lines_cost_no_more_in_a_long_log(void **state)
{
	static const struct { struct audit_filter filter; int want; } few[] = {
		{ { .number = "26-000002-1" }, 3 },
		{ { .number = "26-000002-1", .before = 2 }, 1 },
		{ { .number = "26-000002-1", .clerk = "sato" }, 0 },
		{ { .number = "26-000002-1", .event = "case-opened" }, 0 },
		{ { .clerk = "tanaka" }, 3 },
		{ { .clerk = "tanaka", .from = { 2026, 11, 20 }, .to = { 2026, 11, 20 } }, 3 },
		{ { .clerk = "tanaka", .to = { 2026, 11, 19 } }, 0 },
		{ { .event = "case-claimed" }, 3 },
		{ { .event = "case-claimed", .from = { 2026, 11, 20 }, .before = 3 }, 2 },
	};
	int64_t alone[COUNT(few)];
	size_t i;

	(void)state;
	add_three();
	reopen_counted();
	for (i = 0; i < COUNT(few); i++) {
		alone[i] = cost(few[i].filter, few[i].want);
		assert_true(alone[i] > 0);	/* it is counted */
	}
	add_lines(1000);
	for (i = 0; i < COUNT(few); i++)
		assert_true(cost(few[i].filter, few[i].want) < alone[i] + 100);
}

/* Lines as programs of before signatures and digests wrote them. */
static void
add_old_lines(const char *clerk, const char *event, const char *subject, int n)
{
	static const char at[] = "2026-11-20T10:30:05";
	struct chain_line l = { .at = at, .clerk = clerk, .counter = "", .event = event, .subject = subject,
	    .reason = "received", .digest = "" };
	static unsigned char hash[CHAIN_HASH];
	static int64_t line;

	if (fixture_number(store, "SELECT lines FROM audit_head") == 0) {
		memset(hash, 0, sizeof(hash));
		line = 0;
	}
	while (n-- > 0) {
		l.number = ++line;
		assert_int_equal(chain_hash(hash, &l, hash), ERR_NONE);
		assert_int_equal(store_run(store, "INSERT INTO audit (line, at, clerk, counter, event, subject, reason,"
		    " hash) VALUES (?1, ?2, ?3, '', ?4, ?5, 'received', ?6)", (struct store_value[]){ store_int(line),
		    store_text(at), store_text(clerk), store_text(event), store_text(subject),
		    store_blob(hash, CHAIN_HASH) }, 6, NULL, NULL), ERR_NONE);
		assert_int_equal(store_run(store, "UPDATE audit_head SET lines = ?1, hash = ?2", (struct store_value[]){
		    store_int(line), store_blob(hash, CHAIN_HASH) }, 2, NULL, NULL), ERR_NONE);
	}
}

/* A store of the second version gets the index; its lines, and their chain, are as they were. */
static void
an_older_store_is_found_in_as_well(void **state)
{
	static const struct store_migration then[] = { { "1", store_schema, NULL }, { "2", store_schema_2, NULL } };

	(void)state;
	store_close(&store);
	assert_int_equal(store_sqlite.open(scratch_path(&scratch, "old.db"), &store), ERR_NONE);
	assert_int_equal(store_migrate(store, MODE_WORK, then, 2), ERR_NONE);
	add_old_lines("sato", "case-opened", "26-000001-3", 500);
	add_old_lines("tanaka", "case-claimed", "26-000002-1", 3);
	add_old_lines("sato", "case-opened", "26-000001-3", 500);
	store_close(&store);
	reopen_counted();
	expect(ERR_NONE, 1003, 0);
	assert_true(cost((struct audit_filter){ .number = "26-000002-1" }, 3) < 500);
	assert_true(cost((struct audit_filter){ .clerk = "tanaka" }, 3) < 500);
	add_lines(1);
	expect(ERR_NONE, 1004, 0);
}

static bool
no_row(void *ctx, const struct audit_line *line)
{
	(void)ctx;
	(void)line;
	fail_msg("shown to one who may not look");
	return false;
}

static void
who_may_not_look_is_told_so_and_on_record(void **state)
{
	const struct audit_filter all = { .limit = 10 };
	struct actor counter = actor;
	int64_t refused = 0;

	(void)state;
	add_lines(1);
	counter.roles = ROLE_BIT(ROLE_COUNTER);
	assert_int_equal(audit_list(store, &counter, &all, no_row, NULL), ERR_ROLE);
	assert_int_equal(store_get_int(store, "SELECT count(*) FROM audit WHERE event = 'refused' AND reason = 'role:audit'", NULL,
	    0, &refused), ERR_NONE);
	assert_int_equal(refused, 1);
	assert_int_equal(audit_allow(NULL, &counter, ACT_AUDIT, ""), ERR_ROLE);	/* also where there is nothing to write it to */
}

static bool
take_hash(void *ctx, const struct store_value *v, size_t n)
{
	(void)n;
	cert_hex(v[0].bytes, v[0].len, ctx, 65);
	return false;
}

/*
 * What stands in a line's bytes, so that a log of today can be verified tomorrow: SHA-256 over 32 bytes of 0 or the hash
 * before, "1,", and each field as "length:bytes,". Worked out without this program.
 */
static void
chain_is_made_of_every_field(void **state)
{
	char hash[65] = "";

	(void)state;
	add_lines(2);
	assert_int_equal(store_run(store, "SELECT hash FROM audit_head", NULL, 0, take_hash, hash), ERR_NONE);
	assert_string_equal(hash, "406c9c689228d49097a1414803428e9fdf8450c5d24e08bf76bb578db4da409d");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(whole_chain_holds, setup, teardown),
		cmocka_unit_test_setup_teardown(who_may_not_look_is_told_so_and_on_record, setup, teardown),
		cmocka_unit_test_setup_teardown(chain_is_made_of_every_field, setup, teardown),
		cmocka_unit_test_setup_teardown(undone_lines_leave_no_gap, setup, teardown),
		cmocka_unit_test_setup_teardown(only_codes_and_numbers_get_in, setup, teardown),
		cmocka_unit_test_setup_teardown(tampering_is_found, setup, teardown),
		cmocka_unit_test_setup_teardown(store_itself_refuses_changes, setup, teardown),
		cmocka_unit_test_setup_teardown(without_its_head_nothing_is_written, setup, teardown),
		cmocka_unit_test_setup_teardown(few_lines_cost_no_more_in_a_long_log, setup, teardown),
		cmocka_unit_test_setup_teardown(an_older_store_is_found_in_as_well, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
