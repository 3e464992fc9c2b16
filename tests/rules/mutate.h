/* One-line mistakes in a profile: what somebody who is tired, or in a hurry, might type instead. */
#ifndef MADOGUCHI_TESTS_MUTATE_H
#define MADOGUCHI_TESTS_MUTATE_H

#include <stdbool.h>
#include <stddef.h>

/* what: "[rule guardian] when: \"and not pin-lost\" left out", without the file's line, so that it stays the same. */
struct mutant { char *text, what[512]; };

/*
 * Calls make for every mutant of the profile's text, until it returns false; the mutant's text is freed then. Lines that
 * only say something to people (text, source, label and the like) are left alone.
 */
void mutate(const char *text, bool (*make)(void *, const struct mutant *), void *ctx);

#endif
