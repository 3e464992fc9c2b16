/* Cases found by what a clerk types; each search by an index; and the names of an older store folded when it is opened. */
#include "case-person.h"

#include <setjmp.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <string.h>
#include <cmocka.h>

#include "fixture.h"
#include "residents.h"
#include "store/driver.h"

static const struct actor clerk = { "aoki", "hall", { { 2026, 11, 20 }, 10, 30, 0 }, ROLES_UNSTATED };

static const struct { const char *name, *kana; struct date born; enum case_state state; } people[] = {
	{ "番号　花子", "バンゴウ ハナコ", { 1990, 2, 3 }, CASE_RECEIVED },
	{ "髙橋 一郎", "タカハシ イチロウ", { 1985, 4, 30 }, CASE_RECEIVED },
	{ "高橋 次郎", "タカハシ ジロウ", { 1990, 2, 3 }, CASE_INQUIRY_ORDERED },
	{ "SMITH JOHN", "スミス ジョン", { 1971, 12, 24 }, CASE_INQUIRY_ORDERED },
	{ "番号 太郎", "バンゴウ タロウ", { 1988, 1, 1 }, CASE_APPROVED },
};

static void
open_people(void)
{
	struct case_file f;
	size_t i;

	for (i = 0; i < sizeof(people) / sizeof(*people); i++) {
		memset(&f, 0, sizeof(f));
		(void)snprintf(f.procedure, sizeof(f.procedure), "renew");
		(void)snprintf(f.person.name, sizeof(f.person.name), "%s", people[i].name);
		(void)snprintf(f.person.kana, sizeof(f.person.kana), "%s", people[i].kana);
		f.person.born = people[i].born;
		assert_int_equal(case_open(store, &clerk, &f, people[i].state), ERR_NONE);
	}
}

static int
setup(void **state)
{
	(void)fixture_setup_store(state);
	open_people();
	return 0;
}

static bool
add_number(void *ctx, const struct case_file *f)
{
	char *found = ctx;

	(void)snprintf(found + strlen(found), 64 - strlen(found), "%c", f->number[8]);
	return true;
}

/* The last digits of the running numbers that were found, the newest first. */
static const char *
find_with(struct case_filter filter)
{
	static char found[64];

	found[0] = '\0';
	assert_int_equal(case_list(store, &filter, add_number, found), ERR_NONE);
	return found;
}

static const char *
find(const char *text)
{
	return find_with((struct case_filter){ .any_state = true, .text = text });
}

static void
names_are_found_however_they_are_typed(void **state)
{
	(void)state;
	assert_string_equal(find("ばんごう"), "51");
	assert_string_equal(find("ﾊﾞﾝｺﾞ"), "51");
	assert_string_equal(find("ハンコ"), "51");
	assert_string_equal(find("バンゴウハ"), "1");
	assert_string_equal(find("番号花"), "1");
	assert_string_equal(find("番号 太"), "5");
	assert_string_equal(find("高橋"), "32");
	assert_string_equal(find("髙橋"), "32");
	assert_string_equal(find("高\u6a4b\ufe00一"), "2");
	assert_string_equal(find("bango"), "51");
	assert_string_equal(find("Takahashi J"), "32");
	assert_string_equal(find("takahasi zi"), "3");
	assert_string_equal(find("smith"), "4");
	assert_string_equal(find("ＳＭＩＴＨ"), "4");
	assert_string_equal(find("sumisu"), "4");
	assert_string_equal(find("花子"), "");
}

static void
numbers_and_dates(void **state)
{
	(void)state;
	assert_string_equal(find("26-000003"), "3");
	assert_string_equal(find("26000003"), "3");	/* no date: the 3rd of a month that isn't */
	assert_string_equal(find("260000039"), "3");
	assert_string_equal(find("２６"), "54321");
	assert_string_equal(find("26-000003-9-9"), "");
	assert_string_equal(find("S60.4.30"), "2");
	assert_string_equal(find("平成2年2月3日"), "31");
	assert_string_equal(find("たかはし 1990-02-03"), "3");
	assert_string_equal(find("takahashi H2.2.3"), "3");
	assert_string_equal(find("番号　平成2年2月3日"), "1");
}

static void
filters_go_together(void **state)
{
	(void)state;
	assert_string_equal(find_with((struct case_filter){ .state = CASE_RECEIVED }), "21");
	assert_string_equal(find_with((struct case_filter){ .state = CASE_RECEIVED, .text = "たか" }), "2");
	assert_string_equal(find_with((struct case_filter){ .state = CASE_DONE, .text = "たか" }), "");
	assert_string_equal(find_with((struct case_filter){ .any_state = true, .text = "26-", .limit = 2 }), "54");
	assert_string_equal(find_with((struct case_filter){ .any_state = true, .text = "ばん", .limit = 1 }), "5");
	assert_string_equal(find_with((struct case_filter){ .any_state = true, .limit = 3 }), "543");
	assert_string_equal(find_with((struct case_filter){ .state = CASE_INQUIRY_ORDERED, .text = "1990-02-03",
	    .from = { 2026, 11, 20 }, .to = { 2026, 11, 20 } }), "3");
	assert_string_equal(find_with((struct case_filter){ .any_state = true, .text = "ばん", .from = { 2026, 11, 21 } }), "");
	assert_string_equal(find_with((struct case_filter){ .any_state = true, .text = "ばん", .to = { 2026, 11, 19 } }), "");
}

/* What no name begins with finds nobody; it is never taken for a pattern, and never for everybody. */
static void
hostile_texts_find_nobody(void **state)
{
	static const char *const texts[] = { "%", "_", "*", "ー", "・", "'", "' OR 1=1 --", "\"; DROP TABLE person", "?1", "\xff\xfe",
	    "\u200b", " ", "　", "26-000003' OR '1'='1", "9999999999999999999999", "-1", "\U0010ffff" };
	char large[4096];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(texts) / sizeof(*texts); i++)
		assert_string_equal(find(texts[i]), "");
	memset(large, 'a', sizeof(large) - 1);
	large[sizeof(large) - 1] = '\0';
	assert_string_equal(find(large), "");
	memset(large, '2', sizeof(large) - 1);
	assert_string_equal(find(large), "");
	assert_string_equal(find("番"), "51");
}

/* No card holds kana: typed later, the case is found by it, and by the old one no more. */
static void
kana_that_came_later(void **state)
{
	struct case_file f = { .procedure = "renew",
	    .person = { .name = "番号　葵", .born = { 1979, 5, 6 }, .source = PERSON_CARD } };

	(void)state;
	assert_int_equal(case_open(store, &clerk, &f, CASE_RECEIVED), ERR_NONE);
	assert_string_equal(find("ばんごう あ"), "");
	assert_int_equal(case_set_kana(store, &clerk, f.number, "ﾊﾞﾝｺﾞｳ ｱｵｲ"), ERR_NONE);
	assert_string_equal(find("ばんごう あ"), "6");
	assert_string_equal(find("bangou aoi"), "6");
	assert_int_equal(case_set_kana(store, &clerk, f.number, "バンゴウ マモル"), ERR_NONE);
	assert_string_equal(find("ばんごう あ"), "");
	assert_string_equal(find("ばんごう ま"), "6");
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
	    strncmp(detail, "SCAN r", 6) == 0 ||
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
	struct store_value values[8];
	size_t n;

	(void)snprintf(sql, sizeof(sql), "EXPLAIN QUERY PLAN %s", last_sql);
	for (n = 0; n < 8; n++) {
		values[n] = store_text("x");
		if (strstr(sql, (char[]){ '?', (char)('1' + n), '\0' }) == NULL)
			break;
	}
	assert_int_equal(store_run(store, sql, values, n, see_plan, good), ERR_NONE);
}

static void
each_search_goes_by_an_index(void **state)
{
	static const struct case_filter filters[] = {
		{ .any_state = true }, { .state = CASE_POSTED }, { .any_state = true, .text = "26-000003-9" },
		{ .any_state = true, .text = "バン" }, { .any_state = true, .text = "ban" }, { .any_state = true, .text = "H2.2.3" },
		{ .any_state = true, .text = "バン H2.2.3" }, { .state = CASE_POSTED, .text = "バン" },
		{ .any_state = true, .from = { 2026, 11, 20 }, .to = { 2026, 11, 20 } },
	};
	const struct person p = { .name = "番号 花子", .born = { 1990, 2, 3 } };
	char kana[PERSON_NAME_MAX + 1];
	bool good = true;
	size_t i;

	(void)state;
	store_close(&store);
	assert_int_equal(sqlite3_auto_extension((void (*)(void))listen), SQLITE_OK);
	assert_int_equal(store_open(scratch.path, MODE_TRAINING, &store), ERR_NONE);
	for (i = 0; i < sizeof(filters) / sizeof(*filters); i++) {
		(void)find_with(filters[i]);
		explain(&good);
	}
	assert_int_equal(residents_kana(store, &p, kana), ERR_NONE);
	explain(&good);
	sqlite3_reset_auto_extension();
	assert_true(good);
}

/* --- an older store ---------------------------------------------------------------------------- */

static void
names_of_an_older_store_are_folded(void **state)
{
	static const char rows[] = "INSERT INTO meta VALUES ('mode', 'training');"
	    "INSERT INTO cases VALUES (1, '26-000001-3', 'received', 'renew', 3, 0, '', '', '', NULL, '', '', '2026-11-20T10:30:00',"
	    " '2026-11-20T10:30:00');"
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
	assert_string_equal(find("takahashi ha"), "1");
	assert_string_equal(find("高橋花"), "1");
	assert_int_equal(case_load(store, "26-000001-3", &f), ERR_NONE);
	assert_string_equal(f.person.kana, "たかはし ﾊﾅｺ");
	assert_int_equal(f.person.source, PERSON_TOLD);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(names_are_found_however_they_are_typed, setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(numbers_and_dates, setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(filters_go_together, setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(hostile_texts_find_nobody, setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(kana_that_came_later, setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(each_search_goes_by_an_index, setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(names_of_an_older_store_are_folded, setup, fixture_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
