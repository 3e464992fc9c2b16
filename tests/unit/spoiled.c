/* Rows that nobody of ours wrote: each list and each reader refuses them, and hands out nothing of them. */
#include "case/case.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "audit/audit.h"
#include "case/handover.h"
#include "case/person.h"
#include "case/tally.h"
#include "fixture.h"
#include "people/residents.h"

static const struct actor sato = { .clerk = "sato", .counter = "", .at = { { 2026, 11, 20 }, 12, 0, 0 },
    .roles = ROLES_UNSTATED };
static char number[CASE_NUMBER_MAX];

static int
setup(void **state)
{
	static const struct handover_want want = { .before_known = false };
	struct case_file f = { .procedure = "renew", .certificates = CERT_BOTH, .facts = "visitor=self\n",
	    .reason = "ward",
	    .person = { .name = "番号 花子", .born = { 1990, 1, 15 } } };

	(void)fixture_setup_store(state);
	assert_int_equal(case_open(store, &sato, &f, CASE_REFUSED), ERR_NONE);
	memcpy(number, f.number, sizeof(number));
	assert_int_equal(store_begin(store), ERR_NONE);
	assert_int_equal(handover_put(store, &sato, number, &want), ERR_NONE);
	assert_int_equal(store_commit(store), ERR_NONE);
	assert_int_equal(store_run(store,
	    "INSERT INTO resident_row (name, kana, sex, born, address, postcode, kana_key, name_key)"
	    " VALUES ('番号 花子', 'バンゴウ ハナコ', 2, '1990-01-15', '架空市', '', 'ハンコウハナコ', '番号花子')",
	    NULL, 0, NULL, NULL),
	    ERR_NONE);
	return 0;
}

static int seen;

static bool
see_history(void *ctx, const struct case_history *h)
{
	(void)ctx;
	(void)h;
	seen++;
	return true;
}

static bool
see_audit(void *ctx, const struct audit_line *l)
{
	(void)ctx;
	(void)l;
	seen++;
	return true;
}

static bool
see_handover(void *ctx, const struct handover_row *r)
{
	(void)ctx;
	(void)r;
	seen++;
	return true;
}

static bool
see_reason(void *ctx, const struct tally_reason *r)
{
	(void)ctx;
	(void)r;
	seen++;
	return true;
}

static bool
see_resident(void *ctx, const struct resident *r)
{
	(void)ctx;
	(void)r;
	seen++;
	return true;
}

static enum err
list_history(void)
{
	return case_history(store, number, see_history, NULL);
}

static enum err
list_audit(void)
{
	return audit_list(store, &sato, &(struct audit_filter){ .limit = 0 }, see_audit, NULL);
}

static enum err
list_handovers(void)
{
	return handover_list(store, 0, see_handover, NULL);
}

static enum err
list_reasons(void)
{
	return tally_reasons(store, sato.at.date, sato.at.date, see_reason, NULL);
}

static enum err
list_residents(void)
{
	return residents_find(store, &sato, NULL, NULL, 0, see_resident, NULL);
}

static enum err
erase(void)
{
	return case_erase(store, &sato, number);
}

static const struct { const char *spoil; enum err (*read)(void); } rows[] = {
	{ "UPDATE case_history SET at = 'noon'", list_history },
	{ "UPDATE case_history SET state = 'flying'", list_history },
	{ "UPDATE case_history SET clerk = '0123456789012345678901234567890123'", list_history },
	{ "UPDATE case_history SET event = '01234567890123456789012345678901'", list_history },
	{ "UPDATE handover SET at = 'noon'", list_handovers },
	{ "UPDATE handover SET clerk = '0123456789012345678901234567890123'", list_handovers },
	{ "UPDATE cases SET procedure = '0123456789abcdef'", list_handovers },
	{ "UPDATE case_history SET why = why || '0123456789012345678901234567890123456789012345678901234567890123'",
	    list_reasons },
	{ "UPDATE resident_row SET born = 'noon'", list_residents },
	{ "UPDATE resident_row SET postcode = '0123456789012345678901234567890'", list_residents },
	{ "UPDATE cases SET facts = 'color=red'", erase },
};

static void
change(const char *sql)
{
	assert_int_equal(store_run(store, sql, NULL, 0, NULL, NULL), ERR_NONE);
}

static void
sound_rows_are_handed_out(void **state)
{
	size_t i;

	(void)state;
	for (i = 0; i + 1 < sizeof(rows) / sizeof(*rows); i++) {
		seen = 0;
		assert_int_equal(rows[i].read(), ERR_NONE);
		assert_int_equal(seen, 1);
	}
}

static void
spoiled_rows_are_refused(void **state)
{
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		assert_int_equal(store_begin(store), ERR_NONE);
		change(rows[i].spoil);
		assert_int_equal(store_commit(store), ERR_NONE);
		seen = 0;
		if (rows[i].read() != ERR_STORE_CORRUPT || seen != 0)
			fail_msg("%s: %d rows", rows[i].spoil, seen);
		assert_int_equal(fixture_teardown(NULL), 0);
		assert_int_equal(setup(NULL), 0);
	}
}

static void
spoiled_audit_is_not_listed(void **state)
{
	(void)state;
	assert_int_equal(list_audit(), ERR_NONE);
	change("DROP TRIGGER audit_is_not_changed");
	change("UPDATE audit SET at = 'noon'");
	seen = 0;
	assert_int_equal(list_audit(), ERR_STORE_CORRUPT);
	assert_int_equal(seen, 0);
	store_close(&store);		/* its chain is broken, as it should be */
}

/* A year has 999999 numbers; the next case of that year is refused, and the next year begins anew. */
static void
a_year_has_a_last_number(void **state)
{
	struct case_file f = { .procedure = "renew", .certificates = CERT_BOTH, .facts = "visitor=self\n" };
	struct actor next = sato;

	(void)state;
	change("UPDATE numbers SET last = 999998");
	assert_int_equal(case_open(store, &sato, &f, CASE_RECEIVED), ERR_NONE);
	assert_string_equal(f.number, "26-999999-1");
	assert_int_equal(case_open(store, &sato, &f, CASE_RECEIVED), ERR_CASE_NUMBERS);
	assert_string_equal(f.number, "");
	next.at.date.year++;
	assert_int_equal(case_open(store, &next, &f, CASE_RECEIVED), ERR_NONE);
	assert_string_equal(f.number, "27-000001-1");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(sound_rows_are_handed_out, setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(spoiled_rows_are_refused, setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(spoiled_audit_is_not_listed, setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(a_year_has_a_last_number, setup, fixture_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
