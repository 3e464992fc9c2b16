/* What dates and moments are made of, read: numbers and the signs between them. All of it in narrow forms. */
#ifndef MADOGUCHI_BASE_DATE_PRIVATE_H
#define MADOGUCHI_BASE_DATE_PRIVATE_H

#include "base/date.h"
#include "base/era.h"

#define DATE_TYPED_MAX 128	/* bytes */

extern const struct date date_first;	/* before it is none */
int date_month_length(int year, int month);

void date_skip_spaces(const char **);

/* A number in figures, up to so many: n; no character is passed over. */
bool date_take_figures(const char **, int most, int *n);

/* The same, or in kanji; blanks at both ends are passed over, and no figure stands behind it. */
bool date_take_number(const char **, int most, int *n);

/*
 * The sign between two numbers as '-', '/' or '.', whichever character it is typed with: any hyphen or long vowel, any
 * point of Japanese text. '\0': none stands there.
 */
char date_take_separator(const char **);

/* One of the words, the first of them that is there. False: none is. */
bool date_take_word(const char **, const char *const *words, size_t count);

/* --- the grammar, of a text in narrow forms ------------------------------------------------------ */

/*
 * What is written with an era that has ended since means the day all the same: 平成31年5月1日 of a paper from before
 * the change, and on an old document an expiry as 平成40年1月1日. Of births the era's last year alone; later is a slip.
 */
enum date_beyond { DATE_NEVER = -1, DATE_LAST_YEAR = 0, DATE_EXPIRY = 20 };

/* At least one of the days that it may be is in the era, or as many years behind it. */
bool date_in_era(struct date, const struct era *, enum date_beyond);

/* partly: months and days may be missing, and it is that of a birth (昭和23年5月生). */
bool date_read(const char *text, bool partly, enum date_beyond, struct date *);

/* That nobody knows it (年月日不詳). */
bool date_read_unsaid(const char *text);

#endif
