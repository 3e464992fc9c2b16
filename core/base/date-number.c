/* The numbers of a date, in figures or in kanji as old registers and hands write them, and the signs between them. */
#include "base/date-private.h"

#include <string.h>

#include "base/text-kana.h"
#include "base/text-utf8.h"
#include "base/text.h"

/* 壱弐参拾 are those of family registers (戸籍法施行規則 art. 31); a circle is the 〇 that a typist didn't find. */
static const struct { const char *kanji; int value; } numerals[] = {
	{ "〇", 0 }, { "一", 1 }, { "二", 2 }, { "三", 3 }, { "四", 4 }, { "五", 5 }, { "六", 6 }, { "七", 7 },
	{ "八", 8 }, { "九", 9 }, { "十", 10 }, { "壱", 1 }, { "弐", 2 }, { "参", 3 }, { "拾", 10 },
	{ "廿", 20 }, { "卄", 20 }, { "卅", 30 }, { "丗", 30 }, { "卌", 40 },
	{ "零", 0 }, { "○", 0 }, { "◯", 0 }, { "壹", 1 }, { "弌", 1 }, { "貳", 2 }, { "弍", 2 },
	{ "參", 3 }, { "弎", 3 },
};

#define COUNT(list) (sizeof(list) / sizeof(*(list)))

void
date_skip_spaces(const char **p)
{
	while (**p == ' ')
		(*p)++;
}

static bool
take_numeral(const char **p, int *value)
{
	size_t i;

	for (i = 0; i < COUNT(numerals); i++) {
		if (text_take_word(p, numerals[i].kanji)) {
			*value = numerals[i].value;
			return true;
		}
	}
	return false;
}

/* 六十一 and 廿三, or digit by digit as 六一 and 一九八六. */
static bool
take_kanji(const char **p, int most, int *n)
{
	int v[5] = { 0 }, count = 0, at, tens = 0, i;

	while (count < 5 && take_numeral(p, &v[count]))
		tens += v[count++] >= 10;
	if (tens == 0) {
		for (i = 0, *n = 0; i < count; i++)
			*n = *n * 10 + v[i];
		return count > 0 && count <= most;
	}
	at = v[0] > 0 && v[0] < 10 ? 1 : 0;
	*n = (at == 1 ? v[0] * 10 : v[0]) + (count == at + 2 ? v[at + 1] : 0);
	return tens == 1 && (at == 1 ? v[1] == 10 : v[0] >= 10) && count <= at + 2 && v[count - 1] != 0;
}

bool
date_take_figures(const char **p, int most, int *n)
{
	int figures;

	*n = 0;
	for (figures = 0; figures < most && **p >= '0' && **p <= '9'; figures++)
		*n = *n * 10 + *(*p)++ - '0';
	return figures > 0;
}

bool
date_take_number(const char **p, int most, int *n)
{
	const char *look;
	bool taken;

	date_skip_spaces(p);
	look = *p;
	if ((unsigned char)*look >= 0x80 && take_numeral(&look, n))
		taken = take_kanji(p, most, n);
	else
		taken = date_take_figures(p, most, n);
	taken = taken && (**p < '0' || **p > '9');
	date_skip_spaces(p);
	return taken;
}

/* The kana keyboard gives ー ・ 。 for the keys of - / and the point. */
char
date_take_separator(const char **p)
{
	static const struct { uint32_t c; char sign; } signs[] = {
		{ '/', '/' }, { U'∕', '/' }, { '.', '.' }, { U'・', '.' }, { 0xff65, '.' }, { 0xb7, '.' },
		{ U'。', '.' }, { 0xff61, '.' }, { U'ー', '-' }, { 0xff70, '-' },
	};
	uint32_t c;
	const size_t n = text_decode(*p, strlen(*p), &c);
	char sign = text_is_hyphen(c) ? '-' : '\0';
	size_t i;

	for (i = 0; i < COUNT(signs); i++)
		if (signs[i].c == c)
			sign = signs[i].sign;
	*p += sign != '\0' ? n : 0;
	return sign;
}

bool
date_take_word(const char **p, const char *const *words, size_t count)
{
	size_t i;

	for (i = 0; i < count; i++)
		if (text_take_word(p, words[i]))
			return true;
	return false;
}
