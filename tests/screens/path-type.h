/* What typing a path shares: the program at its counter, and whoever types. */
#ifndef MADOGUCHI_TEST_PATH_TYPE_H
#define MADOGUCHI_TEST_PATH_TYPE_H

#include "tests/screens/counter.h"
#include "tests/screens/path.h"
#include "tests/screens/typist.h"

#define PATH_DATA ".local/share/madoguchi/training/"
#define PATH_CARD "about-to-expire"

extern struct counter path_counter;
extern struct typist path_typist;

/* The card of the row, in a folder with nothing else but the CA. */
void path_furnish(const struct path *);

/* Everything up to where the talk ends; the program is left open there. */
enum typist_end path_come(struct path *);

/* What was decided goes on record as it stands. */
void path_record(const struct decision *);

void path_give_up(const char *what);

#endif
