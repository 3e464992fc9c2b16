/* What is looked up in a profile: its counters, their hours, and what the answer to a name is that it doesn't have. */
#include "rule/profile.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "base/buf.h"

#define HEAD "[municipality]\nname = x\nsource = y\n"
#define COUNTER(name, label, hours) "[counter " name "]\nlabel = " label "\n" hours "source = y\n"
#define LONG "hours = weekday 8:30-17:15\n"
#define SHORT "hours = weekday 9:00-16:00\n"

static struct profile *
read_profile(const char *text)
{
	struct profile *p;

	assert_int_equal(profile_read_text(text, &p, NULL), ERR_NONE);
	return p;
}

/* Counters of the same hours are named together, once. */
static void
hours_are_told_once(void **state)
{
	static const struct { const char *text, *hours; } rows[] = {
		{ HEAD, "" },
		{ HEAD COUNTER("a", "本庁", ""), "" },
		{ HEAD COUNTER("a", "本庁 | 市役所", LONG), "本庁　平日 8時30分から17時15分" },
		{ HEAD COUNTER("a", "本庁", LONG) COUNTER("b", "支所", SHORT) COUNTER("c", "出張所", SHORT)
		    COUNTER("d", "駅", ""), "本庁　平日 8時30分から17時15分。支所、出張所　平日 9時から16時" },
		{ HEAD COUNTER("a", "本庁", LONG) COUNTER("b", "支所", SHORT) COUNTER("c", "出張所", LONG)
		    COUNTER("d", "駅", SHORT), "本庁、出張所　平日 8時30分から17時15分。支所、駅　平日 9時から16時" },
	};
	struct buf b = { 0 };
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct profile *p = read_profile(rows[i].text);

		buf_clear(&b);
		profile_hours(p, &b);
		assert_string_equal(buf_text(&b), rows[i].hours);
		profile_free(&p);
	}
	buf_free(&b);
}

static void
counters_are_found_by_each_name(void **state)
{
	static const struct { const char *name; int at; } rows[] = {
		{ "a", 0 }, { "ａ", 0 }, { "本庁", 0 }, { "市役所", 0 }, { "b", 1 }, { "支所", 1 },
		{ "本", -1 }, { "c", -1 }, { "", -1 },
	};
	struct profile *p = read_profile(HEAD COUNTER("a", "本庁 | 市役所", LONG) COUNTER("b", "支所", SHORT));
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		if (profile_find_counter(p, rows[i].name) != rows[i].at)
			fail_msg("%s", rows[i].name);
	profile_free(&p);
}

/* Who drew a number before it closed. */
static void
a_queue_outlives_the_hours(void **state)
{
	static const struct { const char *counter, *at, *since; } rows[] = {
		{ "a", "2026-11-20T17:20", "2026-11-20T17:14:00" }, { "a", "2026-11-20T10:00", "" },
		{ "a", "2026-11-20", "" }, { "a", "2026-11-21T10:00", "" },
		{ "c", "2026-11-20T17:20", "" }, { "", "2026-11-20T17:20", "" }, { "d", "2026-11-20T17:20", "" },
		{ "e", "2026-11-20T00:20", "2026-11-20T00:09:00" },
	};
	struct profile *p = read_profile(HEAD COUNTER("a", "本庁", LONG) COUNTER("d", "駅", "")
	    COUNTER("e", "夜", "hours = daily 0:00-0:10\n"));
	struct moment at, since;
	char said[24];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		assert_int_equal(moment_parse(rows[i].at, &at), ERR_NONE);
		assert_int_equal(profile_counter_queued(p, rows[i].counter, at, &since), rows[i].since[0] != '\0');
		moment_format(since, said, sizeof(said));
		if (rows[i].since[0] != '\0')
			assert_string_equal(said, rows[i].since);
	}
	profile_free(&p);
}

static void
a_wrong_name_is_answered_with_the_right_ones(void **state)
{
	static const struct { const char *words, *why; } rows[] = {
		{ "doc=applicant:名刺", "書類「名刺」はこの自治体にはありません。使える書類: "
		    "旅券 在留カード(写真付) 在留カード(写真無)" },
		{ "doc=applicant:在留カード", "書類「在留カード」では1つに決まりません。使える書類: "
		    "在留カード(写真付) 在留カード(写真無)" },
		{ "counter=駅", "窓口「駅」はこの自治体にはありません。使える窓口: 本庁 支所" },
		{ "counter=支所 doc=applicant:旅券", "" },
	};
	struct profile *p = read_profile(HEAD "[documents A]\npassport = 旅券\nstay = 在留カード(写真付)\n"
	    "stay-none = 在留カード(写真無)\n" COUNTER("a", "本庁 | 市役所", LONG) COUNTER("b", "支所", SHORT));
	char why[FACTS_WHY_MAX];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct facts f = { 0 };

		assert_int_equal(facts_read_words(&f, NULL, rows[i].words, why), ERR_NONE);
		assert_int_equal(profile_check_facts(p, &f, why), rows[i].why[0] != '\0' ? ERR_FACT : ERR_NONE);
		assert_string_equal(why, rows[i].why);
	}
	profile_free(&p);
}

/* A member of the household brings what a proxy brings. */
static void
a_card_counts_for_whom_its_pin_was_verified(void **state)
{
	const struct document_view d = { .verified_for = HOLDER_PROXY };

	(void)state;
	assert_true(profile_verifies(&d, HOLDER_PROXY));
	assert_true(profile_verifies(&d, HOLDER_HOUSEHOLD));
	assert_false(profile_verifies(&d, HOLDER_APPLICANT));
	assert_false(profile_verifies(&d, HOLDER_GUARDIAN));
}

/* As many names as there is room for, each of them whole. */
static void
a_list_ends_with_a_name(void **state)
{
	struct buf b = { 0 };
	char why[FACTS_WHY_MAX], last[64];
	struct facts f = { 0 };
	struct profile *p;
	int i;

	(void)state;
	buf_puts(&b, HEAD "[documents A]\n");
	for (i = 0; i < 40; i++)
		buf_printf(&b, "own-%d = とても長い名前の書類第%d号\n", 10 + i, 10 + i);
	for (i = 0; i < 40; i++)
		buf_printf(&b, COUNTER("c%d", "とても長い名前の窓口第%d号", LONG), 10 + i, 10 + i);
	p = read_profile(buf_text(&b));
	assert_int_equal(facts_read_words(&f, NULL, "doc=applicant:名刺", why), ERR_NONE);
	assert_int_equal(profile_check_facts(p, &f, why), ERR_FACT);
	(void)snprintf(last, sizeof(last), "%s", strrchr(why, ' ') + 1);
	assert_true(profile_find_document(p, last) > 3);
	assert_true(strlen(why) + strlen(last) + 9 > FACTS_WHY_MAX);
	f = (struct facts){ 0 };
	assert_int_equal(facts_read_words(&f, NULL, "counter=駅", why), ERR_NONE);
	assert_int_equal(profile_check_facts(p, &f, why), ERR_FACT);
	(void)snprintf(last, sizeof(last), "%s", strrchr(why, ' ') + 1);
	assert_true(profile_find_counter(p, last) > 3);
	assert_true(strlen(why) + strlen(last) + 9 > FACTS_WHY_MAX);
	profile_free(&p);
	buf_free(&b);
}

#define SAYS(text) "text = " text "\nsource = y\n"

/* What a municipality calls its own: the first refusal or need, whatever else has that code; and its facts. */
static void
own_codes_have_words(void **state)
{
	static const struct { const char *code, *text; } rows[] = {
		{ "x-gate", "門" }, { "x-paper", "紙" }, { "x-last", "末" }, { "x-none", NULL }, { "x-rule", NULL },
	};
	struct profile *p = read_profile(HEAD "[fact x-a]\ntext = 甲\nenglish = one\nstage = card\nsource = y\n"
	    "[fact x-b]\ntext = 乙\nenglish = two\nstage = card\nsource = y\n"
	    "[refuse ward]\nwhen = ward = yes\n" SAYS("被後見人")
	    "[rule refused]\noutcome = refused\ncode = x-rule\nwhen = x-a = yes\n" SAYS("規則")
	    "[refuse gate]\ncode = x-gate\nwhen = x-b = yes\n" SAYS("門")
	    "[refuse again]\ncode = x-gate\nwhen = visitor = proxy\n" SAYS("別の門")
	    "[rule all]\noutcome = proceed\nneeds = paper, last\n" SAYS("全")
	    "[need paper]\ncode = x-paper\nmet = pledge = yes\n" SAYS("紙")
	    "[need last]\ncode = x-last\nmet = booked = yes\n" SAYS("末"));
	const char *text;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		text = profile_code_text(p, rows[i].code);
		assert_string_equal(text != NULL ? text : "none", rows[i].text != NULL ? rows[i].text : "none");
	}
	assert_int_equal(profile_own_fact(p, "x-a"), FACT_OWN);
	assert_int_equal(profile_own_fact(p, "x-b"), FACT_OWN + 1);
	assert_int_equal(profile_own_fact(p, "x-c"), FACT_COUNT);
	assert_string_equal(profile_fact_name(p, (enum fact)(FACT_OWN + 1)), "乙");
	assert_string_equal(profile_fact_name(p, (enum fact)(FACT_OWN + 2)), "");
	profile_free(&p);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(hours_are_told_once),
		cmocka_unit_test(counters_are_found_by_each_name),
		cmocka_unit_test(a_queue_outlives_the_hours),
		cmocka_unit_test(a_wrong_name_is_answered_with_the_right_ones),
		cmocka_unit_test(a_card_counts_for_whom_its_pin_was_verified),
		cmocka_unit_test(a_list_ends_with_a_name),
		cmocka_unit_test(own_codes_have_words),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
