/* What one answer says of another: what follows isn't asked, what contradicts isn't taken, and both facts are named. */
#include "rule/rule.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

static struct profile *national;

static int
open_national(void **state)
{
	char dir[512];

	(void)state;
	(void)snprintf(dir, sizeof(dir), "%s/profiles", getenv("MADOGUCHI_DATADIR"));
	return profile_open(dir, "national", &national, NULL) == ERR_NONE ? 0 : 1;
}

static int
close_national(void **state)
{
	(void)state;
	profile_free(&national);
	return 0;
}

static struct facts
read_facts(const char *text)
{
	struct facts f = { 0 };
	char why[FACTS_WHY_MAX];

	if (facts_read_words(&f, NULL, text, why) != ERR_NONE)
		fail_msg("%s: %s", text, why);
	return f;
}

#define AT "at=2026-11-20"

static const struct { const char *facts, *one, *other; } contradictions[] = {
	{ "visitor=household same-household=no", "visitor=household", "same-household=no" },
	{ "guardianship=guardian ward=no", "guardianship=guardian", "ward=no" },
	{ "guardianship=curator ward=yes", "guardianship=curator", "ward=yes" },
	{ "guardianship=voluntary ward=yes", "guardianship=voluntary", "ward=yes" },
	{ "reply=none reply-complete=yes", "reply=none", "reply-complete=yes" },
	{ "procedure=renew reason=first", "procedure=renew", "reason=first" },
	{ "procedure=renew reason=turned-15", "procedure=renew", "reason=turned-15" },
	{ "procedure=renew reason=suspension-lifted", "procedure=renew", "reason=suspension-lifted" },
	{ "card-kind=without-pins auth-pin=locked", "card-kind=without-pins", "auth-pin=locked" },
	{ "procedure=without-pins card-kind=without-pins", "procedure=without-pins", "card-kind=without-pins" },
	{ "procedure=with-pins card-kind=ordinary", "procedure=with-pins", "card-kind=ordinary" },
	{ "card=valid card-expires=2026-11-19 " AT, "card=valid", "card-expires=2026-11-19" },
	{ "card=expired card-expires=2026-11-20 " AT, "card=expired", "card-expires=2026-11-20" },
	{ "booked=no booked-on=2026-11-19", "booked=no", "booked-on=2026-11-19" },
	{ "card-kind=without-pins sign-expires=2027-01-01", "card-kind=without-pins", "sign-expires=2027-01-01" },
	{ "inquiry-opened=2026-11-21 " AT, "inquiry-opened=2026-11-21", "at=2026-11-20" },
	{ "inquiry-posted=2026-11-21 " AT, "inquiry-posted=2026-11-21", "at=2026-11-20" },
	{ "booked-on=2026-11-21 " AT, "booked-on=2026-11-21", "at=2026-11-20" },
	{ "reported-on=2026-11-21 " AT, "reported-on=2026-11-21", "at=2026-11-20" },
	{ "inquiry-opened=2026-11-10 inquiry-posted=2026-11-09", "inquiry-opened=2026-11-10",
	    "inquiry-posted=2026-11-09" },
	{ "born=2000-01-02 moved-on=2000-01-01", "born=2000-01-02", "moved-on=2000-01-01" },
};

static void
contradictions_are_refused_and_named(void **state)
{
	char why[FACTS_WHY_MAX];
	struct facts f;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(contradictions) / sizeof(*contradictions); i++) {
		f = read_facts(contradictions[i].facts);
		assert_int_equal(profile_check_facts(national, &f, why), ERR_FACT);
		assert_non_null(strstr(why, contradictions[i].one));
		assert_non_null(strstr(why, contradictions[i].other));
	}
	f = read_facts("visitor=household same-household=yes guardianship=guardian ward=yes "
	    "reply=none reply-complete=no card=valid card-expires=2026-11-20 booked=no booked-on=none "
	    "card-kind=without-pins sign-expires=none inquiry-opened=2026-11-20 inquiry-posted=2026-11-20 " AT);
	assert_int_equal(profile_check_facts(national, &f, why), ERR_NONE);
	/* Of a case that began before, the card was in date then, and is no more. */
	f = read_facts("card=valid card-expires=2026-11-19");
	facts_pass_time(&f, (struct date){ 2026, 11, 19 });
	assert_int_equal(f.value[FACT_CARD], CARD_VALID);
	facts_pass_time(&f, (struct date){ 2026, 11, 20 });
	assert_int_equal(f.value[FACT_CARD], CARD_EXPIRED);
	assert_int_equal(profile_check_facts_begun(national, national, &f, (struct date){ 2026, 11, 20 }, why),
	    ERR_NONE);
	f = read_facts("inquiry-opened=2026-11-21");
	assert_int_equal(profile_check_facts_begun(national, national, &f, (struct date){ 2026, 11, 20 }, why),
	    ERR_FACT);
}

/* Each of them, and then no more. */
static void
implications_are_told_one_by_one(void **state)
{
	struct implication one;
	size_t n = 0;

	(void)state;
	for (one.fact = FACT_COUNT; facts_implication(n, &one); one.fact = FACT_COUNT, n++)
		assert_true(one.fact < FACT_COUNT && n < 1000);
	assert_true(n > 5);
}

static bool
asks(const char *text, enum fact fact)
{
	const struct facts f = read_facts(text);
	struct decision d;
	size_t i;

	assert_int_equal(rule_decide(national, &f, (struct moment){ .date = { 2026, 11, 20 }, .hour = -1 }, &d),
	    ERR_NONE);
	for (i = 0; i < d.ask_count && d.ask[i] != fact; i++)
		;
	return i < d.ask_count;
}

#define GUARDIAN "procedure=issue visitor=guardian card=valid "
#define ALONE "procedure=issue visitor=self card=valid sign-expires=none auth-expires=2027-12-10 "
#define ISSUE "procedure=issue visitor=self card=valid reason=first sign-expires=none auth-expires=none " \
	"doc=applicant:my-number-card "
#define PROXY "procedure=renew visitor=proxy visit=2 card=valid "

/* Beside each the same with another answer, of which nothing follows; NULL: it is never asked. */
static const struct { const char *implied, *open; enum fact fact; } rows[] = {
	{ GUARDIAN "guardianship=guardian", GUARDIAN, FACT_WARD },
	{ GUARDIAN "guardianship=parent", GUARDIAN, FACT_WARD },
	{ GUARDIAN "guardianship=curator", GUARDIAN, FACT_WARD },
	{ PROXY "reply=none", PROXY "reply=posted", FACT_REPLY_COMPLETE },
	{ PROXY "reply=none", PROXY "reply=posted", FACT_CONCEALED },
	{ "procedure=unlock visitor=self card=valid", ISSUE "system=up", FACT_CARD_EXPIRES },
	{ PROXY "auth-expires=2026-12-10", PROXY "auth-expires=none", FACT_SIGN_EXPIRES },
	{ ALONE "card-kind=without-pins", ALONE "card-kind=ordinary", FACT_AUTH_PIN },
	{ ALONE "auth-pin=locked", ALONE "auth-pin=known", FACT_CARD_KIND },
	{ "procedure=issue card=valid auth-expires=2027-12-10 sign-expires=2027-12-10", ALONE, FACT_CARD_KIND },
};

static void
what_follows_is_not_asked(void **state)
{
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		if (asks(rows[i].implied, rows[i].fact) || (rows[i].open != NULL && !asks(rows[i].open, rows[i].fact)))
			fail_msg("%s of %s", fact_info(rows[i].fact)->key, rows[i].implied);
}

/* --unknown-is-no takes what follows, where that isn't no. */
static void
what_is_assumed_agrees(void **state)
{
	struct facts f = read_facts("visitor=household guardianship=guardian");

	(void)state;
	facts_assume(&f);
	assert_int_equal(f.value[FACT_SAME_HOUSEHOLD], ANSWER_YES);
	assert_int_equal(f.value[FACT_WARD], ANSWER_YES);
	assert_int_equal(f.value[FACT_REPLY], REPLY_NONE);
	assert_int_equal(f.value[FACT_REPLY_COMPLETE], ANSWER_NO);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(implications_are_told_one_by_one),
		cmocka_unit_test(contradictions_are_refused_and_named),
		cmocka_unit_test(what_follows_is_not_asked),
		cmocka_unit_test(what_is_assumed_agrees),
	};

	return cmocka_run_group_tests(tests, open_national, close_national);
}
