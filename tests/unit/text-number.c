/* What is an individual number and what isn't; all numbers are invented, with and without the right check digit. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "base/text-number.h"
#include "base/text.h"

/* masked: with # for each digit that is hidden. */
static const struct { const char *text, *masked; } found[] = {
	{ "123456789018", "############" },
	{ "番号123456789018です", "番号############です" },
	{ "My123456789018", "My############" },
	{ "1234 5678 9018", "#### #### ####" }, { "1234-5678-9018", "####-####-####" },
	{ "1234.5678.9018", "####.####.####" }, { "1234/5678/9018", "####/####/####" },
	{ "1234_5678_9018", "####_####_####" }, { "1234、5678、9018", "####、####、####" },
	{ "1234・5678・9018", "####・####・####" }, { "1234,5678,9018", "####,####,####" },
	{ "1234ー5678−9018", "####ー####−####" }, { "1234(5678)9018", "####(####)####" },
	{ "1234\t5678\t9018", "####\t####\t####" }, { "1234\n5678\n9018", "####\n####\n####" },
	{ "12345\u200b6789018", "#####\u200b#######" },
	{ "123\u00ad456\u2060789\ufe0f018", "###\u00ad###\u2060###\ufe0f###" },
	{ "1\u20e32\u20e33\u20e34\u20e35\u20e36\u20e37\u20e38\u20e39\u20e30\u20e31\u20e38\u20e3",
	    "#\u20e3#\u20e3#\u20e3#\u20e3#\u20e3#\u20e3#\u20e3#\u20e3#\u20e3#\u20e3#\u20e3#\u20e3" },
	{ "１２３４５６７８９０１８", "############" }, { "１２３４．５６７８．９０１８", "####．####．####" },
	{ "一二三四五六七八九〇一八", "############" }, { "一二三四　五六七八　九零一八", "####　####　####" },
	{ "壱弐参四五六七八九〇壱八", "############" }, { "壹貳參肆伍陸漆捌玖零壹捌", "############" },
	{ "①②③④⑤⑥⑦⑧⑨⓪①⑧", "############" }, { "架空市١٢٣٤٥٦٧٨٩٠١٨", "架空市############" },
	{ "\u3021\u3022\u3023\u3024\u3025\u3026\u3027\u3028\u3029〇\u3021\u3028", "############" },
	{ "𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗𝟎𝟏𝟖", "############" },
	{ "1 2 3 4 5 6 7 8 9 0 1 8", "# # # # # # # # # # # #" }, { "123 456 789 018", "### ### ### ###" },
	{ "12 345 6789018", "## ### #######" }, { "個人番号12-345-6789018です", "個人番号##-###-#######です" },
	{ "12-345 67.89018", "##-### ##.#####" },	/* nothing else */
	{ "架空市1-2-3 1234 5678 9018", "架空市1-2-3 #### #### ####" },
	{ "架空市1 1234 5678 9018", "架空市1 #### #### ####" },
	{ "090-1234-5678 1234 5678 9018", "090-1234-5678 #### #### ####" },
	{ "12345,6789018 ", "#####,####### " },
	{ "12345 6789018 090-1234-5678", "##### ####### 090-1234-5678" },
	{ "1234-5678-9018 1234-5678-9018", "####-####-#### ####-####-####" },
	{ "1234 5678 9018 1234 5678 9018", "#### #### #### #### #### ####" },
	{ "123456789018、123456789018", "############、############" },
	{ "12345-6789018-123456789018", "#####-#######-############" },
	{ "+1234 5678 9018", "+#### #### ####" },
	{ "1234ｰ5678ｰ9018", "####ｰ####ｰ####" }, { "1234:5678:9018", "####:####:####" },
	{ "1234：5678：9018", "####：####：####" }, { "1234+5678＋9018", "####+####＋####" },
	{ "123:456:789:018", "###:###:###:###" },
	{ "一二三四五六七八九○一八", "############" }, { "一二三四-五六七八-九◯一八", "####-####-####" },
	{ "一二三四五六七八九●一八", "############" }, { "1234○5678○9018", "####○####○####" },
	{ "架空市○123456789018", "架空市○############" },
	{ "123456789018123456789018", "########################" },
	{ "番号123456789018123456789018123456789018", "番号####################################" },
	{ "マイナンバー123456789012", "マイナンバー############" },
	{ "ﾏｲﾅﾝﾊﾞｰ 1234-5678-9012", "ﾏｲﾅﾝﾊﾞｰ ####-####-####" },
	{ "個人番号は、1234 5678 9012", "個人番号は、#### #### ####" },
	{ "個人番号（123456789012）", "個人番号（############）" },
	{ "MY NUMBER: 123456789012", "MY NUMBER: ############" },
	{ "Mynumber=12-345-6789012", "Mynumber=##-###-#######" },
	{ "2-1234-5678-9018", "2-####-####-####" },	/* not a company's */
	{ "1234と5678と9018", "####と####と####" }, { "1234の5678の9018", "####の####の####" },
	{ "1234番5678号9018", "####番####号####" }, { "一二三四ノ五六七八ノ九〇一八", "####ノ####ノ####" },
	{ "1234\ue0005678\ue0009018", "####\ue000####\ue000####" }, { "12345\ue0006789018", "#####\ue000#######" },
	{ "1234 5678 9O18", "#### #### ####" },
	{ "100-0013123456789018", "100-0013############" },
	{ "１００－００１３１２３４５６７８９０１８", "１００－００１３############" },
	{ "100-0013 1234-5678-9018", "100-0013 ####-####-####" },
	{ "〒100-0013 1234 5678 9018", "〒100-0013 #### #### ####" },
	{ "個人番号1234-56-789018", "個人番号####-##-######" },
	{ "1-2-1-1234-5678-9018", "1-2-1-####-####-####" },
	{ "S61.1.24 123456789018 090-1234-5678", "S61.1.24 ############ 090-1234-5678" },
	{ "\x01" "1234\xff" "5678\xff" "9018", "\x01####\xff####\xff####" },
	/* with words between, in groups of any length, and as a spreadsheet shows them */
	{ "1234番地5678号9018", "####番地####号####" }, { "1234x5678x9018", "####x####x####" },
	{ "架空市1-2 1234x5678×9018", "架空市1-2 ####x####×####" },
	{ "1234 から 5678 まで 9018", "#### から #### まで ####" },
	{ "12番地345号6789018", "##番地###号#######" }, { "1/2345-6789 018", "#/####-#### ###" },
	{ "１２３番４５６号７８９０１８", "###番###号######" }, { "123の456の789の018", "###の###の###の###" },
	{ "①②③a④⑤⑥b⑦⑧⑨c⓪①⑧", "###a###b###c###" }, { "一二三四五号六七八九〇一八", "#####号#######" },
	{ "12:34:56:78:90:18", "##:##:##:##:##:##" }, { "大字見本1234番地の567-89018", "大字見本####番地の###-#####" },
	{ "1234-56-78T90:18", "####-##-##T##:##" },
	{ "1.23E+11", "#.##E+##" }, { "番号 1.23457E+11", "番号 #.#####E+##" }, { "１．２３Ｅ＋１１", "#．##Ｅ＋##" },
	{ "2e+11", "#e+##" }, { "12345678:9018", "########:####" },
};

static const char *const none[] = {
	"", "番号 花子", "12345678901", "1234567890128", "1234567890188",	/* a company has 13 */
	"123456789012", "1234 5678 9012", "123456789010",			/* the check digit isn't right */
	"1234-5678-9018-1234", "12345678901234", "610124 2031 1234",		/* of cards */
	"090-1234-5678", "090-1234-5678 2回", "03-1234-5678 05時", "03-1234-5678 13時", "0312345678 13時に電話",
	"09012345678 8",
	"+819012345678", "+81-90-1234-0019", "+819012340019", "0120-123-456", "03-1234-5678/03-1234-5679",
	"1990-02-03", "1990-02-03 00:00", "1990-02-03 00:00:00", "1990/02/03 10:38", "2026-11-20T10:30",
	"S61.1.24", "19900203,3328601", "昭和六十一年一月二十四日", "三丁目一番二号四〇五",
	"架空市1-2-3-405 090-1234-5678",
	"1-1234-5678-9018", "T1-1234-5678-9018", "法人番号1-1234-5678-9018です",
	"03-1234-5678 9018", "090-1234-5678 9018", "03-1234-5678/9018", "12345678～9018/12/04", "12345678～9018-12-04",
	"20261120:1038", "2026-11-20 10:30:00", "012345678+9018", "マイナンバー 10:30 2026-11-20",
	"●12345678901", "一二三四五六七八九一八 ○", "123456789018123456789012", "1234567890181234567890",
	"マイナンバーカード123456789012", "法人番号123456789012", "人番号123456789012", "マイナンバー12345678901",
	"個人番号 03-1234-5678", "番号は123456789012",
	"1 1234 5678 9018", "T1 1234 5678 9018", "法人番号 1 1234 5678 9018", "登録番号：1 1234 5678 9018",
	"会社法人等番号1234-56-789018", "03-1234-5678-9018", "12-1234-5678-9018",
	"1.23E+10", "1.23E+12", "1.23E11", "E+11", "1.23E+110", "1.23 E+11", "2E棟11",
	"l234-5678-9018", "123-456O-78901", "\x1a\x1a\x1a\x1a\x1a\x1a\x1a\x1a\x1a\x1a\x1a\x1a",
};

/* Among more digits, where a person's name or address has no other long number. */
static const struct { const char *text, *masked; } within[] = {
	{ "12345678901800", "############00" }, { "00123456789018", "00############" },
	{ "架空市1234567890180000号", "架空市############0000号" }, { "2026123456789018", "2026############" },
	{ "１２３４５６７８９０１８９９", "############９９" }, { "1234567890187", "############7" },
	{ "123456789018123456789012", "############123456789012" },
	{ "1234567890181234567890", "############1234567890" },
	{ "00一二三四五六七八九〇一八", "00############" }, { "123\u200b45678901800", "###\u200b#########00" },
	{ "12345678901899 架空市 00123456789018", "############99 架空市 00############" },
};
static const char *const without[] = {
	"12345678901233", "+12345678901800", "1123456789018", "1234567890188", "090-1234-5678", "19900203",
};

static void
are_found_within_more_digits(void **state)
{
	size_t i, len, from, to;
	char text[256], *p;

	(void)state;
	for (i = 0; i < sizeof(within) / sizeof(*within); i++) {
		(void)snprintf(text, sizeof(text), "%s", within[i].text);
		assert_false(text_number(text, strlen(text), &from, &to));
		assert_true(text_number_within(text, strlen(text), &from, &to) || (print_message("%s\n", text), false));
		assert_true(from < to && to <= strlen(text));
		len = text_number_mask(text, strlen(text));
		text[len] = '\0';
		for (p = text; *p != '\0'; p++)
			*p = *p == TEXT_MASKED ? '#' : *p;
		assert_string_equal(text, within[i].masked);
	}
	for (i = 0; i < sizeof(without) / sizeof(*without); i++)
		if (text_number_within(without[i], strlen(without[i]), &from, &to))
			fail_msg("%s", without[i]);
	for (i = 0; i < sizeof(found) / sizeof(*found); i++)
		assert_true(text_number_within(found[i].text, strlen(found[i].text), &from, &to));
}

static void
are_found(void **state)
{
	size_t i, len, from, to;
	char text[256], *p;

	(void)state;
	for (i = 0; i < sizeof(found) / sizeof(*found); i++) {
		(void)snprintf(text, sizeof(text), "%s", found[i].text);
		assert_true(text_number(text, strlen(text), &from, &to) || (print_message("%s\n", text), false));
		assert_true(from < to && to <= strlen(text));
		len = text_number_mask(text, strlen(text));
		text[len] = '\0';
		for (p = text; *p != '\0'; p++)
			*p = *p == TEXT_MASKED ? '#' : *p;
		assert_string_equal(text, found[i].masked);
	}
}

static void
others_are_none(void **state)
{
	size_t i, from, to;

	(void)state;
	for (i = 0; i < sizeof(none) / sizeof(*none); i++)
		if (text_number(none[i], strlen(none[i]), &from, &to))
			fail_msg("%s", none[i]);
}

/* Of the ten numbers that differ in their last digit one is right; 0 stands for two remainders. */
static void
one_check_digit_is_right(void **state)
{
	char text[16];
	size_t from, to;
	int i, last, right, zeros = 0;

	(void)state;
	for (i = 0; i < 1000; i++) {
		for (last = 0, right = 0; last < 10; last++) {
			(void)snprintf(text, sizeof(text), "%011d%d", 7 * 10007 * i, last);
			if (!text_number(text, 12, &from, &to))
				continue;
			right++;
			zeros += last == 0;
		}
		assert_int_equal(right, 1);
	}
	assert_in_range(zeros, 120, 250);
}

/* Every gate says so, and where; the few fields of other numbers are open. */
static void
no_gate_takes_one(void **state)
{
	static const char text[] = "番号 1234.5678.9018 花子";
	char out[64], words[TEXT_FAULT_WORDS_MAX];
	struct text_fault fault;

	(void)state;
	assert_int_equal(text_take(text, strlen(text), out, sizeof(out)), ERR_INDIVIDUAL_NUMBER);
	assert_string_equal(out, "");
	assert_false(text_sound(text, strlen(text), &fault));
	assert_int_equal(text_fault_err(&fault), ERR_INDIVIDUAL_NUMBER);
	assert_string_equal(text_fault_words(&fault, LANG_JA, words), "4文字目から");
	assert_string_equal(text_fault_words(&fault, LANG_EN, words), "from character 4");
	text_mend(text, strlen(text), out, sizeof(out));
	assert_string_equal(out, "番号 ????.????.???? 花子");
	assert_true(text_characters_sound(text, strlen(text), NULL));
	assert_int_equal(text_take_field("why", text, strlen(text), out, sizeof(out)), ERR_INDIVIDUAL_NUMBER);
	assert_int_equal(text_take_field("mail-number", "1234-5678-9018", 14, out, sizeof(out)), ERR_NONE);
	assert_int_equal(text_take_field("--mail-number", "1234-5678-9018", 14, out, sizeof(out)), ERR_NONE);
	assert_int_equal(text_take_field("address", "12345678901800", 14, out, sizeof(out)), ERR_INDIVIDUAL_NUMBER);
	assert_int_equal(text_take_field("proxy-name", "12345678901800", 14, out, sizeof(out)), ERR_INDIVIDUAL_NUMBER);
	assert_int_equal(text_take_field("why", "12345678901800", 14, out, sizeof(out)), ERR_NONE);
}

/* 照合番号B, whoever's: a birth date of an era, the year in which a card expires, four digits. */
static void
check_b_is_found(void **state)
{
	static const struct { const char *text, *masked; } rows[] = {
		{ "61012020311234", "##############" }, { "券面に61012020311234とある", "券面に##############とある" },
		{ "610120 2031 1234", "###### #### ####" }, { "610120-20311234", "######-########" },
		{ "６１０１２０　２０３１　１２３４", "######　####　####" }, { "00000020311234", "##############" },
		{ "B 61012020311234, 61012020311235", "B ##############, ##############" },
		{ "6101-2020-311234", "####-####-######" }, { "6101 2020 3112 34", "#### #### #### ##" },
		{ "61-0120-2031-1234", "##-####-####-####" }, { "610120.2031.1234", "######.####.####" },
		{ "610120  20311234", "######  ########" }, { "610120番2031号1234", "######番####号####" },
		{ "6.1012E+13", "#.####E+##" },
	};
	static const char *const others[] = {
		"", "6101202031123", "610120203112345", "961012020311234", "61132020311234", "61012019991234",
		"20261120103000",
		"9900000000000017", "令和08年11月22日(2026-11-22)", "08.11.22 2026.11.22", "03-1101-2031 1234",
	};
	char text[96];
	size_t i, k, at, from, to;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		(void)snprintf(text, sizeof(text), "%s", rows[i].text);
		assert_true(text_check_b(text, strlen(text), &from, &to));
		at = text_number_mask(text, strlen(text));
		text[at] = '\0';
		for (k = 0; k < at; k++)
			text[k] = (char)(text[k] == TEXT_MASKED ? '#' : text[k]);
		assert_string_equal(text, rows[i].masked);
	}
	for (i = 0; i < sizeof(others) / sizeof(*others); i++)
		if (text_check_b(others[i], strlen(others[i]), &from, &to))
			fail_msg("%s is taken for one", others[i]);
}

/* --- many, by chance ---------------------------------------------------------------------------- */

/* # is a digit, N one that isn't 0, M a month, D a day, h and m the first digit of an hour and of a minute. */
static const char *const honest[] = {
	"N-N-N-N##", "N丁目N番N号N##", "N丁目N番地N号N##号室", "大字見本N###番地のN", "N##番地N", "N丁目N番N#-N###号",
	"N##番地N# N##号室", "N-N#-N# コーポ見本N##", "N丁目N#番N#号 見本マンション10#号", "N-N#-N#-N##",
	"架空市N丁目N番N号 N##号室 03-####-####", "架空市N-N-N-N## 090-####-####", "100-#### 架空市N-N#-N##",
	"〒100-#### N-N-N", "〒100-#### 架空市N丁目N番N号 090-####-####",
	"090-####-#### 080-####-####", "03-####-#### / 090-####-####", "0N##-##-####、090-####-####",
	"090######## 080########", "03-####-#### 内線N###", "03-####-####(内線N##)", "03-####-#### 1h時",
	"090-####-#### N回", "+81-90-####-####",
	"26-00####-#と26-00####-#", "受付番号26-00####-# 090-####-####", "26-00####-# N##号室", "26-00####-#の件 M/D",
	"2026-M-D 1h:m0", "2026/M/D 1h:m0:00", "2026年M月D日 1h時m0分", "2026 M D", "2026MD 1h:m0",
	"令和8年M月D日に来庁 03-####-####", "令和08年M月D日(2026-M-D)", "08.M.D 2026.M.D", "有効 2026-M-D～2031-M-D",
	"N##号室、N##号室、N##号室", "車 横浜5##あ##-##", "窓口N番 整理券N## 1h時m0分", "引受番号 ###-##-#####-#",
	"在留カード AB########CD", "健康保険 記号N### 番号N######", "口座 1####-N#######1",
};

static unsigned
chance(unsigned n)
{
	static uint64_t seed = 88172645463325252;

	seed ^= seed << 13;
	seed ^= seed >> 7;
	seed ^= seed << 17;
	return (unsigned)(seed >> 11) % n;
}

static void
fill(const char *p, char *out, size_t size)
{
	size_t at = 0;

	for (; *p != '\0'; p++, at = strlen(out)) {
		if (*p == 'M' || *p == 'D')
			(void)snprintf(out + at, size - at, "%02u", 1 + chance(*p == 'M' ? 12 : 28));
		else
			(void)snprintf(out + at, size - at, "%c", *p == '#' ? '0' + (int)chance(10) :
			    *p == 'N' ? '1' + (int)chance(9) : *p == 'h' ? '0' + (int)chance(8) :
			    *p == 'm' ? '0' + (int)chance(6) : *p);
	}
}

static void
draw_number(char digits[13])
{
	int sum = 0, n;

	for (n = 0; n < 11; n++)
		digits[n] = (char)('0' + chance(10));
	for (n = 1; n < 12; n++)
		sum += (digits[11 - n] - '0') * (n <= 6 ? n + 1 : n - 5);
	digits[11] = (char)('0' + (sum % 11 <= 1 ? 0 : 11 - sum % 11));
	digits[12] = '\0';
}

/* In groups of any length, with anything between: few look like a telephone's, a date's or a case's. */
static void
dress(const char *digits, char *out, size_t size)
{
	static const char *const between[] = {
		" ", "-", "－", ".", "/", "、", "・", "_", "x", "の", "番地", "号", " - ", "|", "から", "\t", "a", "—",
		"「",
	};
	size_t at = 0, n, group;

	for (n = 0; digits[n] != '\0'; n += group) {
		group = 1 + chance(6);
		at += (size_t)snprintf(out + at, size - at, "%s%.*s", n > 0 ? between[chance(19)] : "", (int)group,
		    digits + n);
		group = strlen(digits + n) < group ? strlen(digits + n) : group;
	}
}

static void
honest_texts_pass_and_dressed_numbers_dont(void **state)
{
	char digits[16], text[256];
	unsigned i, k, refused = 0, numbers = 0, of_cards = 0;
	size_t from, to;

	(void)state;
	for (i = 0; i < sizeof(honest) / sizeof(*honest); i++) {
		for (k = 0; k < 200; k++) {
			fill(honest[i], text, sizeof(text));
			if (text_number(text, strlen(text), &from, &to) ||
			    text_check_b(text, strlen(text), &from, &to)) {
				print_message("refused: %s\n", text);
				refused++;
			}
		}
	}
	for (k = 0; k < 2000; k++) {
		draw_number(digits);
		dress(digits, text, sizeof(text));
		numbers += text_number(text, strlen(text), &from, &to);
		(void)snprintf(digits, sizeof(digits), "%02u%02u%02u%04u%04u", 1 + chance(64), 1 + chance(12),
		    1 + chance(28), 2026 + chance(10), chance(10000));
		dress(digits, text, sizeof(text));
		of_cards += text_check_b(text, strlen(text), &from, &to);
	}
	print_message("%zu honest texts, %u refused; of 2000 numbers %u found, of 2000 of cards %u\n",
	    200 * sizeof(honest) / sizeof(*honest), refused, numbers, of_cards);
	assert_int_equal(refused, 0);
	assert_in_range(numbers, 1900, 2000);
	assert_in_range(of_cards, 1900, 2000);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(check_b_is_found),
		cmocka_unit_test(are_found),
		cmocka_unit_test(are_found_within_more_digits),
		cmocka_unit_test(others_are_none),
		cmocka_unit_test(one_check_digit_is_right),
		cmocka_unit_test(honest_texts_pass_and_dressed_numbers_dont),
		cmocka_unit_test(no_gate_takes_one),
	};

	return cmocka_run_group_tests_name("text-number", tests, NULL, NULL);
}
