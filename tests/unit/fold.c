/* What the fold is made of, whole: Unicode's compatibility kanji and radicals, the law's old and new shapes, vowels. */
#include "base/fold.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <uninorm.h>
#include <cmocka.h>

#include "base/person.h"
#include "base/text.h"

static bool
alike(const char *one, const char *other, enum fold_depth depth)
{
	char a[PERSON_NAME_MAX + 1], b[PERSON_NAME_MAX + 1];

	fold_name(one, depth, a, sizeof(a));
	fold_name(other, depth, b, sizeof(b));
	return a[0] != '\0' && strcmp(a, b) == 0;
}

static bool
alike_letters(uint32_t one, uint32_t other)
{
	char a[5] = "", b[5] = "";

	a[text_encode(one, a)] = '\0';
	b[text_encode(other, b)] = '\0';
	return alike(a, b, FOLD_SPELLING) && alike(a, b, FOLD_SOUND);
}

/* Each of these blocks that decomposes is found by what it decomposes into. */
static void
unicode_s_own_mappings(void **state)
{
	static const struct { const char *what; uint32_t from, to; int count; } blocks[] = {
		{ "compatibility kanji", 0xf900, 0xfaff, 460 }, { "their supplement", 0x2f800, 0x2fa1f, 542 },
		{ "Kangxi radicals", 0x2f00, 0x2fd5, 214 },
	};
	ucs4_t parts[UC_DECOMPOSITION_MAX_LENGTH];
	uint32_t c;
	size_t i;
	int tag, count;

	(void)state;
	for (i = 0; i < sizeof(blocks) / sizeof(*blocks); i++) {
		for (c = blocks[i].from, count = 0; c <= blocks[i].to; c++) {
			if (uc_decomposition(c, &tag, parts) != 1)
				continue;
			if (!alike_letters(c, parts[0]))
				fail_msg("U+%04X is not found by U+%04X", (unsigned)c, (unsigned)parts[0]);
			count++;
		}
		print_message("%d %s\n", count, blocks[i].what);
		assert_int_equal(count, blocks[i].count);
	}
	assert_true(alike("⾧田", "長田", FOLD_SPELLING));
	assert_true(alike("⻑田", "長田", FOLD_SPELLING));
	assert_true(alike("⺝", "月", FOLD_SPELLING));
}

static void
old_and_new_shapes_by_law(void **state)
{
	const char *top = getenv("top_srcdir");
	unsigned common, old;
	char path[4096], line[64];
	int count = 0;
	FILE *in;

	(void)state;
	(void)snprintf(path, sizeof(path), "%s/tests/unit/fold-law.table", top != NULL ? top : ".");
	assert_non_null(in = fopen(path, "r"));
	while (fgets(line, sizeof(line), in) != NULL) {
		if (line[0] == '#' || sscanf(line, "%X %X", &common, &old) != 2)
			continue;
		if (!alike_letters(common, old))
			fail_msg("U+%04X is not found by U+%04X", old, common);
		count++;
	}
	(void)fclose(in);
	print_message("%d old and new shapes\n", count);
	assert_int_equal(count, 230 + 364);
}

static void
shapes_in_names(void **state)
{
	static const struct { const char *one, *other; } rows[] = {
		{ "髙橋", "高橋" }, { "𣘺本", "橋本" }, { "山﨑", "山崎" }, { "山嵜", "山崎" }, { "渡邊", "渡辺" },
		{ "渡邉", "渡辺" },
		{ "渡\u9089\U000e0103", "渡辺" }, { "斎藤", "齋藤" }, { "斉藤", "齊藤" }, { "𠮷野", "吉野" },
		{ "德永", "徳永" },
		{ "圡屋", "土屋" }, { "桒原", "桑原" }, { "栁田", "柳田" }, { "桺田", "柳田" }, { "中嶌", "中島" },
		{ "濵田", "浜田" },
		{ "釼持", "剣持" }, { "舩木", "船木" }, { "渊上", "淵上" }, { "渕上", "淵上" }, { "俢", "修" },
		{ "穐山", "秋山" },
		{ "枩本", "松本" }, { "淸水", "清水" }, { "神谷", "\ufa19谷" }, { "㐂代", "喜代" },
		{ "佐々木", "佐佐木" },
		{ "José", "JOSE" }, { "Müller", "MULLER" }, { "ＳＭＩＴＨ", "Smith" }, { "㈱ア", "(株)ア" },
		{ "みすゞ", "ミスズ" }, { "みつゝ", "ミツツ" }, { "みづゝ", "ミヅツ" }, { "佐〻木", "佐佐木" },
		{ "ヷ", "バ" }, { "ヸ", "ヴィ" }, { "ヹ", "ベ" }, { "わ゙ゐ゙ゑ゙を゙", "ヷヸヹヺ" },
		{ "ﾜﾞｦﾞ", "ヷヺ" },
		{ "ゟ", "ヨリ" }, { "ヿ", "こと" }, { "ヱヰヲ", "エイオ" }, { "ヵヶゎ", "カケワ" }, { "か゚", "カ" },
		{ "ㇰㇱㇿ", "クシロ" }, { "\U0001b001\U0001b000", "エエ" },
		{ "\U0001b11f\U0001b120\U0001b150", "ウイイ" },
	};
	static const struct { const char *one, *other; } unlike[] = {
		{ "大田", "太田" }, { "土屋", "士屋" }, { "斉藤", "済藤" }, { "洋", "陽" }, { "田中", "由中" },
		{ "未央", "末央" },
		{ "夕子", "タ子" }, { "幸", "幸子" }, { "崎", "埼" }, { "藤", "籐" }, { "裕", "祐" },
		{ "升田", "舛田" },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		if (!alike(rows[i].one, rows[i].other, FOLD_SPELLING) || !alike(rows[i].one, rows[i].other, FOLD_SOUND))
			fail_msg("%s and %s are not alike", rows[i].one, rows[i].other);
	}
	for (i = 0; i < sizeof(unlike) / sizeof(*unlike); i++) {
		if (alike(unlike[i].one, unlike[i].other, FOLD_SPELLING))
			fail_msg("%s and %s are alike", unlike[i].one, unlike[i].other);
	}
}

/* Each letter of Latin-1 and Latin Extended-A is found by what a keyboard has; U+0138 alone is in no passport. */
static void
letters_of_passports(void **state)
{
	static const struct { const char *one, *other; bool spelling, sound, agree; } rows[] = {
		{ "Straße", "STRASSE", true, true, true }, { "Øst", "OST", true, true, true },
		{ "Øst", "OEST", false, true, true }, { "Öst", "Œst", false, true, true },
		{ "OST", "OEST", false, true, false }, { "Åse", "AASE", false, true, true },
		{ "öeö", "oeoe", false, true, true }, { "öeö", "oeeo", false, true, true },
		{ "öeö", "oeeeo", false, true, false }, { "Åäö", "AAAEO", false, true, true },
		{ "Åäö", "AAAOE", false, true, true }, { "Åäö", "AAAAAO", false, true, false },
		{ "Þór", "THOR", true, true, true }, { "Þór", "TOR", false, false, false },
		{ "Łęg", "LEG", true, true, true }, { "Işık", "ISIK", true, true, true },
	};
	char one[5], folded[16];
	size_t i, count = 0;
	uint32_t c;

	(void)state;
	for (c = 0xc0; c <= 0x17f; c++) {
		if (c == 0xd7 || c == 0xf7 || c == 0x138)
			continue;
		one[text_encode(c, one)] = '\0';
		fold_name(one, FOLD_SPELLING, folded, sizeof(folded));
		if (folded[0] == '\0' || strspn(folded, "abcdefghijklmnopqrstuvwxyz") != strlen(folded))
			fail_msg("U+%04X is folded as %s", (unsigned)c, folded);
		count++;
	}
	print_message("%zu letters of Latin\n", count);
	assert_int_equal(count, 189);
	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		if (alike(rows[i].one, rows[i].other, FOLD_SPELLING) != rows[i].spelling ||
		    alike(rows[i].one, rows[i].other, FOLD_SOUND) != rows[i].sound ||
		    fold_agree(rows[i].one, rows[i].other) != rows[i].agree ||
		    fold_agree(rows[i].other, rows[i].one) != rows[i].agree)
			fail_msg("%s and %s", rows[i].one, rows[i].other);
	}
	assert_true(alike("番号（山田）花子", "番号花子", FOLD_SPELLING));
	assert_false(alike("番号花子（山田）", "番号花子", FOLD_SPELLING));	/* an alias is read */
	assert_false(fold_agree("", ""));
	assert_false(fold_agree("Ö", ""));
}

/* All that Unicode calls a letter of hiragana or katakana is found by usual ones. */
static void
rare_kana(void **state)
{
	static const struct { uint32_t from, to; int count; } blocks[] = {
		{ 0x31f0, 0x31ff, 16 }, { 0x1b000, 0x1b122, 291 }, { 0x1b150, 0x1b167, 7 },
	};
	char one[5], folded[64];
	const char *rest;
	uint32_t c, letter;
	size_t i;
	int count;

	(void)state;
	for (i = 0; i < sizeof(blocks) / sizeof(*blocks); i++) {
		for (c = blocks[i].from, count = 0; c <= blocks[i].to; c++) {
			one[text_encode(c, one)] = '\0';
			fold_name(one, FOLD_SPELLING, folded, sizeof(folded));
			for (rest = folded; *rest != '\0'; rest += text_decode(rest, strlen(rest), &letter), count++) {
				(void)text_decode(rest, strlen(rest), &letter);
				if (letter < U'ア' || letter > U'ン')
					break;
			}
		}
		print_message("%d rare kana\n", count);
		assert_int_equal(count, blocks[i].count);
	}
}

/* sound alone: found by each other, and still two names. */
static void
vowels_as_they_are_typed(void **state)
{
	static const struct { const char *one, *other; bool spelling, sound; } rows[] = {
		{ "オオノ", "オーノ", true, true }, { "オオノ", "オウノ", true, true },
		{ "オオノ", "オノ", false, true },
		{ "コウチ", "コーチ", true, true }, { "ｺｰﾁ", "こうち", true, true }, { "ﾄ-ﾏｽ", "トーマス", true, true },
		{ "シヅカ", "シズカ", true, true }, { "チヂミ", "チジミ", true, true },
		{ "ジュンイチロウ", "ジユンイチロー", true, true },
		{ "ユウキ", "ユキ", false, true }, { "ヴァイオレット", "バイオレット", true, true },
		{ "ヴ", "ブ", true, true },
		{ "キョウコ", "キヨウコ", true, true }, { "ヨシヱ", "ヨシエ", true, true },
		{ "カヲル", "カオル", true, true },
		{ "バンゴウ", "ハンコウ", false, true }, { "シンイチ", "シニチ", false, true },
		{ "ジュンヤ", "ジュニャ", false, true },
		{ "ケイコ", "ケコ", false, false }, { "カンノ", "カノ", false, false },
		{ "ハットリ", "ハトリ", false, false },
		{ "オカダ", "オオカワ", false, false }, { "ニイダ", "ニーダ", true, true },
		{ "イノウエ", "イノエ", false, true },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		if (alike(rows[i].one, rows[i].other, FOLD_SPELLING) != rows[i].spelling ||
		    alike(rows[i].one, rows[i].other, FOLD_SOUND) != rows[i].sound)
			fail_msg("%s and %s", rows[i].one, rows[i].other);
	}
}

/* The search looks up a beginning. */
static void
beginnings_fold_to_beginnings(void **state)
{
	static const char *const names[] = {
		"オオノ ジュンイチロウ", "コウノ ケンイチ", "ナカノ ユウ", "ノノウラ", "ｺｰﾁ",
		"渡\u9089\U000e0103 佐々木みすゞ", "Müller José", "シンヤ", "ギュウ", "Bjoern Aasgaard", "Bjørn Æsir",
	};
	char whole[PERSON_NAME_MAX + 1], part[PERSON_NAME_MAX + 1], name[PERSON_NAME_MAX + 1];
	size_t i, at, len;
	uint32_t c;

	(void)state;
	for (i = 0; i < sizeof(names) / sizeof(*names); i++) {
		fold_name(names[i], FOLD_SOUND, whole, sizeof(whole));
		for (at = 0, len = strlen(names[i]); at < len;) {
			at += text_decode(names[i] + at, len - at, &c);
			memcpy(name, names[i], at);
			name[at] = '\0';
			fold_name(name, FOLD_SOUND, part, sizeof(part));
			if (strncmp(whole, part, strlen(part)) != 0)
				fail_msg("%s: %s, %s: %s", names[i], whole, name, part);
		}
	}
}

static void
what_was_taken_for_the_same_is_told(void **state)
{
	static const struct { const char *one, *other, *told; } rows[] = {
		{ "髙橋 花子", "高橋　花子", "髙=高" }, { "渡邉 﨑", "渡辺 崎", "邉=辺 﨑=崎" },
		{ "高橋", "髙橋", "高=髙" },
		{ "番号 花子", "番号花子", "" }, { "オオノ", "オーノ", "オ=ー" }, { "ＳＭＩＴＨ", "smith", "" },
		{ "José", "JOSE", "é=E" },
		{ "渡\u9089\U000e0103", "渡\u9089", "\u9089\U000e0103(U+E0103)=\u9089" },
		{ "\ue000橋", "〓橋", "\ue000(U+E000)=〓" },
		{ "番号 はなこ", "番号ハナコ", "はなこ=ハナコ" }, { "ﾊﾅｺ", "ハナコ", "" },
		{ "バンゴウ ハナコ", "バンゴーハナコ", "ウ=ー" }, { "シヅカ", "シズカ", "ヅ=ズ" },
		{ "コウチ", "コーチ", "ウ=ー" }, { "鎌ヶ谷 みき", "鎌が谷 ミキ", "ヶ=が みき=ミキ" },
		{ "一ノ瀬", "一之瀬", "ノ=之" }, { "佐々木", "佐佐木", "々=佐" },
		{ "ハナコ", "ハナエ", "" }, { "高橋はな", "髙橋なは", "高=髙" }, { "", "", "" }, { "\xff", "\xff", "" },
	};
	char out[64], few[8];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		fold_told(rows[i].one, rows[i].other, out, sizeof(out));
		assert_string_equal(out, rows[i].told);
	}
	fold_told("渡邉 﨑", "渡辺 崎", few, sizeof(few));
	assert_string_equal(few, "邉=辺");
}

/* A long vowel that isn't written comes between no joint and its kanji, and a second time nothing is left to do. */
static void
a_joint_is_found_behind_what_is_dropped(void **state)
{
	static const char *const rows[][2] = { { "塚かあ原", "塚か原" }, { "塚々かあ原", "塚々か原" }, { "塚ーか原", "塚か原" } };
	char one[200], other[200], again[200];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		fold_name(rows[i][0], FOLD_SOUND, one, sizeof(one));
		fold_name(rows[i][1], FOLD_SOUND, other, sizeof(other));
		fold_name(one, FOLD_SOUND, again, sizeof(again));
		assert_string_equal(one, other);
		assert_string_equal(one, again);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_joint_is_found_behind_what_is_dropped),
		cmocka_unit_test(unicode_s_own_mappings),
		cmocka_unit_test(old_and_new_shapes_by_law),
		cmocka_unit_test(shapes_in_names),
		cmocka_unit_test(letters_of_passports),
		cmocka_unit_test(rare_kana),
		cmocka_unit_test(vowels_as_they_are_typed),
		cmocka_unit_test(beginnings_fold_to_beginnings),
		cmocka_unit_test(what_was_taken_for_the_same_is_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
