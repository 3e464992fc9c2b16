/* A journal that isn't as this program wrote it is told, not cut and believed. */
#include "config.h"

#include "desk/journal.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "fixture.h"

static const struct actor aoki = { "aoki", "hall", { { 2026, 11, 20 }, 10, 30, 0 }, ROLES_UNSTATED };

static struct case_file file;
static int64_t id;

/* A renewal whose first step was begun. */
static int
setup(void **state)
{
	(void)fixture_setup_store(state);
	file = (struct case_file){ .procedure = "renew", .facts = "procedure=renew\n", .card = "0123" };
	assert_int_equal(case_open(store, &aoki, &file, CASE_RECEIVED), ERR_NONE);
	assert_int_equal(journal_open(store, &aoki, &file, &id), ERR_NONE);
	assert_int_equal(journal_step(store, &aoki, id, file.number, NULL, NULL, 0, "verify:sign"), ERR_NONE);
	return 0;
}

static bool
count(void *ctx, const struct journal_head *h)
{
	assert_string_equal(h->number, file.number);
	++*(int *)ctx;
	return true;
}

static void
change(const char *table, const char *what)
{
	char sql[512];

	(void)snprintf(sql, sizeof(sql), "UPDATE %s SET %s", table, what);
	assert_int_equal(store_run(store, sql, NULL, 0, NULL, NULL), ERR_NONE);
}

static void
what_was_written_is_read(void **state)
{
	struct journal_head h;
	int seen = 0;

	(void)state;
	assert_int_equal(journal_head_of(store, file.number, &h), ERR_NONE);
	assert_int_equal(date_compare(h.begun.date, aoki.at.date), 0);
	assert_string_equal(h.last, "verify:sign");
	assert_int_equal(journal_list(store, count, &seen), ERR_NONE);
	assert_int_equal(seen, 1);
}

#define LONG "'0123456789012345678901234567890123456789012345678901234567890123456789'"

static void
a_head_that_is_not_ours_is_told(void **state)
{
	static const struct { const char *table, *change; } rows[] = {
		{ "procedures", "kind = " LONG }, { "procedures", "clerk = " LONG }, { "procedures", "host = " LONG },
		{ "procedures", "boot = " LONG }, { "procedures", "begun = 'yesterday'" }, { "steps", "code = " LONG },
	};
	struct journal_head h;
	size_t i;
	int seen = 0;

	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		(void)setup(state);
		change(rows[i].table, rows[i].change);
		if (journal_head_of(store, file.number, &h) != ERR_STORE_CORRUPT ||
		    journal_list(store, count, &seen) != ERR_STORE_CORRUPT ||
		    journal_take(store, file.number, &h) != ERR_STORE_CORRUPT)
			fail_msg("%s: %s", rows[i].table, rows[i].change);
		assert_false(store_in_transaction(store));
		(void)fixture_teardown(state);
	}
	assert_int_equal(seen, 0);
}

static void
a_step_that_is_not_ours_is_told(void **state)
{
	struct journal_step step;

	(void)state;
	assert_int_equal(journal_find(store, id, "verify:sign", &step), ERR_NONE);
	change("steps", "data = zeroblob(4097)");
	assert_int_equal(journal_find(store, id, "verify:sign", &step), ERR_STORE_CORRUPT);
	change("steps", "data = zeroblob(4096)");
	assert_int_equal(journal_find(store, id, "verify:sign", &step), ERR_NONE);
	assert_int_equal(step.len, JOURNAL_DATA_MAX);
	assert_int_equal(journal_find(store, id, "verify:auth", &step), ERR_DATA);
}

/* What the letter says of the new certificates is read from it, or not at all. */
static void
a_certificate_that_is_not_ours_is_told(void **state)
{
	struct date expires[CERT_COUNT];

	(void)state;
	change("procedures", "outcome = 'done'");
	change("steps", "code = 'request:sign', done = begun, data = NULL");
	assert_int_equal(journal_issued(store, file.number, expires), ERR_NONE);	/* its personal data was erased */
	assert_false(date_given(expires[CERT_SIGN]));
	change("steps", "data = x'00'");
	assert_int_equal(journal_issued(store, file.number, expires), ERR_STORE_CORRUPT);
	change("steps", "data = zeroblob(4097)");
	assert_int_equal(journal_issued(store, file.number, expires), ERR_STORE_CORRUPT);
}

static void
who_runs_it_is_read_whole(void **state)
{
	(void)state;
	assert_int_equal(journal_check(store, id), ERR_NONE);
	change("procedures", "host = " LONG);
	assert_int_equal(journal_check(store, id), ERR_STORE_CORRUPT);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(what_was_written_is_read, setup, fixture_teardown),
		cmocka_unit_test(a_head_that_is_not_ours_is_told),
		cmocka_unit_test_setup_teardown(a_step_that_is_not_ours_is_told, setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(a_certificate_that_is_not_ours_is_told, setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(who_runs_it_is_read_whole, setup, fixture_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
