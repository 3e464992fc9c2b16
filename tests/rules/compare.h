/* Whether a decision says what a row of a decision table expects. */
#ifndef MADOGUCHI_TESTS_COMPARE_H
#define MADOGUCHI_TESTS_COMPARE_H

#include "rule/rule.h"
#include "table.h"

/* Prints each difference behind where ("FILE:LINE"); the number of them. */
int compare(const char *where, const struct words *expect, const struct decision *);

#endif
