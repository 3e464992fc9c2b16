/* What an open case takes from the day on which it goes on: whether a renewal is too early, and what is told. */
#include "rule/rule.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "fixture.h"

#define HEAD "[municipality]\nname = 例市\nsource = 例市\ninherit = national\n"
#define SIX_MONTHS "[validity six-months]\nfrom = 2026-12-01\nrenewal-months = 6\nsource = 例市\n"
#define TOLD "[tell before]\ncode = equal-pins-allowed\nwhen = always\ntext = まえ\nsource = 例市\n" \
	"until = 2026-11-30\n" \
	"[tell since]\ncode = equal-pins-allowed\nwhen = always\ntext = いま\nsource = 例市\nfrom = 2026-12-01\n"
#define VISIT "procedure=renew reason=expiry visitor=self resident=yes card=valid card-face=current born=1990-02-03 " \
	"ward=no sign-pin=known auth-pin=known card-expires=2032-01-20 doc=applicant:マイナンバーカード system=up "

static const struct date november = { 2026, 11, 20 }, december = { 2026, 12, 2 };

static struct profile *
open_profile(const char *text)
{
	struct profile *p = NULL;
	char dir[512];

	(void)snprintf(dir, sizeof(dir), "%s/profiles", getenv("MADOGUCHI_DATADIR"));
	(void)scratch_write(&scratch, "law.ini", text);
	assert_int_equal(profile_open(dir, scratch_path(&scratch, "law.ini"), &p, NULL), ERR_NONE);
	return p;
}

/* A case begun in November by one profile goes on by another; five months before the certificates end. */
static struct decision
decide(const struct profile *begun, const struct profile *day, struct date today)
{
	const struct moment at = { .date = today, .hour = 10, .minute = 30 };
	struct facts f = { 0 };
	char why[FACTS_WHY_MAX];
	struct decision d;

	assert_int_equal(facts_read_words(&f, NULL, VISIT "sign-expires=2027-05-01 auth-expires=2027-05-01", why),
	    ERR_NONE);
	assert_int_equal(rule_decide_begun(begun, november, day, &f, at, &d), ERR_NONE);
	return d;
}

static void
whether_a_renewal_is_too_early(void **state)
{
	struct profile *three = open_profile(HEAD), *six = open_profile(HEAD SIX_MONTHS);
	struct decision d;

	(void)state;
	d = decide(six, six, november);
	assert_int_equal(d.outcome, OUTCOME_REFUSED);
	assert_string_equal(d.reasons[0].code, "window-not-open");
	assert_int_equal(decide(six, six, december).outcome, OUTCOME_PROCEED);
	assert_int_equal(decide(three, six, december).outcome, OUTCOME_PROCEED);
	assert_int_equal(decide(six, three, december).outcome, OUTCOME_REFUSED);
	profile_free(&three);
	profile_free(&six);
}

static const char *
told(const struct decision *d)
{
	const char *text = "";
	size_t i;

	for (i = 0; i < d->tell_count; i++)
		if (strcmp(d->tell[i].code, "equal-pins-allowed") == 0)
			text = d->tell[i].text;
	return text;
}

static void
what_is_told(void **state)
{
	struct profile *silent = open_profile(HEAD SIX_MONTHS), *telling = open_profile(HEAD SIX_MONTHS TOLD);
	struct decision d;

	(void)state;
	d = decide(telling, telling, december);
	assert_string_equal(told(&d), "いま");
	d = decide(silent, telling, december);
	assert_string_equal(told(&d), "いま");
	d = decide(telling, silent, december);
	assert_string_equal(told(&d), "");
	profile_free(&silent);
	profile_free(&telling);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(whether_a_renewal_is_too_early, fixture_setup_folder, fixture_teardown),
		cmocka_unit_test_setup_teardown(what_is_told, fixture_setup_folder, fixture_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
