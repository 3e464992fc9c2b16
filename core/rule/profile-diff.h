/* Compares the answers of two profiles over a finite grid of facts: madoguchi-profile(5), COMPARING. */
#ifndef MADOGUCHI_RULE_PROFILE_DIFF_H
#define MADOGUCHI_RULE_PROFILE_DIFF_H

#include "rule/rule.h"

/* Number of sets of facts in the grid. */
size_t profile_diff_size(void);

/* Calls row for each set of facts whose answers differ, until it returns false. */
enum err profile_diff(const struct profile *, const struct profile *,
    bool (*row)(void *, const struct facts *, const struct decision *, const struct decision *), void *ctx);

#endif
