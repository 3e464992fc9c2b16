/*
 * What holds for every profile and any facts: more documents never make things worse, the order of facts is nothing, and
 * ask names exactly what can still change the answer, which is checked by counting it out over the grid.
 */
#include "config.h"

#include "rule/condition-ask-private.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

static const char *const profiles[] = { "national", "kawaguchi", "odawara", "kawasaki", "tachikawa", "setagaya" };
#define PROFILES (sizeof(profiles) / sizeof(*profiles))

static const struct moment days[] = {
	{ .date = { 2026, 11, 20 }, .hour = 10, .minute = 30 },
	{ .date = { 2028, 2, 29 }, .hour = -1 },
	{ .date = { 2026, 5, 31 }, .hour = 16, .minute = 45 },
};
#define DAYS (sizeof(days) / sizeof(*days))

static uint32_t seed;

static unsigned
chance(unsigned most)
{
	seed = seed * 1664525u + 1013904223u;
	return (seed >> 8) % most;
}

static struct profile *
open_profile(const char *name)
{
	static struct faults faults;
	struct profile *p = NULL;
	char dir[1024];
	enum err e;

	faults.count = 0;
	(void)snprintf(dir, sizeof(dir), "%s/profiles", getenv("MADOGUCHI_DATADIR"));
	if ((e = profile_open(dir, name, &p, &faults)) != ERR_NONE)
		fail_msg("%s:%d: %s", faults.list[0].file, faults.list[0].line, faults.list[0].message);
	return p;
}

static void
bring(const struct profile *p, struct facts *f)
{
	struct held *h = &f->held[f->held_count++];

	*h = (struct held){ .holder = (enum holder)chance(HOLDER_COUNT), .sealed = chance(2) == 0, .visit_1 = chance(2) == 0 };
	(void)snprintf(h->label, sizeof(h->label), "%s", profile_document(p, chance((unsigned)profile_documents(p))).code);
	if (chance(2) == 0)
		h->issued = (struct date){ 2012, chance(2) == 0 ? 3 : 4, 1 };
	if (chance(8) == 0)
		h->expires = (struct date){ 2026, 6, 1 };
}

/* Every fact known, each at a value of the grid; mostly ones with which a visit goes on. */
static void
make_facts(const struct profile *p, struct moment at, struct facts *f)
{
	static const enum fact usual[] = { FACT_RESIDENT, FACT_CARD, FACT_CARD_FACE, FACT_SYSTEM };
	static const struct facts nothing;
	const struct grid grid = { { p }, at.date, &nothing, false };
	int32_t values[DIAGRAM_VALUES_MAX];
	unsigned i, n;

	*f = (struct facts){ 0 };
	for (i = 0; i < FACT_COUNT; i++) {
		if (facts_is_own((enum fact)i))		/* of none of these municipalities */
			continue;
		n = grid_values(&grid, (enum fact)i, values);
		facts_set(f, (enum fact)i, values[chance(n)]);
	}
	for (i = 0; i < sizeof(usual) / sizeof(*usual); i++)
		if (chance(10) != 0)
			facts_set(f, usual[i], 0);
	if (chance(3) != 0)
		facts_set(f, FACT_CARD_EXPIRES, date_days(date_add_months(at.date, 96)));
	(void)snprintf(f->held[f->held_count++].label, FACTS_LABEL_MAX, "my-number-card");
	for (n = chance(5); n > 0; n--)
		bring(p, f);
	if (profile_counters(p) > 0 && chance(6) == 0)
		(void)snprintf(f->counter, sizeof(f->counter), "%s",
		    profile_counter_code(p, chance((unsigned)profile_counters(p))));
}

static void
describe(const struct facts *f, const struct decision *d, const char *what)
{
	struct buf b = { 0 };

	facts_write(f, &b);
	buf_printf(&b, "%s: ", what);
	decision_json(d, &b);
	print_error("%s\n", buf_text(&b));
	buf_free(&b);
}

/* --- ask --- */

#define UNKNOWN_MAX 4
#define POINTS_MAX 2500

struct count {
	enum fact facts[UNKNOWN_MAX];
	int32_t values[UNKNOWN_MAX][DIAGRAM_VALUES_MAX];
	unsigned sizes[UNKNOWN_MAX], unknown, points;
	struct decision *answers;
};

/* Their values, beside what stays known; false: too many to be counted out. */
static bool
list_values(struct count *c, const struct profile *p, const struct facts *f, struct moment at)
{
	struct facts known = *f;
	const struct grid grid = { { p }, at.date, &known, false };
	unsigned i;

	for (i = 0; i < c->unknown; i++)
		facts_forget(&known, c->facts[i]);
	for (i = 0, c->points = 1; i < c->unknown; i++) {
		c->sizes[i] = grid_values(&grid, c->facts[i], c->values[i]);
		c->points *= c->sizes[i];
		if (c->points > POINTS_MAX)
			return false;
	}
	return true;
}

/* Some facts to be unknown. The signature certificate's day follows from the other one's, or is beside it. */
static void
choose_unknown(struct count *c, const struct profile *p, const struct facts *f, struct moment at)
{
	uint64_t taken = (uint64_t)1 << FACT_CERTIFICATES | (uint64_t)1 << FACT_PINS | (uint64_t)1 << FACT_SIGN_EXPIRES;
	unsigned tries;

	c->unknown = 0;
	for (tries = 0; tries < 12 && c->unknown < UNKNOWN_MAX; tries++) {
		enum fact fact = (enum fact)chance(FACT_COUNT);

		if ((taken >> fact & 1) != 0)
			continue;
		c->facts[c->unknown++] = fact;
		taken |= (uint64_t)1 << fact;
		c->unknown -= !list_values(c, p, f, at);
	}
	assert_true(list_values(c, p, f, at));
}

static void
answer_all(struct count *c, const struct profile *p, const struct facts *f, struct moment at)
{
	struct facts full = *f;
	unsigned point, i, rest;

	for (point = 0; point < c->points; point++) {
		for (i = 0, rest = point; i < c->unknown; rest /= c->sizes[i++])
			facts_set(&full, c->facts[i], c->values[i][rest % c->sizes[i]]);
		assert_int_equal(rule_decide(p, &full, at, &c->answers[point]), ERR_NONE);
		assert_int_equal(c->answers[point].ask_count, 0);
	}
}

/* Two points that differ in the ith unknown alone have different answers. */
static bool
matters(const struct count *c, unsigned i)
{
	unsigned step = 1, k, point, place;

	for (k = 0; k < i; k++)
		step *= c->sizes[k];
	for (point = 0; point < c->points; point++) {
		place = point / step % c->sizes[i];
		if (place > 0 && !decision_same_answer(&c->answers[point], &c->answers[point - step * place]))
			return true;
	}
	return false;
}

static bool
asks(const struct decision *d, enum fact f)
{
	size_t i;

	for (i = 0; i < d->ask_count && d->ask[i] != f; i++)
		;
	return i < d->ask_count;
}

static void
check_ask(struct count *c, const struct profile *p, const struct facts *f, struct moment at)
{
	struct facts some = *f;
	struct decision d;
	unsigned i, expected = 0;

	for (i = 0; i < c->unknown; i++)
		facts_forget(&some, c->facts[i]);
	assert_int_equal(rule_decide(p, &some, at, &d), ERR_NONE);
	answer_all(c, p, f, at);
	for (i = 0; i < c->unknown; i++) {
		bool is = matters(c, i);

		expected += is;
		if (is != asks(&d, c->facts[i])) {
			describe(&some, &d, fact_info(c->facts[i])->key);
			fail_msg("%s %s", fact_info(c->facts[i])->key, is ? "is missed" : "can't change anything");
		}
	}
	assert_int_equal(d.ask_count, expected);
	assert_int_equal(d.outcome == OUTCOME_ASK, expected > 0);
	if (expected == 0 && !decision_same_answer(&d, &c->answers[0])) {
		describe(&some, &d, "partly known");
		describe(f, &c->answers[0], "all known");
		fail_msg("the answer with nothing to ask isn't the one with everything known");
	}
}

static void
ask_is_exact(void **state)
{
	static struct count c;
	struct profile *p;
	struct facts f;
	unsigned i, round;

	(void)state;
	c.answers = calloc(POINTS_MAX, sizeof(*c.answers));
	assert_non_null(c.answers);
	for (i = 0; i < PROFILES; i++) {
		p = open_profile(profiles[i]);
		for (round = 0; round < 120; round++) {
			struct moment at = days[chance(DAYS)];

			make_facts(p, at, &f);
			choose_unknown(&c, p, &f, at);
			check_ask(&c, p, &f, at);
		}
		profile_free(&p);
	}
	free(c.answers);
}

/* --- documents --- */

static void
more_documents_never_make_it_worse(void **state)
{
	struct decision before, after;
	unsigned i, round, bettered = 0;
	struct profile *p;
	struct facts f;

	(void)state;
	for (i = 0; i < PROFILES; i++) {
		p = open_profile(profiles[i]);
		for (round = 0; round < 8000; round++) {
			struct moment at = days[chance(DAYS)];

			make_facts(p, at, &f);
			assert_int_equal(rule_decide(p, &f, at, &before), ERR_NONE);
			bring(p, &f);
			assert_int_equal(rule_decide(p, &f, at, &after), ERR_NONE);
			if (before.outcome == OUTCOME_PROCEED && after.outcome != OUTCOME_PROCEED) {
				describe(&f, &after, "with one more");
				fail_msg("one document more, and it no longer proceeds");
			}
			bettered += before.outcome == OUTCOME_INCOMPLETE && after.outcome == OUTCOME_PROCEED;
		}
		profile_free(&p);
	}
	assert_true(bettered > 0);
}

static void
shuffle(char *lines[], unsigned n)
{
	unsigned i, j;
	char *t;

	for (i = n; i > 1; i--) {
		j = chance(i);
		t = lines[i - 1];
		lines[i - 1] = lines[j];
		lines[j] = t;
	}
}

static void
check_order(const struct profile *p, const struct facts *f, struct moment at)
{
	struct buf text = { 0 }, mixed = { 0 }, one = { 0 }, two = { 0 };
	struct facts again = { 0 };
	char why[FACTS_WHY_MAX], *lines[FACT_COUNT + FACTS_HELD_MAX + 2], *rest;
	struct decision d;
	unsigned n = 0, i;

	facts_write(f, &text);
	for (rest = text.text; (lines[n] = strsep(&rest, "\n")) != NULL && *lines[n] != '\0'; n++)
		;
	shuffle(lines, n);
	for (i = 0; i < n; i++)
		buf_printf(&mixed, "%s\n", lines[i]);
	assert_int_equal(facts_read_lines(&again, NULL, buf_text(&mixed), why), ERR_NONE);
	assert_int_equal(rule_decide(p, f, at, &d), ERR_NONE);
	decision_json(&d, &one);
	assert_int_equal(rule_decide(p, &again, at, &d), ERR_NONE);
	decision_json(&d, &two);
	assert_string_equal(buf_text(&one), buf_text(&two));
	buf_free(&text);
	buf_free(&mixed);
	buf_free(&one);
	buf_free(&two);
}

static void
the_order_of_facts_is_nothing(void **state)
{
	unsigned i, round, k;
	struct profile *p;
	struct facts f;

	(void)state;
	for (i = 0; i < PROFILES; i++) {
		p = open_profile(profiles[i]);
		for (round = 0; round < 300; round++) {
			struct moment at = days[chance(DAYS)];

			make_facts(p, at, &f);
			for (k = chance(3); k > 0; k--)
				facts_forget(&f, (enum fact)chance(FACT_COUNT));
			check_order(p, &f, at);
		}
		profile_free(&p);
	}
}

static int
start(void **state)
{
	(void)state;
	seed = 20261120;
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(ask_is_exact, start),
		cmocka_unit_test_setup(more_documents_never_make_it_worse, start),
		cmocka_unit_test_setup(the_order_of_facts_is_nothing, start),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
