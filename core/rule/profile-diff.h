/* Where two profiles answer differently, over a documented finite grid of facts. */
#ifndef MADOGUCHI_RULE_PROFILE_DIFF_H
#define MADOGUCHI_RULE_PROFILE_DIFF_H

#include "rule/rule.h"

/* How many sets of facts the grid has. */
size_t profile_diff_size(void);

/* Calls row for each set of facts whose answers differ; false from row ends it. */
enum err profile_diff(const struct profile *, const struct profile *,
    bool (*row)(void *, const struct facts *, const struct decision *, const struct decision *), void *ctx);

#endif
