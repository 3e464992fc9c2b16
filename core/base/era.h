/* The eras of Japan since Meiji: their names and their days. */
#ifndef MADOGUCHI_BASE_ERA_H
#define MADOGUCHI_BASE_ERA_H

#include "base/date.h"

struct era {
	const char *name;		/* 令和 */
	const char *sign;		/* ㋿, the one character for it */
	char letter;			/* R */
	struct date first, last;	/* its days, both included */
};

/* The era of a valid day. Never NULL for one. */
const struct era *era_of(struct date);

/* The era that the text begins with (name, sign or letter), *len bytes long; NULL if none. */
const struct era *era_named(const char *text, size_t *len);

#endif
