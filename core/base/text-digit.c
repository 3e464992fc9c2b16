/* The digits of a text, whatever their script. */
#include "base/text-number-private.h"

#include <unictype.h>

#include "base/text.h"

/* The digits of kanji, which the library doesn't know; the later ones are those of registers and deeds. */
static const struct { uint32_t c; char digit; } kanji[] = {
	{ U'〇', '0' }, { U'零', '0' }, { U'一', '1' }, { U'二', '2' }, { U'三', '3' }, { U'四', '4' }, { U'五', '5' },
	{ U'六', '6' }, { U'七', '7' }, { U'八', '8' }, { U'九', '9' }, { U'壱', '1' }, { U'壹', '1' }, { U'弐', '2' },
	{ U'貳', '2' }, { U'参', '3' }, { U'參', '3' }, { U'肆', '4' }, { U'伍', '5' }, { U'陸', '6' }, { U'漆', '7' },
	{ U'捌', '8' }, { U'玖', '9' },
};

char
number_digit(uint32_t c)
{
	uc_fraction_t value;
	size_t i;

	if (c < 0x80)
		return c >= '0' && c <= '9' ? (char)c : '\0';
	if (c >= 0x3007 && c <= 0x9fff)
		for (i = 0; i < sizeof(kanji) / sizeof(*kanji); i++)
			if (kanji[i].c == c)
				return kanji[i].digit;
	if (c > 0x10ffff)
		return '\0';
	value = uc_numeric_value(c);
	return value.denominator == 1 && value.numerator >= 0 && value.numerator <= 9 ?
	    (char)('0' + value.numerator) : '\0';
}

uint32_t
number_next(const char *text, size_t len, size_t *i, uint32_t *before)
{
	uint32_t c;

	*i += text_decode(text + *i, len - *i, &c);
	if ((c == 0x25cb || c == 0x25cf || c == 0x25ef) &&
	    *before >= 0x3007 && *before <= 0x9fff && number_digit(*before) != '\0')
		c = U'〇';
	else if (c < 0x80 && (c == 'O' || c == 'o' || c == 'l' || c == 'I') && *before >= '0' && *before <= '9' &&
	    *i < len && text[*i] >= '0' && text[*i] <= '9')
		c = c == 'O' || c == 'o' ? '0' : '1';
	return *before = c;
}

bool
number_unseen(uint32_t c)
{
	return c >= 0x80 && c <= 0x10ffff && (uc_is_property_default_ignorable_code_point(c) ||
	    uc_is_general_category_withtable(c, UC_CATEGORY_MASK_Cf | UC_CATEGORY_MASK_Mn | UC_CATEGORY_MASK_Me));
}
