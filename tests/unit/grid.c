/* What a profile compares a date with is what is asked and checked by: between two such days every day is alike. */
#include "rule/condition-ask-private.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "fixture.h"

#define HEAD "[municipality]\nname = x\nsource = y\n" DEPARTS
#define VISIT "visitor=self procedure=change-pin pins=juki"
#define PROCEED "outcome = proceed\ntext = x\nsource = y\n"
#define ELSE "[rule else]\noutcome = consult\ntext = x\nsource = y\n"

static const struct moment at = { .date = { 2026, 11, 20 }, .hour = -1 };
static struct faults faults;

static struct profile *
read_profile(const char *text)
{
	struct profile *p = NULL;

	faults.count = 0;
	if (profile_read_text(text, &p, &faults) != ERR_NONE)
		fail_msg("%s", faults.list[0].message);
	return p;
}

/* Each of these was called impossible, or left unasked, while dates were tried at a few fixed days. */
static const struct { const char *when, *settings; enum fact fact; } rows[] = {
	{ "age < 1", "", FACT_BORN },
	{ "age < 5", "", FACT_BORN },
	{ "age >= 16 and age < 18", "", FACT_BORN },
	{ "age >= 65 and age < 75", "", FACT_BORN },
	{ "age > 110", "", FACT_BORN },
	{ "sign-expires < today - 1 years - 1 days", "", FACT_SIGN_EXPIRES },
	{ "card-expires > today + 9 years", "", FACT_CARD_EXPIRES },
	{ "card-expires = 2030-02-28", "", FACT_CARD_EXPIRES },
	{ "inquiry-opened + 3 months < today", "", FACT_INQUIRY_OPENED },
	{ "booked-on > today - 3 workdays", "", FACT_BOOKED_ON },
	{ "booked-on + 60 workdays < 2026-12-29", "", FACT_BOOKED_ON },
	{ "moved-on + 14 days < today", "", FACT_MOVED_ON },
	{ "reported-on + 90 days < today", "", FACT_REPORTED_ON },
	{ "today > deadline", "[inquiry]\nlife = 90 days\n", FACT_INQUIRY_OPENED },
	{ "today > deadline + 45 days", "[inquiry]\nlife = form\n", FACT_REPLY_EXPIRES },
	{ "today = deadline + 45 days", "[inquiry]\nlife = none\n"
	    "[letter a]\nform = a\nlife = form\nwhen = visitor = proxy\nsource = y\n"
	    "[letter b]\nform = b\nlife = 90 days\nwhen = visitor = self\nsource = y\n", FACT_INQUIRY_OPENED },
};

static void
what_a_profile_compares_is_asked_and_possible(void **state)
{
	char text[1024], why[FACTS_WHY_MAX];
	struct facts facts = { 0 };
	struct profile *p;
	struct decision d;
	size_t i;

	(void)state;
	assert_int_equal(facts_read_words(&facts, NULL, VISIT " reply=posted", why), ERR_NONE);
	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		(void)snprintf(text, sizeof(text), HEAD "%s[rule a]\nwhen = %s\n" PROCEED ELSE, rows[i].settings,
		    rows[i].when);
		p = read_profile(text);
		if (profile_check(p, (struct date){ 2026, 11, 20 }, &faults) != ERR_NONE)
			fail_msg("%s: %s", rows[i].when, faults.list[0].message);
		assert_int_equal(rule_decide(p, &facts, at, &d), ERR_NONE);
		if (d.outcome != OUTCOME_ASK || d.ask_count != 1 || d.ask[0] != rows[i].fact)
			fail_msg("%s: %s, %zu asked", rows[i].when, outcome_code(d.outcome), d.ask_count);
		profile_free(&p);
	}
}

static const char *const impossible[] = {
	"age < 5 and age >= 5", "sign-expires < today and sign-expires > today",
	"card-expires > today + 1 days and card-expires < today + 2 days",
	"booked-on > today + 1 workdays and booked-on < today + 2 workdays and booked-on > 2026-12-29",
	"inquiry-opened + 3 months < today and inquiry-opened > today",
	"sign-expires < auth-expires and auth-expires < sign-expires",
};

static void
what_can_never_be_is_still_found(void **state)
{
	char text[1024];
	struct profile *p;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(impossible) / sizeof(*impossible); i++) {
		(void)snprintf(text, sizeof(text), HEAD "[rule a]\nwhen = %s\n" PROCEED ELSE, impossible[i]);
		p = read_profile(text);
		if (profile_check(p, (struct date){ 2026, 11, 20 }, &faults) != ERR_PROFILE)
			fail_msg("%s passes", impossible[i]);
		profile_free(&p);
	}
}

/* --- every day of many years --- */

static unsigned
chance(unsigned below)
{
	static uint64_t seed = 20261120;

	seed = seed * 6364136223846793005u + 1442695040888963407u;
	return (unsigned)(seed >> 33) % below;
}

static void
random_span(char *out, size_t size)
{
	static const char *const spans[] = { "days", "months", "years", "workdays" };

	(void)snprintf(out, size, " %c %u %s", chance(2) == 0 ? '+' : '-', chance(40), spans[chance(4)]);
}

static void
random_condition(char *out, size_t size)
{
	static const char *const signs[] = { "<", "<=", ">", ">=", "=", "!=" };
	char one[32], two[32];

	random_span(one, sizeof(one));
	random_span(two, sizeof(two));
	if (chance(3) == 0)
		(void)snprintf(out, size, "age %s %u", signs[chance(4)], chance(12));
	else
		(void)snprintf(out, size, "born%s%s %s %s %c %u %s", one, chance(2) == 0 ? two : "", signs[chance(6)],
		    chance(3) == 0 ? "2026-02-28" : "today", chance(2) == 0 ? '+' : '-', chance(40),
		    chance(2) == 0 ? "days" : "workdays");
}

static bool
holds(struct view *v, int32_t born)
{
	v->facts.value[FACT_BORN] = born;
	return view_ask(v, v->profile->rules[v->profile->of_kind[RULE_RULE][0]].when) == DIAGRAM_TRUE;
}

static void
between_two_values_every_day_is_alike(void **state)
{
	static const struct facts nothing;
	struct facts born = { 0 };
	static struct view v;
	char one[128], two[128], text[1024];
	const int32_t today = date_days(at.date);
	int32_t values[DIAGRAM_VALUES_MAX], day;
	unsigned n, i, round;

	(void)state;
	facts_set(&born, FACT_BORN, today);
	for (round = 0; round < 60; round++) {
		struct profile *p;
		bool like;

		random_condition(one, sizeof(one));
		random_condition(two, sizeof(two));
		(void)snprintf(text, sizeof(text), HEAD "[rule a]\nwhen = (%s) and not (%s)\n" PROCEED ELSE, one, two);
		p = read_profile(text);
		n = grid_values(&(struct grid){ { p }, at.date, &nothing, false }, FACT_BORN, values);
		view_open(&v, p, &born, at);
		like = holds(&v, values[0]);
		for (day = today - 16 * 366, i = 0; day < today + 4 * 366; day++) {
			for (; i + 1 < n && values[i + 1] <= day; i++)
				like = holds(&v, values[i + 1]);
			if (holds(&v, day) != like)
				fail_msg("%s, on day %d", text, day - today);
		}
		view_close(&v);
		profile_free(&p);
	}
}

static void
too_many_comparisons_are_refused(void **state)
{
	char text[8192];
	struct profile *p = NULL;
	int used, i, limit;

	(void)state;
	for (limit = GRID_EDGES_MAX; limit <= GRID_EDGES_MAX + 1; limit++) {
		used = snprintf(text, sizeof(text), HEAD "[rule a]\nwhen = age < 1");
		for (i = 2; i <= limit; i++)
			used += snprintf(text + used, sizeof(text) - (size_t)used, " or age < %d", i);
		(void)snprintf(text + used, sizeof(text) - (size_t)used, "\n" PROCEED ELSE);
		assert_int_equal(profile_read_text(text, &p, &faults),
		    limit == GRID_EDGES_MAX ? ERR_NONE : ERR_PROFILE);
		profile_free(&p);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_a_profile_compares_is_asked_and_possible),
		cmocka_unit_test(what_can_never_be_is_still_found),
		cmocka_unit_test(between_two_values_every_day_is_alike),
		cmocka_unit_test(too_many_comparisons_are_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
