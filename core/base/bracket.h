/* The brackets in which registers write a former name, or another, into a name. */
#ifndef MADOGUCHI_BASE_BRACKET_H
#define MADOGUCHI_BASE_BRACKET_H

#include <stdbool.h>
#include <stddef.h>

struct bracket {
	const char *open, *close;
	bool round;		/* behind a name what is in them may be an alias; in the others it is a former name */
};

/* Narrow and wide ones. Whichever of them begins the text; NULL if none does. */
const struct bracket *bracket_opened(const char *);

/*
 * The first of them in a text that stand behind something and have something in them: open, close are where the
 * opening and the closing one begin. NULL: there are none.
 */
const struct bracket *bracket_find(const char *text, const char **open, const char **close);

#endif
