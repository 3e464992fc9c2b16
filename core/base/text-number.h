/*
 * Individual numbers (個人番号): no text may hold one. What is one is decided here alone: twelve digits with their
 * check digit, in any script, width or dress; whatever that digit is, behind マイナンバー, 個人番号 or My Number.
 */
#ifndef MADOGUCHI_BASE_TEXT_NUMBER_H
#define MADOGUCHI_BASE_TEXT_NUMBER_H

#include <stdbool.h>
#include <stddef.h>

/*
 * The first in a text, and the bytes where it stands. Its digits are in one group, which may hold several numbers
 * (24), in equal groups (1234-5678 9018), in all the groups that have one sign between them (12/345/6789018), or are
 * all that the text has; or twelve digits run into a postcode. Between three fours also stand : + and up to three other
 * characters (1234番地5678号9018, 1234x5678x9018). In other groups, and whatever is between them, up to three
 * characters each, it is one where there are no more digits near it, and none of them are a telephone's, a date's or a
 * case's. So is 1.23457E+11, what a spreadsheet leaves of one.
 * A letter between two digits is the digit that it looks like (O, l). Characters that nobody sees are none; what has
 * another count of digits (a telephone's, a company's 13, the 14 and 16 of cards) isn't one, nor are those of a
 * number behind a +, but for three fours. The last groups of another number are none: of a telephone's with more
 * digits behind it (03-1234-5678 9018, 03-1234-5678-9018), of a company's (1-1234-…, and T1 1234 …); nor is
 * 1234-56-789018, a company's in its register.
 */
bool text_number(const char *, size_t len, size_t *from, size_t *to);

/*
 * The same for what has no other number as long, as a person's name and address: also twelve digits with their check
 * digit among more, as where a year or a branch number ran into one; not in a company's thirteen, nor behind a +.
 */
bool text_number_within(const char *, size_t len, size_t *from, size_t *to);

/*
 * Fourteen digits that may be a card's 照合番号B (base/pin.h), in one, parted as on its face (610120 2031 1234), or as
 * above in other groups: they open what the card says of its holder. Not among more digits.
 */
bool text_check_b(const char *, size_t len, size_t *from, size_t *to);
bool text_may_be_check_b(const unsigned char digits[14]);	/* a day of any era, a year in which a card expires */

/* Makes each digit of all of the latter two TEXT_MASKED, which no text may have. Returns the length that is left. */
#define TEXT_MASKED 0x1a
size_t text_number_mask(char *, size_t len);

#endif
