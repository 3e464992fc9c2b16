/* Case numbers: "26-000123-4", the year, a running number and a Luhn check digit (ISO/IEC 7812-1 annex B). */
#include "base/case-number.h"

#include <stdio.h>
#include <string.h>

#define DIGITS 8	/* of the year and the running number */

/* Every second digit is doubled, from the right; with the check digit all digits sum up to a multiple of 10. */
static int
check_digit(const int digits[DIGITS])
{
	int i, d, sum = 0;

	for (i = 0; i < DIGITS; i++) {
		d = digits[DIGITS - 1 - i] * (i % 2 == 0 ? 2 : 1);
		sum += d > 9 ? d - 9 : d;
	}
	return (10 - sum % 10) % 10;
}

/* The eight digits and the ninth, from the shape dd-dddddd-d; false for any other. */
static bool
take_apart(const char *number, int digits[DIGITS + 1])
{
	static const char shape[] = "dd-dddddd-d";
	size_t i, n = 0;

	if (strlen(number) != sizeof(shape) - 1)
		return false;
	for (i = 0; shape[i] != '\0'; i++) {
		if (shape[i] == '-' ? number[i] != '-' : number[i] < '0' || number[i] > '9')
			return false;
		if (shape[i] == 'd')
			digits[n++] = number[i] - '0';
	}
	return true;
}

enum err
case_number_make(int year, long running, char out[CASE_NUMBER_MAX])
{
	int digits[DIGITS + 1];

	if (year < 2000 || year > 2099 || running < 1 || running > CASE_NUMBER_RUNNING_MAX)
		return ERR_CASE_NUMBER;
	(void)snprintf(out, CASE_NUMBER_MAX, "%02u-%06u-0", (unsigned)year % 100u, (unsigned)running % 1000000u);
	(void)take_apart(out, digits);
	out[CASE_NUMBER_MAX - 2] = (char)('0' + check_digit(digits));
	return ERR_NONE;
}

enum err
case_number_check(const char *number)
{
	int digits[DIGITS + 1];

	return take_apart(number, digits) && check_digit(digits) == digits[DIGITS] ? ERR_NONE : ERR_CASE_NUMBER;
}
