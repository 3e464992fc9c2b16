/* Lines as other systems write them, each an extract of its own: what is read of them, and what is said instead. */
#include "config.h"

#include "people/residents.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>
#include <cmocka.h>

#include "fixture.h"

#define HEADER "氏名,フリガナ,旧氏,通称,生年月日,住所\n"

static struct faults faults;
static const struct actor admin = { "kuroda", "hall", { { 2026, 11, 20 }, 10, 30, 0 }, ROLES_UNSTATED };
static struct resident last;

static enum err
import(const struct residents_how *how, const char *text)
{
	FILE *in = fmemopen((void *)(uintptr_t)text, strlen(text), "r");
	int64_t count;
	enum err e;

	assert_non_null(in);
	memset(&faults, 0, sizeof(faults));
	e = residents_import(store, &admin, in, "x.csv", how, &faults, &count);
	(void)fclose(in);
	return e;
}

static bool
keep(void *ctx, const struct resident *r)
{
	(void)ctx;
	last = *r;
	return true;
}

/* The one resident of an extract. */
static const struct person *
read_of(const struct residents_how *how, const char *text)
{
	if (import(how, text) != ERR_NONE)
		fail_msg("%s: %d: %s", text, faults.list[0].line, faults.list[0].message);
	assert_int_equal(residents_find(store, &admin, NULL, NULL, 0, keep, NULL), ERR_NONE);
	return &last.person;
}

#define LOST "は、文字コードの変換で字が失われた印です。元の字に直してください"
#define MEANT "。この字が正しければ、設定 as-written に書きます"

/* What a conversion leaves in place of a character: told with its place and what to do, whatever field it is in. */
static void
a_lost_character_is_told(void **state)
{
	static const struct { const char *line, *told; } rows[] = {
		{ "?橋 一郎,,,,S60.4.30,架空市", "氏名: 1文字目の ? (U+003F) " LOST MEANT },
		{ "髙橋 ？郎,,,,S60.4.30,架空市", "氏名: 4文字目の ？ (U+FF1F) " LOST MEANT },
		{ "髙橋 一郎,,,,S60.4.30,架空市■町", "住所: 4文字目の ■ (U+25A0) " LOST MEANT },
		{ "髙橋 一郎,,□藤,,S60.4.30,架空市", "旧氏: 1文字目の □ (U+25A1) " LOST MEANT },
		{ "髙橋 一郎,,,山\u00bf,S60.4.30,架空市", "通称: 2文字目の \u00bf (U+00BF) " LOST MEANT },
		{ "髙橋 一\ufffd,,,,S60.4.30,架空市", "氏名: 5文字目の \ufffd (U+FFFD) " LOST },
		{ "髙橋,タカ?シ,,,S60.4.30,架空市", "フリガナ: 3文字目の ? (U+003F) " LOST },
		{ "髙橋,,,,S60.4.3?,架空市", "生年月日: 8文字目の ? (U+003F) " LOST },
		{ "&#39640;橋,,,,S60.4.30,架空市", "氏名: 1文字目の &#39640; " LOST MEANT },
		{ "一&#x9AD8;橋,,,,S60.4.30,架空市", "氏名: 2文字目の &#x9AD8; " LOST MEANT },
		{ "＆＃３９６４０；橋,,,,S60.4.30,架空市", "氏名: 1文字目の ＆＃３９６４０； " LOST MEANT },
		{ "\\u9ad8橋,,,,S60.4.30,架空市", "氏名: 1文字目の \\u9ad8 " LOST MEANT },
		{ "¥u9AD8橋,,,,S60.4.30,架空市", "氏名: 1文字目の ¥u9AD8 " LOST MEANT },
		{ "%u9AD8橋,,,,S60.4.30,架空市", "氏名: 1文字目の %u9AD8 " LOST MEANT },
		{ "<U+9AD8>橋,,,,S60.4.30,架空市", "氏名: 2文字目の U+9AD8 " LOST MEANT },
		{ "髙橋,,,,S60.4.30,架空市A&amp;B", "住所: 5文字目の &amp; " LOST MEANT },
		{ "%E9%AB%98橋,,,,S60.4.30,架空市", "氏名: 1文字目の %E9%AB " LOST MEANT },
	};
	static const char *const sound[] = {
		"〓橋 一郎,,,,S60.4.30,架空市", "JOHN & MARY,,,,S60.4.30,架空市A&B館",
		"金　鉄洙,,,,S60.4.30,架空市○○町", "髙橋,,,,S60.4.30,架空市50%OFF館", "髙橋,,,,S60.4.30,架空市100%22号",
		"U,,,,S60.4.30,架空市U+館", "髙橋,,,,S60.4.30,架空市\\u館",
	};
	char text[512];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		(void)snprintf(text, sizeof(text), HEADER "%s\n", rows[i].line);
		if (import(NULL, text) != ERR_DATA)
			fail_msg("taken: %s", rows[i].line);
		assert_int_equal(faults.count, 1);
		assert_int_equal(faults.list[0].line, 2);
		assert_string_equal(faults.list[0].message, rows[i].told);
	}
	for (i = 0; i < sizeof(sound) / sizeof(*sound); i++) {
		(void)snprintf(text, sizeof(text), HEADER "%s\n", sound[i]);
		(void)read_of(NULL, text);
	}
}

/* Of a register that has such a sign in truth, or in one name: nothing else is let in by that. */
static void
signs_that_are_meant(void **state)
{
	const struct residents_how how = { .as_written = "ジョー？, ■■荘,&amp;" };

	(void)state;
	assert_string_equal(read_of(&how, HEADER "KIM JO,,,ジョー？,S60.4.30,架空市■■荘\n")->alias, "ジョー？");
	assert_string_equal(last.person.address, "架空市■■荘");
	assert_string_equal(read_of(&how, HEADER "金,,,,S60.4.30,A&amp;B\n")->address, "A&amp;B");
	assert_int_equal(import(&how, HEADER "KIM JO,,,ジョー？？,S60.4.30,架空市\n"), ERR_DATA);
	assert_string_equal(faults.list[0].message, "通称: 5文字目の ？ (U+FF1F) " LOST MEANT);
	assert_int_equal(import(&how, HEADER "KIM JO,,,,S60.4.30,架空市■荘\n"), ERR_DATA);
	assert_int_equal(import(&how, HEADER "KIM JO,ジョー？,,,S60.4.30,架空市\n"), ERR_DATA);
}

/* Family and given name in columns of their own, by whatever names; who has a single name has an empty one. */
static void
names_in_two_columns(void **state)
{
	static const struct { const char *text, *name, *kana; } rows[] = {
		{ "姓,名,セイ,メイ,生年月日,住所\n番号,花子,バンゴウ,ハナコ,S60.4.30,架空市\n", "番号　花子",
		    "バンゴウ ハナコ" },
		{ "名,生年月日,氏,住所\n花子,S60.4.30, 番号 ,架空市\n", "番号　花子", "" },
		{ "姓（漢字）,名（漢字）,姓（カナ）,名（カナ）,生年月日,住所\n番号,花子,ﾊﾞﾝｺﾞｳ,ﾊﾅｺ,S60.4.30,架空市\n",
		    "番号　花子", "バンゴウ ハナコ" },
		{ "姓フリガナ,名フリガナ,氏名,生年月日,住所\nばんごう,,番号,S60.4.30,架空市\n", "番号", "バンゴウ" },
		{ "family-name,given-name,born,address\n,ANNA,S60.4.30,x\n", "ANNA", "" },
		{ "氏名,姓,名,生年月日,住所\n番号 花子,番号,花子,S60.4.30,架空市\n", "番号 花子", "" },
		{ "上の名,下の名,生年月日,住所\n番号,花子,S60.4.30,架空市\n", "番号　花子", "" },
	};
	static const struct { const char *text; int line; const char *told; } wrong[] = {
		{ "姓,生年月日,住所\n番号,S60.4.30,架空市\n", 1, "名: この列がありません" },
		{ "氏名,メイ,生年月日,住所\n番号,ハナコ,S60.4.30,架空市\n", 1, "セイ: この列がありません" },
		{ "姓,氏,名,生年月日,住所\n番号,番号,花子,S60.4.30,架空市\n", 1, "2列目: 同じ列が2つあります" },
		{ "姓,名,生年月日,住所\n,,S60.4.30,架空市\n", 2, "姓: 氏名がありません" },
		{ "姓,名,生年月日,住所\n番号,花\u202e子,S60.4.30,架空市\n", 2,
		    "名: 使えない文字があります(2文字目の U+202E)" },
		{ "姓,名,生年月日,住所\n番?,花子,S60.4.30,架空市\n", 2, "姓: 2文字目の ? (U+003F) " LOST MEANT },
		{ "氏名,セイ,メイ,生年月日,住所\n番号,番,ハナコ,S60.4.30,架空市\n", 2,
		    "セイ: フリガナはカタカナで書きます (1文字目の 番 (U+756A))" },
	};
	const struct residents_how how = { .columns = "family-name=上の名,given-name=下の名" };
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		assert_string_equal(read_of(&how, rows[i].text)->name, rows[i].name);
		assert_string_equal(last.person.kana, rows[i].kana);
	}
	for (i = 0; i < sizeof(wrong) / sizeof(*wrong); i++) {
		assert_int_equal(import(NULL, wrong[i].text), ERR_DATA);
		assert_int_equal(faults.list[0].line, wrong[i].line);
		assert_non_null(strstr(faults.list[0].message, wrong[i].told));
	}
}

/* Old systems have a hyphen for a long vowel, between kana and behind them. */
static void
long_vowels_are_written_so(void **state)
{
	static const struct { const char *typed, *kana; } rows[] = {
		{ "ﾖ-ｺ ﾀﾛ-", "ヨーコ タロー" }, { "マリ- スミス", "マリー スミス" }, { "ﾏﾘｰ ﾖｰｺ", "マリー ヨーコ" },
		{ "マリ−　ヨ‐コ", "マリー ヨーコ" }, { "ばんご－", "バンゴー" },
	};
	char text[256];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		(void)snprintf(text, sizeof(text), HEADER "番号,%s,,,S60.4.30,架空市\n", rows[i].typed);
		assert_string_equal(read_of(NULL, text)->kana, rows[i].kana);
	}
	assert_int_equal(import(NULL, HEADER "番号,-マリ,,,S60.4.30,架空市\n"), ERR_DATA);
	assert_int_equal(import(NULL, HEADER "番号,マリ -コ,,,S60.4.30,架空市\n"), ERR_DATA);
}

/* As a spreadsheet is told the separator; lines are counted from that one on, and it is no person's. */
static void
a_line_names_the_separator(void **state)
{
	static const char *const texts[] = {
		"sep=,\r\n氏名,生年月日,住所\r\n番号,S60.4.30,架空市\r\n",
		("\xef\xbb\xbf" "SEP=;\n氏名;生年月日;住所\n番号;S60.4.30;架空市\n"),
		"\"sep=\t\"\n氏名\t生年月日\t住所\n番号\tS60.4.30\t架空市\n",
		"sep=|\n氏名|生年月日|住所\n番号|S60.4.30|架空市\n",
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(texts) / sizeof(*texts); i++)
		assert_string_equal(read_of(NULL, texts[i])->address, "架空市");
	assert_int_equal(import(NULL, "sep=,\n氏名,生年月日,続柄\n番号,S60.4.30,妻\n"), ERR_DATA);
	assert_int_equal(faults.list[0].line, 2);
	assert_int_equal(import(NULL, "氏名,生年月日,住所\nsep=,\n番号,S60.4.30,架空市\n"), ERR_DATA);
	assert_int_equal(faults.list[0].line, 2);
}

/* The year, or the month of a year, as a hand writes it. */
static void
dates_in_part_are_read(void **state)
{
	static const struct { const char *typed; struct date born; } rows[] = {
		{ "S63", { 1988, 0, 0 } }, { "昭63", { 1988, 0, 0 } }, { "S23.5", { 1948, 5, 0 } },
		{ "1948", { 1948, 0, 0 } }, { "1948/5", { 1948, 5, 0 } }, { "昭和６３", { 1988, 0, 0 } },
	};
	char text[256];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		(void)snprintf(text, sizeof(text), HEADER "番号,,,,%s,架空市\n", rows[i].typed);
		assert_int_equal(date_compare(read_of(NULL, text)->born, rows[i].born), 0);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_lost_character_is_told, fixture_setup_store, fixture_teardown),
		cmocka_unit_test_setup_teardown(signs_that_are_meant, fixture_setup_store, fixture_teardown),
		cmocka_unit_test_setup_teardown(names_in_two_columns, fixture_setup_store, fixture_teardown),
		cmocka_unit_test_setup_teardown(long_vowels_are_written_so, fixture_setup_store, fixture_teardown),
		cmocka_unit_test_setup_teardown(a_line_names_the_separator, fixture_setup_store, fixture_teardown),
		cmocka_unit_test_setup_teardown(dates_in_part_are_read, fixture_setup_store, fixture_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
