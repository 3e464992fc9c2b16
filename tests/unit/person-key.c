/* Names folded for the search: width, kana, marks, variants; Latin letters as kana; and nothing runs over. */
#include "base/fold.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>
#include <cmocka.h>

#include "base/person-key.h"
#include "base/text-kana.h"
#include "base/text.h"

static void
folds_to(const char *name, const char *key)
{
	char out[PERSON_NAME_MAX + 1], again[PERSON_NAME_MAX + 1];

	fold_name(name, FOLD_SOUND, out, sizeof(out));
	assert_string_equal(out, key);
	fold_name(out, FOLD_SOUND, again, sizeof(again));
	assert_string_equal(again, key);	/* folding what is folded changes nothing */
}

static void
kana_in_any_form(void **state)
{
	(void)state;
	folds_to("バンゴウ ハナコ", "ハンコハンアコ");
	folds_to("ばんごう　はなこ", "ハンコハンアコ");
	folds_to("ﾊﾞﾝｺﾞｳ ﾊﾅｺ", "ハンコハンアコ");
	folds_to("ハ\u3099ンコ\u3099ウ・ハナコ", "ハンコハンアコ");
	folds_to("パ\u309aピプペポ", "ハヒフヘホ");
	folds_to("キョウコ", "キヨコ");
	folds_to("ｷｮｳｺ", "キヨコ");
	folds_to("オオノ", "オンオ");
	folds_to("ローラー", "ロラ");
	folds_to("ヨシヱ", "ヨシエ");
	folds_to("ヵヶヮッァ", "カケワツア");
	folds_to("ヴィクトル", "ヒクトル");
	folds_to("みすゞ", "ミスス");
	folds_to("ヷヸヹヺ", "ハヒヘホ");
	folds_to("ヴ-ィ", "フイ");
}

static void
kanji_and_letters(void **state)
{
	(void)state;
	folds_to("髙橋　花子", "高橋花子");
	folds_to("山\ufa11", "山崎");
	folds_to("渡邉", "渡辺");
	folds_to("渡邊", "渡辺");
	folds_to("渡\u8fba\U000e0100", "渡辺");
	folds_to("齋藤", "斉藤");
	folds_to("斎藤", "斉藤");
	folds_to("𠮷田", "吉田");
	folds_to("\ufa19田", "神田");
	folds_to("佐々木", "佐佐木");
	folds_to("々", "々");
	folds_to("ＳＭＩＴＨ, John-Paul", "smithjohnpaul");
	folds_to(" ー・　", "");
	folds_to("%_*'\"\\;--", "");
	folds_to("", "");
	folds_to("\xff\xe3\x81", "");
}

static void
plain_keeps_what_is_heard(void **state)
{
	char a[64], b[64];

	(void)state;
	fold_name("ﾊﾞﾝｺﾞｳ ﾊﾅｺ", FOLD_SPELLING, a, sizeof(a));
	fold_name("ばんごうはなこ", FOLD_SPELLING, b, sizeof(b));
	assert_string_equal(a, b);
	assert_string_equal(a, "バンゴーハナコ");
	fold_name("ハンコウ", FOLD_SPELLING, b, sizeof(b));
	assert_string_not_equal(a, b);
	fold_name("ローラ", FOLD_SPELLING, a, sizeof(a));
	assert_string_equal(a, "ローラ");
}

static void
every_half_width_kana_has_its_full_form(void **state)
{
	static const struct { const char *half, *full; } pairs[] = {
		{ "ｦｧｨｩｪｫｬｭｮｯｰ", "ヲァィゥェォャュョッー" }, { "ｱｲｳｴｵｶｷｸｹｺ", "アイウエオカキクケコ" },
		{ "ｻｼｽｾｿﾀﾁﾂﾃﾄ", "サシスセソタチツテト" }, { "ﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎ", "ナニヌネノハヒフヘホ" },
		{ "ﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜﾝ", "マミムメモヤユヨラリルレロワン" },
		{ "ｶﾞｷﾞｸﾞｹﾞｺﾞｻﾞｼﾞｽﾞｾﾞｿﾞ", "ガギグゲゴザジズゼゾ" }, { "ﾀﾞﾁﾞﾂﾞﾃﾞﾄﾞ", "ダヂヅデド" },
		{ "ﾊﾞﾋﾞﾌﾞﾍﾞﾎﾞﾊﾟﾋﾟﾌﾟﾍﾟﾎﾟｳﾞﾜﾞ", "バビブベボパピプペポヴヷ" },
		{ "か\u3099は\u309aう\u3099", "ガパヴ" }, { "ア゛ッ゛", "ア\u3099ッ\u3099" }, { "Ａ　１", "A 1" },
	};
	char out[128];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(pairs) / sizeof(*pairs); i++) {
		text_katakana(pairs[i].half, out, sizeof(out));
		assert_string_equal(out, pairs[i].full);
	}
}

static void
latin_letters_are_kana(void **state)
{
	static const struct { const char *letters, *kana; } words[] = {
		{ "bango", "バンゴ" }, { "BANGOU", "バンゴウ" }, { "hanako", "ハナコ" }, { "shinichi", "シニチ" },
		{ "shin'ichi", "シンイチ" }, { "hattori", "ハットリ" }, { "itchi", "イッチ" }, { "homma", "ホンマ" },
		{ "honma", "ホンマ" }, { "tyuuo", "チュウオ" }, { "chuo", "チュオ" }, { "sitizyo", "シチジョ" },
		{ "ban go", "バンゴ" }, { "sat", "サ" }, { "kyoko", "キョコ" }, { "jun", "ジュン" }, { "nn", "ン" },
		{ "konna", "コンナ" }, { "tsuji", "ツジ" }, { "kanno", "カンノ" },
		{ "ohno", "オーノ" }, { "ōno", "オーノ" }, { "O\u0304no", "オーノ" }, 
		{ "ohyama", "オーヤマ" }, { "satoh", "サトー" },
		{ "ohara", "オハラ" }, { "yûki", "ユーキ" },
	};
	static const char *const none[] = { "", "smith", "k", "1a", "ab1", "a%", "番号", "str", "kyy", "o^no", "é" };
	char out[128], small[7];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(words) / sizeof(*words); i++) {
		assert_true(text_romaji(words[i].letters, out, sizeof(out)));
		assert_string_equal(out, words[i].kana);
	}
	for (i = 0; i < sizeof(none) / sizeof(*none); i++)
		assert_false(text_romaji(none[i], out, sizeof(out)));
	assert_false(text_romaji("hanako", small, sizeof(small)));
	assert_true(text_romaji("hana", small, sizeof(small)));
}

static void
nothing_runs_over(void **state)
{
	char name[4 * PERSON_NAME_MAX + 1], out[PERSON_NAME_MAX + 1], few[8];
	size_t i;

	(void)state;
	for (i = 0; i + 3 < sizeof(name); i += 3)
		memcpy(name + i, "ガ", 3);
	name[i] = '\0';
	fold_name(name, FOLD_SOUND, out, sizeof(out));
	assert_true(strlen(out) <= PERSON_NAME_MAX && strlen(out) > PERSON_NAME_MAX - 6);
	assert_true(text_valid(out, strlen(out)));
	fold_name("番号花子", FOLD_SOUND, few, sizeof(few));
	assert_string_equal(few, "番号");
	fold_name("番号", FOLD_SOUND, few, 1);
	assert_string_equal(few, "");
}

/* A former name is said with the given name behind it. */
static void
each_name_has_its_key(void **state)
{
	static const struct person p = { .name = "番号　花子", .kana = "バンゴウ ハナコ", .former = "齋藤",
	    .former_kana = "サイトウ", .alias = "山田 花", .latin = "BANGO Hana-ko" };
	static const struct person whole = { .name = "番号花子", .former = "佐藤" };
	static const struct person none = { .name = "番号 花子", .kana = "バンゴウ ハナコ" };
	static const struct person narrow = { .name = "番号 花　子", .former = "佐藤" };
	struct person_keys k;

	(void)state;
	person_keys(&p, &k);
	assert_string_equal(k.name, "番号花子");
	assert_string_equal(k.kana, "ハンコハンアコ");
	assert_string_equal(k.former, "斉藤花子");
	assert_string_equal(k.former_kana, "サイトハンアコ");
	assert_string_equal(k.alias, "山田花");
	assert_string_equal(k.latin, "bangohanako");
	person_keys(&whole, &k);
	assert_string_equal(k.former, "佐藤");
	person_keys(&narrow, &k);
	assert_string_equal(k.former, "佐藤花子");
	person_keys(&none, &k);
	assert_string_equal(k.former, "");
	assert_string_equal(k.former_kana, "");
	assert_string_equal(k.alias, "");
	assert_string_equal(k.latin, "");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(kana_in_any_form),
		cmocka_unit_test(kanji_and_letters),
		cmocka_unit_test(plain_keeps_what_is_heard),
		cmocka_unit_test(every_half_width_kana_has_its_full_form),
		cmocka_unit_test(latin_letters_are_kana),
		cmocka_unit_test(nothing_runs_over),
		cmocka_unit_test(each_name_has_its_key),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
