/* Proposes what stands in a certificate for a character that JIS lacks. */
#include "base/jis-private.h"

#include <string.h>
#include <uninorm.h>

#include "base/fold.h"
#include "base/text-kana.h"
#include "base/text.h"

#define KANJI_FROM 0x2e80	/* radicals and kanji; letters below are folded to small ones, which no name wants */

/* The common shape of a kanji, the usual letter for a rare kana, a hiragana (ゔ) as katakana; 0 where JIS lacks it. */
static uint32_t
common_kanji(iconv_t cd, uint32_t c)
{
	uint32_t letters[FOLD_LETTERS_MAX], usual = text_kana_usual(c);

	if (usual != c)
		return jis_has(cd, usual) ? usual : 0;
	if (c >= 0x3041 && c <= 0x3096)
		return jis_has(cd, c + 0x60) ? c + 0x60 : 0;
	return c >= KANJI_FROM && fold_letters(c, letters) == 1 && jis_has(cd, letters[0]) ? letters[0] : 0;
}

/* "(株)" for ㈱, "III" for Ⅲ: every part in JIS, not more of them than may stand. */
static bool
put_parts(iconv_t cd, const ucs4_t *parts, int n, char out[JIS_TO_MAX])
{
	size_t at = 0;
	int i;

	if (n < 1 || n > JIS_TO_CHARS)
		return false;
	for (i = 0; i < n; i++) {
		if (!jis_has(cd, parts[i]) || text_class(parts[i]) != TEXT_PLAIN || parts[i] == ' ')
			return false;
		at += text_encode(parts[i], out + at);
	}
	out[at] = '\0';
	return true;
}

/* A letter without its marks, a kanji's common shape, the parts of a sign, or 〓. */
void
jis_propose(iconv_t cd, uint32_t c, char out[JIS_TO_MAX])
{
	ucs4_t parts[UC_DECOMPOSITION_MAX_LENGTH];
	uint32_t common;
	int tag = 0, n;

	while (!put_parts(cd, (const ucs4_t[]){ c }, 1, out)) {
		if ((common = common_kanji(cd, c)) != 0) {
			c = common;
			continue;
		}
		n = uc_decomposition(c, &tag, parts);
		if (n > 1 && tag != UC_DECOMP_CANONICAL) {
			if (!put_parts(cd, parts, n, out))
				memcpy(out, JIS_GETA, sizeof(JIS_GETA));
			return;
		}
		if (n < 1) {
			memcpy(out, JIS_GETA, sizeof(JIS_GETA));
			return;
		}
		c = parts[0];
	}
}
