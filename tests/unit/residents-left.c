/* What an import leaves out: nothing of it is lost, so that it can be mended; and no individual number is in it. */
#include "config.h"

#include "people/residents.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "fixture.h"

#define HEADER "氏名,フリガナ,生年月日,住所,備考\r\n"
#define LOST "\ufffd\ufffd\ufffd\ufffd"

static struct faults faults;
static const struct actor admin = { "kuroda", "hall", { { 2026, 11, 20 }, 10, 30, 0 }, ROLE_BIT(ROLE_ADMINISTRATOR) };
static char *left;		/* what was left out last */
static int64_t imported, left_out;

static enum err
import(const char *text, bool keep)
{
	static struct columns_rest rest;
	const struct residents_how how = { .rest = keep ? &rest : NULL, .columns = "-=備考" };
	FILE *in = fmemopen((void *)(uintptr_t)text, strlen(text), "r");
	char *written = NULL;
	size_t size;
	enum err e;

	assert_non_null(in);
	memset(&faults, 0, sizeof(faults));
	rest.out = open_memstream(&written, &size);
	rest.count = 0;
	e = residents_import(store, &admin, in, "x.csv", &how, &faults, &imported);
	(void)fclose(in);
	(void)fclose(rest.out);
	left_out = rest.count;
	free(left);
	left = written;
	return e;
}

static int
teardown(void **state)
{
	free(left);
	left = NULL;
	return fixture_teardown(state);
}

static void
told(size_t i, int line, const char *message)
{
	assert_int_equal(faults.list[i].line, line);
	assert_non_null(strstr(faults.list[i].message, message));
}

/* Where it is asked for, faults of one stop nobody else: they stand in a file of their own, as they were written. */
static void
the_good_are_kept(void **state)
{
	(void)state;
	assert_int_equal(import(HEADER "番号 花子,,1990-02-03,東京都,\r\n番号 太郎,番号,1988-02-30,東京都,\r\n"
	    "a\"b,,,,\r\n番号 次郎,,1985-04-30,\"東京都\",\n", true), ERR_NONE);
	assert_int_equal(imported, 2);
	assert_int_equal(left_out, 2);
	assert_string_equal(left, HEADER "番号 太郎,番号,1988-02-30,東京都,\r\na\"b,,,,\r\n");
	assert_int_equal(faults.count, 3);
}

/* Each kind of fault that is mended in the text, and how. */
static const struct { const char *line, *wrong, *right; } kinds[] = {
	{ "一,イチ,1990-02-30,架空市,\r\n", "02-30", "02-03" },
	{ "二,ニ,610124,架空市,\n", "610124", "S610124" },
	{ "三,サン,S61.1.24,\"架空市\n1-1\",\r\n", "市\n", "市" },
	{ "四\u202e,シ,S61.1.24,架空市,\r\n", "\u202e", "" },
	{ "五,五,S61.1.24,架空市,\r\n", ",五,", ",ゴ," },
	{ "六,ロク,S61.1.24,架空市,,x\r\n", ",x\r", "\r" },
	{ "七\"七,シチ,S61.1.24,架空市,\r\n", "七\"七", "七七" },
	{ "八,ハチ,S61.1.24,,\r\n", ",,\r", ",架空市,\r" },
	{ "九,ク,S61.1.24,架空市123456789018,\n", LOST LOST LOST, "" },
	{ "十,ジュウ,S61.1.24,架空市,123456789018\n", LOST LOST LOST, "" },
	{ "壱,イチイチ,S61.1.24,架空市61012020311234,\n", LOST LOST LOST "\ufffd\ufffd", "" },
	{ "弐,イチニ,S61.1.24,架空市1234番地5678号9018,\n", LOST "番地" LOST "号" LOST, "" },
};

#define KINDS (sizeof(kinds) / sizeof(*kinds))

/* One replaced by the other, wherever it stands. */
static void
mend(char *text, size_t size, const char *wrong, const char *right)
{
	const size_t gap = strlen(wrong), fill = strlen(right);
	char *at = strstr(text, wrong);

	assert_non_null(at);
	assert_true(strlen(text) + fill + 1 <= size);
	memmove(at + fill, at + gap, strlen(at + gap) + 1);
	memcpy(at, right, fill);
}

/* Mended line by line and put behind those that were good, they all are there. */
static void
mended_nothing_is_lost(void **state)
{
	char text[4096] = HEADER "零,レイ,S61.1.24,架空市,\r\n", again[8192];
	size_t i;

	(void)state;
	for (i = 0; i < KINDS; i++)
		(void)strcat(text, kinds[i].line);
	assert_int_equal(import(text, false), ERR_DATA);
	assert_int_equal(faults.count, KINDS);
	assert_int_equal(import(text, true), ERR_NONE);
	assert_int_equal(imported, 1);
	assert_int_equal(left_out, KINDS);
	(void)snprintf(again, sizeof(again), "%s零,レイ,S61.1.24,架空市,\r\n", left);
	for (i = 0; i < KINDS; i++)
		mend(again, sizeof(again), kinds[i].wrong, kinds[i].right);
	assert_int_equal(import(again, true), ERR_NONE);
	assert_int_equal(imported, KINDS + 1);
	assert_int_equal(left_out, 0);
	assert_string_equal(left, "");
	assert_int_equal(fixture_number(store, "SELECT count(DISTINCT kana) FROM resident"), KINDS + 1);
	assert_int_equal(fixture_number(store, "SELECT count(*) FROM resident"
	    " WHERE born IN ('1986-01-24', '1990-02-03') AND address LIKE '架空市%'"), KINDS + 1);
	print_message("%zu kinds of faults\n", KINDS);
}

/* Every line is checked; the good are kept, and the others written as they are but for the digits of the number. */
static void
no_number_is_written(void **state)
{
	size_t i;

	(void)state;
	assert_int_equal(import(HEADER "番号 一,,S60.4.30,架空市1234-5678-9018,\"a\"\"b\"\n番号 二,,S60.4.30,架空市,\n"
	    "番号 三,,明日,\"架空市\n2\",123456789018\n番\"号,,S60.4.30,１２３４５６７８９０１８,x\n"
	    "番号 四,,明日,架空市,\n",
	    true), ERR_NONE);
	assert_int_equal(imported, 1);
	assert_int_equal(left_out, 4);
	assert_string_equal(left, HEADER "番号 一,,S60.4.30,架空市" LOST "-" LOST "-" LOST
	    ",\"a\"\"b\"\n番号 三,,明日,\"架空市\n2\"," LOST LOST LOST "\n"
	    "番\"号,,S60.4.30," LOST LOST LOST ",x\n番号 四,,明日,架空市,\n");
	assert_int_equal(faults.count, 4);
	for (i = 0; i < 3; i++)
		told(i, (int []){ 2, 4, 6 }[i], "個人番号らしい12桁の数字があります。個人番号は読み込みません");
	/* Its place is refused until somebody has looked at it. */
	assert_int_equal(import(left, false), ERR_DATA);
	told(0, 2, "住所: 4文字目の \ufffd (U+FFFD) は、文字コードの変換で字が失われた印です。元の字に直してください");
}

/* Nor is one that stands among more digits, whatever the line has been left out for, in whatever field. */
static void
no_number_among_more_is_written(void **state)
{
	static const struct { const char *line, *left; } rows[] = {
		{ "番号 一,,S60.4.30,架空市12345678901800,", "番号 一,,S60.4.30,架空市" LOST LOST LOST "00," },
		{ "番号 一,,明日,架空市,1234567890180000", "番号 一,,明日,架空市," LOST LOST LOST "0000" },
		{ "番号 一,,明日,架空市00123456789018,", "番号 一,,明日,架空市00" LOST LOST LOST "," },
		{ "番\"号,,S60.4.30,2026123456789018,x", "番\"号,,S60.4.30,2026" LOST LOST LOST ",x" },
		{ "番号 一,,明日,架空市12345678901233,1123456789018",
		    "番号 一,,明日,架空市12345678901233,1123456789018" },
	};
	char text[512], expected[512];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		(void)snprintf(text, sizeof(text), HEADER "%s\r\n番号 二,,S60.4.30,架空市,1234567890180000\r\n",
		    rows[i].line);
		(void)snprintf(expected, sizeof(expected), HEADER "%s\r\n", rows[i].left);
		assert_int_equal(import(text, true), ERR_NONE);
		assert_int_equal(imported, 1);		/* of a column that isn't read nothing is stored */
		assert_string_equal(left, expected);
	}
}

/* However a number is set, no digit of it is written, and nothing else is lost: neither dates nor telephone numbers. */
static void
only_numbers_are_masked(void **state)
{
	static const struct { const char *number, *masked; } rows[] = {
		{ "1234.5678.9018", LOST "." LOST "." LOST }, { "1234/5678/9018", LOST "/" LOST "/" LOST },
		{ "1234、5678、9018", LOST "、" LOST "、" LOST }, { "1234,5678,9018", LOST "," LOST "," LOST },
		{ "\"1234,5678,9018\"", "\"" LOST "," LOST "," LOST "\"" },
		{ "12345\u200b6789018", LOST "\ufffd\u200b\ufffd\ufffd\ufffd" LOST },
		{ "1234\u00ad5678\u20609018", LOST "\u00ad" LOST "\u2060" LOST },
		{ "1234\ufe0f56789018", LOST "\ufe0f" LOST LOST }, { "1234\t56789018", LOST "\t" LOST LOST },
		{ "一二三四五六七八九〇一八", LOST LOST LOST },
	};
	char text[512], expected[512];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		(void)snprintf(text, sizeof(text), HEADER "番号 一,,1990-02-03,架空市 090-1234-5678,%s\r\n"
		    "番号 二,,S60.4.30,架空市,\r\n", rows[i].number);
		(void)snprintf(expected, sizeof(expected), HEADER "番号 一,,1990-02-03,架空市 090-1234-5678,%s\r\n",
		    rows[i].masked);
		assert_int_equal(import(text, true), ERR_NONE);
		assert_int_equal(imported, 1);
		assert_string_equal(left, expected);
		told(0, 2, "個人番号らしい12桁の数字があります。個人番号は読み込みません");
	}
}

#define BANGO "\x94\xd4\x8d\x86"	/* 番号, and 架空市, in CP932 */
#define CITY "\x89\xcb\x8b\xf3\x8e""s"

/* Of another encoding a byte that is no character is told by its place; in UTF-8 it stands as it came. */
static void
no_byte_is_made_up(void **state)
{
	(void)state;
	assert_int_equal(import("\x8e\x81\x96\xbc"",\x83""t\x83\x8a\x83""K\x83""i,\x90\xb6\x94""N\x8c\x8e\x93\xfa"","
	    "\x8f""Z\x8f\x8a"",\x94\xf5\x8d""l\r\n"
	    BANGO ",,1990-02-03," CITY "\x81,\r\n" BANGO ",,1990-02-03," CITY ",\r\n"
	    BANGO ",,1990-02-03," CITY "\x81,123456789018\r\n", true), ERR_NONE);
	assert_int_equal(imported, 1);
	assert_int_equal(left_out, 2);
	assert_string_equal(strchr(left, '\n') + 1, BANGO ",,1990-02-03," CITY "\x81,\r\n"
	    BANGO ",,1990-02-03," CITY "?,????????????\r\n");
	assert_int_equal(import(HEADER "番号,,1990-02-03,架空市\xff,\r\n番号,,1990-02-03,架空市,\r\n", true), ERR_NONE);
	assert_string_equal(left, HEADER "番号,,1990-02-03,架空市\xff,\r\n");
}

/* A quote that isn't closed is the fault of its line, not of those behind it. */
static void
a_quote_is_no_number(void **state)
{
	static const char wrong[] = "番号 一,,1990-02-03,\"架空市1,\n",
	    number[] = "番号 三,,1990-02-03,架空市,123456789018\n",
	    masked[] = "番号 三,,1990-02-03,架空市," LOST LOST LOST "\n";
	char text[1024];

	(void)state;
	(void)snprintf(text, sizeof(text), HEADER "%s番号 二,,S60.4.30,架空市,\n%s番号 四,,S60.4.30,架空市,\n"
	    "番号 五,,S60.4.30,\"架空市\",\"\"\n%s", wrong, number, wrong);
	assert_int_equal(import(text, true), ERR_NONE);
	assert_int_equal(imported, 3);
	assert_int_equal(left_out, 3);
	assert_int_equal(faults.count, 3);
	told(0, 2, "引用符が閉じていません");
	told(1, 4, "個人番号らしい12桁の数字があります。個人番号は読み込みません");
	told(2, 7, "引用符が閉じていません");
	(void)snprintf(text, sizeof(text), HEADER "%s%s%s", wrong, masked, wrong);
	assert_string_equal(left, text);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(the_good_are_kept, fixture_setup_store, teardown),
		cmocka_unit_test_setup_teardown(mended_nothing_is_lost, fixture_setup_store, teardown),
		cmocka_unit_test_setup_teardown(only_numbers_are_masked, fixture_setup_store, teardown),
		cmocka_unit_test_setup_teardown(no_number_among_more_is_written, fixture_setup_store, teardown),
		cmocka_unit_test_setup_teardown(no_byte_is_made_up, fixture_setup_store, teardown),
		cmocka_unit_test_setup_teardown(a_quote_is_no_number, fixture_setup_store, teardown),
		cmocka_unit_test_setup_teardown(no_number_is_written, fixture_setup_store, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
