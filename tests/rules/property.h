/* What must hold for every row of the decision tables, whatever its answer is. */
#ifndef MADOGUCHI_TESTS_PROPERTY_H
#define MADOGUCHI_TESTS_PROPERTY_H

#include "rule/rule.h"
#include "rule/table.h"

/* The same facts the other way round give the same answer. Prints what is wrong; the number of faults. */
int property_order(const char *where, const struct profile *, const struct table_row *, const struct decision *);

/* One document more, whichever and whoever brings it, leaves an answer as good as it was. */
int property_more_documents(const char *where, const struct facts *, const struct decision *);

/*
 * Each fact taken away by itself is asked for if, and only if, another value of it makes another answer; so is
 * each of two, another two for each row.
 */
int property_ask(const char *where, const struct facts *, const struct decision *);

/*
 * Asked one after another, from nothing but the day, the counter and what is shown, the questions come in the order in
 * which they were announced, and none comes back: *asked is their number until the verdict. A fact that the row doesn't
 * give is answered as --unknown-is-no does; where that has no answer the row isn't counted and *asked is -1.
 */
int property_sequence(const char *where, const struct facts *, const struct profile *, int *asked);

#endif
