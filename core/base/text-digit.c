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
	uint32_t c = (unsigned char)text[*i];

	if (c < 'I') {		/* most are figures and signs */
		++*i;
		return *before = c;
	}
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

/* The second and third bytes of those kanji: few others have both (tests/unit/text-number asks for each). */
#define SECONDS 0x170400080a00e024ULL
#define THIRDS 0x034a28002851324dULL

/* A character of three bytes may be a digit. No kana is one: they begin with E3 81 to E3 83. */
static bool
may_be_digit(const unsigned char *p)
{
	if (p[0] == 0xe3)
		return p[1] < 0x81 || p[1] > 0x83;
	return (SECONDS >> (p[1] & 0x3f) & 1) != 0 && (THIRDS >> (p[2] & 0x3f) & 1) != 0;
}

static int
two(const char *p)
{
	return p[0] >= '0' && p[0] <= '9' && p[1] >= '0' && p[1] <= '9' ? (p[0] - '0') * 10 + p[1] - '0' : 100;
}

/* 2026-11-20T10:30, as programs write it: twelve digits, but a moment. */
static bool
is_moment(const char *p, size_t len)
{
	return len == 16 && (two(p) == 19 || two(p) == 20) && two(p + 2) < 100 && p[4] == '-' && two(p + 5) <= 12 &&
	    p[7] == '-' && two(p + 8) <= 31 && p[10] == 'T' && two(p + 11) < 24 && p[13] == ':' && two(p + 14) < 60;
}

bool
number_may_hold(const char *text, size_t len, size_t wanted)
{
	const unsigned char *p = (const unsigned char *)text, *const end = p + len;
	size_t digits = 0;

	if (len < wanted || is_moment(text, len))
		return false;
	while (p < end && digits < wanted) {
		if (*p < 'A') {
			digits += *p >= '0' && *p <= '9';
			p++;
		} else if (*p < 0xc0) {
			digits += *p == 'O' || *p == 'o' || *p == 'l' || *p == 'I';
			p++;
		} else if (*p >= 0xe3 && *p <= 0xe9 && end - p >= 3 && (p[1] & p[2] & 0x80) != 0) {
			digits += may_be_digit(p);
			p += 3;
		} else {
			digits++;
			p++;
		}
	}
	return digits >= wanted;
}
