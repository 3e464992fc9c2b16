/* Facts are read strictly, written in one order, and personal ones kept apart. */
#include "rule/facts.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

static char why[FACTS_WHY_MAX];

static void
every_fact_has_words(void **state)
{
	unsigned f;
	int i;

	(void)state;
	for (f = 0; f < FACT_COUNT; f++) {
		const struct fact_info *info = fact_info((enum fact)f);

		assert_non_null(info->key);
		assert_int_equal(info->type == FACT_DATE, f >= FACT_DATES);
		assert_non_null(info->ja);
		assert_int_equal(fact_by_key(info->key), facts_is_own((enum fact)f) ? FACT_COUNT : f);
		assert_true(info->type == FACT_DATE || info->words[0] != NULL);
		for (i = 0; info->words[i] != NULL; i++)
			assert_non_null(info->ja_words[i]);
		if (info->assumed != NULL)
			assert_true(fact_word((enum fact)f, info->assumed) >= 0);
	}
}

static const struct { const char *text; enum err want; } refused[] = {
	{ "", ERR_FACT },
	{ "procedure", ERR_FACT },
	{ "=renew", ERR_FACT },
	{ "procedure=", ERR_FACT },
	{ "procedure=Renew", ERR_FACT },
	{ "Procedure=renew", ERR_FACT },
	{ "colour=red", ERR_FACT },
	{ "certificates=", ERR_FACT },
	{ "certificates=sign,", ERR_FACT },
	{ "certificates=sign,juki", ERR_FACT },
	{ "born=yesterday", ERR_DATE },
	{ "born=none", ERR_DATE },
	{ "born=610124", ERR_DATE_ERA },
	{ "born=2026-02-30", ERR_DATE },
	{ "born=昭和65年1月1日", ERR_DATE },
	{ "at=25:00", ERR_DATE },
	{ "counter=", ERR_FACT },
	{ "doc=", ERR_FACT },
	{ "doc=運転免許証", ERR_FACT },
	{ "doc=neighbour:運転免許証", ERR_FACT },
	{ "doc=proxy:", ERR_FACT },
	{ "doc=proxy:運転免許証,", ERR_FACT },
	{ "doc=proxy:運転免許証,colour=red", ERR_FACT },
	{ "doc=proxy:運転免許証,expires=soon", ERR_DATE },
	{ "doc=proxy:運転免許証,shows=name+face", ERR_FACT },
	{ "doc=proxy:運転免許証,sealed=perhaps", ERR_FACT },
	{ "doc=proxy:マイナンバーカード,verified=perhaps", ERR_FACT },
	{ "doc=proxy:運転\n免許証", ERR_CHARACTER },
	{ "counter=a\nb", ERR_CHARACTER },
	{ "name=番号 花子", ERR_FACT },
	{ "sex=female", ERR_FACT },
	{ "reason=\xff", ERR_UTF8 },
};

static void
what_is_not_allowed_is_refused(void **state)
{
	struct facts facts = { 0 }, empty = { 0 };
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(refused) / sizeof(*refused); i++) {
		assert_int_equal(facts_read(&facts, NULL, refused[i].text, why), refused[i].want);
		assert_true(why[0] != '\0');
		assert_memory_equal(&facts, &empty, sizeof(facts));
	}
}

/* Known in part, the birth date is no value of its fact, but is written, read and merged like one. */
static void
a_birth_date_known_in_part_is_kept(void **state)
{
	static const struct date partly = { 1948, 5, 0 };
	struct facts facts = { 0 }, again = { 0 }, newer = { 0 };
	struct buf b = { 0 };

	(void)state;
	assert_int_equal(facts_read(&facts, NULL, "born=昭和23年5月00日", why), ERR_NONE);
	assert_false(facts_known(&facts, FACT_BORN));
	assert_true(facts_given(&facts));
	facts_write(&facts, &b);
	assert_string_equal(buf_text(&b), "born=1948-05-00\n");
	assert_int_equal(facts_read_lines(&again, NULL, buf_text(&b), why), ERR_NONE);
	assert_memory_equal(&facts, &again, sizeof(facts));
	assert_int_equal(facts_read(&facts, NULL, "born=1948-06-00", why), ERR_FACT);
	assert_int_equal(facts_read(&facts, NULL, "born=1948-05-00", why), ERR_NONE);
	assert_int_equal(date_compare(facts_born(&facts), partly), 0);
	facts_set(&newer, FACT_BORN, date_days((struct date){ 1948, 5, 1 }));
	assert_int_equal(facts_merge(&again, &newer), ERR_NONE);
	assert_int_equal(date_compare(facts_born(&again), (struct date){ 1948, 5, 1 }), 0);
	assert_int_equal(facts_merge(&again, &facts), ERR_NONE);
	assert_int_equal(date_compare(facts_born(&again), partly), 0);
	facts_set_born(&again, (struct date){ 0 });
	assert_int_equal(date_compare(facts_born(&again), partly), 0);
	assert_int_equal(facts_read(&newer, NULL, "born=年月日不詳", why), ERR_FACT);
	facts_forget(&newer, FACT_BORN);
	assert_int_equal(facts_read(&newer, NULL, "born=年月日不詳", why), ERR_NONE);
	assert_true(date_is_unsaid(facts_born(&newer)));
	facts_set_born(&newer, (struct date){ 1948, 5, 2 });
	assert_true(facts_known(&newer, FACT_BORN));
	assert_int_equal(date_compare(facts_born(&newer), (struct date){ 1948, 5, 2 }), 0);
	buf_free(&b);
}

static void
the_reason_lists_what_is_allowed(void **state)
{
	struct facts facts = { 0 };

	(void)state;
	assert_int_equal(facts_read(&facts, NULL, "visitor=neighbour", why), ERR_FACT);
	assert_non_null(strstr(why, "self, self+guardian, guardian, household, proxy"));
	assert_int_equal(facts_read(&facts, NULL, "colour=red", why), ERR_FACT);
	assert_non_null(strstr(why, "keep-consent"));
}

static void
the_same_text_whatever_the_order(void **state)
{
	static const char *const a = "visitor=proxy\nprocedure=renew\ndoc=proxy:運転免許証,expires=R9.1.2,shows=name+birth\n"
	    "doc=applicant:マイナンバーカード\nsign-expires=none\nat=2026-11-20T10:30\ncertificates=auth,sign\n";
	static const char *const b = "doc=applicant:マイナンバーカード\r\ncertificates=sign,auth\n\nat=2026-11-20T10:30:00\n"
	    "procedure=renew\ndoc=proxy:運転免許証,shows=birth+name,expires=2027-01-02\nsign-expires=none\nvisitor=proxy";
	struct facts one = { 0 }, two = { 0 }, again = { 0 }, night = { 0 };
	struct buf x = { 0 }, y = { 0 };

	(void)state;
	assert_int_equal(facts_read_lines(&one, NULL, a, why), ERR_NONE);
	assert_int_equal(facts_read_lines(&two, NULL, b, why), ERR_NONE);
	facts_write(&one, &x);
	facts_write(&two, &y);
	assert_string_equal(buf_text(&x), buf_text(&y));
	assert_string_equal(buf_text(&x),
	    "at=2026-11-20T10:30:00\nprocedure=renew\ncertificates=sign,auth\nvisitor=proxy\n"
	    "sign-expires=none\ndoc=applicant:マイナンバーカード\ndoc=proxy:運転免許証,expires=2027-01-02,shows=name+birth\n");
	assert_int_equal(facts_read_lines(&again, NULL, buf_text(&x), why), ERR_NONE);
	assert_int_equal(facts_read(&night, NULL, "at=2026-11-20T00:15", why), ERR_NONE);
	buf_clear(&y);
	facts_write(&night, &y);
	assert_string_equal(buf_text(&y), "at=2026-11-20T00:15:00\n");
	buf_clear(&y);
	facts_write(&again, &y);
	assert_string_equal(buf_text(&x), buf_text(&y));
	buf_free(&x);
	buf_free(&y);
}

/* An age is counted from a day that the birth date may be, and only where that isn't known. */
static void
a_day_stands_for_a_birth_date(void **state)
{
	static const struct { const char *born; struct date as; bool fits, counts; } rows[] = {
		{ "born=1948-00-00", { 1948, 12, 31 }, true, true },
		{ "born=1948-00-00", { 1949, 1, 1 }, false, false },
		{ "born=1948-05-00", { 1948, 5, 1 }, true, true }, { "born=1948-05-00", { 1948, 4, 30 }, false, false },
		{ "born=0000-00-00", { 1948, 7, 1 }, true, true }, { "born=1948-05-02", { 1950, 7, 1 }, true, false },
	};
	const struct date today = { 2026, 11, 20 };
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct facts facts = { .known = 0 };

		assert_int_equal(facts_read(&facts, NULL, rows[i].born, why), ERR_NONE);
		facts_set(&facts, FACT_BORN_AS, date_days(rows[i].as));
		assert_int_equal(facts_born_as_fits(&facts, rows[i].as), rows[i].fits);
		assert_int_equal(facts_check_born(&facts, today), rows[i].fits ? ERR_NONE : ERR_BORN_AS);
		facts_count_age(&facts);
		assert_int_equal(facts_known(&facts, FACT_BORN_AS), rows[i].counts);
		if (rows[i].counts)
			assert_int_equal(date_compare(facts_born(&facts), rows[i].as), 0);
		facts_set(&facts, FACT_BORN, date_days((struct date){ 1948, 5, 2 }));
		assert_true(facts_born_as_fits(&facts, (struct date){ 1950, 7, 1 }));	/* it is known whole since */
	}
}

/* Who was born later isn't here yet; other days may well be later. */
static void
a_day_typed_is_read_for_its_fact(void **state)
{
	const struct date today = { 2026, 11, 20 };
	struct date d;

	(void)state;
	assert_int_equal(facts_typed_date(FACT_BORN, "2026-11-20", today, &d), ERR_NONE);
	assert_int_equal(facts_typed_date(FACT_BORN, "2026-11-21", today, &d), ERR_BORN_LATER);
	assert_int_equal(facts_typed_date(FACT_BORN, "tomorrow", today, &d), ERR_DATE);
	assert_int_equal(facts_typed_date(FACT_BORN, "1948", today, &d), ERR_NONE);
	assert_int_equal(facts_typed_date(FACT_BORN_AS, "S230701", today, &d), ERR_NONE);
	assert_int_equal(facts_typed_date(FACT_BORN_AS, "S23", today, &d), ERR_BORN_AS);
	assert_int_equal(facts_typed_date(FACT_BORN_AS, "年月日不詳", today, &d), ERR_BORN_AS);
	assert_int_equal(facts_typed_date(FACT_BORN_AS, "2026-11-21", today, &d), ERR_BORN_LATER);
	assert_int_equal(facts_typed_date(FACT_CARD_EXPIRES, "1948", today, &d), ERR_DATE);
	assert_int_equal(facts_typed_date(FACT_CARD_EXPIRES, "2026-11-21", today, &d), ERR_NONE);
	assert_int_equal(date_compare(d, (struct date){ 2026, 11, 21 }), 0);
}

static void
procedures_are_of_a_kind(void **state)
{
	static const struct { bool ends, at_terminal, on_paper; } rows[PROCEDURE_COUNT] = {
		[PROCEDURE_REVOKE] = { .ends = true }, [PROCEDURE_REPORT_KEY] = { .ends = true },
		[PROCEDURE_WITHOUT_PINS] = { .at_terminal = true }, [PROCEDURE_WITH_PINS] = { .at_terminal = true },
		[PROCEDURE_DISCLOSURE] = { .on_paper = true },
	};
	unsigned k;

	(void)state;
	for (k = 0; k < PROCEDURE_COUNT; k++) {
		const enum procedure_kind kind = (enum procedure_kind)k;

		assert_int_equal(procedure_ends(kind), rows[k].ends);
		assert_int_equal(procedure_at_terminal_only(kind), rows[k].at_terminal);
		assert_int_equal(procedure_on_paper(kind), rows[k].on_paper);
	}
}

/* Those of one holder and name by whatever else tells them apart. */
static void
documents_stand_in_one_order(void **state)
{
	static const char *const docs[] = { "doc=guardian:b", "doc=guardian:b,verified=yes",
	    "doc=guardian:b,visit-1=yes", "doc=guardian:b,sealed=yes", "doc=guardian:b,shows=name", "doc=guardian:b,shows=birth",
	    "doc=guardian:b,issued=2026-01-02", "doc=guardian:b,issued=2026-01-03", "doc=guardian:b,expires=2027-01-02",
	    "doc=guardian:b,expires=2027-01-03", "doc=guardian:c", "doc=proxy:a" };
	const size_t n = sizeof(docs) / sizeof(*docs);
	struct facts there = { 0 }, back = { 0 };
	struct buf x = { 0 }, y = { 0 };
	size_t i;

	(void)state;
	for (i = 0; i < n; i++) {
		assert_int_equal(facts_read(&there, NULL, docs[i], why), ERR_NONE);
		assert_int_equal(facts_read(&back, NULL, docs[n - 1 - i], why), ERR_NONE);
		buf_printf(&x, "%s\n", docs[i]);
	}
	facts_write(&there, &y);
	assert_string_equal(buf_text(&x), buf_text(&y));
	buf_clear(&y);
	facts_write(&back, &y);
	assert_string_equal(buf_text(&x), buf_text(&y));
	buf_free(&x);
	buf_free(&y);
}

static void
a_fact_said_otherwise_is_refused(void **state)
{
	struct facts facts = { 0 };

	(void)state;
	assert_int_equal(facts_read_lines(&facts, NULL, "at=2026-11-20\ncounter=hall\n", why), ERR_NONE);
	assert_int_equal(facts.at.hour, -1);
	assert_int_equal(facts_read_lines(&facts, NULL, "at=R8.11.20\ncounter=hall\n", why), ERR_NONE);
	assert_int_equal(facts_read(&facts, NULL, "at=2026-11-21", why), ERR_FACT);
	assert_int_equal(facts_read(&facts, NULL, "counter=annex", why), ERR_FACT);
	assert_int_equal(facts_read(&facts, NULL, "visit=1", why), ERR_NONE);
	assert_int_equal(facts_read(&facts, NULL, "visit=1", why), ERR_NONE);
	assert_int_equal(facts_read(&facts, NULL, "visit=2", why), ERR_FACT);
}

/* What isn't known is nothing; what a document shows is written in one order, whichever it is. */
static void
each_is_written_alone(void **state)
{
	static const char *const shows[] = { "shows=address", "shows=birth", "shows=birth+address",
	    "shows=name+address" };
	struct facts facts = { 0 };
	struct buf b = { 0 };
	char word[32] = "x", doc[64];
	size_t i;

	(void)state;
	facts_word(&facts, FACT_VISITOR, word, sizeof(word));
	assert_string_equal(word, "");
	for (i = 0; i < sizeof(shows) / sizeof(*shows); i++) {
		facts = (struct facts){ 0 };
		(void)snprintf(doc, sizeof(doc), "doc=proxy:a,%s\n", shows[i]);
		assert_int_equal(facts_read_lines(&facts, NULL, doc, why), ERR_NONE);
		buf_clear(&b);
		facts_write(&facts, &b);
		assert_string_equal(buf_text(&b), doc);
	}
	buf_free(&b);
}

static void
nobody_is_born_later(void **state)
{
	const struct date day = { 2026, 11, 20 };
	struct facts facts = { 0 };

	(void)state;
	facts_set_born(&facts, day);
	assert_int_equal(facts_check_born(&facts, day), ERR_NONE);
	assert_int_equal(facts_check_born(&facts, date_add_days(day, -1)), ERR_BORN_LATER);
	facts = (struct facts){ .born = { 2026, 0, 0 } };
	facts_set(&facts, FACT_BORN_AS, date_days(day));
	assert_int_equal(facts_check_born(&facts, day), ERR_NONE);
	assert_int_equal(facts_check_born(&facts, date_add_days(day, -1)), ERR_BORN_LATER);
}

static void
batch_words_are_quoted_like_a_shell(void **state)
{
	struct facts facts = { 0 };

	(void)state;
	assert_int_equal(facts_read_words(&facts, NULL,
	    "visitor=self  'doc=proxy:a b' counter=\"x \\\"y\\\"\" visit=\\1\n", why),
	    ERR_NONE);
	assert_string_equal(facts.held[0].label, "a b");
	assert_string_equal(facts.counter, "x \"y\"");
	assert_int_equal(facts.value[FACT_VISIT], 0);
	assert_int_equal(facts_read_words(&facts, NULL, "ward=no\tpledge=no\rnotice=none\nhome-counter=no\r\n", why),
	    ERR_NONE);
	assert_int_equal(facts.value[FACT_NOTICE], 2);
	assert_true(facts_known(&facts, FACT_HOME_COUNTER));
	assert_int_equal(facts_read_words(&facts, NULL, "'reason=first", why), ERR_FACT);
	assert_int_equal(facts_read_words(&facts, NULL, "reason=first\\", why), ERR_FACT);
}

static void
unknown_is_no(void **state)
{
	struct facts facts = { 0 };

	(void)state;
	assert_int_equal(facts_read(&facts, NULL, "resident=yes", why), ERR_NONE);
	facts_assume(&facts);
	assert_int_equal(facts.value[FACT_RESIDENT], ANSWER_YES);
	assert_int_equal(facts.value[FACT_WARD], ANSWER_NO);
	assert_int_equal(facts.value[FACT_REPLY], REPLY_NONE);
	assert_int_equal(facts.value[FACT_VISIT], 0);
	assert_false(facts_known(&facts, FACT_BORN));
	assert_false(facts_known(&facts, FACT_SIGN_PIN));
	assert_false(facts_known(&facts, FACT_CARD_FACE));
}

static void
personal_facts_go_apart(void **state)
{
	struct facts facts = { 0 }, empty = { 0 };
	struct personal p = { 0 };

	(void)state;
	assert_int_equal(facts_read(&facts, &p, "name=番号 花子", why), ERR_NONE);
	assert_int_equal(facts_read(&facts, &p, "proxy-relation=姉", why), ERR_NONE);
	assert_int_equal(facts_read(&facts, &p, "proxy-name=番号 太郎", why), ERR_NONE);
	assert_int_equal(facts_read(&facts, &p, "proxy-name=番号", why), ERR_NONE);
	assert_string_equal(p.proxy_name, "番号");
	assert_int_equal(facts_read(&facts, &p, "sex=female", why), ERR_NONE);
	assert_int_equal(facts_read(&facts, &p, "postcode=123-45678", why), ERR_FACT);
	assert_string_equal(p.person.name, "番号 花子");
	assert_string_equal(p.proxy_relation, "姉");
	assert_int_equal(p.person.sex, SEX_FEMALE);
	assert_memory_equal(&facts, &empty, sizeof(facts));
}

static void
newer_facts_go_over_older_ones(void **state)
{
	struct facts facts = { 0 }, newer = { 0 };
	struct buf b = { 0 };

	(void)state;
	assert_int_equal(facts_read_lines(&facts, NULL, "visit=1\nreply=none\ndoc=proxy:a\n", why), ERR_NONE);
	assert_int_equal(facts_read_lines(&newer, NULL, "visit=2\ndoc=proxy:a,sealed=yes\ndoc=proxy:b\n", why),
	    ERR_NONE);
	assert_int_equal(facts_merge(&facts, &newer), ERR_NONE);
	assert_int_equal(facts.value[FACT_VISIT], 1);
	assert_true(facts_known(&facts, FACT_REPLY));
	assert_int_equal(facts.held_count, 2);
	assert_true(facts.held[0].sealed);
	assert_int_equal(facts_read_words(&facts, NULL, "x-a=yes proxy-reason=x-sea", why), ERR_NONE);
	assert_int_equal(facts_read_words(&newer, NULL, "x-b=yes x-a=no proxy-reason=work queued=2026-11-20T17:14 "
	    "counter=hall born=1948-00-00 at=2026-11-20T17:20", why), ERR_NONE);
	assert_int_equal(facts_merge(&facts, &newer), ERR_NONE);
	buf_clear(&b);
	facts_write(&facts, &b);
	assert_string_equal(buf_text(&b), "at=2026-11-20T17:20:00\nqueued=2026-11-20T17:14:00\n"
	    "counter=hall\nvisit=2\nproxy-reason=work\n"
	    "reply=none\nx-a=no\nx-b=yes\nborn=1948-00-00\ndoc=proxy:a,sealed=yes\ndoc=proxy:b\n");
	buf_free(&b);
}

/* What lies behind the count, or behind a text's end, is nothing that was said. */
static void
only_what_is_said_is_given(void **state)
{
	struct facts facts = { 0 };
	struct personal personal = { 0 };

	(void)state;
	assert_int_equal(facts_read_lines(&facts, NULL, "visit=1\ndoc=proxy:a\ncounter=x\n", why), ERR_NONE);
	assert_true(facts_given(&facts));
	facts_forget(&facts, FACT_VISIT);
	facts.held_count = 0;
	facts.counter[0] = '\0';
	facts.held[0].visit_1 = true;
	facts.counter[1] = 'y';
	assert_false(facts_given(&facts));
	assert_int_equal(facts_read(&facts, &personal, "name=番号 花子", why), ERR_NONE);
	assert_false(facts_given(&facts));
	assert_true(personal_given(&personal));
	personal.person.name[0] = '\0';
	assert_false(personal_given(&personal));
}

/* Each alone is something that is known: of who came, and of whom no decision depends on. */
static void
each_alone_is_given(void **state)
{
	static const struct facts some[] = { { .known = 1 }, { .born = { 1990, 0, 0 } },
		{ .at = { .date = { 2026, 11, 20 } } }, { .queued = { .date = { 2026, 11, 20 } } }, { .counter = "x" }, { .held_count = 1 } };
	static const struct personal others[] = { { .person = { .name = "x" } }, { .proxy_name = "x" },
		{ .proxy_address = "x" }, { .proxy_relation = "x" }, { .gone = 1 } };
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(some) / sizeof(*some); i++)
		assert_true(facts_given(&some[i]));
	for (i = 0; i < sizeof(others) / sizeof(*others); i++)
		assert_true(personal_given(&others[i]));
}

static void
one_document_too_many_is_refused(void **state)
{
	struct facts facts = { 0 }, newer = { .held_count = 1 };
	size_t i;

	(void)state;
	for (i = 0; i <= FACTS_HELD_MAX; i++) {
		(void)snprintf(newer.held[0].label, sizeof(newer.held[0].label), "paper-%zu", i);
		assert_int_equal(facts_merge(&facts, &newer), i < FACTS_HELD_MAX ? ERR_NONE : ERR_TOO_LONG);
	}
	assert_int_equal(facts.held_count, FACTS_HELD_MAX);
}

static void
holders_have_codes_and_names(void **state)
{
	unsigned h;

	(void)state;
	for (h = 0; h < HOLDER_COUNT; h++) {
		assert_int_equal(holder_by_code(holder_code((enum holder)h)), h);
		assert_string_not_equal(holder_name((enum holder)h), "");
	}
	assert_int_equal(holder_by_code("neighbour"), HOLDER_COUNT);
	assert_string_equal(holder_code(HOLDER_COUNT), "");
	assert_string_equal(holder_name(HOLDER_COUNT), "");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_fact_has_words),
		cmocka_unit_test(what_is_not_allowed_is_refused),
		cmocka_unit_test(a_birth_date_known_in_part_is_kept),
		cmocka_unit_test(the_reason_lists_what_is_allowed),
		cmocka_unit_test(the_same_text_whatever_the_order),
		cmocka_unit_test(documents_stand_in_one_order),
		cmocka_unit_test(a_day_stands_for_a_birth_date),
		cmocka_unit_test(a_day_typed_is_read_for_its_fact),
		cmocka_unit_test(procedures_are_of_a_kind),
		cmocka_unit_test(a_fact_said_otherwise_is_refused),
		cmocka_unit_test(each_is_written_alone),
		cmocka_unit_test(nobody_is_born_later),
		cmocka_unit_test(batch_words_are_quoted_like_a_shell),
		cmocka_unit_test(unknown_is_no),
		cmocka_unit_test(personal_facts_go_apart),
		cmocka_unit_test(newer_facts_go_over_older_ones),
		cmocka_unit_test(only_what_is_said_is_given),
		cmocka_unit_test(each_alone_is_given),
		cmocka_unit_test(one_document_too_many_is_refused),
		cmocka_unit_test(holders_have_codes_and_names),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
