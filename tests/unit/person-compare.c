/* Card against record: what is the same written otherwise, and what is not the same however alike it looks. */
#include "people/compare.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
#include <cmocka.h>

static const struct { enum person_field field; const char *one, *other; enum person_verdict verdict; } pairs[] = {
	{ PERSON_NAME, "番号 花子", "番号 花子", PERSON_SAME },
	{ PERSON_NAME, "番号 花子", "番号　花子", PERSON_OTHERWISE },
	{ PERSON_NAME, "髙橋 花子", "高橋花子", PERSON_OTHERWISE },
	{ PERSON_NAME, "辺\U000e0100 花", "邊 花", PERSON_OTHERWISE },
	{ PERSON_NAME, "SMITH JOHN", "Ｓｍｉｔｈ　Ｊｏｈｎ", PERSON_OTHERWISE },
	{ PERSON_NAME, "番号 花子", "番号\u00a0花子", PERSON_SAME },	/* composed at the gate */
	{ PERSON_NAME, "番号 花子", "番号 華子", PERSON_DIFFERENT },
	{ PERSON_NAME, "番号 花子", "", PERSON_ONE_SIDED },
	{ PERSON_NAME, "・", "ー", PERSON_DIFFERENT }, { PERSON_NAME, "・", "-",
	    PERSON_DIFFERENT },	/* nothing is left of either */
	{ PERSON_FORMER, "・", "・・", PERSON_DIFFERENT },
	{ PERSON_KANA, "バンゴウ ハナコ", "ばんごう　はなこ", PERSON_SAME },
	{ PERSON_KANA, "バンゴウ ハナコ", "バンゴウハナコ", PERSON_OTHERWISE },
	{ PERSON_KANA, "バンゴウ ハナコ", "ハンコウ ハナコ", PERSON_DIFFERENT },
	{ PERSON_KANA, "キョウコ", "キヨウコ", PERSON_OTHERWISE },
	{ PERSON_KANA, "オオノ シヅカ", "オーノ シズカ", PERSON_OTHERWISE },
	{ PERSON_KANA, "オオノ", "オノ", PERSON_DIFFERENT },
	{ PERSON_SEX, "女", "女", PERSON_SAME }, { PERSON_SEX, "女", "男", PERSON_DIFFERENT },
	{ PERSON_SEX, "女", "", PERSON_ONE_SIDED },
	{ PERSON_BORN, "平成2年2月3日", "1990-02-03", PERSON_SAME },
	    { PERSON_BORN, "S64.1.7", "H1.1.8", PERSON_DIFFERENT },
	{ PERSON_BORN, "S64.1.7", "", PERSON_ONE_SIDED },
	{ PERSON_BORN, "昭和23年00月00日", "1948-00-00", PERSON_SAME },
	{ PERSON_BORN, "昭和64年00月00日", "1989-00-00", PERSON_SAME },
	{ PERSON_BORN, "昭和64年00月00日", "平成元年00月00日", PERSON_DIFFERENT },
	{ PERSON_BORN, "大正15年00月00日", "1926-12-25", PERSON_DIFFERENT },
	{ PERSON_BORN, "大正15年00月00日", "1926-12-24", PERSON_ONE_SIDED },
	{ PERSON_BORN, "年月日不詳", "00000000", PERSON_SAME }, { PERSON_BORN, "年月日不詳", "", PERSON_ONE_SIDED },
	{ PERSON_BORN, "昭和23年00月00日", "昭和24年00月00日", PERSON_DIFFERENT },
	{ PERSON_BORN, "昭和23年5月00日", "昭和23年6月1日", PERSON_DIFFERENT },
	{ PERSON_BORN, "昭和23年5月00日", "昭和23年5月1日", PERSON_ONE_SIDED },
	{ PERSON_BORN, "年月日不詳", "昭和23年5月1日", PERSON_ONE_SIDED },
	{ PERSON_POSTCODE, "1000013", "100-0013", PERSON_SAME },
	    { PERSON_POSTCODE, "100-0013", "100-0014", PERSON_DIFFERENT },
	{ PERSON_ADDRESS, "東京都千代田区霞が関1-1", "東京都千代田区霞が関1-1", PERSON_SAME },
	{ PERSON_ADDRESS, "東京都千代田区霞が関一丁目1番", "東京都千代田区霞ヶ関１－１", PERSON_OTHERWISE },
	{ PERSON_ADDRESS, "霞が関一丁目２番３号", "霞が関1-2-3", PERSON_OTHERWISE },
	{ PERSON_ADDRESS, "霞が関1丁目2番地の3", "霞が関1‐2−3", PERSON_OTHERWISE },
	{ PERSON_ADDRESS, "霞が関一丁目二番三号", "霞が関1ー2ー3", PERSON_OTHERWISE },
	{ PERSON_ADDRESS, "本町二十一番地", "本町21", PERSON_OTHERWISE },
	{ PERSON_ADDRESS, "本町十番地", "本町10番地", PERSON_OTHERWISE },
	{ PERSON_ADDRESS, "本町1-2 霞荘 101号", "本町1丁目2番 霞荘101", PERSON_OTHERWISE },
	{ PERSON_ADDRESS, "川﨑市本町1", "川崎市本町1", PERSON_OTHERWISE },
	{ PERSON_ADDRESS, "本町1-23", "本町12-3", PERSON_DIFFERENT },
	{ PERSON_ADDRESS, "本町1-2-3", "本町1-2", PERSON_DIFFERENT },
	{ PERSON_ADDRESS, "本町二丁目", "本町三丁目", PERSON_DIFFERENT },
	{ PERSON_ADDRESS, "三鷹市本町1", "二鷹市本町1", PERSON_DIFFERENT },
	{ PERSON_ADDRESS, "三鷹市本町1", "3鷹市本町1", PERSON_DIFFERENT },
	{ PERSON_ADDRESS, "本町1", "", PERSON_ONE_SIDED },
	{ PERSON_ADDRESS, "一", "二", PERSON_DIFFERENT },
	{ PERSON_ADDRESS, "1-", "1", PERSON_OTHERWISE },
	{ PERSON_ADDRESS, "十十十十十十十番", "本町", PERSON_DIFFERENT },
};

static void
pairs_are_judged(void **state)
{
	enum person_verdict ab[PERSON_FIELD_COUNT], ba[PERSON_FIELD_COUNT];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(pairs) / sizeof(*pairs); i++) {
		struct person a = { .name = "" }, b = { .name = "" };

		if (pairs[i].one[0] != '\0')
			assert_null(person_read(&a, pairs[i].field, pairs[i].one));
		if (pairs[i].other[0] != '\0')
			assert_null(person_read(&b, pairs[i].field, pairs[i].other));
		person_compare(&a, &b, ab);
		person_compare(&b, &a, ba);
		if (ab[pairs[i].field] != pairs[i].verdict)
			fail_msg("%s, %s: %s", pairs[i].one, pairs[i].other, person_verdict_code(ab[pairs[i].field]));
		assert_memory_equal(ab, ba, sizeof(ab));
	}
}

/* What isn't the same is named without what it is; what was taken for one is shown. */
static void
otherwise_is_told(void **state)
{
	enum person_verdict v[PERSON_FIELD_COUNT];
	struct person a = { .name = "髙橋 花子", .address = "渡邉町1" };
	struct person b = { .name = "高橋　花子", .address = "渡辺町2" };
	char out[PERSON_TOLD_MAX], few[8];

	(void)state;
	person_compare(&a, &b, v);
	person_verdicts_write(v, out, sizeof(out));
	assert_string_equal(out, "name:otherwise,address:different");
	person_verdicts_write(v, few, sizeof(few));
	assert_string_equal(few, "name:ot");
	person_told(&a, &b, PERSON_NAME, out);
	assert_string_equal(out, "髙=高");
	person_told(&a, &b, PERSON_ADDRESS, out);
	assert_string_equal(out, "邉=辺");
	person_told(&a, &b, PERSON_KANA, out);
	assert_string_equal(out, "");
	person_told(&(struct person){ .name = "一之瀬　渡邉" }, &(struct person){ .name = "一ノ瀬渡辺" },
	    PERSON_NAME, out);
	assert_string_equal(out, "之=ノ 邉=辺");
	person_told(&(struct person){ .name = "林　田中" }, &(struct person){ .name = "林田 中" }, PERSON_NAME, out);
	assert_string_equal(out, "林　田中=林田 中");
	person_told(&(struct person){ .name = "齋藤　花子" }, &(struct person){ .name = "斎 藤花子" }, PERSON_NAME,
	    out);
	assert_string_equal(out, "齋=斎 齋藤　花子=斎 藤花子");
	person_told(&(struct person){ .kana = "ハヤシ タナカ" }, &(struct person){ .kana = "ハヤシタ ナカ" },
	    PERSON_KANA, out);
	assert_string_equal(out, "ハヤシ タナカ=ハヤシタ ナカ");
	person_told(&(struct person){ .name = "林　田中" }, &(struct person){ .name = "林 田中" }, PERSON_NAME, out);
	assert_string_equal(out, "");
	person_told(&(struct person){ .name = "林　田中" }, &(struct person){ .name = "林田中" }, PERSON_NAME, out);
	assert_string_equal(out, "");
	person_told(&(struct person){ .name = "林　田中" }, &(struct person){ .name = "森田 中" }, PERSON_NAME, out);
	assert_string_equal(out, "");
	person_told(&(struct person){ .name = "一の瀬　渡邉" }, &(struct person){ .name = "一ﾉ瀬渡辺" },
	    PERSON_NAME, out);
	assert_string_equal(out, "の=ﾉ 邉=辺");
	person_told(&(struct person){ .name = "鎌ヶ谷　渡邉" }, &(struct person){ .name = "鎌が谷渡辺" },
	    PERSON_NAME, out);
	assert_string_equal(out, "ヶ=が 邉=辺");
	person_told(&(struct person){ .name = "STRAẞER JÖRG" }, &(struct person){ .name = "Strasser Joerg" },
	    PERSON_NAME, out);
	assert_string_equal(out, "ẞ=ss Ö=oe");
	person_told(&(struct person){ .name = "AABERG SOEREN" }, &(struct person){ .name = "ÅBERG SØREN" }, PERSON_NAME,
	    out);
	assert_string_equal(out, "AA=Å OE=Ø");
	person_told(&(struct person){ .name = "ÖEN ÞÆR" }, &(struct person){ .name = "OEN THAER" }, PERSON_NAME, out);
	assert_string_equal(out, "Ö=O Þ=TH Æ=AE");
	person_told(&(struct person){ .kana = "バンゴウ ハナコ" }, &(struct person){ .kana = "バンゴー ハナコ" },
	    PERSON_KANA, out);
	assert_string_equal(out, "ウ=ー");
	person_compare(&a, &a, v);
	person_verdicts_write(v, out, sizeof(out));
	assert_string_equal(out, "");
}

/* A character that nobody can compare is taken for one only where all else says so, and is told. */
static void
what_nobody_can_compare_is_the_clerks(void **state)
{
	static const struct {
		const char *name;
		struct date born;
		const char *address;
		enum person_match match;
	} rows[] = {
		{ "番号 〓子", { 1986, 1, 20 }, "見本町1", PERSON_BY_EYE },
		{ "番号 〓子", { 1986, 1, 20 }, "見本町2", PERSON_BY_EYE },
		{ "番号 〓子", { 1986, 1, 0 }, "見本町1", PERSON_BY_EYE },
		{ "番号 〓子", { 1986, 1, 0 }, "見本\ue000 1", PERSON_BY_EYE },
		{ "番号 〓子", { 1986, 1, 0 }, "見本町2", PERSON_ANOTHER },
		{ "番号 〓子", { 1986, 1, 21 }, "見本町1", PERSON_ANOTHER },
		{ "番号 〓子", { 0 }, "見本町1", PERSON_OPEN },
		{ "番号 〓江", { 1986, 1, 20 }, "見本町1", PERSON_ANOTHER },
	};
	struct person card = { .name = "番号 花子", .born = { 1986, 1, 20 }, .address = "見本町1" };
	enum person_verdict v[PERSON_FIELD_COUNT];
	char out[PERSON_TOLD_MAX];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct person record = { .name = "", .born = rows[i].born };

		(void)strcpy(record.name, rows[i].name);
		(void)strcpy(record.address, rows[i].address);
		person_compare(&record, &card, v);
		if (person_match(&record, &card, v) != rows[i].match)
			fail_msg("%zu", i);
	}
	(void)strcpy(card.name, "番号 \ue000子");
	(void)strcpy(card.former, "渡\ue001");
	person_compare(&card, &(struct person){ .name = "番号 花子", .former = "渡辺", .address = "見\ue000町1" }, v);
	person_verdicts_write(v, out, sizeof(out));
	assert_string_equal(out, "name:unread,former-name:unread,born:one-sided,address:unread");
	person_told(&card, &(struct person){ .name = "番号 花子", .former = "渡辺" }, PERSON_NAME, out);
	assert_string_equal(out, "\ue000(U+E000)=花");
	person_told(&card, &(struct person){ .name = "番号 花子", .former = "渡辺" }, PERSON_FORMER, out);
	assert_string_equal(out, "\ue001(U+E001)=辺");
	person_told(&(struct person){ .name = "番号 〓子" }, &(struct person){ .name = "番号 〓子" }, PERSON_NAME, out);
	assert_string_equal(out, "〓=〓");
}

/* What is known of both birth dates has to agree; one without a year is of the person who lives there. */
static void
birth_dates_match_as_far_as_they_are_known(void **state)
{
	static const struct { struct date one, other; const char *address; enum person_match match; } rows[] = {
		{ { 1986, 1, 20 }, { 1986, 1, 20 }, "見本町2", PERSON_LIKE },
		{ { 1986, 0, 0 }, { 1986, 1, 20 }, "見本町2", PERSON_LIKE },
		{ { 1986, 1, 0 }, { 1986, 1, 20 }, "見本町2", PERSON_LIKE },
		{ { 1986, 1, 0 }, { 1986, 0, 0 }, "見本町2", PERSON_LIKE },
		{ { 1986, 0, 0 }, { 1987, 1, 20 }, "見本町1", PERSON_ANOTHER },
		{ { 1986, 2, 0 }, { 1986, 1, 20 }, "見本町1", PERSON_ANOTHER },
		{ { 1986, 1, 20 }, { 1986, 1, 21 }, "見本町1", PERSON_ANOTHER },
		{ { 1986, 1, 20 }, { 0, 0, 0 }, "見本町2", PERSON_OPEN },
	};
	enum person_verdict v[PERSON_FIELD_COUNT];
	struct person a = { .name = "番号 花子", .address = "見本町1" }, b = a;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		a.born = rows[i].one;
		b.born = rows[i].other;
		assert_null(person_read(&b, PERSON_ADDRESS, rows[i].address));
		person_compare(&a, &b, v);
		assert_int_equal(person_match(&a, &b, v), rows[i].match);
		assert_int_equal(person_match(&b, &a, v), rows[i].match);
	}
	a.born = date_unsaid;
	person_compare(&a, &b, v);
	assert_int_equal(person_match(&a, &b, v), PERSON_OPEN);
	b.born = (struct date){ 1986, 1, 20 };
	person_compare(&a, &b, v);
	assert_int_equal(person_match(&a, &b, v), PERSON_ANOTHER);	/* it may be anybody of that name */
	assert_null(person_read(&b, PERSON_ADDRESS, "見本町１"));
	person_compare(&a, &b, v);
	assert_int_equal(person_match(&a, &b, v), PERSON_LIKE);
}

/* The longest that a field holds is folded within its place. */
static void
the_longest_address_is_folded(void **state)
{
	enum person_verdict out[PERSON_FIELD_COUNT];
	struct person a = { .name = "" }, b;
	size_t i;

	(void)state;
	for (i = 0; i + 4 < sizeof(a.address); i += 3)
		memcpy(a.address + i, i % 2 ? "十" : "番", 3);
	b = a;
	b.address[0] = '1';
	person_compare(&a, &b, out);
	assert_int_equal(out[PERSON_ADDRESS], PERSON_DIFFERENT);
	memset(a.address, '1', sizeof(a.address) - 1);
	person_compare(&a, &a, out);
	assert_int_equal(out[PERSON_ADDRESS], PERSON_SAME);
}

/* Another former name is another person's; one that only one side knows is not. What was taken for the same is told. */
static void
former_names_tell_people_apart(void **state)
{
	struct person record = { .name = "番号　花子", .former = "佐藤", .born = { 1990, 2, 3 }, .sex = SEX_FEMALE };
	struct person card = { .name = "番号　花子", .former = "齊藤", .born = { 1990, 2, 3 }, .sex = SEX_FEMALE };
	enum person_verdict v[PERSON_FIELD_COUNT];
	char told[PERSON_TOLD_MAX];

	(void)state;
	person_compare(&record, &card, v);
	assert_int_equal(v[PERSON_NAME], PERSON_SAME);
	assert_int_equal(v[PERSON_FORMER], PERSON_DIFFERENT);
	assert_int_equal(person_match(&record, &card, v), PERSON_ANOTHER);
	card.former[0] = '\0';
	person_compare(&record, &card, v);
	assert_int_equal(v[PERSON_FORMER], PERSON_ONE_SIDED);
	assert_int_equal(person_match(&record, &card, v), PERSON_LIKE);
	assert_null(person_read(&card, PERSON_NAME, "番號（佐藤）　花子"));
	person_compare(&record, &card, v);
	assert_int_equal(v[PERSON_NAME], PERSON_OTHERWISE);
	person_told(&record, &card, PERSON_NAME, told);
	assert_string_equal(told, "號=号 佐藤=旧氏");
	assert_null(person_read(&record, PERSON_ALIAS, "山田　花"));
	assert_null(person_read(&record, PERSON_LATIN, "BANGO HANAKO"));
	assert_null(person_read(&card, PERSON_NAME, "BANGO HANAKO　番号　花子（山田花）"));
	person_compare(&record, &card, v);
	assert_int_equal(v[PERSON_NAME], PERSON_OTHERWISE);
	person_told(&card, &record, PERSON_NAME, told);
	assert_string_equal(told, "BANGO HANAKO=英字氏名 山田　花=通称");
	assert_null(person_read(&card, PERSON_NAME, "山田　花"));		/* an alias alone is no name */
	person_compare(&record, &card, v);
	assert_int_equal(v[PERSON_NAME], PERSON_DIFFERENT);
	assert_null(person_read(&card, PERSON_NAME, "番号［鈴木］花子"));
	person_compare(&record, &card, v);
	assert_int_equal(v[PERSON_NAME], PERSON_DIFFERENT);
	assert_null(person_read(&card, PERSON_NAME, "番号［佐藤］花子"));
	record = (struct person){ .name = "番号　花子", .born = { 1990, 2, 3 } };
	person_compare(&record, &card, v);
	assert_int_equal(v[PERSON_NAME], PERSON_OTHERWISE);
	assert_int_equal(v[PERSON_FORMER], PERSON_ONE_SIDED);		/* nobody else knows of it: told */
	person_told(&card, &record, PERSON_NAME, told);
	assert_string_equal(told, "佐藤=旧氏(片方だけ)");
	person_verdicts_write(v, told, sizeof(told));
	assert_string_equal(told, "name:otherwise,former-name:one-sided");
	/* Within a name no alias stands; behind all it is one, for all that is known. */
	assert_null(person_read(&card, PERSON_NAME, "番号（佐藤）花子"));
	person_compare(&record, &card, v);
	assert_int_equal(v[PERSON_NAME], PERSON_OTHERWISE);
	assert_int_equal(v[PERSON_FORMER], PERSON_ONE_SIDED);
	assert_null(person_read(&card, PERSON_NAME, "番号　花子（佐藤）"));
	person_compare(&record, &card, v);
	assert_int_equal(v[PERSON_NAME], PERSON_OTHERWISE);
	assert_int_equal(v[PERSON_FORMER], PERSON_UNTOLD);
	assert_int_equal(v[PERSON_ALIAS], PERSON_ONE_SIDED);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(pairs_are_judged),
		cmocka_unit_test(otherwise_is_told),
		cmocka_unit_test(what_nobody_can_compare_is_the_clerks),
		cmocka_unit_test(birth_dates_match_as_far_as_they_are_known),
		cmocka_unit_test(the_longest_address_is_folded),
		cmocka_unit_test(former_names_tell_people_apart),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
