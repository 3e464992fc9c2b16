/* The case number, as it appears on paper, on screen and in the audit log. */
#ifndef MADOGUCHI_BASE_CASE_NUMBER_H
#define MADOGUCHI_BASE_CASE_NUMBER_H

#include "base/err.h"

#define CASE_NUMBER_MAX 12	/* "26-000123-4" and its NUL */
#define CASE_NUMBER_RUNNING_DIGITS 6
#define CASE_NUMBER_RUNNING_MAX 999999	/* a year */

/*
 * Makes and checks "YY-NNNNNN-C": last two digits of the Gregorian year, running number, check digit (Luhn over the
 * eight digits). The check also accepts what a QR scanner types; the caller folds full-width digits.
 */
enum err case_number_make(int year, long running, char out[CASE_NUMBER_MAX]);
enum err case_number_check(const char *);

#endif
