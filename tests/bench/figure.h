/* What a bench found out, for the table at the end of make bench. */
#ifndef MADOGUCHI_BENCH_FIGURE_H
#define MADOGUCHI_BENCH_FIGURE_H

#include <stdbool.h>

/*
 * One line of it: so many of the unit, and what was measured beside in the same run (0: nothing was). limit is how many
 * times that it may be at most (0: as many as it likes): a busy machine slows both, so it breaks no limit. False over it.
 */
bool figure(const char *what, const char *unit, double value, double beside, double limit);

#endif
