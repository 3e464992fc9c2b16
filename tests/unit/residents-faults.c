/* What an extract is refused for: the line, the file's own name of the field, the character and what to do about it. */
#include "config.h"

#include "people/residents.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>
#include <cmocka.h>

#include "fixture.h"

#define HEADER "氏名,ふりがな,性別,生 年月日,〒,現住所\n"
#define LAST "番号,バンゴウ,女,S60.4.30,1000013,架空市"
#define NUMBER "個人番号らしい12桁の数字があります。個人番号は読み込みません。その数字を除いてください"
#define PICTURE "氏名や住所の字ではありません。絵文字と、前に字のない濁点などは読み込みません"
#define LOST "は、文字コードの変換で字が失われた印です。元の字に直してください"
#define MEANT "。この字が正しければ、設定 as-written に書きます"
#define QUOTED "項目の途中に引用符があります。項目の全体を引用符で囲み、中の引用符は2つ続けて書きます"
#define BORN "生年月日が日付として読み取れません。S55.5.1、1980-05-01、昭和23年00月00日、年月日不詳 のように書きます"

static struct faults faults;
static const struct actor admin = { "kuroda", "hall", { { 2026, 11, 20 }, 10, 30, 0 }, ROLE_BIT(ROLE_ADMINISTRATOR) };

/* A line behind the header, and the one fault that it has. */
static const struct { const char *line, *told; } lines[] = {
	{ ",バンゴウ,女,S60.4.30,,架空市", "氏名: 氏名がありません" },
	{ " 　 ,バンゴウ,女,S60.4.30,,架空市", "氏名: 氏名がありません" },
	{ "番\u202e号,バンゴウ,女,S60.4.30,,架空市",
	    "氏名: 使えない文字があります(2文字目の U+202E)。その字を除いてください" },
	{ "番\a号,バンゴウ,女,S60.4.30,,架空市",
	    "氏名: 使えない文字があります(2文字目の U+0007)。その字を除いてください" },
	{ "\ufeff番号,バンゴウ,女,S60.4.30,,架空市",
	    "氏名: 使えない文字があります(1文字目の U+FEFF)。その字を除いてください" },
	{ "番\ufffd号,バンゴウ,女,S60.4.30,,架空市", "氏名: 2文字目の \ufffd (U+FFFD) " LOST },
	{ "番?号,バンゴウ,女,S60.4.30,,架空市", "氏名: 2文字目の ? (U+003F) " LOST MEANT },
	{ "番号&#39640;,バンゴウ,女,S60.4.30,,架空市", "氏名: 3文字目の &#39640; " LOST MEANT },
	{ "\"番\n号\",バンゴウ,女,S60.4.30,,架空市", "氏名: セルの中に改行があります。改行を除いてください" },
	{ "番123456789018号,バンゴウ,女,S60.4.30,,架空市", "氏名: " NUMBER },
	{ "番号,バン番ゴウ,女,S60.4.30,,架空市", "ふりがな: フリガナはカタカナで書きます (3文字目の 番 (U+756A))" },
	{ "番号,\u3099バンゴウ,女,S60.4.30,,架空市", "ふりがな: " PICTURE " (1文字目の ゙ (U+3099))" },
	{ "番😀号,バンゴウ,女,S60.4.30,,架空市", "氏名: " PICTURE " (2文字目の 😀 (U+1F600))" },
	{ "\u3099番号,バンゴウ,女,S60.4.30,,架空市", "氏名: " PICTURE " (1文字目の ゙ (U+3099))" },
	{ "番号,バンゴウ,女,S60.4.30,,架空市🏠", "現住所: " PICTURE " (4文字目の 🏠 (U+1F3E0))" },
	{ "番号,バンゴウ1,女,S60.4.30,,架空市", "ふりがな: フリガナはカタカナで書きます (5文字目の 1 (U+0031))" },
	{ "番号,ﾊﾞﾝｺﾞｳ Ａ,女,S60.4.30,,架空市", "ふりがな: フリガナはカタカナで書きます (8文字目の Ａ (U+FF21))" },
	{ "番号,123456789018,女,S60.4.30,,架空市", "ふりがな: " NUMBER },
	{ "番号,,おんな,S60.4.30,,架空市", "性別: 性別は 男、女、不明 のどれかです" },
	{ "番号,,3,S60.4.30,,架空市", "性別: 性別は 男、女、不明 のどれかです" },
	{ "番号,,女,明日,,架空市", "生 年月日: " BORN }, { "番号,,女,S60.2.30,,架空市", "生 年月日: " BORN },
	{ "番号,,女,29342,,架空市", "生 年月日: " BORN }, { "番号,,女,昭和65年1月1日,,架空市", "生 年月日: " BORN },
	{ "番号,,女,610124,,架空市",
	    "生 年月日: 生年月日の元号が決まりません。S610124 のように元号か西暦を付けてください" },
	{ "番号,,女,1900/1/0,,架空市",
	    "生 年月日: 生年月日が、表計算ソフトの空のセルの日付です。分からなければ 年月日不詳 と書いてください" },
	{ "番号,,女,,,架空市", "生 年月日: 生年月日がありません。分からなければ 年月日不詳 と書きます" },
	{ "番号,,女,2026-11-21,,架空市", "生 年月日: 生年月日が今日より後です" },
	{ "番号,,女,S60.4.30,100001,架空市", "〒: 郵便番号は7桁の数字です。先頭の0が落ちていないか確かめてください" },
	{ "番号,,女,S60.4.30,1OO0013,架空市", "〒: 郵便番号は7桁の数字です (2文字目の O (U+004F))" },
	{ "番号,,女,S60.4.30,1234-5678-9018,架空市", "〒: " NUMBER },
	{ "番号,,女,S60.4.30,,", "現住所: 住所がありません" },
	{ "番号,,女,S60.4.30,,架空市\u3000１２３４　５６７８　９０１８", "現住所: " NUMBER },
	{ "番号,,女,S60.4.30,,架空市 1234.5678.9018", "現住所: " NUMBER },
	{ "番号,,女,S60.4.30,,1234,5678,9018", NUMBER },
	{ "番号,,女,S60.4.30,架空市",
	    "項目の数が見出しと合いません(見出しは 6、この行は 5)。値の中の区切り文字は引用符で囲みます" },
	{ "番号,,女,S60.4.30,,架空市,一丁目",
	    "項目の数が見出しと合いません(見出しは 6、この行は 7)。値の中の区切り文字は引用符で囲みます" },
	{ "番\"号,,女,S60.4.30,,架空市", "氏名: " QUOTED },
	{ "番号,,女,S60.4.30,,架空\"市\"", "現住所: " QUOTED },
	{ "番号,,女,\"S60\".4.30,,架空市",
	    "生 年月日: 引用符の後に余分な文字があります。値の中の引用符は2つ続けて書きます" },
	{ "番号,,女,S60.4.30,,\"架空市", "現住所: 引用符が閉じていません。閉じるか、除いてください" },
	{ "番号,\xff,女,S60.4.30,,架空市", "ふりがな: 文字コードが UTF-8 ではない字があります。"
	    "ほかの文字コードなら --charset で指定してください" },
	{ "1,2,3,4,5,6,7,8,9,,,,,,,,,,,,,,,,,,,,,,,,,,,,,", "項目が多すぎます。要らない列を除いてください" },
};

/* And what is none: blank rows, commas behind the last field, a text of a spreadsheet, somebody who is there twice. */
static const char *const fine[] = {
	"", ",,,,,", " , ,　,,,", LAST ",,,", "\"番号\",=\"バンゴウ\",=\"1\",S60.4.30,=\"0123456\",架空市", LAST,
	"番\ue000号,,,年月日不詳,,架空市", "番〓号,,不明,昭和23年00月00日,,架空市",
};

#define LINES (sizeof(lines) / sizeof(*lines))
#define FINE (sizeof(fine) / sizeof(*fine))

static enum err
import(const char *text, size_t len)
{
	FILE *in = fmemopen((void *)(uintptr_t)text, len, "r");
	int64_t count;
	enum err e;

	assert_non_null(in);
	memset(&faults, 0, sizeof(faults));
	e = residents_import(store, &admin, in, "x.csv", NULL, &faults, &count);
	(void)fclose(in);
	return e;
}

static void
told(size_t i, int line, const char *message)
{
	assert_true(i < faults.count);
	if (faults.list[i].line != line || strcmp(faults.list[i].message, message) != 0)
		fail_msg("%d: %s\nnot %d: %s", faults.list[i].line, faults.list[i].message, line, message);
}

static void
each_is_told_alone(void **state)
{
	char text[1024];
	size_t i;

	(void)state;
	for (i = 0; i < LINES; i++) {
		(void)snprintf(text, sizeof(text), HEADER LAST "\n%s\n" LAST "\n", lines[i].line);
		assert_int_equal(import(text, strlen(text)), ERR_DATA);
		told(0, 3, lines[i].told);
		assert_int_equal(faults.count, 1);
	}
	for (i = 0; i < FINE; i++) {
		(void)snprintf(text, sizeof(text), HEADER LAST "\n%s\n", fine[i]);
		if (import(text, strlen(text)) != ERR_NONE)
			fail_msg("%s: %s", fine[i], faults.list[0].message);
	}
	print_message("%zu kinds of faults, %zu that are none\n", LINES, FINE);
}

/* All of a file, in their order, with what is fine between them. */
static void
all_are_told(void **state)
{
	char text[16384] = HEADER;
	size_t i, len = strlen(text), at[LINES];
	int line = 2;

	(void)state;
	for (i = 0; i < LINES; i++) {
		len += (size_t)snprintf(text + len, sizeof(text) - len, LAST "\n%s\n", lines[i].line);
		at[i] = (size_t)line + 1;
		line += strchr(lines[i].line, '\n') != NULL ? 3 : 2;
	}
	assert_true(len < sizeof(text) - 1);
	assert_int_equal(import(text, len), ERR_DATA);
	for (i = 0; i < LINES; i++)
		told(i, (int)at[i], lines[i].told);
	assert_int_equal(faults.count, LINES);
}

/* Files as a whole, with the line of their first fault. */
static void
of_a_whole_file(void **state)
{
#define FILE_OF(text) text, sizeof(text) - 1
#define UNREAD "見出しの列を1つも読めません。1行目は見出しです。EUC-JP なら --charset euc-jp を付けてください"
	static const struct { const char *text; size_t len; int line; const char *told; } files[] = {
		{ FILE_OF("\n\n"), 1, "見出しの行がありません" },
		{ FILE_OF(LAST "\n"), 1, UNREAD },
		{ FILE_OF("\xbb\xe1\xcc\xbe,\xc0\xb8\xc7\xaf\xb7\xee\xc6\xfc,\xbd\xbb\xbd\xea\n"), 1,	/* EUC */
		    "文字コードが UTF-8 でも Shift_JIS (CP932) でもない字があります。"
		    "EUC-JP なら --charset euc-jp を付けてください" },
		{ FILE_OF("氏名,氏名,生年月日,住所\n"), 1, "2列目: 同じ列が2つあります。1つだけにしてください" },
		{ FILE_OF("氏名,続柄,生年月日,住所\n"), 1,
		    "2列目: 知らない列です。要らない列は除くか、設定の columns に書いてください" },
		{ FILE_OF("氏名,生年月日\n"), 1, "住所: この列がありません。見出しに要ります" },
		{ FILE_OF("氏名,生年月日,住所,個人番号\n"), 1,
		    "4列目: 個人番号の列があります。個人番号は読み込みません。列を除いてください" },
		{ FILE_OF("氏名,生年月日,住所\n番号,S60.4.30,a\0b\n"), 2,
		    "住所: 使えない文字 U+0000 があります。除いてください" },
		{ FILE_OF("\xff\xfen\0a\0m\0e\0,\0b\0o\0r\0n\0,\0a\0d\0d\0r\0e\0s\0s\0\n\0"
		    "x\0,\0""1\0""9\0""9\0""0\0,\0x\0\n"), 2,
		    "address: 文字コードが UTF-16 ではない字があります。"
		    "ファイルが途中で切れていないか確かめてください" },
		{ FILE_OF("氏名,生年月日,住所\r番号,明日,x\r"), 2, "生年月日: " BORN },		/* CR alone */
		{ FILE_OF("氏名;生年月日;住所\n番号;明日;x\n"), 2, "生年月日: " BORN },
		{ FILE_OF("氏名\t生年月日\t住所\n番号\t明日\tx\n"), 2, "生年月日: " BORN },
		{ FILE_OF("氏名,生年月日,住所\n番号,1990-02-03,\x89\xcb\x8b\xf3\n"), 2,
		    "住所: 文字コードが UTF-8 ではない字があります。"
		    "ほかの文字コードなら --charset で指定してください" },
		{ FILE_OF("氏名,生年月日,住所\n"), 2, "住民が1人もいません" },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(files) / sizeof(*files); i++) {
		assert_int_equal(import(files[i].text, files[i].len), ERR_DATA);
		told(files[i].line == 1 ? faults.count - 1 : 0, files[i].line, files[i].told);
	}
	print_message("%zu files\n", i);
}

/* More than are kept are counted. */
static void
their_number_is_bounded(void **state)
{
	static char text[65536];
	size_t i, len = strlen(strcpy(text, HEADER));

	(void)state;
	for (i = 0; i < 1000; i++)
		len += (size_t)snprintf(text + len, sizeof(text) - len, "番号,,女,明日,,架空市\n");
	assert_int_equal(import(text, len), ERR_DATA);
	assert_int_equal(faults.count, 1000);
	assert_int_equal(fault_kept(&faults), FAULTS_MAX);
	told(FAULTS_MAX - 1, FAULTS_MAX + 1, "生 年月日: " BORN);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(each_is_told_alone, fixture_setup_store, fixture_teardown),
		cmocka_unit_test_setup_teardown(all_are_told, fixture_setup_store, fixture_teardown),
		cmocka_unit_test_setup_teardown(of_a_whole_file, fixture_setup_store, fixture_teardown),
		cmocka_unit_test_setup_teardown(their_number_is_bounded, fixture_setup_store, fixture_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
