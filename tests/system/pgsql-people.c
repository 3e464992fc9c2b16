/* Persons in a PostgreSQL that the environment names: found, imported, compared, erased, checked, as over SQLite. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "upkeep/backup.h"
#include "case/person.h"
#include "upkeep/check.h"
#include "people/extract-private.h"
#include "people/residents.h"
#include "store/driver-private.h"
#include "tests/system/pgsql-schema.h"
#include "tests/unit/any-search.h"
#include "tests/unit/fixture.h"

static const struct actor clerk = { .clerk = "aoki", .counter = "hall", .at = { { 2026, 11, 20 }, 10, 30, 5 },
    .roles = ROLES_UNSTATED };
static char uri[64];	/* of the test's own schema */

static int
setup(void **state)
{
	(void)state;
	pgsql_schema_new(uri, sizeof(uri));
	return store_open(uri, MODE_TRAINING, &store) == ERR_NONE ? 0 : -1;
}

static int
setup_people(void **state)
{
	(void)setup(state);
	any_search_open_people();
	return 0;
}

static struct case_file
open_case(const char *name, const char *kana, struct date born, enum case_state first)
{
	struct case_file f = { .procedure = "renew", .facts = "procedure=renew\nborn=1990-02-03\n", .person = { .born = born } };

	(void)snprintf(f.person.name, sizeof(f.person.name), "%s", name);
	(void)snprintf(f.person.kana, sizeof(f.person.kana), "%s", kana);
	assert_int_equal(case_open(store, &clerk, &f, first), ERR_NONE);
	return f;
}

static bool
keep(void *ctx, const struct resident *r)
{
	*(struct resident *)ctx = *r;
	return true;
}

static void
an_extract_becomes_a_case_and_goes(void **state)
{
	static const char text[] = "氏名,フリガナ,生年月日,住所\n番号　花子,ばんごう はなこ,H2.2.3,霞が関一丁目1\n";
	struct case_file f = open_case("番号花子", "", (struct date){ 1990, 2, 3 }, CASE_RECEIVED);
	struct resident last = { .id = 0 };
	struct faults faults = { .count = 0 };
	struct case_person c;
	struct person p;
	int64_t count;
	FILE *in = fmemopen((void *)(uintptr_t)text, sizeof(text) - 1, "r");

	(void)state;
	assert_int_equal(residents_import(store, &clerk, in, "x.csv", NULL, &faults, &count), ERR_NONE);
	(void)fclose(in);
	assert_int_equal(residents_find(store, &clerk, NULL, "bango H2.2.3", 0, keep, &last), ERR_NONE);
	assert_int_equal(residents_get(store, &clerk, NULL, last.id, &p), ERR_NONE);
	assert_int_equal(case_take_person(store, &clerk, f.number, &p, 0, true, &c), ERR_NONE);
	assert_int_equal(c.verdict[PERSON_NAME], PERSON_OTHERWISE);
	assert_int_equal(case_load(store, f.number, &f), ERR_NONE);
	assert_int_equal(f.person.source, PERSON_RECORD);
	assert_int_equal(residents_erase(store, &clerk, &count), ERR_NONE);
	assert_int_equal(count, 1);
	assert_int_equal(case_event(store, &clerk, f.number, EVENT_WITHDRAW, ""), ERR_NONE);
	assert_int_equal(case_erase(store, &clerk, f.number), ERR_NONE);
	assert_int_equal(case_load(store, f.number, &f), ERR_NONE);
	assert_string_equal(f.person.name, "");
	assert_string_equal(f.facts, "procedure=renew\n");
}

static enum err
import(struct store *s, int n, const char *end)
{
	struct faults faults = { .count = 0 };
	FILE *f = tmpfile();
	int64_t count;
	enum err e;

	assert_non_null(f);
	(void)fputs("氏名,生年月日,住所\n", f);
	while (n-- > 0)
		(void)fputs("番号 花子,1990-02-03,東京都\n", f);
	(void)fputs(end, f);
	rewind(f);
	e = residents_import(s, &clerk, f, "x.csv", NULL, &faults, &count);
	(void)fclose(f);
	return e;
}

/* In several transactions, of which nothing is left by a fault, an erasure or an import that was overtaken. */
static void
an_extract_is_whole_or_not_there(void **state)
{
	int64_t begun, batch, count;
	struct store *s;

	(void)state;
	assert_int_equal(import(store, EXTRACT_BATCH + 1, ""), ERR_NONE);
	assert_int_equal(import(store, 2 * EXTRACT_BATCH, "番号 花子,1990-02-30,東京都\n"), ERR_DATA);
	assert_int_equal(fixture_number(store, "SELECT count(*) FROM resident_row"), EXTRACT_BATCH + 1);
	assert_int_equal(store_open(uri, MODE_TRAINING, &s), ERR_NONE);
	assert_int_equal(extract_begin(s, &begun), ERR_NONE);
	assert_int_equal(store_begin(s), ERR_NONE);
	assert_int_equal(extract_add_batch(s, begun, &batch), ERR_NONE);
	assert_int_equal(store_commit(s), ERR_NONE);
	assert_int_equal(import(store, 3, ""), ERR_NONE);
	assert_int_equal(store_begin(s), ERR_NONE);
	assert_int_equal(extract_add_batch(s, begun, &batch), ERR_OVERTAKEN);
	store_close(&s);
	assert_int_equal(fixture_number(store, "SELECT count(*) FROM resident"), 3);
	assert_int_equal(fixture_number(store, "SELECT count(*) FROM resident_row"), 3);
	assert_int_equal(fixture_number(store, "SELECT count(*) FROM resident_batch"), 1);
	assert_int_equal(residents_erase(store, &clerk, &count), ERR_NONE);
	assert_int_equal(count, 3);
	assert_int_equal(fixture_number(store, "SELECT count(*) FROM resident_row"), 0);
}

static void
add_erased(void *ctx, const char *number)
{
	(void)snprintf(ctx, CASE_NUMBER_MAX, "%s", number);
}

static void
count_fault(void *ctx, const struct check_fault *f)
{
	++((int *)ctx)[f->check];
}

static void
checked_and_erased_by_day(void **state)
{
	struct case_file f = open_case("番号 花子", "バンゴウ", (struct date){ 1990, 2, 3 }, CASE_REFUSED);
	char erased[CASE_NUMBER_MAX] = "";
	int faults[CHECK_COUNT] = { 0 };
	struct check_sums sums;

	(void)state;
	assert_int_equal(case_erase_before(store, &clerk, (struct date){ 2026, 11, 21 }, add_erased, erased), ERR_NONE);
	assert_string_equal(erased, f.number);
	assert_int_equal(store_check(store, count_fault, faults, &sums), ERR_NONE);
	assert_int_equal(sums.cases, 1);
	assert_int_equal(store_run(store, "UPDATE cases SET state = 'card-work'", NULL, 0, NULL, NULL), ERR_NONE);
	assert_int_equal(store_check(store, count_fault, faults, &sums), ERR_STORE_CORRUPT);
	assert_int_equal(faults[CHECK_STATE], 1);
	assert_int_equal(faults[CHECK_CARD_WORK], 1);
	assert_int_equal(store_backup(store, &clerk, NULL, "/nowhere"), ERR_STORE_TOOL);
}

/* A store of version 1, brought up to date when it is opened. */
static void
names_of_an_older_store_are_folded(void **state)
{
	static const struct store_migration first[] = { { "the first tables", store_schema, NULL } };
	struct store *s;
	char sql[64];

	(void)state;
	store_close(&store);
	(void)setup(state);
	(void)snprintf(sql, sizeof(sql), "DROP SCHEMA %s CASCADE", strchr(uri, '=') + strlen("=-csearch_path="));
	assert_int_equal(store_run(store, sql, NULL, 0, NULL, NULL), ERR_NONE);
	(void)snprintf(sql, sizeof(sql), "CREATE SCHEMA %s", strchr(uri, '=') + strlen("=-csearch_path="));
	assert_int_equal(store_run(store, sql, NULL, 0, NULL, NULL), ERR_NONE);
	assert_int_equal(store_migrate(store, MODE_TRAINING, first, 1), ERR_NONE);
	assert_int_equal(store_run(store, "INSERT INTO cases (number, state, procedure, certificates, pins, facts, decision, outcome,"
	    " opened_at, changed_at) VALUES ('26-000001-3', 'received', 'renew', 3, 0, '', '', '', '2026-11-20T10:30:00',"
	    " '2026-11-20T10:30:00')", NULL, 0, NULL, NULL), ERR_NONE);
	assert_int_equal(store_run(store, "INSERT INTO person VALUES ('26-000001-3', '髙橋　花子', 'たかはし ﾊﾅｺ', '', '', '', 2)",
	    NULL, 0, NULL, NULL), ERR_NONE);
	assert_int_equal(store_open(uri, MODE_TRAINING, &s), ERR_NONE);
	store_close(&s);
	assert_string_equal(any_search_find((struct case_filter){ .any_state = true, .text = "takahashi ha" }), "1");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(an_extract_becomes_a_case_and_goes, setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(an_extract_is_whole_or_not_there, setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(checked_and_erased_by_day, setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(names_of_an_older_store_are_folded, setup, fixture_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL) + any_search_run(setup_people, fixture_teardown);
}
