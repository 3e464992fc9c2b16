/* The fields of a person as they are typed and as they are kept, and what is refused. */
#include "base/person.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
#include <cmocka.h>

#include "rule/facts.h"

static const struct { enum person_field field; const char *typed, *kept; } taken[] = {
	{ PERSON_NAME, " 番号　花子　", "番号　花子" },
	{ PERSON_NAME, "辺\U000e0100 花", "辺\U000e0100 花" },
	{ PERSON_NAME, "BANGO HANAKO", "BANGO HANAKO" },
	{ PERSON_KANA, "ばんごう　 はなこ", "バンゴウ ハナコ" },
	{ PERSON_KANA, "ﾊﾞﾝｺﾞｳ ﾊﾅｺ", "バンゴウ ハナコ" },
	{ PERSON_KANA, "ジョン・スミス", "ジョン・スミス" },
	{ PERSON_KANA, "", "" },
	{ PERSON_FORMER, " 佐藤　", "佐藤" }, { PERSON_FORMER, "", "" },
	{ PERSON_FORMER_KANA, "さとう", "サトウ" }, { PERSON_FORMER_KANA, "ｻﾄｳ", "サトウ" },
	{ PERSON_ALIAS, "山田　太郎", "山田　太郎" }, { PERSON_ALIAS, "", "" },
	{ PERSON_LATIN, "ＳＭＩＴＨ　ＪＯＨＮ", "SMITH JOHN" },
	{ PERSON_LATIN, "O'NEILL-GARCÍA, Ana Ý.", "O'NEILL-GARCÍA, Ana Ý." },
	{ PERSON_LATIN, "NGUYỄN", "NGUYỄN" }, { PERSON_LATIN, "", "" },
	{ PERSON_SEX, "女", "女" }, { PERSON_SEX, "女性", "女" }, { PERSON_SEX, "２", "女" }, { PERSON_SEX, "F", "女" },
	{ PERSON_SEX, "female", "女" }, { PERSON_SEX, "男", "男" }, { PERSON_SEX, "1", "男" }, { PERSON_SEX, " male ", "男" },
	{ PERSON_SEX, "不明", "" }, { PERSON_SEX, "", "" },
	{ PERSON_BORN, "平成2年2月3日", "平成2年2月3日(土)" }, { PERSON_BORN, " 1990-02-03", "平成2年2月3日(土)" },
	{ PERSON_BORN, "昭和弐拾参年（一九四八年）五月壱日（土曜日）生まれ", "昭和23年5月1日(土)" },
	{ PERSON_BORN, "1899/12/31", "明治32年12月31日(日)" }, { PERSON_BORN, "1900/1/1", "明治33年1月1日(月)" },
	{ PERSON_BORN, "", "" },
	{ PERSON_POSTCODE, "1000013", "100-0013" }, { PERSON_POSTCODE, "〒１００ー００１３", "100-0013" },
	{ PERSON_POSTCODE, "100‐0013", "100-0013" }, { PERSON_POSTCODE, " 100 0013 ", "100-0013" }, { PERSON_POSTCODE, "", "" },
	{ PERSON_ADDRESS, "東京都千代田区霞が関1-1 ", "東京都千代田区霞が関1-1" },
};

static const struct { enum person_field field; const char *typed; } refused[] = {
	{ PERSON_NAME, "" }, { PERSON_NAME, " 　" }, { PERSON_NAME, "花\t子" }, { PERSON_NAME, "花\n子" },
	{ PERSON_NAME, "\xff" }, { PERSON_NAME, "花\u202e子" }, { PERSON_NAME, "花\u3164" }, { PERSON_NAME, "花\x1b[2J" },
	{ PERSON_KANA, "番号 花子" }, { PERSON_KANA, "bango" }, { PERSON_KANA, "ハナコ1" },
	{ PERSON_FORMER, "［佐藤］" }, { PERSON_FORMER, "佐藤(旧氏)" },
	{ PERSON_FORMER, "佐\x1b藤" }, { PERSON_FORMER_KANA, "佐藤" },
	{ PERSON_ALIAS, "山田\n太郎" }, { PERSON_LATIN, "スミス" },
	{ PERSON_LATIN, "SMITH 2" }, { PERSON_LATIN, "СМИТ" },
	{ PERSON_LATIN, "SMITH\xe2\x80\xae" },
	{ PERSON_SEX, "3" }, { PERSON_SEX, "おんな" }, { PERSON_SEX, "f\tx" }, { PERSON_SEX, "femalefemalefemale" },
	{ PERSON_BORN, "2026-02-30" }, { PERSON_BORN, "きのう" }, { PERSON_BORN, "610124" },
	{ PERSON_BORN, "昭和65年1月8日" }, { PERSON_BORN, "1900/1/0" }, { PERSON_BORN, "明治33年1月0日" },
	{ PERSON_BORN, "1900/01/00 0:00:00" }, { PERSON_BORN, "1899-12-30" }, { PERSON_BORN, "1899/12/30 00:00:00" },
	{ PERSON_POSTCODE, "100-001" }, { PERSON_POSTCODE, "100-00134" }, { PERSON_POSTCODE, "1OO-0013" },
	{ PERSON_POSTCODE, "123456789012" }, { PERSON_ADDRESS, "霞が関\a" },
	{ PERSON_FIELD_COUNT, "x" },
};

static void
fields_are_read_as_they_are_typed(void **state)
{
	char out[PERSON_ADDRESS_MAX + 1];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(taken) / sizeof(*taken); i++) {
		struct person p = { .name = "" };

		assert_null(person_read(&p, taken[i].field, taken[i].typed));
		person_field_text(&p, taken[i].field, out, sizeof(out));
		assert_string_equal(out, taken[i].kept);
	}
}

static void
what_is_refused_changes_nothing(void **state)
{
	const struct person before = { .name = "番号 花子", .kana = "バンゴウ ハナコ", .former = "佐藤",
	    .former_kana = "サトウ", .alias = "山田 花子", .latin = "YAMADA",
	    .address = "東京都", .postcode = "100-0013",
	    .born = { 1990, 2, 3 }, .sex = SEX_FEMALE };
	struct person p = before;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(refused) / sizeof(*refused); i++) {
		assert_non_null(person_read(&p, refused[i].field, refused[i].typed));
		assert_memory_equal(&p, &before, sizeof(p));
	}
	assert_non_null(strstr(person_read(&p, PERSON_BORN, "610124"), "元号"));	/* what it lacks is told */
}

/* As long as a register's may be, and no longer; a variation selector is no character of its own. */
static void
length_is_counted_in_characters(void **state)
{
	struct person p = { .name = "" };
	char text[2000] = "";
	int i;

	(void)state;
	for (i = 0; i < 100; i++)
		strcat(text, "花");
	strcat(text, "\ufe00");
	assert_null(person_read(&p, PERSON_NAME, text));
	strcat(text, "子");
	assert_non_null(person_read(&p, PERSON_NAME, text));
	assert_string_equal(person_read(&p, PERSON_FORMER, text), "長すぎます。100文字までです");
	assert_string_equal(person_read(&p, PERSON_ALIAS, text), "長すぎます。100文字までです");
	assert_string_equal(p.former, "");
	memset(text, 'A', 100);
	text[100] = '\0';
	assert_null(person_read(&p, PERSON_LATIN, text));
	assert_string_equal(p.latin, text);	/* not cut */
	(void)strcat(text, "A");
	assert_string_equal(person_read(&p, PERSON_LATIN, text), "長すぎます。100文字までです");
	for (text[0] = '\0', i = 0; i < 101; i++)
		strcat(text, "花");
	for (i = 0; i < 99; i++)
		strcat(text, "町");
	assert_null(person_read(&p, PERSON_ADDRESS, text));
	strcat(text, "町");
	assert_non_null(person_read(&p, PERSON_ADDRESS, text));
}

/* Sources: sources(7) N21. */
static void
a_former_name_and_its_kana_go_together(void **state)
{
	struct person p = { .name = "番号 花子" };

	(void)state;
	assert_null(person_names_fault(&p, true));
	assert_null(person_read(&p, PERSON_FORMER, "佐藤"));
	assert_non_null(person_names_fault(&p, true));
	assert_null(person_names_fault(&p, false));	/* recorded before there were kana */
	assert_null(person_read(&p, PERSON_FORMER_KANA, "サトウ"));
	assert_null(person_names_fault(&p, true));
	assert_null(person_read(&p, PERSON_FORMER, ""));
	assert_non_null(person_names_fault(&p, true));
	assert_non_null(person_names_fault(&p, false));
}

static void
a_line_is_for_who_has_the_name(void **state)
{
	struct person p = { .name = "番号 花子" };

	(void)state;
	assert_true(person_field_shown(&p, PERSON_KANA) && person_field_shown(&p, PERSON_ADDRESS));
	assert_false(person_field_shown(&p, PERSON_FORMER) || person_field_shown(&p, PERSON_FORMER_KANA) ||
	    person_field_shown(&p, PERSON_ALIAS) || person_field_shown(&p, PERSON_LATIN));
	assert_null(person_read(&p, PERSON_ALIAS, "山田 花子"));
	assert_true(person_field_shown(&p, PERSON_ALIAS));
	assert_false(person_field_shown(&p, PERSON_LATIN) || person_field_shown(&p, PERSON_FIELD_COUNT));
}

static void
words_are_there_and_back(void **state)
{
	unsigned s;

	(void)state;
	for (s = PERSON_TOLD; s <= PERSON_RECORD; s++)
		assert_int_equal(person_source_by_code(person_source_code((enum person_source)s)), s);
	assert_int_equal(person_source_by_code("hearsay"), PERSON_TOLD);
	assert_string_equal(person_sex_code(SEX_FEMALE), "female");
	assert_string_equal(person_field_name(PERSON_POSTCODE), "郵便番号");
	assert_string_equal(person_field_code(PERSON_FIELD_COUNT), "");
}

/* What a reception is told is read the same way. */
static void
facts_take_the_same(void **state)
{
	struct facts facts = { 0 };
	struct personal personal = { .proxy_name = "" };
	char why[FACTS_WHY_MAX];

	(void)state;
	assert_int_equal(facts_read(&facts, &personal, "kana=ばんごう はなこ", why), ERR_NONE);
	assert_string_equal(personal.person.kana, "バンゴウ ハナコ");
	assert_int_equal(facts_read(&facts, &personal, "postcode=1000013", why), ERR_NONE);
	assert_string_equal(personal.person.postcode, "100-0013");
	assert_int_equal(facts_read(&facts, &personal, "postcode=千", why), ERR_FACT);
	assert_string_equal(why, "postcode: 郵便番号は7桁の数字です");
	assert_int_equal(facts_read(&facts, &personal, "sex=dog", why), ERR_FACT);
	assert_int_equal(facts_read(&facts, NULL, "kana=ハナコ", why), ERR_FACT);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(fields_are_read_as_they_are_typed),
		cmocka_unit_test(what_is_refused_changes_nothing),
		cmocka_unit_test(length_is_counted_in_characters),
		cmocka_unit_test(a_former_name_and_its_kana_go_together),
		cmocka_unit_test(a_line_is_for_who_has_the_name),
		cmocka_unit_test(words_are_there_and_back),
		cmocka_unit_test(facts_take_the_same),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
