/* The eras of Japan since Meiji: their names and their days. */
#ifndef MADOGUCHI_BASE_ERA_H
#define MADOGUCHI_BASE_ERA_H

#include "base/date.h"

struct era {
	const char *name;		/* 令和 */
	const char *head;		/* 令 */
	const char *sign;		/* ㋿, the one character for it */
	char letter;			/* R */
	struct date first, last;	/* its days, both included */
};

/* The era of a valid date; never NULL. */
const struct era *era_of(struct date);

/* The era of a date that may be known in part: NULL where the year saw two, and nobody told which. */
const struct era *era_of_partly(struct date);

/* A date known in part with the era that was told of it, where that says more than the year; as it is otherwise. */
struct date era_kept(struct date, const struct era *);

/* The era of the digit that systems of municipalities write before a year: '1' Meiji to '5' Reiwa; NULL for none. */
const struct era *era_by_digit(char);

/* The era whose name, its first character, sign or letter begins the text, and the length of that in bytes; NULL if there is none. */
const struct era *era_named(const char *text, size_t *len);

#endif
