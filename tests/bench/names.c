/* Names by chance, as frequent as they are. */
#include "tests/bench/names.h"

#include <stdio.h>

#include "tests/bench/roll.h"

#define COUNT(a) (sizeof(a) / sizeof(*(a)))

/* The thirty most frequent family names and how many of ten thousand people bear each; the rest is made up below. */
static const struct { const char *kana, *name; int of_10000; } families[] = {
	{ "サトウ", "佐藤", 150 }, { "スズキ", "鈴木", 143 }, { "タカハシ", "高橋", 113 }, { "タナカ", "田中", 107 },
	{ "イトウ", "伊藤", 86 }, { "ワタナベ", "渡辺", 86 }, { "ヤマモト", "山本", 84 }, { "ナカムラ", "中村", 84 },
	{ "コバヤシ", "小林", 83 }, { "カトウ", "加藤", 71 }, { "ヨシダ", "吉田", 66 }, { "ヤマダ", "山田", 65 },
	{ "ササキ", "佐々木", 54 }, { "ヤマグチ", "山口", 51 }, { "マツモト", "松本", 50 }, { "イノウエ", "井上", 49 },
	{ "キムラ", "木村", 46 }, { "ハヤシ", "林", 44 }, { "サイトウ", "斎藤", 43 }, { "シミズ", "清水", 42 },
	{ "ヤマザキ", "山崎", 39 }, { "モリ", "森", 37 }, { "イケダ", "池田", 36 }, { "ハシモト", "橋本", 36 },
	{ "アベ", "阿部", 35 }, { "イシカワ", "石川", 33 }, { "ヤマシタ", "山下", 33 }, { "ナカジマ", "中島", 32 },
	{ "イシイ", "石井", 31 }, { "オガワ", "小川", 31 },
};
static const char *const syllables[] = {
	"ア", "イ", "ウ", "エ", "オ", "カ", "キ", "ク", "コ", "サ", "シ", "ス", "タ", "ツ", "ナ", "ニ", "ノ", "ハ", "ヒ", "フ", "ホ", "マ", "ミ",
	"ム", "モ", "ヤ", "ユ", "ヨ", "ワ",
};
static const char *const given[][2] = {
	{ "ハナコ", "花子" }, { "タロウ", "太郎" }, { "ジロウ", "次郎" }, { "ミドリ", "緑" }, { "イチロウ", "一郎" }, { "サクラ", "桜" },
	{ "ケンジ", "健二" }, { "ユキ", "雪" },
};

void
names_make(char kana[PERSON_NAME_MAX + 1], char name[PERSON_NAME_MAX + 1])
{
	const char *const *g = given[roll(COUNT(given))];
	int left = (int)roll(10000);
	size_t i;

	for (i = 0; i < COUNT(families) && (left -= families[i].of_10000) >= 0; i++)
		;
	if (i < COUNT(families)) {
		(void)snprintf(kana, PERSON_NAME_MAX + 1, "%s %s", families[i].kana, g[0]);
		(void)snprintf(name, PERSON_NAME_MAX + 1, "%s %s", families[i].name, g[1]);
		return;
	}
	(void)snprintf(kana, PERSON_NAME_MAX + 1, "%s%s%s %s", syllables[roll(COUNT(syllables))],
	    syllables[roll(COUNT(syllables))], syllables[roll(COUNT(syllables))], g[0]);
	(void)snprintf(name, PERSON_NAME_MAX + 1, "番号 %s", g[1]);
}
