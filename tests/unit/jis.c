/* What a certificate can hold: JIS's characters by any of their numbers; what is proposed for others, and its marks. */
#include "base/jis.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "base/person.h"

/* As it is proposed. */
static enum err
write(const char *text, size_t max, struct jis_text *t)
{
	struct jis_pairs pairs = { .count = 0 };
	enum err e = jis_lacking(text, &pairs);

	return e != ERR_NONE ? e : jis_substitute(text, max, &pairs, t);
}

static void
substitutes(void **state)
{
	struct jis_text t;

	(void)state;
	assert_int_equal(write("あ\xff", 10, &t), ERR_UTF8);
	assert_int_equal(write("あいう", 2, &t), ERR_TOO_LONG);
	assert_int_equal(write("あ\tい", 10, &t), ERR_CHARACTER);
	assert_int_equal(write("か\u3099\u0300", 10, &t), ERR_NONE);	/* combining marks change the look */
	assert_string_equal(t.text, "か");
	assert_string_equal(t.marks, "1");
	assert_int_equal(write("丂丄髙", 10, &t), ERR_NONE);	/* the first two are JIS X 0212's */
	assert_string_equal(t.text, "丂丄高");
	assert_string_equal(t.marks, "001");
	assert_int_equal(write("1—2―3￤4～", 10, &t), ERR_NONE);	/* one JIS character by either number */
	assert_string_equal(t.text, "1—2―3￤4～");
	assert_string_equal(t.marks, "00000000");
	assert_int_equal(write("ｶﾞｱﾞﾊﾟ･ﾞ", 10, &t), ERR_NONE);
	assert_string_equal(t.text, "ガア゛パ・゛");
	assert_string_equal(t.marks, "111111");
	assert_int_equal(write("ｶﾞｶﾞ", 1, &t), ERR_TOO_LONG);
}

static void
the_common_form_is_proposed(void **state)
{
	static const struct { const char *from, *to; } cases[] = {
		{ "髙", "高" }, { "﨑", "崎" }, { "葛\U000e0101", "葛" }, { "\ufa10", "塚" }, { "⼈", "人" },
		{ "ゔ", "ヴ" }, { "ế", "ê" }, { "Ⅲ", "III" }, { "㈱", "(株)" }, { "①", "1" },
		{ "\ue000", "〓" }, { "\U0001b002", "あ" }, { "ㇰ", "ク" }, { "𠀋", "丈" },
		{ "剝", "剥" }, { "𠮟", "叱" }, { "蟬", "蝉" }, { "屛", "屏" }, { "驒", "騨" }, { "簞", "箪" },
		{ "㍿", "株式会社" }, { "㋿", "令和" }, { "ﷺ", "〓" }, { "한", "〓" }, { "〓", "〓" },
	};
	struct jis_pairs pairs;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		pairs.count = 0;
		assert_int_equal(jis_lacking(cases[i].from, &pairs), ERR_NONE);
		assert_int_equal(pairs.count, 1);
		assert_string_equal(pairs.pair[0].from, cases[i].from);
		assert_string_equal(pairs.pair[0].to, cases[i].to);
	}
	pairs.count = 0;
	assert_int_equal(jis_lacking("番号　花子ｶﾞ丂", &pairs), ERR_NONE);
	assert_int_equal(pairs.count, 0);
	assert_int_equal(jis_lacking("髙𠮷髙", &pairs), ERR_NONE);
	assert_int_equal(pairs.count, 2);
}

/* Nothing stands for another character but what was agreed, and each of its characters is marked. */
static void
only_what_was_agreed_is_written(void **state)
{
	struct jis_pairs agreed = { .pair = { { "髙", "タカ" } }, .count = 1 };
	struct jis_text t;

	(void)state;
	assert_int_equal(jis_substitute("髙橋", 10, NULL, &t), ERR_SUBSTITUTES);
	assert_int_equal(jis_substitute("髙﨑", 10, &agreed, &t), ERR_SUBSTITUTES);
	assert_int_equal(jis_substitute("髙\U000e0100橋", 10, &agreed, &t), ERR_SUBSTITUTES);
	assert_int_equal(jis_substitute("髙橋", 2, &agreed, &t), ERR_TOO_LONG);
	assert_int_equal(jis_substitute("髙橋", 3, &agreed, &t), ERR_NONE);
	assert_string_equal(t.text, "タカ橋");
	assert_string_equal(t.marks, "110");
}

static void
what_may_stand(void **state)
{
	static const char *const good[] = { "高", "タカ", "III", "丂", "〓", "佐々木", "ターフ", "Ａé" };
	static const char *const bad[] = { "", "髙", "ｶ", "(株)", "(高", "［佐藤］", "］", "1234", "高1", "\\", "、",
	    "・", "-", "〓高", "〓〓", "゛", "〇", "高 ", "　", "タカハシノ", "葛\U000e0101", "\xff", "\ue000", "\n" };
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(good) / sizeof(*good); i++)
		assert_true(jis_may_stand(good[i]));
	for (i = 0; i < sizeof(bad) / sizeof(*bad); i++)
		assert_false(jis_may_stand(bad[i]));
}

static void
pairs_are_kept_as_text(void **state)
{
	static const char *const broken[] = { "髙", "髙=", "=高", "髙=高 ", "髙=　", " 髙=高", "髙=髙",
	    "髙=高  﨑=崎", "\xff=高" };
	struct jis_pairs pairs = { .count = 0 }, again;
	char text[JIS_PAIRS_TEXT];
	size_t i;

	(void)state;
	assert_int_equal(jis_lacking("髙𠮷\ue000", &pairs), ERR_NONE);
	jis_pairs_write(&pairs, text);
	assert_string_equal(text, "髙=高 𠮷=吉 \ue000=〓");
	assert_int_equal(jis_pairs_read(text, &again), ERR_NONE);
	assert_int_equal(again.count, 3);
	assert_string_equal(jis_find(&again, "𠮷")->to, "吉");
	assert_null(jis_find(&again, "吉"));
	assert_int_equal(jis_pairs_read("", &again), ERR_NONE);
	assert_int_equal(again.count, 0);
	for (i = 0; i < sizeof(broken) / sizeof(*broken); i++)
		assert_int_equal(jis_pairs_read(broken[i], &again), ERR_DATA);
}

/* As many as there may be, each as long as it may be: nothing is written beyond. */
static void
there_is_an_end(void **state)
{
	struct jis_pairs pairs = { .count = 0 };
	char text[JIS_PAIRS_TEXT], name[JIS_CHARS_MAX * 4 + 1] = "";
	unsigned k;

	(void)state;
	for (k = 0; k < JIS_PAIRS_MAX; k++)
		(void)strcat(name, (char[]){ (char)0xee, (char)0x80, (char)(0x80 + k), '\0' });
	assert_int_equal(jis_lacking(name, &pairs), ERR_NONE);
	assert_int_equal(pairs.count, JIS_PAIRS_MAX);
	assert_int_equal(jis_lacking("髙", &pairs), ERR_TOO_LONG);
	for (k = 0; k < JIS_PAIRS_MAX; k++) {
		memset(pairs.pair[k].from, 'x', JIS_FROM_MAX - 1);
		(void)strcpy(pairs.pair[k].to, "𠮟𠮟𠮟𠮟");
	}
	jis_pairs_write(&pairs, text);
	assert_int_equal(strlen(text), JIS_PAIRS_TEXT - 2);
	memset(name, 'x', JIS_CHARS_MAX + 1);
	name[JIS_CHARS_MAX + 1] = '\0';
	assert_int_equal(jis_lacking(name, &pairs), ERR_TOO_LONG);
}

/* What is typed in two parts is one character in the certificate. */
static void
composed_names_are_whole(void **state)
{
	struct person p = { .name = "" };
	struct jis_text t;

	(void)state;
	assert_null(person_read(&p, PERSON_NAME, "か\u3099ん　は\u309aる"));
	assert_int_equal(jis_substitute(p.name, 10, NULL, &t), ERR_NONE);
	assert_string_equal(t.text, "がん　ぱる");
	assert_string_equal(t.marks, "00000");
	assert_null(person_read(&p, PERSON_NAME, "E\u0301va"));
	assert_int_equal(jis_substitute(p.name, 10, NULL, &t), ERR_NONE);
	assert_string_equal(t.text, "Éva");
	assert_string_equal(t.marks, "000");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(substitutes),
		cmocka_unit_test(the_common_form_is_proposed),
		cmocka_unit_test(only_what_was_agreed_is_written),
		cmocka_unit_test(what_may_stand),
		cmocka_unit_test(pairs_are_kept_as_text),
		cmocka_unit_test(there_is_an_end),
		cmocka_unit_test(composed_names_are_whole),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
