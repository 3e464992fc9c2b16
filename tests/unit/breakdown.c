/* The figures of some days apart: each event is in one part, and the parts sum up to the whole. */
#include <stdio.h>
#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/buf.h"
#include "base/csv-write.h"
#include "case/breakdown.h"
#include "fixture.h"

static struct actor clerk;

/* A case of these facts, received at that moment by somebody at a counter; done at once, or refused. */
static void
visit(const char *who, const char *counter, struct moment at, const char *procedure, unsigned certificates,
    const char *facts, bool done)
{
	struct case_file f = { .certificates = certificates, .decision = "{}", .fee = 200 };

	clerk = (struct actor){ .clerk = who, .counter = counter, .roles = ROLES_UNSTATED, .at = at };
	(void)snprintf(f.procedure, sizeof(f.procedure), "%s", procedure);
	(void)snprintf(f.facts, sizeof(f.facts), "%s", facts);
	(void)snprintf(f.reason, sizeof(f.reason), "%s", done ? "" : "no-card");
	assert_int_equal(case_open(store, &clerk, &f, done ? CASE_APPROVED : CASE_REFUSED), ERR_NONE);
	if (!done)
		return;
	assert_int_equal(store_begin(store), ERR_NONE);
	assert_int_equal(case_event_within(store, &clerk, f.number, EVENT_BEGIN_CARD_WORK, ""), ERR_NONE);
	assert_int_equal(case_event_within(store, &clerk, f.number, EVENT_CARD_WORK_DONE, ""), ERR_NONE);
	assert_int_equal(store_commit(store), ERR_NONE);
}

static void
some_days(void)
{
	const struct moment friday = { { 2026, 11, 20 }, 9, 5, 0 }, later = { { 2026, 11, 20 }, 13, 59, 59 },
	    monday = { { 2026, 11, 23 }, 9, 0, 0 }, spring = { { 2027, 4, 1 }, 9, 0, 0 };

	visit("sato", "a", friday, "renew", CERT_BOTH, "procedure=renew\nvisitor=self\nborn=1990-01-20\n", true);
	visit("sato", "a", later, "issue", CERT_BIT(CERT_AUTH), "visitor=self+guardian\nborn=2011-11-21\n", true);
	visit("ito", "b", later, "renew", CERT_BIT(CERT_SIGN), "visitor=proxy\nborn=1948-00-00\n", false);
	visit("ito", "b", monday, "unlock", 0, "visitor=household\nborn=1936-11-23\n", true);
	visit("ito", "", monday, "renew", CERT_BOTH, "", true);
	visit("ueda", "", spring, "renew", CERT_BOTH, "visitor=self\nborn=0000-00-00\n", false);
}

/* What the parts are called in their order, with cases received and done: "sato 2 2, ito 3 2". */
static void
expect(enum breakdown_by by, struct date from, struct date to, const char *want)
{
	struct breakdown b = { 0 };
	struct buf got = { 0 };
	char words[200];
	size_t i;

	assert_int_equal(breakdown_days(store, from, to, by, &b), ERR_NONE);
	for (i = 0; i < b.count; i++) {
		breakdown_words(by, b.parts[i].key, words, sizeof(words));
		buf_printf(&got, "%s%s %d %d", i > 0 ? ", " : "", words, b.parts[i].tally.opened,
		    tally_times(&b.parts[i].tally, EVENT_CARD_WORK_DONE));
	}
	assert_string_equal(buf_text(&got), want);
	buf_free(&got);
	breakdown_free(&b);
}

static void
each_kind_has_its_parts(void **state)
{
	const struct date first = { 2026, 11, 20 }, last = { 2026, 11, 23 };

	(void)state;
	some_days();
	expect(BY_DAY, first, last, "令和8年11月20日(金) 3 2, 令和8年11月23日(月) 2 2");
	expect(BY_HOUR, first, last, "9時台 3 3, 13時台 2 1");
	expect(BY_CLERK, first, last, "ito 3 2, sato 2 2");
	expect(BY_COUNTER, first, last, "窓口の指定なし 1 1, a 2 2, b 2 1");
	expect(BY_PROCEDURE, first, last, "発行 1 1, 更新 3 2, 暗証番号の再設定 1 1");
	expect(BY_VISITOR, first, last,
	    "本人 1 1, 本人と法定代理人 1 1, 同一世帯員 1 1, 任意代理人 1 0, 不明 1 1");
	expect(BY_CERTIFICATE, first, last, "署名用 1 0, 利用者証明用 1 1, 署名用+利用者証明用 2 2, 暗証番号だけ 1 1");
	/* At the end of the 20th she is 15; of the 22nd he is 90, and on the 23rd too. 1948 is in one band, all of it. */
	expect(BY_AGE, first, last, "15歳から19歳 1 1, 30歳から39歳 1 1, 70歳から79歳 1 0, 90歳以上 1 1, 不明 1 1");
	expect(BY_DAY, (struct date){ 2026, 11, 21 }, (struct date){ 2026, 11, 22 }, "");
	expect(BY_AGE, (struct date){ 2027, 4, 1 }, (struct date){ 2027, 4, 1 }, "不明 1 0");
}

static void
parts_sum_up_to_the_whole(void **state)
{
	const struct date first = { 2026, 4, 1 }, last = { 2027, 4, 1 };
	struct tally whole, sum;
	struct breakdown b;
	unsigned by;
	size_t i, k;

	(void)state;
	some_days();
	assert_int_equal(tally_days(store, first, last, &whole), ERR_NONE);
	assert_int_equal(whole.opened, 6);
	assert_int_equal(whole.yen, 800);
	for (by = 0; by < BREAKDOWN_COUNT; by++) {
		b = (struct breakdown){ 0 };
		sum = (struct tally){ 0 };
		assert_int_equal(breakdown_days(store, first, last, (enum breakdown_by)by, &b), ERR_NONE);
		for (i = 0; i < b.count; i++) {
			sum.opened += b.parts[i].tally.opened;
			sum.yen += b.parts[i].tally.yen;
			for (k = 0; k < CASE_STATE_COUNT; k++)
				sum.begun[k] += b.parts[i].tally.begun[k];
			for (k = 0; k < CASE_EVENT_COUNT; k++)
				sum.events[k] += b.parts[i].tally.events[k];
			for (k = 0; k < TALLY_PROCEDURES; k++)
				sum.done[k] += b.parts[i].tally.done[k];
			for (k = 0; k < CERT_COUNT; k++)
				sum.certificates[k] += b.parts[i].tally.certificates[k];
		}
		assert_memory_equal(&sum, &whole, sizeof(sum));
		assert_true(breakdown_by_code(breakdown_code((enum breakdown_by)by)) == by);
		breakdown_free(&b);
	}
	assert_true(breakdown_by_code("moon") == BREAKDOWN_COUNT);
}

static void
spans_hold_their_day(void **state)
{
	static const struct { struct date day; enum tally_span span; struct date from, to; } rows[] = {
		{ { 2026, 11, 20 }, TALLY_DAY, { 2026, 11, 20 }, { 2026, 11, 20 } },
		{ { 2026, 11, 20 }, TALLY_WEEK, { 2026, 11, 16 }, { 2026, 11, 22 } },
		{ { 2026, 11, 16 }, TALLY_WEEK, { 2026, 11, 16 }, { 2026, 11, 22 } },
		{ { 2026, 11, 22 }, TALLY_WEEK, { 2026, 11, 16 }, { 2026, 11, 22 } },
		{ { 2027, 1, 1 }, TALLY_WEEK, { 2026, 12, 28 }, { 2027, 1, 3 } },
		{ { 2028, 2, 20 }, TALLY_MONTH, { 2028, 2, 1 }, { 2028, 2, 29 } },
		{ { 2026, 12, 31 }, TALLY_MONTH, { 2026, 12, 1 }, { 2026, 12, 31 } },
		{ { 2026, 3, 31 }, TALLY_YEAR, { 2025, 4, 1 }, { 2026, 3, 31 } },
		{ { 2026, 4, 1 }, TALLY_YEAR, { 2026, 4, 1 }, { 2027, 3, 31 } },
	};
	struct date from, to;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		tally_span_of(rows[i].span, rows[i].day, &from, &to);
		assert_int_equal(date_compare(from, rows[i].from), 0);
		assert_int_equal(date_compare(to, rows[i].to), 0);
	}
}

/* What a spreadsheet would work out is text; what only looks so in the middle stays as it is. */
static void
fields_are_no_formulas(void **state)
{
	static const struct { const char *field, *want; } rows[] = {
		{ "番号 花子", "番号 花子" }, { "", "" }, { "a-b", "a-b" }, { "=1+1", "\"'=1+1\"" },
		{ "+81", "\"'+81\"" },
		{ "-1", "\"'-1\"" }, { "@a", "\"'@a\"" }, { "＝1", "\"'＝1\"" }, { "＋1", "\"'＋1\"" },
		{ "－1", "\"'－1\"" },
		{ "＠a", "\"'＠a\"" }, { "\t=1", "\"'\t=1\"" }, { "a,b", "\"a,b\"" }, { "a\"b", "\"a\"\"b\"" },
		{ "=\"x\"", "\"'=\"\"x\"\"\"" }, { "a;b", "\"a;b\"" },
	};
	struct buf b = { 0 };
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		buf_clear(&b);
		csv_put(&b, rows[i].field, true);
		assert_string_equal(buf_text(&b), rows[i].want);
	}
	buf_clear(&b);
	csv_put_number(&b, -5, true);
	csv_put_number(&b, 200, false);
	csv_put(&b, "", false);
	assert_string_equal(buf_text(&b), "-5,200,");
	buf_free(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(each_kind_has_its_parts, fixture_setup_store, fixture_teardown),
		cmocka_unit_test_setup_teardown(parts_sum_up_to_the_whole, fixture_setup_store, fixture_teardown),
		cmocka_unit_test(spans_hold_their_day),
		cmocka_unit_test(fields_are_no_formulas),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
