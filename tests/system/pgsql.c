/* The store over a PostgreSQL that the environment names (PGHOST …): what it keeps, refuses and waits for. */
#include "store/driver-private.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "audit/audit.h"
#include "audit/verify.h"
#include "base/buf.h"
#include "desk/journal.h"
#include "store/pgsql-sql-private.h"
#include "tests/system/pgsql-schema.h"
#include "tests/unit/any-store.h"
#include "tests/unit/fixture.h"

static const struct actor sato = { .clerk = "sato", .counter = "3番窓口", .at = { { 2026, 11, 20 }, 10, 30, 5 },
    .roles = ROLES_UNSTATED };
static struct any_store here = {
	.version = "SELECT version FROM madoguchi", .set_version_99 = "UPDATE madoguchi SET version = 99",
	.count_more = "SELECT count(*) FROM pg_tables WHERE schemaname = current_schema() AND tablename LIKE '%more'",
};

static int
setup(void **state)
{
	pgsql_schema_new(here.uri, sizeof(here.uri));
	*state = &here;
	return 0;
}

static void
expect_statement(const char *sql, enum err want, const char *theirs, size_t values)
{
	struct buf b = { 0 };
	size_t n;

	assert_int_equal(pgsql_statement(sql, &b, &n), want);
	if (want == ERR_NONE)
		assert_string_equal(buf_text(&b), theirs);
	assert_true(want != ERR_NONE || n == values);
	buf_free(&b);
}

static void
places_of_values_are_turned(void **state)
{
	(void)state;
	expect_statement("SELECT ?1, ?12, ?1", ERR_NONE, "SELECT $1, $12, $1", 12);
	expect_statement("SELECT '?1', \"?2\", 'it''s ?3', ?4", ERR_NONE, "SELECT '?1', \"?2\", 'it''s ?3', $4", 4);
	expect_statement("?32", ERR_NONE, "$32", 32);
	expect_statement("?33", ERR_DATA, NULL, 0);
	expect_statement("?0", ERR_DATA, NULL, 0);
	expect_statement("?", ERR_DATA, NULL, 0);
	expect_statement("?4294967297", ERR_DATA, NULL, 0);
	expect_statement("SELECT 'open", ERR_DATA, NULL, 0);
}

static void
what_is_unknown_is_told(void **state)
{
	struct store *s = any_store_open(&here);

	(void)state;
	assert_int_equal(any_store_do(s, "SELECT now()"), ERR_DATA);	/* a type that we don't know */
	assert_int_equal(any_store_do(s, "SELECT 1 FROM nowhere"), ERR_STORE_CORRUPT);
	store_close(&s);
}

/* PostgreSQL answers COMMIT of a transaction that died with ROLLBACK, and calls it no failure. */
static void
nothing_follows_a_transaction_that_died(void **state)
{
	struct store *s = any_store_open(&here);

	(void)state;
	assert_int_equal(store_begin(s), ERR_NONE);
	assert_int_equal(any_store_do(s, "INSERT INTO numbers VALUES (2026, 1)"), ERR_NONE);
	assert_int_equal(any_store_do(s, "INSERT INTO numbers VALUES (2026, 2)"), ERR_DATA);
	assert_int_equal(any_store_do(s, "INSERT INTO numbers VALUES (2027, 1)"), ERR_IO);
	assert_int_equal(store_commit(s), ERR_IO);
	assert_int_equal(fixture_number(s, "SELECT count(*) FROM numbers"), 0);
	store_close(&s);
}

static void
broken_connection_is_told_and_made_anew(void **state)
{
	struct store *s = any_store_open(&here);

	(void)state;
	assert_int_equal(store_begin(s), ERR_NONE);
	assert_int_equal(any_store_do(s, "INSERT INTO numbers VALUES (2026, 1)"), ERR_NONE);
	pgsql_schema_tool(here.uri, "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE application_name = 'madoguchi'");
	assert_int_equal(store_commit(s), ERR_STORE_UNSURE);	/* nothing that was written can tell */
	assert_int_equal(fixture_number(s, "SELECT count(*) FROM numbers"), 0);
	assert_int_equal(any_store_do(s, "INSERT INTO numbers VALUES (2026, 1)"), ERR_NONE);
	store_close(&s);
}

static void
what_is_no_store_is_refused(void **state)
{
	struct store *s;

	(void)state;
	pgsql_schema_tool(here.uri, "CREATE TABLE recipes (soup TEXT)");
	assert_int_equal(store_open(here.uri, MODE_WORK, &s), ERR_STORE_OPEN);
	pgsql_schema_tool(here.uri, "INSERT INTO recipes VALUES ('miso')");
	assert_int_equal(store_open("pgsql:dbname=nowhere", MODE_WORK, &s), ERR_STORE_OPEN);
	assert_int_equal(store_open("pgsql:host=/nowhere", MODE_WORK, &s), ERR_STORE_OPEN);
	assert_int_equal(store_open("pgsql:user=nobody password=secret", MODE_WORK, &s), ERR_STORE_OPEN);
	assert_int_equal(store_open("pgsql:what=ever", MODE_WORK, &s), ERR_STORE_OPEN);
	assert_int_equal(store_open("pgsql:options=-csearch_path=nowhere", MODE_WORK, &s), ERR_STORE_OPEN);
	assert_int_equal(store_open("pgsql:", MODE_WORK, &s), ERR_CONFIG);
}

static bool
add_column(void *ctx, const struct store_value *v, size_t n)
{
	assert_int_equal(n, 4);
	buf_printf(ctx, "%s.%s %s%s\n", store_as_text(&v[0]), store_as_text(&v[1]), store_as_text(&v[2]),
	    store_as_int(&v[3]) != 0 ? " NOT NULL" : "");
	return true;
}

static char *
columns_of(struct store *s, const char *sql)
{
	struct buf b = { 0 };

	assert_int_equal(store_run(s, sql, NULL, 0, add_column, &b), ERR_NONE);
	assert_int_equal(buf_check(&b), ERR_NONE);
	return b.text;
}

/* Both stores have the same tables and columns of the same types, in the same order. */
static void
tables_are_those_of_sqlite(void **state)
{
	char *ours, *theirs;
	struct store *lite, *s = any_store_open(&here);

	(void)state;
	scratch_new(&scratch);
	assert_int_equal(store_open(scratch_path(&scratch, "s.db"), MODE_TRAINING, &lite), ERR_NONE);
	ours = columns_of(lite, "SELECT t.name, c.name, c.type, c.\"notnull\" OR c.pk FROM sqlite_schema t,"
	    " pragma_table_info(t.name) c WHERE t.type = 'table' ORDER BY t.name, c.cid");
	theirs = columns_of(s, "SELECT CAST(table_name AS TEXT), CAST(column_name AS TEXT), CASE data_type"
	    " WHEN 'bigint' THEN 'INTEGER' WHEN 'text' THEN 'TEXT' WHEN 'bytea' THEN 'BLOB' ELSE 'other' END,"
	    " is_nullable = 'NO' FROM information_schema.columns"
	    " WHERE table_schema = current_schema() AND table_name <> 'madoguchi' AND table_name NOT IN"
	    " (SELECT table_name FROM information_schema.views)"
	    " ORDER BY CAST(table_name AS TEXT) COLLATE \"C\", ordinal_position");
	assert_string_equal(theirs, ours);
	assert_non_null(strstr(ours, "steps.data BLOB\n"));
	free(ours);
	free(theirs);
	store_close(&lite);
	store_close(&s);
	scratch_free(&scratch);
}

static bool
count_case(void *ctx, const struct case_file *f)
{
	assert_string_equal(f->person.name, "番号 花子");
	++*(int *)ctx;
	return true;
}

static int
found(struct store *s, const char *text)
{
	const struct case_filter filter = { .any_state = true, .text = text };
	int n = 0;

	assert_int_equal(case_list(s, &filter, count_case, &n), ERR_NONE);
	return n;
}

static struct case_file
open_case(struct store *s)
{
	struct case_file f = {
		.procedure = "renew", .certificates = CERT_BOTH, .facts = "procedure=renew\n", .outcome = "proceed",
		.person = { .name = "番号 花子", .kana = "バンゴウ ハナコ", .address = "川崎市川崎区宮本町1",
		    .postcode = "210-8577", .born = { 1990, 2, 3 }, .sex = SEX_FEMALE },
	};

	assert_int_equal(case_open(s, &sato, &f, CASE_RECEIVED), ERR_NONE);
	return f;
}

static void
cases_come_back_and_are_found(void **state)
{
	struct store *s = any_store_open(&here);
	struct case_file f = open_case(s), g;

	(void)state;
	assert_string_equal(f.number, "26-000001-3");
	(void)open_case(s);
	assert_int_equal(case_load(s, f.number, &g), ERR_NONE);
	assert_string_equal(g.person.address, f.person.address);
	assert_int_equal(case_set_person(s, &sato, f.number, &f.person), ERR_NONE);
	assert_int_equal(case_event(s, &sato, f.number, EVENT_NOTE, "電話あり"), ERR_NONE);
	assert_int_equal(case_bind_card(s, &sato, f.number, "card-1"), ERR_NONE);
	assert_int_equal(case_bind_card(s, &sato, f.number, "card-2"), ERR_CARD_OTHER);
	assert_int_equal(found(s, ""), 2);
	assert_int_equal(found(s, "26-000001"), 1);
	assert_int_equal(found(s, "番号"), 2);
	assert_int_equal(found(s, "バンゴウ"), 2);
	assert_int_equal(found(s, "番外"), 0);
	assert_int_equal(found(s, "1990-02-03"), 2);
	store_close(&s);
}

static void
audit_holds_and_shows_tampering(void **state)
{
	struct store *s = any_store_open(&here);
	int64_t lines, broken;

	(void)state;
	assert_int_equal(audit_verify(s, &lines, &broken), ERR_NONE);
	assert_int_equal(lines, 0);
	(void)open_case(s);
	(void)open_case(s);
	assert_int_equal(audit_verify(s, &lines, &broken), ERR_NONE);
	assert_int_equal(lines, 2);
	assert_int_equal(any_store_do(s, "UPDATE audit SET clerk = 'suzuki'"), ERR_DATA);
	assert_int_equal(any_store_do(s, "DELETE FROM audit"), ERR_DATA);
	pgsql_schema_tool(here.uri, "ALTER TABLE audit DISABLE TRIGGER ALL; UPDATE audit SET clerk = 'suzuki' WHERE line = 2");
	assert_int_equal(audit_verify(s, &lines, &broken), ERR_AUDIT_BROKEN);
	assert_int_equal(broken, 2);
	store_close(&s);
}

static bool
count_head(void *ctx, const struct journal_head *h)
{
	assert_string_equal(h->last, "generate:sign");
	assert_false(h->last_done);
	++*(int *)ctx;
	return true;
}

static void
journal_keeps_its_steps(void **state)
{
	struct store *s = any_store_open(&here);
	struct case_file f = open_case(s);
	struct journal_step step;
	int64_t id = 0, again;
	int open = 0;

	(void)state;
	assert_int_equal(store_begin(s), ERR_NONE);
	assert_int_equal(journal_open(s, &sato, &f, &id), ERR_NONE);
	assert_true(id > 0);
	assert_int_equal(journal_open(s, &sato, &f, &again), ERR_HALF_DONE);
	assert_int_equal(store_commit(s), ERR_NONE);
	assert_int_equal(journal_step(s, &sato, id, f.number, NULL, NULL, 0, "verify:sign"), ERR_NONE);
	assert_int_equal(journal_step(s, &sato, id, f.number, "verify:sign", "a\0b", 3, "generate:sign"), ERR_NONE);
	assert_int_equal(journal_find(s, id, "verify:sign", &step), ERR_NONE);
	assert_true(step.done);
	assert_int_equal(step.len, 3);
	assert_memory_equal(step.data, "a\0b", 3);
	assert_int_equal(journal_find(s, id, "nothing", &step), ERR_DATA);
	assert_int_equal(journal_list(s, count_head, &open), ERR_NONE);
	assert_int_equal(open, 1);
	assert_int_equal(journal_close(s, &sato, id, "done"), ERR_NONE);
	assert_int_equal(journal_list(s, count_head, &open), ERR_NONE);
	assert_int_equal(open, 1);
	store_close(&s);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(places_of_values_are_turned),
		cmocka_unit_test_setup(what_is_unknown_is_told, setup),
		cmocka_unit_test_setup(nothing_follows_a_transaction_that_died, setup),
		cmocka_unit_test_setup(broken_connection_is_told_and_made_anew, setup),
		cmocka_unit_test_setup(what_is_no_store_is_refused, setup),
		cmocka_unit_test_setup(tables_are_those_of_sqlite, setup),
		cmocka_unit_test_setup(cases_come_back_and_are_found, setup),
		cmocka_unit_test_setup(audit_holds_and_shows_tampering, setup),
		cmocka_unit_test_setup(journal_keeps_its_steps, setup),
	};

	return cmocka_run_group_tests(tests, NULL, NULL) + any_store_run(setup, NULL);
}
