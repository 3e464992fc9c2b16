/* A letter is ordered only where the rules of these visits have one: nobody would answer another. */
#include "case/reception.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "fixture.h"

static struct actor sato = { .at = { { 2026, 11, 20 }, 10, 30, 0 }, .clerk = "sato", .counter = "",
    .roles = ROLES_UNSTATED };
static struct profile *profile;

static int
setup(void **state)
{
	char dir[1024];

	(void)snprintf(dir, sizeof(dir), "%s/profiles", getenv("MADOGUCHI_DATADIR"));
	if (profile_open(dir, "tachikawa", &profile, NULL) != ERR_NONE)
		return 1;
	return fixture_setup_store(state);
}

static int
teardown(void **state)
{
	profile_free(&profile);
	return fixture_teardown(state);
}

static struct case_file
open_case(const char *words)
{
	struct reception r = { .profile = profile };
	char why[FACTS_WHY_MAX];
	struct case_file f;

	assert_int_equal(facts_read_words(&r.facts, NULL, words, why), ERR_NONE);
	facts_assume(&r.facts);
	assert_int_equal(reception_open(store, &sato, &r, NULL), ERR_NONE);
	f = r.file;
	reception_free(&r);
	assert_int_equal(case_load(store, f.number, &f), ERR_NONE);
	return f;
}

static enum err
inquire(const struct case_file *f)
{
	struct reception r = { .profile = profile };
	enum err e = reception_event(store, &sato, f->number, EVENT_INQUIRE, &(struct reception_news){ .why = "" }, &r);

	reception_free(&r);
	return e;
}

#define OF_ALL "resident=yes card=valid card-face=current born=1990-02-03 ward=no sign-pin=known auth-pin=known " \
	"sign-expires=2027-01-20 auth-expires=2027-01-20 card-expires=2032-01-20 doc=applicant:マイナンバーカード "

static void
no_letter_where_the_rules_have_none(void **state)
{
	struct case_file f = open_case("procedure=renew reason=expiry visitor=self notice=left " OF_ALL);

	(void)state;
	assert_int_equal(f.state, CASE_INCOMPLETE);	/* the notice can still be fetched */
	assert_false(reception_has_letter(&f));
	assert_int_equal(inquire(&f), ERR_NO_INQUIRY);
	assert_int_equal(case_load(store, f.number, &f), ERR_NONE);
	assert_int_equal(f.state, CASE_INCOMPLETE);
	assert_int_equal(fixture_number(store, "SELECT count(*) FROM inquiry"), 0);
}

static void
a_letter_where_they_have_one(void **state)
{
	struct case_file f = open_case("procedure=issue reason=moved visitor=proxy visit=1 "
	    "reply-expires=2026-12-20 " OF_ALL);

	(void)state;
	assert_int_equal(f.state, CASE_INQUIRY_ORDERED);
	assert_true(reception_has_letter(&f));
	assert_int_equal(case_event(store, &sato, f.number, EVENT_POST, ""), ERR_NONE);
	assert_int_equal(inquire(&f), ERR_NONE);	/* lost in the post: another */
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(no_letter_where_the_rules_have_none, setup, teardown),
		cmocka_unit_test_setup_teardown(a_letter_where_they_have_one, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
