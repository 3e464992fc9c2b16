/* A municipality's own facts: asked at their stage, kept by their code, whatever place they stand in. */
#include "rule/rule.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "case/reception.h"
#include "fixture.h"
#include "rule/profile-private.h"

#define HEAD "[municipality]\nname = 例市\nsource = 例市\ninherit = national\n"
#define TICKET "[fact x-ticket]\ntext = 整理券を持っている\nstage = procedure\nsource = 例市\n"
#define MASK "[fact x-mask]\ntext = 顔が見える\nstage = papers\nsource = 例市\n"
#define GATES "[refuse a]\ncode = x-no-ticket\nwhen = x-ticket = no\ntext = 例\nsource = 例市\n" \
	"[refuse b]\ncode = x-masked\nwhen = x-mask = no\ntext = 例\nsource = 例市\n"
#define VISIT "procedure=renew reason=expiry visitor=self resident=yes card=valid card-face=current born=1990-02-03 " \
	"ward=no sign-pin=known sign-expires=2027-01-20 auth-expires=2027-01-20 card-expires=2032-01-20 " \
	"doc=applicant:マイナンバーカード system=up "

static const struct moment at = { .date = { 2026, 11, 20 }, .hour = 10, .minute = 30 };
static struct actor sato = { .at = { { 2026, 11, 20 }, 10, 30, 0 }, .clerk = "sato", .counter = "",
    .roles = ROLES_UNSTATED };
static char why[FACTS_WHY_MAX];

static struct profile *
open_profile(const char *text)
{
	struct profile *p = NULL;
	char dir[512];

	(void)snprintf(dir, sizeof(dir), "%s/profiles", getenv("MADOGUCHI_DATADIR"));
	(void)scratch_write(&scratch, "own.ini", text);
	assert_int_equal(profile_open(dir, scratch_path(&scratch, "own.ini"), &p, NULL), ERR_NONE);
	return p;
}

static struct facts
facts_of(const char *words)
{
	struct facts f = { 0 };

	assert_int_equal(facts_read_words(&f, NULL, words, why), ERR_NONE);
	return f;
}

static void
asked_behind_the_facts_of_their_stage(void **state)
{
	struct profile *p = open_profile(HEAD MASK TICKET GATES);
	const struct facts f = facts_of(VISIT);
	struct decision d;

	(void)state;
	assert_int_equal(rule_decide(p, &f, at, &d), ERR_NONE);
	assert_int_equal(d.ask_count, 3);
	assert_string_equal(profile_fact(p, d.ask[0])->ja, "整理券を持っている");
	assert_int_equal(d.ask[1], FACT_AUTH_PIN);
	assert_string_equal(profile_fact(p, d.ask[2])->key, "x-mask");
	profile_free(&p);
}

/* The order in which they were given is none of the profile's. */
static void
kept_by_their_codes(void **state)
{
	struct profile *p = open_profile(HEAD MASK TICKET GATES);
	struct facts f = facts_of(VISIT "auth-pin=known x-ticket=no x-mask=yes"), newer = facts_of("x-mask=no");
	struct facts strange = facts_of("x-hat=yes");
	struct buf b = { 0 };
	struct decision d;

	(void)state;
	assert_int_equal(rule_decide(p, &f, at, &d), ERR_NONE);
	assert_string_equal(d.reasons[0].code, "x-no-ticket");
	profile_adopt(p, &f);
	assert_int_equal(f.value[FACT_OWN], ANSWER_YES);	/* x-mask stands first in the profile */
	assert_int_equal(facts_merge(&f, &newer), ERR_NONE);
	assert_int_equal(f.value[FACT_OWN], ANSWER_NO);
	assert_int_equal(f.value[FACT_OWN + 1], ANSWER_NO);
	facts_write(&f, &b);
	assert_non_null(strstr(buf_text(&b), "x-mask=no\nx-ticket=no\n"));
	buf_free(&b);
	assert_int_equal(profile_check_facts(p, &strange, why), ERR_FACT);
	assert_non_null(strstr(why, "x-hat"));
	assert_ptr_equal(profile_fact(p, FACT_OWN + 2), fact_info(FACT_OWN + 2));
	profile_free(&p);
}

/* In the order of the first, then what the second alone has; a place is called by what stands there. */
static void
two_profiles_have_them_once(void **state)
{
	struct profile *p = open_profile(HEAD TICKET MASK GATES), *q = open_profile(HEAD
	    "[fact x-hat]\ntext = 帽子\nenglish = a hat\nstage = papers\nsource = 例市\n" MASK TICKET GATES
	    "[fact x-last]\ntext = 最後\nstage = papers\nsource = 例市\n"
	    "[refuse c]\ncode = x-hat\nwhen = x-hat = yes and x-last = yes\ntext = 例\nsource = 例市\n");
	const char *codes[FACTS_OWN_PLACES];
	struct facts f = { 0 }, merged = { 0 };
	char word[16];
	int i;

	(void)state;
	assert_int_equal(profile_own_codes(p, q, codes), 4);
	assert_string_equal(codes[0], "x-ticket");
	assert_string_equal(codes[1], "x-mask");
	assert_string_equal(codes[2], "x-hat");
	assert_string_equal(codes[3], "x-last");
	assert_int_equal(profile_own_codes(p, NULL, codes), 2);
	assert_string_equal(profile_fact_name(p, FACT_CARD), fact_info(FACT_CARD)->ja);
	assert_string_equal(profile_fact_name(p, (enum fact)(FACT_OWN + 1)), "顔が見える");
	assert_string_equal(profile_fact_name(p, (enum fact)(FACT_OWN + 2)), "");
	for (i = 0; i < FACTS_OWN_PLACES; i++) {	/* the last of all places is known, too */
		(void)snprintf(word, sizeof(word), "x-%d", i);
		assert_int_equal(facts_own(&f, word), FACT_OWN + i);
	}
	assert_int_equal(facts_own(&f, "x-more"), FACT_COUNT);
	facts_set(&f, (enum fact)(FACT_OWN + FACTS_OWN_PLACES - 1), ANSWER_YES);
	assert_int_equal(facts_merge(&merged, &f), ERR_NONE);
	assert_string_equal(merged.own[0], word);
	assert_int_equal(merged.value[FACT_OWN], ANSWER_YES);
	assert_int_equal(profile_check_facts(p, &f, why), ERR_FACT);
	assert_non_null(strstr(why, word));
	assert_non_null(strstr(why, "。使える項目: x-ticket x-mask"));
	profile_adopt(p, &f);
	assert_string_equal(f.own[2], word);
	assert_int_equal(f.value[FACT_OWN + 2], ANSWER_YES);
	assert_ptr_equal(profile_of_day(p, q), q);
	profile_free(&q);
	q = open_profile("[municipality]\nname = 別市\nsource = 別市\ninherit = national\n");
	assert_int_equal(profile_check_facts(q, &merged, why), ERR_FACT);
	assert_null(strstr(why, "使える項目"));
	assert_ptr_equal(profile_of_day(p, q), p);
	assert_ptr_equal(profile_of_day(p, NULL), p);
	profile_free(&p);
	profile_free(&q);
}

/* A case goes on by the rules of the day that it began: the day's counters mean the same facts, wherever they stand. */
static void
another_days_counter_means_the_same(void **state)
{
	struct profile *p = open_profile(HEAD MASK TICKET GATES), *q = open_profile(HEAD
	    "[fact x-hat]\ntext = 帽子\nstage = papers\nsource = 例市\n" TICKET MASK GATES
	    "[counter hall]\nlabel = 本庁\nserves = x-ticket = yes and x-mask = no\nsource = 例市\n"
	    "[counter hat]\nlabel = 帽子\nserves = x-hat = yes\nsource = 例市\n");
	struct facts f = facts_of(VISIT "auth-pin=known x-ticket=yes x-mask=no counter=本庁");
	struct decision d;

	(void)state;
	assert_int_equal(rule_decide_begun(p, at.date, q, &f, at, &d), ERR_NONE);
	assert_string_equal(d.reasons[0].code, "x-masked");
	f = facts_of(VISIT "auth-pin=known x-ticket=no x-mask=yes counter=本庁");
	assert_int_equal(rule_decide_begun(p, at.date, q, &f, at, &d), ERR_NONE);
	assert_string_equal(d.reasons[0].code, "counter-does-not-serve");
	/* what only the day's rules know counts as no */
	f = facts_of(VISIT "auth-pin=known x-ticket=yes x-mask=yes x-hat=yes counter=帽子");
	assert_int_equal(rule_decide_begun(p, at.date, q, &f, at, &d), ERR_NONE);
	assert_string_equal(d.reasons[0].code, "counter-does-not-serve");
	profile_free(&p);
	profile_free(&q);
}

static void
a_case_keeps_them(void **state)
{
	struct profile *p = open_profile(HEAD MASK TICKET GATES);
	struct reception r = { .profile = p, .facts = facts_of(VISIT "auth-pin=known x-ticket=yes x-mask=yes") };
	char number[CASE_NUMBER_MAX];

	(void)state;
	assert_int_equal(reception_open(store, &sato, &r, NULL), ERR_NONE);
	assert_int_equal(r.file.state, CASE_APPROVED);
	(void)snprintf(number, sizeof(number), "%s", r.file.number);
	assert_int_equal(reception_resume(store, number, &r), ERR_NONE);
	assert_int_equal(r.facts.value[FACT_OWN + 1], ANSWER_YES);
	assert_string_equal(r.facts.own[1], "x-ticket");
	reception_free(&r);
	profile_free(&p);
}

/* A case begun before a fact was thought of isn't asked it by the counter of the day, which has others before it. */
static void
the_counter_of_the_day_takes_what_it_finds(void **state)
{
	struct profile *begun = open_profile(HEAD MASK "[refuse b]\ncode = x-masked\nwhen = x-mask = no\n"
	    "text = 例\nsource = 例市\n");
	struct profile *day = open_profile(HEAD TICKET MASK GATES
	    "[counter hall]\nlabel = 本庁\nserves = x-mask = yes and x-ticket = no\nsource = 例市\n");
	const struct facts f = facts_of(VISIT "auth-pin=known x-mask=yes counter=本庁");
	const struct facts masked = facts_of(VISIT "auth-pin=known counter=本庁");
	struct decision d;

	(void)state;
	assert_int_equal(rule_decide_begun(begun, at.date, day, &f, at, &d), ERR_NONE);
	assert_int_equal(d.outcome, OUTCOME_PROCEED);
	assert_int_equal(rule_decide_begun(begun, at.date, day, &masked, at, &d), ERR_NONE);
	assert_int_equal(d.ask_count, 1);
	assert_string_equal(profile_fact(begun, d.ask[0])->key, "x-mask");
	profile_free(&begun);
	profile_free(&day);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(asked_behind_the_facts_of_their_stage, fixture_setup_folder,
		    fixture_teardown),
		cmocka_unit_test_setup_teardown(kept_by_their_codes, fixture_setup_folder, fixture_teardown),
		cmocka_unit_test_setup_teardown(two_profiles_have_them_once, fixture_setup_folder, fixture_teardown),
		cmocka_unit_test_setup_teardown(another_days_counter_means_the_same, fixture_setup_folder,
		    fixture_teardown),
		cmocka_unit_test_setup_teardown(a_case_keeps_them, fixture_setup_store, fixture_teardown),
		cmocka_unit_test_setup_teardown(the_counter_of_the_day_takes_what_it_finds, fixture_setup_folder,
		    fixture_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
