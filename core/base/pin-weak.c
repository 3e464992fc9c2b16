/* Which new PINs are easy to guess: digits in a row, digits all the same, and the holder's birth date. */
#include "base/pin.h"

#include <openssl/crypto.h>
#include <stdio.h>
#include <string.h>

#include "base/era.h"

#define DIGITS 4

static bool
has(const struct secret *pin, const char *part)
{
	const size_t len = strlen(part);
	size_t i;

	for (i = 0; len > 0 && i + len <= pin->len; i++)
		if (memcmp(pin->bytes + i, part, len) == 0)
			return true;
	return false;
}

static bool
has_easy_digits(const struct secret *pin)
{
	static const char *const easy[] = {
		"1234", "4321", "0123", "0000", "1111", "2222", "3333", "4444", "5555", "6666", "7777", "8888", "9999",
	};
	size_t i;

	for (i = 0; i < sizeof(easy) / sizeof(*easy); i++)
		if (has(pin, easy[i]))
			return true;
	return false;
}

/* YYMMDD holds MMDD, and YYYYMMDD holds YYYY: the four digits are enough to find the longer forms. */
static bool
has_birth_date(enum pin_kind kind, const struct secret *pin, struct date born)
{
	const struct era *era = era_of(born);
	const unsigned year = (unsigned)born.year, month = (unsigned)born.month, day = (unsigned)born.day;
	const unsigned of_era = (unsigned)(born.year - era->first.year + 1);
	char forms[5][DIGITS + 1];
	bool found = false;
	size_t i;

	(void)snprintf(forms[0], sizeof(forms[0]), "%04u", year % 10000);
	(void)snprintf(forms[1], sizeof(forms[1]), "%02u%02u", month % 100, day % 100);
	(void)snprintf(forms[2], sizeof(forms[2]), "%02u%02u", year % 100, month % 100);
	(void)snprintf(forms[3], sizeof(forms[3]), "%02u%02u", of_era % 100, month % 100);
	(void)snprintf(forms[4], sizeof(forms[4]), "%c%02u", era->letter, of_era % 100);
	for (i = 0; i < (pin_format(kind)->letters ? 5 : 4) && !found; i++)
		found = has(pin, forms[i]);
	OPENSSL_cleanse(forms, sizeof(forms));
	return found;
}

enum pin_weakness
pin_weak(enum pin_kind kind, const struct secret *pin, struct date born)
{
	if (has_easy_digits(pin))
		return PIN_WEAK_DIGITS;
	return date_valid(born) && has_birth_date(kind, pin, born) ? PIN_WEAK_BIRTH : PIN_NOT_WEAK;
}
