/* What the head of a table says of the whole profile, which no single row can show. */
#ifndef MADOGUCHI_TESTS_CLAIM_H
#define MADOGUCHI_TESTS_CLAIM_H

#include "rule/profile.h"
#include "rule/table.h"

/*
 * "rules 37": so many rules the file itself states. "papers photo 28": documents of a class. "letter sticker envelope
 * signature none": how PINs are hidden, how it is signed, how long a reply is good. Prints what is wrong, behind where
 * (NULL: nothing); the number of faults.
 */
int claims_fail(const char *where, const struct table *, const struct profile *, const char *ini);

#endif
