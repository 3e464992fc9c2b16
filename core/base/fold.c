/* Folds names. Folded names are used only to search and to compare, never stored as the name itself. */
#include "base/fold.h"

#include <stdbool.h>
#include <string.h>

#include "base/person.h"
#include "base/text-kana.h"
#include "base/text.h"

/*
 * The forms that 常用漢字表 (平成22年内閣告示第2号) has in brackets and those of 平成2年民二第5202号別表 and of vendors'
 * character sets that stand in names most often. 斎 and 斉 are two characters, but nobody hears which one is meant.
 */
static const struct { uint32_t variant, common; } variants[] = {
	{ U'髙', U'高' }, { U'﨑', U'崎' }, { U'嵜', U'崎' }, { U'邊', U'辺' }, { U'邉', U'辺' },
	{ U'齋', U'斉' }, { U'齊', U'斉' }, { U'斎', U'斉' }, { U'濵', U'浜' }, { U'濱', U'浜' }, { U'澤', U'沢' },
	{ U'嶋', U'島' }, { U'嶌', U'島' }, { U'𠮷', U'吉' }, { U'槗', U'橋' }, { U'𣘺', U'橋' }, { U'德', U'徳' },
	{ U'廣', U'広' }, { U'國', U'国' }, { U'冨', U'富' }, { U'眞', U'真' }, { U'櫻', U'桜' }, { U'瀨', U'瀬' },
	{ U'瀧', U'滝' }, { U'龍', U'竜' }, { U'惠', U'恵' }, { U'榮', U'栄' }, { U'壽', U'寿' }, { U'實', U'実' },
	{ U'曾', U'曽' }, { U'條', U'条' }, { U'來', U'来' }, { U'萬', U'万' }, { U'與', U'与' }, { U'學', U'学' },
	{ U'會', U'会' }, { U'圓', U'円' }, { U'寶', U'宝' }, { U'藏', U'蔵' }, { U'豐', U'豊' }, { U'關', U'関' },
	{ U'鐵', U'鉄' }, { U'靜', U'静' }, { U'淸', U'清' }, { U'靑', U'青' }, { U'顯', U'顕' }, { U'彌', U'弥' },
	{ U'彥', U'彦' }, { U'應', U'応' }, { U'增', U'増' }, { U'黑', U'黒' }, { U'緖', U'緒' }, { U'賴', U'頼' },
	{ U'栁', U'柳' }, { U'桒', U'桑' }, { U'舘', U'館' }, { U'舩', U'船' }, { U'峯', U'峰' }, { U'嶽', U'岳' },
	{ U'淵', U'渕' }, { U'藪', U'薮' }, { U'檜', U'桧' }, { U'假', U'仮' }, { U'莊', U'荘' }, { U'當', U'当' },
	{ U'鷗', U'鴎' }, { U'鹽', U'塩' },
	/* compatibility ideographs, which an editor's normalisation would take away: by number */
	{ 0xf929, U'朗' }, { 0xf9dc, U'隆' }, { 0xfa10, U'塚' }, { 0xfa12, U'晴' }, { 0xfa16, U'猪' }, { 0xfa17, U'益' },
	{ 0xfa18, U'礼' }, { 0xfa19, U'神' }, { 0xfa1a, U'祥' }, { 0xfa1b, U'福' }, { 0xfa1c, U'靖' }, { 0xfa1d, U'精' },
	{ 0xfa1e, U'羽' }, { 0xfa22, U'諸' }, { 0xfa25, U'逸' }, { 0xfa26, U'都' }, { 0xfa2a, U'飯' }, { 0xfa2b, U'飼' },
	{ 0xfa2c, U'館' }, { 0xfa2d, U'鶴' },
};

uint32_t
fold_letter(uint32_t c)
{
	size_t i;

	if (text_modifies(c) || text_class(c) == TEXT_BARRED)
		return 0;
	for (i = 0; c >= 0x3400 && i < sizeof(variants) / sizeof(*variants); i++) {
		if (variants[i].variant == c)
			return variants[i].common;
	}
	return c;
}

/* Of ASCII letters and digits stay; blanks, points and hyphens of any kind go. */
static bool
dropped(uint32_t c)
{
	if (c < 0x80)
		return !((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'));
	return c < 0xc0 || (c >= 0x2000 && c <= 0x206f) || c == 0x2212 || c == U'・';
}

static bool
repeats(uint32_t c)
{
	return c == U'々' || c == U'〻' || c == U'ヽ' || c == U'ヾ';
}

static void
fold(const char *name, bool loose, char *out, size_t size)
{
	char kana[PERSON_NAME_MAX + 1], bytes[4];
	size_t len, i, n, m, at = 0;
	uint32_t c, last = 0;

	text_katakana(name, kana, sizeof(kana));
	len = strlen(kana);
	for (i = 0; i < len; i += n) {
		n = text_decode(kana + i, len - i, &c);
		if (dropped(c) || (loose && c == U'ー'))
			continue;
		if (c >= 'A' && c <= 'Z')
			c += 'a' - 'A';
		else if (repeats(c) && last != 0)
			c = last;
		else
			c = fold_letter(loose ? text_kana_plain(c) : c);
		if (c == 0)
			continue;
		m = text_encode(c, bytes);
		if (at + m + 1 > size)
			break;
		memcpy(out + at, bytes, m);
		at += m;
		last = c;
	}
	out[at] = '\0';
}

void
fold_name(const char *name, char *out, size_t size)
{
	fold(name, true, out, size);
}

void
fold_plain(const char *name, char *out, size_t size)
{
	fold(name, false, out, size);
}
