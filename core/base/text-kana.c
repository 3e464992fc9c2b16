/* Folds the ways of writing kana, by the order of the Unicode blocks 3040 to 30FF and FF61 to FF9F. */
#include "base/text-kana.h"

#include <string.h>

#include "base/text.h"

#define VOICED 0x3099
#define SEMI_VOICED 0x309a

/* U+FF61 to U+FF9D. */
static const uint32_t half_width[] = {
	U'。', U'「', U'」', U'、', U'・', U'ヲ', U'ァ', U'ィ', U'ゥ', U'ェ', U'ォ', U'ャ', U'ュ', U'ョ', U'ッ', U'ー',
	U'ア', U'イ', U'ウ', U'エ', U'オ', U'カ', U'キ', U'ク', U'ケ', U'コ', U'サ', U'シ', U'ス', U'セ', U'ソ',
	U'タ', U'チ', U'ツ', U'テ', U'ト', U'ナ', U'ニ', U'ヌ', U'ネ', U'ノ', U'ハ', U'ヒ', U'フ', U'ヘ', U'ホ',
	U'マ', U'ミ', U'ム', U'メ', U'モ', U'ヤ', U'ユ', U'ヨ', U'ラ', U'リ', U'ル', U'レ', U'ロ', U'ワ', U'ン',
};

/* U+30A1 to U+30FA, large and without voiced marks. */
static const uint32_t plain[] = {
	U'ア', U'ア', U'イ', U'イ', U'ウ', U'ウ', U'エ', U'エ', U'オ', U'オ',
	U'カ', U'カ', U'キ', U'キ', U'ク', U'ク', U'ケ', U'ケ', U'コ', U'コ',
	U'サ', U'サ', U'シ', U'シ', U'ス', U'ス', U'セ', U'セ', U'ソ', U'ソ',
	U'タ', U'タ', U'チ', U'チ', U'ツ', U'ツ', U'ツ', U'テ', U'テ', U'ト', U'ト',
	U'ナ', U'ニ', U'ヌ', U'ネ', U'ノ',
	U'ハ', U'ハ', U'ハ', U'ヒ', U'ヒ', U'ヒ', U'フ', U'フ', U'フ', U'ヘ', U'ヘ', U'ヘ', U'ホ', U'ホ', U'ホ',
	U'マ', U'ミ', U'ム', U'メ', U'モ', U'ヤ', U'ヤ', U'ユ', U'ユ', U'ヨ', U'ヨ',
	U'ラ', U'リ', U'ル', U'レ', U'ロ', U'ワ', U'ワ', U'イ', U'エ', U'オ', U'ン', U'ウ', U'カ', U'ケ',
	U'ワ', U'イ', U'エ', U'オ',
};

_Static_assert(sizeof(half_width) / sizeof(*half_width) == 0xff9d - 0xff61 + 1, "a half-width form is missing");
_Static_assert(sizeof(plain) / sizeof(*plain) == 0x30fa - 0x30a1 + 1, "a kana is missing");

uint32_t
text_kana_plain(uint32_t c)
{
	return c >= 0x30a1 && c <= 0x30fa ? plain[c - 0x30a1] : c;
}

/* One character, narrow or katakana; the marks of voicing all as the combining ones. */
static uint32_t
unify(uint32_t c)
{
	if (c >= 0xff61 && c <= 0xff9d)
		return half_width[c - 0xff61];
	if (c >= 0xff01 && c <= 0xff5e)
		return c - 0xff01 + 0x21;
	if ((c >= 0x3041 && c <= 0x3096) || c == 0x309d || c == 0x309e)
		return c + 0x60;
	switch (c) {
	case 0xff9e:
	case 0x309b:
		return VOICED;
	case 0xff9f:
	case 0x309c:
		return SEMI_VOICED;
	case 0x3000:
		return ' ';
	case TEXT_BAD:
		return '?';
	default:
		return c;
	}
}

/* The kana and the mark behind it as one character, where there is one: カ to ガ, ハ to パ, ウ to ヴ, ワ to ヷ. */
static uint32_t
join(uint32_t kana, uint32_t mark)
{
	const bool ha = kana >= U'ハ' && kana <= U'ホ' && (kana - U'ハ') % 3 == 0;

	if (mark == SEMI_VOICED)
		return ha ? kana + 2 : 0;
	if (kana == U'ウ')
		return U'ヴ';
	if (kana >= U'ワ' && kana <= U'ヲ')
		return kana + 8;
	if (ha || kana == U'ヽ' || (kana >= U'カ' && kana <= U'ト' && plain[kana - 0x30a1] == kana))
		return kana + 1;
	return 0;
}

void
text_katakana(const char *s, char *out, size_t size)
{
	size_t len = strlen(s), i, n, m, at = 0, before = 0;
	uint32_t c, joined, last = 0;
	char bytes[4];

	for (i = 0; i < len; i += n) {
		n = text_decode(s + i, len - i, &c);
		c = unify(c);
		if ((c == VOICED || c == SEMI_VOICED) && (joined = join(last, c)) != 0) {
			at = before;
			c = joined;
		}
		m = text_encode(c, bytes);
		if (at + m + 1 > size)
			break;
		memcpy(out + at, bytes, m);
		before = at;
		at += m;
		last = c;
	}
	out[at] = '\0';
}

/* --- Latin letters ----------------------------------------------------------------------------- */

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

bool
text_romaji(const char *text, char *out, size_t size)
{
	char low[128];
	const char *kana, *s = low;
	size_t i, n, at = 0;

	for (i = 0; text[i] != '\0'; i++) {
		if (i + 1 == sizeof(low))
			return false;
		low[i] = (char)(text[i] >= 'A' && text[i] <= 'Z' ? text[i] - 'A' + 'a' : text[i]);
	}
	low[i] = '\0';
	for (; *s != '\0'; s += n) {
		if ((n = *s == ' ' || *s == '-' ? 1 : 0) != 0)
			continue;
		if ((n = next_kana(s, &kana)) == 0)
			break;
		if (at + strlen(kana) + 1 > size)
			return false;
		memcpy(out + at, kana, strlen(kana) + 1);
		at += strlen(kana);
	}
	return at > 0 && strlen(s) <= 2 && s[strspn(s, "bcdfghjklmnpqrstvwyz")] == '\0';
}
