/* The number that a case is known by, from its paper to the audit log. */
#ifndef MADOGUCHI_BASE_CASE_NUMBER_H
#define MADOGUCHI_BASE_CASE_NUMBER_H

#include "base/err.h"

#define CASE_NUMBER_MAX 12	/* "26-000123-4" and its NUL */

/*
 * Makes and checks "YY-NNNNNN-C": era-free year, running number, check digit (Luhn over the eight digits). The check
 * is for what a QR scanner types, too; full-width digits are folded by the caller.
 */
enum err case_number_make(int year, long running, char out[CASE_NUMBER_MAX]);
enum err case_number_check(const char *);

#endif
