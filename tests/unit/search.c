/* Cases found by what a clerk types; each search by an index; and the names of an older store folded when it is opened. */
#include "case/person.h"

#include <setjmp.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <string.h>
#include <cmocka.h>

#include "any-search.h"
#include "fixture.h"
#include "people/residents.h"
#include "store/driver-private.h"


static int
setup(void **state)
{
	(void)fixture_setup_store(state);
	any_search_open_people();
	return 0;
}

/* --- the statements, as SQLite would run them -------------------------------------------------- */

static char last_sql[4096];

static int
trace(unsigned what, void *ctx, void *statement, void *sql)
{
	(void)what;
	(void)ctx;
	(void)sql;
	(void)snprintf(last_sql, sizeof(last_sql), "%s", sqlite3_sql(statement));
	return 0;
}

static int
listen(sqlite3 *db, const char **fault, const struct sqlite3_api_routines *api)
{
	(void)fault;
	(void)api;
	return sqlite3_trace_v2(db, SQLITE_TRACE_STMT, trace, NULL);
}

static bool
see_plan(void *ctx, const struct store_value *v, size_t n)
{
	const char *detail = store_as_text(&v[n - 1]);

	/* A table or a temporary list as a whole; an index from its end, up to the limit, is what is wanted. */
	if (strncmp(detail, "SCAN c", 6) == 0 || strncmp(detail, "SCAN p", 6) == 0 || strncmp(detail, "SCAN x", 6) == 0 ||
	    strncmp(detail, "SCAN r", 6) == 0 || strstr(detail, "(batch=?)") != NULL ||
	    (strncmp(detail, "SCAN k", 6) == 0 && strstr(detail, "INDEX") == NULL))
		print_message("%s\n  %s\n", last_sql, detail);
	else
		return true;
	*(bool *)ctx = false;
	return true;
}

/* The last statement, by whatever values. */
static void
explain(bool *good)
{
	char sql[sizeof(last_sql) + 32];
	struct store_value values[16];
	char mark[8];
	size_t n;

	(void)snprintf(sql, sizeof(sql), "EXPLAIN QUERY PLAN %s", last_sql);
	for (n = 0; n < 16; n++) {
		values[n] = store_text("x");
		(void)snprintf(mark, sizeof(mark), "?%zu", n + 1);
		if (strstr(sql, mark) == NULL)
			break;
	}
	assert_int_equal(store_run(store, sql, values, n, see_plan, good), ERR_NONE);
}

static bool
see_resident(void *ctx, const struct resident *r)
{
	(void)ctx;
	(void)r;
	return true;
}

static void
each_search_goes_by_an_index(void **state)
{
	static const struct case_filter filters[] = {
		{ .any_state = true }, { .state = CASE_POSTED }, { .any_state = true, .text = "26-000003-9" },
		{ .any_state = true, .text = "バン" }, { .any_state = true, .text = "ban" }, { .any_state = true, .text = "H2.2.3" },
		{ .any_state = true, .text = "バン H2.2.3" }, { .state = CASE_POSTED, .text = "バン" },
		{ .any_state = true, .text = "H2" }, { .any_state = true, .text = "バン H2" },
		{ .any_state = true, .from = { 2026, 11, 20 }, .to = { 2026, 11, 20 } },
	};
	static const char *const texts[] = { "バン", "ban", "H2.2.3", "バン H2.2.3", "H2", "バン H2" };
	const struct actor clerk = { "aoki", "hall", { { 2026, 11, 20 }, 10, 30, 0 }, ROLES_UNSTATED };
	const struct person p = { .name = "番号 花子", .born = { 1990, 2, 3 } };
	char kana[PERSON_NAME_MAX + 1];
	bool good = true;
	size_t i;

	(void)state;
	store_close(&store);
	assert_int_equal(sqlite3_auto_extension((void (*)(void))listen), SQLITE_OK);
	assert_int_equal(store_open(scratch.path, MODE_TRAINING, &store), ERR_NONE);
	for (i = 0; i < sizeof(filters) / sizeof(*filters); i++) {
		(void)any_search_find(filters[i]);
		explain(&good);
	}
	assert_int_equal(residents_kana(store, &p, kana), ERR_NONE);
	explain(&good);
	for (i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		assert_int_equal(residents_find(store, &clerk, NULL, texts[i], 0, see_resident, NULL), ERR_NONE);
		explain(&good);
	}
	sqlite3_reset_auto_extension();
	assert_true(good);
}

/* --- an older store ---------------------------------------------------------------------------- */

#define OLD_CASE(id, number, decision) \
	"INSERT INTO cases VALUES (" #id ", '" number "', 'received', 'renew', 3, 0, '', '" decision "', '', NULL," \
	" '', '', '2026-11-20T10:30:00', '2026-11-20T10:30:00');"

static void
an_older_store_has_its_names_fees_and_letters(void **state)
{
	static const char rows[] = "INSERT INTO meta VALUES ('mode', 'training');"
	    "INSERT INTO cases VALUES (1, '26-000001-3', 'received', 'renew', 3, 0, '',"
	    " '{\"text\":\"\\\"fee\\\":{\\\"yen\\\":5\",\"fee\":{\"yen\":200,\"code\":\"lost\"}}', '', NULL, '', '', '2026-11-20T10:30:00',"
	    " '2026-11-20T10:30:00');"
	    OLD_CASE(2, "26-000002-1", "{\"outcome\":\"inquiry\"}")
	    OLD_CASE(3, "26-000003-9", "{\"outcome\":\"incomplete\",\"otherwise\":\"inquiry\"}")
	    OLD_CASE(4, "26-000004-7", "{\"outcome\":\"proceed\",\"visit\":{\"this\":2,\"of\":2},\"missing\":[]}")
	    OLD_CASE(5, "26-000005-5", "{\"outcome\":\"proceed\",\"text\":\"\\\"outcome\\\":\\\"inquiry\\\"\","
	    "\"visit\":{\"this\":1,\"of\":1},\"missing\":[]}")
	    "INSERT INTO person VALUES ('26-000001-3', '髙橋　花子', 'たかはし ﾊﾅｺ', '東京都', '', '1990-02-03', 2);"
	    "PRAGMA user_version = 1; PRAGMA application_id = 0x4d41444f";
	struct case_file f;
	sqlite3 *db;

	(void)state;
	store_close(&store);
	assert_int_equal(sqlite3_open(scratch_path(&scratch, "old.db"), &db), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, store_schema, NULL, NULL, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, rows, NULL, NULL, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_close(db), SQLITE_OK);
	assert_int_equal(store_open(scratch.path, MODE_TRAINING, &store), ERR_NONE);
	assert_string_equal(any_search_find((struct case_filter){ .any_state = true, .text = "takahashi ha" }), "1");
	assert_string_equal(any_search_find((struct case_filter){ .any_state = true, .text = "高橋花" }), "1");
	assert_int_equal(case_load(store, "26-000001-3", &f), ERR_NONE);
	assert_string_equal(f.person.kana, "たかはし ﾊﾅｺ");
	assert_int_equal(f.person.source, PERSON_TOLD);
	assert_int_equal(f.fee, 200);
	assert_false(f.letter);
	assert_int_equal(fixture_number(store, "SELECT sum(1 << id) FROM cases WHERE letter = 1"), 1 << 2 | 1 << 3 |
	    1 << 4);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(each_search_goes_by_an_index, setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(an_older_store_has_its_names_fees_and_letters, setup, fixture_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL) + any_search_run(setup, fixture_teardown);
}
