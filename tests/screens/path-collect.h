/* The paths that the rows of decision tables (tests/rules) lead along. */
#ifndef MADOGUCHI_TEST_PATH_COLLECT_H
#define MADOGUCHI_TEST_PATH_COLLECT_H

#include "tests/screens/path.h"

#define PATHS_MAX 400

struct paths {
	bool (*wanted)(const struct path *);		/* by its row alone; NULL: all are */
	bool (*same)(const struct path *, const struct path *);
	struct path *list;				/* of PATHS_MAX; the caller's */
	size_t count;
	int rows, alike, unsaid, no_first;		/* alike: one that is the same is there already */
};

/* Adds those of tests/rules/NAME.table under src. False where it can't be read. */
bool paths_collect(struct paths *, const char *src, const char *name, const struct profile *);

#endif
