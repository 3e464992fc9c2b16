/* A municipality's own reasons for a proxy: asked with the nation's, kept by code, with the papers they ask for. */
#include "rule/rule.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/lang.h"
#include "case/reception.h"
#include "fixture.h"
#include "rule/diff.h"
#include "rule/profile-private.h"

#define HEAD "[municipality]\nname = 例市\nsource = 例市\ninherit = national\n"
#define CARE "[reason x-care]\ntext = 介護\nenglish = in care\ndocuments = care-card\nwho = applicant\n" \
	"say = 介護の保険証\nsource = 例市\n[documents B]\ncare-card = 介護の証\n"
#define BUSY "[reason x-busy]\ntext = 多忙\nenglish = busy\naccepted = no\n" \
	"say = 多忙では代理人の手続はできません\nsource = 例市\n"
#define OLD "[reason x-old]\ntext = 高齢\nenglish = old\naccepted = no\nsource = 例市\n"
#define ONE(n, more) "[reason x-" n "]\ntext = 例\nenglish = x\n" more "source = 例市\n"
#define EIGHT ONE("1", "") ONE("2", "") ONE("3", "") ONE("4", "") ONE("5", "") ONE("6", "") ONE("7", "") \
	ONE("8", "accepted = no\n")
#define VISIT "procedure=unlock reason=holder-request visitor=proxy visit=1 reply=none resident=yes card=valid " \
	"card-face=current born=1990-02-03 ward=no sign-pin=unknown auth-pin=unknown sign-expires=2029-01-20 " \
	"auth-expires=2029-01-20 card-expires=2032-01-20 doc=applicant:マイナンバーカード " \
	"doc=proxy:運転免許証 system=up trigger=none same-household=no channel=counter "

static const struct moment at = { .date = { 2026, 11, 20 }, .hour = 10, .minute = 30 };
static const struct actor sato = { .at = { { 2026, 11, 20 }, 10, 30, 0 }, .clerk = "sato", .counter = "",
    .roles = ROLES_UNSTATED };
static char why[FACTS_WHY_MAX];

static enum err
try(const char *text, struct profile **p, struct faults *faults)
{
	char dir[512];

	(void)snprintf(dir, sizeof(dir), "%s/profiles", getenv("MADOGUCHI_DATADIR"));
	(void)scratch_write(&scratch, "city.ini", text);
	return profile_open(dir, scratch_path(&scratch, "city.ini"), p, faults);
}

static struct profile *
open_profile(const char *text)
{
	struct profile *p = NULL;

	assert_int_equal(try(text, &p, NULL), ERR_NONE);
	return p;
}

static struct facts
facts_of(const char *words)
{
	struct facts f = { 0 };

	assert_int_equal(facts_read_words(&f, NULL, words, why), ERR_NONE);
	return f;
}

static struct decision
decide(const struct profile *p, const char *words)
{
	const struct facts f = facts_of(words);
	struct decision d;

	assert_int_equal(profile_check_facts(p, &f, why), ERR_NONE);
	assert_int_equal(rule_decide(p, &f, at, &d), ERR_NONE);
	return d;
}

static void
asked_in_the_same_question(void **state)
{
	struct profile *p = open_profile(HEAD CARE BUSY), *none = open_profile(HEAD);
	struct decision d = decide(p, VISIT);
	const struct fact_info *info = profile_fact(p, FACT_PROXY_REASON);

	(void)state;
	assert_int_equal(d.ask_count, 1);
	assert_int_equal(d.ask[0], FACT_PROXY_REASON);
	assert_string_equal(info->words[REASON_OWN - 1], "other");
	assert_string_equal(info->words[REASON_OWN], "x-care");
	assert_string_equal(info->words[REASON_OWN + 1], "x-busy");
	assert_null(info->words[REASON_OWN + 2]);
	assert_null(fact_info(FACT_PROXY_REASON)->words[REASON_OWN]);
	assert_string_equal(profile_word(p, FACT_PROXY_REASON, REASON_OWN), "介護");
	assert_string_equal(profile_word(none, FACT_PROXY_REASON, REASON_OWN), "");
	d = decide(none, VISIT);
	assert_int_equal(d.ask_count, 0);
	profile_free(&p);
	profile_free(&none);
}

static void
each_asks_for_its_papers_or_is_refused(void **state)
{
	struct profile *p = open_profile(HEAD CARE BUSY);
	struct decision d = decide(p, VISIT "proxy-reason=x-care");
	struct facts f;

	(void)state;
	assert_int_equal(d.outcome, OUTCOME_INCOMPLETE);
	assert_int_equal(d.missing_count, 1);
	assert_string_equal(d.missing[0].code, "proxy-reason");
	assert_string_equal(d.missing[0].text, "介護の保険証");
	d = decide(p, VISIT "proxy-reason=x-care doc=applicant:care-card");
	assert_int_equal(d.outcome, OUTCOME_INQUIRY);
	d = decide(p, VISIT "proxy-reason=hospital");
	assert_int_equal(d.outcome, OUTCOME_INQUIRY);
	d = decide(p, VISIT "proxy-reason=x-busy");
	assert_int_equal(d.outcome, OUTCOME_REFUSED);
	assert_string_equal(d.reasons[0].code, "proxy-not-allowed");
	assert_string_equal(d.reasons[0].text, "多忙では代理人の手続はできません");
	/* another municipality's is none of these */
	f = facts_of(VISIT "proxy-reason=x-old");
	assert_int_equal(rule_decide(p, &f, at, &d), ERR_NONE);
	assert_int_equal(d.outcome, OUTCOME_INQUIRY);
	profile_free(&p);
}

/* Whatever place it had, also where a case goes on by rules of another day. */
static void
kept_by_its_code(void **state)
{
	struct profile *p = open_profile(HEAD BUSY CARE
	    "[counter hall]\nlabel = 本庁\nserves = not proxy-reason = x-care\nsource = 例市\n");
	struct profile *q = open_profile(HEAD OLD CARE BUSY);
	struct profile *r = open_profile(HEAD CARE BUSY);
	struct facts f = facts_of("proxy-reason=x-busy"), newer = facts_of("proxy-reason=x-care");
	struct facts strange = facts_of("proxy-reason=x-old");
	struct buf b = { 0 };
	struct decision d;

	(void)state;
	assert_int_equal(facts_merge(&f, &newer), ERR_NONE);
	profile_adopt(p, &f);
	assert_int_equal(f.value[FACT_PROXY_REASON], REASON_OWN + 1);
	profile_adopt(q, &f);
	assert_int_equal(f.value[FACT_PROXY_REASON], REASON_OWN + 1);
	facts_write(&f, &b);
	assert_string_equal(buf_text(&b), "proxy-reason=x-care\n");
	buf_free(&b);
	assert_int_equal(profile_check_facts(p, &strange, why), ERR_FACT);
	assert_non_null(strstr(why, "「x-old」という理由は"));
	f = facts_of(VISIT "proxy-reason=x-busy");
	assert_int_equal(rule_decide_begun(q, at.date, p, &f, at, &d), ERR_NONE);
	assert_int_equal(d.outcome, OUTCOME_REFUSED);
	/* x-care is p's second and r's first: the counter of the day means its own */
	f = facts_of(VISIT "proxy-reason=x-care doc=applicant:care-card counter=本庁");
	assert_int_equal(rule_decide_begun(r, at.date, p, &f, at, &d), ERR_NONE);
	assert_string_equal(d.reasons[0].code, "counter-does-not-serve");
	profile_free(&p);
	profile_free(&q);
	profile_free(&r);
}

/* In the order of the first, then what the second alone has; every word of any fact is called by its own. */
static void
two_profiles_have_them_once(void **state)
{
	struct profile *p = open_profile(HEAD BUSY CARE), *q = open_profile(HEAD OLD CARE BUSY);
	const char *codes[2 * REASONS_OWN_MAX];
	struct decision d;

	(void)state;
	assert_int_equal(profile_reasons(p, q, codes), 3);
	assert_string_equal(codes[0], "x-busy");
	assert_string_equal(codes[1], "x-care");
	assert_string_equal(codes[2], "x-old");
	assert_int_equal(profile_reasons(q, p, codes), 3);
	assert_int_equal(profile_reasons(p, NULL, codes), 2);
	profile_free(&q);
	q = open_profile(HEAD CARE BUSY OLD);
	assert_int_equal(profile_reasons(p, q, codes), 3);
	assert_string_equal(codes[2], "x-old");
	assert_string_equal(profile_word(p, FACT_PROXY_REASON, 0), "仕事");
	assert_string_equal(profile_word(p, FACT_PROXY_REASON, REASON_OWN - 1), "その他");
	assert_string_equal(profile_word(p, FACT_PROXY_REASON, REASON_OWN + 1), "介護");
	assert_string_equal(profile_word(p, FACT_PROXY_REASON, REASON_OWN + 2), "");
	profile_free(&q);
	q = open_profile(HEAD EIGHT);	/* as many as there may be: the last is known */
	d = decide(q, VISIT "proxy-reason=x-8");
	assert_string_equal(d.reasons[0].code, "proxy-not-allowed");
	d = decide(q, VISIT "proxy-reason=x-1");
	assert_int_equal(d.outcome, OUTCOME_INQUIRY);
	assert_string_equal(profile_word(p, FACT_REASON, REASON_OWN + 1),
	    fact_info(FACT_REASON)->ja_words[REASON_OWN + 1]);
	profile_free(&p);
	profile_free(&q);
}

static void
a_case_keeps_it(void **state)
{
	struct profile *p = open_profile(HEAD CARE BUSY);
	struct reception r = { .profile = p };

	(void)state;
	r.facts = facts_of(VISIT "proxy-reason=x-busy");
	assert_int_equal(reception_open(store, &sato, &r, NULL), ERR_NONE);
	assert_int_equal(r.file.state, CASE_REFUSED);
	assert_int_equal(reception_resume(store, r.file.number, &r), ERR_NONE);
	assert_int_equal(r.facts.value[FACT_PROXY_REASON], REASON_OWN + 1);
	assert_int_equal(reception_decide(&r, at), ERR_NONE);
	assert_string_equal(r.decision.reasons[0].code, "proxy-not-allowed");
	reception_free(&r);
	profile_free(&p);
}

static void
check_wants_words_and_a_use(void **state)
{
	static const struct { const char *text, *fault; } bad[] = {
		{ HEAD "[reason x-care]\ntext = 介護\naccepted = no\nsource = 例市\n", "english がありません" },
		{ HEAD "[reason x-care]\nenglish = care\naccepted = no\nsource = 例市\n", "text がありません" },
		{ HEAD "[reason care]\ntext = 介護\nenglish = care\nsource = 例市\n", "x- で始め" },
		{ HEAD "[reason x-care]\ntext = 介護\nenglish = care\naccepted = no\ndocuments = A\nsource = 例市\n",
		    "documents は要りません" },
		{ HEAD "[refuse a]\ncode = ward\nwhen = proxy-reason = x-none\ntext = 例\nsource = 例市\n", "x-none" },
	};
	struct faults faults;
	struct profile *p = NULL;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		faults = (struct faults){ .count = 0 };
		assert_int_equal(try(bad[i].text, &p, &faults), ERR_PROFILE);
		assert_non_null(strstr(faults.list[0].message, bad[i].fault));
	}
	faults = (struct faults){ .count = 0 };
	p = open_profile(HEAD "[reason x-care]\ntext = 介護\nenglish = care\nsource = 例市\n");
	assert_int_equal(profile_check(p, (struct date){ 2026, 11, 20 }, &faults), ERR_PROFILE);
	assert_non_null(strstr(faults.list[0].message, "[reason x-care] は、どの条件でも使われていません"));
	profile_free(&p);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(asked_in_the_same_question, fixture_setup_folder, fixture_teardown),
		cmocka_unit_test_setup_teardown(each_asks_for_its_papers_or_is_refused, fixture_setup_folder,
		    fixture_teardown),
		cmocka_unit_test_setup_teardown(kept_by_its_code, fixture_setup_folder, fixture_teardown),
		cmocka_unit_test_setup_teardown(two_profiles_have_them_once, fixture_setup_folder, fixture_teardown),
		cmocka_unit_test_setup_teardown(a_case_keeps_it, fixture_setup_store, fixture_teardown),
		cmocka_unit_test_setup_teardown(check_wants_words_and_a_use, fixture_setup_folder, fixture_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
