/* What a decision says: in sentences, as JSON and as a row of a table; and which two are the same answer. */
#include "rule/table.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#define HEAD "[municipality]\nname = x\nsource = y\n"
#define SAYS "text = 例\nsource = y\n"

static const struct moment at = { .date = { 2026, 11, 20 }, .hour = -1 };

static struct profile *
read_profile(const char *text)
{
	struct profile *p;

	assert_int_equal(profile_read_text(text, &p, NULL), ERR_NONE);
	return p;
}

static struct decision
decide(const struct profile *p, const char *words)
{
	struct facts facts = { 0 };
	char why[FACTS_WHY_MAX];
	struct decision d;

	if (facts_read_words(&facts, NULL, words, why) != ERR_NONE)
		fail_msg("%s", why);
	assert_int_equal(rule_decide(p, &facts, at, &d), ERR_NONE);
	return d;
}

/* --- until when the card serves as health insurance card --- */

#define GRACE HEAD "[rule proxy]\nwhen = visitor = proxy\noutcome = inquiry\nvisits = 2\n" SAYS \
	"[rule self]\noutcome = proceed\n" SAYS "[tell insurance-grace]\non = proceed, inquiry\n" SAYS \
	"[tell next-visit]\non = inquiry\n" SAYS
#define RENEW "procedure=renew reason=expiry certificates=auth sign-pin=known auth-pin=known born=1990-12-10 " \
	"card-expires=2030-12-10 card-kind=ordinary sign-expires=none "

/* The end of the third month behind that in which the certificate ends: the new one, else the one that there is. */
static void
three_months_behind_the_certificate(void **state)
{
	static const struct { const char *words, *until; } rows[] = {
		{ RENEW "visitor=proxy auth-expires=2026-12-10", "2027-03-31" },
		{ RENEW "visitor=proxy auth-expires=2026-11-30", "2027-02-28" },
		{ RENEW "visitor=proxy auth-expires=2026-12-31", "2027-03-31" },
		{ RENEW "visitor=proxy auth-expires=2027-01-01", "2027-04-30" },
		{ RENEW "visitor=proxy auth-expires=2027-11-02", "2028-02-29" },
		{ RENEW "visitor=proxy auth-expires=none", "" },
		{ RENEW "visitor=proxy", "" },
		{ RENEW "visitor=self auth-expires=2026-12-10", "2031-03-31" },
		{ RENEW "visitor=self auth-expires=none", "2031-03-31" },
	};
	struct profile *p = read_profile(GRACE);
	struct decision d;
	char until[16];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		d = decide(p, rows[i].words);
		if (d.tell_count == 0)
			fail_msg("%s: %s %s", rows[i].words, outcome_code(d.outcome), fact_info(d.ask[0])->key);
		assert_string_equal(d.tell[0].code, "insurance-grace");
		date_format_iso(d.tell[0].until, until, sizeof(until));
		if (strcmp(until, rows[i].until) != 0)
			fail_msg("%s: until %s", rows[i].words, until);
	}
	profile_free(&p);
}

/* A telling that is about no day has none, in JSON too. */
static void
json_tells_the_day(void **state)
{
	struct profile *p = read_profile(GRACE);
	struct decision d = decide(p, RENEW "visitor=proxy auth-expires=2026-12-10");
	struct buf b = { 0 };

	(void)state;
	decision_json(&d, &b);
	assert_non_null(strstr(buf_text(&b), "\"tell\":["
	    "{\"code\":\"insurance-grace\",\"text\":\"例\",\"until\":\"2027-03-31\"},"
	    "{\"code\":\"next-visit\",\"text\":\"例\"}]"));
	buf_free(&b);
	profile_free(&p);
}

/* Each part of it, with a value that no other has. */
static void
json_has_every_part(void **state)
{
	static const struct inquiry_style letter = { .form = "照会書", .encloses = "委任状", .mail = "書留" };
	struct profile *p = read_profile(GRACE);
	const struct decision d = { .profile = p, .outcome = OUTCOME_INCOMPLETE, .otherwise = OUTCOME_INQUIRY,
	    .certificates = CERT_BIT(CERT_SIGN) | CERT_BIT(CERT_AUTH), .refused = CERT_BIT(CERT_SIGN), .visit = 1,
	    .visits = 2, .missing_count = 1, .missing = { { .code = "identity", .who = "proxy", .need = "A",
	    .have = "B", .text = "書類" } }, .ask_count = 1, .ask = { FACT_WARD }, .action_count = 2,
	    .actions = { { .kind = ACTION_REVOKE, .cert = CERT_AUTH }, { .kind = ACTION_COLLECT_FEE } },
	    .reason_count = 1, .reasons = { { "reason", "理由", "例市" } }, .fee_known = true, .yen = 200,
	    .fee_code = "fee", .fee_text = "手数料", .expiry = { [CERT_SIGN] = { 2030, 1, 2 },
	    [CERT_AUTH] = { 2031, 3, 4 } }, .tell_count = 1, .tell = { { .code = "tell", .text = "言う" } },
	    .letter = &letter, .letter_until = { 2026, 12, 20 } };
	struct buf b = { 0 };

	(void)state;
	decision_json(&d, &b);
	assert_string_equal(buf_text(&b), "{\"profile\":\"\",\"outcome\":\"incomplete\",\"otherwise\":\"inquiry\","
	    "\"certificates\":[\"sign\",\"auth\"],\"refused-certificates\":[\"sign\"],\"visit\":{\"this\":1,\"of\":2},"
	    "\"missing\":[{\"code\":\"identity\",\"who\":\"proxy\",\"need\":\"A\",\"have\":\"B\",\"text\":\"書類\"}],"
	    "\"ask\":[\"ward\"],\"actions\":[\"revoke:auth\",\"collect-fee\"],"
	    "\"reasons\":[{\"code\":\"reason\",\"text\":\"理由\",\"source\":\"例市\"}],"
	    "\"fee\":{\"yen\":200,\"code\":\"fee\",\"text\":\"手数料\"},"
	    "\"expiry\":{\"sign\":\"2030-01-02\",\"auth\":\"2031-03-04\"},\"letter\":{\"form\":\"照会書\","
	    "\"encloses\":\"委任状\",\"mail\":\"書留\",\"until\":\"2026-12-20\"},"
	    "\"tell\":[{\"code\":\"tell\",\"text\":\"言う\"}]}");
	buf_free(&b);
	profile_free(&p);
}

/* --- in words --- */

static void
sentences_are_all_there(void **state)
{
	static const struct { struct decision d; const char *text; } rows[] = {
		{ { .outcome = OUTCOME_PROCEED, .otherwise = OUTCOME_COUNT, .refused = CERT_BIT(CERT_SIGN),
		    .reason_count = 1, .reasons = { { "a", "例です", "y" } }, .fee_known = true, .fee_text = "無料です",
		    .expiry = { [CERT_AUTH] = { 2030, 12, 10 } }, .tell_count = 2,
		    .tell = { { "b", "使えます", { 2031, 3, 31 } }, { "c", "使えません", { 0 } } } },
		    "今日、手続を完了できます。\n署名用電子証明書は、今回はお取り扱いできません。\n"
		    "例です。\n無料です。\n新しい利用者証明用電子証明書の有効期限は 令和12年12月10日(火) です。\n"
		    "使えます(令和13年3月31日まで)。\n使えません。\n" },
		{ { .outcome = OUTCOME_INCOMPLETE, .otherwise = OUTCOME_INQUIRY, .missing_count = 2,
		    .missing = { { .text = "書類", .have = "B" }, { .text = "委任状", .have = "" } },
		    .reason_count = 1, .reasons = { { "a", "例です", "y" } } },
		    "申し訳ありませんが、足りないものがあります。\n"
		    "手続には、次のものが必要です。書類。\n今お持ちのものは B として数えています。\n"
		    "あわせて、次のものが必要です。委任状。\n"
		    "ご用意が難しいときは、本人あてに照会書を郵送する方法があります。\n" },
		{ { .outcome = OUTCOME_PROCEED, .refused = CERT_BIT(CERT_AUTH) },
		    "今日、手続を完了できます。\n利用者証明用電子証明書は、今回はお取り扱いできません。\n" },
		{ { .outcome = OUTCOME_INCOMPLETE, .otherwise = OUTCOME_COUNT, .missing_count = 1,
		    .missing = { { .text = "書類", .have = "" } } },
		    "申し訳ありませんが、足りないものがあります。\n手続には、次のものが必要です。書類。\n" },
	};
	struct buf b = { 0 };
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		buf_clear(&b);
		decision_text(&rows[i].d, &b);
		assert_string_equal(buf_text(&b), rows[i].text);
	}
	buf_free(&b);
}

/* A visitor keeps three questions in mind, and is told no fee that an answer may change. */
static void
three_questions_at_once(void **state)
{
	struct profile *p = read_profile(HEAD "[rule self]\noutcome = proceed\n" SAYS);
	struct decision d = { .profile = p, .outcome = OUTCOME_ASK, .fee_known = true, .fee_text = "無料です",
	    .ask_count = 4, .ask = { FACT_RESIDENT, FACT_WARD, FACT_BORN, FACT_CARD } };
	struct buf b = { 0 };

	(void)state;
	decision_text(&d, &b);
	assert_non_null(strstr(buf_text(&b), fact_info(FACT_BORN)->aloud));
	assert_null(strstr(buf_text(&b), fact_info(FACT_CARD)->aloud));
	assert_null(strstr(buf_text(&b), "無料"));
	buf_free(&b);
	profile_free(&p);
}

#define VISIT "procedure=change-pin pins=auth auth-pin=known "

/* What a row that fails shows: why it is answered so, and nothing that isn't there. */
static void
a_table_explains(void **state)
{
	static const char text[] = HEAD "[documents A]\nid = 身分証\n[need identity]\nwho = applicant\n"
	    "documents = A\n" SAYS "[refuse ward]\ncertificate = sign\nwhen = ward = yes\n" SAYS
	    "[rule self]\noutcome = proceed\nneeds = identity\n" SAYS;
	static const struct { const char *words, *explained; } rows[] = {
		{ VISIT "ward=no", "rule=self missing=identity:applicant:A reasons=identity,self" },
		{ VISIT "ward=no doc=applicant:id", "rule=self reasons=self" },
		{ VISIT "doc=applicant:id", "ask=ward" },
	};
	struct profile *p = read_profile(text);
	struct decision d;
	struct buf b = { 0 };
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		d = decide(p, rows[i].words);
		buf_clear(&b);
		table_explain(&d, &b);
		assert_string_equal(buf_text(&b), rows[i].explained);
	}
	buf_free(&b);
	profile_free(&p);
}

/* --- the same answer --- */

static void
what_differs_is_another_answer(void **state)
{
	static const struct decision one = { .outcome = OUTCOME_INCOMPLETE, .missing_count = 1,
	    .missing = { { .code = "card", .who = "applicant", .text = "例" } }, .action_count = 1,
	    .actions = { { .kind = ACTION_ISSUE, .cert = CERT_SIGN } }, .fee_known = true, .fee_code = "free",
	    .expiry = { { 2030, 12, 10 }, { 2030, 12, 10 } } };
	static const char text[] = "例", code[] = "free";	/* elsewhere than those of one */
	struct decision same = one, bare = one, other[13];
	size_t i;

	(void)state;
	same.fee_text = "例";
	same.missing[0].have[0] = 'B';
	same.missing[0].text = text;
	same.fee_code = code;
	assert_true(decision_same_answer(&one, &same));
	bare.missing[0].who = bare.fee_code = NULL;
	assert_true(decision_same_answer(&bare, &bare));
	for (i = 0; i < sizeof(other) / sizeof(*other); i++)
		other[i] = one;
	other[0].outcome = OUTCOME_PROCEED;
	other[1].refused = CERT_BIT(CERT_AUTH);
	other[2].missing_count = 0;
	other[3].missing[0].code = "identity";
	other[4].missing[0].who = NULL;
	other[5].missing[0].text = "別";
	other[6].action_count = 0;
	other[7].actions[0].cert = CERT_AUTH;
	other[8].fee_known = false;
	other[9].yen = 200;
	other[10].fee_code = NULL;
	other[11].expiry[CERT_SIGN].day = 9;
	other[12].expiry[CERT_AUTH].year = 0;
	for (i = 0; i < sizeof(other) / sizeof(*other); i++)
		if (decision_same_answer(&one, &other[i]) || decision_same_answer(&other[i], &one))
			fail_msg("%zu is the same", i);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(three_months_behind_the_certificate),
		cmocka_unit_test(json_tells_the_day),
		cmocka_unit_test(json_has_every_part),
		cmocka_unit_test(sentences_are_all_there),
		cmocka_unit_test(three_questions_at_once),
		cmocka_unit_test(a_table_explains),
		cmocka_unit_test(what_differs_is_another_answer),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
