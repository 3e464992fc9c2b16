/* What was said is corrected: each fact and document of it is in the history, and nothing that stays as it was. */
#include "config.h"

#include "case/reception.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "fixture.h"

#define LICENCE "applicant:運転免許証"

static const struct actor sato = { .clerk = "sato", .counter = "", .at = { { 2026, 11, 20 }, 10, 30, 0 },
    .roles = ROLES_UNSTATED };
static struct reception r;
static struct profile *profile;
static char number[CASE_NUMBER_MAX];

static struct facts
facts_of(const char *words)
{
	struct facts f = { .known = 0 };
	char why[FACTS_WHY_MAX];

	assert_int_equal(facts_read_words(&f, NULL, words, why), ERR_NONE);
	return f;
}

static int
setup(void **state)
{
	static struct faults faults;
	char dir[1024];

	(void)fixture_setup_store(state);
	(void)snprintf(dir, sizeof(dir), "%s/profiles", getenv("MADOGUCHI_DATADIR"));
	assert_int_equal(profile_open(dir, "national", &profile, &faults), ERR_NONE);
	r = (struct reception){ .profile = profile };
	r.facts = facts_of("procedure=issue reason=moved visitor=self visit=1 resident=yes card=valid card-face=current"
	    " born=1990-02-03 ward=no sign-pin=known auth-pin=known sign-expires=2027-01-20 auth-expires=2027-01-20"
	    " card-expires=2032-01-20 system=up doc=applicant:マイナンバーカード");
	assert_int_equal(reception_open(store, &sato, &r, NULL), ERR_NONE);
	memcpy(number, r.file.number, sizeof(number));
	return 0;
}

static int
teardown(void **state)
{
	reception_free(&r);
	profile_free(&profile);
	return fixture_teardown(state);
}

static enum err
correct(const char *words, const struct held *back, size_t back_count, uint64_t forget)
{
	static struct facts news;
	struct reception_news n = { .facts = &news, .back = back, .back_count = back_count, .forget = forget,
	    .why = "" };

	news = facts_of(words);
	reception_free(&r);
	return reception_event(store, &sato, number, EVENT_CORRECT, &n, &r);
}

static void
expect_told(const char *why, int64_t times)
{
	char sql[256];

	(void)snprintf(sql, sizeof(sql),
	    "SELECT count(*) FROM case_history WHERE event = 'fact-corrected' AND why = '%s'", why);
	assert_int_equal(fixture_number(store, sql), times);
}

static int64_t
told(void)
{
	return fixture_number(store, "SELECT count(*) FROM case_history WHERE event = 'fact-corrected'");
}

static void
documents_come_change_and_go(void **state)
{
	struct held licence;

	(void)state;
	assert_int_equal(correct("doc=" LICENCE ",expires=2028-01-01", NULL, 0, 0), ERR_NONE);
	expect_told("+doc=" LICENCE, 1);
	assert_int_equal(r.facts.held_count, 2);
	assert_int_equal(correct("doc=" LICENCE ",expires=2028-01-01", NULL, 0, 0), ERR_NONE);	/* said again */
	assert_int_equal(told(), 1);
	assert_int_equal(correct("doc=" LICENCE ",expires=2029-01-01", NULL, 0, 0), ERR_NONE);
	expect_told("*doc=" LICENCE, 1);
	assert_int_equal(r.facts.held_count, 2);
	licence = facts_of("doc=" LICENCE).held[0];
	assert_int_equal(correct("", &licence, 1, 0), ERR_NONE);
	expect_told("-doc=" LICENCE, 1);
	assert_int_equal(told(), 3);
	assert_int_equal(r.facts.held_count, 1);
	assert_string_equal(r.facts.held[0].label, "マイナンバーカード");
}

static void
a_fact_is_taken_back(void **state)
{
	(void)state;
	assert_int_equal(r.file.state, CASE_APPROVED);
	assert_int_equal(correct("ward=no", NULL, 0, 0), ERR_UNCHANGED);	/* it keeps its approval */
	assert_non_null(strstr(r.file.facts, "ward=no"));
	assert_int_equal(correct("", NULL, 0, (uint64_t)1 << FACT_WARD), ERR_NONE);
	assert_null(strstr(r.file.facts, "ward="));
	assert_int_equal(told(), 1);
	assert_int_equal(correct("reason=renamed", NULL, 0, 0), ERR_NONE);
	expect_told("reason: moved > renamed", 1);
	assert_int_equal(told(), 2);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(documents_come_change_and_go, setup, teardown),
		cmocka_unit_test_setup_teardown(a_fact_is_taken_back, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
