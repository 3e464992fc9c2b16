/* An extract's file, line by line, as persons. It is the one large thing that others write, so it is read apart. */
#ifndef MADOGUCHI_PEOPLE_PARSE_PRIVATE_H
#define MADOGUCHI_PEOPLE_PARSE_PRIVATE_H

#include "people/residents.h"

struct parse {
	FILE *in;
	const char *name;		/* of the file, for its faults */
	const struct residents_how *how;
	struct faults *faults;
	struct date today;
	bool confined;			/* it confines itself before it looks at the file: for good */
};

/* Where they go. begin: the header is sound. What either says ends it, and is what the parse says. */
struct parse_sink {
	enum err (*begin)(void *ctx);
	enum err (*person)(void *ctx, const struct person *);
	void *ctx;
};

/*
 * Every line is checked, even when one was wrong; persons are handed on only as long as none was, or none has to be
 * (how->rest). ERR_DATA: faults says why. ERR_IO, ERR_TOO_LONG.
 */
enum err parse_here(const struct parse *, const struct parse_sink *);

/*
 * The same by a process of its own, confined to reading that file and writing to a pipe (base/confine.h) and to the
 * file of what is left out. What it says is held against what it may say. ERR_DATA also where it ends before its
 * time. Where the files are memory, they are read here.
 */
enum err parse_apart(const struct parse *, const struct parse_sink *);

#endif
