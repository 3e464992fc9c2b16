/* Reads Latin letters as kana, for clerks without an input method. */
#include "base/text-kana.h"

#include <string.h>
#include <uninorm.h>

#include "base/text.h"

/* What stands before a vowel, and the five syllables; "": there is none. Source: ローマ字のつづり方 (1954), both tables. */
static const struct { const char *consonants, *syllables[5]; } rows[] = {
	{ "", { "ア", "イ", "ウ", "エ", "オ" } },
	{ "b", { "バ", "ビ", "ブ", "ベ", "ボ" } }, { "by", { "ビャ", "", "ビュ", "", "ビョ" } },
	{ "ch", { "チャ", "チ", "チュ", "チェ", "チョ" } }, { "cy", { "チャ", "", "チュ", "", "チョ" } },
	{ "d", { "ダ", "ヂ", "ヅ", "デ", "ド" } }, { "dy", { "ヂャ", "", "ヂュ", "", "ヂョ" } },
	{ "dz", { "", "", "ヅ", "", "" } },
	{ "f", { "ファ", "フィ", "フ", "フェ", "フォ" } },
	{ "g", { "ガ", "ギ", "グ", "ゲ", "ゴ" } }, { "gy", { "ギャ", "", "ギュ", "", "ギョ" } },
	{ "h", { "ハ", "ヒ", "フ", "ヘ", "ホ" } }, { "hy", { "ヒャ", "", "ヒュ", "", "ヒョ" } },
	{ "j", { "ジャ", "ジ", "ジュ", "ジェ", "ジョ" } }, { "jy", { "ジャ", "", "ジュ", "", "ジョ" } },
	{ "k", { "カ", "キ", "ク", "ケ", "コ" } }, { "ky", { "キャ", "", "キュ", "", "キョ" } },
	{ "l", { "ラ", "リ", "ル", "レ", "ロ" } },
	{ "m", { "マ", "ミ", "ム", "メ", "モ" } }, { "my", { "ミャ", "", "ミュ", "", "ミョ" } },
	{ "n", { "ナ", "ニ", "ヌ", "ネ", "ノ" } }, { "ny", { "ニャ", "", "ニュ", "", "ニョ" } },
	{ "p", { "パ", "ピ", "プ", "ペ", "ポ" } }, { "py", { "ピャ", "", "ピュ", "", "ピョ" } },
	{ "r", { "ラ", "リ", "ル", "レ", "ロ" } }, { "ry", { "リャ", "", "リュ", "", "リョ" } },
	{ "s", { "サ", "シ", "ス", "セ", "ソ" } }, { "sh", { "シャ", "シ", "シュ", "シェ", "ショ" } },
	{ "sy", { "シャ", "", "シュ", "", "ショ" } },
	{ "t", { "タ", "チ", "ツ", "テ", "ト" } }, { "ts", { "ツァ", "ツィ", "ツ", "ツェ", "ツォ" } },
	{ "ty", { "チャ", "", "チュ", "", "チョ" } },
	{ "v", { "ヴァ", "ヴィ", "ヴ", "ヴェ", "ヴォ" } },
	{ "w", { "ワ", "ウィ", "ウ", "ウェ", "ヲ" } },
	{ "y", { "ヤ", "イ", "ユ", "イェ", "ヨ" } },
	{ "z", { "ザ", "ジ", "ズ", "ゼ", "ゾ" } }, { "zy", { "ジャ", "", "ジュ", "", "ジョ" } },
};

static const char vowels[] = "aiueo";

/* The syllable that these consonants and the vowel make; NULL for none. */
static const char *
syllable(const char *consonants, size_t n, char vowel)
{
	const char *place = vowel != '\0' ? strchr(vowels, vowel) : NULL;
	size_t i;

	for (i = 0; place != NULL && i < sizeof(rows) / sizeof(*rows); i++) {
		const char *s = rows[i].syllables[place - vowels];

		if (strlen(rows[i].consonants) == n && strncmp(rows[i].consonants, consonants, n) == 0)
			return *s != '\0' ? s : NULL;
	}
	return NULL;
}

static bool
is_one_of(char c, const char *letters)
{
	return c != '\0' && strchr(letters, c) != NULL;
}

/* ン and ッ stand where a consonant has another behind it. The length that was read, 0 for none. */
static size_t
before_consonant(const char *s, const char **kana)
{
	const char next = s[0] != '\0' ? s[1] : '\0';

	*kana = "ン";
	if (s[0] == 'n' && next == '\'')
		return 2;
	if (s[0] == 'n' && !is_one_of(next, "aiueoy"))
		return next == 'n' && !is_one_of(s[2], "aiueoy") ? 2 : 1;
	if (s[0] == 'm' && is_one_of(next, "bmp"))
		return 1;
	*kana = "ッ";
	return is_one_of(s[0], "bcdfghjklmpqrstvwyz") && (s[0] == next || (s[0] == 't' && next == 'c')) ? 1 : 0;
}

/* The next kana of lower-case letters; the length that was read, 0 for none. */
static size_t
next_kana(const char *s, const char **kana)
{
	const size_t n = strcspn(s, vowels);
	size_t read = before_consonant(s, kana);

	if (read > 0)
		return read;
	return n <= 2 && (*kana = syllable(s, n, s[n])) != NULL ? n + 1 : 0;
}

#define LONG '^'	/* behind a vowel that had a macron or circumflex */

static bool
is_long_mark(uint32_t c)
{
	return c == 0x304 || c == 0x302;
}

/* In small ASCII letters; false if there are others. */
static bool
write_plain(const char *text, char *out, size_t size)
{
	ucs4_t parts[UC_DECOMPOSITION_MAX_LENGTH];
	size_t len = strlen(text), i, at = 0;
	uint32_t c;
	int tag;

	for (i = 0; i < len;) {
		i += text_decode(text + i, len - i, &c);
		if (at + 3 > size || c == LONG)
			return false;
		parts[0] = c;
		parts[1] = 0;
		if (c >= 0x80 && !is_long_mark(c) && (uc_decomposition(c, &tag, parts) != 2 || !is_long_mark(parts[1])))
			return false;
		if (is_long_mark(c)) {
			out[at++] = LONG;
			continue;
		}
		if (parts[0] >= 0x80)
			return false;
		out[at++] = (char)(parts[0] >= 'A' && parts[0] <= 'Z' ? parts[0] - 'A' + 'a' : parts[0]);
		if (parts[1] != 0)
			out[at++] = LONG;
	}
	out[at] = '\0';
	return true;
}

bool
text_romaji(const char *text, char *out, size_t size)
{
	char low[256];
	const char *kana, *s = low;
	size_t n, at = 0;

	if (!write_plain(text, low, sizeof(low)))
		return false;
	for (; *s != '\0'; s += n) {
		if ((n = *s == ' ' || *s == '-' ? 1 : 0) != 0)
			continue;
		kana = "ー";
		if (s > low && is_one_of(s[-1], vowels) && (*s == LONG || (*s == 'h' && !is_one_of(s[1], vowels))))
			n = 1;
		else if ((n = next_kana(s, &kana)) == 0)
			break;
		if (at + strlen(kana) + 1 > size)
			return false;
		memcpy(out + at, kana, strlen(kana) + 1);
		at += strlen(kana);
	}
	return at > 0 && strlen(s) <= 2 && s[strspn(s, "bcdfghjklmnpqrstvwyz")] == '\0';
}
