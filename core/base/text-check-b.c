/* 照合番号B: what may stand on a card's face, and where such digits stand in a text. Pure. */
#include "base/text-number-private.h"

#include <stdint.h>

#include "base/date.h"
#include "base/text-kana.h"
#include "base/text.h"

#define DIGITS NUMBER_B_DIGITS
enum { BORN_DIGITS = 6, YEAR_DIGITS = 10 };	/* behind which it may be parted, as on the face */

/* The cards are made since 2016, for ten years at most. */
#define FIRST_YEAR 2016
#define LAST_YEAR 2099

static int
number_in(const unsigned char *b, size_t at, size_t digits)
{
	int n = 0;

	for (; digits > 0; digits--)
		n = n * 10 + b[at++] - '0';
	return n;
}

/* A month and a day that some year has; 00 where the birth date isn't known so far. The era's year can be any. */
static bool
some_day(const unsigned char *b)
{
	const int month = number_in(b, 2, 2), day = number_in(b, 4, 2);

	return month == 0 || day == 0 ? month <= 12 && (month != 0 || day == 0) :
	    date_valid((struct date){ 2000, month, day });
}

bool
text_may_be_check_b(const unsigned char b[DIGITS])
{
	const int year = number_in(b, BORN_DIGITS, YEAR_DIGITS - BORN_DIGITS);

	return some_day(b) && year >= FIRST_YEAR && year <= LAST_YEAR;
}

static char
digit_of(uint32_t c)
{
	return c >= '0' && c <= '9' ? (char)c : c >= 0xff10 && c <= 0xff19 ? (char)(c - 0xff10 + '0') : '\0';
}

static bool
parts(uint32_t c)
{
	return c == ' ' || c == 0x3000 || text_is_hyphen(c);
}

/* From a digit that begins a run, as far as its digits go. */
static bool
is_one(const char *text, size_t len, size_t from, size_t *to)
{
	unsigned char b[DIGITS];
	bool parted = false;
	size_t i, n, digits = 0;
	uint32_t c;

	for (i = *to = from; i < len; i += n) {
		n = text_decode(text + i, len - i, &c);
		if (digit_of(c) != '\0') {
			if (digits == DIGITS)
				return false;
			b[digits++] = (unsigned char)digit_of(c);
			*to = i + n;
			parted = false;
		} else if (parted || !parts(c) || (digits != BORN_DIGITS && digits != YEAR_DIGITS))
			break;
		else
			parted = true;
	}
	return digits == DIGITS && text_may_be_check_b(b);
}

static bool
may_be_b(const char *text, size_t from, size_t to)
{
	unsigned char digits[DIGITS];
	uint32_t c = 0;
	size_t n = 0;
	char digit;

	while (from < to && n < DIGITS)
		if ((digit = number_digit(number_next(text, to, &from, &c))) != '\0')
			digits[n++] = (unsigned char)digit;
	return n == DIGITS && text_may_be_check_b(digits);
}

bool
text_check_b(const char *text, size_t len, size_t *from, size_t *to)
{
	bool behind_digit = false;
	uint32_t c;
	size_t i, n;

	if (number_in_powers(text, len, DIGITS, from, to))
		return true;
	if (!number_may_hold(text, len, DIGITS))
		return false;
	for (i = 0; i < len; i += n) {
		n = text_decode(text + i, len - i, &c);
		if (digit_of(c) != '\0' && !behind_digit && is_one(text, len, i, to)) {
			*from = i;
			return true;
		}
		behind_digit = digit_of(c) != '\0';
	}
	return number_in_chain(text, len, DIGITS, may_be_b, from, to);
}
