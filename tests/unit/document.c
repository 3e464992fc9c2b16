/* Documents count when they should, and none of them twice. */
#include "rule/document-private.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#define A 1u
#define B 2u
#define C 4u

static char card[] = "カード", licence[] = "運転免許証", passport[] = "パスポート", insurance[] = "健康保険証";
static struct document_kind kinds[] = {
	{ .code = "card", .name = card, .classes = A | C, .grace_months = 6, .grace_for = HOLDER_APPLICANT,
	    .verified_for = HOLDER_COUNT },
	{ .code = "licence", .name = licence, .classes = A, .grace_for = HOLDER_COUNT,
	    .verified_for = HOLDER_COUNT },
	{ .code = "passport", .name = passport, .classes = A, .issued_from = { 2012, 4, 1 },
	    .grace_for = HOLDER_COUNT,
	    .verified_for = HOLDER_COUNT },
	{ .code = "insurance", .name = insurance, .classes = B, .max_age_months = 3, .grace_for = HOLDER_COUNT,
	    .verified_for = HOLDER_COUNT },
	{ .code = "student", .name = insurance, .classes = B, .seal = true, .grace_for = HOLDER_COUNT,
	    .verified_for = HOLDER_COUNT },
	{ .code = "both", .name = insurance, .classes = A | B, .grace_for = HOLDER_COUNT,
	    .verified_for = HOLDER_COUNT },
};
static char names[][24] = { "both", "card", "insurance", "licence", "passport", "student" };
static struct document_name found_by[] = {
	{ names[0], 5, false }, { names[1], 0, false }, { names[2], 3, false }, { names[3], 1, false },
	    { names[4], 2, false },
	{ names[5], 4, false },
};
static const struct document_table table = {
	.classes = { { .code = "A", .shows = { SHOWS_NAME | SHOWS_BIRTH, SHOWS_NAME | SHOWS_ADDRESS },
	    .shows_count = 2 },
	    { .code = "B" }, { .code = "card" } },
	.class_count = 3, .kinds = kinds, .kind_count = 6, .names = found_by, .name_count = 6, .card = C,
};
static const struct date today = { 2026, 11, 20 };

static bool
fulfilled(const char *docs, const char *papers)
{
	struct brought brought[HOLDER_COUNT];
	struct facts facts = { 0 };
	struct asked asked = { 0 };
	struct papers read;
	char why[FACTS_WHY_MAX];
	bool met;

	assert_int_equal(facts_read_words(&facts, NULL, docs, why), ERR_NONE);
	assert_true(document_read(&table, papers, &read));
	asked.papers = &read;
	document_sort(&table, &facts, today, brought);
	document_assign(&brought[HOLDER_PROXY], &asked, 1, &met);
	return met;
}

static const struct { const char *docs, *papers; bool want; } rows[] = {
	{ "", "A", false },
	{ "doc=proxy:licence", "A", true },
	{ "doc=household:licence", "A", true },
	{ "doc=guardian:licence", "A", false },
	{ "doc=proxy:licence", "A+B", false },
	{ "doc=proxy:licence", "A+A", false },
	{ "doc=proxy:licence doc=proxy:licence", "A+A", false },
	{ "doc=proxy:licence doc=household:licence", "A+A", false },
	{ "doc=proxy:licence doc=proxy:card", "A+A", true },
	{ "doc=proxy:both", "A+B", false },
	{ "doc=proxy:both doc=proxy:licence", "A+B", true },
	{ "doc=proxy:both doc=proxy:licence", "B+A", true },
	{ "doc=proxy:both doc=proxy:licence", "A+A | B+B", true },
	/* the third moves the second on, and that the first */
	{ "doc=proxy:both doc=proxy:card doc=proxy:licence", "A+A+B", true },
	{ "doc=proxy:both doc=proxy:card", "A+A+B", false },
	{ "doc=proxy:card doc=proxy:licence", "A+card", true },		/* whatever comes first */
	{ "doc=proxy:licence doc=proxy:card", "A+card", true },
	{ "doc=proxy:card doc=proxy:licence doc=proxy:both", "A+A+card", true },
	{ "doc=proxy:both doc=proxy:insurance,issued=2026-11-01", "B+A", true },
	{ "doc=proxy:insurance,issued=2026-11-01 doc=proxy:both", "B+A", true },
	{ "doc=proxy:card doc=proxy:both", "A+card+B", false },
	{ "doc=proxy:licence", "B | A", true },
	{ "doc=proxy:licence", "licence", true },
	{ "doc=proxy:card", "licence", false },
	/* in date, to the day */
	{ "doc=proxy:licence,expires=2026-11-20", "A", true },
	{ "doc=proxy:licence,expires=2026-11-19", "A", false },
	{ "doc=proxy:card,expires=2026-11-19", "A", false },
	/* issued on or after */
	{ "doc=proxy:passport,issued=2012-04-01", "A", true },
	{ "doc=proxy:passport,issued=2012-03-31", "A", false },
	{ "doc=proxy:passport,issued=2026-11-21", "A", false },
	{ "doc=proxy:passport", "A", false },
	/* at most three months old */
	{ "doc=proxy:insurance,issued=2026-08-20", "B", true },
	{ "doc=proxy:insurance,issued=2026-08-19", "B", false },
	/* sealed */
	{ "doc=proxy:student,sealed=yes", "B", true },
	{ "doc=proxy:student", "B", false },
	/* shows */
	{ "doc=proxy:licence,shows=name+birth", "A", true },
	{ "doc=proxy:licence,shows=name+address", "A", true },
	{ "doc=proxy:licence,shows=birth+address", "A", false },
	{ "doc=proxy:licence,shows=name", "A", false },
	{ "doc=proxy:both,shows=name", "A", false },
	{ "doc=proxy:both,shows=name", "B", true },
	/* named twice, it counts as the one that shows more, and once */
	{ "doc=proxy:both,shows=name+birth doc=proxy:both,shows=name", "A", true },
	{ "doc=proxy:both,shows=name doc=proxy:both,shows=name+birth", "A", true },
	{ "doc=proxy:both,shows=name+birth doc=proxy:both,shows=name", "A+B", false },
};

static void
each_counts_as_it_should(void **state)
{
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		if (fulfilled(rows[i].docs, rows[i].papers) != rows[i].want)
			fail_msg("%s for %s", rows[i].docs, rows[i].papers);
}

/* The applicant's own card goes on counting for six months after it expired (Kawasaki). */
static void
the_grace_is_the_applicants(void **state)
{
	struct brought b[HOLDER_COUNT];
	struct facts f = { 0 };
	char why[FACTS_WHY_MAX];

	(void)state;
	assert_int_equal(facts_read(&f, NULL, "doc=applicant:card,expires=2026-05-20", why), ERR_NONE);
	document_sort(&table, &f, today, b);
	assert_int_equal(b[HOLDER_APPLICANT].count, 1);
	f.held[0].expires = (struct date){ 2026, 5, 19 };
	document_sort(&table, &f, today, b);
	assert_int_equal(b[HOLDER_APPLICANT].count, 0);
}

/* Two needs at once: a greedy hand would give the one that fits both to the first. */
static void
needs_are_fulfilled_together(void **state)
{
	struct brought b[HOLDER_COUNT];
	struct papers papers[2];
	struct asked asked[2] = { { .papers = &papers[0] }, { .papers = &papers[1] } };
	struct facts f = { 0 };
	char why[FACTS_WHY_MAX], need[64], have[64];
	bool met[2];

	(void)state;
	assert_true(document_read(&table, "A | B", &papers[0]));
	assert_true(document_read(&table, "A", &papers[1]));
	assert_int_equal(facts_read_words(&f, NULL, "doc=proxy:both doc=proxy:insurance,issued=2026-11-01", why),
	    ERR_NONE);
	document_sort(&table, &f, today, b);
	document_assign(&b[HOLDER_PROXY], asked, 2, met);
	assert_true(met[0] && met[1]);
	f.held_count = 1;
	document_sort(&table, &f, today, b);
	document_assign(&b[HOLDER_PROXY], asked, 2, met);
	assert_true(met[0]);
	assert_false(met[1]);
	document_lacking(&table, &b[HOLDER_PROXY], asked, 2, met, 1, need, have, sizeof(need));
	assert_string_equal(need, "A");
	assert_string_equal(have, "");
}

static void
the_cheapest_way_out_is_named_first(void **state)
{
	struct brought b[HOLDER_COUNT];
	struct papers papers;
	struct asked asked = { .papers = &papers };
	struct facts f = { 0 };
	char why[FACTS_WHY_MAX], need[64], have[64];
	bool met;

	(void)state;
	assert_true(document_read(&table, "A+A | A+B | B+B", &papers));
	assert_int_equal(facts_read(&f, NULL, "doc=proxy:insurance,issued=2026-11-01", why), ERR_NONE);
	document_sort(&table, &f, today, b);
	document_assign(&b[HOLDER_PROXY], &asked, 1, &met);
	assert_false(met);
	document_lacking(&table, &b[HOLDER_PROXY], &asked, 1, &met, 0, need, have, sizeof(need));
	assert_string_equal(need, "A+B|B+B|A+A");
	assert_string_equal(have, "B");
}

/* By the class that is asked for, where it has that one. */
static void
what_is_there_is_named_as_it_is_asked(void **state)
{
	static const struct { const char *docs, *papers, *have; } named[] = {
		{ "doc=proxy:both", "B+B", "B" }, { "doc=proxy:both", "A+A", "A" },
		{ "doc=proxy:insurance,issued=2026-11-01", "A+A", "B" }, { "doc=proxy:card", "card+card", "card" },
		{ "doc=proxy:licence doc=proxy:card", "A+A+A", "A+A" }, { "doc=proxy:both", "licence", "A" },
		{ "", "A", "" },
	};
	struct brought b[HOLDER_COUNT];
	char why[FACTS_WHY_MAX], need[64], have[64];
	struct papers papers;
	struct asked asked = { .papers = &papers };
	size_t i;
	bool met;

	(void)state;
	for (i = 0; i < sizeof(named) / sizeof(*named); i++) {
		struct facts f = { 0 };

		assert_true(document_read(&table, named[i].papers, &papers));
		assert_int_equal(facts_read_words(&f, NULL, named[i].docs, why), ERR_NONE);
		document_sort(&table, &f, today, b);
		document_assign(&b[HOLDER_PROXY], &asked, 1, &met);
		assert_false(met);
		document_lacking(&table, &b[HOLDER_PROXY], &asked, 1, &met, 0, need, have, sizeof(need));
		assert_string_equal(have, named[i].have);
	}
}

static void
what_is_no_expression_is_refused(void **state)
{
	static const char *const texts[] = { "", "+", "A+", "A|", "A B", "|A", "D", "A+A+A+A+A", "A|A|A|A|A|A|A|A|A" };
	struct papers papers;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(texts) / sizeof(*texts); i++)
		assert_false(document_read(&table, texts[i], &papers));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_counts_as_it_should),
		cmocka_unit_test(the_grace_is_the_applicants),
		cmocka_unit_test(needs_are_fulfilled_together),
		cmocka_unit_test(the_cheapest_way_out_is_named_first),
		cmocka_unit_test(what_is_there_is_named_as_it_is_asked),
		cmocka_unit_test(what_is_no_expression_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
