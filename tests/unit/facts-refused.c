/* Facts that are refused: what is said of them, and how much there may be. */
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
too_much_is_refused(void **state)
{
	struct facts facts = { 0 };
	struct personal p = { 0 };
	char text[2048], doc[64];
	int i;

	(void)state;
	memset(text, 'a', sizeof(text) - 1);
	text[sizeof(text) - 1] = '\0';
	assert_int_equal(facts_read(&facts, NULL, text, why), ERR_TOO_LONG);
	assert_string_equal(why, "1つの項目が長すぎます(1023 バイトまで)");
	/* letters that become two each, as they are composed */
	for (i = 0; i < 1020; i += 3)
		memcpy(text + i, "\u0958", 3);
	text[i] = '\0';
	assert_int_equal(facts_read(&facts, NULL, text, why), ERR_TOO_LONG);
	assert_string_equal(why, "1つの項目が長すぎます(1023 バイトまで)");
	assert_int_equal(facts_read(&facts, NULL, "visit=1", why), ERR_NONE);
	assert_string_equal(why, "");
	facts_forget(&facts, FACT_VISIT);
	memset(text, 'a', sizeof(text) - 1);
	memcpy(text, "doc=proxy:", 10);
	text[900] = '\0';
	assert_int_equal(facts_read(&facts, NULL, text, why), ERR_FACT);
	memset(text, 'a', sizeof(text) - 1);
	assert_int_equal(facts_read_lines(&facts, NULL, text, why), ERR_TOO_LONG);
	assert_string_equal(why, "1つの項目が長すぎます(1023 バイトまで)");
	memcpy(text, "visitor=", 8);
	text[1024] = '\0';
	assert_int_equal(facts_read(&facts, NULL, text, why), ERR_TOO_LONG);
	assert_string_equal(why, "1つの項目が長すぎます(1023 バイトまで)");
	for (i = 0; i < 3; i++) {	/* a word, one in quotes, one that is a byte too long */
		memset(text, 'a', sizeof(text) - 1);
		text[0] = i == 1 ? '\'' : 'a';
		text[i == 2 ? 1024 : 1500] = '\0';
		assert_int_equal(facts_read_words(&facts, NULL, text, why), ERR_FACT);
		assert_string_equal(why, "引用符が閉じていないか、項目が長すぎます");
	}
	memset(text, 'a', sizeof(text) - 1);
	memcpy(text, "proxy-relation=", 15);
	for (i = 0; i < 2; i++) {
		text[15 + sizeof(p.proxy_relation) - 1 + (size_t)i] = '\0';
		assert_int_equal(facts_read(&facts, &p, text, why), i == 0 ? ERR_NONE : ERR_TOO_LONG);
		text[15 + sizeof(p.proxy_relation) - 1] = 'a';
	}
	assert_string_equal(why, "proxy-relation が長すぎます");
	for (i = 0; i < 2; i++) {
		memset(text, 'a', sizeof(text) - 1);
		memcpy(text, "counter=", 8);
		text[8 + FACTS_COUNTER_MAX - 1 + i] = '\0';
		assert_int_equal(facts_read(&facts, NULL, text, why), i == 0 ? ERR_NONE : ERR_FACT);
	}
	for (i = 0; i < FACTS_HELD_MAX; i++) {
		(void)snprintf(doc, sizeof(doc), "doc=proxy:paper-%d", i);
		assert_int_equal(facts_read(&facts, NULL, doc, why), ERR_NONE);
	}
	assert_int_equal(facts_read(&facts, NULL, "doc=proxy:one-more", why), ERR_TOO_LONG);
}

/* The key stands before what is wrong with its value, and nothing where there is none. */
static void
a_fault_names_its_key(void **state)
{
	static const struct { const char *text; enum err e; const char *why; } rows[] = {
		{ "visitor=\xff", ERR_UTF8, "visitor: 文字コードが UTF-8 ではありません" },
		{ "\xff=self", ERR_UTF8, "文字コードが UTF-8 ではありません" },
		{ "x-az109=a\u200bb", ERR_CHARACTER, "x-az109: 使えない文字があります(2文字目の U+200B)" },
		{ "a\u200bb", ERR_CHARACTER, "使えない文字があります(2文字目の U+200B)" },
		{ "name=1234 5678 9018", ERR_INDIVIDUAL_NUMBER,
		    "name: 個人番号らしい12桁の数字があります。個人番号は読み込みません" },
		{ "x-1=123456789018", ERR_INDIVIDUAL_NUMBER,
		    "x-1: 個人番号らしい12桁の数字があります。個人番号は読み込みません" },
		{ "123456789018=123456789018", ERR_INDIVIDUAL_NUMBER,
		    "個人番号らしい12桁の数字があります。個人番号は読み込みません" },
		{ "x-1234=56789018", ERR_INDIVIDUAL_NUMBER,
		    "個人番号らしい12桁の数字があります。個人番号は読み込みません" },
		{ "123456789018", ERR_INDIVIDUAL_NUMBER,
		    "個人番号らしい12桁の数字があります。個人番号は読み込みません" },
		{ "name=48012020311234", ERR_INDIVIDUAL_NUMBER,
		    "name: 照合番号Bらしい14桁の数字があります。書き残しません" },
		{ "番号48012020311234", ERR_INDIVIDUAL_NUMBER, "照合番号Bらしい14桁の数字があります。書き残しません" },
	};
	struct facts facts = { 0 };
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		assert_int_equal(facts_read(&facts, NULL, rows[i].text, why), rows[i].e);
		assert_string_equal(why, rows[i].why);
	}
}

/* Those of two profiles have a place each, and no more. */
static void
reasons_have_so_many_places(void **state)
{
	struct facts facts = { 0 };
	char code[FACTS_OWN_CODE_MAX];
	int32_t i;

	(void)state;
	for (i = 0; i < 2 * REASONS_OWN_MAX; i++) {
		(void)snprintf(code, sizeof(code), "x-%d", (int)i);
		assert_int_equal(facts_reason(&facts, code), REASON_OWN + i);
	}
	assert_int_equal(facts_reason(&facts, "x-more"), -1);
	assert_int_equal(facts_read(&facts, NULL, "proxy-reason=x-more", why), ERR_FACT);
	assert_int_equal(facts_reason(&facts, "x-0"), REASON_OWN);
	assert_int_equal(facts_reason(&facts, code), REASON_OWN + i - 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(too_much_is_refused),
		cmocka_unit_test(a_fault_names_its_key),
		cmocka_unit_test(reasons_have_so_many_places),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
