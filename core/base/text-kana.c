/* Folds the ways of writing kana, by the order of the Unicode blocks 3040 to 30FF and FF61 to FF9F. */
#include "base/text-kana.h"

#include <string.h>
#include <uninorm.h>

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

/* U+30A1 to U+30FA. ヂ and ヅ, ヰ, ヱ and ヲ as they are pronounced today, ヴ as it is written without it. */
static const struct text_kana katakana[] = {
	{ U'ア', U'ア', 'a' }, { U'ア', U'ア', 'a' }, { U'イ', U'イ', 'i' }, { U'イ', U'イ', 'i' },
	{ U'ウ', U'ウ', 'u' }, { U'ウ', U'ウ', 'u' }, { U'エ', U'エ', 'e' }, { U'エ', U'エ', 'e' },
	{ U'オ', U'オ', 'o' }, { U'オ', U'オ', 'o' }, { U'カ', U'カ', 'a' }, { U'ガ', U'カ', 'a' },
	{ U'キ', U'キ', 'i' }, { U'ギ', U'キ', 'i' }, { U'ク', U'ク', 'u' }, { U'グ', U'ク', 'u' },
	{ U'ケ', U'ケ', 'e' }, { U'ゲ', U'ケ', 'e' }, { U'コ', U'コ', 'o' }, { U'ゴ', U'コ', 'o' },
	{ U'サ', U'サ', 'a' }, { U'ザ', U'サ', 'a' }, { U'シ', U'シ', 'i' }, { U'ジ', U'シ', 'i' },
	{ U'ス', U'ス', 'u' }, { U'ズ', U'ス', 'u' }, { U'セ', U'セ', 'e' }, { U'ゼ', U'セ', 'e' },
	{ U'ソ', U'ソ', 'o' }, { U'ゾ', U'ソ', 'o' }, { U'タ', U'タ', 'a' }, { U'ダ', U'タ', 'a' },
	{ U'チ', U'チ', 'i' }, { U'ジ', U'シ', 'i' }, { U'ツ', U'ツ', 'u' }, { U'ツ', U'ツ', 'u' },
	{ U'ズ', U'ス', 'u' }, { U'テ', U'テ', 'e' }, { U'デ', U'テ', 'e' }, { U'ト', U'ト', 'o' },
	{ U'ド', U'ト', 'o' }, { U'ナ', U'ナ', 'a' }, { U'ニ', U'ニ', 'i' }, { U'ヌ', U'ヌ', 'u' },
	{ U'ネ', U'ネ', 'e' }, { U'ノ', U'ノ', 'o' }, { U'ハ', U'ハ', 'a' }, { U'バ', U'ハ', 'a' },
	{ U'パ', U'ハ', 'a' }, { U'ヒ', U'ヒ', 'i' }, { U'ビ', U'ヒ', 'i' }, { U'ピ', U'ヒ', 'i' },
	{ U'フ', U'フ', 'u' }, { U'ブ', U'フ', 'u' }, { U'プ', U'フ', 'u' }, { U'ヘ', U'ヘ', 'e' },
	{ U'ベ', U'ヘ', 'e' }, { U'ペ', U'ヘ', 'e' }, { U'ホ', U'ホ', 'o' }, { U'ボ', U'ホ', 'o' },
	{ U'ポ', U'ホ', 'o' }, { U'マ', U'マ', 'a' }, { U'ミ', U'ミ', 'i' }, { U'ム', U'ム', 'u' },
	{ U'メ', U'メ', 'e' }, { U'モ', U'モ', 'o' }, { U'ヤ', U'ヤ', 'a' }, { U'ヤ', U'ヤ', 'a' },
	{ U'ユ', U'ユ', 'u' }, { U'ユ', U'ユ', 'u' }, { U'ヨ', U'ヨ', 'o' }, { U'ヨ', U'ヨ', 'o' },
	{ U'ラ', U'ラ', 'a' }, { U'リ', U'リ', 'i' }, { U'ル', U'ル', 'u' }, { U'レ', U'レ', 'e' },
	{ U'ロ', U'ロ', 'o' }, { U'ワ', U'ワ', 'a' }, { U'ワ', U'ワ', 'a' }, { U'イ', U'イ', 'i' },
	{ U'エ', U'エ', 'e' }, { U'オ', U'オ', 'o' }, { U'ン', U'ン', '\0' }, { U'ブ', U'フ', 'u' },
	{ U'カ', U'カ', 'a' }, { U'ケ', U'ケ', 'e' }, { U'バ', U'ハ', 'a' }, { U'ビ', U'ヒ', 'i' },
	{ U'ベ', U'ヘ', 'e' }, { U'ボ', U'ホ', 'o' },
};

_Static_assert(sizeof(half_width) / sizeof(*half_width) == 0xff9d - 0xff61 + 1, "a half-width form is missing");
_Static_assert(sizeof(katakana) / sizeof(*katakana) == 0x30fa - 0x30a1 + 1, "a kana is missing");

struct text_kana
text_kana(uint32_t c)
{
	return c >= 0x30a1 && c <= 0x30fa ? katakana[c - 0x30a1] : (struct text_kana){ c, c, '\0' };
}

/* One character, narrow or katakana; the marks of voicing all as the combining ones. */
static uint32_t
unify(uint32_t c)
{
	c = text_kana_usual(c);
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
	if (ha || kana == U'ヽ' || (kana >= U'カ' && kana <= U'ト' && katakana[kana - 0x30a1].plain == kana))
		return kana + 1;
	return 0;
}

uint32_t
text_kana_voiced(uint32_t c)
{
	const uint32_t voiced = join(c, VOICED);

	return voiced != 0 ? voiced : c;
}

uint32_t
text_kana_voiceless(uint32_t c)
{
	ucs4_t parts[UC_DECOMPOSITION_MAX_LENGTH];

	return uc_canonical_decomposition(c, parts) == 2 && parts[1] == VOICED ? parts[0] : c;
}

static bool
is_kana(uint32_t c)
{
	return c >= 0x30a1 && c <= 0x30fe;
}

bool
text_is_hyphen(uint32_t c)
{
	return c == '-' || (c >= 0x2010 && c <= 0x2015) || c == 0x2212;
}

/* A hyphen between two kana: old systems have no other sign for a long vowel. */
static bool
is_long(uint32_t before, uint32_t c, const char *behind, size_t len)
{
	uint32_t next;

	if (!text_is_hyphen(c) || !is_kana(before) || len == 0)
		return false;
	(void)text_decode(behind, len, &next);
	return is_kana(unify(next));
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
		if (is_long(last, c, s + i + n, len - i - n))
			c = U'ー';
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
