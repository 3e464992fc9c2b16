/* The digits of numbers in a text, whatever their script and dress. */
#ifndef MADOGUCHI_BASE_TEXT_NUMBER_PRIVATE_H
#define MADOGUCHI_BASE_TEXT_NUMBER_PRIVATE_H

#include <stdint.h>

#include "base/text-number.h"

#define NUMBER_DIGITS 12	/* 番号法施行令 art. 8 */
#define NUMBER_B_DIGITS 14	/* of a 照合番号B */

/* '0' to '9', or '\0'. */
char number_digit(uint32_t);

/*
 * The next character, with the one before it: a circle behind a digit of kanji is the 〇 that a typist didn't find, and
 * a letter between two digits the one that it looks like.
 */
uint32_t number_next(const char *text, size_t len, size_t *i, uint32_t *before);

/* Whether as many digits may be there at all: a million lines of names and addresses are asked. */
bool number_may_hold(const char *text, size_t len, size_t digits);

/* A character that nobody sees. */
bool number_unseen(uint32_t);

/* Whether the digits between those bytes are a number. */
typedef bool number_judge(const char *text, size_t from, size_t to);

/*
 * So many digits, no two of them more than three characters apart, blanks not counted, whatever stands between them; no
 * other is as near, and no telephone number, date or case number is among them.
 */
bool number_in_chain(const char *text, size_t len, size_t digits, number_judge *, size_t *from, size_t *to);

/* What a spreadsheet makes of so many digits: 1.23457E+11. */
bool number_in_powers(const char *text, size_t len, size_t digits, size_t *from, size_t *to);

#endif
