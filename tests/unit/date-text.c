/* Dates and moments are read in any form a counter meets, and only those. */
#include "base/date.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

static const struct { const char *typed, *iso; } read_rows[] = {
	{ "2026-11-22", "2026-11-22" }, { "2026/11/22", "2026-11-22" }, { "2026.11.22", "2026-11-22" },
	{ "20261122", "2026-11-22" }, { "2026年11月22日", "2026-11-22" }, { "2026-1-2", "2026-01-02" },
	{ "令和8年11月22日", "2026-11-22" }, { "令和8年11月22日(日)", "2026-11-22" }, { "令和8.11.22", "2026-11-22" },
	{ "R8.11.22", "2026-11-22" }, { "r8/11/22", "2026-11-22" }, { "R08-11-22", "2026-11-22" },
	{ "㋿8.11.22", "2026-11-22" },
	{ "Ｒ８．１１．２２", "2026-11-22" }, { "２０２６－１１－２２", "2026-11-22" },
	{ "２０２６／１１／２２", "2026-11-22" },
	{ "２０２６１１２２", "2026-11-22" }, { "令和８年１１月２２日（日）", "2026-11-22" },
	{ "2026ー11ー22", "2026-11-22" },
	{ "2026・11・22", "2026-11-22" }, { "2026。11。22", "2026-11-22" },
	{ " 令和 8 年 11 月 22 日 ", "2026-11-22" }, { "　２０２６年　１月　２日", "2026-01-02" },
	{ "令和元年5月1日", "2019-05-01" }, { "令和1年5月1日", "2019-05-01" }, { "R元.5.1", "2019-05-01" },
	{ "平成31年4月30日", "2019-04-30" }, { "H元.1.8", "1989-01-08" }, { "昭和64年1月7日", "1989-01-07" },
	{ "昭和元年12月25日", "1926-12-25" }, { "T15.12.24", "1926-12-24" }, { "大正元年7月30日", "1912-07-30" },
	{ "明治45年7月29日", "1912-07-29" }, { "M6.1.1", "1873-01-01" }, { "明治元年1月25日", "1868-01-25" },
	{ "昭和3年2月29日", "1928-02-29" },
	{ "昭和六十一年一月二十四日", "1986-01-24" }, { "昭和六一年一月二四日", "1986-01-24" },
	{ "昭和十年十月十日", "1935-10-10" }, { "昭和二十年十一月三十日(金)", "1945-11-30" },
	{ "一九八六年一月二十四日", "1986-01-24" }, { "二〇二六・十一・二十二", "2026-11-22" },
	{ "昭和弐拾参年五月壱日", "1948-05-01" }, { "令和元年五月一日", "2019-05-01" }, { "昭61.1.24", "1986-01-24" },
	/* with an era that has ended since */
	{ "M45.7.30", "1912-07-30" }, { "明治45年7月30日", "1912-07-30" }, { "T15.12.25", "1926-12-25" },
	{ "昭和64年1月8日", "1989-01-08" }, { "H31.5.1", "2019-05-01" }, { "平成31年5月1日", "2019-05-01" },
	{ "平成31年12月31日", "2019-12-31" }, { "平成40年1月1日", "2028-01-01" }, { "H41.1.20", "2029-01-20" },
	{ "4410120", "2029-01-20" }, { "H410120", "2029-01-20" }, { "平成51年12月31日", "2039-12-31" },
};

/* As registers and hands write them; partly: only read where a birth date is. */
static const struct { const char *typed, *iso; bool partly; } register_rows[] = {
	{ "昭55.5.1", "1980-05-01", false }, { "S55.05.01", "1980-05-01", false }, { "s550501", "1980-05-01", false },
	{ "S550501", "1980-05-01", false }, { "Ｓ５５０５０１", "1980-05-01", false },
	{ "3550501", "1980-05-01", false },
	{ "３５５０５０１", "1980-05-01", false }, { "19800501", "1980-05-01", false },
	{ "1980/05/01", "1980-05-01", false },
	{ "1980/5/1", "1980-05-01", false }, { "昭和55年5月1日", "1980-05-01", false },
	{ "昭和550501", "1980-05-01", false },
	{ "1980/05/01 00:00:00", "1980-05-01", false }, { "1980/05/01 0:00", "1980-05-01", false },
	{ "昭和５５年５月１日（木）", "1980-05-01", false }, { "1450729", "1912-07-29", false },
	{ "2010730", "1912-07-30", false }, { "4010108", "1989-01-08", false }, { "5081122", "2026-11-22", false },
	{ "令8.11.22", "2026-11-22", false }, { "平元.1.8", "1989-01-08", false },
	{ "大15.12.24", "1926-12-24", false },
	{ "M45.7.30", "1912-07-30", false }, { "T15.12.25", "1926-12-25", false }, { "H31.5.1", "2019-05-01", false },
	{ "S640108", "1989-01-08", false }, { "昭和64年2月00日", "1989-02-00", true },
	{ "昭和23年", "1948-00-00", true }, { "昭和23年5月", "1948-05-00", true },
	{ "昭和23年 5月 ", "1948-05-00", true },
	{ "S23年", "1948-00-00", true }, { "昭二十三年五月", "1948-05-00", true }, { "1948年5月", "1948-05-00", true },
	{ "１９４８年", "1948-00-00", true }, { "昭和元年", "1926-00-00S", true },
	{ "明45.7.29", "1912-07-29", false },
	{ "昭和23年00月00日", "1948-00-00", true }, { "昭和２３年００月００日", "1948-00-00", true },
	{ "昭和23年月日不詳", "1948-00-00", true }, { "昭和23年(月日不詳)", "1948-00-00", true },
	{ "昭和23年不詳", "1948-00-00", true }, { "1948-00-00", "1948-00-00", true },
	{ "19480000", "1948-00-00", true },
	{ "3230000", "1948-00-00", true }, { "s230000", "1948-00-00", true }, { "S23.00.00", "1948-00-00", true },
	{ "昭和23年5月00日", "1948-05-00", true }, { "昭和23年5月日不詳", "1948-05-00", true },
	{ "昭和二十三年五月日不詳", "1948-05-00", true },
	{ "昭和二十三年月日不詳", "1948-00-00", true }, { "昭和23年5月不詳", "1948-05-00", true },
	{ "1948-05-00", "1948-05-00", true },
	{ "1948/05/00 00:00:00", "1948-05-00", true },
	/* of years and months that saw two eras: as it was told */
	{ "昭和64年00月00日", "1989-00-00S", true }, { "平成元年月日不詳", "1989-00-00H", true },
	{ "大正15年00月00日", "1926-00-00T", true }, { "昭和元年00月00日", "1926-00-00S", true },
	{ "平成31年00月00日", "2019-00-00H", true }, { "令和元年00月00日", "2019-00-00R", true },
	{ "明治45年00月00日", "1912-00-00M", true }, { "大正元年00月00日", "1912-00-00T", true },
	{ "3640000", "1989-00-00S", true }, { "s640100", "1989-01-00S", true }, { "H1.1.0", "1989-01-00H", true },
	{ "T15.12", "1926-12-00T", true }, { "明治45年7月日不詳", "1912-07-00M", true },
	{ "1989(昭和64)年月日不詳", "1989-00-00S", true }, { "昭和64年(1989年)月日不詳", "1989-00-00S", true },
	{ "平成31年(令和元年)月日不詳", "2019-00-00", true }, { "1989年月日不詳", "1989-00-00", true },
	{ "1989-00-00", "1989-00-00", true }, { "1989-00-00S", "1989-00-00S", true },
	{ "平成31年4月00日", "2019-04-00", true }, { "令和元年5月00日", "2019-05-00", true },
	{ "昭和元年12月日不詳", "1926-12-00S", true }, { "1868-01-00", "1868-01-00", true },
	{ "年月日不詳", "0000-00-00", true }, { "生年月日不詳", "0000-00-00", true }, { "不詳", "0000-00-00", true },
	{ " 不明 ", "0000-00-00", true }, { "00000000", "0000-00-00", true }, { "0000-00-00", "0000-00-00", true },
	{ "0000000", "0000-00-00", true },
	/* what hands and papers add */
	{ "昭和55年5月1日生", "1980-05-01", true }, { "昭和55年5月1日生まれ", "1980-05-01", true },
	{ "昭和55年5月1日　生れ", "1980-05-01", true }, { "S55.5.1生", "1980-05-01", true },
	{ "昭和五十年十二月三十一日生ル", "1975-12-31", true }, { "昭和五拾五年五月壱日出生", "1980-05-01", true },
	{ "昭和五拾五年（一九八〇年）拾弐月参拾壱日（水曜日）生まれ", "1980-12-31", true },
	{ "昭和23年生", "1948-00-00", true }, { "昭和23年5月生まれ", "1948-05-00", true },
	{ "昭和23年生まれ(1948年)", "1948-00-00", true },
	{ "昭和55年5月1日(木)生", "1980-05-01", true }, { "1980年5月1日生(昭和55年)", "1980-05-01", true },
	{ "昭和55年5月1日(木曜日)", "1980-05-01", false }, { "昭和55年5月1日（木曜）", "1980-05-01", false },
	{ "昭和55年5月1日(1980年)", "1980-05-01", false }, { "昭和55年5月1日(1980)", "1980-05-01", false },
	{ "昭和55年(1980年)5月1日", "1980-05-01", false }, { "昭和55（1980）年5月1日", "1980-05-01", false },
	{ "1980年(昭和55年)5月1日", "1980-05-01", false }, { "1980（昭和55）年5月1日", "1980-05-01", false },
	{ "2019年(令和元年)5月1日", "2019-05-01", false }, { "1980(S55).5.1", "1980-05-01", false },
	{ "西暦1980年5月1日", "1980-05-01", false }, { "西暦 1980/5/1", "1980-05-01", false },
	{ "1980-05-01T00:00:00", "1980-05-01", false }, { "1980-05-01 00:00:00.000", "1980-05-01", false },
	{ "1980/5/1 0:00:00.0000000", "1980-05-01", false },
	/* as hands separate, and count in kanji */
	{ "S.55.5.1", "1980-05-01", false }, { "Ｓ．５５．５．１", "1980-05-01", false },
	{ "s.550501", "1980-05-01", false },
	{ "S-55-5-1", "1980-05-01", false }, { "R.元.5.1", "2019-05-01", false },
	{ "S. 55. 5. 1", "1980-05-01", false },
	{ "昭55・5・1", "1980-05-01", false }, { "昭55･5･1", "1980-05-01", false },
	{ "昭５５。５｡１", "1980-05-01", false },
	{ "1980–5–1", "1980-05-01", false }, { "1980—05‑01", "1980-05-01", false }, { "1980·5·1", "1980-05-01", false },
	{ "3-550501", "1980-05-01", false }, { "3-55-5-1", "1980-05-01", false }, { "3.55.05.01", "1980-05-01", false },
	{ "３－５５－５－１", "1980-05-01", false }, { "5-元-5-1", "2019-05-01", false },
	{ "3-23-00-00", "1948-00-00", true },
	{ "昭和廿三年", "1948-00-00", true }, { "昭和廿三年五月一日", "1948-05-01", false },
	{ "昭和卅年五月廿日", "1955-05-20", false },
	{ "昭和丗五年五月卅一日", "1960-05-31", false }, { "昭和卌年十月一日", "1965-10-01", false },
	{ "昭和貳拾參年五月壹日", "1948-05-01", false }, { "昭和二○年〇五月○一日", "1945-05-01", false },
	{ "二〇◯八年一月一日", "2008-01-01", false }, { "令和 元 年 五 月 一 日", "2019-05-01", false },
	{ "昭和23年 月 日", "1948-00-00", true }, { "昭和23年　月　日　不詳", "1948-00-00", true },
	{ "昭和23年5月　日", "1948-05-00", true }, { "昭和23年月日不明", "1948-00-00", true },
	{ "昭和23年5月(日未詳)", "1948-05-00", true }, { "年 月 日 不詳", "0000-00-00", true },
	{ "(不詳)", "0000-00-00", true },
	{ "1948", "1948-00-00", true }, { "S23", "1948-00-00", true }, { "S.23", "1948-00-00", true },
	{ "昭６３", "1988-00-00", true },
	{ "S23.5", "1948-05-00", true }, { "1948-05", "1948-05-00", true }, { "昭和23/12", "1948-12-00", true },
};

static const char *const refused_partly[] = {
	"S65", "S23.13", "S23.", "194", "19480", "1867", "23", "昭一", "S23x",
	"昭和23年5", "昭和23年5月頃", "昭和23年13月", "昭和65年",
	"昭和65年1月1日", "平成32年1月1日", "1948-00-05", "昭和23年00月05日", "19480005", "昭和65年月日不詳",
	"平成元年1月0日不詳", "1989-00-00T", "1989-02-00H", "1948-00-00S", "1989-00-00Q", "1989-01-05S", "1989-00-00SS",
	"昭和0年00月00日", "1948-13-00", "不詳です", "00000001", "1948-00-00(月)", "1867-00-00",
	"61012", "610230",
	"昭和23年頃", "昭和23年5月1日頃", "昭和23年5月吉日", "昭和23年春", "昭和 年 月 日", "　年　月　日", "昭和",
	"昭和55年5月1日(金)", "昭和55年5月1日(金曜日)", "昭和55年5月1日(木", "昭和55年5月1日(木)(木)",
	"昭和55年(1981年)5月1日", "1980年(昭和56年)5月1日", "昭和55年5月1日(1981年)", "昭和55年5月1日(0年)",
	"昭和55年5月1日(46歳)", "昭和23年生(月)", "昭和55年5月1日生生", "昭和55年5月1日生れた", "生",
	"昭和55年生5月1日",
	"西暦昭和55年5月1日", "西暦", "西暦55.5.1",
	"S..55.5.1", "S.55..5.1", "S.55.5/1", "3-55-5", "3--550501", "6-55-5-1", "0-55-5-1", "3-65-1-1", "3-55-2-30",
	"3-1980-5-1",
	"昭和廿十年一月一日", "昭和廿廿年一月一日", "昭和二廿年一月一日", "昭和廿〇年一月一日", "昭和卌一二年一月一日",
	"昭和廿5年1月1日", "昭和卅年五月卅二日", "昭和23年 月 5日", "昭和23年日不詳", "昭和23年(月日不詳",
	"昭和23年月 不詳",
	"1980-05-01T09:00:00", "1980-05-01T00:00:00.001", "1980-05-01T", "1980-05-01 00:00:00.",
	"1980-05-01T00:00:00+09:00",
	"9999/99/99", "99999999", "3559999", "昭和55年99月99日", "29342", "5/1/1980", "1-May-80", "慶応3年5月1日",
	"0550501", "6550501", "3551301", "s55050", "昭和23年05月00日不詳", "1980/05/01 09:00:00", "1980/05/0100:00",
};

static const char *const refused[] = {
	"", " ", "x", "令和", "R", "2026", "2026-11", "2026-11-", "2026-11-31", "2026-02-29", "2026-13-01",
	"2026-00-10",
	"2026-11-22x", "2026-11-22-", "2026-11/22", "20261322", "2026112", "202611222", "0-1-1", "-2026-11-22",
	"2026--11-22",
	"R1.4.30", "令和元年4月30日", "H1.1.7", "S1.12.24", "平成52年1月1日", "昭和23年5月", "昭和23年",
	"T1.7.29",
	"M1.1.24", "R0.5.1", "R元年元月1日", "令和8年11月22", "令和8年11-22",
	"Q8.11.22",
	"令和8年2月29日", "1868-01-24", "10000-01-01", "令和8年11月22日(月)", "令和8年11月22日(日", "R99999999.1.1",
	"昭和六十十年一月二日", "昭和六十一二年一月二日",
	"昭和〇十年一月二日", "昭和六十〇年一月二日", "昭和六十1年一月二日",
	"昭和六1年一月二日", "昭和百年一月二日", "昭和六十一年十三月二日", "一九八六一年一月二日", "六一〇一二四",
	"昭和五十十5年一月二日", "昭和四十十年一月二日", "昭和六十年〇十一月二日", "昭和六十年一月〇〇二日",
	"2026-11-22\n", "2026-11-222", "99999999999999999999", "\xff\xfe", "R8.11.22 10:30",
	("                                                                "
	"                                                               2026-11-22"),
};

static void
dates_are_read(void **state)
{
	struct date d;
	char iso[16];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(read_rows) / sizeof(*read_rows); i++) {
		if (date_parse(read_rows[i].typed, &d) != ERR_NONE)
			fail_msg("not read: %s", read_rows[i].typed);
		date_format_iso(d, iso, sizeof(iso));
		assert_string_equal(iso, read_rows[i].iso);
	}
}

static void
others_are_refused(void **state)
{
	struct date d;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(refused) / sizeof(*refused); i++) {
		if (date_parse(refused[i], &d) != ERR_DATE)
			fail_msg("read: %s", refused[i]);
		assert_false(date_given(d));
	}
}

static void
dates_of_registers_are_read(void **state)
{
	struct date d, back;
	char text[48];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(register_rows) / sizeof(*register_rows); i++) {
		if ((date_parse(register_rows[i].typed, &d) != ERR_NONE) != register_rows[i].partly)
			fail_msg("%s", register_rows[i].typed);
		if (date_parse_partly(register_rows[i].typed, &d) != ERR_NONE)
			fail_msg("not read: %s", register_rows[i].typed);
		date_format_iso(d, text, sizeof(text));
		if (strcmp(text, register_rows[i].iso) != 0)
			fail_msg("%s: %s", register_rows[i].typed, text);
		assert_true(date_told(d) && (date_is_unsaid(d) || date_given_soundly(d)));
		assert_int_equal(date_parse_partly(text, &back), ERR_NONE);
		assert_int_equal(date_compare(d, back), 0);
		date_format_era(d, text, sizeof(text));
		assert_int_equal(date_parse_partly(text, &back), ERR_NONE);
		assert_int_equal(date_compare(d, back), 0);
	}
	for (i = 0; i < sizeof(refused_partly) / sizeof(*refused_partly); i++) {
		if (date_parse_partly(refused_partly[i], &d) != ERR_DATE || date_told(d))
			fail_msg("read: %s", refused_partly[i]);
	}
}

static void
known_in_part_is_written_as_such(void **state)
{
	static const struct { struct date d; const char *era; } rows[] = {
		{ { 1948, 0, 0 }, "昭和23年(月日不詳)" }, { { 1948, 5, 0 }, "昭和23年5月(日不詳)" },
		{ { 1989, 0, 0 }, "1989年(月日不詳)" }, { { 1989, 1, 0 }, "1989年1月(日不詳)" },
		{ { 1989, 2, 0 }, "平成元年2月(日不詳)" }, { { 1989, 0, -3 }, "昭和64年(月日不詳)" },
		{ { 1989, 1, -4 }, "平成元年1月(日不詳)" }, { { 1989, 0, -2 }, "" }, { { 1989, 2, -4 }, "" },
		{ { 1948, 0, -3 }, "" }, { { 1989, 0, -6 }, "" }, { { 1989, 0, -99 }, "" },
		{ { 0, -1, 0 }, "年月日不詳" }, { { 1948, 0, 5 }, "" },
	};
	char text[48];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		date_format_era(rows[i].d, text, sizeof(text));
		assert_string_equal(text, rows[i].era);
	}
	assert_int_equal(date_compare(date_earliest((struct date){ 1948, 2, 0 }), (struct date){ 1948, 2, 1 }), 0);
	assert_int_equal(date_compare(date_latest((struct date){ 1948, 2, 0 }), (struct date){ 1948, 2, 29 }), 0);
	assert_int_equal(date_compare(date_latest((struct date){ 1948, 0, 0 }), (struct date){ 1948, 12, 31 }), 0);
	assert_int_equal(date_compare(date_earliest((struct date){ 1868, 0, 0 }), (struct date){ 1868, 1, 25 }), 0);
	assert_true(date_completes((struct date){ 1948, 5, 6 }, (struct date){ 1948, 0, 0 }));
	assert_true(date_completes((struct date){ 1948, 5, 0 }, (struct date){ 1948, 0, 0 }));
	assert_true(date_completes((struct date){ 1948, 0, 0 }, date_unsaid));
	assert_false(date_completes((struct date){ 1948, 5, 6 }, (struct date){ 1949, 0, 0 }));
	assert_false(date_completes((struct date){ 1948, 5, 6 }, (struct date){ 1948, 6, 0 }));
	assert_false(date_completes((struct date){ 1948, 0, 0 }, (struct date){ 1948, 5, 0 }));
	assert_false(date_completes((struct date){ 1948, 5, 6 }, (struct date){ 1948, 5, 6 }));
	assert_false(date_completes((struct date){ 1948, 5, 6 }, (struct date){ 0 }));
	assert_int_equal(date_compare(date_latest(date_unsaid), (struct date){ 9999, 12, 31 }), 0);
	assert_int_equal(date_compare(date_latest((struct date){ 1989, 0, -3 }), (struct date){ 1989, 1, 7 }), 0);
	assert_int_equal(date_compare(date_earliest((struct date){ 1989, 0, -4 }), (struct date){ 1989, 1, 8 }), 0);
	assert_int_equal(date_compare(date_earliest((struct date){ 1926, 0, -3 }), (struct date){ 1926, 12, 25 }), 0);
	assert_true(date_completes((struct date){ 1989, 1, 5 }, (struct date){ 1989, 0, -3 }));
	assert_true(date_completes((struct date){ 1989, 0, -3 }, (struct date){ 1989, 0, 0 }));
	assert_false(date_completes((struct date){ 1989, 1, 8 }, (struct date){ 1989, 0, -3 }));
	assert_false(date_completes((struct date){ 1989, 1, 0 }, (struct date){ 1989, 0, -3 }));
	assert_false(date_completes((struct date){ 1989, 0, 0 }, (struct date){ 1989, 0, -3 }));
	assert_true(date_agrees((struct date){ 1989, 0, 0 }, (struct date){ 1989, 0, -3 }));
	assert_true(date_agrees((struct date){ 1989, 1, -3 }, (struct date){ 1989, 1, 0 }));
	assert_false(date_agrees((struct date){ 1989, 0, -4 }, (struct date){ 1989, 0, -3 }));
	assert_false(date_agrees((struct date){ 1989, 0, 0 }, (struct date){ 1989, 1, 0 }));
	assert_false(date_agrees((struct date){ 1989, 1, 5 }, (struct date){ 1989, 1, -3 }));
	date_format_narrow((struct date){ 1989, 0, -3 }, text, sizeof(text));
	assert_string_equal(text, "S64");
}

/* Six digits are read where one era alone has such a day until then. */
static void
six_digits_where_one_era_has_them(void **state)
{
	static const struct { const char *typed, *iso; } rows[] = {
		{ "610124", "1986-01-24" }, { " ６１０１２４ ", "1986-01-24" }, { "640107", "1989-01-07" },
		{ "610230", "" }, { "61012", "" }, { "990101", "" },
		{ "s610124", "1986-01-24" }, { "61.1.24", "1986-01-24" }, { "61/01/24", "1986-01-24" },
		{ "６１年１月２４日", "1986-01-24" }, { "六十一年一月二十四日", "1986-01-24" }, { "61年1月(日不詳)", "1986-01-00" },
		{ "61.13.24", "" }, { "99.1.1", "" },
		{ "昭和23年00月00日", "1948-00-00" }, { "500505", "1975-05-05" },
		{ "350505", "1960-05-05" }, { "38.12.1", "1963-12-01" }, { "320101", "1957-01-01" },
		{ "S23", "1948-00-00" }, { "昭23", "1948-00-00" }, { "昭和 ２３", "1948-00-00" }, { " 1948 ", "1948-00-00" },
		{ "S23.5", "1948-05-00" }, { "昭和23/12", "1948-12-00" }, { "1948-5", "1948-05-00" },
		{ "S1", "1926-00-00S" }, { "S64", "1989-00-00S" }, { "H1.1", "1989-01-00H" },
		{ "S0", "" }, { "S65", "" }, { "H1.0", "1989-00-00H" },
		{ "S23.13", "" }, { "S23.", "" }, { "S230", "" },
		{ "S23.005", "" }, { "1867", "" }, { "194", "" }, { "19480", "" }, { "23", "" }, { "昭一", "" },
		{ "昭和二十三", "" }, { "平 一", "" }, { "S23x", "" }, { "S", "" },
	};
	static const char *const several[] = { "400505", "300501", "020203", "450729", "2.2.3", "30年5月1日" };
	static const char *const anywhere[] = { "610124", " ６１０１２４", "020203", "61.1.24", "8年11月22日", "元年5月1日" };
	const struct date today = { 2026, 11, 20 };
	struct date d;
	char iso[16];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		if (date_parse_born(rows[i].typed, today, &d) != (rows[i].iso[0] != '\0' ? ERR_NONE : ERR_DATE))
			fail_msg("%s", rows[i].typed);
		date_format_iso(d, iso, sizeof(iso));
		if (strcmp(iso, rows[i].iso) != 0)
			fail_msg("%s: %s", rows[i].typed, iso);
	}
	for (i = 0; i < sizeof(several) / sizeof(*several); i++) {
		assert_int_equal(date_parse_born(several[i], today, &d), ERR_DATE_ERA);
		assert_false(date_told(d));
	}
	for (i = 0; i < sizeof(anywhere) / sizeof(*anywhere); i++) {
		assert_int_equal(date_parse(anywhere[i], &d), ERR_DATE_ERA);
		assert_int_equal(date_parse_partly(anywhere[i], &d), ERR_DATE_ERA);
		assert_false(date_told(d));
	}
}

static void
eras_are_written(void **state)
{
	static const struct { const char *iso, *era; } rows[] = {
		{ "2026-11-22", "令和8年11月22日(日)" }, { "2019-05-01", "令和元年5月1日(水)" },
		{ "2019-04-30", "平成31年4月30日(火)" }, { "1989-01-08", "平成元年1月8日(日)" },
		{ "1989-01-07", "昭和64年1月7日(土)" }, { "1926-12-25", "昭和元年12月25日(土)" },
		{ "1926-12-24", "大正15年12月24日(金)" }, { "1912-07-30", "大正元年7月30日(火)" },
		{ "1912-07-29", "明治45年7月29日(月)" }, { "1868-01-25", "明治元年1月25日(土)" },
		{ "9999-12-31", "令和7981年12月31日(金)" },
	};
	struct date d, back;
	char text[48];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		assert_int_equal(date_parse(rows[i].iso, &d), ERR_NONE);
		date_format_era(d, text, sizeof(text));
		assert_string_equal(text, rows[i].era);
		assert_int_equal(date_parse(text, &back), ERR_NONE);
		assert_int_equal(date_compare(d, back), 0);
	}
	date_format_era((struct date){ 0 }, text, sizeof(text));
	assert_string_equal(text, "");
	date_format_iso((struct date){ 0 }, text, sizeof(text));
	assert_string_equal(text, "");
}

static void
moments_are_read_and_written(void **state)
{
	static const struct { const char *typed, *written; } rows[] = {
		{ "2026-11-20T10:30", "2026-11-20T10:30:00" }, { "2026-11-20T10:30:05", "2026-11-20T10:30:05" },
		{ "2026-11-20", "2026-11-20" }, { "R8.11.20T9:05", "2026-11-20T09:05:00" },
		{ "T5.1.1T00:00", "1916-01-01T00:00:00" }, { "2026-11-20T23:59:59", "2026-11-20T23:59:59" },
	};
	static const char *const bad[] = {
		"", "T", "2026-11-20T", "2026-11-20T24:00", "2026-11-20T10:60", "2026-11-20T10:30:60", "2026-11-20T10",
		"2026-11-20T10:30x", "2026-11-31T10:30", "T10:30", "2026-11-20T-1:30", "2026-11-20T10:30T10:30",
	};
	struct moment m;
	char text[24];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		assert_int_equal(moment_parse(rows[i].typed, &m), ERR_NONE);
		moment_format(m, text, sizeof(text));
		assert_string_equal(text, rows[i].written);
	}
	for (i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		if (moment_parse(bad[i], &m) != ERR_DATE)
			fail_msg("read: %s", bad[i]);
		assert_false(date_given(m.date));
	}
}

static void
japan_is_nine_hours_ahead(void **state)
{
	static const struct { int64_t seconds; const char *japan; } rows[] = {
		{ 0, "1970-01-01T09:00:00" }, { 1795359600 - 1, "2026-11-22T23:59:59" },
		{ 1795359600, "2026-11-23T00:00:00" },
		{ -1, "1970-01-01T08:59:59" }, { -32400, "1970-01-01T00:00:00" }, { -32401, "1969-12-31T23:59:59" },
	};
	struct moment m;
	char text[24];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		m = moment_from_unix(rows[i].seconds);
		moment_format(m, text, sizeof(text));
		assert_string_equal(text, rows[i].japan);
		assert_int_equal(moment_to_unix(m), rows[i].seconds);
	}
	assert_false(date_given(moment_from_unix(INT64_MAX).date));
	assert_false(date_given(moment_from_unix(INT64_MIN).date));
}

static void
narrow_columns_have_eras_too(void **state)
{
	static const struct { struct date d; const char *want; } rows[] = {
		{ { 2026, 11, 22 }, "R8.11.22" }, { { 2019, 5, 1 }, "R1.5.1" }, { { 2019, 4, 30 }, "H31.4.30" },
		{ { 1948, 5, 0 }, "S23.5" }, { { 1948, 0, 0 }, "S23" }, { { 1989, 0, 0 }, "1989" },
		{ { 0, -1, 0 }, "-" }, { { 0, 0, 0 }, "-" }, { { 2026, 2, 30 }, "-" },
	};
	char text[16];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		date_format_narrow(rows[i].d, text, sizeof(text));
		assert_string_equal(text, rows[i].want);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(dates_are_read),
		cmocka_unit_test(others_are_refused),
		cmocka_unit_test(dates_of_registers_are_read),
		cmocka_unit_test(known_in_part_is_written_as_such),
		cmocka_unit_test(six_digits_where_one_era_has_them),
		cmocka_unit_test(eras_are_written),
		cmocka_unit_test(narrow_columns_have_eras_too),
		cmocka_unit_test(moments_are_read_and_written),
		cmocka_unit_test(japan_is_nine_hours_ahead),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
