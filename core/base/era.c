/* The eras of Japan since Meiji: their names and their days. */
#include "base/era.h"

#include <string.h>

/*
 * 明治: the edict of 明治元年9月8日 (一世一元の詔; 行政官布告 of that day) took the whole of 慶応4年 into it, whose first
 * day was 1868-01-25. Until 1872 the months were lunar (太政官布告 明治5年第337号 brought the Gregorian calendar on
 * 1873-01-01); an era date before that is read here as a Gregorian one, as nobody at a counter was born then.
 * 大正: 詔書 of 明治45年7月30日, "七月三十日以後"; 昭和: 詔書 of 大正15年12月25日, "十二月二十五日以後": the whole
 * day of the change is the new era's.
 * 平成: 元号を改める政令 (昭和64年政令第1号), in force from the day after 7 January 1989.
 * 令和: 元号を改める政令 (平成31年政令第143号), in force on 1 May 2019.
 */
static const struct era eras[] = {
	{ "令和", "令", "㋿", 'R', { 2019, 5, 1 }, { 9999, 12, 31 } },
	{ "平成", "平", "㍻", 'H', { 1989, 1, 8 }, { 2019, 4, 30 } },
	{ "昭和", "昭", "㍼", 'S', { 1926, 12, 25 }, { 1989, 1, 7 } },
	{ "大正", "大", "㍽", 'T', { 1912, 7, 30 }, { 1926, 12, 24 } },
	{ "明治", "明", "㍾", 'M', { 1868, 1, 25 }, { 1912, 7, 29 } },
};
static const size_t era_count = sizeof(eras) / sizeof(*eras);

const struct era *
era_of(struct date d)
{
	size_t i;

	for (i = 0; i < era_count; i++)
		if (date_compare(d, eras[i].first) >= 0)
			return &eras[i];
	return NULL;
}

const struct era *
era_by_digit(char digit)
{
	return digit >= '1' && digit < '1' + (int)era_count ? &eras[era_count - 1 - (size_t)(digit - '1')] : NULL;
}

static bool
begins(const char *text, const char *with, size_t *len)
{
	if (text[0] != with[0])
		return false;
	*len = strlen(with);
	return strncmp(text, with, *len) == 0;
}

const struct era *
era_named(const char *text, size_t *len)
{
	size_t i;

	for (i = 0; i < era_count; i++) {
		const char letters[][2] = { { eras[i].letter }, { (char)(eras[i].letter | 0x20) } };

		if (begins(text, eras[i].name, len) || begins(text, eras[i].sign, len) || begins(text, eras[i].head, len) ||
		    begins(text, letters[0], len) || begins(text, letters[1], len))
			return &eras[i];
	}
	*len = 0;
	return NULL;
}
