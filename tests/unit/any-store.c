/* What a store does whatever its driver. */
#include "any-store.h"

#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

#include "fixture.h"

struct store *
any_store_open(const struct any_store *any)
{
	struct store *s;

	assert_int_equal(store_open(any->uri, MODE_TRAINING, &s), ERR_NONE);
	return s;
}

enum err
any_store_do(struct store *s, const char *sql)
{
	return store_run(s, sql, NULL, 0, NULL, NULL);
}

static bool
see_values(void *ctx, const struct store_value *v, size_t n)
{
	assert_int_equal(n, 6);
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
	assert_int_equal(store_as_int(&v[5]), -7);
	++*(int *)ctx;
	return true;
}

static void
values_go_in_and_come_out(void **state)
{
	const struct store_value values[] = { store_int(INT64_MIN), store_text("番号 花子"), store_blob("a\0b", 3),
	    store_text(NULL), store_blob("", 0) };
	struct store *s = any_store_open(*state);
	int rows = 0;

	assert_int_equal(store_run(s, "SELECT ?1, ?2, ?3, ?4, ?5, -7", values, 5, see_values, &rows), ERR_NONE);
	assert_int_equal(rows, 1);
	assert_int_equal(store_run(s, "SELECT ?1, ?2", values, 1, NULL, NULL), ERR_DATA);
	assert_int_equal(store_run(s, "SELECT ?1", values, 2, NULL, NULL), ERR_DATA);
	assert_int_equal(any_store_do(s, "SELECT 1; SELECT 2"), ERR_DATA);
	assert_int_equal(any_store_do(s, ""), ERR_DATA);
	assert_int_equal(any_store_do(s, "INSERT INTO case_history (number, at, clerk, counter, event, state, why) "
	    "VALUES ('none', '', '', '', '', '', '')"), ERR_DATA);
	store_close(&s);
	assert_null(s);
	store_close(&s);
}

static bool
get_texts(void *ctx, const struct store_value *v, size_t n)
{
	char out[9] = "?";

	(void)n;
	assert_true(store_read_text(&v[0], out, sizeof(out)));
	assert_string_equal(out, "12345678");
	assert_false(store_read_text(&v[1], out, sizeof(out)));	/* one byte more */
	assert_false(store_read_text(&v[2], out, sizeof(out)));	/* bytes and numbers are no text */
	assert_false(store_read_text(&v[3], out, sizeof(out)));
	assert_true(store_read_text(&v[4], out, sizeof(out)));
	assert_string_equal(out, "");
	++*(int *)ctx;
	return true;
}

static void
text_is_taken_whole_or_not(void **state)
{
	const struct store_value values[] = { store_text("12345678"), store_text("123456789"), store_blob("a", 1),
	    store_int(7), store_null() };
	struct store *s = any_store_open(*state);
	int rows = 0;

	assert_int_equal(store_run(s, "SELECT ?1, ?2, ?3, ?4, ?5", values, 5, get_texts, &rows), ERR_NONE);
	assert_int_equal(rows, 1);
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

static bool
take_the_first(void *ctx, const struct store_value *columns, size_t n)
{
	(void)n;
	assert_int_equal(fixture_number(ctx, "SELECT 40 + 2"), 42);
	assert_int_equal(store_as_int(&columns[0]), 1);
	return false;
}

static void
receiver_may_run_the_same_statement(void **state)
{
	struct nest nest = { .s = any_store_open(*state) };
	char sql[64];
	int i;

	assert_int_equal(store_run(nest.s, "SELECT 1 UNION SELECT 2", NULL, 0, go_deeper, &nest), ERR_NONE);
	assert_int_equal(nest.rows, 2 + 4 + 8 + 16);
	for (i = 0; i < 100; i++) {	/* more than are kept prepared */
		(void)snprintf(sql, sizeof(sql), "SELECT %d", i % 40);
		assert_int_equal(fixture_number(nest.s, sql), i % 40);
	}
	assert_int_equal(store_run(nest.s, "SELECT 1 UNION SELECT 2 ORDER BY 1", NULL, 0, take_the_first, nest.s),
	    ERR_NONE);
	store_close(&nest.s);
}

static void
transactions_hold_or_are_undone(void **state)
{
	struct store *s = any_store_open(*state);

	assert_int_equal(store_commit(s), ERR_DATA);
	store_rollback(s);
	assert_int_equal(store_begin(s), ERR_NONE);
	assert_int_equal(store_begin(s), ERR_DATA);
	assert_int_equal(any_store_do(s, "INSERT INTO numbers VALUES (2026, 1)"), ERR_NONE);
	assert_int_equal(store_changed(s), 1);
	store_rollback(s);
	assert_int_equal(fixture_number(s, "SELECT count(*) FROM numbers"), 0);
	assert_int_equal(store_begin(s), ERR_NONE);
	assert_int_equal(any_store_do(s, "INSERT INTO numbers VALUES (2026, 1)"), ERR_NONE);
	assert_int_equal(store_commit(s), ERR_NONE);
	assert_int_equal(store_begin(s), ERR_NONE);
	assert_int_equal(any_store_do(s, "DELETE FROM numbers"), ERR_NONE);
	store_close(&s);	/* undoes what is open */
	s = any_store_open(*state);
	assert_int_equal(fixture_number(s, "SELECT count(*) FROM numbers"), 1);
	store_close(&s);
}

static void
other_mode_and_newer_program_are_refused(void **state)
{
	const struct any_store *any = *state;
	struct store *s = any_store_open(any);

	store_close(&s);
	assert_int_equal(store_open(any->uri, MODE_WORK, &s), ERR_MODE_MIXED);
	assert_null(s);
	s = any_store_open(any);
	assert_int_equal(any_store_do(s, any->set_version_99), ERR_NONE);
	store_close(&s);
	assert_int_equal(store_open(any->uri, MODE_TRAINING, &s), ERR_STORE_NEWER);
	assert_null(s);
}

static void
stamp_is_needed(void **state)
{
	const struct any_store *any = *state;
	struct store *s = any_store_open(any);

	assert_int_equal(any_store_do(s, "DELETE FROM meta"), ERR_NONE);
	store_close(&s);
	assert_int_equal(store_open(any->uri, MODE_TRAINING, &s), ERR_STORE_CORRUPT);
}

static void
held_by_another_is_told(void **state)
{
	struct store *a = any_store_open(*state), *b = any_store_open(*state);

	assert_int_equal(store_begin(a), ERR_NONE);
	assert_int_equal(fixture_number(b, "SELECT count(*) FROM numbers"), 0);	/* reading goes on */
	assert_int_equal(store_begin(b), ERR_STORE_LOCKED);
	assert_false(store_in_transaction(b));
	store_rollback(a);
	assert_int_equal(store_begin(b), ERR_NONE);
	store_close(&b);
	store_close(&a);
}

static void
migrations_go_wholly_or_not(void **state)
{
	static const struct store_migration steps[] = {
		{ "the first tables", store_schema, NULL },
		{ "the second", store_schema_2, NULL },
		{ "the third", store_schema_3, NULL },
		{ "the fourth", store_schema_4, NULL },
		{ "the fifth", store_schema_5, NULL },
		{ "the sixth", store_schema_6, NULL },
		{ "the seventh", store_schema_7, NULL },
		{ "the eighth", store_schema_8, NULL },
		{ "names folded anew", NULL, NULL },
		{ "the tenth", store_schema_10, NULL },
		{ "the eleventh", store_schema_11, NULL },
		{ "the twelfth", store_schema_12, NULL },
		{ "the thirteenth", store_schema_13, NULL },
		{ "the fourteenth", store_schema_14, NULL },
		{ "names folded once more", NULL, NULL },
		{ "the head that follows", store_schema_16, NULL },
		{ "the seventeenth", store_schema_17, NULL },
		{ "names folded by joints", NULL, NULL },
		{ "names folded by passports", NULL, NULL },
		{ "the twentieth", store_schema_20, NULL },
		{ "a table", "CREATE TABLE more (x INTEGER) STRICT; INSERT INTO more VALUES (7);", NULL },
		{ "a mistake", "CREATE TABLE evenmore (x INTEGER) STRICT; INSERT INTO nowhere VALUES (1);", NULL },
	};
	const size_t now = sizeof(steps) / sizeof(*steps) - 2;	/* the program's own version */
	const struct any_store *any = *state;
	struct store *s = any_store_open(any);

	assert_int_equal(store_migrate(s, MODE_TRAINING, steps, now + 2), ERR_STORE_CORRUPT);
	assert_int_equal(fixture_number(s, any->version), now);
	assert_int_equal(fixture_number(s, any->count_more), 0);
	assert_int_equal(store_migrate(s, MODE_WORK, steps, now + 1), ERR_MODE_MIXED);
	assert_int_equal(fixture_number(s, any->version), now);
	assert_int_equal(store_migrate(s, MODE_TRAINING, steps, now + 1), ERR_NONE);
	assert_int_equal(fixture_number(s, any->version), now + 1);
	assert_int_equal(fixture_number(s, "SELECT x FROM more"), 7);
	assert_int_equal(store_migrate(s, MODE_TRAINING, steps, now + 1), ERR_NONE);
	assert_int_equal(store_migrate(s, MODE_TRAINING, steps, now), ERR_STORE_NEWER);
	store_close(&s);
}

/* Of the tenth version, as an old terminal leaves it: everybody is kept, and has no other names. */
static void
an_older_store_keeps_its_people(void **state)
{
	static const struct store_migration then[] = {
		{ "1", store_schema, NULL }, { "2", store_schema_2, NULL }, { "3", store_schema_3, NULL },
		{ "4", store_schema_4, NULL }, { "5", store_schema_5, NULL }, { "6", store_schema_6, NULL },
		{ "7", store_schema_7, NULL }, { "8", store_schema_8, NULL }, { "9", NULL, NULL },
		{ "10", store_schema_10, NULL },
	};
	static const char a_case[] = "INSERT INTO cases (number, state, procedure, certificates, pins, facts, decision,"
	    " outcome, opened_at, changed_at) VALUES ('26-000001-3', 'received', 'renew', 3, 0, '', '', '',"
	    " '2026-11-20T10:30:00', '2026-11-20T10:30:00')",
	    a_person[] = "INSERT INTO person (number, name, kana, address, postcode, born, sex, kana_key, name_key)"
	    " VALUES ('26-000001-3', '番号　花子', 'バンゴウ ハナコ', '架空市', '', '1990-02-03', 2,"
	    " 'ハンコハンアコ', '番号花子')",
	    a_resident[] = "INSERT INTO resident_row (name, kana, sex, born, address, postcode, kana_key, name_key)"
	    " VALUES ('受付　太郎', 'ウケツケ タロウ', 1, '1980-01-01', '架空市', '', 'ウケツケタロ', '受付太郎')";
	static const char *const rows[] = { a_case, a_person, a_resident };
	const struct any_store *any = *state;
	struct store *s;
	const char *place;
	size_t i;

	assert_int_equal(store_find_driver(any->uri, &place)->open(place, &s), ERR_NONE);
	assert_int_equal(store_migrate(s, MODE_TRAINING, then, sizeof(then) / sizeof(*then)), ERR_NONE);
	assert_int_equal(fixture_number(s, any->version), 10);
	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		assert_int_equal(any_store_do(s, rows[i]), ERR_NONE);
	store_close(&s);
	s = any_store_open(any);
	assert_int_equal(fixture_number(s, any->version), 20);
	assert_int_equal(fixture_number(s, "SELECT count(*) FROM person WHERE name = '番号　花子'"
	    " AND kana_key = 'ハンコハンアコ' AND former = '' AND former_kana = '' AND alias = '' AND latin = ''"
	    " AND former_key = '' AND alias_key = ''"), 1);
	assert_int_equal(fixture_number(s, "SELECT count(*) FROM resident WHERE name = '受付　太郎'"
	    " AND name_key = '受付太郎' AND former = '' AND latin_key = ''"), 1);
	store_close(&s);
}

/* Of the eighteenth version, with keys as it folded: everybody is found by each name as it is folded now. */
static void
an_older_store_is_folded_anew(void **state)
{
	static const struct store_migration then[] = {
		{ "1", store_schema, NULL }, { "2", store_schema_2, NULL }, { "3", store_schema_3, NULL },
		{ "4", store_schema_4, NULL }, { "5", store_schema_5, NULL }, { "6", store_schema_6, NULL },
		{ "7", store_schema_7, NULL }, { "8", store_schema_8, NULL }, { "9", NULL, NULL },
		{ "10", store_schema_10, NULL }, { "11", store_schema_11, NULL }, { "12", store_schema_12, NULL },
		{ "13", store_schema_13, NULL }, { "14", store_schema_14, NULL }, { "15", NULL, NULL },
		{ "16", store_schema_16, NULL }, { "17", store_schema_17, NULL }, { "18", NULL, NULL },
	};
	static const char a_case[] = "INSERT INTO cases (number, state, procedure, certificates, pins, facts, decision,"
	    " outcome, opened_at, changed_at) VALUES ('26-000001-3', 'received', 'renew', 3, 0, '', '', '',"
	    " '2026-11-20T10:30:00', '2026-11-20T10:30:00')",
	    a_person[] = "INSERT INTO person (number, name, kana, address, postcode, born, sex, kana_key, name_key,"
	    " former, former_kana, alias, latin, former_key, former_kana_key, alias_key, latin_key)"
	    " VALUES ('26-000001-3', '鎌ヶ谷 花子', 'カマガヤ ハナコ', '架空市', '', '1990-02-03', 2, 'x', 'x',"
	    " '一ノ瀬', 'イチノセ', 'ŁUKASZ', 'JØRGENSEN STRAẞE', 'x', 'x', 'łukasz', 'jørgensenstraße')",
	    a_resident[] = "INSERT INTO resident_row (name, kana, sex, born, address, postcode, kana_key, name_key,"
	    " alias, alias_key) VALUES ('SMITH BJÖRN', '', 1, '1980-01-01', '架空市', '', '', 'smithbjorn', 'ÆGIR', 'ægir')";
	static const char *const rows[] = { a_case, a_person, a_resident };
	const struct any_store *any = *state;
	struct store *s;
	const char *place;
	size_t i;

	assert_int_equal(store_find_driver(any->uri, &place)->open(place, &s), ERR_NONE);
	assert_int_equal(store_migrate(s, MODE_TRAINING, then, sizeof(then) / sizeof(*then)), ERR_NONE);
	assert_int_equal(fixture_number(s, any->version), 18);
	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		assert_int_equal(any_store_do(s, rows[i]), ERR_NONE);
	store_close(&s);
	s = any_store_open(any);
	assert_int_equal(fixture_number(s, any->version), 20);
	assert_int_equal(fixture_number(s, "SELECT count(*) FROM person WHERE name = '鎌ヶ谷 花子'"
	    " AND kana_key = 'カマカヤハンアコ' AND name_key = '鎌ケ谷花子' AND former_key = '一之瀬花子'"
	    " AND former_kana_key = 'イチンオセハンアコ' AND alias_key = 'lukasz'"
	    " AND latin_key = 'jorgensenstrasse'"), 1);
	assert_int_equal(fixture_number(s, "SELECT count(*) FROM resident_row WHERE name_key = 'smithbjorn'"
	    " AND alias_key = 'agir'"), 1);
	store_close(&s);
}

/* Several programs make the same store at once: each finds it whole. */
static void
made_by_several_at_once(void **state)
{
	const struct any_store *any = *state;
	struct store *s;
	int i, status;

	for (i = 0; i < 6; i++) {
		if (fork() == 0) {
			enum err e = store_open(any->uri, MODE_TRAINING, &s);

			store_close(&s);
			_exit(e == ERR_NONE ? 0 : 1);
		}
	}
	for (i = 0; i < 6; i++) {
		assert_true(wait(&status) > 0);
		assert_int_equal(status, 0);
	}
	s = any_store_open(any);
	assert_int_equal(fixture_number(s, "SELECT count(*) FROM meta"), 1);
	store_close(&s);
}

int
any_store_run(CMFixtureFunction setup, CMFixtureFunction teardown)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(values_go_in_and_come_out, setup, teardown),
		cmocka_unit_test_setup_teardown(text_is_taken_whole_or_not, setup, teardown),
		cmocka_unit_test_setup_teardown(receiver_may_run_the_same_statement, setup, teardown),
		cmocka_unit_test_setup_teardown(transactions_hold_or_are_undone, setup, teardown),
		cmocka_unit_test_setup_teardown(other_mode_and_newer_program_are_refused, setup, teardown),
		cmocka_unit_test_setup_teardown(stamp_is_needed, setup, teardown),
		cmocka_unit_test_setup_teardown(held_by_another_is_told, setup, teardown),
		cmocka_unit_test_setup_teardown(an_older_store_keeps_its_people, setup, teardown),
		cmocka_unit_test_setup_teardown(an_older_store_is_folded_anew, setup, teardown),
		cmocka_unit_test_setup_teardown(migrations_go_wholly_or_not, setup, teardown),
		cmocka_unit_test_setup_teardown(made_by_several_at_once, setup, teardown),
	};

	return cmocka_run_group_tests_name("any store", tests, NULL, NULL);
}
